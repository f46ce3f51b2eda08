//! `Tally`: the facets of a pass: counted at once, or afterwards from the documents that were met.
//!
//! To count by number, the values of a column must be numbered over all segments. A process that asks again
//! numbers them all once, if no table keeps their numbers. One that asks a single time and has no table keeps which
//! documents were met and numbers only the values that those hold, mostly a few of many thousand names; so does
//! every one where all of them would take more memory than they may.

use std::sync::Arc;

use query::Field as Facet;
use tantivy::{DocId, schema::Field};

use super::{Counted, FacetCounter, Values};
use crate::{Error, reader::Snapshot, schema::DocKind};

/// A facet with its column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sought {
    pub(crate) facet: Facet,
    pub(crate) column: Field,
    /// Whether a filter seeks values of it by name, so that all of them are known already.
    pub(crate) is_filtered: bool,
    /// Whether everything counts in it, whatever is met.
    pub(crate) is_whole: bool,
}

/// The facets of a pass.
pub(crate) struct Tally<'a> {
    snapshot: &'a Snapshot,
    counters: Vec<Counter<'a>>,
}

enum Counter<'a> {
    Now(FacetCounter<'a>),
    Whole(Counted),
    /// The documents that were met, by segment.
    Later(Sought, Vec<Vec<DocId>>),
}

impl<'a> Tally<'a> {
    pub(crate) fn new(
        snapshot: &'a Snapshot,
        facets: &[Sought],
        (kind, is_again): (DocKind, bool),
    ) -> Result<Self, Error> {
        let in_memory = is_again.then_some((kind, snapshot));
        let mut counters = Vec::new();
        for &sought in facets {
            let Sought { facet, column, is_filtered, is_whole } = sought;
            // how a place is shown depends on all its spellings
            let is_known_by_term = matches!(facet, Facet::Speaker | Facet::Organisation);
            let later = || {
                let n_segments = snapshot.searcher.segment_readers().len();
                Counter::Later(sought, vec![Vec::new(); n_segments])
            };
            let is_apart = !is_again && !is_filtered && is_known_by_term;
            if is_apart && !snapshot.kept().is_some_and(|kept| kept.holds(snapshot, column)) {
                counters.push(later());
                continue;
            }
            let values = match snapshot.values(facet, column) {
                Err(Error::TooManyValues { .. })
                    if !is_filtered && is_known_by_term && !is_whole =>
                {
                    counters.push(later());
                    continue;
                }
                values => Arc::clone(values?),
            };
            counters.push(if is_whole {
                Counter::Whole(FacetCounter::whole(values, kind, snapshot))
            } else {
                Counter::Now(FacetCounter::new(values, in_memory))
            });
        }
        Ok(Self { snapshot, counters })
    }

    /// Counts documents of a segment in one facet.
    pub(crate) fn count(&mut self, facet: usize, segment: u32, docs: &[DocId]) {
        match &mut self.counters[facet] {
            Counter::Now(counter) => counter.segment(segment as usize).count(docs),
            Counter::Whole(_) => {}
            Counter::Later(_, met) => met[segment as usize].extend_from_slice(docs),
        }
    }

    /// Counts documents of a segment in every facet.
    pub(crate) fn count_all(&mut self, segment: u32, docs: &[DocId]) {
        (0..self.counters.len()).for_each(|facet| self.count(facet, segment, docs));
    }

    pub(crate) fn finish(self) -> Result<Vec<Counted>, Error> {
        let Self { snapshot, counters } = self;
        let finish = |counter| match counter {
            Counter::Now(counter) => Ok(counter.finish()),
            Counter::Whole(counted) => Ok(counted),
            Counter::Later(Sought { facet, column, .. }, met) => {
                let (values, held) = Values::read_met(snapshot, facet, column, &met)?;
                let mut counter = FacetCounter::new(Arc::new(values), None);
                held.iter()
                    .enumerate()
                    .for_each(|(segment, held)| counter.count_held(segment, held));
                Ok(counter.finish())
            }
        };
        counters.into_iter().map(finish).collect()
    }
}
