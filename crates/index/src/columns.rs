//! `Columns`: the number columns of a segment, opened once per generation.

use std::{io, ops::Range};

use release::ReleaseId;
use tantivy::{
    DocId, SegmentReader, TantivyError,
    columnar::{BytesColumn, Column},
};

use crate::{
    order::Kinds,
    quoted::Quoted,
    schema::{DocKind, Fields},
};

/// The number columns of a segment.
#[derive(Clone)]
pub(crate) struct Columns {
    kinds: Kinds,
    /// Whose quotes are, and where they stand.
    pub(crate) quoted: Quoted,
    /// The ids of releases.
    pub(crate) id: Column<u64>,
    pub(crate) number: Column<u64>,
    pub(crate) first_day: Column<u64>,
    pub(crate) last_day: Column<u64>,
    attributed: Column<u64>,
    warned: Column<u64>,
    /// The sketches of releases; `None` in a segment without.
    pub(crate) sketch: Option<BytesColumn>,
    /// What is kept of the paragraphs of releases.
    pub(crate) passage: Column<u64>,
    /// The releases of files.
    pub(crate) of: Column<u64>,
    /// The entries of files; `None` in a segment without files.
    pub(crate) file: Option<BytesColumn>,
}

/// A mark for each term of a column.
///
/// # Errors
///
/// A spoilt dictionary may say that it has more terms than there is memory: what it says is believed where the last
/// of them is there.
pub(crate) fn marks(column: &BytesColumn) -> io::Result<Vec<bool>> {
    let n_terms = column.num_terms();
    let Some(last) = n_terms.checked_sub(1) else { return Ok(Vec::new()) };
    if column.dictionary().ord_to_term(last as u64, &mut Vec::new())? {
        return Ok(vec![false; n_terms]);
    }
    let detail = "a dictionary claims more terms than there are";
    Err(io::Error::new(io::ErrorKind::InvalidData, detail))
}

impl Columns {
    pub(crate) fn open(reader: &SegmentReader, fields: &Fields) -> Result<Self, TantivyError> {
        let columns = reader.fast_fields();
        let numbers = |field| columns.u64(fields.name(field));
        let order = numbers(fields.order)?;
        let kinds = Kinds::of(&order, reader.max_doc());
        let of_quotes = [fields.n_quotes, fields.stand, fields.n_words].map(numbers);
        Ok(Self {
            quoted: Quoted::of(&kinds, order, of_quotes)?,
            kinds,
            id: numbers(fields.id)?,
            number: numbers(fields.number)?,
            first_day: numbers(fields.first_day)?,
            last_day: numbers(fields.last_day)?,
            attributed: numbers(fields.attributed)?,
            warned: numbers(fields.warned)?,
            sketch: columns.bytes(fields.name(fields.sketch))?,
            passage: numbers(fields.passage)?,
            of: numbers(fields.of)?,
            file: columns.bytes(fields.name(fields.file))?,
        })
    }

    /// The documents of a kind, deleted ones among them.
    pub(crate) fn range(&self, kind: DocKind) -> Range<DocId> {
        self.kinds.range(kind)
    }

    /// The documents of a kind that are not deleted.
    pub(crate) fn alive<'a>(
        &self,
        reader: &'a SegmentReader,
        kind: DocKind,
    ) -> impl Iterator<Item = DocId> + use<'a> {
        self.range(kind).filter(|&doc| !reader.is_deleted(doc))
    }

    /// The id of a release, or of that of a quote.
    pub(crate) fn release(&self, doc: DocId) -> Option<ReleaseId> {
        let release = self.quoted.release_of(doc).unwrap_or(doc);
        self.id.first(release).map(ReleaseId)
    }

    /// The id of a release and 0, or that of the release of a quote and the number of the quote in it.
    pub(crate) fn place(&self, doc: DocId) -> (u64, u64) {
        let ReleaseId(id) = self.release(doc).unwrap_or(ReleaseId(0));
        (id, self.number.first(doc).unwrap_or(0))
    }

    /// Whether it is a quote of which it is said whose words it gives.
    pub(crate) fn is_attributed(&self, doc: DocId) -> bool {
        self.attributed.first(doc) == Some(1)
    }

    /// Whether it is a release that was read with a warning.
    pub(crate) fn is_warned(&self, doc: DocId) -> bool {
        self.warned.first(doc).is_some()
    }

    pub(crate) fn is(&self, doc: DocId, kind: DocKind) -> bool {
        self.range(kind).contains(&doc)
    }
}
