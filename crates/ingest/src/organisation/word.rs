//! The words of a line without what hangs on them: elided articles, endings of possessives, signs; and the small ones
//! that join a name.

use crate::lexicon::Line;

/// The words of a line with their offsets.
pub(super) fn word_indices(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &line[at..];
        let lead = rest.len() - rest.trim_start().len();
        let word = &rest[lead..];
        let is_blank = |c: char| c == ' ' || (c != '!' && c.is_whitespace());
        let length = word.find(is_blank).unwrap_or(word.len());
        let start = at + lead;
        at = start + length;
        (length > 0).then(|| (start, &word[..length]))
    })
}

/// The words of a line with their offsets, behind their elisions.
#[derive(Clone, Copy)]
pub(super) struct Words<'l, 't>(pub(super) &'l Line<'t>);

impl<'t> Words<'_, 't> {
    pub(super) fn len(self) -> usize {
        self.0.words.len()
    }

    #[inline]
    pub(super) fn get(self, idx: usize) -> Option<(usize, &'t str)> {
        let seen = self.0.words.get(idx)?;
        Some(after_elision((seen.start(), self.0.as_written(seen))))
    }

    /// The word of that number, nothing behind the last.
    #[inline]
    pub(super) fn at(self, idx: usize) -> (usize, &'t str) {
        self.get(idx).unwrap_or((self.0.text.len(), ""))
    }

    /// How many words begin before a byte.
    pub(super) fn n_before(self, end: usize) -> usize {
        (0..self.len()).position(|idx| self.at(idx).0 >= end).unwrap_or(self.len())
    }
}

/// `d’Amnesty` → `Amnesty`.
#[inline]
pub(super) fn after_elision((start, word): (usize, &str)) -> (usize, &str) {
    if matches!(word.as_bytes().first(), Some(b'd' | b'D' | b'l' | b'L' | b'q')) {
        cut_elision(start, word)
    } else {
        (start, word)
    }
}

fn cut_elision(start: usize, word: &str) -> (usize, &str) {
    let elided = ["d’", "d'", "l’", "l'", "L’", "L'", "D’", "D'", "qu’", "qu'"]
        .iter()
        .find(|elided| word.starts_with(**elided) && word.len() > elided.len() + 2);
    match elided {
        Some(elided) => (start + elided.len(), &word[elided.len()..]),
        None => (start, word),
    }
}

pub(super) fn bare(word: &str) -> &str {
    if let [first, .., last] = word.as_bytes()
        && first.is_ascii_alphanumeric()
        && last.is_ascii_alphanumeric()
    {
        return word;
    }
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Without the ending of a possessive and punctuation.
pub(super) fn cut_ending(whole: &str) -> (&str, bool) {
    // most words end in a letter that ends no possessive
    if whole.as_bytes().last().is_some_and(|last| last.is_ascii_alphanumeric() && *last != b's') {
        return (whole, false);
    }
    let name = whole.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let name = if name.ends_with("Inc.") { name } else { name.trim_end_matches('.') };
    for ending in ["’s", "'s"] {
        if let Some(name) = name.strip_suffix(ending) {
            return (name, true);
        }
    }
    (name, whole.ends_with('’') || whole.ends_with('\''))
}

/// Past `(ABBR)` after a name.
pub(super) fn after_bracket(after: &str) -> &str {
    match after.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
        Some((inner, rest)) if inner.len() <= 24 => rest.trim_start(),
        _ => after,
    }
}

pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '(' | '«' | '[' | '*' | '‘' | '\'')
}

/// What joins two names.
pub(super) fn is_and(word: &str) -> bool {
    matches!(word, "and" | "et" | "y" | "e" | "und" | "и")
}

/// Small words inside a name.
pub(super) fn is_joint(word: &str) -> bool {
    matches!(
        word,
        "of" | "for"
            | "por"
            | "el"
            | "the"
            | "and"
            | "on"
            | "in"
            | "to"
            | "sin"
            | "sem"
            | "ohne"
            | "against"
            | "de"
            | "des"
            | "du"
            | "pour"
            | "la"
            | "les"
            | "del"
            | "los"
            | "las"
            | "para"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "für"
            | "der"
            | "gegen"
            | "and/or"
            | "et"
            | "y"
            | "e"
            | "und"
            | "без"
            | "по"
            | "за"
            | "и"
            | "contre"
            | "contra"
            | "per"
            | "with"
            | "without"
    )
}
