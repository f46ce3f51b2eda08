//! `Memo`: what became of words that were met before, in one piece of memory.
//!
//! A map of strings to strings would be four places to look at for each word of a text; here it is two:
//! a slot, and the bytes of the word with all that it becomes behind it.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::{stem::Stemming, tokens::MAX_WORD_BYTES};

/// The most words remembered, and the most bytes of them. Texts have more, but few words make most of
/// a text.
const MAX_WORDS: usize = 1 << 17;
const MAX_BYTES: usize = 8 << 20;
/// Slots of an empty memo.
const FEWEST_SLOTS: usize = 1 << 10;

/// Words under the stemming by which they were taken apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memo {
    /// As many as a power of two; half of them are empty at least.
    slots: Vec<Slot>,
    n_words: usize,
    bytes: String,
}

/// Where a word stands, followed by the folded words and what those with accents are besides.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    hash: u32,
    at: u32,
    exact: u16,
    accented: u16,
    /// The length of the word; 0 in an empty slot.
    word: u8,
    stemming: Stemming,
}

/// What a word becomes: [`Tokens`](crate::tokens::Tokens), taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seen<'a> {
    /// Folded words.
    pub(crate) exact: &'a str,
    /// What those with accents are besides.
    pub(crate) accented: &'a str,
}

impl Memo {
    /// What a word became.
    pub(crate) fn get(&self, word: &str, stemming: Stemming) -> Option<Seen<'_>> {
        let hash = hash(word, stemming);
        let mut index = hash as usize;
        loop {
            let slot = self.slots.get(index & self.slots.len().wrapping_sub(1))?;
            if slot.word == 0 {
                return None;
            }
            if slot.hash == hash && slot.stemming == stemming {
                let rest = self.bytes.get(slot.at as usize..)?;
                if let Some(forms) = rest.strip_prefix(word)
                    && word.len() == usize::from(slot.word)
                {
                    let (exact, rest) = forms.split_at_checked(slot.exact.into())?;
                    let accented = rest.get(..slot.accented.into())?;
                    return Some(Seen { exact, accented });
                }
            }
            index += 1;
        }
    }

    /// Remembers a word that is not there yet.
    pub(crate) fn insert(&mut self, word: &str, stemming: Stemming, seen: Seen<'_>) {
        let Seen { exact, accented } = seen;
        let n_bytes = word.len() + exact.len() + accented.len();
        let lengths =
            (u8::try_from(word.len()), u16::try_from(exact.len()), u16::try_from(accented.len()));
        let (Ok(length @ 1..), Ok(n_exact), Ok(n_accented)) = lengths else { return };
        if self.n_words == MAX_WORDS || self.bytes.len() + n_bytes > MAX_BYTES {
            *self = Self::default();
        }
        if (self.n_words + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let Ok(at) = u32::try_from(self.bytes.len()) else { return };
        for part in [word, exact, accented] {
            self.bytes.push_str(part);
        }
        let hash = hash(word, stemming);
        let (exact, accented) = (n_exact, n_accented);
        self.place(Slot { hash, at, exact, accented, word: length, stemming });
        self.n_words += 1;
    }

    fn grow(&mut self) {
        let empty = vec![Slot::default(); (self.slots.len() * 2).max(FEWEST_SLOTS)];
        let slots = std::mem::replace(&mut self.slots, empty);
        slots.into_iter().filter(|slot| slot.word != 0).for_each(|slot| self.place(slot));
    }

    fn place(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut index = slot.hash as usize & mask;
        while self.slots[index].word != 0 {
            index = (index + 1) & mask;
        }
        self.slots[index] = slot;
    }
}

const _: () = assert!(MAX_WORD_BYTES <= u8::MAX as usize);

#[expect(clippy::cast_possible_truncation, reason = "half a hash is enough")]
fn hash(word: &str, stemming: Stemming) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write_u8(stemming.marker() as u8);
    hasher.write(word.as_bytes());
    hasher.finish() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_its_own_forms_under_each_stemming() {
        let english = Stemming::of(Some(release::Language::ENGLISH));
        let mut memo = Memo::default();
        let words: Vec<String> = (0..5000).map(|number| format!("w{number}")).collect();
        let uppercase: Vec<String> = words.iter().map(|word| word.to_uppercase()).collect();
        let forms =
            |at: usize| Seen { exact: words[at].as_str(), accented: uppercase[at].as_str() };
        for (at, word) in words.iter().enumerate() {
            assert_eq!(memo.get(word, english), None);
            memo.insert(word, english, forms(at));
        }
        for (at, word) in words.iter().enumerate() {
            assert_eq!(memo.get(word, english), Some(forms(at)));
            assert_eq!(memo.get(word, Stemming::NONE), None);
        }
    }

    #[test]
    fn it_forgets_rather_than_grow_without_bound() {
        let mut memo = Memo::default();
        let seen = Seen { exact: "a", accented: "b" };
        for number in 0..=MAX_WORDS {
            memo.insert(&number.to_string(), Stemming::NONE, seen);
        }
        assert_eq!(memo.n_words, 1);
        assert!(memo.get(&MAX_WORDS.to_string(), Stemming::NONE).is_some());
    }
}
