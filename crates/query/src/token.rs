//! `Token`: what the lexer cuts a query into.

use release::Span;

use crate::{input::excerpt, name::Name, notes::Notes};

/// A piece of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands in the input.
    pub span: Span,
}

/// What a piece of a query is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word, perhaps with a star or tilde.
    Word(Term),
    /// Words between quotation marks.
    Phrase {
        /// The words.
        text: String,
        /// The number behind the tilde.
        slop: u32,
    },
    /// `country:` with a value right behind.
    Field(Name),
    /// `(`
    Open,
    /// `)`
    Close,
    /// `AND`
    And,
    /// `OR`
    Or,
    /// `NOT`
    Not,
    /// `-` before a word.
    Minus,
    /// `+` before a word.
    Plus,
}

/// A word as typed and what its end says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// All of it, its star or tilde included, without escapes.
    pub text: String,
    /// Told by its end.
    pub form: Form,
}

/// What the end of a word says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Nothing.
    Plain,
    /// The word is a star.
    Star,
    /// It ends in a star; the bytes before it.
    Prefix(usize),
    /// It ends in a tilde, perhaps with a digit; the bytes before it, and the distance.
    Fuzzy(usize, u8),
}

impl Term {
    /// A word that means itself.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), form: Form::Plain }
    }

    /// A word of characters, each with whether it was escaped.
    pub(crate) fn new(letters: &[(char, bool)], notes: &mut Notes) -> Self {
        let text: String = letters.iter().map(|&(c, _)| c).collect();
        let form = form(letters);
        let is_starred = letters.contains(&('*', false));
        if form == Form::Plain && is_starred && text.contains(char::is_alphanumeric) {
            notes.add(format!(
                "a star means something only at the end of a word; `{}` is searched as text",
                excerpt(&text)
            ));
        }
        Self { text, form }
    }

    /// Whether there is anything in it to search for.
    pub(crate) fn is_searchable(&self) -> bool {
        self.form == Form::Star || self.text.contains(char::is_alphanumeric)
    }
}

fn form(letters: &[(char, bool)]) -> Form {
    let count = |sign| letters.iter().filter(|&&letter| letter == (sign, false)).count();
    let bytes = |letters: &[(char, bool)]| letters.iter().map(|(c, _)| c.len_utf8()).sum();
    match (letters, count('*'), count('~')) {
        ([('*', false)], ..) => Form::Star,
        ([stem @ .., ('*', false)], 1, 0) => Form::Prefix(bytes(stem)),
        ([word @ .., ('~', false)], 0, 1) if has_letter(word) => Form::Fuzzy(bytes(word), 1),
        ([word @ .., ('~', false), (digit @ '0'..='9', false)], 0, 1) if has_letter(word) => {
            let distance = digit.to_digit(10).and_then(|digit| u8::try_from(digit).ok());
            Form::Fuzzy(bytes(word), distance.unwrap_or(0))
        }
        _ => Form::Plain,
    }
}

/// `10~20` is a range of numbers, not a fuzzy word.
fn has_letter(letters: &[(char, bool)]) -> bool {
    letters.iter().any(|(c, _)| c.is_alphabetic())
}
