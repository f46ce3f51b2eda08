//! The archive on a disk that breaks, fills up, or loses its power.
//!
//! A test runs a few cases; all of them with the variable `PROVE_FULL` set, as `just prove` does.

mod breaking;
mod cuts;
mod disk;
mod poison;
mod spoilt;
mod story;

/// How many cases are tried.
fn cases(few: u64, all: u64) -> u64 {
    if std::env::var_os("PROVE_FULL").is_some() { all } else { few }
}

/// Numbers that look like chance and are the same everywhere: splitmix64.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// A place in a list of so many.
    fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap_or(0)
    }
}
