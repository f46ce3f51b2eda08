//! `Lookup`: the values of a facet by their names and by the words of their names.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{Value, values::number};
use crate::names::{has_words, name_words};

/// The values by their names, kept once a second name is sought. Texts are known by their hashes; who finds
/// a value compares it.
#[derive(Debug)]
pub(super) struct Lookup {
    by_name: FxHashMap<u64, Vec<u32>>,
    by_word: FxHashMap<u64, Vec<u32>>,
}

impl Lookup {
    pub(super) fn of(values: &[Value]) -> Self {
        let mut lookup = Self { by_name: FxHashMap::default(), by_word: FxHashMap::default() };
        for (at, value) in values.iter().enumerate() {
            for name in value.all_folded() {
                enter(&mut lookup.by_name, name, at);
                name_words(name).for_each(|word| enter(&mut lookup.by_word, word, at));
            }
        }
        lookup
    }

    /// The numbers of the values that may have this folded name, in order.
    pub(super) fn named(&self, folded: &str) -> &[u32] {
        self.by_name.get(&hash(folded)).map_or(&[], Vec::as_slice)
    }

    /// The numbers of the values that may have all these words in one name, in order.
    pub(super) fn with_words(&self, words: &[&str]) -> &[u32] {
        let lists = words.iter().map(|word| self.by_word.get(&hash(word)).map(Vec::as_slice));
        // the rarest word leaves fewest to compare
        lists.map(Option::unwrap_or_default).min_by_key(|list| list.len()).unwrap_or_default()
    }
}

fn enter(map: &mut FxHashMap<u64, Vec<u32>>, text: &str, at: usize) {
    let (list, at) = (map.entry(hash(text)).or_default(), number(at));
    if list.last() != Some(&at) {
        list.push(at);
    }
}

fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
}

/// Whether one of the names of a value is this one.
pub(super) fn is_named(value: &Value, folded: &str) -> bool {
    value.all_folded().any(|name| name == folded)
}

/// Whether one of the names of a value has all these words.
pub(super) fn is_of_words(value: &Value, words: &[&str]) -> bool {
    value.all_folded().any(|name| has_words(name, words))
}
