//! The languages of `data/names.tsv`.

use std::sync::OnceLock;

use release::{Country, Language};

use crate::table::rows;

/// Sorted.
pub(crate) const CODES: [&str; COUNT] = [
    "ar", "az", "be", "bg", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi",
    "hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "ko", "ky", "nl", "no", "pl", "pt", "ro", "ru",
    "sk", "sq", "sr", "sv", "sw", "th", "tr", "uk", "ur", "uz", "vi", "zh",
];

pub(crate) const COUNT: usize = 44;

/// The code of a language that the tables know; for others the commonest language of the script.
pub(crate) fn known(language: Option<Language>, text: &str) -> &'static str {
    language
        .and_then(|language| CODES.iter().find(|&&code| code == language.code()))
        .copied()
        .unwrap_or_else(|| of_script(text))
}

/// Whether a language is at home in a country: official there, or that of most of its papers. English, in
/// which releases are written everywhere, is at home nowhere.
///
/// # Examples
///
/// ```
/// let (benin, portuguese) = (release::Country::new("BEN").unwrap(), release::Language::new("pt").unwrap());
/// assert!(!gazetteer::is_home(benin, portuguese));
/// assert!(gazetteer::is_home(benin, release::Language::new("fr").unwrap()));
/// ```
pub fn is_home(country: Country, language: Language) -> bool {
    // asked for every country that a release names
    static HOMES: OnceLock<Vec<(&str, Vec<&str>)>> = OnceLock::new();
    let homes = HOMES.get_or_init(|| {
        let table = rows(include_str!("../data/tongues.tsv"));
        table.map(|row| (row[0], row[1].split(' ').collect())).collect()
    });
    let countries = homes.iter().find(|(code, _)| *code == language.code());
    countries.is_some_and(|(_, countries)| countries.contains(&country.code()))
}

/// The commonest language of the script in which a text starts.
fn of_script(text: &str) -> &'static str {
    const SAMPLE: usize = 400;
    let mut letters =
        [("en", 0), ("ru", 0), ("ar", 0), ("zh", 0), ("ja", 0), ("ko", 0), ("el", 0), ("he", 0)];
    for letter in text.chars().filter(|c| c.is_alphabetic()).take(SAMPLE) {
        let script = match letter {
            '\u{400}'..='\u{52f}' => 1,
            '\u{600}'..='\u{6ff}' => 2,
            '\u{4e00}'..='\u{9fff}' => 3,
            '\u{3040}'..='\u{30ff}' => 4,
            '\u{ac00}'..='\u{d7af}' => 5,
            '\u{370}'..='\u{3ff}' => 6,
            '\u{590}'..='\u{5ff}' => 7,
            _ => 0,
        };
        letters[script].1 += 1;
    }
    // Japanese is written in Han characters too, Chinese never in kana
    let is_japanese = letters[4].1 * 10 > letters[3].1 && letters[4].1 > 0;
    let (code, _) = letters.into_iter().rev().max_by_key(|&(_, count)| count).unwrap_or(("en", 0));
    if code == "zh" && is_japanese { "ja" } else { code }
}

/// Where a code stands in the list of known ones.
pub(crate) fn position(code: &'static str) -> usize {
    CODES.binary_search(&code).expect("a known language")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_language_is_told_by_its_script() {
        assert_eq!(known(None, "Права человека в Ташкенте"), "ru");
        assert_eq!(known(None, "中国记者 RSF"), "zh");
        assert_eq!(known(None, "日本の記者"), "ja");
        assert_eq!(known(Language::new("eo"), "Homaj rajtoj"), "en");
        assert_eq!(known(None, ""), "en");
    }

    #[test]
    fn the_languages_of_the_names_are_the_known_ones() {
        let mut codes: Vec<&str> =
            rows(include_str!("../data/names.tsv")).map(|row| row[0]).collect();
        codes.dedup();
        assert_eq!(codes, CODES);
    }
}
