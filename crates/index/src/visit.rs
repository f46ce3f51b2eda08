//! Every document that matches a clause, one after the other.

use std::cell::Cell;

use tantivy::{DocAddress, DocId, TantivyError};

use crate::{
    Error,
    columns::Columns,
    pass::Deadline,
    rank::{Rank, Statistics, rounded},
    reader::Snapshot,
    request::Sort,
    schema::DocKind,
    sweep::{Asked, Clause, Sweep, WIDTH},
};

/// A document that matches.
#[derive(Clone, Copy)]
pub(crate) struct Met<'a> {
    pub(crate) segment: u32,
    pub(crate) doc: DocId,
    pub(crate) score: f32,
    pub(crate) columns: &'a Columns,
}

impl Met<'_> {
    pub(crate) fn address(self) -> DocAddress {
        DocAddress::new(self.segment, self.doc)
    }

    /// The id of its release and the number of the quote in it.
    pub(crate) fn id(self) -> (u64, u64) {
        self.columns.place(self.doc)
    }

    /// Where it stands in the order of relevance.
    pub(crate) fn rank(self) -> Rank {
        let first_day = self.columns.first_day.first(self.doc).unwrap_or(0);
        Rank::new(Sort::Relevance, self.score, first_day, self.id())
    }
}

/// Calls `visit` for every document that matches and is not deleted, segment by segment; fails when it has not
/// come to the end by the deadline.
pub(crate) fn each<'a>(
    snapshot: &'a Snapshot,
    clause: &Clause,
    (kind, deadline): (DocKind, Option<Deadline>),
    visit: impl FnMut(Met<'a>),
) -> Result<(), Error> {
    let is_late = || Deadline::check(deadline).is_err();
    let visited = visit_all(snapshot, clause, (kind, true), is_late, visit);
    if visited.map_err(|error| snapshot.failed(error))? {
        return Ok(());
    }
    Deadline::check(deadline)
}

/// The same where it does not matter how well a document matches.
pub(crate) fn each_unranked<'a>(
    snapshot: &'a Snapshot,
    clause: &Clause,
    (kind, deadline): (DocKind, Option<Deadline>),
    mut visit: impl FnMut(DocId, &'a Columns),
) -> Result<(), Error> {
    let is_late = || Deadline::check(deadline).is_err();
    let visited =
        visit_all(snapshot, clause, (kind, false), is_late, |met| visit(met.doc, met.columns));
    if visited.map_err(|error| snapshot.failed(error))? {
        return Ok(());
    }
    Deadline::check(deadline)
}

/// Whether any document matches that is not deleted.
pub(crate) fn any(
    snapshot: &Snapshot,
    clause: &Clause,
    (kind, deadline): (DocKind, Option<Deadline>),
) -> Result<bool, Error> {
    let is_met = Cell::new(false);
    let is_late = || is_met.get() || Deadline::check(deadline).is_err();
    let visited = visit_all(snapshot, clause, (kind, false), is_late, |_| is_met.set(true));
    if !visited.map_err(|error| snapshot.failed(error))? && !is_met.get() {
        Deadline::check(deadline)?;
    }
    Ok(is_met.get())
}

/// Tells whether it came to the end: it breaks off when it `is_late`.
fn visit_all<'a>(
    snapshot: &'a Snapshot,
    clause: &Clause,
    (kind, is_ranked): (DocKind, bool),
    is_late: impl Fn() -> bool,
    mut visit: impl FnMut(Met<'a>),
) -> Result<bool, TantivyError> {
    let statistics = &Statistics::of(snapshot, kind);
    // what a question asks on its way is no other question
    let is_again = is_ranked && snapshot.is_asked_again();
    let mut scores = vec![1.0; WIDTH];
    for (segment, reader, columns) in snapshot.segments() {
        let asked = Asked { snapshot, segment, reader, statistics, kind, is_ranked, is_again };
        let mut sweep = Sweep::open(clause, &[], &asked)?;
        let is_whole = sweep.each(&is_late, |stretch| {
            if is_ranked {
                stretch.score(stretch.met, &mut scores);
            }
            stretch.met.each(|at| {
                let (doc, score) = (stretch.doc(at), rounded(scores[at]));
                visit(Met { segment, doc, score, columns });
            });
        });
        if !is_whole {
            return Ok(false);
        }
    }
    Ok(true)
}
