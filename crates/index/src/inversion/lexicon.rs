//! `Lexicon`: a number for each different word of a segment.

use rustc_hash::FxHashMap;

use crate::{
    neighbours,
    short::Table,
    tokens::{Cut, Piece, Tokens},
};

/// Words by number and numbers by word.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    short: Table<u32>,
    long: FxHashMap<Box<[u8]>, u32>,
    /// One after the other.
    letters: Vec<u8>,
    /// Where each ends there.
    ends: Vec<usize>,
    /// Whether each is [common](neighbours::is_common).
    are_common: Vec<bool>,
}

impl Lexicon {
    /// The number of a word, a new one if it was not met before.
    #[inline]
    pub(super) fn number(&mut self, word: Cut<'_>) -> u32 {
        match word {
            Cut::Short(short) => {
                if let Some(number) = self.short.get(short) {
                    return number;
                }
                let number = self.add(&short.to_bytes()[1..=short.len()]);
                self.short.insert(short, number);
                number
            }
            Cut::Long(letters) => {
                if let Some(number) = self.long.get(letters) {
                    return *number;
                }
                let number = self.add(letters);
                self.long.insert(letters.into(), number);
                number
            }
        }
    }

    fn add(&mut self, letters: &[u8]) -> u32 {
        self.letters.extend_from_slice(letters);
        self.ends.push(self.letters.len());
        self.are_common.push(str::from_utf8(letters).is_ok_and(neighbours::is_common));
        // the memory of a segment ends long before
        u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX)
    }

    /// The same of a word that is not cut.
    pub(super) fn number_of(&mut self, word: &str) -> u32 {
        let mut tokens = Tokens::default();
        tokens.push(word);
        match tokens.pieces().next() {
            Some(Piece::Word(word)) => self.number(word),
            _ => self.add(word.as_bytes()),
        }
    }

    /// Whether a word is common.
    #[inline]
    pub(super) fn is_common(&self, number: u32) -> bool {
        self.are_common.get(number as usize).is_some_and(|is_common| *is_common)
    }

    pub(super) fn n_words(&self) -> usize {
        self.ends.len()
    }

    /// The letters of a word.
    pub(super) fn word(&self, number: u32) -> &[u8] {
        let at = number as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.letters[start..self.ends[at]]
    }

    /// All numbers, in the order of the bytes of their words.
    pub(super) fn sorted(&self) -> Vec<u32> {
        let numbers = (0..).take(self.n_words());
        // most differ in the first letters, which lie beside the number
        let head = |number: u32| {
            let word = self.word(number);
            let mut head = [0; 8];
            let n = word.len().min(head.len());
            head[..n].copy_from_slice(&word[..n]);
            u64::from_be_bytes(head)
        };
        let mut sorted: Vec<(u64, u32)> = numbers.map(|number| (head(number), number)).collect();
        sorted.sort_unstable_by(|(a, first), (b, second)| {
            a.cmp(b).then_with(|| self.word(*first).cmp(self.word(*second)))
        });
        sorted.into_iter().map(|(_, number)| number).collect()
    }

    /// What it takes in memory.
    pub(super) fn n_bytes(&self) -> usize {
        const PER_LONG: usize = 64;
        self.short.n_bytes()
            + self.long.len() * PER_LONG
            + self.letters.capacity()
            + self.ends.capacity() * size_of::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number_and_numbers_are_sorted_by_word() {
        let mut words: Vec<String> = (0..9000).map(|n| format!("w{}", n * 7919 % 9001)).collect();
        words.extend(["w".repeat(15), "w".repeat(16), "w".repeat(300), "é".into(), "a".into()]);
        let mut tokens = Tokens::default();
        for word in &words {
            tokens.push(word);
        }
        let mut lexicon = Lexicon::default();
        for _ in 0..2 {
            let numbers: Vec<u32> = tokens
                .pieces()
                .map(|piece| match piece {
                    Piece::Word(word) => lexicon.number(word),
                    Piece::Gap(_) => u32::MAX,
                })
                .collect();
            assert_eq!(numbers, (0..).take(words.len()).collect::<Vec<u32>>());
        }
        let sorted = lexicon.sorted();
        let sorted: Vec<&[u8]> = sorted.iter().map(|&number| lexicon.word(number)).collect();
        words.sort_unstable();
        assert!(sorted.iter().copied().eq(words.iter().map(String::as_bytes)));
    }
}
