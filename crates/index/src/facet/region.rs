//! The countries of a region are one value, shown as the region.

use release::Country;
use rustc_hash::FxHashMap;

use super::values::{Value, number};
use crate::names;

/// Makes one value of the countries of a region; gives also the number of the value of each country.
///
/// A release about two countries of a region holds the region once.
pub(super) fn group(terms: Vec<String>) -> (Vec<Value>, Vec<u32>) {
    let mut values: Vec<Value> = Vec::new();
    let mut value_of_term = Vec::with_capacity(terms.len());
    let mut value_of_region: FxHashMap<&str, u32> = FxHashMap::default();
    for term in terms {
        let next = number(values.len());
        let region = of(&term);
        let at = *value_of_region.entry(region).or_insert(next);
        if at == next {
            values.push(Value { term, others: Vec::new(), name: Some(names::key(region)) });
        } else {
            values[at as usize].others.push(term);
        }
        value_of_term.push(at);
    }
    (values, value_of_term)
}

/// The region of a country by its code.
pub(crate) fn of(code: &str) -> &'static str {
    Country::new(code).map_or("", gazetteer::region)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_of_one_region_are_one_value() {
        let (values, of_term) = group(["AZE", "KAZ", "KGZ"].map(str::to_owned).to_vec());
        let shown: Vec<&str> = values.iter().map(Value::shown).collect();
        assert_eq!(shown, ["Western Asia", "Central Asia"]);
        assert_eq!(of_term, [0, 1, 1]);
    }
}
