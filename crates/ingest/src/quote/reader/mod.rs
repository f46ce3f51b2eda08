//! From the words of a text and the gaps between them to tokens.
//!
//! UAX#29 keeps `Bank’s` and `d’Ivoire` whole and parts `Pia-Comella`; here possessives and elided
//! articles become words of their own and hyphens join. Signs are read from the gaps.

mod before;
mod hyphen;
mod sign;
mod spelling;

use release::{Span, Word};

use self::spelling::{
    elided_length, ending, first_letter, shape_of_letters, split_possessive, word_shape,
};
use crate::quote::{
    lexicon::{Class, Entry, Habit, Lexicon, traits},
    notes::Notes,
    token::{Kind, Token, shape},
    word_id::{of_ascii, of_letters, word_id},
};

/// A run of tokens that reads as one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its first token.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// The block it belongs to.
    pub block: usize,
    /// Whether quotes are looked for in it.
    pub spoken: bool,
}

/// Lines longer than this hold several paragraphs, parted by two blanks after a full stop.
const LONG_LINE: usize = 1_500;

/// A line of a paragraph that is shorter than this was ended on purpose.
const SHORT_LINE: usize = 45;

/// Reads lines into tokens, in text order.
#[derive(Debug)]
pub(crate) struct Reader<'t> {
    text: &'t str,
    words: &'t [Word],
    /// That of the paragraph to come.
    pub(crate) lexicon: &'static Lexicon,
    next_word: usize,
    /// The identity of the last word as written, to go on with after a hyphen.
    spelling: u32,
    /// Whether the current line is long enough to hold several paragraphs.
    is_long_line: bool,
    /// The line before ended early, and nothing of this one is read yet.
    after_break: bool,
    /// The line before ended early.
    broke: bool,
    /// The number of the current paragraph.
    paragraph: u32,
    pub(crate) tokens: Vec<Token>,
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) notes: Notes,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(text: &'t str, words: &'t [Word], lexicon: &'static Lexicon) -> Self {
        Self {
            text,
            words,
            lexicon,
            next_word: 0,
            spelling: 0,
            is_long_line: false,
            after_break: false,
            broke: false,
            paragraph: 0,
            tokens: Vec::with_capacity(words.len() + words.len() / 4 + 8),
            paragraphs: Vec::new(),
            notes: Notes::default(),
        }
    }

    /// Starts a paragraph.
    pub(crate) fn begin(&mut self, block: usize, spoken: bool) {
        let first = self.tokens.len();
        (self.after_break, self.broke) = (false, false);
        self.paragraph = u32::try_from(self.paragraphs.len()).unwrap_or(u32::MAX);
        self.paragraphs.push(Paragraph { first, end: first, block, spoken });
    }

    /// Ends the paragraph; one without tokens leaves no trace.
    pub(crate) fn end(&mut self) {
        let end = self.tokens.len();
        if self.paragraphs.last().is_some_and(|paragraph| paragraph.first == end) {
            self.paragraphs.pop();
        } else if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.end = end;
        }
    }

    /// Reads a line of the current paragraph.
    pub(crate) fn line(&mut self, line: Span) {
        let (mut at, end) = (line.start as usize, line.end as usize);
        self.is_long_line = line.len() > LONG_LINE;
        self.after_break = self.broke;
        self.broke = line.len() < SHORT_LINE;
        while self.words.get(self.next_word).is_some_and(|word| word.span.start < line.start) {
            self.next_word += 1;
        }
        while let Some(&word) =
            self.words.get(self.next_word).filter(|word| word.span.end <= line.end)
        {
            let start = word.span.start as usize;
            // most words stand a blank apart
            let is_plain = matches!(&self.text.as_bytes()[at..start], b" " | b"");
            if is_plain {
                self.word(word);
            } else if !self.joins(at, &word) {
                self.gap(at, start);
                self.word(word);
            }
            at = word.span.end as usize;
            self.next_word += 1;
        }
        self.gap(at, end);
    }

    fn word(&mut self, word: Word) {
        let letters = &self.text.as_bytes()[word.span.start as usize..word.span.end as usize];
        match of_letters(letters) {
            Some(id) => self.known_word(word.span, id, shape_of_letters(letters)),
            None => self.any_word(word),
        }
    }

    /// Reads a word that may hold more than letters of ASCII.
    fn any_word(&mut self, word: Word) {
        let written = word.span.of(self.text);
        let trimmed = written.trim_start_matches('_');
        let start = word.span.start as usize + written.len() - trimmed.len();
        let trimmed = trimmed.trim_end_matches('_');
        if word.is_number() {
            self.push(Token { kind: Kind::Number, ..self.blank(start, start + trimmed.len()) });
            self.spelling = word_id(trimmed);
            return;
        }
        let (stem, possessive) = split_possessive(trimmed);
        let elided = if self.lexicon.has(Habit::Elides) { elided_length(stem) } else { 0 };
        if elided > 0 {
            self.plain_word(start, start + elided);
        }
        self.plain_word(start + elided, start + stem.len());
        if possessive > 0 {
            self.possessive(start + stem.len(), start + stem.len() + possessive);
        }
    }

    fn plain_word(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        if !word.is_empty() {
            self.known_word(Span::new(start, end), word_id(word), word_shape(word));
        }
    }

    /// Reads a word of that identity and shape.
    #[inline]
    fn known_word(&mut self, span: Span, spelling: u32, of_letters: u8) {
        let (start, end) = (span.start as usize, span.end as usize);
        let word = &self.text[start..end];
        self.spelling = spelling;
        let entry = self.lexicon.get(spelling).or_else(|| self.lexicon.by_ending(word));
        let Entry { mut class, traits, mut id } =
            entry.unwrap_or(Entry { id: spelling, ..Entry::default() });
        let shape = of_letters | if self.after_break { shape::AFTER_BREAK } else { 0 };
        if entry.is_none() && word.len() > 4 && word.ends_with("ly") && shape & shape::CAPITAL == 0
        {
            class = Class::Function;
        }
        if traits & traits::SO != 0 && self.stands_behind_a_quote() {
            (class, id) = (Class::Say, of_ascii("said"));
        }
        if class == Class::Calendar && word.len() <= 4 && !self.stands_by_a_number(end) {
            class = Class::Other;
        }
        if matches!(class, Class::Say | Class::Cue) {
            let is_noun = traits & traits::NOUN != 0 && self.follows_noun_marker();
            let is_name = shape & shape::CAPITAL != 0 && self.stands_in_a_name();
            if is_noun || is_name {
                class = Class::Other;
            } else {
                self.drop_auxiliary();
            }
        }
        let token = Token {
            span,
            kind: Kind::Word,
            class,
            traits,
            shape,
            ending: ending(word),
            sign: first_letter(word),
            id,
            paragraph: self.paragraph,
            sentence: 0,
        };
        self.after_break = false;
        self.notes.see_word(self.tokens.len(), &token);
        self.tokens.push(token);
    }

    fn entry(&self, id: u32, word: &str) -> Option<Entry> {
        self.lexicon.get(id).or_else(|| self.lexicon.by_ending(word))
    }

    fn possessive(&mut self, start: usize, end: usize) {
        self.push(Token { kind: Kind::Possessive, id: 1, ..self.blank(start, end) });
    }

    fn blank(&self, start: usize, end: usize) -> Token {
        Token {
            span: Span::new(start, end),
            kind: Kind::Word,
            class: Class::Other,
            traits: 0,
            shape: if self.after_break { shape::AFTER_BREAK } else { 0 },
            ending: 0,
            sign: first_letter(&self.text[start..end]),
            id: 0,
            paragraph: self.paragraph,
            sentence: 0,
        }
    }

    fn push(&mut self, token: Token) {
        self.after_break = false;
        self.notes.see(self.tokens.len(), &token);
        self.tokens.push(token);
    }
}
