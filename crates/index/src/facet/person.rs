//! All names of a person are one value, shown by the name that [`People`] gives.

use rustc_hash::FxHashMap;

use super::values::{Value, number};
use crate::{names, people::People};

/// Makes one value of the terms of a person; gives also the number of the value of each term.
pub(super) fn group(terms: Vec<String>, people: &People) -> (Vec<Value>, Vec<u32>) {
    let mut values: Vec<Value> = Vec::new();
    let mut value_of_term = Vec::with_capacity(terms.len());
    let mut value_of_person: FxHashMap<&str, u32> = FxHashMap::default();
    for term in terms {
        let next = number(values.len());
        let Some(person) = people.person(&term) else {
            values.push(Value { term, others: Vec::new(), name: None });
            value_of_term.push(next);
            continue;
        };
        let at = *value_of_person.entry(&person.name).or_insert(next);
        if at == next {
            let name = Some(names::key(&person.name));
            values.push(Value { term, others: Vec::new(), name });
        } else {
            values[at as usize].others.push(term);
        }
        value_of_term.push(at);
    }
    (values, value_of_term)
}
