//! `Occurrences`: where words stand one after the other, in many documents of a stretch.

use tantivy::DocId;

use super::{Bits, standing::Standing};

/// Where words stand one after the other.
#[derive(Default)]
pub(super) struct Occurrences {
    found: Vec<Found>,
    positions: Vec<u32>,
}

/// A document of a stretch in which the words looked at stand side by side.
#[derive(Clone, Copy)]
struct Found {
    at: usize,
    /// Where in the positions its own begin, and how many they are.
    start: usize,
    n_times: usize,
}

impl Occurrences {
    /// Looks in those of the documents of a stretch that are `left`, word by word, each with how far it is moved to stand
    /// where the last one does; the rarest comes first.
    pub(super) fn find(&mut self, base: DocId, mut left: Bits, words: &mut [(u32, Standing)]) {
        let Self { found, positions } = self;
        positions.clear();
        found.clear();
        for (number, (moved, standing)) in words.iter_mut().enumerate() {
            let mut with = Bits::NONE;
            if number == 0 {
                standing.each(base, &left, *moved, |at, own| {
                    found.push(Found { at, start: positions.len(), n_times: own.len() });
                    positions.extend_from_slice(own);
                    with.insert(at);
                });
                left = with;
                continue;
            }
            let (mut n_kept, mut next) = (0, 0);
            standing.each(base, &left, *moved, |at, others| {
                // what lacks this word is passed over
                while found.get(next).is_some_and(|found| found.at < at) {
                    next += 1;
                }
                let Some(&Found { at: same, start, n_times }) = found.get(next) else { return };
                if same != at {
                    return;
                }
                next += 1;
                let n_times = keep_common(&mut positions[start..start + n_times], others);
                if n_times > 0 {
                    found[n_kept] = Found { at, start, n_times };
                    n_kept += 1;
                    with.insert(at);
                }
            });
            found.truncate(n_kept);
            left = with;
        }
    }

    /// The documents in which they do, by their places, each with the positions of the last word.
    pub(super) fn each(&self) -> impl Iterator<Item = (usize, &[u32])> {
        let found = self.found.iter();
        found.map(|&Found { at, start, n_times }| (at, &self.positions[start..start + n_times]))
    }
}

/// How many positions are compared at once.
const AT_ONCE: usize = 8;

/// Moves what both have to the front of `kept`, and tells how many that are; both are in order.
pub(super) fn keep_common(kept: &mut [u32], others: &[u32]) -> usize {
    let mut n_kept = 0;
    if kept.len() <= 2 * AT_ONCE {
        // to compare each with all is faster than steps of which nobody can foretell where they lead; what
        // fills up the last few is no position
        let (some, rest) = others.as_chunks::<AT_ONCE>();
        let mut last = [u32::MAX; AT_ONCE];
        last.iter_mut().zip(rest).for_each(|(one, other)| *one = *other);
        for number in 0..kept.len() {
            let a = kept[number];
            let is_one = |some: &[u32; AT_ONCE]| some.iter().fold(0, |n, &b| n | u32::from(a == b));
            let is_common = some.iter().fold(is_one(&last), |n, some| n | is_one(some));
            kept[n_kept] = a;
            n_kept += usize::from(is_common != 0);
        }
        return n_kept;
    }
    let (mut left, mut right) = (0, 0);
    // without a branch on which is less: that cannot be foretold
    while left < kept.len() && right < others.len() {
        let (a, b) = (kept[left], others[right]);
        kept[n_kept] = a;
        n_kept += usize::from(a == b);
        left += usize::from(a <= b);
        right += usize::from(b <= a);
    }
    n_kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_have_is_kept() {
        let check = |kept: &[u32], others: &[u32], expected: &[u32]| {
            let mut kept = kept.to_vec();
            let n_kept = keep_common(&mut kept, others);
            assert_eq!(kept[..n_kept], *expected);
        };
        check(&[1, 4, 9, 12], &[2, 4, 5, 12, 13], &[4, 12]);
        let many: Vec<u32> = (0..40).map(|number| number * 3).collect();
        check(&many, &[2, 6, 7, 12, 13, 117], &[6, 12, 117]);
        check(&[5, 6, 12, 118], &many, &[6, 12]);
        check(&[1, 4], &[], &[]);
        check(&[], &[1, 4], &[]);
    }
}
