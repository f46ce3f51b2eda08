//! What holds for the quotes of any text: their spans lie in it in order, their speakers are listed.

#![allow(clippy::unwrap_used)] // a broken property should stop the test

use ingest::text::Text;
use proptest::prelude::*;
use release::{QuoteKind, Release};

fn understand(characters: &str) -> Release {
    let characters = characters.to_owned();
    ingest::extract(Text { characters, format: "txt", encoding: "utf-8", ..Text::default() })
        .release
}

/// Marks, names, verbs and small words, so that random texts reach the rules.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(PIECES.to_vec())
}

const PIECES: [&str; 60] = [
    " ",
    " ",
    "\n\n",
    "\n",
    ", ",
    ". ",
    ": ",
    "“",
    "”",
    "\"",
    "«",
    "»",
    "„",
    "‘",
    "’",
    "''",
    "— ",
    " – ",
    "(",
    ")",
    "Maria Velt ",
    "Velt",
    "he ",
    "she ",
    "said ",
    "that ",
    "director of the Lake Union ",
    "the ",
    "Okoro's ",
    "Mr. ",
    "who ",
    "and ",
    "The boats had left ",
    "говорит Анна ",
    "قال أحمد ",
    "a déclaré ",
    "agregó ",
    "according to ",
    "Statement of ",
    "文",
    "As ",
    "in her opinion ",
    "Nach Angaben der ",
    "laut ",
    "sei ",
    "erklärte, ",
    "who heads the ",
    "became ",
    "by ",
    "found that ",
    "`` ",
    "''",
    " \" ",
    "1. ",
    "Mai ",
    "In ",
    "De ",
    "Sostiene también que ",
    "По словам ",
    "وأوضح باوزير أن ",
];

proptest! {
    #[test]
    fn quotes_lie_in_the_text_in_order(pieces in prop::collection::vec(piece(), 0..80)) {
        let release = understand(&pieces.concat());
        let mut end_of_direct = 0;
        let mut start = 0;
        for quote in &release.quotes {
            prop_assert!(release.text.get(quote.span.range()).is_some_and(|words| !words.is_empty()));
            prop_assert!(start <= quote.span.start);
            start = quote.span.start;
            prop_assert!((0.0..=1.0).contains(&quote.evidence.confidence));
            if quote.kind == QuoteKind::Direct {
                prop_assert!(end_of_direct <= quote.span.start, "{:?}", release.quotes);
                end_of_direct = quote.span.end;
            }
        }
    }

    #[test]
    fn the_speaker_of_a_quote_is_among_the_speakers(pieces in prop::collection::vec(piece(), 0..80)) {
        let release = understand(&pieces.concat());
        for quote in &release.quotes {
            let Some(name) = &quote.speaker else { continue };
            let speaker = release.speakers.iter().find(|speaker| speaker.name == *name).unwrap();
            prop_assert!(speaker.quotes > 0);
        }
    }

    #[test]
    fn utterances_count_up(pieces in prop::collection::vec(piece(), 0..80)) {
        let release = understand(&pieces.concat());
        let mut next = 0;
        for quote in &release.quotes {
            prop_assert!(quote.utterance == next || quote.utterance + 1 == next);
            next = quote.utterance + 1;
        }
    }
}
