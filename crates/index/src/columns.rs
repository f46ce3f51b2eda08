//! `Columns`: the number columns of a segment, opened once per generation.

use tantivy::{
    DocId, SegmentReader, TantivyError,
    columnar::{BytesColumn, Column},
};

use crate::schema::{DocKind, Fields};

/// The number columns of a segment.
#[derive(Clone)]
pub(crate) struct Columns {
    kind: Column<u64>,
    pub(crate) release: Column<u64>,
    pub(crate) number: Column<u64>,
    pub(crate) first_day: Column<u64>,
    pub(crate) last_day: Column<u64>,
    attributed: Column<u64>,
    /// The sketches of releases; `None` in a segment without.
    pub(crate) sketch: Option<BytesColumn>,
    /// What is kept of the paragraphs of releases.
    pub(crate) passage: Column<u64>,
    /// The releases of files.
    pub(crate) of: Column<u64>,
    /// The entries of files; `None` in a segment without files.
    pub(crate) file: Option<BytesColumn>,
}

impl Columns {
    pub(crate) fn open(reader: &SegmentReader, fields: &Fields) -> Result<Self, TantivyError> {
        let columns = reader.fast_fields();
        let numbers = |field| columns.u64(fields.name(field));
        Ok(Self {
            kind: numbers(fields.kind)?,
            release: numbers(fields.release)?,
            number: numbers(fields.number)?,
            first_day: numbers(fields.first_day)?,
            last_day: numbers(fields.last_day)?,
            attributed: numbers(fields.attributed)?,
            sketch: columns.bytes(fields.name(fields.sketch))?,
            passage: numbers(fields.passage)?,
            of: numbers(fields.of)?,
            file: columns.bytes(fields.name(fields.file))?,
        })
    }

    /// Whether it is a quote of which it is said whose words it gives.
    pub(crate) fn is_attributed(&self, doc: DocId) -> bool {
        self.attributed.first(doc) == Some(1)
    }

    pub(crate) fn is(&self, doc: DocId, kind: DocKind) -> bool {
        self.kind.first(doc) == Some(kind.code())
    }
}
