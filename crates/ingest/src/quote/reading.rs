//! `Reading`: a text as the search for speakers sees it: tokens, passages in marks, mentions.

use std::ops::Range;

use release::{Language, Span, Word};

use crate::{
    layout::Layout,
    quote::{
        lexicon::{self, Class, Lexicon},
        mark::{self, Marked},
        mention::{self, Mention},
        reader::{Paragraph, Reader},
        sentence,
        surroundings::{self, Surroundings},
        token::Token,
    },
    words,
};

/// A definition in parentheses is shorter than this.
const LONGEST_DEFINITION: usize = 10;

/// A text as the search for speakers sees it.
#[derive(Clone, Debug)]
pub struct Reading<'t> {
    /// The text.
    pub text: &'t str,
    /// Its words and signs.
    pub tokens: Vec<Token>,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// The passages in quotation marks.
    pub marked: Vec<Marked>,
    /// The mentions outside them.
    pub mentions: Vec<Mention>,
    pub(crate) surroundings: Vec<Surroundings>,
    pub(crate) lexicon: &'static Lexicon,
    /// The first mention of each paragraph, and one past the last mention.
    first_mentions: Vec<usize>,
    cues: Vec<u32>,
}

impl<'t> Reading<'t> {
    /// Reads the blocks of a release; quotes are looked for in the spoken ones.
    pub(crate) fn of_blocks(
        text: &'t str,
        words: &'t [Word],
        layout: &Layout,
        language: Option<Language>,
        is_spoken: impl Fn(usize) -> bool,
    ) -> Self {
        let lexicon = language
            .map_or_else(|| lexicon::guess(text, words), |language| lexicon::of(Some(language)));
        let mut reader = Reader::new(text, words, lexicon);
        for (idx, lines) in layout.block_lines.iter().enumerate() {
            reader.begin(idx, is_spoken(idx));
            for line in &layout.lines[lines.clone()] {
                reader.line(line.span);
            }
            reader.end();
        }
        Self::of_tokens(text, reader.tokens, reader.paragraphs, lexicon)
    }

    /// Reads a text in which each line is a paragraph.
    pub fn of_lines(text: &'t str, language: Option<Language>) -> Self {
        let lexicon = lexicon::of(language);
        let words = words::cut(text);
        let mut reader = Reader::new(text, &words, lexicon);
        let mut offset = 0;
        for (idx, line) in text.split_inclusive('\n').enumerate() {
            reader.begin(idx, true);
            reader.line(Span::new(offset, offset + line.len()));
            reader.end();
            offset += line.len();
        }
        let (tokens, paragraphs) = (reader.tokens, reader.paragraphs);
        Self::of_tokens(text, tokens, paragraphs, lexicon)
    }

    fn of_tokens(
        text: &'t str,
        mut tokens: Vec<Token>,
        paragraphs: Vec<Paragraph>,
        lexicon: &'static Lexicon,
    ) -> Self {
        let marked = mark::scan(&mut tokens, &paragraphs);
        sentence::number(&mut tokens);
        let mentions = mention::find(text, &tokens, lexicon);
        let mut first_mentions = Vec::with_capacity(paragraphs.len() + 1);
        let mut idx = 0;
        for paragraph in &paragraphs {
            first_mentions.push(idx);
            idx += mentions[idx..].partition_point(|mention| mention.first < paragraph.end);
        }
        first_mentions.push(idx);
        let mut reading = Self {
            text,
            tokens,
            paragraphs,
            marked,
            mentions,
            surroundings: Vec::new(),
            lexicon,
            first_mentions,
            cues: Vec::new(),
        };
        reading.look_around();
        reading
    }

    /// Works out what the features ask about; only texts with a passage in marks need it.
    pub fn look_around(&mut self) {
        self.surroundings.clear();
        self.cues.clear();
        if self.marked.is_empty() {
            return;
        }
        self.surroundings = self
            .mentions
            .iter()
            .map(|mention| surroundings::around(&self.tokens, mention))
            .collect();
        self.cues = self
            .paragraphs
            .iter()
            .map(|paragraph| cues(&self.tokens[paragraph.first..paragraph.end]))
            .collect();
    }

    /// The mentions of a paragraph, as a range.
    pub fn paragraph_mentions(&self, paragraph: usize) -> Range<usize> {
        self.first_mentions[paragraph]..self.first_mentions[paragraph + 1]
    }

    /// Whether verbs of saying stand outside marks: 2 for plain ones, 1 for others, 3 for both.
    pub(crate) fn paragraph_cues(&self, paragraph: usize) -> u32 {
        self.cues[paragraph]
    }

    /// Whether a passage is surely no quote: a definition in parentheses, the value of an attribute.
    pub fn is_no_quote(&self, which: usize) -> bool {
        let marked = &self.marked[which];
        let opens = marked.first.checked_sub(1).is_some_and(|at| self.tokens[at].is_sign('('));
        let closes = self.tokens.get(marked.end).is_some_and(|token| token.is_sign(')'));
        let is_short = marked.end - marked.first < LONGEST_DEFINITION;
        (opens && closes && is_short) || self.text[..marked.span.start as usize].ends_with('=')
    }

    /// Whether a sign is glued to the passage that stands before values and in addresses.
    pub(crate) fn is_attribute_value(&self, marked: &Marked) -> bool {
        self.text[..marked.span.start as usize].ends_with(['=', '_', '/'])
    }

    /// The passage of the text over tokens `first..end`.
    pub fn words(&self, first: usize, end: usize) -> &'t str {
        self.span(first, end).of(self.text)
    }

    /// The span of tokens `first..end`.
    pub fn span(&self, first: usize, end: usize) -> Span {
        match self.tokens.get(first..end) {
            Some([only]) => only.span,
            Some([first, .., last]) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }
}

fn cues(tokens: &[Token]) -> u32 {
    let outside = || tokens.iter().filter(|token| token.is_word() && !token.is_quoted());
    let say = outside().any(|token| token.class == Class::Say);
    let cue =
        outside().any(|token| matches!(token.class, Class::Cue | Class::CueIng | Class::According));
    u32::from(say) * 2 + u32::from(cue)
}
