//! How alike names are, and which need not be compared.
//!
//! Likeness is that of Jaro and Winkler (Winkler: String comparator metrics, 1990). It cannot be higher than the
//! letters that two names share allow, and these are soon counted: of all names of an archive few are left.

/// A longer name is like nobody's, and to compare takes the product of the lengths.
const LONGEST: usize = 64;
/// A common beginning counts up to so many letters, each so much.
const LONGEST_BEGINNING: usize = 4;
const BEGINNING: f64 = 0.1;
/// Letters are told apart by the last bits of their number; some that differ share a place, which only lets
/// more names pass.
const PLACES: usize = 64;

/// A folded name that others are compared with.
pub(super) struct Sought<'a> {
    name: &'a str,
    n_letters: f64,
    counts: [u8; PLACES],
}

impl<'a> Sought<'a> {
    /// `None` of a name that is like nobody's.
    pub(super) fn new(name: &'a str) -> Option<Self> {
        let n_letters = name.chars().count();
        if n_letters == 0 || n_letters > LONGEST {
            return None;
        }
        let mut counts = [0; PLACES];
        name.chars().for_each(|letter| counts[place(letter)] += 1);
        Some(Self { name, n_letters: exact(n_letters), counts })
    }

    /// How alike another folded name is, in `0.0..=1.0`, if it is at least as alike as that.
    pub(super) fn likeness(&self, other: &str, least: f64) -> Option<f64> {
        // the sum of a few shares is not exact to the last digit
        if self.highest(other) < least - 1e-9 {
            return None;
        }
        Some(strsim::jaro_winkler(other, self.name)).filter(|likeness| *likeness >= least)
    }

    /// What the likeness cannot exceed.
    fn highest(&self, other: &str) -> f64 {
        let (mut left, mut n_shared, mut n_letters) = (self.counts, 0, 0);
        for letter in other.chars() {
            n_letters += 1;
            let count = &mut left[place(letter)];
            n_shared += usize::from(*count > 0);
            *count = count.saturating_sub(1);
        }
        if n_shared == 0 {
            return 0.0;
        }
        let n_shared = exact(n_shared);
        let jaro = (n_shared / exact(n_letters) + n_shared / self.n_letters + 1.0) / 3.0;
        let both = other.chars().zip(self.name.chars()).take(LONGEST_BEGINNING);
        let beginning = exact(both.take_while(|(one, other)| one == other).count());
        jaro + BEGINNING * beginning * (1.0 - jaro).max(0.0)
    }
}

fn place(letter: char) -> usize {
    letter as usize % PLACES
}

#[expect(clippy::cast_precision_loss, reason = "names are no longer than memory")]
fn exact(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_alike_by_their_letters() {
        let sought = Sought::new("martha").unwrap();
        assert_eq!(sought.likeness("marhta", 0.9), Some(strsim::jaro_winkler("marhta", "martha")));
        assert_eq!(sought.likeness("oluwo", 0.1), None);
        assert!(Sought::new("").is_none() && Sought::new(&"x".repeat(65)).is_none());
    }

    proptest! {
        #[test]
        fn nobody_is_left_out_who_is_alike(
            name in "[a-eé ж]{1,12}",
            other in "[a-eé ж]{0,12}",
            least in 0.5_f64..1.0,
        ) {
            let likeness = strsim::jaro_winkler(&other, &name);
            let expected = Some(likeness).filter(|likeness| *likeness >= least);
            prop_assert_eq!(Sought::new(&name).unwrap().likeness(&other, least), expected);
        }
    }
}
