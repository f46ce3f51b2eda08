//! Runs of capitals that may be a body's name.

use super::LONGEST;
use crate::{
    lexicon::{self, Line, traits},
    organisation::actor,
    quote::is_given_name,
};

/// A run of capitals from a word on.
pub(super) struct Piece {
    pub(super) end: usize,
    pub(super) n_words: usize,
    pub(super) is_marked: bool,
}

/// Given names that open names of bodies more often.
const OPENS_BODIES: [&str; 28] = [
    "Clean", "Dawn", "Earth", "Equality", "Fair", "Faith", "Forest", "Free", "Freedom", "Grace",
    "Green", "Hope", "Joy", "Justice", "Liberty", "Ocean", "Open", "Peace", "Press", "Rights",
    "River", "Safe", "Save", "Star", "Sunrise", "Unity", "Water", "Women",
];

/// Whether a person's name begins at a word, or an office or a title stands before it.
pub(super) fn is_person(line: &Line<'_>, first: usize) -> bool {
    let is_titled = first.checked_sub(1).is_some_and(|before| {
        let before = line.bare(&line.words[before]);
        actor::is_office(before) || lexicon::with_lower(before, lexicon::is_honorific)
    });
    let opening = line.bare(&line.words[first]);
    is_titled
        || is_given_name(opening) && !OPENS_BODIES.contains(&opening)
        || actor::is_office(opening)
        || lexicon::with_lower(opening, lexicon::is_honorific)
}

pub(super) fn is_inside(line: &Line<'_>, first: usize) -> bool {
    first.checked_sub(1).is_some_and(|before| {
        let before = line.as_written(&line.words[before]);
        !before.ends_with(['.', '!', '?', ':', '”', '"', '»', '“'])
            && line.words[first].bare_start() == line.words[first].start()
    })
}

pub(super) fn piece_at(line: &Line<'_>, first: usize) -> Option<Piece> {
    let opening = &line.words[first];
    let is_opener = |idx: usize| line.is(idx, traits::CAPITAL) && !line.is(idx, traits::NUMERIC);
    let bare = line.bare(opening);
    let is_small = opening.is(traits::FUNCTION) && !opening.is(traits::UPPER)
        || bare.chars().nth(1).is_none()
        || matches!(bare, "Somos" | "Desde" | "According" | "Según" | "Selon" | "Segundo" | "Laut");
    if !is_opener(first) || is_small {
        return None;
    }
    let is_acronym = opening.is(traits::UPPER) && lexicon::is_acronym(line.bare(opening));
    let (mut end, mut n_words) = (first, 0);
    for idx in first..line.words.len().min(first + LONGEST) {
        let seen = &line.words[idx];
        let written = line.as_written(seen);
        if is_opener(idx) {
            if idx > first && seen.bare_start() != seen.start() {
                break;
            }
            // `OSN General Secretary`: an abbreviation is a name by itself
            if idx > first && is_acronym && !seen.is(traits::UPPER) {
                break;
            }
            let is_of_another = seen.is(traits::ROLE | traits::DATE | traits::MONTH);
            if is_of_another && idx > first {
                break;
            }
            if is_of_another {
                return None;
            }
            end = idx + 1;
            n_words += 1;
        } else if idx == first || !(written == "&" || is_link(written)) {
            break;
        }
        let goes_on = written == "&" || written.ends_with(['\'', '’']);
        if !written.ends_with(char::is_alphanumeric) && !goes_on {
            break;
        }
        if written.ends_with("’s") || written.ends_with("'s") {
            break;
        }
    }
    let last = line.as_written(&line.words[end - 1]);
    let is_marked = line.as_written(opening).starts_with(['“', '«', '„', '"'])
        && last.trim_end_matches([',', '.']).ends_with(['”', '»', '“', '"']);
    Some(Piece { end, n_words, is_marked })
}

/// Small words inside a name; `and` rather joins two.
fn is_link(word: &str) -> bool {
    actor::is_link(word)
        || matches!(word, "con" | "com" | "avec" | "mit" | "sans" | "die" | "das" | "den")
}
