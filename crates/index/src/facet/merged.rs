//! All names of a person or an organisation are one value, shown as [`Merged`] says.

use rustc_hash::FxHashMap;

use super::values::{Value, number};
use crate::{merged::Merged, names};

/// Makes one value of the terms that are shown alike; gives also the number of the value of each term.
pub(super) fn group(terms: Vec<String>, names_of: &Merged) -> (Vec<Value>, Vec<u32>) {
    let mut values: Vec<Value> = Vec::new();
    let mut value_of_term = Vec::with_capacity(terms.len());
    let mut value_of_name: FxHashMap<&str, u32> = FxHashMap::default();
    let mut shown_of = names_of.in_order();
    for term in terms {
        let next = number(values.len());
        let Some(shown) = shown_of.get(&term) else {
            values.push(Value { term, others: Vec::new(), name: None });
            value_of_term.push(next);
            continue;
        };
        let at = *value_of_name.entry(shown).or_insert(next);
        if at == next {
            let name = Some(names::key(shown));
            values.push(Value { term, others: Vec::new(), name });
        } else {
            values[at as usize].others.push(term);
        }
        value_of_term.push(at);
    }
    (values, value_of_term)
}
