//! What holds for any text: there is a release, its spans lie in the text, its blocks are in order.

#![allow(clippy::unwrap_used)] // a broken property should stop the test

use ingest::text::Text;
use proptest::prelude::*;
use release::{Evidence, Release, Span};

fn understand(characters: &str) -> Release {
    let characters = characters.to_owned();
    ingest::extract(Text { characters, format: "txt", encoding: "utf-8", ..Text::default() })
        .release
}

/// Checks every span of a release.
fn check(release: &Release) {
    let text = release.text.as_str();
    let lies_in = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
    let is_sure = |evidence: &Evidence| {
        lies_in(evidence.span);
        assert!((0.0..=1.0).contains(&evidence.confidence), "{evidence:?}");
    };
    let mut end = 0;
    for block in &release.blocks {
        lies_in(block.span);
        assert!(
            end <= block.span.start && !block.span.is_empty(),
            "{:?} of {text:?}",
            release.blocks
        );
        end = block.span.end;
    }
    for found in release
        .title
        .iter()
        .chain(&release.subtitle)
        .chain(&release.organisation)
        .chain(&release.places)
    {
        is_sure(&found.evidence);
        assert!(!found.value.trim().is_empty() && !found.value.contains('\n'), "{found:?}");
    }
    release.date.iter().for_each(|date| is_sure(&date.evidence));
    release.language.iter().for_each(|language| is_sure(&language.evidence));
    is_sure(&release.kind.evidence);
    release.contacts.iter().for_each(|contact| is_sure(&contact.evidence));
    release.warnings.iter().filter_map(|warning| warning.span).for_each(lies_in);
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
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

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
