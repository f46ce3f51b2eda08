//! Which words are given names, and of whom.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::{
    lexicon::Sieve,
    quote::{token::Token, word_id::word_id},
};

/// Of whom a name, a title or a pronoun is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Gender {
    /// Of either, or not known.
    #[default]
    Unknown,
    /// Of men.
    Male,
    /// Of women.
    Female,
}

impl Gender {
    /// Whether one person can be both.
    pub(crate) fn agrees(self, other: Self) -> bool {
        self == Self::Unknown || other == Self::Unknown || self == other
    }
}

const SOURCE: &str = include_str!("../../data/given_names.tsv");

/// Whether the word of `id` is a given name, and of whom.
pub(crate) fn gender(id: u32) -> Option<Gender> {
    static NAMES: OnceLock<(Sieve, FxHashMap<u32, Gender>)> = OnceLock::new();
    let (sieve, names) = NAMES.get_or_init(|| {
        let names = read();
        (Sieve::of(names.keys().map(|&id| id.into())), names)
    });
    if !sieve.passes(id.into()) {
        return None;
    }
    names.get(&id).copied()
}

/// Whether the token is a given name.
pub(crate) fn is_given_name(token: &Token) -> bool {
    gender(token.id).is_some()
}

fn read() -> FxHashMap<u32, Gender> {
    let row = |line: &'static str| {
        let (name, gender) = line.split_once('\t')?;
        let gender = match gender {
            "m" => Gender::Male,
            "f" => Gender::Female,
            _ => Gender::Unknown,
        };
        Some((word_id(name), gender))
    };
    SOURCE.lines().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_scripts_are_known() {
        assert_eq!(gender(word_id("Bjørn")), Some(Gender::Male));
        assert_eq!(gender(word_id("ОЛЬГА")), Some(Gender::Female));
        assert_eq!(gender(word_id("Parliament")), None);
    }
}
