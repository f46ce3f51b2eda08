//! `Decoded`: a column of one segment in memory, four bytes a value.

use tantivy::DocId;

use super::values::SegmentValues;

/// The values of each document of a segment, by number, each once.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    /// Where the values of a document begin; one more than there are documents.
    starts: Vec<u32>,
    numbers: Vec<u32>,
}

impl Decoded {
    pub(super) fn of(segment: &SegmentValues) -> Self {
        let Some(column) = &segment.column else { return Self::default() };
        let n_docs = column.num_rows();
        let mut decoded =
            Self { starts: Vec::with_capacity(n_docs as usize + 1), numbers: Vec::new() };
        let mut values = Vec::new();
        for doc in 0..n_docs {
            decoded.begin();
            values.clear();
            segment.numbers_of(column, doc, &mut values);
            decoded.numbers.extend_from_slice(&values);
        }
        decoded.begin();
        decoded
    }

    fn begin(&mut self) {
        self.starts.push(super::values::number(self.numbers.len()));
    }

    #[inline]
    pub(super) fn values(&self, doc: DocId) -> &[u32] {
        let doc = doc as usize;
        match self.starts.get(doc..doc + 2) {
            Some(&[start, end]) => &self.numbers[start as usize..end as usize],
            _ => &[],
        }
    }
}
