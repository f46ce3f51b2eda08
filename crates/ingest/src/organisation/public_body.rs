//! Courts, authorities and bodies of states: whom releases address, not who issues them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Whether each entry is a whole name; the others are words of names.
static PUBLIC_BODIES: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    include_str!("../../data/public_bodies.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(class, words)| (words, class == "name"))
        .collect()
});

/// Whether a folded name is a public body's; a coalition for a court is none.
pub(super) fn is_public_body(key: &str) -> bool {
    let is_word = |word: &str| PUBLIC_BODIES.get(word) == Some(&false);
    !key.contains("coalition") && (PUBLIC_BODIES.contains_key(key) || key.split(' ').any(is_word))
}
