//! `Short`: a short word of plain letters, as nearly all words of most texts are.
//!
//! In small letters it fits into one number. Nothing must be looked up to fold it; what is remembered is
//! whether it was met before, and there the number itself is what is compared.

use crate::stem::Stemming;

/// The longest in bytes.
const MOST: usize = 15;

/// The most words remembered of one stemming.
const MAX_WORDS: usize = 1 << 16;
/// Slots of a table that is new.
const FEWEST_SLOTS: usize = 1 << 10;

const ONES: u128 = u128::from_le_bytes([1; 16]);
const HIGHS: u128 = ONES << 7;

/// A word of ASCII in small letters, without apostrophe: its length, and its bytes behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Short(u128);

impl Short {
    /// No word.
    pub(crate) const NONE: Self = Self(0);

    /// `None` for what is longer, or is not one word of ASCII.
    #[inline]
    pub(crate) fn of(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        let letters = loaded(bytes)?;
        let own = ones_of(bytes.len()) << 7;
        // blanks and controls are below, letters of other scripts above
        let is_plain = letters & HIGHS == 0
            && (letters + ONES * (0x80 - 0x21)) & own == own
            && !has(letters, b'\'')
            && !has(letters, b'`');
        if !is_plain {
            return None;
        }
        let from_a = letters + ONES * (0x80 - u128::from(b'A'));
        let beyond_z = letters + ONES * (0x7f - u128::from(b'Z'));
        let small = letters | ((from_a ^ beyond_z) & HIGHS) >> 2;
        Some(Self(small << 8 | bytes.len() as u128))
    }

    /// The word at the start of [`Tokens`](crate::tokens::Tokens) and what follows it, whatever its letters are; `None`
    /// for one of more of them, and where none stands.
    #[inline]
    pub(crate) fn split(rest: &[u8]) -> Option<(Self, &[u8])> {
        let n_bytes = usize::from(*rest.first()?);
        if !(1..=MOST).contains(&n_bytes) {
            return None;
        }
        let (own, after) = rest.split_at_checked(n_bytes + 1)?;
        let word = if let Some(more) = rest.first_chunk() {
            u128::from_le_bytes(*more) & u128::MAX >> (8 * (MOST - n_bytes))
        } else {
            let mut bytes = [0; 16];
            bytes[..own.len()].copy_from_slice(own);
            u128::from_le_bytes(bytes)
        };
        Some((Self(word), after))
    }

    /// How many bytes it has.
    #[inline]
    pub(crate) fn len(self) -> usize {
        (self.0 & 0xff) as usize
    }

    /// Its length, its bytes, and nothing behind them.
    #[inline]
    pub(crate) fn to_bytes(self) -> [u8; 16] {
        self.0.to_le_bytes()
    }

    #[expect(clippy::cast_possible_truncation, reason = "a hash mixes both halves")]
    fn hash(self) -> usize {
        const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
        let (low, high) = (self.0 as u64, (self.0 >> 64) as u64);
        let mixed = (low ^ high.wrapping_mul(MIX).rotate_left(32)).wrapping_mul(MIX);
        (mixed >> 32) as usize
    }
}

/// The bytes, the first lowest; `None` for too many or none.
#[inline]
fn loaded(bytes: &[u8]) -> Option<u128> {
    let n_bytes = bytes.len();
    // two parts that overlap: no loop over an unknown number of bytes
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        let last = u128::from(last) << (8 * (n_bytes - 8)).min(127);
        return (n_bytes <= MOST).then_some(u128::from(first) | last);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return Some(u128::from(first) | u128::from(last) << (8 * (n_bytes - 4)));
    }
    let (first, last) = (*bytes.first()?, *bytes.last()?);
    let middle = u128::from(bytes[n_bytes / 2]) << (8 * (n_bytes / 2));
    Some(u128::from(first) | middle | u128::from(last) << (8 * (n_bytes - 1)))
}

/// A one in each of so many bytes.
#[inline]
fn ones_of(n_bytes: usize) -> u128 {
    ONES & ((1 << (8 * n_bytes.min(MOST))) - 1)
}

/// Whether one of the bytes is this one, which is not 0.
#[inline]
fn has(bytes: u128, byte: u8) -> bool {
    let others = bytes ^ (ONES * u128::from(byte));
    others.wrapping_sub(ONES) & !others & HIGHS != 0
}

