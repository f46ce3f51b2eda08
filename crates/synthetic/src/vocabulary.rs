//! `Vocabulary`: words by rank, real ones first and then such as are invented.

use rustc_hash::FxHashSet;

use crate::{Dice, scene::capitalise};

/// Words of one kind; the first are the most frequent.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    words: String,
    /// Where each word ends.
    ends: Vec<usize>,
    /// How many of the first are real.
    core: usize,
}

/// How often a word is a real one, of a hundred.
const REAL: usize = 72;

impl Vocabulary {
    /// The words of `core`, and as many invented ones as make `number`: `patterns` with a stem of
    /// `syllables` for `~`, or for `^` one with a capital.
    pub(crate) fn new(
        core: &[&str],
        patterns: &[&str],
        syllables: &[&str],
        number: usize,
        dice: &mut Dice,
    ) -> Self {
        let mut vocabulary =
            Self { words: String::new(), ends: Vec::with_capacity(number), core: core.len() };
        for word in core {
            vocabulary.push(word);
        }
        let mut known = FxHashSet::default();
        let mut word = String::new();
        // a stem may come twice, which ends early rather than never
        for _ in core.len()..number {
            word.clear();
            let pattern = dice.pick(patterns);
            let at = pattern.find(['~', '^']).unwrap_or(pattern.len() - 1);
            word.push_str(&pattern[..at]);
            let start = word.len();
            push_stem(&mut word, syllables, dice);
            if pattern[at..].starts_with('^') {
                capitalise(&mut word, start);
            }
            word.push_str(&pattern[at + 1..]);
            if known.insert(word.clone()) {
                vocabulary.push(&word);
            }
        }
        vocabulary
    }

    fn push(&mut self, word: &str) {
        self.words.push_str(word);
        self.ends.push(self.words.len());
    }

    /// A rank by the law of Zipf and Mandelbrot, in a flatter form below the real words.
    pub(crate) fn draw(&self, dice: &mut Dice) -> usize {
        if dice.chance(REAL) {
            dice.rank(self.core, 4.0)
        } else {
            self.core + dice.rank(self.ends.len() - self.core, 25.0)
        }
    }

    /// The word of a rank.
    pub(crate) fn word(&self, rank: usize) -> &str {
        let start = rank.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.words[start..self.ends[rank]]
    }
}

/// One syllable to three.
fn push_stem(word: &mut String, syllables: &[&str], dice: &mut Dice) {
    for _ in 0..1 + dice.rank(3, 2.0) + dice.below(2) {
        word.push_str(dice.pick(syllables));
    }
}

#[cfg(test)]
mod tests {
    use super::{Dice, Vocabulary};

    #[test]
    fn real_words_come_first_and_invented_ones_differ() {
        let patterns = ["the ~tion"];
        let words = Vocabulary::new(&["the law"], &patterns, &["ba", "ko"], 40, &mut Dice::new(1));
        assert_eq!(words.word(0), "the law");
        assert!(words.word(1).starts_with("the ") && words.word(1).ends_with("tion"));
        assert_ne!(words.word(1), words.word(2));
    }
}
