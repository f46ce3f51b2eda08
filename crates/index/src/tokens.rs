//! `Tokens`: words that arrive cut, as one string that the engine takes apart without searching it.
//!
//! Each word stands behind its length, written as a character; [`BLOCK_END`] is the gap between two
//! blocks, so that no phrase crosses a paragraph.

use query::limits;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// How many positions a block end takes: the widest window does not reach across.
pub(crate) const BLOCK_GAP: u32 = 1032;

const _: () = assert!(BLOCK_GAP as usize >= limits::MAX_SLOP as usize + limits::MAX_PHRASE_WORDS);

/// Behind it blocks have no gap, for positions end at `u32::MAX`: no text of words is so long.
const LAST_GAP: usize = 1 << 31;

/// Stands between blocks; no word has this length.
const BLOCK_END: char = '\0';

/// The longest word in bytes; longer ones are dropped and counted.
pub(crate) const MAX_WORD_BYTES: usize = 255;

/// Stems have a marker, and some are longer than their word. A length is at most two bytes of UTF-8.
const MAX_PUSHED_BYTES: usize = 0x7ff;

/// The words of one field of one document, to be handed to the engine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tokens(String);

impl Tokens {
    /// Appends a word; an empty or monstrous one is none.
    pub(crate) fn push(&mut self, word: &str) {
        if (1..=MAX_PUSHED_BYTES).contains(&word.len())
            && let Some(length) = u32::try_from(word.len()).ok().and_then(char::from_u32)
        {
            self.0.push(length);
            self.0.push_str(word);
        }
    }

    /// Appends words of other [`Tokens`].
    pub(crate) fn push_cut(&mut self, words: &str) {
        self.0.push_str(words);
    }

    /// Ends a block; an empty one leaves no gap.
    pub(crate) fn end_block(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with(BLOCK_END) {
            self.0.push(BLOCK_END);
        }
    }

    pub(crate) fn append(&mut self, other: &Self) {
        self.push_cut(&other.0);
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

/// The word at the start of `rest` and what follows it; none at the end of a block or of the words.
fn split_word(rest: &str) -> Option<(&str, &str)> {
    let (length, head) = match *rest.as_bytes() {
        [0, ..] | [] => return None,
        [length @ 1..=0x7f, ..] => (usize::from(length), 1),
        [high, low, ..] => (usize::from(high & 0x1f) << 6 | usize::from(low & 0x3f), 2),
        _ => return None,
    };
    rest.get(head..)?.split_at_checked(length)
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
        while let Some(rest) = self.rest.strip_prefix(BLOCK_END) {
            self.rest = rest;
            if self.next_position < LAST_GAP {
                self.next_position += BLOCK_GAP as usize;
            }
        }
        let Some((word, rest)) = split_word(self.rest) else { return false };
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

/// The words, to look at in tests.
#[cfg(test)]
pub(crate) fn words(tokens: &Tokens) -> Vec<String> {
    let (mut tokenizer, mut words) = (CutTokenizer::default(), Vec::new());
    tokenizer.token_stream(&tokens.0).process(&mut |token| words.push(token.text.clone()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_length_come_back() {
        let mut tokens = Tokens::default();
        let lengths = [1, 9, 10, 127, 128, MAX_WORD_BYTES + 1, MAX_PUSHED_BYTES];
        lengths.iter().for_each(|&length| tokens.push(&"x".repeat(length)));
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
        let text = tokens.into_string();
        let mut tokenizer = CutTokenizer::default();
        let mut stream = tokenizer.token_stream(&text);
        let mut seen = Vec::new();
        stream.process(&mut |token| seen.push((token.text.clone(), token.position)));
        let expected = [("free", 0), ("them", 1), ("now", 2 + BLOCK_GAP as usize)];
        assert_eq!(seen, expected.map(|(word, at)| (word.to_owned(), at)));
    }
}
