//! How documents lie in a segment.
//!
//! The engine sorts the documents of a segment by one number: their kind, and behind it their turn. Each kind is one
//! range, so that who seeks releases never passes over quotes, and what is kept in memory of the documents of a kind
//! is found by [row](Kinds::row). A quote has the turn of its release, and no other release of the archive has it:
//! quotes lie in the order of their releases, however segments are merged, and each tells by it
//! [whose it is](crate::quoted).

use std::ops::Range;

use tantivy::{DocId, columnar::Column};

use crate::schema::DocKind;

/// The bits of a turn; those of the kind stand above.
const TURN_BITS: u32 = 48;

/// The number by which a document is sorted.
pub(crate) fn of(kind: DocKind, turn: u64) -> u64 {
    kind.code() << TURN_BITS | self::turn(turn)
}

/// The turn of a document that is sorted by this number.
pub(crate) fn turn(number: u64) -> u64 {
    number & ((1 << TURN_BITS) - 1)
}

/// The ranges of the kinds in one segment.
#[derive(Clone, Debug)]
pub(crate) struct Kinds {
    /// Where each kind ends, by its code.
    ends: [DocId; DocKind::ALL.len()],
}

impl Kinds {
    /// Reads a column whose values never fall.
    pub(crate) fn of(column: &Column<u64>, max_doc: DocId) -> Self {
        let is_before = |doc, kind: DocKind| {
            column.first(doc).is_some_and(|number| number >> TURN_BITS <= kind.code())
        };
        let end = |kind| first(0..max_doc, |doc| is_before(doc, kind));
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

/// The first document of a range for which this is not so; it is so of all before that one.
pub(crate) fn first(range: Range<DocId>, is_before: impl Fn(DocId) -> bool) -> DocId {
    let Range { start: mut from, end: mut to } = range;
    while from < to {
        let middle = from.midpoint(to);
        if is_before(middle) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    from
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
        let field = builder.add_u64_field("order", FAST);
        let sort_by_field = IndexSortByField { field: "order".to_owned(), order: Order::Asc };
        let settings =
            IndexSettings { sort_by_field: Some(sort_by_field), ..IndexSettings::default() };
        let builder = Index::builder().schema(builder.build()).settings(settings);
        let index = builder.create_in_ram().unwrap();
        let mut writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
        let kinds = [DocKind::File, DocKind::Release, DocKind::File, DocKind::Release];
        for (kind, turn) in kinds.into_iter().zip([7, 1 << 47, 1 << 47, 3]) {
            writer.add_document(tantivy::doc!(field => of(kind, turn))).unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let reader = searcher.segment_reader(0);
        let column = reader.fast_fields().u64("order").unwrap();
        let kinds = Kinds::of(&column, reader.max_doc());
        assert_eq!(DocKind::ALL.map(|kind| kinds.range(kind)), [0..2, 2..2, 2..4, 4..4]);
        let turns: Vec<u64> = (0..4).filter_map(|doc| column.first(doc)).map(turn).collect();
        assert_eq!(turns, [3, 1 << 47, 7, 1 << 47]);
        assert_eq!(Kinds::row(&(2..4), 3), 1);
        assert!(Kinds::row(&(2..4), 1) > 2);
    }
}
