//! `Bits`: which documents of a stretch.

/// How many documents a stretch has.
pub(crate) const WIDTH: usize = 4096;

const WORDS: usize = WIDTH / 64;

/// Documents of a stretch, counted from its first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bits([u64; WORDS]);

impl Bits {
    pub(crate) const NONE: Self = Self([0; WORDS]);

    /// The first so many.
    pub(crate) fn first_of(n: usize) -> Self {
        let mut bits = Self::NONE;
        for (at, word) in bits.0.iter_mut().enumerate() {
            *word = match n.saturating_sub(at * 64) {
                0 => 0,
                left if left < 64 => (1 << left) - 1,
                _ => u64::MAX,
            };
        }
        bits
    }

    #[inline]
    pub(crate) fn insert(&mut self, at: usize) {
        self.0[at / 64 % WORDS] |= 1 << (at % 64);
    }

    /// Without a branch.
    #[inline]
    pub(super) fn insert_if(&mut self, at: usize, is_in: bool) {
        self.0[at / 64 % WORDS] |= u64::from(is_in) << (at % 64);
    }

    #[inline]
    pub(crate) fn contains(&self, at: usize) -> bool {
        self.0[at / 64 % WORDS] & (1 << (at % 64)) != 0
    }

    /// Takes these words over, 64 documents each.
    pub(super) fn copy(&mut self, words: &[u64]) {
        self.0.iter_mut().zip(words).for_each(|(word, other)| *word = *other);
    }

    pub(crate) fn keep(&mut self, others: &Self) {
        self.0.iter_mut().zip(&others.0).for_each(|(word, other)| *word &= other);
    }

    pub(crate) fn add(&mut self, others: &Self) {
        self.0.iter_mut().zip(&others.0).for_each(|(word, other)| *word |= other);
    }

    pub(crate) fn drop(&mut self, others: &Self) {
        self.0.iter_mut().zip(&others.0).for_each(|(word, other)| *word &= !other);
    }

    /// Drops what these words hold, 64 documents each.
    pub(crate) fn drop_words(&mut self, words: &[u64]) {
        self.0.iter_mut().zip(words).for_each(|(word, other)| *word &= !other);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub(crate) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The first and the last.
    pub(crate) fn ends(&self) -> Option<(usize, usize)> {
        let first = self.0.iter().position(|word| *word != 0)?;
        let last = self.0.iter().rposition(|word| *word != 0)?;
        let (from, to) = (self.0[first].trailing_zeros(), self.0[last].ilog2());
        Some((first * 64 + from as usize, last * 64 + to as usize))
    }

    #[inline]
    pub(crate) fn each(&self, mut visit: impl FnMut(usize)) {
        for (at, &word) in self.0.iter().enumerate() {
            let mut left = word;
            while left != 0 {
                visit(at * 64 + left.trailing_zeros() as usize);
                left &= left - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_so_many_are_those() {
        for n in [0, 1, 63, 64, 65, WIDTH - 1, WIDTH, WIDTH + 9] {
            let bits = Bits::first_of(n);
            assert_eq!(bits.count(), n.min(WIDTH));
            assert_eq!(bits.ends(), n.min(WIDTH).checked_sub(1).map(|last| (0, last)));
        }
    }

    #[test]
    fn sets_are_joined_and_parted() {
        let set = |of: &[usize]| {
            let mut bits = Bits::NONE;
            for &at in of {
                bits.insert(at);
            }
            bits
        };
        let listed = |bits: &Bits| {
            let mut listed = Vec::new();
            bits.each(|at| listed.push(at));
            listed
        };
        let (a, b) = (set(&[1, 64, 4095]), set(&[2, 64]));
        let (mut both, mut either, mut first) = (a.clone(), a.clone(), a);
        both.keep(&b);
        either.add(&b);
        first.drop(&b);
        assert_eq!(listed(&both), [64]);
        assert_eq!(listed(&either), [1, 2, 64, 4095]);
        assert_eq!(listed(&first), [1, 4095]);
        assert!(first.contains(4095) && !first.contains(64));
    }
}
