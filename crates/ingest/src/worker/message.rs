//! What the program and a worker say to each other: a [`Job`] and the bytes of its file, then an [`Answer`].

use release::{Pages, Warning};
use serde::{Deserialize, Serialize};

use crate::{
    error::{Error, Skip, Unread},
    format::{Format, encoding_name},
    text::{Hint, Meta, Text},
};

/// A file to read; its bytes follow the message.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Job {
    pub(super) format: Format,
    pub(super) n_bytes: u64,
}

/// What a worker says of a file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    Text(Box<Sent>),
    Refused(Refusal),
}

/// A [`Text`] on its way: as it is, but that its format is that of the job and its encoding is a name.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Sent {
    characters: String,
    format: Format,
    encoding: String,
    item: u32,
    hints: Vec<Hint>,
    meta: Meta,
    pages: Pages,
    pictures: Vec<u32>,
    warnings: Vec<Warning>,
}

impl Sent {
    /// A text of a file of this format; what a container holds has a format of its own.
    pub(super) fn new(text: Text, of: Format) -> Self {
        Self {
            characters: text.characters,
            format: Format::of_name(text.format).unwrap_or(of),
            encoding: text.encoding.to_owned(),
            item: text.item,
            hints: text.hints,
            meta: text.meta,
            pages: text.pages,
            pictures: text.pictures,
            warnings: text.warnings,
        }
    }

    pub(super) fn into_text(self) -> Text {
        Text {
            characters: self.characters,
            format: self.format.name(),
            encoding: encoding_name(&self.encoding),
            item: self.item,
            hints: self.hints,
            meta: self.meta,
            pages: self.pages,
            pictures: self.pictures,
            warnings: self.warnings,
            ..Text::default()
        }
    }
}

/// Why a reader gave no text.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Refusal {
    Empty,
    NoText,
    Encrypted,
    Scanned { pages: usize },
    Unlettered { pages: usize },
    Unreadable { reason: String },
    Malformed { reason: String },
    TooLarge { what: String },
    Broken,
}

impl Refusal {
    pub(super) fn new(why: Unread) -> Self {
        match why {
            Unread::Skipped(Skip::Empty) => Self::Empty,
            Unread::Skipped(skip) => Self::Malformed { reason: skip.to_string() },
            Unread::Failed(error) => match error {
                Error::NoText(_) => Self::NoText,
                Error::Encrypted { .. } => Self::Encrypted,
                Error::Scanned { pages, .. } => Self::Scanned { pages },
                Error::Unlettered { pages, .. } => Self::Unlettered { pages },
                Error::Unreadable { reason, .. } => Self::Unreadable { reason },
                Error::Malformed { reason, .. } => Self::Malformed { reason },
                Error::TooLarge { what, .. } => Self::TooLarge { what },
                Error::Broken(_) => Self::Broken,
                other => Self::Unreadable { reason: other.to_string() },
            },
        }
    }

    pub(super) fn into_unread(self, format: Format) -> Unread {
        let format = format.name();
        match self {
            Self::Empty => return Skip::Empty.into(),
            Self::NoText => Error::NoText(format),
            Self::Encrypted => Error::Encrypted { format },
            Self::Scanned { pages } => Error::Scanned { format, pages, is_tried: false },
            Self::Unlettered { pages } => Error::Unlettered { format, pages },
            Self::Unreadable { reason } => Error::Unreadable { format, reason },
            Self::Malformed { reason } => Error::Malformed { format, reason },
            Self::TooLarge { what } => Error::TooLarge { format, what },
            Self::Broken => Error::Broken("parse"),
        }
        .into()
    }
}
