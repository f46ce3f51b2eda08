//! The languages of `data/names.tsv`.

use release::Language;

/// Sorted.
const CODES: [&str; COUNT] = [
    "ar", "az", "be", "bg", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi",
    "hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "ko", "ky", "nl", "no", "pl", "pt", "ro", "ru",
    "sk", "sq", "sr", "sv", "sw", "th", "tr", "uk", "ur", "uz", "vi", "zh",
];

pub(crate) const COUNT: usize = 44;

/// The code of a language that the tables know; `en` for others.
pub(crate) fn known(language: Option<Language>) -> &'static str {
    language
        .and_then(|language| CODES.iter().find(|&&code| code == language.code()))
        .copied()
        .unwrap_or("en")
}

/// Where a code stands in the list of known ones.
pub(crate) fn position(code: &'static str) -> usize {
    CODES.binary_search(&code).expect("a known language")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_languages_of_the_names_are_the_known_ones() {
        let mut codes: Vec<&str> =
            crate::table::rows(include_str!("../data/names.tsv")).map(|row| row[0]).collect();
        codes.dedup();
        assert_eq!(codes, CODES);
    }
}
