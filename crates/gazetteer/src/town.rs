//! Towns by name, for the place of a dateline; running text is not searched for them.

use std::sync::OnceLock;

use release::Country;

use crate::{fold, sorted, table::rows};

/// Folded names and the countries in which nearly all live who live in towns of that name.
const TOWNS: &str = include_str!("../data/towns.tsv");

/// The country of a town named alone, such as the place of a dateline.
///
/// # Examples
///
/// ```
/// assert_eq!(gazetteer::town("Görlitz"), release::Country::new("DEU"));
/// assert_eq!(gazetteer::town("Магадан"), release::Country::new("RUS"));
/// assert_eq!(gazetteer::town("Nowhere"), None);
/// ```
pub fn town(name: &str) -> Option<Country> {
    let folded = fold(name);
    let code = in_places(&folded).or_else(|| sorted::find(TOWNS, &folded))?;
    Country::new(code)
}

/// The cities of `places.tsv`, which are chosen by hand.
fn in_places(folded: &str) -> Option<&'static str> {
    static PLACES: OnceLock<Vec<(String, &'static str)>> = OnceLock::new();
    let places = PLACES.get_or_init(|| {
        let cities = rows(include_str!("../data/places.tsv")).filter(|row| row[1] == "city");
        let mut places: Vec<_> = cities
            .flat_map(|row| row[2].split('|').map(move |name| (fold(name), row[0])))
            .collect();
        places.sort_unstable();
        places
    });
    let at = places.binary_search_by(|(name, _)| name.as_str().cmp(folded)).ok()?;
    Some(places[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_found() {
        for row in rows(TOWNS) {
            assert_eq!(sorted::find(TOWNS, row[0]), Some(row[1]), "{}", row[0]);
        }
    }

    #[test]
    fn the_table_is_folded_as_names_are() {
        let other: Vec<_> =
            rows(TOWNS).filter(|row| fold(row[0]) != row[0]).map(|row| row[0]).collect();
        assert!(other.is_empty(), "{} {other:?}", other.len());
    }
}
