//! Well-known issuers, from `data/organisations.tsv`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{layout::phrase, lexicon};

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("../../data/organisations.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
}

static NAMES: LazyLock<FxHashMap<String, &'static str>> =
    LazyLock::new(|| rows().map(|(full, _)| (fold(full), full)).collect());

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

/// The folded first words of all names, so that most words need no look-up.
pub(crate) fn openers() -> impl Iterator<Item = &'static str> {
    let names: &'static FxHashMap<String, String> = &KNOWN;
    names.keys().filter_map(|name| name.split(' ').next())
}

/// The keys of the first two words of all names that have as many.
static PAIRS: LazyLock<FxHashSet<(u64, u64)>> = LazyLock::new(|| {
    let pair = |name: &String| {
        let mut words = name.split(' ').map(lexicon::key);
        Some((words.next()?, words.next()?))
    };
    KNOWN.keys().filter_map(pair).collect()
});

/// Whether some name of several words begins with two of these keys.
pub(super) fn begins(first: u64, second: u64) -> bool {
    PAIRS.contains(&(first, second))
}

/// The longest known name has this many words.
pub(super) const LONGEST: usize = 9;

pub(super) fn fold(name: &str) -> String {
    phrase::fold(name, 16)
}

/// Whether a name is one of a well-known issuer.
pub(crate) fn is_known(name: &str) -> bool {
    name.len() <= 120 && may_open(name) && KNOWN.contains_key(&fold(name))
}

/// The keys of the first words of all names.
static OPENERS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| openers().map(lexicon::key).collect());

/// Whether some name may begin with the first word of this one.
fn may_open(name: &str) -> bool {
    phrase::plain_opener(name).is_none_or(|word| OPENERS.contains(&lexicon::key(word)))
}

/// The full name behind a folded full name, as it is written.
pub(super) fn full_name(key: &str) -> Option<&'static str> {
    NAMES.get(key).copied()
}

/// Well-known names in `line`, where words are written without blanks.
pub(super) fn in_unspaced(line: &str) -> Vec<(usize, &'static str)> {
    rows()
        .flat_map(|(full, others)| std::iter::once(full).chain(others.split(';')))
        .filter(|name| lexicon::is_unspaced(name) && !name.is_empty())
        .filter_map(|name| Some((line.find(name)?, name)))
        .collect()
}

/// The folded full name behind a folded name.
pub(super) fn full(folded: &str) -> Option<&'static str> {
    KNOWN.get(folded).map(String::as_str)
}
