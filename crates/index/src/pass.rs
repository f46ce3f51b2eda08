//! One pass over everything that matches: the total, the best hits and every facet.
//!
//! With filters on the facets themselves ("drill sideways"), a document that fails none of them counts
//! everywhere; one that fails the filter of one facet only counts in that facet; others nowhere.

use std::{
    cell::Cell,
    cmp::Reverse,
    collections::BinaryHeap,
    ops::Range,
    time::{Duration, Instant},
};

use query::Field as Facet;
use release::ReleaseId;
use tantivy::{DocAddress, DocId, TantivyError};

use crate::{
    Error, Sort,
    columns::Columns,
    compile::Compiled,
    facet::{Counted, Sought, Tally},
    order::Kinds,
    rank::{Rank, Statistics, rounded},
    reader::Snapshot,
    recency::Recency,
    schema::DocKind,
    sweep::{Asked, Bits, Clause, Stretch, Sweep, WIDTH},
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
    /// When it must have come to its end.
    pub(crate) deadline: Option<Deadline>,
}

/// A moment, and what is said when it comes too early.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline {
    at: Instant,
    limit: Duration,
}

impl Deadline {
    pub(crate) fn after(limit: Duration) -> Self {
        Self::since(Instant::now(), limit)
    }

    pub(crate) fn since(started: Instant, limit: Duration) -> Self {
        Self { at: started + limit, limit }
    }

    /// Fails when it has come.
    pub(crate) fn check(deadline: Option<Self>) -> Result<(), Error> {
        match deadline {
            Some(Self { at, limit }) if Instant::now() >= at => {
                Err(Error::TooSlow { limit_ms: limit.as_millis() })
            }
            _ => Ok(()),
        }
    }
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
    let is_again = snapshot.is_asked_again();
    let Compiled { base, apart } = compiled;
    // with one filter and no words, the facet of the filter counts the whole archive: that is kept, and the
    // others look at what the filter lets through
    let is_whole = is_again && matches!(base, Clause::Everything) && apart.len() < 2;
    let sought = |&facet: &Facet| {
        let column = snapshot.fields.facet(facet, wanted.boilerplate)?;
        let is_filtered = apart.iter().any(|(field, _)| *field == facet.own());
        let is_whole = is_whole && (is_filtered || apart.is_empty());
        Some(Sought { facet, column, is_filtered, is_whole })
    };
    let (base, apart) = match &apart[..] {
        [(_, filter)] if is_whole => (filter, &[][..]),
        apart => (base, apart),
    };
    let facets: Vec<Sought> = wanted.facets.iter().filter_map(sought).collect();
    let mut tally = Tally::new(snapshot, &facets, (wanted.kind, is_again))?;
    // what is only one of all matches as well as any other
    let is_ranked = !is_whole && wanted.sort.looks_at_score() && wanted.n_best > 0;
    let is_whole = Cell::new(true);
    let pass = Pass { snapshot, base, apart, wanted, is_again, is_ranked, is_whole };
    Deadline::check(wanted.deadline)?;
    let passed = pass.run(&mut tally).map_err(|error| snapshot.failed(error))?;
    if !pass.is_whole.get() {
        Deadline::check(wanted.deadline)?;
    }
    Ok(Passed { facets: tally.finish()?, ..passed })
}

struct Pass<'a> {
    snapshot: &'a Snapshot,
    base: &'a Clause,
    apart: &'a [(Facet, Clause)],
    wanted: &'a Wanted,
    is_again: bool,
    is_ranked: bool,
    /// Whether it has not been broken off.
    is_whole: Cell<bool>,
}

