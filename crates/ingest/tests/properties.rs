//! What holds for any text: there is a release, its spans lie in the text, its blocks are in order.

#![allow(clippy::unwrap_used)] // a broken property should stop the test

mod sound;

use ingest::text::Text;
use proptest::prelude::*;
use release::Release;

use self::sound::{cases, check};

fn understand(characters: &str) -> Release {
    let characters = characters.to_owned();
    ingest::extract(Text { characters, format: "txt", encoding: "utf-8", ..Text::default() })
        .release
}

/// Pieces that releases are made of, so that random texts reach the rules.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "\n",
        "\n\n",
        " ",
        "   ",
        "\t",
        "> ",
        ">",
        "---\n",
        "title: x\n",
        "From: a\n",
        "Subject: b\n",
        "###\n",
        "FOR IMMEDIATE RELEASE",
        "Contact: ",
        "CONTACTS**In Geneva:**",
        "In Geneva: ",
        "Ada Roe",
        "Director, ",
        "Tel: +41 22 555 01 01",
        "ada@roe.example",
        "3 April 2012",
        "2012-04-03",
        "٣ نيسان/أبريل ٢٠١٨",
        "2019年8月2日",
        "Brussels/New York—",
        "(Nairobi) – ",
        "WASHINGTON, D.C.- ",
        "The Open Sea Network (OSN) said today that ",
        "“The ports must open,” ",
        "« Ouvrez » ",
        "said Ada Roe, ",
        "Background: *",
        "About us",
        "Sincerely,\n",
        "**",
        "[[",
        "]]",
        "](",
        "<b>",
        "<",
        "(",
        ")",
        "/",
        " | ",
        ", ",
        ". ",
        ".  ",
        ": ",
        "é",
        "ß",
        "شبكة ",
        "«Открытое море» ",
        "\u{a0}",
        "\u{200b}",
        "Liberia / Sierra Leone:\n",
        "word ",
        "1. ",
        "- ",
        "* ",
        "of the ",
        "Network for the ",
    ])
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn any_text_gives_a_release_whose_spans_lie_in_it(text in "\\PC{0,200}") {
        check(&understand(&text));
    }

    #[test]
    fn any_mixture_of_the_pieces_of_releases_does_too(pieces in prop::collection::vec(piece(), 0..80)) {
        check(&understand(&pieces.concat()));
    }
}

/// Bytes of a text that would take hours if its cost grew with the square of its length.
const LONG: usize = 250_000;

#[test]
fn a_long_text_of_one_mark_takes_no_longer_than_its_length() {
    for mark in [
        "(",
        "<",
        "[",
        "*",
        "\"",
        "“",
        "”",
        "’",
        "'",
        "``",
        "«",
        ")",
        "]",
        "**",
        "_",
        "-",
        ".",
        ",",
        "#",
        "|",
        ":",
        ">",
        "A",
        "A ",
        "A. ",
        "1 ",
        "1-",
        "a@",
        "Ada Roe, ",
        "\n",
        "- \n",
        "Tel: 1\n",
        "May 3 ",
        "](",
        "(AB) ",
        "said ",
        "“a” ",
        "“a” said Ada Roe. ",
        "He said. ",
        "Kenya, ",
        "\u{301}",
        "é",
        "人",
        "قال ",
        "<a ",
        "&amp;",
        "Network of ",
        "x\n\n",
    ] {
        let release = understand(&mark.repeat(LONG / mark.len()));
        check(&release);
    }
}
