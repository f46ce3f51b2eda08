//! From a word or phrase to a leaf of the tree, within the limits.

use release::Span;
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    Error, Node, TextField,
    input::excerpt,
    limits,
    name::Name,
    notes::Notes,
    token::{Form, Kind, Term, Token},
    value,
};

/// Makes leaves and counts them.
pub(crate) struct Leaves<'a> {
    notes: &'a mut Notes,
    clauses: usize,
    fuzzy: usize,
    prefixes: usize,
    in_windows: usize,
}

impl<'a> Leaves<'a> {
    /// None made yet.
    pub(crate) fn new(notes: &'a mut Notes) -> Self {
        Self { notes, clauses: 0, fuzzy: 0, prefixes: 0, in_windows: 0 }
    }

    /// Adds a remark.
    pub(crate) fn note(&mut self, note: String) {
        self.notes.add(note);
    }

    /// The filter of a value.
    pub(crate) fn filter(&mut self, name: Name, text: &str, span: Span) -> Result<Node, Error> {
        self.count(span)?;
        Ok(Node::Filter { filter: value::read(name, text, span)?, span })
    }

    /// The node of a word or phrase sought in a text.
    pub(crate) fn text(&mut self, field: TextField, token: &Token) -> Result<Option<Node>, Error> {
        match &token.kind {
            Kind::Word(term) if term.is_searchable() => {
                self.count(token.span)?;
                self.word(field, term, token.span).map(Some)
            }
            Kind::Phrase { text, slop } if text.contains(char::is_alphanumeric) => {
                self.phrase(field, text, *slop, token.span).map(Some)
            }
            _ => {
                let name = field.name();
                self.notes.add(format!("`{name}:` has nothing to search for and is left out"));
                Ok(None)
            }
        }
    }

    fn count(&mut self, span: Span) -> Result<(), Error> {
        self.clauses += 1;
        if self.clauses > limits::MAX_CLAUSES {
            return Err(Error::TooManyClauses { span });
        }
        Ok(())
    }

    fn word(&mut self, field: TextField, term: &Term, span: Span) -> Result<Node, Error> {
        match term.form {
            Form::Star => Ok(Node::All),
            Form::Prefix(end) => {
                self.prefixes += 1;
                if self.prefixes > limits::MAX_PREFIXES {
                    return Err(Error::TooManyPrefixes { span });
                }
                prefix(field, &term.text[..end], span)
            }
            Form::Fuzzy(end, distance) => {
                let word = &term.text[..end];
                if distance == 0 {
                    return Ok(Node::Word { field, word: word.to_owned(), span });
                }
                self.fuzzy += 1;
                if self.fuzzy > limits::MAX_FUZZY_WORDS {
                    return Err(Error::TooManyFuzzyWords { span });
                }
                fuzzy(field, word, distance, span)
            }
            Form::Plain => Ok(Node::Word { field, word: term.text.clone(), span }),
        }
    }

    /// A long phrase is cut: all its parts must occur, which nothing but chance parts from the whole,
    /// and no part is so long that it takes long.
    fn phrase(
        &mut self,
        field: TextField,
        text: &str,
        slop: u32,
        span: Span,
    ) -> Result<Node, Error> {
        let starts: Vec<usize> = text.unicode_word_indices().map(|(start, _)| start).collect();
        if slop > 0 {
            self.in_windows += starts.len();
            if self.in_windows > limits::MAX_WINDOW_WORDS {
                return Err(Error::TooManyInWindows { span });
            }
        }
        let cuts: Vec<usize> = starts.into_iter().step_by(limits::MAX_PHRASE_WORDS).collect();
        if cuts.len() > 1 {
            self.notes.add(format!(
                "a phrase of more than {} words is searched as {} phrases, each of which must occur",
                limits::MAX_PHRASE_WORDS,
                cuts.len()
            ));
        }
        let mut parts = Vec::new();
        for index in 0..cuts.len().max(1) {
            self.count(span)?;
            let start = if index == 0 { 0 } else { cuts[index] };
            let end = cuts.get(index + 1).copied().unwrap_or(text.len());
            let text = text[start..end].trim_end().to_owned();
            parts.push(Node::Phrase { field, text, slop, span });
        }
        Ok(Node::and(parts))
    }
}

fn prefix(field: TextField, stem: &str, span: Span) -> Result<Node, Error> {
    if stem.chars().filter(|c| c.is_alphanumeric()).count() < limits::MIN_PREFIX_LETTERS {
        return Err(Error::ShortPrefix { stem: excerpt(stem), span });
    }
    Ok(Node::Prefix { field, stem: stem.to_owned(), span })
}

fn fuzzy(field: TextField, word: &str, distance: u8, span: Span) -> Result<Node, Error> {
    let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
    if distance > limits::MAX_DISTANCE {
        return Err(Error::FuzzyDistance { word: excerpt(word), distance, span });
    }
    if !(limits::MIN_FUZZY_LETTERS..=limits::MAX_FUZZY_LETTERS).contains(&letters) {
        return Err(Error::FuzzyLength { word: excerpt(word), span });
    }
    Ok(Node::Fuzzy { field, word: word.to_owned(), distance, span })
}
