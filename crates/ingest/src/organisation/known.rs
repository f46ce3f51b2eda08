//! Well-known issuers, from `data/organisations.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::layout::phrase;

/// The folded full name of each folded name.
static KNOWN: LazyLock<FxHashMap<String, String>> = LazyLock::new(|| {
    let mut known = FxHashMap::default();
    for line in
        include_str!("../../data/organisations.tsv").lines().filter(|line| !line.starts_with('#'))
    {
        let Some((full, others)) = line.split_once('\t') else { continue };
        let folded = fold(full);
        for other in others.split(';').filter(|other| !other.is_empty()) {
            known.insert(fold(other), folded.clone());
        }
        known.insert(folded.clone(), folded);
    }
    known
});

/// The longest known name has this many words.
pub(super) const LONGEST: usize = 9;

pub(super) fn fold(name: &str) -> String {
    phrase::fold_words(name, 16).join(" ")
}

/// Whether a name is one of a well-known issuer.
pub(crate) fn is_known(name: &str) -> bool {
    name.len() <= 120 && KNOWN.contains_key(&fold(name))
}

/// The folded full name behind a folded name.
pub(super) fn full(folded: &str) -> Option<&'static str> {
    KNOWN.get(folded).map(String::as_str)
}
