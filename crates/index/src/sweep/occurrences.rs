//! `Occurrences`: where words stand one after the other, in many documents of a stretch.

use tantivy::DocId;

use super::{
    Bits,
    cursor::place,
    standing::{Standing, Within, sum_up},
};

/// Where words stand one after the other.
#[derive(Default)]
pub(super) struct Occurrences {
    found: Vec<Found>,
    positions: Vec<u32>,
    marks: Marks,
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
        let Self { found, positions, marks } = self;
        positions.clear();
        found.clear();
        let Some(((first_moved, first), others)) = words.split_first_mut() else { return };
        let mut with = Bits::NONE;
        first.runs(base, &left, |distances, docs| {
            let from = positions.len();
            positions.extend_from_slice(distances);
            for Within { doc, own } in docs {
                let at = place(*doc, base);
                found.push(Found { at, start: from + own.start, n_times: own.len() });
                with.insert(at);
            }
        });
        left = with;
        for (number, (moved, standing)) in others.iter_mut().enumerate() {
            let mut with = Bits::NONE;
            let (mut n_kept, mut next) = (0, 0);
            standing.runs(base, &left, |distances, docs| {
                for Within { doc, own } in docs {
                    let at = place(*doc, base);
                    // what lacks this word is passed over
                    while found.get(next).is_some_and(|found| found.at < at) {
                        next += 1;
                    }
                    let one = found.get(next).filter(|found| found.at == at);
                    let Some(&Found { start, n_times, .. }) = one else { continue };
                    next += 1;
                    let kept = &mut positions[start..start + n_times];
                    let own = &mut distances[own.clone()];
                    let n_times = if number == 0 {
                        marks.common(kept, *first_moved, own, *moved)
                    } else {
                        sum_up(own, *moved);
                        keep_common(kept, own)
                    };
                    // whether it stands there cannot be foretold, so it is written down and the next takes its place
                    found[n_kept] = Found { at, start, n_times };
                    n_kept += usize::from(n_times > 0);
                    with.insert_if(at, n_times > 0);
                }
            });
            found.truncate(n_kept);
            left = with;
        }
        if others.is_empty() {
            for Found { start, n_times, .. } in found {
                sum_up(&mut positions[*start..*start + *n_times], *first_moved);
            }
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

/// Below this a position has a mark of its own.
const MARKED: usize = 4096;

/// A mark for each position of a document, told by a number that no other document and word have: what has been marked
/// before needs not be wiped off.
pub(super) struct Marks {
    by_position: Box<[u32; MARKED]>,
    number: u32,
}

impl Default for Marks {
    fn default() -> Self {
        Self { by_position: Box::new([0; MARKED]), number: 0 }
    }
}

impl Marks {
    /// Moves the positions that both have to the front of `kept`, and tells how many they are. Each comes as distances
    /// and how far it is moved. In documents of usual length without a step that cannot be foretold, but for how
    /// many they are.
    #[inline]
    fn common(
        &mut self,
        kept: &mut [u32],
        moved: u32,
        others: &mut [u32],
        others_moved: u32,
    ) -> usize {
        self.number = self.number.wrapping_add(1);
        if self.number == 0 {
            self.by_position.fill(0);
            self.number = 1;
        }
        let mut last = others_moved;
        for distance in &*others {
            last = last.wrapping_add(*distance);
            self.by_position[last as usize % MARKED] = self.number;
        }
        if last as usize >= MARKED {
            sum_up(kept, moved);
            sum_up(others, others_moved);
            return keep_common(kept, others);
        }
        let (mut n_kept, mut position) = (0, moved);
        for number in 0..kept.len() {
            position = position.wrapping_add(kept[number]);
            kept[n_kept] = position;
            let is_common = self.by_position[position as usize % MARKED] == self.number;
            n_kept += usize::from(is_common && (position as usize) < MARKED);
        }
        n_kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dice::Dice, sweep::word::offset};

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

    #[test]
    fn marks_keep_what_comparing_keeps() {
        let mut marks = Marks { number: u32::MAX - 2, ..Marks::default() };
        let mut dice = Dice(7);
        let mut check = |most: usize, n: usize| {
            let mut distances = |moved: u32| {
                let n = dice.place(n) + 1;
                let drawn: Vec<u32> = (0..n).map(|_| offset(dice.place(most)) + 1).collect();
                let mut positions = drawn.clone();
                sum_up(&mut positions, moved);
                (drawn, positions)
            };
            let ((mut kept, mut expected), (mut others, positions)) = (distances(1), distances(0));
            let n_expected = keep_common(&mut expected, &positions);
            let n_kept = marks.common(&mut kept, 1, &mut others, 0);
            assert_eq!(kept[..n_kept], expected[..n_expected]);
            n_kept
        };
        let mut n_kept = 0;
        // dense and long, sparse, beyond what has marks
        for (most, n) in [(3, 60), (9, 4), (200, 40), (2_000, 9)] {
            n_kept += (0..200).map(|_| check(most, n)).sum::<usize>();
        }
        assert!(n_kept > 1_000);
    }
}
