//! One pass over everything that matches: the total, the best hits and every facet.
//!
//! With filters on the facets themselves ("drill sideways"), a document that fails none of them counts
//! everywhere; one that fails the filter of one facet only counts in that facet; others nowhere.

use std::{cmp::Reverse, collections::BinaryHeap};

use query::Field as Facet;
use tantivy::{
    DocAddress, DocId, DocSet, SegmentReader, TERMINATED, TantivyError,
    columnar::Column,
    query::{EnableScoring, Scorer, Weight},
};

use crate::{
    Error, Sort,
    compile::Compiled,
    facet::{Counted, FacetCounter},
    rank::{Rank, Statistics, rounded},
    reader::Snapshot,
    schema::DocKind,
};

/// What is wanted of a pass.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(crate) kind: DocKind,
    pub(crate) sort: Sort,
    /// How many of the best are kept.
    pub(crate) n_best: usize,
    pub(crate) facets: Vec<Facet>,
    pub(crate) boilerplate: bool,
}

/// What a pass gives.
pub(crate) struct Passed {
    pub(crate) total: u64,
    /// The best first.
    pub(crate) best: Vec<Best>,
    /// In the order in which the facets were wanted.
    pub(crate) facets: Vec<Counted>,
}

/// One of the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Best {
    rank: Rank,
    score_bits: u32,
    segment: u32,
    doc: DocId,
}

impl Best {
    pub(crate) fn address(self) -> DocAddress {
        DocAddress::new(self.segment, self.doc)
    }

    pub(crate) fn score(self) -> f32 {
        f32::from_bits(self.score_bits)
    }
}

/// Runs the pass.
pub(crate) fn run(
    snapshot: &Snapshot,
    compiled: &Compiled,
    wanted: &Wanted,
) -> Result<Passed, Error> {
    let mut counters = Vec::new();
    for &facet in &wanted.facets {
        let Some(field) = snapshot.fields.facet(facet, wanted.boilerplate) else { continue };
        let values = snapshot.values(facet, field)?.clone();
        counters.push(FacetCounter::new(snapshot.fields.name(field).to_owned(), values));
    }
    let pass = Pass { snapshot, compiled, wanted };
    pass.run(counters).map_err(|error| snapshot.failed(error))
}

struct Pass<'a> {
    snapshot: &'a Snapshot,
    compiled: &'a Compiled,
    wanted: &'a Wanted,
}

