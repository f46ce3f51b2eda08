//! What stands before or around the name of who issues a release, and nothing else.

use std::{cell::RefCell, sync::LazyLock};

use daachorse::DoubleArrayAhoCorasick;

use crate::{
    dateline,
    lexicon::{self, Line},
    met::Met,
    organisation::run,
};

/// What stands before the name of who issues a release.
const ISSUED_BY: &[&str] = &[
    "Source: ",
    "on behalf of the ",
    "on behalf of ",
    "Statement by the ",
    "Statement by ",
    "Oral statement by ",
    "Written statement by ",
    "Joint statement by ",
    "statement by the ",
    "Resolution of the ",
    "déclaration de l'",
    "déclaration de l’",
    "déclaration du ",
    "communiqué de la ",
    "communiqué du ",
    "comunicado de la ",
    "comunicado del ",
    "Erklärung des ",
    "Erklärung der ",
    "Pressemitteilung des ",
    "Pressemitteilung der ",
    "Pressemitteilung von ",
    "Issued by ",
    "Distributed by ",
];
static ISSUED_BY_CUES: LazyLock<DoubleArrayAhoCorasick<usize>> = LazyLock::new(|| {
    DoubleArrayAhoCorasick::new(ISSUED_BY).expect("the cues differ and none is empty")
});

thread_local! {
    static CUES: RefCell<Met<Vec<usize>>> = RefCell::default();
}

/// `About Open Sea`; `About the Network: founded in 2004, the Open Sea Network …` names it in full behind the colon.
pub(super) fn told_about<'t>(line: &Line<'t>) -> Option<&'t str> {
    let is_about =
        |name: &str| name.strip_prefix("About the ").is_some_and(|noun| !noun.contains(' '));
    let runs = run::find(line);
    let full = runs.iter().find(|run| !is_about(run.name) && run.name.contains(' '));
    match runs.first() {
        Some(first) if is_about(first.name) => full.map(|run| run.name),
        first => first.map(|run| run.name),
    }
}

/// Whether only a bracket, a comma and `and` stand between two names.
pub(super) fn are_joined(words: &str, first: &run::Run<'_>, second: &run::Run<'_>) -> bool {
    let Some(between) = words.get(first.start + first.length..second.start) else { return false };
    let between = run::after_bracket(between.trim_start()).trim_matches([',', ' ']);
    between.len() <= 12
        && between.split_whitespace().next().is_none_or(|word| {
            matches!(word, "and" | "et" | "y" | "e" | "und" | "и" | "the" | "la" | "le" | "die")
        })
}

/// `SUVA, 4 Dec (Open Sea News) - The …`: the name in parentheses before the dash of a dateline.
pub(super) fn source_of_wire(words: &str) -> Option<&str> {
    const FARTHEST: usize = 60;
    let open = words.find('(').filter(|open| (1..=FARTHEST).contains(open))?;
    let (name, rest) = words[open + 1..].split_once(')')?;
    let is_name = (2..=6).contains(&name.split_whitespace().count())
        && name.starts_with(char::is_uppercase)
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | '/' | ':'))
        && !lexicon::is_place(name);
    // `(OPEN SEA NEWS).- The`
    let is_dash = rest.trim_start_matches('.').trim_start().starts_with(['-', '–', '—']);
    (is_name && is_dash && dateline::opens(words)).then_some(name)
}

/// `Ada Roe, directora, Casa de las Voces`: the name behind person and role.
pub(super) fn behind_signer(line: &str) -> Option<&str> {
    let mut pieces = line.split(',').map(str::trim);
    let (person, role, name) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let is_name = name.starts_with(char::is_uppercase)
        && (2..=8).contains(&name.split_whitespace().count())
        && !lexicon::has_role(name)
        && gazetteer::resolve(name).is_none();
    (lexicon::is_name(person) && lexicon::has_role(role) && is_name && pieces.next().is_none())
        .then_some(name)
}

/// Where each cue of [`ISSUED_BY`] that a line has ends for the first time, in the order of the cues.
pub(super) fn after_issued_by(words: &str) -> Vec<usize> {
    CUES.with_borrow_mut(|cues| cues.get_or(words, || find_issued_by(words)))
}

fn find_issued_by(words: &str) -> Vec<usize> {
    let mut ends: Vec<(usize, usize)> = ISSUED_BY_CUES
        .find_overlapping_iter(words.as_bytes())
        .map(|met| (met.value(), met.end()))
        .collect();
    ends.sort_unstable();
    ends.dedup_by_key(|(cue, _)| *cue);
    ends.into_iter().map(|(_, end)| end).collect()
}

pub(super) fn after_news_from(line: &str) -> &str {
    ["NEWS FROM THE ", "NEWS FROM ", "News from the ", "News from ", "A project of "]
        .iter()
        .find_map(|head| line.strip_prefix(head))
        .unwrap_or(line)
}
