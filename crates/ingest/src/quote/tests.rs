//! Traps: what must not be fooled, and what must not take long.

use std::time::Instant;

use release::{Language, Quote};

use crate::{
    layout,
    quote::{
        Input, Issuer, Spoken,
        model::{Ranker, Weights},
    },
    text::Text,
    words,
};

fn find(input: &Input<'_>) -> Spoken {
    super::find(input, Ranker::Learned(Weights::embedded()))
}

fn spoken(characters: &str, issuer: &Issuer) -> Spoken {
    let text = Text { characters: characters.to_owned(), ..Text::default() };
    let words = words::cut(&text.characters);
    let layout = layout::lay_out(&text, &words);
    find(&Input {
        text: &text.characters,
        words: &words,
        layout: &layout,
        language: Some(Language::ENGLISH),
        passages: &[],
        contacts: &[],
        issuer,
        places: &[],
    })
}

/// The quotes below a heading and a first paragraph, so that nothing of the passage is a headline.
fn quotes(passage: &str) -> Vec<Quote> {
    let text = format!(
        "River Network: the villages of the delta want an answer\n\nThe boats came back on Monday morning, and \
        the harbour was full before noon.\n\n{passage}\n"
    );
    spoken(&text, &Issuer::default()).quotes
}

fn speakers(passage: &str) -> Vec<String> {
    let name = |quote: Quote| quote.speaker.or(quote.speaker_surface).unwrap_or_default();
    quotes(passage).into_iter().map(name).collect()
}

#[test]
fn a_span_includes_its_marks_and_the_text_does_not() {
    let quotes = quotes("“We will stay,” said Ines Okoro.");
    assert_eq!(quotes[0].text, "We will stay,");
    assert_eq!(quotes[0].span.len(), "“We will stay,”".len());
}

#[test]
fn definitions_and_titles_are_nobodys_words() {
    assert!(quotes("They signed a letter of intent (“LOI”) in May.").is_empty());
    assert!(quotes("The so-called “lame duck” session ended in May.").is_empty());
    assert!(quotes("A study titled “Benefits for the Future,” was printed.").is_empty());
}

#[test]
fn said_inside_the_words_attributes_nothing() {
    assert_eq!(
        speakers("“The court said nothing,” said Ines Okoro. “The judge said even less.”"),
        ["Ines Okoro", "Ines Okoro"]
    );
}

#[test]
fn two_apostrophes_are_a_mark() {
    assert_eq!(speakers("''I am,'' Mr. Brandt said. ''Let me.''"), ["Brandt", "Brandt"]);
}

#[test]
fn a_person_may_be_called_said() {
    assert_eq!(
        speakers("“We are watching all three,” Said Benhaddou told reporters."),
        ["Said Benhaddou"]
    );
}

#[test]
fn the_issuers_alias_gives_its_full_name() {
    let issuer = Issuer {
        name: Some("River Network for the Delta".to_owned()),
        aliases: vec!["the Network".to_owned()],
    };
    let text = "“We will stay,” said Ines Okoro, the Network’s regional coordinator for Europe.\n";
    let found = spoken(&format!("A headline for the day\n\n{text}"), &issuer);
    assert_eq!(found.speakers[0].organisation.as_deref(), Some("River Network for the Delta"));
    assert_eq!(found.speakers[0].role.as_deref(), Some("regional coordinator for Europe"));
}

#[test]
fn chinese_text_does_no_harm() {
    assert!(
        quotes("记者协会秘书长表示，对新闻自由和安全工作环境没有保障。“这些记者揭露了危险”。")
            .iter()
            .all(|quote| quote.speaker.is_none())
    );
}

#[test]
fn the_time_grows_with_the_length_only() {
    let pieces = [
        "“A ",
        "Maria Velt ",
        "”, said ",
        "“",
        "Okoro's ",
        "the Lake Union ",
        "he ",
        ", ",
        ": ",
        "that ",
        "— ",
    ];
    for offset in 0..pieces.len() {
        let piece = [pieces[offset], pieces[(offset + 3) % pieces.len()]].concat();
        let time = |n: usize| {
            let text = Text { characters: piece.repeat(n), ..Text::default() };
            let words = words::cut(&text.characters);
            let layout = layout::lay_out(&text, &words);
            let issuer = Issuer::default();
            let input = Input {
                text: &text.characters,
                words: &words,
                layout: &layout,
                language: None,
                passages: &[],
                contacts: &[],
                issuer: &issuer,
                places: &[],
            };
            let start = Instant::now();
            find(&input);
            start.elapsed().as_secs_f64()
        };
        time(100);
        let (short, long) = (time(1_500), time(12_000));
        assert!(long < 40.0 * short.max(0.005), "{piece:?}: {short} s, then {long} s");
    }
}
