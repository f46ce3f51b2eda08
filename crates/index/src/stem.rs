//! `Stemming`: which stemmer a language has, and the letter that stands for it in the index.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};
use release::Language;

/// The stemmers by ISO 639-1 code. The order is part of the format: it gives the markers.
const STEMMERS: [(&str, Algorithm); 20] = [
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nb", Algorithm::Norwegian),
    ("nl", Algorithm::Dutch),
    ("nn", Algorithm::Norwegian),
    ("no", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
];

/// How words of a language are stemmed: by its stemmer, or not at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Stemming(Option<u8>);

impl Stemming {
    /// Words stay as they are: languages without stemmer, and unknown ones.
    pub(crate) const NONE: Self = Self(None);

    pub(crate) fn of(language: Option<Language>) -> Self {
        let at = language.and_then(|language| {
            STEMMERS.binary_search_by_key(&language.code(), |(code, _)| code).ok()
        });
        Self(at.and_then(|at| u8::try_from(at).ok()))
    }

    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0_u8..).zip(&STEMMERS).map(|(at, _)| Self(Some(at))).chain([Self::NONE])
    }

    /// The letter that stands for it in the index.
    pub(crate) fn marker(self) -> char {
        self.0.map_or('-', |at| char::from(b'a' + at))
    }

    /// The stemming that this letter stands for.
    pub(crate) fn of_marker(marker: char) -> Option<Self> {
        Self::all().find(|stemming| stemming.marker() == marker)
    }

    /// Whether a stem begins as its word does.
    pub(crate) fn keeps_first_letter(self) -> bool {
        let changes = |at: u8| {
            matches!(
                STEMMERS[usize::from(at)].1,
                Algorithm::Arabic | Algorithm::Dutch | Algorithm::Tamil | Algorithm::Turkish
            )
        };
        !self.0.is_some_and(changes)
    }

    /// The stem of a lower-case word; `None` where the language has no stemmer.
    pub(crate) fn stem(self, word: &str) -> Option<Cow<'_, str>> {
        self.0.map(|at| Stemmer::new(STEMMERS[usize::from(at)].1).stem(word))
    }
}

/// Some of the stemmings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Stemmings(u32);

impl Stemmings {
    pub(crate) const ALL: Self = Self(u32::MAX);

    pub(crate) fn insert(&mut self, stemming: Stemming) {
        self.0 |= Self::bit(stemming);
    }

    pub(crate) fn contains(self, stemming: Stemming) -> bool {
        self.0 & Self::bit(stemming) != 0
    }

    fn bit(Stemming(at): Stemming) -> u32 {
        1 << at.map_or(STEMMERS.len(), usize::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_table_is_found() {
        for (code, _) in STEMMERS {
            let stemming = Stemming::of(Language::new(code));
            assert_ne!(stemming, Stemming::NONE, "{code}");
            assert_eq!(Stemming::of_marker(stemming.marker()), Some(stemming));
        }
        assert_eq!(Stemming::of_marker('-'), Some(Stemming::NONE));
    }

    #[test]
    fn a_set_holds_what_was_put_into_it() {
        let english = Stemming::of(Some(Language::ENGLISH));
        let mut some = Stemmings::default();
        some.insert(Stemming::NONE);
        assert!(some.contains(Stemming::NONE) && !some.contains(english));
        assert!(Stemming::all().all(|stemming| Stemmings::ALL.contains(stemming)));
    }

    #[test]
    fn a_language_without_stemmer_keeps_its_words() {
        assert_eq!(Stemming::of(Language::new("sq")).stem("fjalë"), None);
        assert_eq!(Stemming::of(Some(Language::ENGLISH)).stem("rights").unwrap(), "right");
    }
}
