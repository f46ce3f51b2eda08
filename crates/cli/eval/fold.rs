//! When two spellings count as one in a measurement.
//!
//! Not [`gazetteer::fold`], which grows with the extraction it serves: a yardstick must not change with
//! what it measures, and it must cut words where reference scorers in other languages cut them.

use unicode_normalization::{
    UnicodeNormalization,
    char::{canonical_combining_class, is_combining_mark},
};

/// `text` without case, diacritics and compatibility forms.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd()
        .filter(|&c| canonical_combining_class(c) == 0)
        .flat_map(char::to_lowercase)
        .flat_map(letters)
        .collect()
}

/// Its folded words: runs of letters, numbers and underscores.
pub(crate) fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c| !is_of_a_word(c))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Vowel signs are alphabetic, but marks: they part words here as they do in regular expressions.
fn is_of_a_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric() && !is_combining_mark(c)
}

/// Letters that Unicode neither decomposes nor lowers to one form.
fn letters(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ß' => ('s', Some('s')),
        'ø' => ('o', None),
        'ł' => ('l', None),
        'ı' => ('i', None),
        'ς' => ('σ', None),
        _ => (c, None),
    };
    [Some(first), second].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_diacritics_do_not_matter() {
        assert_eq!(fold("CÔTE d’Ivoire"), "cote d’ivoire");
        assert_eq!(fold("Bjørn STRAẞE Łódź İstanbul ΛΌΓΟΣ"), "bjorn strasse lodz istanbul λογοσ");
        assert_eq!(fold("Йошкар-Ола"), fold("ЙОШКАР-ОЛА"));
    }

    #[test]
    fn words_are_runs_of_letters_and_numbers() {
        assert_eq!(words("“It's 5\u{a0}km—no_more,”"), ["it", "s", "5", "km", "no_more"]);
        assert_eq!(words("人権 状況。"), ["人権", "状況"]);
        assert!(words(" … ").is_empty());
    }

    #[test]
    fn arabic_points_do_not_matter() {
        assert_eq!(words("قَالَ"), ["قال"]);
    }
}
