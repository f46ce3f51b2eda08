//! `Sense`: what a surface form of the tables may mean, and in which languages.

use release::{Country, Language};

/// How a country is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Its usual name: `Kazakhstan`.
    Name,
    /// Its long form: `Republic of Korea`.
    Official,
    /// A short, former or colloquial name: `Burma`.
    Alias,
    /// An abbreviation: `DRC`, `U.S.`
    Acronym,
    /// An adjective or the name of its people: `Kazakhstani`.
    Demonym,
    /// A city in it, which is no mention of the country.
    City,
    /// A region of it, which is no mention of the country.
    Region,
}

impl Kind {
    /// Whether the country itself is named, not only a place in it.
    pub fn is_mention(self) -> bool {
        !matches!(self, Self::City | Self::Region)
    }
}

/// One meaning of a surface form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sense {
    /// None for a mask: the passage holds a country's name and does not mean the country.
    pub(crate) country: Option<Country>,
    pub(crate) kind: Kind,
    pub(crate) languages: Languages,
    /// May mean another country, a person or nothing.
    pub(crate) is_ambiguous: bool,
    /// A stem that must go on with an ending.
    pub(crate) is_stem: bool,
    /// Arabic names that always stand with the article, which the surface leaves out.
    pub(crate) needs_article: bool,
}

/// A set of languages of the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Languages(u64);

/// The languages of `data/names.tsv`, sorted.
const KNOWN: [&str; 43] = [
    "ar", "az", "be", "bg", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi",
    "hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "ko", "ky", "nl", "no", "pl", "pt", "ro", "ru",
    "sk", "sq", "sr", "sv", "sw", "th", "tr", "uk", "ur", "uz", "vi",
];
const CHINESE: u64 = 1 << KNOWN.len();

impl Languages {
    pub(crate) const ALL: Self = Self(u64::MAX);

    /// The set of one language; none for a language the tables do not know.
    pub(crate) fn of(code: &str) -> Self {
        if code == "zh" {
            return Self(CHINESE);
        }
        KNOWN.binary_search(&code).map_or(Self(0), |at| Self(1 << at))
    }

    pub(crate) fn of_language(language: Language) -> Self {
        Self::of(language.code())
    }

    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_names_is_known() {
        for row in crate::table::rows(include_str!("../data/names.tsv")) {
            assert_ne!(Languages::of(row[0]), Languages::default(), "{}", row[0]);
        }
        assert!(KNOWN.is_sorted());
    }
}
