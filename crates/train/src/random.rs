//! A small generator of numbers, so that learning is the same everywhere.

/// A linear congruential generator.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Random(pub(crate) u32);

impl Random {
    /// The next number.
    pub(crate) fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.0 >> 8
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.next() as usize % limit.max(1)
    }

    /// True in `percent` of a hundred cases.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.next() % 100 < percent
    }
}
