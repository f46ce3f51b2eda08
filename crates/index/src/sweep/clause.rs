//! `Clause`: a question that has been compiled, before it is asked of a segment.

use std::sync::Arc;

use tantivy::{
    DocId, TantivyError, Term,
    postings::TermInfo,
    query::{Bm25StatisticsProvider, Bm25Weight},
    schema::Field,
};

use super::{Asked, window::WindowIn, word::offset};
use crate::{
    rank::{self, Statistics},
    reader::Snapshot,
    schema::{Fields, Words, Zone},
    stem::Stemmings,
    vocabulary::Forms,
};

/// Where a word is looked up, and how much an occurrence there weighs.
pub(crate) type Places = Vec<(Words, f32)>;

/// The places in which words of quotes are looked up: a quote stands in one part of its release, and which one says
/// nothing of how well it matches.
pub(crate) fn in_quotes(fields: &Fields) -> Places {
    let zones = Zone::ALL.into_iter().filter(|zone| *zone != Zone::Background);
    zones.map(|zone| (fields.zone(zone), 1.0)).collect()
}

/// A test of single documents in one segment.
pub(crate) type Test = Box<dyn Fn(DocId) -> bool>;

/// Makes the test for a segment.
pub(crate) type TestOf = Arc<dyn Fn(&Asked<'_>) -> Result<Test, TantivyError> + Send + Sync>;

/// Which documents, and how well each matches.
pub(crate) enum Clause {
    /// No document.
    Nothing,
    /// Every document of the kind that is sought, all equally well.
    Everything,
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
    /// Those with a word in a field that is spelt nearly so, all equally well.
    Fuzzy {
        /// The word.
        word: Term,
        /// How many letters may differ.
        distance: u8,
        /// How well.
        score: f32,
    },
    /// Those that hold words one after the other.
    Phrase(Vec<PhraseIn>),
    /// Those that hold words close together.
    Window(Vec<WindowIn>),
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
}

/// A word in any of its forms, in all the fields that are searched.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// The fields with the weight of an occurrence there.
    pub(crate) fields: Vec<(Field, f32)>,
    /// By segment, where its forms stand.
    pub(crate) lists: Vec<Vec<ListOf>>,
    /// How rare it is.
    pub(crate) rarity: f32,
    /// What all texts weigh together, by a text.
    pub(crate) average_length: f32,
}

/// Where one form stands in one field of a segment.
#[derive(Clone, Debug)]
pub(crate) struct ListOf {
    pub(crate) field: Field,
    pub(crate) info: TermInfo,
    pub(crate) weight: f32,
    /// In texts of which languages it stands for the word.
    pub(crate) stemmings: Stemmings,
}

/// A phrase in one field.
pub(crate) struct PhraseIn {
    /// Its words, two or more.
    pub(crate) words: Vec<Term>,
    /// For each word but the last, the term of it with the next, if both are common.
    pub(crate) pairs: Vec<Option<Term>>,
    /// How well so many occurrences match in a text of a length.
    pub(crate) weight: Bm25Weight,
    /// How rare the words are together, wherever they stand.
    pub(crate) rarity: f32,
}

impl ListOf {
    /// The part of releases in which it is.
    pub(super) fn zone(&self, asked: &Asked<'_>) -> Option<Zone> {
        asked.snapshot.fields.zone_of(self.field)
    }
}

impl PhraseIn {
    /// How far a word is moved to stand where the last one does.
    pub(super) fn moved(&self, at: usize) -> u32 {
        offset(self.words.len() - 1 - at)
    }
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

impl Word {
    /// A word in any of these forms; `None` where nothing holds one of them.
    pub(crate) fn of(
        snapshot: &Snapshot,
        statistics: &Statistics<'_>,
        forms: &Forms,
        places: &[(Words, f32)],
    ) -> Result<Option<Self>, TantivyError> {
        let mut lists = Vec::new();
        // by place, then by form
        let mut n_with = vec![vec![0_u64; forms.len()]; places.len()];
        for reader in snapshot.searcher.segment_readers() {
            let mut of_segment = Vec::new();
            for (&(words, weight), n_with) in places.iter().zip(&mut n_with) {
                for ((form, &stemmings), n_with) in forms.iter().zip(n_with) {
                    let field = words.of(form.kind);
                    let term = Term::from_field_text(field, &form.term);
                    let info = reader.inverted_index(field)?.get_term_info(&term)?;
                    if let Some(info) = info {
                        *n_with += u64::from(info.doc_freq);
                        of_segment.push(ListOf { field, info, weight, stemmings });
                    }
                }
            }
            lists.push(of_segment);
        }
        if lists.iter().all(Vec::is_empty) {
            return Ok(None);
        }
        // by the field in which most have it
        let n_docs = statistics.total_num_docs()?;
        let n_with = n_with.into_iter().map(|n_with| rank::united(n_with, n_docs)).max();
        let fields: Vec<(Field, f32)> =
            places.iter().map(|&(words, weight)| (words.exact, weight)).collect();
        Ok(Some(Self {
            lists,
            rarity: rank::rarity(n_with.unwrap_or(0), n_docs),
            average_length: average_length(statistics, &fields)?,
            fields,
        }))
    }
}

impl Word {
    /// How many texts hold each of its forms in each field, added up.
    pub(crate) fn n_occurrences(&self) -> u64 {
        self.lists.iter().flatten().map(|list| u64::from(list.info.doc_freq)).sum()
    }
}

/// What all texts weigh together, by a text.
#[expect(clippy::cast_precision_loss, reason = "a score needs no more digits")]
fn average_length(
    statistics: &Statistics<'_>,
    fields: &[(Field, f32)],
) -> Result<f32, TantivyError> {
    let mut length = 0.0;
    for &(field, weight) in fields {
        length += weight * statistics.total_num_tokens(field)? as f32;
    }
    Ok(length / statistics.total_num_docs()?.max(1) as f32)
}
