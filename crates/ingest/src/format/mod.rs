//! Formats: told by content first and by name second, one reader a file.
//!
//! A reader turns bytes into [`Text`]s, one a release; a mailbox holds many. Readers never fail over
//! words: they fail when there is no text at all, and warn when something was lost.

mod decode;
mod eml;
mod html;
mod markdown;
mod mojibake;
mod plain;
mod several;

use std::{
    io::{BufReader, Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use release::{Warning, WarningKind};

use crate::{
    error::{Error, Skip, Unread},
    text::Text,
};

/// The most bytes of one file that are read into memory; a mailbox is read message by message.
pub const MAX_FILE_BYTES: usize = 16 << 20;

/// A format this program reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web page.
    Html,
    /// One mail.
    Eml,
    /// A mailbox.
    Mbox,
}

impl Format {
    /// The name used in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Eml => "eml",
            Self::Mbox => "mbox",
        }
    }

    /// Tells the format of a file from its first bytes and its name.
    ///
    /// # Errors
    ///
    /// Returns the [`Skip`] when it is empty, no text, or of a type that is not read.
    pub fn detect(head: &[u8], path: &Path) -> Result<Self, Skip> {
        if head.iter().all(u8::is_ascii_whitespace) {
            return Err(Skip::Empty);
        }
        let ending = ending(path);
        let is_binary = decode::is_binary(head);
        // of all signatures a text may have, only those of documents are believed
        let may_be_document = matches!(head.first(), Some(b'%' | b'{' | 0xEF));
        if (is_binary || may_be_document)
            && let Some(kind) =
                infer::get(head).filter(|kind| is_binary || is_document(kind.mime_type()))
        {
            return Err(Skip::Unsupported(kind.mime_type().to_owned()));
        }
        if is_binary {
            return Err(Skip::Binary);
        }
        if html::looks_like(head) {
            return Ok(Self::Html);
        }
        if eml::looks_like_mbox(head) {
            return Ok(Self::Mbox);
        }
        match Self::by_ending(&ending) {
            Some(Self::Text) if eml::looks_like_mime(head) => Ok(Self::Eml),
            Some(format) => Ok(format),
            None if matches!(ending.as_str(), "csv" | "tsv" | "json" | "jsonl" | "ndjson") => {
                Err(Skip::NeedsMap)
            }
            None => Err(Skip::Unsupported(format!(".{ending}"))),
        }
    }

    /// What the name alone makes of a file; for reports about files that could not be opened.
    pub fn by_name(path: &Path) -> Option<Self> {
        Self::by_ending(&ending(path))
    }

    fn by_ending(ending: &str) -> Option<Self> {
        Some(match ending {
            "" | "txt" | "text" | "asc" | "log" => Self::Text,
            "md" | "markdown" | "mdown" | "mkd" => Self::Markdown,
            "html" | "htm" | "xhtml" | "shtml" => Self::Html,
            "eml" | "mail" => Self::Eml,
            "mbox" | "mbx" => Self::Mbox,
            _ => return None,
        })
    }
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Documents whose first bytes may all be letters. Other signatures are believed of binary data only: a
/// text may well begin with `BM`.
fn is_document(mime: &str) -> bool {
    matches!(mime, "application/pdf" | "application/rtf" | "application/postscript")
}

/// What reading a file gave besides its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The format it was read as.
    pub format: Format,
    /// A hash of all its bytes: what was hashed is what was read.
    pub content: ContentHash,
    /// Its size in bytes.
    pub bytes: u64,
}

/// A hash of the bytes of a file and of how they are understood; equal hashes mean equal releases.
pub type ContentHash = [u8; 16];

/// Raised whenever reading or understanding changes, so that an archive reads its files anew.
const UNDERSTANDING: &[u8] = concat!("dateline ", env!("CARGO_PKG_VERSION"), ", 5").as_bytes();

pub(crate) fn hasher() -> blake3::Hasher {
    let mut hasher = blake3::Hasher::new();
    hasher.update(UNDERSTANDING);
    hasher
}

/// Hashes all bytes of `file`.
///
/// # Errors
///
/// Returns an error when it cannot be read to its end.
pub fn hash(mut file: impl Read) -> Result<ContentHash, Error> {
    let mut hasher = hasher();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(shorten(&hasher)),
            n_read => hasher.update(&buffer[..n_read]),
        };
    }
}

/// Reads the releases of a file, each handed to `sink` as it is found.
///
/// `path` is only looked at for its ending. At most [`MAX_FILE_BYTES`] are held in memory; what a larger
/// file has beyond that is told by a warning, except for a mailbox, which is read to its end.
///
/// # Errors
///
/// Returns [`Unread::Skipped`] when the file is none that is read, [`Unread::Failed`] when it should be
/// readable and is not. Texts handed over before a failure stand.
pub fn read(file: impl Read, path: &Path, sink: &mut dyn FnMut(Text)) -> Result<Reading, Unread> {
    let mut file = Hashing { inner: file, hasher: hasher(), bytes: 0 };
    let mut head = Vec::new();
    file.by_ref().take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut head)?;
    let format = Format::detect(&head[..head.len().min(1 << 16)], path)?;
    if format == Format::Mbox {
        let stream = BufReader::new(Cursor::new(head).chain(&mut file));
        confined(|| eml::read_mbox(stream, sink))??;
    } else {
        let is_cut = head.len() > MAX_FILE_BYTES;
        head.truncate(MAX_FILE_BYTES);
        let mut text = confined(|| read_one(format, &head))??;
        if is_cut {
            let detail = format!("only the first {} MiB were read", MAX_FILE_BYTES >> 20);
            text.warnings.push(Warning::new(WarningKind::Truncated, detail));
        }
        if text.characters.trim().is_empty() {
            return Err(Skip::Empty.into());
        }
        let may_be_several = format != Format::Eml;
        for text in if may_be_several { several::split(text) } else { vec![text] } {
            sink(text);
        }
    }
    std::io::copy(&mut file, &mut std::io::sink())?;
    Ok(Reading { format, content: shorten(&file.hasher), bytes: file.bytes })
}

