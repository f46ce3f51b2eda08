//! `Tokens`: words that arrive cut, as one string that the engine takes apart without allocating.
//!
//! Words are parted by blanks; a line end is the gap between two blocks, so that no phrase crosses a
//! paragraph.

use query::limits;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// How many positions a block end takes: the widest window does not reach across.
pub(crate) const BLOCK_GAP: u32 = 1032;

const _: () = assert!(BLOCK_GAP as usize >= limits::MAX_SLOP as usize + limits::MAX_PHRASE_WORDS);

/// Behind it blocks have no gap, for positions end at `u32::MAX`: no text of words is so long.
const LAST_GAP: usize = 1 << 31;

/// The longest word in bytes; longer ones are dropped and counted.
pub(crate) const MAX_WORD_BYTES: usize = 255;

/// The words of one field of one document, to be handed to the engine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tokens(String);

impl Tokens {
    pub(crate) fn push(&mut self, word: &str) {
        self.0.push_str(word);
        self.0.push(' ');
    }

    /// Ends a block; an empty one leaves no gap.
    pub(crate) fn end_block(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with('\n') {
            self.0.push('\n');
        }
    }

    pub(crate) fn append(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    pub(crate) fn reserve(&mut self, n_bytes: usize) {
        self.0.reserve(n_bytes);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

/// Takes [`Tokens`] apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct CutTokenizer {
    token: Token,
}

impl Tokenizer for CutTokenizer {
    type TokenStream<'a> = CutStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> CutStream<'a> {
        self.token.reset();
        CutStream { rest: text, next_position: 0, token: &mut self.token }
    }
}

/// See [`CutTokenizer`].
#[derive(Debug)]
pub(crate) struct CutStream<'a> {
    rest: &'a str,
    next_position: usize,
    token: &'a mut Token,
}

impl TokenStream for CutStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some(rest) = self.rest.strip_prefix('\n') {
            self.rest = rest;
            if self.next_position < LAST_GAP {
                self.next_position += BLOCK_GAP as usize;
            }
        }
        let Some((word, rest)) = self.rest.split_once(' ') else { return false };
        self.rest = rest;
        self.token.text.clear();
        self.token.text.push_str(word);
        self.token.position = self.next_position;
        self.next_position += 1;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_end_leaves_a_gap_in_the_positions() {
        let mut tokens = Tokens::default();
        tokens.end_block();
        tokens.push("free");
        tokens.push("them");
        tokens.end_block();
        tokens.end_block();
        tokens.push("now");
        let text = tokens.into_string();
        let mut tokenizer = CutTokenizer::default();
        let mut stream = tokenizer.token_stream(&text);
        let mut seen = Vec::new();
        stream.process(&mut |token| seen.push((token.text.clone(), token.position)));
        let expected = [("free", 0), ("them", 1), ("now", 2 + BLOCK_GAP as usize)];
        assert_eq!(seen, expected.map(|(word, at)| (word.to_owned(), at)));
    }
}
