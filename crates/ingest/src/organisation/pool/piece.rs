//! The parts of a line that can be a name, by their words alone.

use std::{cell::RefCell, ops::Range};

use crate::{layout::phrase, lexicon, met::Met, organisation::named, quote::is_given_name};

thread_local! {
    /// Where the parts of lines stand that can be names.
    static MET: RefCell<Met<Vec<Range<usize>>>> = RefCell::default();
}

/// A name without the article before it.
pub(super) fn without_article(name: &str) -> &str {
    ["The ", "Das ", "Der ", "Die ", "Le ", "La ", "L\'", "L’", "O ", "A ", "El "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name)
}

/// `ADVISORY`, `PRESS CONFERENCE`: what a text is, and no name.
pub(in crate::organisation) fn is_kind(name: &str) -> bool {
    const KINDS: [&str; 4] = ["advisory", "conference", "contact", "contacts"];
    let last = name.rsplit(' ').next().unwrap_or_default();
    let is_shouted = !name.chars().any(char::is_lowercase);
    phrase::says_kind(name)
        || KINDS.iter().any(|kind| last.eq_ignore_ascii_case(kind))
            && (is_shouted || name.len() == last.len() || name.starts_with("Press "))
}

/// `Tags: ports, Open Sea, Suva`
pub(super) fn lists_keywords(words: &str) -> bool {
    const HEADS: [&str; 30] = [
        "tags",
        "tag",
        "tagged",
        "keywords",
        "topics",
        "mots-clés",
        "mots clés",
        "etiquetas",
        "palavras-chave",
        "schlagwörter",
        "schlagworte",
        "stichworte",
        "теги",
        "метки",
        "ключевые слова",
        "more on",
        "categories",
        "category",
        "filed under",
        "posted in",
        "publié dans",
        "catégories",
        "rubriques",
        "rubrique",
        "categorías",
        "categorias",
        "kategorien",
        "рубрики",
        "рубрика",
        "التصنيفات",
    ];
    words.split_once(':').is_some_and(|(head, _)| {
        head.len() <= 32 && HEADS.contains(&head.trim().to_lowercase().as_str())
    })
}

/// Whether a place stands before the date: what stands before the place is none.
pub(super) fn opens_with_place(rest: &str) -> bool {
    let first = rest.split_whitespace().next().unwrap_or_default();
    let bare = first.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    first.starts_with(char::is_uppercase) && !lexicon::is_date_word(&bare)
}

/// `Ada Roe`, whatever the place.
pub(super) fn is_person(name: &str) -> bool {
    let mut words = name.split_whitespace();
    words.next().is_some_and(is_given_name) && (1..=2).contains(&words.count())
}

/// `Heller Strom <presse@heller-strom.example>`: a mail from an office, whose domain has a word of the name.
pub(super) fn is_sender_of_domain(display: &str, value: &str) -> bool {
    let Some((before, after)) = value.split_once('@') else { return false };
    let office = before.rsplit(['<', ' ', '"']).next().unwrap_or_default().to_lowercase();
    let domain = after.split(['>', ' ']).next().unwrap_or_default().to_lowercase();
    let words = phrase::fold_words(display, 6);
    let is_long = |word: &&String| word.chars().count() >= 4;
    words.iter().filter(is_long).any(|word| domain.contains(word.as_str()))
        && !words.iter().any(|word| office.contains(word.as_str()))
}

/// The parts of a line that can be a name.
pub(super) fn pieces(passage: &str) -> impl Iterator<Item = &str> {
    let at = |piece: &str| piece.as_ptr().addr() - passage.as_ptr().addr();
    let places = || cut_up(passage).map(|piece| at(piece)..at(piece) + piece.len()).collect();
    let found = MET.with_borrow_mut(|met| met.get_or(passage, places));
    found.into_iter().map(|range| &passage[range])
}

fn cut_up(passage: &str) -> impl Iterator<Item = &str> {
    passage
        .split(|c| {
            matches!(
                c,
                '|' | '/'
                    | ','
                    | ';'
                    | ':'
                    | '('
                    | ')'
                    | '•'
                    | '·'
                    | '»'
                    | '>'
                    | '©'
                    | '.'
                    | '،'
                    | '*'
                    | '«'
                    | '“'
                    | '”'
                    | '"'
                    | '，'
                    | '：'
                    | '；'
                    | '、'
                    | '。'
                    | '（'
                    | '）'
                    | '「'
                    | '」'
            )
        })
        .flat_map(|piece| parted(piece, if lexicon::is_unspaced(piece) { " " } else { " – " }))
        .flat_map(|piece| parted(piece, " — "))
        .flat_map(|piece| parted(piece, " - "))
        .filter(|piece| !opens_with_amount(piece))
        .map(|piece| piece.trim_matches(|c: char| !c.is_alphabetic()))
        .map(without_article)
        .filter(|piece| is_possible(piece))
}

