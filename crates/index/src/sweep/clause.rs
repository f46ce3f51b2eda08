//! `Clause`: a question that has been compiled, before it is asked of a segment.

use std::sync::Arc;

use tantivy::{
    DocId, SegmentReader, TantivyError, Term,
    query::{Bm25Weight, Query},
    schema::Field,
};

/// A test of single documents in one segment.
pub(crate) type Test = Box<dyn Fn(DocId) -> bool>;

/// Makes the test for a segment.
pub(crate) type TestOf = Arc<dyn Fn(&SegmentReader) -> Result<Test, TantivyError> + Send + Sync>;

/// Which documents, and how well each matches.
pub(crate) enum Clause {
    /// No document.
    Nothing,
    /// Those that hold one of the terms of a field, all equally well.
    Terms {
        /// The terms.
        terms: Vec<Term>,
        /// How well.
        score: f32,
    },
    /// Those with a word in a field that starts so, all equally well.
    Prefix {
        /// The field.
        field: Field,
        /// How the word starts.
        prefix: String,
        /// How well.
        score: f32,
    },
    /// Those that hold a word.
    Word(Word),
    /// Those that hold words one after the other.
    Phrase(Vec<PhraseIn>),
    /// These, by segment.
    Listed(Vec<Vec<DocId>>),
    /// Those of which a test says so; they match, but not well.
    Test(TestOf),
    /// Those that meet all of these and none of the others.
    All {
        /// What must hold.
        all: Vec<Clause>,
        /// What must not.
        none: Vec<Clause>,
    },
    /// Those that meet one of these.
    Any(Vec<Clause>),
    /// What the engine finds.
    Engine(Box<dyn Query>),
}

/// A word in any of its forms, in all the fields that are searched.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// The fields with the weight of an occurrence there.
    pub(crate) fields: Vec<(Field, f32)>,
    /// The terms the word stands for; all of them in every field.
    pub(crate) forms: Vec<String>,
    /// How rare it is.
    pub(crate) rarity: f32,
    /// What all texts weigh together, by a text.
    pub(crate) average_length: f32,
}

/// A phrase in one field.
pub(crate) struct PhraseIn {
    /// Its words, two or more.
    pub(crate) words: Vec<Term>,
    /// For each word but the last, the term of it with the next, if both are common.
    pub(crate) pairs: Vec<Option<Term>>,
    /// How well so many occurrences match in a text of a length.
    pub(crate) weight: Bm25Weight,
}

impl Clause {
    /// Those that hold the term; they match, but not well.
    pub(crate) fn has(term: Term) -> Self {
        Self::Terms { terms: vec![term], score: 0.0 }
    }

    pub(crate) fn all_of(mut all: Vec<Self>) -> Self {
        if all.len() == 1 {
            return all.remove(0);
        }
        Self::All { all, none: Vec::new() }
    }

    pub(crate) fn any_of(mut any: Vec<Self>) -> Self {
        match any.len() {
            0 => Self::Nothing,
            1 => any.remove(0),
            _ => Self::Any(any),
        }
    }
}
