//! The organisations named in a line: well-known ones anywhere, and those that their kind, marks or capitals show.

use crate::{
    lexicon::{self, Line, Seen, traits},
    organisation::{
        known,
        script::{Found, arabic_at, behind_kind_at, is_arabic, quoted_at, romance_at},
        shaped::shaped_at,
        unspaced,
        word::{Words, after_elision, bare, cut_ending, is_joint, is_mark},
    },
};

/// A run of words that names an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run<'t> {
    pub(super) name: &'t str,
    pub(super) start: usize,
    /// The bytes of the name as it stands, possessive ending included.
    pub(super) length: usize,
    /// `the Network’s`.
    pub(super) is_possessive: bool,
    /// It has an organisation word or is well known; an acronym alone is weak.
    pub(super) is_strong: bool,
}

/// A run of capitals has no more words than this.
pub(super) const LONGEST_RUN: usize = 14;

/// The first organisation named in a line.
pub(super) fn first<'t>(line: &Line<'t>) -> Option<Run<'t>> {
    find_up_to(line, 1).into_iter().next()
}

/// The organisations named in a line.
pub(super) fn find<'t>(line: &Line<'t>) -> Vec<Run<'t>> {
    find_up_to(line, usize::MAX)
}

fn find_up_to<'t>(looked_up: &Line<'t>, most: usize) -> Vec<Run<'t>> {
    let line = looked_up.text;
    if lexicon::is_unspaced(line) {
        return unspaced::find(line);
    }
    let mut runs = Vec::new();
    let seen = looked_up.words;
    let tells = |seen: &Seen| {
        seen.is(traits::ORGANISATION | traits::OPENS_KNOWN | traits::UPPER)
            || !seen.is(traits::PLAIN)
            // `«Открытый суд»`
            || seen.bare_start() != seen.start()
    };
    // the words that may make a run of capitals an organisation
    let telling = (0..seen.len()).filter(|idx| tells(&seen[*idx]));
    let mut telling = telling.peekable();
    // no name opens with a small letter, but behind an elision
    let is_small = |seen: &Seen| {
        seen.is(traits::SMALL) && seen.is(traits::PLAIN) || {
            let (_, word) = after_elision((seen.start(), looked_up.as_written(seen)));
            word.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
        }
    };
    let words = Words(looked_up);
    let mut idx = 0;
    while idx < seen.len() && runs.len() < most {
        let word = &seen[idx];
        if is_small(word) {
            idx += 1;
            continue;
        }
        let may_follow_kind = idx > 0
            && (seen[idx - 1].is(traits::ORGANISATION | traits::UPPER)
                || !seen[idx - 1].is(traits::PLAIN));
        let behind_kind =
            if may_follow_kind { behind_kind_at(looked_up, words, idx) } else { None };
        if behind_kind.is_none()
            && let Some(end) = end_of_plain(looked_up, idx)
        {
            idx = end;
            continue;
        }
        while telling.next_if(|told| *told < idx).is_some() {}
        if behind_kind.is_none() {
            let Some(told) = telling.peek() else { break };
            if *told >= idx + LONGEST_RUN {
                idx += 1;
                continue;
            }
        }
        let known =
            || word.is(traits::OPENS_KNOWN).then(|| known_at(looked_up, words, idx)).flatten();
        let found = known()
            .or_else(|| quoted_at(line, words, idx))
            .or_else(|| arabic_at(line, words, idx))
            .or_else(|| {
                let is_no_kind = word.is(traits::ASCII) && !word.is(traits::ORGANISATION);
                let romance = if is_no_kind { None } else { romance_at(line, words, idx) };
                longer_of(romance, shaped_at(looked_up, words, idx))
            })
            .or(behind_kind);
        if let Some((run, end)) = found {
            runs.push(run);
            idx = end;
        } else {
            idx += 1;
        }
    }
    runs
}

/// Where a run of capitals ends that names no organisation, as nearly all of running text, for none of its words
/// tells of one; `None` where more must be asked.
fn end_of_plain(line: &Line<'_>, idx: usize) -> Option<usize> {
    let words = &line.words[idx..];
    for (n_before, seen) in words.iter().enumerate().take(LONGEST_RUN) {
        let is_plain = seen.is(traits::ASCII)
            && !seen.is(traits::ORGANISATION | traits::OPENS_KNOWN | traits::UPPER)
            && seen.bare_start() == seen.start();
        if !is_plain {
            return None;
        }
        if seen.is(traits::SMALL) && !is_joint(line.as_written(seen)) {
            return Some(idx + n_before + 1);
        }
    }
    Some(if words.len() > LONGEST_RUN { idx + 1 } else { line.words.len() })
}

/// The longest well-known name at a word.
fn known_at<'t>(
    looked_up: &Line<'t>,
    words: Words<'_, 't>,
    idx: usize,
) -> Option<(Run<'t>, usize)> {
    let line = looked_up.text;
    let (start, first) = words.at(idx);
    let opens = bare(first).chars().next().is_some_and(|c| !c.is_lowercase());
    if !opens {
        return None;
    }
    // the keys of two words tell whether a name of several words begins with them
    let plain_key = |idx: usize| {
        let seen = looked_up.words.get(idx)?;
        let (start, word) = words.at(idx);
        let is_plain = seen.is(traits::ASCII)
            && start == seen.start()
            && word.is_ascii()
            && !looked_up.bare(seen).is_empty();
        is_plain.then_some(seen.key)
    };
    let is_lone = match (plain_key(idx), plain_key(idx + 1)) {
        (Some(first), Some(second)) => !known::begins(first, second),
        _ => false,
    };
    let longest = if is_lone { idx + 1 } else { words.len().min(idx + known::LONGEST) };
    (idx + 1..=longest).rev().find_map(|end| {
        let (last_start, last) = words.at(end - 1);
        let whole = &line[start..last_start + last.len()];
        let (name, is_possessive) = cut_ending(whole);
        let name = name.trim_start_matches(is_mark);
        // `Memorial`, `Liberty`, `CARE` alone are words like others.
        let is_distinct =
            name.contains([' ', '.']) || (name.chars().count() > 1 && !is_common(name));
        (is_distinct
            && known::full(&known::fold(name)).is_some()
            && (name.chars().any(char::is_uppercase) || is_arabic(name)))
        .then(|| {
            let start = start + (whole.len() - whole.trim_start_matches(is_mark).len());
            let length = last_start + last.len() - start;
            (Run { name, start, length, is_possessive, is_strong: true }, end)
        })
    })
}

fn is_common(name: &str) -> bool {
    matches!(
        name,
        "Memorial"
            | "Liberty"
            | "CARE"
            | "Caritas"
            | "CAN"
            | "RAN"
            | "Care"
            | "Redress"
            | "DRC"
            | "LIBERTY"
    )
}

fn longer_of<'t>(one: Found<'t>, other: Found<'t>) -> Found<'t> {
    match (&one, &other) {
        (Some((first, _)), Some((second, _))) if second.length > first.length => other,
        (None, _) => other,
        _ => one,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<String> {
        let words = lexicon::look_up(line);
        let runs = find(&Line { text: line, words: &words });
        runs.into_iter().map(|run| run.name.to_owned()).collect()
    }

    #[test]
    fn organisations_are_runs_of_capitals_with_small_words_inside() {
        assert_eq!(
            names(
                "Today the Coalition for the Open Sea’s council met Amnesty International in Geneva, Ada Roe of OSN said."
            ),
            ["Coalition for the Open Sea", "Amnesty International", "OSN"]
        );
    }
}