fn read_one(format: Format, bytes: &[u8]) -> Result<Text, Error> {
    match format {
        Format::Markdown => Ok(markdown::read(bytes)),
        Format::Html => html::read(bytes),
        Format::Eml => eml::read(bytes),
        Format::Text | Format::Mbox => Ok(plain::read(bytes)),
    }
}

/// Runs a reader built on other people's parsers so that a panic there costs one file.
fn confined<T>(reader: impl FnOnce() -> T) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(reader)).map_err(|_| Error::Broken("parse"))
}

pub(crate) fn shorten(hasher: &blake3::Hasher) -> ContentHash {
    let mut short = [0; 16];
    short.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    short
}

/// Hashes what passes through.
struct Hashing<R> {
    inner: R,
    hasher: blake3::Hasher,
    bytes: u64,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n_read = self.inner.read(buffer)?;
        self.hasher.update(&buffer[..n_read]);
        self.bytes += n_read as u64;
        Ok(n_read)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(bytes: &[u8], name: &str) -> Result<Vec<Text>, Unread> {
        let mut texts = Vec::new();
        read(bytes, Path::new(name), &mut |text| texts.push(text)).map(|_| texts)
    }

    fn skip(bytes: &[u8], name: &str) -> String {
        match texts(bytes, name) {
            Err(Unread::Skipped(skip)) => skip.to_string(),
            other => panic!("expected a skip, got {other:?}"),
        }
    }

    #[test]
    fn what_is_no_release_is_passed_over_with_its_reason() {
        assert_eq!(skip(b"", "a.txt"), "empty");
        assert_eq!(skip(b" \n\t\r\n ", "a.txt"), "empty");
        assert_eq!(skip("\u{a0}\n\u{3000}".as_bytes(), "a.txt"), "empty");
        assert_eq!(skip(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.txt"), "unsupported type: image/png");
        assert_eq!(skip(&[3, 0, 1, 0, 0, 9, 1, 200, 0], "a.txt"), "binary");
        assert_eq!(skip(b"{\\rtf1\\ansi text}", "a.rtf"), "unsupported type: application/rtf");
        assert_eq!(skip(b"fn main() {}", "a.rs"), "unsupported type: .rs");
        assert_eq!(skip(b"title,date", "a.csv"), "table or JSON without a field mapping");
    }

    #[test]
    fn content_goes_before_the_name() {
        let html = b"<!DOCTYPE html><html><body><p>The cells must open, the Network said.</p></body></html>";
        assert_eq!(Format::detect(html, Path::new("a.txt")), Ok(Format::Html));
        let mbox = b"From roe@example.org Tue Apr  3 10:00:00 2012\nFrom: Ada <roe@example.org>\nSubject: x\n\nBody\n";
        assert_eq!(Format::detect(mbox, Path::new("a.txt")), Ok(Format::Mbox));
    }

    #[test]
    fn a_text_that_begins_like_a_picture_is_a_text() {
        let head = b"BM Coalition calls for the release of four judges";
        assert_eq!(Format::detect(head, Path::new("a.txt")), Ok(Format::Text));
    }

    #[test]
    fn the_hash_is_that_of_all_bytes_read() {
        let bytes = b"The cells must open.";
        let reading = read(&bytes[..], Path::new("a.txt"), &mut |_| {}).unwrap();
        assert_eq!((reading.content, reading.bytes), (hash(&bytes[..]).unwrap(), 20));
    }

    #[test]
    fn a_text_beyond_the_limit_is_cut_with_a_warning() {
        let long = "word ".repeat(MAX_FILE_BYTES / 5 + 10);
        let texts = texts(long.as_bytes(), "a.txt").unwrap();
        assert_eq!(texts[0].characters.len(), MAX_FILE_BYTES);
        assert_eq!(texts[0].warnings[0].kind, WarningKind::Truncated);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            for name in ["a.txt", "a.md", "a.html", "a.eml", "a.mbox"] {
                let _ = texts(&bytes, name);
            }
        }

        #[test]
        fn any_markup_is_read_or_refused(markup in "(<[a-z]{1,4}( [a-z]+=\"[^\"]{0,5}\")?>|</[a-z]{1,4}>|[a-z ]{0,9}|\n|From |Subject: |--b){0,40}") {
            for name in ["a.html", "a.eml", "a.mbox", "a.md"] {
                let _ = texts(markup.as_bytes(), name);
            }
        }
    }
}