/// Words that were met, by the stemming under which they were.
#[derive(Debug, Default)]
pub(crate) struct Met {
    tables: Vec<(Stemming, Table<()>)>,
}

impl Met {
    #[inline]
    pub(crate) fn contains(&self, word: Short, stemming: Stemming) -> bool {
        let table = self.tables.iter().find(|(other, _)| *other == stemming);
        table.is_some_and(|(_, table)| table.get(word).is_some())
    }

    /// Remembers a word that was not met.
    pub(crate) fn insert(&mut self, word: Short, stemming: Stemming) {
        let at = self.tables.iter().position(|(other, _)| *other == stemming);
        let at = at.unwrap_or_else(|| {
            self.tables.push((stemming, Table::default()));
            self.tables.len() - 1
        });
        let table = &mut self.tables[at].1;
        if table.n_words == MAX_WORDS {
            *table = Table::default();
        }
        table.insert(word, ());
    }
}

/// Something for each of some words. Half of the slots are empty at least.
#[derive(Debug, Default)]
pub(crate) struct Table<V> {
    /// As many as a power of two.
    words: Vec<Short>,
    values: Vec<V>,
    n_words: usize,
}

impl<V: Copy + Default> Table<V> {
    #[inline]
    pub(crate) fn get(&self, word: Short) -> Option<V> {
        let mut at = word.hash();
        loop {
            let slot = at & self.words.len().wrapping_sub(1);
            let other = *self.words.get(slot)?;
            if other == word {
                return self.values.get(slot).copied();
            }
            if other == Short::NONE {
                return None;
            }
            at += 1;
        }
    }

    /// Adds a word that is not there.
    pub(crate) fn insert(&mut self, word: Short, value: V) {
        if (self.n_words + 1) * 2 > self.words.len() {
            let n_slots = (self.words.len() * 2).max(FEWEST_SLOTS);
            let words = std::mem::replace(&mut self.words, vec![Short::NONE; n_slots]);
            let values = std::mem::replace(&mut self.values, vec![V::default(); n_slots]);
            for (word, value) in words.into_iter().zip(values) {
                if word != Short::NONE {
                    self.place(word, value);
                }
            }
        }
        self.place(word, value);
        self.n_words += 1;
    }

    fn place(&mut self, word: Short, value: V) {
        let mask = self.words.len() - 1;
        let mut at = word.hash() & mask;
        while self.words[at] != Short::NONE {
            at = (at + 1) & mask;
        }
        (self.words[at], self.values[at]) = (word, value);
    }

    /// What it takes in memory.
    pub(crate) fn n_bytes(&self) -> usize {
        self.words.len() * (size_of::<Short>() + size_of::<V>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(word: Short) -> String {
        String::from_utf8(word.to_bytes()[1..=word.len()].to_vec()).unwrap()
    }

    #[test]
    fn a_word_of_any_length_comes_back_in_small_letters() {
        let letters = "aZ9_@[{~!ZAz.b-";
        for from in 0..letters.len() {
            for to in from + 1..=letters.len() {
                let word = &letters[from..to];
                let short = Short::of(word).unwrap();
                assert_eq!(text(short), word.to_ascii_lowercase());
                assert!(short.to_bytes()[word.len() + 1..].iter().all(|byte| *byte == 0));
            }
        }
    }

    #[test]
    fn what_is_long_or_not_plain_is_none() {
        let others = ["", "sixteen-letters-", "don't", "`", "é", "naïve", "two words", "a\u{1}"];
        for other in others {
            assert_eq!(Short::of(other), None, "{other}");
        }
    }

    #[test]
    fn words_are_met_under_their_own_stemming() {
        let english = Stemming::of(Some(release::Language::ENGLISH));
        let mut met = Met::default();
        let words: Vec<Short> = (0..5000).map(|n| Short::of(&format!("w{n}")).unwrap()).collect();
        for (at, &word) in words.iter().enumerate() {
            assert!(!met.contains(word, english), "{at}");
            met.insert(word, english);
        }
        for word in words {
            assert!(met.contains(word, english) && !met.contains(word, Stemming::NONE));
        }
    }

    #[test]
    fn they_are_forgotten_rather_than_kept_without_bound() {
        let mut met = Met::default();
        for n in 0..=MAX_WORDS {
            met.insert(Short::of(&n.to_string()).unwrap(), Stemming::NONE);
        }
        assert_eq!(met.tables[0].1.n_words, 1);
    }
}
