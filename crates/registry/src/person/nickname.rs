//! Nicknames and the names they stand for; see `data/README.md`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

static TABLE: &str = include_str!("../../data/nicknames.tsv");

/// The full names of each nickname.
static FULL: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut full: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut names = line.split('\t').flat_map(str::split_whitespace);
        let Some(name) = names.next() else { continue };
        for nickname in names {
            full.entry(nickname).or_default().push(name);
        }
    }
    full
});

/// The names that a given name may stand for, itself among them.
pub(super) fn stands_for(name: &str) -> impl Iterator<Item = &str> {
    std::iter::once(name).chain(FULL.get(name).into_iter().flatten().copied())
}

/// Whether one is a nickname of the other, or both of the same name.
pub(super) fn are_one(a: &str, b: &str) -> bool {
    stands_for(a).any(|name| stands_for(b).any(|other| name == other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nicknames_stand_for_their_names() {
        assert!(are_one("bill", "william"));
        assert!(are_one("will", "bill"));
        assert!(are_one("katya", "ekaterina"));
        assert!(!are_one("bill", "robert"));
        // of two names that share a nickname neither stands for the other
        assert!(!are_one("alexander", "alexandra"));
    }

    #[test]
    fn the_table_is_folded() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            for name in line.split('\t').flat_map(str::split_whitespace) {
                assert_eq!(name, gazetteer::fold(name));
            }
        }
    }
}
