//! `FacetCounter`: counts the values of one column in a dense array.

use std::sync::Arc;

use tantivy::{DocId, columnar::StrColumn};

use super::{Values, decoded::Decoded, values::SegmentValues};

/// Counts the values of one column.
pub(crate) struct FacetCounter {
    values: Arc<Values>,
    counts: Vec<u64>,
    in_memory: bool,
}

/// What was counted: by the number of the value.
pub(crate) struct Counted {
    pub(crate) values: Arc<Values>,
    pub(crate) counts: Vec<u64>,
}

/// Counts in one segment.
pub(crate) struct SegmentCounter<'a> {
    counts: &'a mut [u64],
    source: Source<'a>,
}

/// Where the values of a document are read.
enum Source<'a> {
    Memory(&'a Decoded),
    /// No two ordinals are one value.
    Column(&'a SegmentValues, &'a StrColumn),
    Spellings(&'a SegmentValues, &'a StrColumn, Vec<u32>),
    Nothing,
}

impl FacetCounter {
    pub(crate) fn new(values: Arc<Values>) -> Self {
        let counts = vec![0; values.len()];
        // decided once, not by each segment
        let in_memory = values.decoded().is_some();
        Self { values, counts, in_memory }
    }

    pub(crate) fn segment(&mut self, segment: usize) -> SegmentCounter<'_> {
        let values = &*self.values;
        let of_segment = values.segment(segment);
        let decoded = if self.in_memory { values.decoded() } else { None };
        let source = match (decoded, &of_segment.column) {
            (Some(decoded), _) => Source::Memory(&decoded[segment]),
            (None, None) => Source::Nothing,
            (None, Some(column)) if values.has_spellings() => {
                Source::Spellings(of_segment, column, Vec::new())
            }
            (None, Some(column)) => Source::Column(of_segment, column),
        };
        SegmentCounter { counts: &mut self.counts, source }
    }

    pub(crate) fn finish(self) -> Counted {
        Counted { values: self.values, counts: self.counts }
    }
}

impl SegmentCounter<'_> {
    /// Counts each value of the document once.
    #[inline]
    pub(crate) fn count(&mut self, doc: DocId) {
        match &mut self.source {
            Source::Memory(decoded) => {
                for &number in decoded.values(doc) {
                    self.counts[number as usize] += 1;
                }
            }
            Source::Column(values, column) => {
                for ordinal in column.term_ords(doc) {
                    if let Some(number) = values.number(ordinal) {
                        self.counts[number as usize] += 1;
                    }
                }
            }
            Source::Spellings(values, column, numbers) => {
                numbers.clear();
                values.numbers_of(column, doc, numbers);
                for &number in &*numbers {
                    self.counts[number as usize] += 1;
                }
            }
            Source::Nothing => {}
        }
    }
}

impl SegmentValues {
    #[inline]
    fn number(&self, ordinal: u64) -> Option<u32> {
        usize::try_from(ordinal).ok().and_then(|at| self.numbers.get(at)).copied()
    }

    /// Appends the values of a document, each once, to an empty list.
    pub(crate) fn numbers_of(&self, column: &StrColumn, doc: DocId, numbers: &mut Vec<u32>) {
        for ordinal in column.term_ords(doc) {
            let number = self.number(ordinal);
            numbers.extend(number.filter(|number| !numbers.contains(number)));
        }
    }
}
