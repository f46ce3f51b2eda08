//! The fuzz targets: spoilt files of every kind, spoilt dates and quotations, and texts of mere disorder give
//! releases that are sound, or an outcome that has a name. Never a panic, and nothing that takes longer than its
//! length.
//!
//! What is spoilt lies in `corpus/` and `seeds/`. The tests run a few cases; `just fuzz CASES` runs many. A case that fails is cut down to the least that
//! fails, and printed.

#![allow(clippy::unwrap_used)] // a broken property should stop the test

mod sound;
mod spoilt;

use std::path::Path;

use ingest::{Error, Unread, format, text::Text};
use proptest::prelude::*;

use self::{
    sound::{cases, check},
    spoilt::{DATES, OFFICE, PDFS, QUOTES, disorder, spoilt, spoilt_of},
};

/// Bytes of a text that would take minutes if its cost grew with the square of its length.
const LONG: usize = 250_000;

/// Reads and understands a file as the program does, except that a panic is not forgiven.
fn understand(bytes: &[u8], name: &str) {
    let mut texts: Vec<Text> = Vec::new();
    match format::read(bytes, Path::new(name), &mut |text| texts.push(text)) {
        Err(Unread::Failed(Error::Broken(stage))) => panic!("`{stage}` panicked"),
        Ok(_) => assert!(!texts.is_empty(), "neither a text nor a reason"),
        Err(Unread::Failed(error)) => assert!(!error.to_string().is_empty()),
        Err(Unread::Skipped(skip)) => assert!(!skip.to_string().is_empty()),
    }
    for text in texts {
        check(&ingest::extract(text).release);
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn a_spoilt_file_gives_sound_releases_or_a_named_outcome(file in spoilt()) {
        understand(&file.bytes(), &file.name());
    }

    #[test]
    fn disorder_does_too(text in disorder(2_000), name in prop::sample::select(vec!["a.txt", "a.html", "a.eml"])) {
        understand(text.text().as_bytes(), name);
    }
}

proptest! {
    // each is as long as many of the others
    #![proptest_config(ProptestConfig { cases: cases(192).cases / 16, ..cases(0) })]

    #[test]
    fn long_disorder_takes_no_longer_than_its_length(text in disorder(LONG)) {
        understand(text.text().as_bytes(), "a.txt");
    }
}

/// A release in which something stands in the text.
fn around(head: &str, piece: &[u8], tail: &str) -> Vec<u8> {
    [head.as_bytes(), piece, tail.as_bytes()].concat()
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn a_spoilt_document_does_too(file in spoilt_of(&OFFICE)) {
        understand(&file.bytes(), &file.name());
    }

    #[test]
    fn a_spoilt_pdf_does_too(file in spoilt_of(&PDFS)) {
        understand(&file.bytes(), &file.name());
    }

    #[test]
    fn a_spoilt_date_does_too(date in spoilt_of(&DATES), in_head in any::<bool>()) {
        let (above, below) = ("The Gate Is Open\n\n", "\n\nThe gate at Alder Street is open to all.\n");
        let above = if in_head { "" } else { above };
        understand(&around(above, &date.bytes(), below), "a.txt");
    }

    #[test]
    fn a_spoilt_quotation_does_too(quote in spoilt_of(&QUOTES)) {
        let head = "The Gate Is Open\n\n3 April 2012\n\nThe gate is open to all, the Harbour Watch said today.\n\n";
        understand(&around(head, &quote.bytes(), "\n\nContact: Ada Roe\n"), "a.txt");
    }
}
