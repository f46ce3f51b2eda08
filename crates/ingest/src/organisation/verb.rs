//! Verbs by which bodies speak.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lexicon;

static ISSUER_VERBS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/issuer_verbs.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
});

/// Verbs by which organisations speak in a lede.
pub(super) fn is_saying(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.len() <= 40 && lexicon::with_lower(word, |lower| ISSUER_VERBS.contains(lower))
}

/// Verbs of several bodies, as `say`; nouns are spelt like some.
pub(super) fn is_plural_saying(word: &str) -> bool {
    matches!(
        word,
        "say"
            | "urge"
            | "condemn"
            | "warn"
            | "welcome"
            | "call"
            | "ask"
            | "demand"
            | "denounce"
            | "applaud"
    )
}
