//! `FacetCounter`: counts the values of one column in dense arrays, one segment after the other.

use std::sync::Arc;

use tantivy::{DocId, SegmentReader, TantivyError, columnar::StrColumn};

use super::Values;

/// Counts the values of one column.
#[derive(Debug)]
pub(crate) struct FacetCounter {
    column_name: String,
    values: Arc<Values>,
    counts: Vec<u64>,
}

/// What was counted: by the number of the value.
#[derive(Debug)]
pub(crate) struct Counted {
    pub(crate) values: Arc<Values>,
    pub(crate) counts: Vec<u64>,
}

/// Counts in one segment, by its own ordinals.
pub(crate) struct SegmentCounter<'a> {
    column: Option<StrColumn>,
    numbers: &'a [u32],
    has_spellings: bool,
    counts: Vec<u32>,
    buffer: Vec<u64>,
}

impl FacetCounter {
    pub(crate) fn new(column_name: String, values: Arc<Values>) -> Self {
        let counts = vec![0; values.len()];
        Self { column_name, values, counts }
    }

    pub(crate) fn segment(
        &self,
        segment: usize,
        reader: &SegmentReader,
    ) -> Result<SegmentCounter<'_>, TantivyError> {
        let numbers = self.values.of_segment(segment);
        Ok(SegmentCounter {
            column: reader.fast_fields().str(&self.column_name)?,
            numbers,
            has_spellings: self.values.has_spellings,
            counts: vec![0; numbers.len()],
            buffer: Vec::new(),
        })
    }

    /// Takes in what was counted in a segment.
    pub(crate) fn add(&mut self, segment: usize, counts: &[u32]) {
        for (&number, &count) in self.values.of_segment(segment).iter().zip(counts) {
            self.counts[number as usize] += u64::from(count);
        }
    }

    pub(crate) fn finish(self) -> Counted {
        Counted { values: self.values, counts: self.counts }
    }
}

impl SegmentCounter<'_> {
    #[inline]
    pub(crate) fn count(&mut self, doc: DocId) {
        let Some(column) = &self.column else { return };
        if self.has_spellings {
            return self.count_once(doc);
        }
        for ordinal in column.term_ords(doc) {
            #[expect(clippy::cast_possible_truncation, reason = "ordinals are made of 32 bits")]
            if let Some(count) = self.counts.get_mut(ordinal as usize) {
                *count += 1;
            }
        }
    }

    /// Where a document may spell one name in two ways, it counts once all the same.
    fn count_once(&mut self, doc: DocId) {
        let Some(column) = &self.column else { return };
        self.buffer.clear();
        self.buffer.extend(column.term_ords(doc));
        for (at, &ordinal) in self.buffer.iter().enumerate() {
            let Some(ordinal) = usize::try_from(ordinal).ok() else { continue };
            let Some(number) = self.numbers.get(ordinal) else { continue };
            let is_repeated = self.buffer[..at].iter().any(|&other| {
                usize::try_from(other).ok().and_then(|at| self.numbers.get(at)) == Some(number)
            });
            if !is_repeated {
                self.counts[ordinal] += 1;
            }
        }
    }

    pub(crate) fn finish(self) -> Vec<u32> {
        self.counts
    }
}
