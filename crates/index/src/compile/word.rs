//! `WordQuery`: one word wherever it stands, scored once (BM25F).
//!
//! To add up a score for each part would pay a word that stands in three parts three times, and would
//! call a word rare in headlines only because headlines are short. Here each occurrence weighs by its
//! part, all of them are one frequency in a text of one length, and the word is rare or common among
//! whole releases (Robertson, Zaragoza and Taylor: Simple BM25 extension to multiple weighted fields,
//! CIKM 2004).
#![expect(clippy::cast_precision_loss, reason = "a score needs no more digits")]

use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term,
    fieldnorm::FieldNormReader,
    postings::{Postings, SegmentPostings},
    query::{
        Bm25StatisticsProvider, EmptyScorer, EnableScoring, Explanation, Query, Scorer, TermQuery,
        Weight,
    },
    schema::{Field, IndexRecordOption},
};

use super::any_of;
use crate::rank;

/// One word in any of its forms, in all the fields that are searched.
#[derive(Clone, Debug)]
pub(super) struct WordQuery {
    /// The fields with the weight of an occurrence there.
    fields: Vec<(Field, f32)>,
    /// The terms the word stands for; all of them in every field.
    forms: Vec<String>,
}

impl WordQuery {
    pub(super) fn new(fields: Vec<(Field, f32)>, forms: Vec<String>) -> Self {
        Self { fields, forms }
    }

    fn terms(&self, field: Field) -> impl Iterator<Item = Term> {
        self.forms.iter().map(move |form| Term::from_field_text(field, form))
    }

    /// How rare the word is, by the field in which most have it. A release is in one language, so what
    /// its forms in several find are different releases.
    fn rarity(&self, statistics: &dyn Bm25StatisticsProvider) -> Result<f32, TantivyError> {
        let n_docs = statistics.total_num_docs()?;
        let mut n_with = 0;
        for &(field, _) in &self.fields {
            let mut n_in_field = 0;
            for term in self.terms(field) {
                n_in_field += statistics.doc_freq(&term)?;
            }
            n_with = n_with.max(n_in_field.min(n_docs));
        }
        Ok(rank::rarity(n_with, n_docs))
    }

    /// What all texts weigh together, by a text.
    fn average_length(&self, statistics: &dyn Bm25StatisticsProvider) -> Result<f32, TantivyError> {
        let mut length = 0.0;
        for &(field, weight) in &self.fields {
            length += weight * statistics.total_num_tokens(field)? as f32;
        }
        Ok(length / statistics.total_num_docs()?.max(1) as f32)
    }
}

impl Query for WordQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> Result<Box<dyn Weight>, TantivyError> {
        let EnableScoring::Enabled { statistics_provider: statistics, .. } = scoring else {
            let terms = self.fields.iter().flat_map(|&(field, _)| self.terms(field));
            let has = |term| Box::new(TermQuery::new(term, IndexRecordOption::Basic)) as _;
            return any_of(terms.map(has).collect()).weight(scoring);
        };
        let rarity = self.rarity(statistics)?;
        let average_length = self.average_length(statistics)?;
        Ok(Box::new(WordWeight { query: self.clone(), rarity, average_length }))
    }
}

struct WordWeight {
    query: WordQuery,
    rarity: f32,
    average_length: f32,
}

impl Weight for WordWeight {
    fn scorer(
        &self,
        reader: &SegmentReader,
        boost: Score,
    ) -> Result<Box<dyn Scorer>, TantivyError> {
        let (mut lists, mut lengths) = (Vec::new(), Vec::new());
        for (number, &(field, weight)) in self.query.fields.iter().enumerate() {
            let inverted = reader.inverted_index(field)?;
            for term in self.query.terms(field) {
                let postings = inverted.read_postings(&term, IndexRecordOption::WithFreqs)?;
                lists.extend(postings.map(|postings| List { postings, field: number, weight }));
            }
            let norms = reader.fieldnorms_readers().get_field(field)?;
            lengths.extend(norms.map(|norms| (norms, weight)));
        }
        if lists.is_empty() {
            return Ok(Box::new(EmptyScorer));
        }
        let factor = boost * self.rarity;
        let mut scorer =
            WordScorer { lists, lengths, doc: 0, factor, average_length: self.average_length };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> Result<Explanation, TantivyError> {
        let mut scorer = self.scorer(reader, 1.0)?;
        let is_there = scorer.doc() <= doc && scorer.seek(doc) == doc;
        let score = if is_there { scorer.score() } else { 0.0 };
        Ok(Explanation::new("occurrences weighed by part, as one word", score))
    }
}

/// Where one form stands in one field.
struct List {
    postings: SegmentPostings,
    /// The number of the field; lists of a field stand together.
    field: usize,
    weight: f32,
}

/// A word in one segment.
struct WordScorer {
    lists: Vec<List>,
    lengths: Vec<(FieldNormReader, f32)>,
    doc: DocId,
    factor: f32,
    average_length: f32,
}

impl WordScorer {
    /// Stands on the first document of any list.
    fn settle(&mut self) -> DocId {
        let docs = self.lists.iter().map(|list| list.postings.doc());
        self.doc = docs.min().unwrap_or(TERMINATED);
        self.doc
    }
}

impl DocSet for WordScorer {
    fn advance(&mut self) -> DocId {
        for list in &mut self.lists {
            if list.postings.doc() == self.doc {
                list.postings.advance();
            }
        }
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        for list in &mut self.lists {
            if list.postings.doc() < target {
                list.postings.seek(target);
            }
        }
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.lists.iter().map(|list| list.postings.size_hint()).max().unwrap_or(0)
    }
}

impl Scorer for WordScorer {
    fn score(&mut self) -> Score {
        let mut occurrences = 0.0;
        for of_field in self.lists.chunk_by(|a, b| a.field == b.field) {
            // a word with accents stands under two stems, and is one word
            let here = of_field.iter().filter(|list| list.postings.doc() == self.doc);
            let n_times = here.map(|list| list.postings.term_freq()).max().unwrap_or(0);
            occurrences += of_field[0].weight * n_times as f32;
        }
        let lengths = self.lengths.iter();
        let length: f32 =
            lengths.map(|(norms, weight)| weight * norms.fieldnorm(self.doc) as f32).sum();
        self.factor * rank::saturated(occurrences, length / self.average_length.max(1.0))
    }
}
