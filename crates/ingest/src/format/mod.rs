//! Formats: told by content first and by name second, one reader a file.
//!
//! A reader turns bytes into [`Text`](crate::text::Text)s, one a release; a mailbox holds many. Readers never
//! fail over words: they fail when there is no text at all, and warn when something was lost.
//!
//! Text formats are read in place. Those of documents ([`Format::is_document`]) are binary and go through
//! `read_document`, which a [`Reader`] may have done by a [worker process](crate::worker).

mod container;
mod decode;
mod document;
mod eml;
mod encoded;
mod feed;
mod html;
mod hyphen;
mod markdown;
mod mojibake;
mod ocr;
mod office;
mod packed;
mod pages;
mod pdf;
mod plain;
mod reader;
mod record;
mod salvage;
mod several;
mod warc;

use std::path::Path;

use serde::{Deserialize, Serialize};

pub(crate) use self::{
    decode::name_of as encoding_name,
    document::read_document,
    reader::{hasher, shorten},
};
pub use self::{
    document::MAX_DOCUMENT_BYTES,
    ocr::{Ocr, OcrError},
    reader::{ContentHash, MAX_FILE_BYTES, Reader, Reading, read},
    record::{Field, Map, MapError},
};
use crate::error::Skip;

/// A format this program reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Pages as they are printed.
    Pdf,
    /// Word since 2007.
    Docx,
    /// `OpenDocument` text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// Word until 2003.
    Doc,
    /// A table, a record a row.
    Csv,
    /// JSON records.
    Json,
    /// A JSON record a line.
    JsonLines,
    /// RSS, Atom.
    Feed,
    /// A package of files.
    Zip,
    /// One file, packed.
    Gzip,
    /// A picture of a text; read by OCR alone.
    Image,
    /// A capture of the web.
    Warc,
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
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Rtf => "rtf",
            Self::Doc => "doc",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Feed => "feed",
            Self::Zip => "zip",
            Self::Gzip => "gzip",
            Self::Image => "image",
            Self::Warc => "warc",
        }
    }

    /// The format of that [name](Self::name).
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        const ALL: [Format; 18] = [
            Format::Text,
            Format::Markdown,
            Format::Html,
            Format::Eml,
            Format::Mbox,
            Format::Pdf,
            Format::Docx,
            Format::Odt,
            Format::Rtf,
            Format::Doc,
            Format::Csv,
            Format::Json,
            Format::JsonLines,
            Format::Feed,
            Format::Zip,
            Format::Gzip,
            Format::Image,
            Format::Warc,
        ];
        ALL.into_iter().find(|format| format.name() == name)
    }

    /// Whether it is binary: read as a whole, and with worker processes in one of them.
    pub fn is_document(self) -> bool {
        matches!(self, Self::Pdf | Self::Docx | Self::Odt | Self::Rtf | Self::Doc)
    }

    /// Whether its files are text of some encoding.
    pub(crate) fn is_text(self) -> bool {
        !self.is_document() && !matches!(self, Self::Zip | Self::Gzip | Self::Image | Self::Warc)
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
        if warc::looks_like(head) {
            return Ok(Self::Warc);
        }
        if pdf::looks_like(head) {
            return Ok(Self::Pdf);
        }
        if let Some(format) = Self::of_office(head, &ending) {
            return Ok(format);
        }
        let is_binary = decode::is_binary(head);
        // of all signatures a text may have, only those of documents are believed
        let may_be_document = matches!(head.first(), Some(b'%' | b'{' | 0xEF));
        if (is_binary || may_be_document)
            && let Some(kind) =
                infer::get(head).filter(|kind| is_binary || is_document(kind.mime_type()))
        {
            // a page with spoilt bytes in it is a page
            return match kind.mime_type() {
                "text/html" => Ok(Self::Html),
                other => Err(Skip::Unsupported(other.to_owned())),
            };
        }
        if is_binary {
            // a spoilt head is for the reader of the format to tell
            return Self::by_ending(&ending)
                .filter(|format| format.is_document())
                .ok_or(Skip::Binary);
        }
        if html::looks_like(head) {
            return Ok(Self::Html);
        }
        if feed::looks_like(head) {
            return Ok(Self::Feed);
        }
        if eml::looks_like_mbox(head) {
            return Ok(Self::Mbox);
        }
        match Self::by_ending(&ending) {
            Some(Self::Text) if eml::looks_like_mime(head) => Ok(Self::Eml),
            Some(format) => Ok(format),
            None => Err(Skip::Unsupported(format!(".{ending}"))),
        }
    }

    /// The format of a word processor that the first bytes show; packages and compound files hold many kinds of
    /// things, so of those without a mark of their own the name decides.
    fn of_office(head: &[u8], ending: &str) -> Option<Self> {
        if head
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(head)
            .trim_ascii_start()
            .starts_with(office::RTF)
        {
            return Some(Self::Rtf);
        }
        let by_ending = Self::by_ending(ending);
        if head.starts_with(&office::PACKAGE) {
            let holds = |mark: &[u8]| memchr::memmem::find(head, mark).is_some();
            if holds(b"mimetypeapplication/vnd.oasis.opendocument.text") {
                return Some(Self::Odt);
            }
            if holds(b"word/document.xml") {
                return Some(Self::Docx);
            }
            return by_ending
                .filter(|format| matches!(format, Self::Docx | Self::Odt | Self::Doc | Self::Zip));
        }
        if head.starts_with(&[0x1F, 0x8B]) {
            return Some(Self::Gzip);
        }
        if head.starts_with(&office::COMPOUND) {
            return by_ending.filter(|format| matches!(format, Self::Docx | Self::Doc));
        }
        None
    }

    /// Whether a file of that name is read by a map, where its system is not known.
    pub fn may_need_map(path: &Path) -> bool {
        let name = path.to_string_lossy();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        matches!(
            Self::by_name(Path::new(name)),
            Some(Self::Csv | Self::Json | Self::JsonLines | Self::Zip)
        )
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
            "pdf" => Self::Pdf,
            "docx" | "docm" | "dotx" => Self::Docx,
            "odt" | "ott" => Self::Odt,
            "rtf" => Self::Rtf,
            "doc" | "dot" => Self::Doc,
            "csv" | "tsv" => Self::Csv,
            "json" => Self::Json,
            "jsonl" | "ndjson" | "ijson" => Self::JsonLines,
            "rss" | "atom" => Self::Feed,
            "zip" => Self::Zip,
            "gz" => Self::Gzip,
            "warc" => Self::Warc,
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
    matches!(mime, "application/rtf" | "application/postscript")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use release::WarningKind;

    use super::*;
    use crate::{error::Unread, text::Text};

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
        assert_eq!(skip(b"%!PS-Adobe-3.0", "a.ps"), "unsupported type: application/postscript");
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
        let hash = Reader::default().hash(&bytes[..], Path::new("a.txt")).unwrap();
        assert_eq!((reading.content, reading.bytes), (hash, 20));
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
