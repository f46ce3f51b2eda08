//! Every document that matches a query, one after the other, with its score.

use tantivy::{
    DocAddress, DocId,
    query::{EnableScoring, Query},
};

use crate::{
    Error,
    columns::Columns,
    rank::{Rank, Statistics, rounded},
    reader::Snapshot,
    request::Sort,
    schema::DocKind,
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
        let Columns { release, number, .. } = self.columns;
        (release.first(self.doc).unwrap_or(0), number.first(self.doc).unwrap_or(0))
    }

    /// Where it stands in the order of relevance.
    pub(crate) fn rank(self) -> Rank {
        let first_day = self.columns.first_day.first(self.doc).unwrap_or(0);
        Rank::new(Sort::Relevance, self.score, first_day, self.id())
    }
}

/// Calls `visit` for every document that matches and is not deleted, segment by segment.
pub(crate) fn each<'a>(
    snapshot: &'a Snapshot,
    query: &dyn Query,
    kind: DocKind,
    mut visit: impl FnMut(Met<'a>),
) -> Result<(), Error> {
    let searcher = &snapshot.searcher;
    let failed = |error| snapshot.failed(error);
    let statistics = Statistics::of(searcher, &snapshot.fields, kind).map_err(failed)?;
    let scoring = EnableScoring::enabled_from_statistics_provider(&statistics, searcher);
    let weight = query.weight(scoring).map_err(failed)?;
    for (segment, reader, columns) in snapshot.segments() {
        let met = &mut |doc: DocId, score: f32| {
            if !reader.is_deleted(doc) {
                visit(Met { segment, doc, score: rounded(score), columns });
            }
        };
        weight.for_each(reader, met).map_err(failed)?;
    }
    Ok(())
}
