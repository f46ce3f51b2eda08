//! Which releases are versions of one text.

use release::ReleaseId;

use crate::{Sketch, groups::Groups};

/// From this share of equal runs of words on two texts are versions of one.
pub const ALIKE: f32 = 0.8;

/// Releases that share a band are compared with so many that went before. What they would add is nearly
/// always among them, and a thousand texts of one form cost a thousand times as much, not a million times.
const MOST_COMPARED: usize = 16;

/// Groups of two releases or more that are versions of one text; each sorted by id, the groups by their
/// first. A function of the set of releases.
pub fn versions(mut kept: Vec<(ReleaseId, Sketch)>) -> Vec<Vec<ReleaseId>> {
    kept.sort_unstable_by_key(|(id, _)| *id);
    kept.dedup_by_key(|(id, _)| *id);
    let mut joined = Groups::new(kept.len());
    let mut keys: Vec<(u64, usize)> = Vec::with_capacity(kept.len());
    for band in 0..Sketch::N_BANDS {
        keys.clear();
        keys.extend(kept.iter().enumerate().map(|(idx, (_, sketch))| (sketch.band(band), idx)));
        // much faster than a map of them, and in a third of the memory
        keys.sort_unstable();
        for alike in keys.chunk_by(|a, b| a.0 == b.0) {
            for (at, &(_, idx)) in alike.iter().enumerate() {
                for &(_, other) in &alike[..at.min(MOST_COMPARED)] {
                    let is_apart = joined.root(other) != joined.root(idx);
                    if is_apart && kept[idx].1.likeness(&kept[other].1) >= ALIKE {
                        joined.join(other, idx);
                    }
                }
            }
        }
    }
    // what stands alone is no group
    let later =
        (0..kept.len()).map(|idx| (joined.root(idx), idx)).filter(|(root, idx)| root != idx);
    let mut later: Vec<(usize, usize)> = later.collect();
    later.sort_unstable();
    let groups = later.chunk_by(|a, b| a.0 == b.0).map(|of| {
        let members =
            of.iter().take(1).map(|(root, _)| *root).chain(of.iter().map(|(_, idx)| *idx));
        members.map(|idx| kept[idx].0).collect()
    });
    groups.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A sketch that differs from that of its family in so many bins.
    fn kin(family: u8, n_other: usize) -> Sketch {
        let mut bytes = [family; Sketch::N_BYTES];
        for at in 0..n_other {
            bytes[at * 4] = bytes[at * 4].wrapping_add(97);
        }
        Sketch::from_bytes(&bytes).unwrap()
    }

    #[test]
    fn versions_are_grouped_and_strangers_are_not() {
        let kept = vec![
            (ReleaseId(3), kin(1, 0)),
            (ReleaseId(1), kin(1, 2)),
            (ReleaseId(2), kin(2, 0)),
            (ReleaseId(9), kin(1, 15)),
        ];
        assert_eq!(versions(kept), [vec![ReleaseId(1), ReleaseId(3)]]);
    }

    proptest! {
        #[test]
        fn the_order_in_which_releases_come_makes_no_difference(
            families in prop::collection::vec((0_u8..5, 0_usize..16), 0..40),
            seed in 0_u64..1000,
        ) {
            let kept: Vec<_> = (0_u64..)
                .zip(&families)
                .map(|(id, &(family, n_other))| (ReleaseId(id * 7 % 41), kin(family, n_other)))
                .collect();
            let mut other = kept.clone();
            other.sort_by_key(|(id, _)| id.0.wrapping_mul(seed | 1) % 97);
            // of one id there is one release
            let mut ids: Vec<_> = kept.iter().map(|(id, _)| *id).collect();
            ids.sort_unstable();
            ids.dedup();
            prop_assume!(ids.len() == kept.len());
            prop_assert_eq!(versions(kept), versions(other));
        }
    }
}
