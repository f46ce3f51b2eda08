//! Month names of many languages, in every case form that dates use.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::with_lower;

static MONTHS: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| names().collect());

/// The names of all months.
pub(crate) fn months() -> impl Iterator<Item = &'static str> {
    names().map(|(name, _)| name)
}

/// Every name, and the number of its month.
fn names() -> impl Iterator<Item = (&'static str, u8)> {
    let rows = include_str!("../../data/months.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?.parse().ok()?))
    })
}

/// Of each pair of bytes that a word in lower case may begin with, whether a month does.
static OPENINGS: LazyLock<Box<[u64; 1024]>> = LazyLock::new(|| {
    let mut openings = Box::new([0; 1024]);
    for (name, _) in names() {
        if let [first, second, ..] = name.as_bytes() {
            let (at, bit) = place(*first, *second);
            openings[at] |= bit;
        }
    }
    openings
});

fn place(first: u8, second: u8) -> (usize, u64) {
    let pair = usize::from(first) << 8 | usize::from(second);
    (pair / 64, 1 << (pair % 64))
}

/// Tells of nearly every word of ASCII at once that it is no month.
fn may_be_month(word: &str) -> bool {
    match word.as_bytes() {
        [first, second, ..] if first.is_ascii() && second.is_ascii() => {
            let (at, bit) = place(first.to_ascii_lowercase(), second.to_ascii_lowercase());
            OPENINGS[at] & bit != 0
        }
        _ => true,
    }
}

/// The longest month name in bytes; longer words need no look-up.
const LONGEST: usize = 40;

/// The month that `word` names, in any case.
pub(crate) fn find(word: &str) -> Option<u8> {
    if word.len() > LONGEST || word.len() < 2 {
        return None;
    }
    in_table(word).or_else(|| glued(word))
}

/// The month at the end of two words that lost their blank: `RELEASEMarch`.
fn glued(word: &str) -> Option<u8> {
    if word.len() < 8 {
        return None;
    }
    let (last_capital, _) = word.char_indices().rev().find(|(_, letter)| letter.is_uppercase())?;
    let (before, name) = word.split_at(last_capital);
    let is_cut_between_words = name.chars().count() >= 4 && before.chars().count() >= 4;
    (is_cut_between_words && !before.chars().any(char::is_lowercase))
        .then(|| in_table(name))
        .flatten()
}

fn in_table(word: &str) -> Option<u8> {
    if !may_be_month(word) {
        return None;
    }
    with_lower(word, |lower| MONTHS.get(lower).copied())
}

/// The month of a Levantine name in two words: `كانون الثاني`, `تشرين الأول`.
pub(crate) fn find_pair(first: &str, second: &str) -> Option<u8> {
    match (first, second) {
        ("كانون", "الثاني" | "ثاني") => Some(1),
        ("كانون", "الأول" | "الاول" | "أول") => Some(12),
        ("تشرين", "الأول" | "الاول" | "أول") => Some(10),
        ("تشرين", "الثاني" | "ثاني") => Some(11),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_in_any_case_and_language() {
        let names = ["MARCH", "Sept", "février", "Giu", "июня", "grudnia", "نيسان", "märz"];
        let months: Vec<_> = names.into_iter().map(find).collect();
        let expected = [3, 9, 2, 6, 6, 12, 4, 3].map(Some);
        assert_eq!(months, expected);
    }

    #[test]
    fn a_month_glued_to_a_release_line_is_still_a_month() {
        assert_eq!(find("RELEASEMarch"), Some(3));
        assert_eq!(find("McMay"), None);
    }
}