/// `3 Million Over Waste`, the rest of a headline: a number and no year, `2019 Open Sea`.
fn opens_with_amount(piece: &str) -> bool {
    let digits = piece.trim_start().split(' ').next().unwrap_or_default();
    digits.starts_with(|c: char| c.is_ascii_digit() || c == '$')
        && digits.len() != 4
        && digits.len() != 9
}

/// The parts of a piece between dashes.
fn parted<'t>(piece: &'t str, dash: &'static str) -> impl Iterator<Item = &'t str> {
    // most pieces have none, and to prepare a search takes longer than a look
    let sign = dash.as_bytes().get(1).copied().unwrap_or(b' ');
    let has_dash = memchr::memchr(sign, piece.as_bytes()).is_some();
    let (whole, parts) =
        if has_dash { (None, Some(piece.split(dash))) } else { (Some(piece), None) };
    whole.into_iter().chain(parts.into_iter().flatten())
}

/// `Open Sea Press` sends for Open Sea.
pub(super) fn without_office(sender: &str) -> &str {
    const OFFICES: &[&str] = &[
        " Press",
        " Press Office",
        " Media",
        " Newsroom",
        " Presse",
        " Pressestelle",
        " Prensa",
        " Imprensa",
    ];
    let bare = OFFICES.iter().find_map(|office| sender.strip_suffix(office)).unwrap_or(sender);
    bare.trim_end_matches([',', '-', '–', ' '])
}

/// `Office of U`, the rest of `Office of U.S. Roe`.
fn is_cut(piece: &str) -> bool {
    piece.rsplit_once(' ').is_some_and(|(_, last)| last.len() == 1)
}

/// `Lake County Attorney's Office`: the office, not who holds it.
fn is_office(piece: &str) -> bool {
    piece.split(' ').next_back() == Some("Office") && n_small(piece) == 0
}

/// `Nairobi office`, of whoever has it.
pub(in crate::organisation) fn is_branch(piece: &str) -> bool {
    piece.split_whitespace().next_back().is_some_and(|last| {
        matches!(
            last,
            "office" | "Office" | "Büro" | "Pressestelle" | "Newsroom" | "newsroom" | "chapter"
        )
    }) && piece.split_whitespace().count() <= 3
}

/// `Экологическое общество «Степной голос»`.
pub(super) fn is_named_by_kind(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with(['«', '“', '„', '"'])
        && before
            .trim_end_matches(['«', '“', '„', '"', ' '])
            .split_whitespace()
            .next_back()
            .is_some_and(lexicon::is_organisation_word)
}

/// The words that begin small: names in French or Spanish may have one capital alone.
pub(super) fn n_small(piece: &str) -> usize {
    piece.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count()
}

pub(super) fn is_possible(piece: &str) -> bool {
    let first = piece.chars().next().unwrap_or(' ');
    // first what is told at a look
    if !(4..=110).contains(&piece.len())
        || first.is_lowercase()
        || piece.bytes().any(|byte| byte.is_ascii_digit())
    {
        return false;
    }
    let n_words = piece.split_whitespace().count();
    (1..=10).contains(&n_words)
        && !piece.split_whitespace().next().is_some_and(lexicon::is_function_word)
        && !piece.split_whitespace().next_back().is_some_and(lexicon::is_function_word)
        && n_small(piece) < n_words.max(2)
        && !(n_words == 1
            && (lexicon::is_function_word(piece)
                || lexicon::with_lower(piece, lexicon::is_date_word)
                || (lexicon::is_acronym(piece) && piece.len() <= 5)))
        && (!lexicon::has_role(piece) || named::ends_in_justice(piece) || is_office(piece))
        && !piece.split(' ').any(|word| matches!(word, "his" | "her" | "HIS" | "HER"))
        && !is_cut(piece)
        && !is_branch(piece)
        && !is_section(piece)
        && !piece.chars().any(char::is_numeric)
        && !lexicon::has_headline_verb(piece)
        && !phrase::find_at_start(piece)
            .iter()
            .any(|met| met.is_whole || n_small(piece) * 2 > n_words)
        && gazetteer::resolve(piece).is_none()
}

/// `HIGHLIGHTS`, `Key messages`, `Leave a reply`: what heads a part of a report or a page.
pub(super) fn is_section(piece: &str) -> bool {
    const SECTIONS: [&str; 17] = [
        "highlights",
        "overview",
        "summary",
        "background",
        "introduction",
        "contents",
        "recommendations",
        "conclusion",
        "conclusions",
        "findings",
        "key messages",
        "key figures",
        "key findings",
        "timeline",
        "leave a reply",
        "leave a comment",
        "deja un comentario",
    ];
    SECTIONS.iter().any(|section| piece.eq_ignore_ascii_case(section))
}
