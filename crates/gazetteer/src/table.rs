//! The tables of `data/`, parsed once.

use std::sync::OnceLock;

use release::Country;

/// A country as the table knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its alpha-3 code.
    pub country: Country,
    /// Its ISO 3166-1 alpha-2 code; `XK` for Kosovo.
    pub alpha2: &'static str,
    /// Its English name, for display.
    pub name: &'static str,
    /// Its region, as in UN M49.
    pub region: &'static str,
}

/// Every country and territory, sorted by alpha-3 code.
pub fn all() -> &'static [Entry] {
    static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| rows(include_str!("../data/countries.tsv")).map(entry).collect())
}

/// Whether the code is a country's or a territory's.
pub fn exists(country: Country) -> bool {
    find(country).is_some()
}

/// The English name for display; an unknown code gives an empty name.
///
/// # Examples
///
/// ```
/// let congo = release::Country::new("COD").unwrap();
/// assert_eq!(gazetteer::name(congo), "Democratic Republic of the Congo");
/// ```
pub fn name(country: Country) -> &'static str {
    find(country).map_or("", |entry| entry.name)
}

/// The alpha-2 code; an unknown alpha-3 code gives an empty one.
pub fn alpha2(country: Country) -> &'static str {
    find(country).map_or("", |entry| entry.alpha2)
}

/// The region of UN M49, such as `Central Asia`; empty for an unknown code.
pub fn region(country: Country) -> &'static str {
    find(country).map_or("", |entry| entry.region)
}

/// The rows of a table: lines split at tabs, without comments.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

/// The code of a table's cell.
pub(crate) fn country(code: &str) -> Country {
    Country::new(code).expect("the tables hold alpha-3 codes")
}

fn find(country: Country) -> Option<&'static Entry> {
    let entries = all();
    entries.binary_search_by_key(&country, |entry| entry.country).ok().map(|at| &entries[at])
}

fn entry(row: Vec<&'static str>) -> Entry {
    let [code, alpha2, region, name] = row[..] else {
        panic!("a row of countries.tsv has four cells: {row:?}");
    };
    Entry { country: country(code), alpha2, name, region }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_iso_country_and_kosovo_is_there() {
        assert_eq!(all().len(), 250);
        assert!(exists(country("XKX")));
        assert!(!exists(country("SUN")));
    }

    #[test]
    fn codes_are_sorted_and_names_are_unique() {
        assert!(all().is_sorted_by(|a, b| a.country < b.country));
        let mut names: Vec<_> = all().iter().map(|entry| entry.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all().len());
    }

    #[test]
    fn regions_are_those_of_m49() {
        assert_eq!(region(country("KAZ")), "Central Asia");
        assert_eq!(region(country("ZAF")), "Southern Africa");
    }
}
