//! The countries of a region are one value, shown as the region.

use release::Country;

use super::{grouped::Grouped, terms::Terms};

/// Makes one value of the countries of a region.
///
/// A release about two countries of a region holds the region once.
pub(super) fn group(terms: &mut Terms) -> Grouped {
    Grouped::by_name(terms, |term| Some(of(term)))
}

/// The region of a country by its code.
pub(crate) fn of(code: &str) -> &'static str {
    Country::new(code).map_or("", gazetteer::region)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names;

    #[test]
    fn countries_of_one_region_are_one_value() {
        let mut terms = Terms::of(["AZE", "KAZ", "KGZ"]);
        let grouped = group(&mut terms);
        let shown = |&at: &u32| names::split(terms.get(at as usize)).1;
        let shown: Vec<&str> = grouped.shown.iter().map(shown).collect();
        assert_eq!(shown, ["Western Asia", "Central Asia"]);
        assert_eq!(grouped.of_term, [0, 1, 1]);
    }
}
