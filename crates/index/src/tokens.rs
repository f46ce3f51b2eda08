//! `Tokens`: words that are cut, as one string that is taken apart without searching it.
//!
//! Each word stands behind its length, written as a character. Behind [`SKIP`], a character says how many
//! positions are passed over: one between two blocks, so that no phrase crosses a paragraph. How far a
//! wider window may reach is told by the [ends](crate::analyzer::PartTokens::ends) of the blocks, a field
//! of its own: large gaps would make every position larger.

use crate::short::Short;

/// Stands before a number of positions to pass over; no word has this length.
const SKIP: char = '\0';

/// Between two blocks.
const BLOCK_END: &str = "\0\u{1}";

/// Where a block ends in the [ends](crate::analyzer::PartTokens::ends) of a part.
pub(crate) const END: &str = "end";

/// The longest word in bytes; longer ones are dropped and counted.
pub(crate) const MAX_WORD_BYTES: usize = 255;

/// Stems have a marker, and some are longer than their word. A length is at most two bytes of UTF-8.
const MAX_PUSHED_BYTES: usize = 0x7ff;

/// The words of one field of one document, to be handed to the engine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tokens(
    /// UTF-8.
    Vec<u8>,
);

impl Tokens {
    /// Appends a word; an empty or monstrous one is none.
    pub(crate) fn push(&mut self, word: &str) {
        if (1..=MAX_PUSHED_BYTES).contains(&word.len())
            && let Some(length) = u32::try_from(word.len()).ok().and_then(char::from_u32)
        {
            self.push_char(length);
            self.push_cut(word);
        }
    }

    /// The same of a short word.
    #[inline]
    pub(crate) fn push_short(&mut self, word: Short) {
        let end = self.0.len() + word.len() + 1;
        self.0.extend_from_slice(&word.to_bytes());
        self.0.truncate(end);
    }

    fn push_char(&mut self, c: char) {
        self.push_cut(c.encode_utf8(&mut [0; 4]));
    }

    /// Appends words of other [`Tokens`].
    pub(crate) fn push_cut(&mut self, words: &str) {
        self.0.extend_from_slice(words.as_bytes());
    }

    /// Ends a block; an empty one leaves no gap. Tells whether it leaves one.
    pub(crate) fn end_block(&mut self) -> bool {
        let leaves_gap = !self.0.is_empty() && !self.0.ends_with(BLOCK_END.as_bytes());
        if leaves_gap {
            self.push_cut(BLOCK_END);
        }
        leaves_gap
    }

    /// Passes over so many positions.
    pub(crate) fn skip(&mut self, mut n: u32) {
        // surrogates are no characters
        const MOST: u32 = 0xd7ff;
        while n > 0 {
            self.push_char(SKIP);
            if let Some(skipped) = char::from_u32(n.min(MOST)) {
                self.push_char(skipped);
            }
            n -= n.min(MOST);
        }
    }

    pub(crate) fn append(&mut self, other: &Self) {
        self.0.extend_from_slice(&other.0);
    }

    pub(crate) fn reserve(&mut self, n_bytes: usize) {
        self.0.reserve(n_bytes);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Words and gaps, one after the other.
    pub(crate) fn pieces(&self) -> Pieces<'_> {
        Pieces { rest: &self.0 }
    }
}

/// How many positions some [`Tokens`] take.
#[inline]
pub(crate) fn n_positions(cut: &str) -> u32 {
    let pieces = Pieces { rest: cut.as_bytes() };
    pieces.map(|piece| if let Piece::Gap(n) = piece { n } else { 1 }).sum()
}

/// The word at the start of `rest` and what follows it; none at the end of a block or of the words.
fn split_bytes(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let (head, length) = head(rest)?;
    rest.get(head..)?.split_at_checked(length)
}

/// How many bytes tell how long a word is, and how long it is.
fn head(rest: &[u8]) -> Option<(usize, usize)> {
    match *rest {
        [0, ..] | [] => None,
        [length @ 1..=0x7f, ..] => Some((1, length.into())),
        [high, low, ..] => Some((2, usize::from(high & 0x1f) << 6 | usize::from(low & 0x3f))),
        _ => None,
    }
}

/// How many positions are passed over at the start of `rest`, and what follows.
fn split_skip(rest: &[u8]) -> Option<(u32, &[u8])> {
    // a number of positions is as long in bytes as its character
    let after = rest.strip_prefix(&[0])?;
    let n_bytes = match *after.first()? {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    };
    let (number, after) = after.split_at_checked(n_bytes)?;
    let number = str::from_utf8(number).ok()?.chars().next()?;
    Some((u32::from(number), after))
}

/// What stands in [`Tokens`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    Word(Cut<'a>),
    /// So many positions are passed over.
    Gap(u32),
}

/// A word of [`Tokens`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut<'a> {
    Short(Short),
    /// Of more letters.
    Long(&'a [u8]),
}

/// Takes [`Tokens`] apart.
#[derive(Clone, Debug)]
pub(crate) struct Pieces<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    #[inline]
    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some((short, rest)) = Short::split(self.rest) {
            self.rest = rest;
            return Some(Piece::Word(Cut::Short(short)));
        }
        if let Some((word, rest)) = split_bytes(self.rest) {
            self.rest = rest;
            return Some(Piece::Word(Cut::Long(word)));
        }
        let (n, rest) = split_skip(self.rest)?;
        self.rest = rest;
        Some(Piece::Gap(n))
    }
}

/// The words, to look at in tests.
#[cfg(test)]
pub(crate) fn words(tokens: &Tokens) -> Vec<String> {
    positions(tokens).into_iter().map(|(word, _)| word).collect()
}

/// The same with their positions.
#[cfg(test)]
pub(crate) fn positions(tokens: &Tokens) -> Vec<(String, usize)> {
    let (mut words, mut position) = (Vec::new(), 0);
    for piece in tokens.pieces() {
        let word = match piece {
            Piece::Gap(n) => {
                position += n as usize;
                continue;
            }
            Piece::Word(Cut::Short(short)) => short.to_bytes()[1..=short.len()].to_vec(),
            Piece::Word(Cut::Long(word)) => word.to_vec(),
        };
        words.push((String::from_utf8(word).unwrap(), position));
        position += 1;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_length_come_back() {
        let mut tokens = Tokens::default();
        let lengths = [1, 9, 10, 127, 128, MAX_WORD_BYTES + 1, MAX_PUSHED_BYTES];
        for length in lengths {
            tokens.push(&"x".repeat(length));
        }
        tokens.push("");
        tokens.push(&"x".repeat(MAX_PUSHED_BYTES + 1));
        assert_eq!(words(&tokens), lengths.map(|length| "x".repeat(length)));
    }

    #[test]
    fn a_block_end_leaves_a_gap_in_the_positions() {
        let mut tokens = Tokens::default();
        tokens.end_block();
        tokens.push("free");
        tokens.push("them");
        tokens.end_block();
        tokens.end_block();
        tokens.push("now");
        let expected = [("free", 0), ("them", 1), ("now", 3)];
        assert_eq!(positions(&tokens), expected.map(|(word, at)| (word.to_owned(), at)));
    }
}
