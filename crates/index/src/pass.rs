//! One pass over everything that matches: the total, the best hits and every facet.
//!
//! With filters on the facets themselves ("drill sideways"), a document that fails none of them counts
//! everywhere; one that fails the filter of one facet only counts in that facet; others nowhere.

use std::{cmp::Reverse, collections::BinaryHeap};

use query::Field as Facet;
use release::ReleaseId;
use tantivy::{
    DocAddress, DocId, DocSet, SegmentReader, TERMINATED, TantivyError,
    columnar::Column,
    query::{EnableScoring, Scorer, Weight},
};

use crate::{
    Error, Sort,
    columns::Columns,
    compile::Compiled,
    facet::{Counted, FacetCounter},
    rank::{Rank, Statistics, rounded},
    reader::Snapshot,
    recency::Recency,
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
    first_day: u64,
    score_bits: u32,
    segment: u32,
    doc: DocId,
}

impl Best {
    pub(crate) fn address(self) -> DocAddress {
        DocAddress::new(self.segment, self.doc)
    }

    /// Its release.
    pub(crate) fn id(self) -> ReleaseId {
        self.rank.release()
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
        counters.push(FacetCounter::new(values));
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
        let is_ranked = self.wanted.sort.looks_at_score() && self.wanted.n_best > 0;
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
        let recency = (self.wanted.sort == Sort::Recent).then(|| Recency::of(self.snapshot));
        for segment in self.snapshot.segments() {
            self.segment(
                segment,
                (&*weight, is_ranked, recency.as_ref()),
                &apart,
                &mut counters,
                (&mut total, &mut best),
            )?;
        }
        let facets = counters.into_iter().map(FacetCounter::finish).collect();
        Ok(Passed { total, best: best.into_sorted(), facets })
    }

    /// Passes over one segment.
    fn segment(
        &self,
        (segment, reader, columns): (u32, &SegmentReader, &Columns),
        (weight, is_ranked, recency): (&dyn Weight, bool, Option<&Recency>),
        apart: &[Box<dyn Weight>],
        counters: &mut [FacetCounter],
        (total, best): (&mut u64, &mut Top),
    ) -> Result<(), TantivyError> {
        let counting = counters.iter_mut().map(|counter| counter.segment(segment as usize));
        let mut counting: Vec<_> = counting.collect();
        let tests: Result<Vec<_>, _> =
            apart.iter().map(|weight| weight.scorer(reader, 1.0)).collect();
        let mut tests = tests?;
        let facets_of_test: Vec<Vec<usize>> =
            self.compiled.apart.iter().map(|(field, _)| self.facets_of(*field)).collect();
        let ranks = Ranks { sort: self.wanted.sort, segment, columns };
        let mut visit = |doc: DocId, score: f32| {
            if reader.is_deleted(doc) {
                return;
            }
            let mut failed = None;
            for (test, facets) in tests.iter_mut().zip(&facets_of_test) {
                if !holds(test, doc) && failed.replace(facets).is_some() {
                    return;
                }
            }
            if let Some(facets) = failed {
                return facets.iter().for_each(|&facet| counting[facet].count(doc));
            }
            *total += 1;
            for counter in &mut counting {
                counter.count(doc);
            }
            let score = recency
                .map_or(score, |recency| recency.weighed(score, columns.first_day.first(doc)));
            best.offer(&ranks, doc, score);
        };
        if is_ranked {
            weight.for_each(reader, &mut |doc, score| visit(doc, rounded(score)))?;
        } else {
            let mut block = |docs: &[DocId]| docs.iter().for_each(|&doc| visit(doc, 1.0));
            weight.for_each_no_score(reader, &mut block)?;
        }
        Ok(())
    }

    /// The numbers of the facets that leave out the filters of a field.
    fn facets_of(&self, field: Facet) -> Vec<usize> {
        let facets = self.wanted.facets.iter().enumerate();
        facets.filter(|(_, facet)| facet.own() == field).map(|(number, _)| number).collect()
    }
}

/// Whether the document is in the set. Documents come in order.
fn holds(test: &mut Box<dyn Scorer>, doc: DocId) -> bool {
    if test.doc() < doc {
        test.seek(doc);
    }
    test.doc() == doc && doc != TERMINATED
}

/// What the order of hits looks at, in one segment.
struct Ranks<'a> {
    sort: Sort,
    segment: u32,
    columns: &'a Columns,
}

impl Ranks<'_> {
    fn of(&self, doc: DocId, score: f32) -> Best {
        let value = |column: &Column<u64>| column.first(doc).unwrap_or(0);
        let Columns { release, number, first_day, .. } = self.columns;
        let id = (value(release), value(number));
        let first_day = value(first_day);
        let rank = Rank::new(self.sort, score, first_day, id);
        Best { rank, first_day, score_bits: score.to_bits(), segment: self.segment, doc }
    }

    /// Whether the document is surely worse than `worst`, judged without reading all its columns.
    fn is_worse(&self, doc: DocId, score: f32, worst: Best) -> bool {
        if self.sort.looks_at_score() && score.to_bits() != worst.score_bits {
            return score < worst.score();
        }
        let first_day = self.columns.first_day.first(doc).unwrap_or(0);
        match self.sort {
            Sort::Relevance | Sort::Recent | Sort::Newest => first_day < worst.first_day,
            Sort::Oldest => worst.first_day != 0 && (first_day == 0 || first_day > worst.first_day),
        }
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
    fn offer(&mut self, ranks: &Ranks<'_>, doc: DocId, score: f32) {
        if self.heap.len() < self.n_best {
            return self.heap.push(Reverse(ranks.of(doc, score)));
        }
        let Some(mut worst) = self.heap.peek_mut() else { return };
        if ranks.is_worse(doc, score, worst.0) {
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
