//! Spellings of a name that are equal folded are one value, shown as most releases spell it.
//!
//! That is a function of the set of releases: the order in which they came, and how they lie in
//! segments, do not matter.

use std::cmp::Reverse;

use super::values::{Value, number};
use crate::names;

/// Makes one value of neighbours that fold alike; gives also the number of the value of each term.
///
/// `n_met` tells how many releases and quotes hold a term; it is asked only where there is a choice.
pub(super) fn group<E>(
    terms: Vec<String>,
    n_met: impl Fn(&str) -> Result<(u32, u32), E>,
) -> Result<(Vec<Value>, Vec<u32>), E> {
    let mut values: Vec<Value> = Vec::new();
    let mut value_of_term = Vec::with_capacity(terms.len());
    for term in terms {
        match values.last_mut() {
            Some(value) if value.folded() == names::split(&term).0 => value.others.push(term),
            _ => values.push(Value { term, others: Vec::new(), name: None }),
        }
        value_of_term.push(number(values.len() - 1));
    }
    for value in values.iter_mut().filter(|value| !value.others.is_empty()) {
        let mut best = None;
        for (at, term) in value.terms().enumerate() {
            let shown = names::split(term).1.to_owned();
            best = best.max(Some((n_met(term)?, Reverse(shown), at)));
        }
        if let Some((_, _, at)) = best
            && at > 0
        {
            std::mem::swap(&mut value.term, &mut value.others[at - 1]);
        }
    }
    Ok((values, value_of_term))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shown_as_most_releases_spell_it_then_as_the_smallest() {
        let mut terms = ["ANA ROE", "Ana Roe", "Ána Roe", "Bo Li"].map(names::key);
        terms.sort();
        let n_met = |term: &str| match names::split(term).1 {
            "ANA ROE" => Ok::<_, ()>((1, 9)),
            _ => Ok((2, 0)),
        };
        let (values, numbers) = group(terms.to_vec(), n_met).unwrap();
        let shown: Vec<_> = values.iter().map(Value::shown).collect();
        assert_eq!(shown, ["Ana Roe", "Bo Li"]);
        assert_eq!(numbers, [0, 0, 0, 1]);
    }
}
