//! `Lookup`: the values of a facet by their names and by the words of their names.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::{Value, Values};
use crate::names::{has_words, name_words};

/// The values by their names, kept once a second name is sought. Texts are known by half of their hashes; who finds
/// a value compares it.
#[derive(Debug)]
pub(super) struct Lookup {
    by_name: Sorted,
    by_word: Sorted,
}

/// Hashes with the numbers of values, in order.
#[derive(Debug, Default)]
struct Sorted(Vec<(u32, u32)>);

impl Lookup {
    pub(super) fn of(values: &Values) -> Self {
        let mut lookup = Self { by_name: Sorted::default(), by_word: Sorted::default() };
        for (at, value) in (0..).zip(values.iter()) {
            for name in value.all_folded() {
                lookup.by_name.0.push((hash(name), at));
                lookup.by_word.0.extend(name_words(name).map(|word| (hash(word), at)));
            }
        }
        lookup.by_name.sort();
        lookup.by_word.sort();
        lookup
    }

    /// The numbers of the values that may have this folded name, in order.
    pub(super) fn named(&self, folded: &str) -> impl Iterator<Item = usize> {
        numbers(self.by_name.get(folded))
    }

    /// The numbers of the values that may have all these words in one name, in order.
    pub(super) fn with_words(&self, words: &[&str]) -> impl Iterator<Item = usize> {
        let lists = words.iter().map(|word| self.by_word.get(word));
        // the rarest word leaves fewest to compare
        numbers(lists.min_by_key(|list| list.len()).unwrap_or_default())
    }
}

impl Sorted {
    fn sort(&mut self) {
        self.0.sort_unstable();
        self.0.dedup();
        self.0.shrink_to_fit();
    }

    fn get(&self, text: &str) -> &[(u32, u32)] {
        let hash = hash(text);
        let from = self.0.partition_point(|(other, _)| *other < hash);
        let list = &self.0[from..];
        &list[..list.partition_point(|(other, _)| *other == hash)]
    }
}

fn numbers(list: &[(u32, u32)]) -> impl Iterator<Item = usize> {
    list.iter().map(|&(_, number)| number as usize)
}

fn hash(text: &str) -> u32 {
    (FxBuildHasher.hash_one(text) >> 32) as u32
}

/// Whether one of the names of a value is this one.
pub(super) fn is_named(value: Value<'_>, folded: &str) -> bool {
    value.all_folded().any(|name| name == folded)
}

/// Whether one of the names of a value has all these words.
pub(super) fn is_of_words(value: Value<'_>, words: &[&str]) -> bool {
    value.all_folded().any(|name| has_words(name, words))
}
