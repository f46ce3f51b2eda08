//! Why a file gave no release: passed over by rule, or failed though its format is supported.

use std::{fmt, io, time::Duration};

use crate::format::Format;

/// Why a file is passed over. Not an error: the file is no release, or none this program reads.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Skip {
    /// No bytes, or nothing but white space.
    Empty,
    /// A format this program does not read; the name or the type that told so.
    Unsupported(String),
    /// Bytes that are no text in any encoding.
    Binary,
    /// A symbolic link; links below the given paths are not followed.
    Link,
    /// A device, socket or pipe.
    Special,
    /// A name that starts with a dot, or a file in such a folder.
    Hidden,
    /// `README*`, `LICENSE*` and `CHANGELOG*` speak of a folder, not of the world.
    Housekeeping,
    /// A picture without a text on it.
    Picture,
    /// CSV, JSON or JSONL: which column is the title is not known.
    NeedsMap,
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("empty"),
            Self::Unsupported(what) => write!(f, "unsupported type: {what}"),
            Self::Binary => f.write_str("binary"),
            Self::Link => f.write_str("link"),
            Self::Special => f.write_str("special file"),
            Self::Hidden => f.write_str("hidden"),
            Self::Housekeeping => f.write_str("readme, license or changelog"),
            Self::Picture => f.write_str("picture without a text"),
            Self::NeedsMap => f.write_str("table or JSON without a field mapping"),
        }
    }
}

/// Where on its way a file failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Opening it or reading its bytes.
    Read,
    /// Taking the text out of its format.
    Parse,
    /// Understanding the text.
    Understand,
}

impl Stage {
    /// The name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Parse => "parse",
            Self::Understand => "understand",
        }
    }
}

/// A file of a supported format could not be turned into a release.
///
/// The message says what happened; [`help()`](Self::help) says what would help.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file could not be opened or read.
    #[error("{}", describe(.0))]
    Read(#[from] io::Error),
    /// Markup, mail or pages without any text in them.
    #[error("no_text: there is no text in this {0} file")]
    NoText(&'static str),
    /// Every page is a picture.
    #[error("no_text: {}{}", pictures(*.pages), if *.is_tried { " without a text" } else { "" })]
    Scanned {
        /// The name of its format.
        format: &'static str,
        /// How many pages it has.
        pages: usize,
        /// OCR has been tried.
        is_tried: bool,
    },
    /// Its letters are drawn, and nothing tells which they are.
    #[error("no_text: its fonts do not tell which letters they draw")]
    Unlettered {
        /// The name of its format.
        format: &'static str,
        /// How many pages it has.
        pages: usize,
    },
    /// It opens only with a password.
    #[error("encrypted: it opens only with a password")]
    Encrypted {
        /// The name of its format.
        format: &'static str,
    },
    /// The bytes are not what the format asks for.
    #[error("this is no {format} file: {reason}")]
    Malformed {
        /// The format that was tried.
        format: &'static str,
        /// What was met.
        reason: String,
    },
    /// There is text in it that could not be taken out.
    #[error("unreadable {format}: {reason}")]
    Unreadable {
        /// The name of its format.
        format: &'static str,
        /// What was met.
        reason: String,
    },
    /// It has, or would take, more than is read.
    #[error("too large: {what}")]
    TooLarge {
        /// The name of its format.
        format: &'static str,
        /// Which limit it goes beyond.
        what: String,
    },
    /// Its reader took too long and was stopped.
    #[error("timed out: it was not read within {} s", .limit.as_secs_f64())]
    TimedOut {
        /// The name of its format.
        format: &'static str,
        /// How long it may take.
        limit: Duration,
    },
    /// Its reader ended, or never began.
    #[error("crashed: its reader ended early ({how})")]
    Crashed {
        /// The name of its format.
        format: &'static str,
        /// How.
        how: String,
    },
    /// What went wrong with a file of text, and which encoding its bytes are in.
    #[error("{error}")]
    OfText {
        /// The name of the encoding.
        encoding: &'static str,
        /// What went wrong.
        error: Box<Error>,
    },
    /// A fault of this program, confined to the file.
    #[error("the {0} stage broke on this file; this is a fault of dateline")]
    Broken(&'static str),
}

impl Error {
    /// Where it happened.
    pub fn stage(&self) -> Stage {
        match self {
            Self::OfText { error, .. } => error.stage(),
            Self::Read(_) => Stage::Read,
            Self::Broken("understand") => Stage::Understand,
            _ => Stage::Parse,
        }
    }

    /// The [name](Format::name) of the format of the file, where it was told.
    pub fn format(&self) -> Option<&'static str> {
        let format = match self {
            Self::OfText { error, .. } => return error.format(),
            Self::Read(_) | Self::Broken(_) => None,
            Self::NoText(format)
            | Self::Scanned { format, .. }
            | Self::Unlettered { format, .. }
            | Self::Encrypted { format }
            | Self::Malformed { format, .. }
            | Self::Unreadable { format, .. }
            | Self::TooLarge { format, .. }
            | Self::TimedOut { format, .. }
            | Self::Crashed { format, .. } => Some(*format),
        };
        format.filter(|name| Format::of_name(name).is_some())
    }

    /// The name of the encoding its bytes are in, where they are text.
    pub fn encoding(&self) -> Option<&'static str> {
        match self {
            Self::OfText { encoding, .. } => Some(encoding),
            _ => None,
        }
    }

    /// What would help.
    pub fn help(&self) -> &'static str {
        match self {
            Self::OfText { error, .. } => error.help(),
            Self::Read(error) => match error.kind() {
                io::ErrorKind::NotFound => "run again if it was being moved",
                io::ErrorKind::PermissionDenied => "change its permissions or run as its owner",
                _ => "check the disk it lies on, and run again",
            },
            Self::NoText(_) => "see whether the file is whole",
            Self::Scanned { is_tried: true, .. } => {
                "see whether it is sharp and upright, or name its language by --ocr-lang"
            }
            Self::Scanned { .. } | Self::Unlettered { .. } => {
                "run with --ocr to have its text recognised (needs tesseract and pdftoppm)"
            }
            Self::Encrypted { .. } => "save a copy without the password",
            Self::Malformed { .. } => "if it is another format, give it the right ending",
            Self::Unreadable { .. } => "save it anew from a program that opens it",
            Self::TooLarge { .. } => "part it into smaller files",
            Self::TimedOut { .. } | Self::Crashed { .. } => {
                "save it anew from a program that opens it, or keep it out of the folder"
            }
            Self::Broken(_) => "please report it",
        }
    }
}

fn pictures(pages: usize) -> String {
    match pages {
        1 => "its one page is a picture".to_owned(),
        _ => format!("its {pages} pages are pictures"),
    }
}

/// The operating system's error in the words of the task.
fn describe(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "the file vanished before it was read".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        _ => format!("it could not be read: {error}"),
    }
}

/// A file gave no release.
#[derive(Debug)]
pub enum Unread {
    /// Passed over by rule.
    Skipped(Skip),
    /// Failed.
    Failed(Error),
}

impl Unread {
    /// Why, in a few words.
    pub(crate) fn in_short(&self) -> String {
        match self {
            Self::Skipped(skip) => skip.to_string(),
            Self::Failed(error) => error.to_string(),
        }
    }
}

impl From<Skip> for Unread {
    fn from(skip: Skip) -> Self {
        Self::Skipped(skip)
    }
}

impl From<Error> for Unread {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        Self::Failed(Error::Read(error))
    }
}
