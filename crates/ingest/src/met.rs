//! `Met`: what a thread found of passages that it met twice, so that it need not ask again.
//!
//! Archives repeat themselves: letterheads, the links of a page, dates, contacts, standing paragraphs. What never comes
//! again takes no room.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

/// So many passages are known at most, a power of two.
const MOST_KNOWN: usize = 512;
/// Of so many it is remembered that they were met, a power of two.
const MOST_MET: usize = 2048;
/// Longer passages are not remembered.
const LONGEST: usize = 1_000;

/// What was found of passages.
#[derive(Debug)]
pub(crate) struct Met<T> {
    known: Vec<Option<Known<T>>>,
    /// Parts of the hashes of passages that were met.
    met: Vec<u32>,
}

/// What was found of a passage.
#[derive(Debug)]
struct Known<T> {
    passage: Box<str>,
    found: T,
}

impl<T> Default for Met<T> {
    fn default() -> Self {
        let known = std::iter::repeat_with(|| None).take(MOST_KNOWN).collect();
        Self { known, met: vec![0; MOST_MET] }
    }
}

impl<T> Met<T> {
    /// What was found of a passage, if it was met twice.
    pub(crate) fn get(&self, passage: &str) -> Option<&T> {
        if passage.len() > LONGEST {
            return None;
        }
        let known = self.known[slot(hash(passage), MOST_KNOWN)].as_ref()?;
        (*known.passage == *passage).then_some(&known.found)
    }

    /// Remembers what was found of a passage if it is met the second time.
    pub(crate) fn put(&mut self, passage: &str, found: impl FnOnce() -> T) {
        if passage.len() > LONGEST {
            return;
        }
        let hash = hash(passage);
        let met = &mut self.met[slot(hash, MOST_MET)];
        let part = (hash >> 32) as u32;
        if *met == part {
            let known = Known { passage: passage.into(), found: found() };
            self.known[slot(hash, MOST_KNOWN)] = Some(known);
        } else {
            *met = part;
        }
    }

    /// What was found of a passage, or is found by `find`.
    pub(crate) fn get_or(&mut self, passage: &str, find: impl FnOnce() -> T) -> T
    where
        T: Clone,
    {
        if let Some(known) = self.get(passage) {
            return known.clone();
        }
        let found = find();
        self.put(passage, || found.clone());
        found
    }
}

fn hash(passage: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(passage.as_bytes());
    hasher.finish()
}

/// Where something of that hash stands among `most`.
fn slot(hash: u64, most: usize) -> usize {
    (hash >> 7 & 0xFFFF) as usize & (most - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_the_third_time_is_known() {
        let mut met = Met::default();
        let mut n_asked = 0;
        for _ in 0..4 {
            let found = met.get_or("Newsroom", || {
                n_asked += 1;
                7
            });
            assert_eq!(found, 7);
        }
        assert_eq!(n_asked, 2);
        assert_eq!(met.get("Newsrooms"), None);
    }

    #[test]
    fn what_comes_once_takes_no_room_and_another_passage_its_own() {
        let mut met = Met::default();
        for number in 0..10_000 {
            assert_eq!(met.get_or(&number.to_string(), || number), number);
        }
        assert!(met.known.iter().flatten().count() < 10);
    }
}
