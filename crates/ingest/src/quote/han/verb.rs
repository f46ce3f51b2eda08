//! The verb of saying that begins a passage, with what may stand before it, and figures that are told like words.

use crate::quote::han::{
    is_han,
    office::parenthesis,
    words::{ADVERBS, FEELS, FIGURES, PLAIN_VERBS, SOURCES, TITLES, VERBS},
};

/// A frame between a name and its verb has no more characters.
const LONGEST_FRAME: usize = 14;
/// `去年整理的资料`: between a body and the comma behind its figures.
const LONGEST_FIGURES: usize = 10;

/// Whether a verb of saying begins a passage, an adverb before it at most.
pub(super) fn says(passage: &str) -> bool {
    verb(passage).is_some()
}

/// How many bytes the verb of saying that begins a passage has, with what stands before it: an adverb, where or to
/// whom it was said.
pub(super) fn verb(passage: &str) -> Option<usize> {
    let title = TITLES.iter().find(|title| passage.starts_with(**title)).map_or(0, |it| it.len());
    // `张国强（工会秘书长）说`
    let title = title + parenthesis(&passage[title..]).map_or(0, |(_, length)| length);
    let passage = &passage[title..];
    let adverb =
        ADVERBS.iter().find(|adverb| passage.starts_with(**adverb)).map_or(0, |it| it.len());
    let behind = &passage[adverb..];
    let plain = VERBS.iter().find(|verb| behind.starts_with(**verb)).map(|verb| verb.len());
    plain.or_else(|| framed_verb(behind)).map(|verb| title + adverb + verb)
}

/// `在记者会上表示`, `对记者说`: one past a verb behind where or to whom it was said.
fn framed_verb(passage: &str) -> Option<usize> {
    let is_place = passage.starts_with(['在', '于', '於']);
    let is_hearer = passage.starts_with(['对', '對', '向']);
    if !is_place && !is_hearer {
        return None;
    }
    let ends_place = ['上', '中', '时', '時', '后', '後', '里', '裡', '内', '內'];
    let mut before = passage.chars().next()?;
    for (at, letter) in passage.char_indices().skip(1).take(LONGEST_FRAME) {
        let may_end = is_hearer || ends_place.contains(&before);
        let rest = &passage[at..];
        let verb = PLAIN_VERBS.iter().find(|verb| may_end && rest.starts_with(**verb));
        if let Some(verb) = verb {
            return Some(at + verb.len());
        }
        if !is_han(letter) {
            return None;
        }
        before = letter;
    }
    None
}

/// `则担心`: whether somebody thinks or does what follows; a pronoun may mean them then.
pub(super) fn feels(passage: &str) -> bool {
    let adverb = ADVERBS.iter().find(|adverb| passage.starts_with(**adverb));
    let behind = adverb.map_or(passage, |adverb| &passage[adverb.len()..]);
    FEELS.iter().any(|verb| behind.starts_with(verb))
}

/// Whether a passage ends in `根据`, which leads to whose figures follow.
pub(super) fn is_source(passage: &str) -> bool {
    SOURCES.iter().any(|source| passage.ends_with(source))
}

/// How many bytes `的统计，` has, if it begins a passage.
pub(super) fn figures(passage: &str) -> Option<usize> {
    let comma = passage.find([',', '，'])?;
    let figures = &passage[..comma];
    let is_short = figures.chars().count() <= LONGEST_FIGURES && figures.chars().all(is_han);
    (is_short && FIGURES.iter().any(|noun| figures.ends_with(noun)))
        .then(|| comma + passage[comma..].chars().next().map_or(0, char::len_utf8))
}
