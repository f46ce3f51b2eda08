//! `Kinds`: where the documents of each kind lie in a segment.
//!
//! The engine sorts the documents of a segment by their kind, so that each kind is one range. Who seeks
//! releases never passes over quotes, and what is kept in memory of the documents of a kind is found by
//! [row](Kinds::row).

use std::ops::Range;

use tantivy::{DocId, columnar::Column};

use crate::schema::DocKind;

/// The ranges of the kinds in one segment.
#[derive(Clone, Debug)]
pub(crate) struct Kinds {
    /// Where each kind ends, by its code.
    ends: [DocId; DocKind::ALL.len()],
}

impl Kinds {
    /// Reads a column whose values never fall.
    pub(crate) fn of(column: &Column<u64>, max_doc: DocId) -> Self {
        let end = |kind: DocKind| {
            let (mut from, mut to) = (0, max_doc);
            while from < to {
                let middle = from.midpoint(to);
                if column.first(middle).is_some_and(|code| code <= kind.code()) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            from
        };
        Self { ends: DocKind::ALL.map(end) }
    }

    /// The documents of a kind, deleted ones among them.
    pub(crate) fn range(&self, kind: DocKind) -> Range<DocId> {
        let at = kind as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        start..self.ends[at].max(start)
    }

    /// The place of a document in what is kept of its kind; behind all for a document of another kind.
    #[inline]
    pub(crate) fn row(range: &Range<DocId>, doc: DocId) -> usize {
        doc.wrapping_sub(range.start) as usize
    }
}

#[cfg(test)]
mod tests {
    use tantivy::{
        Index, IndexSettings, IndexSortByField, Order,
        schema::{FAST, Schema},
    };

    use super::*;

    #[test]
    fn each_kind_is_a_range_of_a_sorted_segment() {
        let mut builder = Schema::builder();
        let field = builder.add_u64_field("kind", FAST);
        let sort_by_field = IndexSortByField { field: "kind".to_owned(), order: Order::Asc };
        let settings =
            IndexSettings { sort_by_field: Some(sort_by_field), ..IndexSettings::default() };
        let builder = Index::builder().schema(builder.build()).settings(settings);
        let index = builder.create_in_ram().unwrap();
        let mut writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
        for kind in [DocKind::File, DocKind::Release, DocKind::File, DocKind::Release] {
            writer.add_document(tantivy::doc!(field => kind.code())).unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let reader = searcher.segment_reader(0);
        let kinds = Kinds::of(&reader.fast_fields().u64("kind").unwrap(), reader.max_doc());
        assert_eq!(DocKind::ALL.map(|kind| kinds.range(kind)), [0..2, 2..2, 2..4, 4..4]);
        assert_eq!(Kinds::row(&(2..4), 3), 1);
        assert!(Kinds::row(&(2..4), 1) > 2);
    }
}
