//! Releases and quotes as other programs read them: tables, JSON lines, notes, references.
//!
//! [`Writer`] takes releases one after the other and writes each before it sees the next, so that a result
//! may be of any size. [`cite()`] is one quote with its source on one line, for whoever copies it. All of it
//! is a function of the releases: no time, no score, no path of this machine but that of the release.
//!
//! What a reader needs to find the words again goes with every record: the paragraph as a reader counts
//! (`para. 4` is the fourth of the running text), the bytes of the extracted text, the id of the release,
//! and the SHA-256 of that text. `dateline show ID --text` prints the text that both speak of.
//!
//! It knows nothing of how releases are found. Start from [`Document`], [`Writer`] and [`cite()`].

#![cfg_attr(test, allow(clippy::needless_raw_string_hashes))] // `UPDATE_EXPECT` writes them

mod bibtex;
mod cell;
mod cite;
mod csl;
mod date;
mod document;
mod key;
mod locator;
mod markdown;
mod record;
mod reference;
mod ris;
#[cfg(test)]
mod sample;
mod table;
mod writer;

pub use crate::{
    cell::harmless,
    cite::cite,
    document::Document,
    table::{QUOTE_COLUMNS, RELEASE_COLUMNS},
    writer::{Format, Of, Writer},
};
