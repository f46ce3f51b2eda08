//! What a snippet promises: it shows what is sought, marks it right in any script, and cuts on characters.

use proptest::prelude::*;
use query::Options;
use release::Language;

use super::{
    Sought,
    passage::{best_passage, tokens},
};

/// The passage of a text for a query, and what is marked in it.
fn passage(text: &str, query: &str, language: &str) -> (String, Vec<String>) {
    let parsed = query::parse(query, Options { any: false }).unwrap();
    let mut sought = Sought::of(&parsed.query);
    let mut sought = sought.in_language(Language::new(language));
    let snippet = best_passage("body", text, &tokens(text, &mut sought));
    let marked = snippet.highlights.iter().map(|&[start, end]| snippet.text[start..end].to_owned());
    (snippet.text.clone(), marked.collect())
}

fn marked(text: &str, query: &str, language: &str) -> Vec<String> {
    passage(text, query, language).1
}

#[test]
fn a_phrase_is_shown_however_far_in_the_text_it_stands() {
    let filler = "Nothing of this matters to anybody who reads about doors. ".repeat(40);
    let text = format!("{filler}The locked door was an answer. {filler}");
    let (shown, marks) = passage(&text, "\"locked door\"", "en");
    assert!(shown.starts_with("The locked door was an answer."), "{shown}");
    assert_eq!(marks, ["locked door"]);
}

#[test]
fn a_phrase_is_shown_wherever_in_an_endless_sentence_it_stands() {
    for n_before in 0..90 {
        let text = format!("{}locked door{}", "or so ".repeat(n_before), " and on".repeat(90));
        let (shown, marks) = passage(&text, "\"locked door\"", "en");
        assert_eq!(marks, ["locked door"], "{n_before}: {shown}");
        assert!(shown.chars().count() <= 304, "{n_before}");
    }
}

#[test]
fn a_phrase_longer_than_a_passage_is_shown_whole() {
    let long: Vec<String> = (0..30).map(|n| format!("unbelievably{n}")).collect();
    let text = format!("{} {} {}", "so ".repeat(200), long.join(" "), "so ".repeat(200));
    assert_eq!(marked(&text, &format!("\"{}\"", long.join(" ")), "en"), [long.join(" ")]);
}

#[test]
fn every_way_to_seek_a_word_marks_it() {
    let text = "Journalists detained by the authorities were freed.";
    assert_eq!(marked(text, "journalist authority", "en"), ["Journalists", "authorities"]);
    assert_eq!(marked(text, "journ* det*", "en"), ["Journalists", "detained"]);
    assert_eq!(marked(text, "detaned~1 autorities~2", "en"), ["detained", "authorities"]);
    assert_eq!(marked(text, "\"freed were\"~3", "en"), ["were", "freed"]);
    assert_eq!(marked(text, "\"journalist\"", "en"), Vec::<String>::new());
    assert_eq!(marked(text, "journalist -freed", "en"), ["Journalists"]);
}

#[test]
fn words_of_any_script_are_marked_whole() {
    assert_eq!(marked("Два адвоката вышли из суда.", "адвокат суд", "ru"), ["адвоката", "суда"]);
    assert_eq!(marked("قالت المحكمة إن الصحفيين أحرار.", "المحكمة", "ar"), ["المحكمة"]);
    assert_eq!(marked("Le café d’Ivoire", "\"d'ivoire\"", "fr"), ["d’Ivoire"]);
    assert_eq!(marked("人权状况", "人权", "zh"), ["人权"]);
}

#[test]
fn letters_that_fold_to_more_or_fewer_bytes_are_marked_whole() {
    // combining accents, a ligature, a capital with a dot, a sharp s
    assert_eq!(marked("Les e\u{301}coles ferment.", "école", "fr"), ["e\u{301}coles"]);
    assert_eq!(
        marked("The ﬁnancial oﬃce shut.", "financial \"office\"", "en"),
        ["ﬁnancial", "oﬃce"]
    );
    assert_eq!(marked("İstanbul ve İzmir", "istanbul \"izmir\"", "tr"), ["İstanbul", "İzmir"]);
    assert_eq!(marked("Die Straße ist zu.", "\"strasse\" zu*", "de"), ["Straße", "zu"]);
}

proptest! {
    #[test]
    fn what_is_met_is_shown_and_marks_lie_on_words(
        before in "(\\PC{0,12}[ .?!]){0,60}",
        word in "[a-zßéİﬁжق]{3,9}",
        after in "(\\PC{0,12}[ .?!]){0,60}",
    ) {
        let text = format!("{before} {word} {after}");
        let parsed = query::parse(&format!("\"{word}\""), Options { any: false }).unwrap();
        let mut sought = Sought::of(&parsed.query);
        let mut sought = sought.in_language(Some(Language::ENGLISH));
        let met = tokens(&text, &mut sought);
        let snippet = best_passage("body", &text, &met);
        prop_assert!(!met.is_empty(), "{word}");
        prop_assert!(!snippet.highlights.is_empty(), "{}", snippet.text);
        let mut last = 0;
        for &[start, end] in &snippet.highlights {
            prop_assert!(last <= start && start < end);
            let marked = snippet.text.get(start..end);
            prop_assert_eq!(marked.map(gazetteer::fold), Some(gazetteer::fold(&word)));
            last = end;
        }
    }
}