impl Pass<'_> {
    /// Counts into the tally; gives the total and the best.
    fn run(&self, tally: &mut Tally<'_>) -> Result<Passed, TantivyError> {
        let snapshot = self.snapshot;
        let statistics = &Statistics::of(snapshot, self.wanted.kind);
        let is_ranked = self.is_ranked;
        let recency = (self.wanted.sort == Sort::Recent).then(|| Recency::of(snapshot));
        let (mut total, mut best) = (0, Top::new(self.wanted.n_best));
        let is_again = self.is_again;
        for (segment, reader, columns) in snapshot.segments() {
            let kind = self.wanted.kind;
            let asked = Asked { snapshot, segment, reader, statistics, kind, is_ranked, is_again };
            let at = segment as usize;
            let days = is_again.then(|| (columns.range(kind), snapshot.days(kind)[at].as_slice()));
            let ranks = Ranks { sort: self.wanted.sort, segment, columns, days };
            self.segment(&asked, (&ranks, recency), tally, (&mut total, &mut best))?;
            if !self.is_whole.get() {
                break;
            }
        }
        Ok(Passed { total, best: best.into_sorted(), facets: Vec::new() })
    }

    /// Passes over one segment.
    fn segment(
        &self,
        asked: &Asked<'_>,
        (ranks, recency): (&Ranks<'_>, Option<Recency>),
        tally: &mut Tally<'_>,
        (total, best): (&mut u64, &mut Top),
    ) -> Result<(), TantivyError> {
        let facets_of_filter: Vec<Vec<usize>> =
            self.apart.iter().map(|(field, _)| self.facets_of(*field)).collect();
        let mut sweep = Sweep::open(self.base, self.apart, asked)?;
        let mut scores = vec![1.0; WIDTH];
        let mut docs = Vec::with_capacity(WIDTH);
        let is_late = || Deadline::check(self.wanted.deadline).is_err();
        let is_whole = sweep.each(is_late, |stretch| {
            let met = stretch.met;
            let mut all = met.clone();
            stretch.apart.iter().for_each(|passed| all.keep(passed));
            for (at, facets) in facets_of_filter.iter().enumerate() {
                if facets.is_empty() {
                    continue;
                }
                let mut beside = met.clone();
                for (other, passed) in stretch.apart.iter().enumerate() {
                    if other == at { beside.drop(passed) } else { beside.keep(passed) }
                }
                list(stretch, &beside, &mut docs);
                for &facet in facets {
                    tally.count(facet, asked.segment, &docs);
                }
            }
            list(stretch, &all, &mut docs);
            *total += docs.len() as u64;
            tally.count_all(asked.segment, &docs);
            if best.n_best == 0 || docs.is_empty() {
                return;
            }
            if asked.is_ranked {
                stretch.score(&all, &mut scores);
            }
            all.each(|at| {
                let (doc, score) = (stretch.doc(at), rounded(scores[at]));
                let score =
                    recency.map_or(score, |recency| recency.weighed(score, ranks.dated(doc)));
                best.offer(ranks, doc, score);
            });
        });
        if !is_whole {
            self.is_whole.set(false);
        }
        Ok(())
    }

    /// The numbers of the facets that leave out the filters of a field.
    fn facets_of(&self, field: Facet) -> Vec<usize> {
        let facets = self.wanted.facets.iter().enumerate();
        facets.filter(|(_, facet)| facet.own() == field).map(|(number, _)| number).collect()
    }
}

fn list(stretch: &Stretch<'_>, of: &Bits, docs: &mut Vec<DocId>) {
    docs.clear();
    of.each(|at| docs.push(stretch.doc(at)));
}

/// What the order of hits looks at, in one segment.
struct Ranks<'a> {
    sort: Sort,
    segment: u32,
    columns: &'a Columns,
    /// The first days in memory.
    days: Option<(Range<DocId>, &'a [u32])>,
}

impl Ranks<'_> {
    /// The first day, 0 for what is not dated.
    #[inline]
    fn first_day(&self, doc: DocId) -> u64 {
        match &self.days {
            Some((range, days)) => days.get(Kinds::row(range, doc)).copied().unwrap_or(0).into(),
            None => self.columns.first_day.first(doc).unwrap_or(0),
        }
    }

    fn dated(&self, doc: DocId) -> Option<u64> {
        Some(self.first_day(doc)).filter(|day| *day > 0)
    }

    fn of(&self, doc: DocId, score: f32) -> Best {
        let first_day = self.first_day(doc);
        let rank = Rank::new(self.sort, score, first_day, self.columns.place(doc));
        Best { rank, first_day, score_bits: score.to_bits(), segment: self.segment, doc }
    }

    /// Whether the document is surely worse than `worst`, judged without reading all its columns.
    fn is_worse(&self, doc: DocId, score: f32, worst: Best) -> bool {
        if self.sort.looks_at_score() && score.to_bits() != worst.score_bits {
            return score < worst.score();
        }
        let first_day = self.first_day(doc);
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
