//! `Input`: the characters of a query that can be seen, each with its place.

use std::ops::Range;

use release::Span;

use crate::{Error, limits};

/// What was typed, without control characters and without marks that only steer the direction of
/// text; every kind of blank is a space.
#[derive(Debug)]
pub(crate) struct Input {
    letters: Vec<(usize, char)>,
    len: usize,
}

impl Input {
    /// Looks at the length before it looks at anything else.
    pub(crate) fn read(text: &str) -> Result<Self, Error> {
        if text.len() > limits::MAX_BYTES {
            let span = Span::new(limits::MAX_BYTES, text.len());
            return Err(Error::TooLong { bytes: text.len(), span });
        }
        let letters = text.char_indices().filter_map(|(at, c)| Some((at, visible(c)?))).collect();
        Ok(Self { letters, len: text.len() })
    }

    /// The character of that number, counted from 0.
    pub(crate) fn get(&self, index: usize) -> Option<char> {
        self.letters.get(index).map(|&(_, c)| c)
    }

    /// The character before that number.
    pub(crate) fn before(&self, index: usize) -> Option<char> {
        self.get(index.checked_sub(1)?)
    }

    /// Where these characters stand in what was typed.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let start = self.letters.get(range.start).map_or(self.len, |&(at, _)| at);
        let end = match range.end.checked_sub(1).and_then(|last| self.letters.get(last)) {
            Some(&(at, c)) => at + c.len_utf8(),
            None => start,
        };
        Span::new(start, end.max(start))
    }

    /// All characters, with single blanks between words and none at the ends.
    pub(crate) fn tidy(&self) -> String {
        tidy(&self.letters.iter().map(|&(_, c)| c).collect::<String>())
    }
}

/// Single blanks between words, none at the ends.
pub(crate) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text for a message: cut short where it is long.
pub(crate) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The character as it is read, if it can be seen.
fn visible(c: char) -> Option<char> {
    match c {
        _ if c.is_whitespace() => Some(' '),
        _ if c.is_control() || steers_text(c) || is_annotation(c) => None,
        // soft hyphen, zero-width space, word joiner, byte order mark
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => None,
        _ => Some(c),
    }
}

/// Marks, embeddings and isolates that set the direction of text.
fn steers_text(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Annotations and tags, which no font shows.
fn is_annotation(c: char) -> bool {
    matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_not_read() {
        let input = Input::read("\u{202e}a\u{0}\u{a0}\tb\u{feff}\u{200b} ").unwrap();
        assert_eq!(input.tidy(), "a b");
    }

    #[test]
    fn places_are_those_of_what_was_typed() {
        let text = "\u{feff}é\u{3000}ü";
        let input = Input::read(text).unwrap();
        assert_eq!(input.span(0..1).of(text), "é");
        assert_eq!(input.span(2..3).of(text), "ü");
        assert_eq!(input.span(0..3).of(text), "é\u{3000}ü");
        assert_eq!(input.span(3..3), Span::new(text.len(), text.len()));
    }
}
