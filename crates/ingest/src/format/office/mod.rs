//! Files of word processors: Word, `OpenDocument`, RTF and the old binary Word.
//!
//! What a style says is kept as a hint: titles and headings by their style or outline level, lines that are bold
//! throughout, items of lists. Deleted text, comments, hidden text and field codes are left out; headers stand
//! above the text, footers and footnotes below it.

mod lines;
mod look;
mod open_document;
mod package;
mod properties;
mod rtf;
mod word;
mod word_binary;
mod word_style;
mod xml;

pub(super) use self::{
    open_document::read as read_open_document,
    rtf::read as read_rtf,
    word::read as read_word,
    word_binary::read as read_word_binary,
    xml::{Piece, walk},
};

/// The first bytes of compound files: old Word, and anything from Office under a password.
pub(super) const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// The first bytes of a ZIP package.
pub(super) const PACKAGE: [u8; 4] = *b"PK\x03\x04";
/// The first bytes of RTF.
pub(super) const RTF: &[u8] = b"{\\rtf";
