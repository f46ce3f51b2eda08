//! What holds for the quotes of any text: their spans lie in it in order, their speakers are listed.

#![allow(clippy::unwrap_used)] // a broken property should stop the test

mod sound;

use ingest::text::Text;
use proptest::prelude::*;
use release::Release;

use self::sound::{cases, check_quotes, check_speakers, check_utterances};

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
    #![proptest_config(cases(256))]

    #[test]
    fn quotes_lie_in_the_text_in_order(pieces in prop::collection::vec(piece(), 0..80)) {
        check_quotes(&understand(&pieces.concat()));
    }

    #[test]
    fn the_speaker_of_a_quote_is_among_the_speakers(pieces in prop::collection::vec(piece(), 0..80)) {
        check_speakers(&understand(&pieces.concat()));
    }

    #[test]
    fn utterances_count_up(pieces in prop::collection::vec(piece(), 0..80)) {
        check_utterances(&understand(&pieces.concat()));
    }
}
