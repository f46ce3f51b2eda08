//! Regions of the world by name, with their countries.

use std::sync::LazyLock;

use release::Country;
use rustc_hash::FxHashMap;

use crate::{fold, table::all};

/// The wider regions of UN M49 with the sub-regions of `data/countries.tsv` that they hold.
const WIDER: [(&str, &[&str]); 8] = [
    ("Africa", AFRICA),
    ("Americas", AMERICAS),
    (
        "Asia",
        &["Central Asia", "Eastern Asia", "South-eastern Asia", "Southern Asia", "Western Asia"],
    ),
    ("Europe", &["Eastern Europe", "Northern Europe", "Southern Europe", "Western Europe"]),
    ("Latin America", &["Caribbean", "Central America", "South America"]),
    ("Latin America and the Caribbean", &["Caribbean", "Central America", "South America"]),
    ("Oceania", &["Australia and New Zealand", "Melanesia", "Micronesia", "Polynesia"]),
    (
        "Sub-Saharan Africa",
        &["Eastern Africa", "Middle Africa", "Southern Africa", "Western Africa"],
    ),
];

const AFRICA: &[&str] =
    &["Eastern Africa", "Middle Africa", "Northern Africa", "Southern Africa", "Western Africa"];

const AMERICAS: &[&str] = &["Caribbean", "Central America", "Northern America", "South America"];

/// The region that a typed name means, as M49 spells it: `West Africa` is `Western Africa`.
///
/// # Examples
///
/// ```
/// assert_eq!(gazetteer::find_region("west africa"), Some("Western Africa"));
/// assert_eq!(gazetteer::find_region("Southeast Asia"), Some("South-eastern Asia"));
/// assert_eq!(gazetteer::find_region("Kenya"), None);
/// ```
pub fn find_region(name: &str) -> Option<&'static str> {
    static NAMES: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
        let wider = WIDER.iter().map(|(name, _)| *name);
        all().iter().map(|entry| entry.region).chain(wider).map(|name| (key(name), name)).collect()
    });
    NAMES.get(&key(name)).copied()
}

/// The countries of a region, by their codes; none for what is no region.
///
/// # Examples
///
/// ```
/// let codes: Vec<String> =
///     gazetteer::countries_of("Central Asia").map(|country| country.to_string()).collect();
/// assert_eq!(codes, ["KAZ", "KGZ", "TJK", "TKM", "UZB"]);
/// ```
pub fn countries_of(region: &str) -> impl Iterator<Item = Country> {
    let wider = WIDER.iter().find(|(name, _)| *name == region).map_or(&[][..], |(_, held)| held);
    all()
        .iter()
        .filter(move |entry| entry.region == region || wider.contains(&entry.region))
        .map(|entry| entry.country)
}

/// `Western` and `West`, `South-eastern` and `Southeast` are one.
fn key(name: &str) -> String {
    let mut key = fold(name);
    key.retain(char::is_alphabetic);
    key.replace("ern", "").trim_start_matches("the").to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn wider_regions_hold_sub_regions_that_are_there() {
        let known: BTreeSet<&str> = all().iter().map(|entry| entry.region).collect();
        for (name, held) in WIDER {
            assert!(held.iter().all(|region| known.contains(region)), "{name}");
        }
        assert_eq!(countries_of("Africa").count(), 60);
        assert_eq!(countries_of("Atlantis").count(), 0);
    }

    #[test]
    fn every_region_goes_by_its_own_name_and_no_two_names_are_confused() {
        for region in all().iter().map(|entry| entry.region).chain(WIDER.map(|(name, _)| name)) {
            assert_eq!(find_region(&region.to_uppercase()), Some(region));
            assert!(countries_of(region).next().is_some(), "{region}");
        }
    }
}
