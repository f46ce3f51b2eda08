//! The words of names, and when two names can be one person's.

use std::ops::Range;

use crate::quote::{
    given_name, mention::Mention, person::extent::is_lower, reading::Reading, word_id::word_id,
};

/// A name that stands in full outside the running text has no more words.
const MOST_NAMES: usize = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameWord {
    /// The identity without a case ending.
    pub(super) id: u32,
    /// The identity as written.
    pub(super) written: u32,
    first: char,
    pub(super) is_initial: bool,
}

impl NameWord {
    pub(super) fn new(id: u32, written: u32, word: &str) -> Self {
        let first = word.chars().next().unwrap_or(' ');
        Self {
            id,
            written,
            first: first.to_lowercase().next().unwrap_or(first),
            is_initial: word.chars().filter(|ch| ch.is_alphabetic()).nth(1).is_none(),
        }
    }

    pub(super) fn is_cyrillic(self) -> bool {
        ('а'..='я').contains(&self.first)
    }

    /// Whether two given names can be one person's: equal, or one the initial of the other.
    fn agrees(self, other: Self) -> bool {
        self.id == other.id || ((self.is_initial || other.is_initial) && self.first == other.first)
    }
}

/// The words of a name, small ones left out.
pub(super) fn name_words<'r>(
    reading: &'r Reading<'_>,
    name: Range<usize>,
) -> impl Iterator<Item = NameWord> + use<'r> {
    let words = reading.tokens[name].iter().filter(|token| token.is_word() && !is_lower(token));
    words.map(|token| {
        let word = token.span.of(reading.text);
        let id = stem(word).map_or(token.id, word_id);
        // `لسامر`: a preposition written onto a given name
        let plain = without_preposition(word);
        let id = plain.map_or(id, word_id);
        NameWord::new(id, plain.map_or(token.id, word_id), plain.unwrap_or(word))
    })
}

/// `سامر` for `لسامر`, if that alone is a given name.
pub(super) fn without_preposition(word: &str) -> Option<&str> {
    let plain = word.strip_prefix('ل')?;
    (given_name::gender(word_id(word)).is_none() && given_name::gender(word_id(plain)).is_some())
        .then_some(plain)
}

/// A Cyrillic name without its case ending: `Назарбекова` may be of or about `Назарбеков`.
pub(super) fn stem(word: &str) -> Option<&str> {
    const ENDINGS: [&str; 18] = [
        "ого", "ому", "ой", "ою", "ым", "ом", "ем", "ей", "а", "у", "е", "ы", "и", "я", "ю", "й",
        "ь", "о",
    ];
    if !word.starts_with(|ch| ('А'..='я').contains(&ch) || ch == 'Ё') {
        return None;
    }
    // a vowel that other cases have not: `Павла`, `Петра`
    match word {
        "Павел" => return Some("Павл"),
        "Пётр" => return Some("Петр"),
        _ => {}
    }
    let stem = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    (stem.chars().count() >= 3).then_some(stem)
}

/// Whether two names can be one person's.
pub(super) fn is_same(known: &[NameWord], new: &[NameWord]) -> bool {
    let (short, long) = if known.len() < new.len() { (known, new) } else { (new, known) };
    let holds = |words: &[NameWord], word: &NameWord| words.iter().any(|other| other.id == word.id);
    if short.len() == 1 {
        return holds(long, &short[0]);
    }
    let is_suffix = long.ends_with(short);
    let surnames_agree = short.last().map(|word| word.id) == long.last().map(|word| word.id);
    let given_agree = short[0].agrees(long[0]);
    // `Erica Guerra` is `Erica Guerra Rosales`
    let is_subset = short.iter().all(|word| holds(long, word));
    is_suffix || (surnames_agree && given_agree) || (is_subset && given_agree)
}

pub(super) fn is_fuller(
    new: &[NameWord],
    known: &[NameWord],
    reading: &Reading<'_>,
    mention: &Mention,
) -> bool {
    let is_spoken = reading.paragraphs[mention.paragraph].spoken;
    let length = |words: &[NameWord]| {
        words.iter().map(|word| if word.is_initial { 1 } else { 4 }).sum::<usize>()
    };
    is_spoken && length(new) > length(known)
}

/// `Ada Roe` in a headline or in what stands around a page, where the text has but `Roe`.
pub(super) fn completes(new: &[NameWord], known: &[NameWord]) -> bool {
    let [surname] = known else { return false };
    (2..=MOST_NAMES).contains(&new.len())
        && new.last().is_some_and(|last| last.id == surname.id)
        && given_name::gender(new[0].written).is_some()
}