impl Pass<'_> {
    fn run(&self, mut counters: Vec<FacetCounter>) -> Result<Passed, TantivyError> {
        let searcher = &self.snapshot.searcher;
        let statistics = Statistics::of(searcher, &self.snapshot.fields, self.wanted.kind)?;
        let is_ranked = self.wanted.sort == Sort::Relevance && self.wanted.n_best > 0;
        let unranked = EnableScoring::disabled_from_searcher(searcher);
        let scoring = if is_ranked {
            EnableScoring::enabled_from_statistics_provider(&statistics, searcher)
        } else {
            unranked
        };
        let weight = self.compiled.base.weight(scoring)?;
        let apart: Result<Vec<_>, _> =
            self.compiled.apart.iter().map(|(_, query)| query.weight(unranked)).collect();
        let (apart, mut total) = (apart?, 0);
        let mut best = Top::new(self.wanted.n_best);
        for (segment, reader) in searcher.segment_readers().iter().enumerate() {
            let counts = self.segment(
                (segment, reader),
                (&*weight, is_ranked),
                &apart,
                &counters,
                (&mut total, &mut best),
            )?;
            for (counter, counts) in counters.iter_mut().zip(counts) {
                counter.add(segment, &counts);
            }
        }
        let facets = counters.into_iter().map(FacetCounter::finish).collect();
        Ok(Passed { total, best: best.into_sorted(), facets })
    }

    /// Passes over one segment and gives the counts of each facet.
    fn segment(
        &self,
        (segment, reader): (usize, &SegmentReader),
        (weight, is_ranked): (&dyn Weight, bool),
        apart: &[Box<dyn Weight>],
        counters: &[FacetCounter],
        (total, best): (&mut u64, &mut Top),
    ) -> Result<Vec<Vec<u32>>, TantivyError> {
        let counting: Result<Vec<_>, _> =
            counters.iter().map(|counter| counter.segment(segment, reader)).collect();
        let mut counting = counting?;
        let tests: Result<Vec<_>, _> =
            apart.iter().map(|weight| weight.scorer(reader, 1.0)).collect();
        let mut tests = tests?;
        let facet_of_test: Vec<usize> =
            self.compiled.apart.iter().map(|(facet, _)| self.facet_number(*facet)).collect();
        let ranks = Ranks::open(self.snapshot, self.wanted.sort, segment, reader)?;
        let mut visit = |doc: DocId, score: f32| {
            if reader.is_deleted(doc) {
                return;
            }
            let mut failed = None;
            for (test, &facet) in tests.iter_mut().zip(&facet_of_test) {
                if !holds(test, doc) && failed.replace(facet).is_some() {
                    return;
                }
            }
            if let Some(facet) = failed {
                return counting[facet].count(doc);
            }
            *total += 1;
            for counter in &mut counting {
                counter.count(doc);
            }
            best.offer(&ranks, doc, score);
        };
        if is_ranked {
            weight.for_each(reader, &mut |doc, score| visit(doc, rounded(score)))?;
        } else {
            let mut block = |docs: &[DocId]| docs.iter().for_each(|&doc| visit(doc, 1.0));
            weight.for_each_no_score(reader, &mut block)?;
        }
        Ok(counting.into_iter().map(super::facet::SegmentCounter::finish).collect())
    }

    fn facet_number(&self, facet: Facet) -> usize {
        let at = self.wanted.facets.iter().position(|other| *other == facet);
        at.expect("only filters of wanted facets are kept apart")
    }
}

/// Whether the document is in the set. Documents come in order.
fn holds(test: &mut Box<dyn Scorer>, doc: DocId) -> bool {
    if test.doc() < doc {
        test.seek(doc);
    }
    test.doc() == doc && doc != TERMINATED
}

/// The columns that the order of hits looks at, in one segment.
struct Ranks {
    sort: Sort,
    segment: u32,
    first_day: Column<u64>,
    release: Column<u64>,
    number: Column<u64>,
}

impl Ranks {
    fn open(
        snapshot: &Snapshot,
        sort: Sort,
        segment: usize,
        reader: &SegmentReader,
    ) -> Result<Self, TantivyError> {
        let fields = &snapshot.fields;
        let column = |field| reader.fast_fields().u64(fields.name(field));
        Ok(Self {
            sort,
            segment: u32::try_from(segment).unwrap_or(u32::MAX),
            first_day: column(fields.first_day)?,
            release: column(fields.release)?,
            number: column(fields.number)?,
        })
    }

    fn of(&self, doc: DocId, score: f32) -> Best {
        let value = |column: &Column<u64>| column.first(doc).unwrap_or(0);
        let id = (value(&self.release), value(&self.number));
        let rank = Rank::new(self.sort, score, value(&self.first_day), id);
        Best { rank, score_bits: score.to_bits(), segment: self.segment, doc }
    }
}

/// The best hits so far.
struct Top {
    n_best: usize,
    heap: BinaryHeap<Reverse<Best>>,
}

impl Top {
    fn new(n_best: usize) -> Self {
        Self { n_best, heap: BinaryHeap::new() }
    }

    #[inline]
    fn offer(&mut self, ranks: &Ranks, doc: DocId, score: f32) {
        if self.heap.len() < self.n_best {
            return self.heap.push(Reverse(ranks.of(doc, score)));
        }
        let Some(mut worst) = self.heap.peek_mut() else { return };
        // most hits are turned away here, before any column is read
        if ranks.sort == Sort::Relevance && score < worst.0.score() {
            return;
        }
        let candidate = ranks.of(doc, score);
        if candidate > worst.0 {
            *worst = Reverse(candidate);
        }
    }

    fn into_sorted(self) -> Vec<Best> {
        self.heap.into_sorted_vec().into_iter().map(|Reverse(best)| best).collect()
    }
}
