//! `Warning`: what reading or extraction was unsure about, and where.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Span;

/// What a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum WarningKind {
    /// The text was longer than the limit; the rest is not indexed.
    Truncated,
    /// Bytes did not fit the encoding and were replaced.
    Undecodable,
    /// The markup or the message ends before its end.
    BrokenMarkup,
    /// Control characters were removed.
    ControlCharacters,
    /// Two dates of equal standing, or an order of day and month that nothing decides.
    AmbiguousDate,
    /// A quotation mark opens and never closes.
    UnclosedQuote,
    /// A limit of the extractor was reached; later values are not recorded.
    Limit,
    /// A part of a message or archive was passed over.
    PartSkipped,
    /// The file is spoilt or cut off; what could be read of it is there.
    Salvaged,
    /// The text was recognised in pictures and may have wrong words.
    Ocr,
    /// Some pages are pictures without text.
    PagesWithoutText,
    /// A word is written in letters of two scripts that look alike, or the other way round.
    LookAlike,
}

impl WarningKind {
    /// The name used in output, such as `unclosed-quote`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Truncated => "truncated",
            Self::Undecodable => "undecodable",
            Self::BrokenMarkup => "broken-markup",
            Self::ControlCharacters => "control-characters",
            Self::AmbiguousDate => "ambiguous-date",
            Self::UnclosedQuote => "unclosed-quote",
            Self::Limit => "limit",
            Self::PartSkipped => "part-skipped",
            Self::Salvaged => "salvaged",
            Self::Ocr => "ocr",
            Self::PagesWithoutText => "pages-without-text",
            Self::LookAlike => "look-alike",
        }
    }
}

impl fmt::Display for WarningKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Something a reader of the result should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What it is about.
    pub kind: WarningKind,
    /// What was met, in words.
    pub detail: String,
    /// Where, if at one place.
    pub span: Option<Span>,
}

impl Warning {
    /// A warning about the whole text.
    pub fn new(kind: WarningKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into(), span: None }
    }

    /// The same warning, tied to a place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }
}
