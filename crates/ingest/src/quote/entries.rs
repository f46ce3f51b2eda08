//! The words of a lexicon in one flat table: every word of a text is looked up in it.

use crate::{lexicon::Sieve, quote::lexicon::Entry};

/// Entries by the identities of their words.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    sieve: Sieve,
    /// Identities with their entries, each at its place or behind it; 0 is no identity.
    slots: Vec<(u32, Entry)>,
}

impl Entries {
    /// The table of these entries, one for each identity.
    pub(crate) fn of(entries: &[(u32, Entry)]) -> Self {
        // at least every other slot stays free, so that a search ends
        let free = (0, Entry::default());
        let mut table = Self {
            sieve: Sieve::of(entries.iter().map(|&(id, _)| id.into())),
            slots: vec![free; (entries.len() * 2 + 2).next_power_of_two()],
        };
        for &(id, entry) in entries {
            let at = table.find(id);
            table.slots[at] = (id, entry);
        }
        table
    }

    /// What is known about the word of this identity.
    #[inline]
    pub(crate) fn get(&self, id: u32) -> Option<Entry> {
        if !self.sieve.passes(id.into()) {
            return None;
        }
        let (found, entry) = self.slots[self.find(id)];
        (found == id && id != 0).then_some(entry)
    }

    /// Where an identity stands or would.
    #[inline]
    fn find(&self, id: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = id as usize & mask;
        while self.slots[at].0 != id && self.slots[at].0 != 0 {
            at = (at + 1) & mask;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_place_are_told_apart() {
        let entry = |id| (id, Entry { id: id + 1, ..Entry::default() });
        let table = Entries::of(&[3, 3 + 64, 3 + 128].map(entry));
        let found = [3, 67, 131, 195, 0].map(|id| table.get(id).map(|entry| entry.id));
        assert_eq!(found, [Some(4), Some(68), Some(132), None, None]);
    }
}
