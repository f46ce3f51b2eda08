//! `Window`: words in any order with at most so many others between them.
//!
//! The engine's sloppy phrase counts moves of words, so the same words in another order may lie
//! outside it; users mean a window.

use tantivy::{
    DocId, DocSet, SegmentReader, TantivyError, Term,
    postings::{Postings, SegmentPostings},
    query::{
        AllScorer, BooleanQuery, EnableScoring, Occur, Query, TermQuery,
        doc_predicate_query::{ConstOrVariableSegmentPredicate, DocPredicate, SegmentDocPredicate},
    },
    schema::{Field, IndexRecordOption},
};

use crate::{schema, tokens};

/// A [`Window`] in one field.
pub(crate) struct WindowIn {
    pub(crate) window: Window,
    /// How well a document matches.
    pub(crate) score: f32,
}

/// Words in any order with at most `slop` others between them.
#[derive(Clone, Debug)]
pub(crate) struct Window {
    /// Each word once, with how often it was asked for.
    words: Vec<(Term, usize)>,
    /// The most positions from the first word to the last, both included.
    width: u32,
}

impl Window {
    pub(crate) fn new(field: Field, words: &[String], slop: u32) -> Self {
        let mut terms: Vec<(Term, usize)> = Vec::new();
        for word in words {
            let term = Term::from_field_text(field, word);
            match terms.iter_mut().find(|(other, _)| *other == term) {
                Some((_, times)) => *times += 1,
                None => terms.push((term, 1)),
            }
        }
        let n_words = u32::try_from(words.len()).unwrap_or(u32::MAX);
        Self { words: terms, width: n_words.saturating_add(slop) }
    }

    /// Each word once, with how often it was asked for.
    pub(super) fn words(&self) -> impl Iterator<Item = (&Term, usize)> {
        self.words.iter().map(|(word, n_times)| (word, *n_times))
    }

    /// The most positions from the first word to the last, both included.
    pub(super) fn width(&self) -> u32 {
        self.width
    }
}

impl DocPredicate for Window {
    type SegmentDocPredicate = SegmentWindow;

    fn doc_predicate(
        &self,
        reader: &SegmentReader,
    ) -> Result<ConstOrVariableSegmentPredicate<SegmentWindow>, TantivyError> {
        let mut words = Vec::new();
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (term, times) in &self.words {
            let inverted = reader.inverted_index(term.field())?;
            let record = IndexRecordOption::WithFreqsAndPositions;
            let Some(postings) = inverted.read_postings(term, record)? else {
                return Ok(ConstOrVariableSegmentPredicate::Const(false));
            };
            words.push((postings, *times));
            let has = TermQuery::new(term.clone(), IndexRecordOption::Basic);
            clauses.push((Occur::Must, Box::new(has)));
        }
        let schema = reader.schema();
        let ends = self.words.first().and_then(|(term, _)| schema::ends_of(schema, term.field()));
        let ends = match ends {
            Some(field) => reader.inverted_index(field)?.read_postings(
                &Term::from_field_text(field, tokens::END),
                IndexRecordOption::WithFreqsAndPositions,
            )?,
            None => None,
        };
        let all = BooleanQuery::new(clauses).weight(EnableScoring::disabled_from_schema(schema))?;
        let necessary_condition = all.scorer(reader, 1.0)?;
        let predicate = SegmentWindow { words, ends, width: self.width, positions: Vec::new() };
        if necessary_condition.is::<AllScorer>() {
            let necessary_condition = Box::new(AllScorer::new(reader.max_doc()));
            return Ok(ConstOrVariableSegmentPredicate::Variable {
                predicate,
                necessary_condition,
            });
        }
        let necessary_condition = Box::new(necessary_condition);
        Ok(ConstOrVariableSegmentPredicate::Variable { predicate, necessary_condition })
    }
}

/// A [`Window`] in one segment.
pub(crate) struct SegmentWindow {
    words: Vec<(SegmentPostings, usize)>,
    /// Where blocks end: no window reaches across.
    ends: Option<SegmentPostings>,
    width: u32,
    /// Position and number of the word.
    positions: Vec<(u32, usize)>,
}

impl SegmentDocPredicate for SegmentWindow {
    fn eval(&mut self, doc: DocId) -> bool {
        self.positions.clear();
        let mut found = Vec::new();
        for (number, (postings, _)) in self.words.iter_mut().enumerate() {
            if postings.doc() < doc {
                postings.seek(doc);
            }
            if postings.doc() != doc {
                return false;
            }
            postings.positions(&mut found);
            self.positions.extend(found.iter().map(|&position| (position, number)));
        }
        self.positions.sort_unstable();
        found.clear();
        if let Some(ends) = &mut self.ends {
            if ends.doc() < doc {
                ends.seek(doc);
            }
            if ends.doc() == doc {
                ends.positions(&mut found);
            }
        }
        let needed: Vec<usize> = self.words.iter().map(|(_, times)| *times).collect();
        let (mut rest, width) = (&self.positions[..], self.width);
        for end in found {
            let block;
            (block, rest) = rest.split_at(rest.partition_point(|&(position, _)| position < end));
            if fits(block, needed.clone(), width) {
                return true;
            }
        }
        fits(rest, needed, width)
    }
}

/// Whether every word stands often enough within `width` positions.
pub(super) fn fits(positions: &[(u32, usize)], mut needed: Vec<usize>, width: u32) -> bool {
    let mut surplus = vec![0; needed.len()];
    let mut n_missing: usize = needed.iter().sum();
    let mut from = 0;
    for &(position, number) in positions {
        if needed[number] > 0 {
            needed[number] -= 1;
            n_missing -= 1;
        } else {
            surplus[number] += 1;
        }
        while position - positions[from].0 >= width {
            let (_, leaving) = positions[from];
            if surplus[leaving] > 0 {
                surplus[leaving] -= 1;
            } else {
                needed[leaving] += 1;
                n_missing += 1;
            }
            from += 1;
        }
        if n_missing == 0 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_matter_but_width_does() {
        let positions = [(3, 1), (9, 0), (40, 1), (43, 0)];
        assert!(fits(&positions, vec![1, 1], 4));
        assert!(!fits(&positions, vec![1, 1], 3));
        assert!(fits(&positions[..2], vec![1, 1], 7));
    }

    #[test]
    fn a_word_asked_for_twice_must_stand_twice() {
        assert!(!fits(&[(3, 0), (5, 1)], vec![2, 1], 10));
        assert!(fits(&[(3, 0), (5, 1), (8, 0)], vec![2, 1], 10));
        assert!(!fits(&[(3, 0), (5, 1), (8, 0)], vec![2, 1], 5));
    }
}
