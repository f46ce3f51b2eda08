//! The small words of all languages in one flat table: every other word of a text is looked up in it.

/// Of each small word its languages, as bits.
pub(super) struct SmallWords {
    /// The keys of words with their languages, each at its place or behind it; no languages: no word.
    slots: Vec<(u64, u64)>,
}

impl SmallWords {
    /// The table of these keys and languages; a key may come more than once.
    pub(super) fn of(words: &[(u64, u64)]) -> Self {
        // at least every other slot stays free, so that a search ends
        let mut table = Self { slots: vec![(0, 0); (words.len() * 2).next_power_of_two()] };
        for &(key, languages) in words {
            let at = table.find(key);
            if let Some(slot) = table.slots.get_mut(at) {
                *slot = (key, slot.1 | languages);
            }
        }
        table
    }

    /// The languages of the word of a key; none if it is no small word.
    #[inline]
    pub(super) fn get(&self, key: u64) -> u64 {
        self.slots[self.find(key)].1
    }

    /// Where a key stands or would.
    #[inline]
    fn find(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        #[expect(clippy::cast_possible_truncation, reason = "the last digits are enough")]
        let mut at = key as usize & mask;
        while self.slots[at].1 != 0 && self.slots[at].0 != key {
            at = (at + 1) & mask;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_of_all_its_languages_and_others_of_none() {
        let table = SmallWords::of(&[(7, 1), (7 + 8, 2), (7, 4), (0, 8)]);
        assert_eq!([7, 15, 0, 23].map(|key| table.get(key)), [5, 2, 8, 0]);
    }
}
