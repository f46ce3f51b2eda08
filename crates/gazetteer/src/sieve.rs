//! `Sieve`: tells at once that a large table does not have something.
//!
//! Most of a text stands in no table. A bit for every hash fits the fastest cache, the tables do not.

/// Bits in so many words of 64, a power of two: one for the hash of everything in a table.
#[derive(Clone, Debug)]
pub struct Sieve<const WORDS: usize>(Box<[u64; WORDS]>);

impl<const WORDS: usize> Sieve<WORDS> {
    /// A hash is folded to so many bits; shorter ones stay as they are.
    pub const N_BITS: u32 = WORDS.trailing_zeros() + 6;

    /// The sieve of a table with these hashes.
    pub fn of(hashes: impl IntoIterator<Item = u64>) -> Self {
        let mut sieve = Self::default();
        hashes.into_iter().for_each(|hash| sieve.set(hash));
        sieve
    }

    /// Lets a hash pass from now on.
    #[inline]
    pub fn set(&mut self, hash: u64) {
        let (at, bit) = Self::place(hash);
        self.0[at] |= bit;
    }

    /// Whether the table may have something of this hash.
    #[inline]
    pub fn passes(&self, hash: u64) -> bool {
        let (at, bit) = Self::place(hash);
        self.0[at] & bit != 0
    }

    /// Where the bit of a hash stands: the number of its sixty-four bits, and which of them.
    #[inline]
    fn place(hash: u64) -> (usize, u64) {
        let folded = hash ^ hash >> Self::N_BITS;
        let at = (folded / 64) as usize % WORDS;
        (at, 1 << (folded % 64))
    }
}

impl<const WORDS: usize> Default for Sieve<WORDS> {
    fn default() -> Self {
        Self(Box::new([0; WORDS]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_table_passes_and_hardly_anything_else_does() {
        let hash = |number: u64| number.wrapping_mul(0x9E37_79B1) >> 7;
        let sieve = Sieve::<1024>::of((0..2_000).map(hash));
        assert_eq!(Sieve::<1024>::N_BITS, 16);
        assert!((0..2_000).all(|number| sieve.passes(hash(number))));
        assert!((2_000..4_000).filter(|number| sieve.passes(hash(*number))).count() < 200);
    }
}
