//! `Sieve`: tells at once that a large table does not have a word.
//!
//! Most words of a text stand in no list. A bit for every hash fits the fastest cache, the lists do not.

/// The number of bits.
const SIZE: usize = 1 << 16;

/// A bit for the hash of every word of a table.
#[derive(Debug)]
pub(crate) struct Sieve(Box<[u64; SIZE / 64]>);

impl Sieve {
    /// The sieve of a table with words of these hashes.
    pub(crate) fn of(hashes: impl Iterator<Item = u32>) -> Self {
        let mut bits = Box::new([0; SIZE / 64]);
        for hash in hashes {
            let (at, bit) = place(hash);
            bits[at] |= bit;
        }
        Self(bits)
    }

    /// Whether the table may have a word of this hash.
    pub(crate) fn passes(&self, hash: u32) -> bool {
        let (at, bit) = place(hash);
        self.0[at] & bit != 0
    }
}

impl Default for Sieve {
    fn default() -> Self {
        Self::of(std::iter::empty())
    }
}

/// Where the bit of a hash stands: the number of its sixty-four bits, and which of them.
fn place(hash: u32) -> (usize, u64) {
    let at = (hash ^ hash >> 16) as usize % SIZE;
    (at / 64, 1 << (at % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_table_passes_and_hardly_anything_else_does() {
        let hash = |number: u32| number.wrapping_mul(0x9E37_79B1);
        let sieve = Sieve::of((0..2_000).map(hash));
        assert!((0..2_000).all(|number| sieve.passes(hash(number))));
        assert!((2_000..4_000).filter(|number| sieve.passes(hash(*number))).count() < 200);
    }
}
