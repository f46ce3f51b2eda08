//! Spellings of a name that are equal folded are one value, shown as most releases spell it.
//!
//! That is a function of the set of releases: the order in which they came, and how they lie in
//! segments, do not matter.

use std::cmp::Reverse;

use super::{grouped::Grouped, terms::Terms};
use crate::names;

/// Makes one value of neighbours that fold alike.
///
/// `n_met` tells how many releases and quotes hold a term; it is asked only where there is a choice.
pub(super) fn group<E>(
    terms: &Terms,
    n_met: impl Fn(&str) -> Result<(u32, u32), E>,
) -> Result<Grouped, E> {
    let mut grouped = Grouped::default();
    let mut before = None;
    for (at, term) in terms.iter().enumerate() {
        let folded = names::split(term).0;
        if before == Some(folded) {
            grouped.join(grouped.next() - 1, at);
        } else {
            grouped.begin(at);
        }
        before = Some(folded);
    }
    let Grouped { shown, terms: spellings, .. } = &mut grouped;
    for (value, shown) in (0..).zip(shown) {
        let Some(spellings) = spellings.get_mut(&value) else { continue };
        let mut best = None;
        for (at, &term) in spellings.iter().enumerate() {
            let term = terms.get(term as usize);
            best = best.max(Some((n_met(term)?, Reverse(names::split(term).1), at)));
        }
        if let Some((_, _, at)) = best {
            spellings.swap(0, at);
            *shown = spellings[0];
        }
    }
    Ok(grouped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shown_as_most_releases_spell_it_then_as_the_smallest() {
        let mut keys = ["ANA ROE", "Ana Roe", "Ána Roe", "Bo Li"].map(names::key);
        keys.sort();
        let n_met = |term: &str| match names::split(term).1 {
            "ANA ROE" => Ok::<_, ()>((1, 9)),
            _ => Ok((2, 0)),
        };
        let terms = Terms::of(&keys);
        let grouped = group(&terms, n_met).unwrap();
        let shown = |&at: &u32| names::split(terms.get(at as usize)).1;
        assert_eq!(grouped.shown.iter().map(shown).collect::<Vec<_>>(), ["Ana Roe", "Bo Li"]);
        assert_eq!(grouped.of_term, [0, 0, 0, 1]);
    }
}
