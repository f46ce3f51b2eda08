//! `Wording`: the words of a quote, to tell how much of them another quote has and what differs.

use rustc_hash::FxHashSet;
use unicode_segmentation::UnicodeSegmentation;

use crate::analyzer;

/// Of longer quotes it is not told what differs: the table for it would be too large.
const MOST_COMPARED: usize = 400;

/// The words of a quote.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wording<'a> {
    /// Folded.
    pub(crate) words: Vec<String>,
    /// As given.
    given: Vec<&'a str>,
}

impl<'a> Wording<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let mut wording = Self::default();
        for piece in text.unicode_words().flat_map(analyzer::pieces) {
            let folded = analyzer::fold(piece);
            if !folded.is_empty() {
                wording.words.push(folded);
                wording.given.push(piece);
            }
        }
        wording
    }

    fn pairs(&self) -> FxHashSet<(&str, &str)> {
        self.words.windows(2).map(|pair| (pair[0].as_str(), pair[1].as_str())).collect()
    }

    /// How many pairs of neighbours both have, and which share of the shorter's that is.
    pub(crate) fn shared(&self, other: &Self) -> (usize, f32) {
        let (own, others) = (self.pairs(), other.pairs());
        let n_shared = own.intersection(&others).count();
        let n = own.len().min(others.len());
        let share = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
        (n_shared, if n == 0 { 0.0 } else { share(n_shared) / share(n) })
    }

    /// The runs of words that only the first has, and those that only the second has; nothing where they
    /// are too long to be compared.
    pub(crate) fn differs(&self, other: &Self) -> (Vec<String>, Vec<String>) {
        let (n, m) = (self.words.len(), other.words.len());
        if n.max(m) > MOST_COMPARED {
            return (Vec::new(), Vec::new());
        }
        // the length of the longest common subsequence of what follows
        let mut common = vec![0_u16; (n + 1) * (m + 1)];
        let at = |i: usize, j: usize| i * (m + 1) + j;
        for i in (0..n).rev() {
            for j in (0..m).rev() {
                common[at(i, j)] = if self.words[i] == other.words[j] {
                    common[at(i + 1, j + 1)] + 1
                } else {
                    common[at(i + 1, j)].max(common[at(i, j + 1)])
                };
            }
        }
        let (mut dropped, mut added) = (Runs::default(), Runs::default());
        let (mut i, mut j) = (0, 0);
        while i < n || j < m {
            if i < n && j < m && self.words[i] == other.words[j] {
                dropped.end();
                added.end();
                (i, j) = (i + 1, j + 1);
            } else if j == m || (i < n && common[at(i + 1, j)] >= common[at(i, j + 1)]) {
                dropped.push(self.given[i]);
                i += 1;
            } else {
                added.push(other.given[j]);
                j += 1;
            }
        }
        (dropped.all, added.all)
    }
}

/// Runs of words.
#[derive(Default)]
struct Runs {
    all: Vec<String>,
    is_open: bool,
}

impl Runs {
    fn push(&mut self, word: &str) {
        match self.all.last_mut().filter(|_| self.is_open) {
            Some(run) => {
                run.push(' ');
                run.push_str(word);
            }
            None => self.all.push(word.to_owned()),
        }
        self.is_open = true;
    }

    fn end(&mut self) {
        self.is_open = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_told_in_runs() {
        let before = Wording::of("A locked door is an answer too, they said.");
        let after = Wording::of("a closed iron door IS an answer");
        let (dropped, added) = before.differs(&after);
        assert_eq!(dropped, ["locked", "too they said"]);
        assert_eq!(added, ["closed iron"]);
    }

    #[test]
    fn a_part_of_a_quote_shares_all_of_itself() {
        let whole = Wording::of("We shall come back every morning until the door is opened.");
        let part = Wording::of("every morning until the door");
        assert_eq!(whole.shared(&part), (4, 1.0));
        assert_eq!(whole.shared(&Wording::of("Nine minutes.")), (0, 0.0));
        assert_eq!(Wording::of("").shared(&whole), (0, 0.0));
    }
}
