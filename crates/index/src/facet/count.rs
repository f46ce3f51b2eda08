//! `FacetCounter`: counts the values of one column in a dense array.

use std::sync::Arc;

use tantivy::{DocId, columnar::StrColumn};

use super::{
    Values,
    decoded::Decoded,
    values::{Held, SegmentValues, UNMET},
};
use crate::{reader::Snapshot, schema::DocKind};

/// Counts the values of one column.
pub(crate) struct FacetCounter<'s> {
    values: Arc<Values>,
    counts: Vec<u32>,
    /// The documents that are counted, where columns are kept in memory.
    in_memory: Option<(DocKind, &'s Snapshot)>,
}

/// What was counted: by the number of the value.
pub(crate) struct Counted {
    pub(crate) values: Arc<Values>,
    counts: Vec<u32>,
}

impl Counted {
    /// Values that are numbers, for tests.
    #[cfg(test)]
    pub(super) fn of_numbers(counts: Vec<u32>) -> Self {
        let terms = (0..counts.len()).map(|number| format!("{number:05}"));
        Self { values: Arc::new(Values::of_terms(terms.collect())), counts }
    }

    /// How many documents have the value.
    pub(crate) fn count(&self, number: usize) -> u64 {
        self.counts[number].into()
    }

    /// The numbers of the values that were met.
    pub(crate) fn met(&self) -> impl Iterator<Item = usize> {
        let counts = self.counts.iter().enumerate();
        counts.filter(|(_, count)| **count > 0).map(|(number, _)| number)
    }
}

/// Counts in one segment.
pub(crate) struct SegmentCounter<'a> {
    counts: &'a mut [u32],
    source: Source<'a>,
}

/// Where the values of a document are read.
enum Source<'a> {
    Memory(&'a Decoded),
    /// No two ordinals are one value, and all count.
    Column(&'a SegmentValues, &'a StrColumn),
    Sifted(&'a SegmentValues, &'a StrColumn, Vec<u32>),
    Nothing,
}

impl<'s> FacetCounter<'s> {
    /// `in_memory` is for a column that is worth being kept in memory.
    pub(crate) fn new(values: Arc<Values>, in_memory: Option<(DocKind, &'s Snapshot)>) -> Self {
        let counts = vec![0; values.len()];
        Self { values, counts, in_memory }
    }

    pub(crate) fn segment(&mut self, segment: usize) -> SegmentCounter<'_> {
        let values = &*self.values;
        let of_segment = values.segment(segment);
        let decoded =
            self.in_memory.map(|(kind, snapshot)| &values.decoded(kind, snapshot)[segment]);
        let source = match (decoded, &of_segment.column) {
            (Some(decoded), _) => Source::Memory(decoded),
            (None, None) => Source::Nothing,
            (None, Some(column)) if values.is_plain(of_segment) => {
                Source::Column(of_segment, column)
            }
            (None, Some(column)) => Source::Sifted(of_segment, column, Vec::new()),
        };
        SegmentCounter { counts: &mut self.counts, source }
    }

    /// Counts what documents of a segment hold, where all of it counts: names do.
    pub(super) fn count_held(&mut self, segment: usize, held: &Held) {
        let (values, counts) = (&*self.values, &mut *self.counts);
        let of_segment = values.segment(segment);
        let number = |&ordinal: &u32| of_segment.number(ordinal.into());
        if values.is_plain(of_segment) {
            held.ordinals.iter().filter_map(number).for_each(|number| counts[number as usize] += 1);
            return;
        }
        let (mut start, mut numbers) = (0, Vec::new());
        for &end in &held.ends {
            numbers.clear();
            of_segment
                .add_once(held.ordinals[start..end].iter().map(|&at| at.into()), &mut numbers);
            for &number in &numbers {
                counts[number as usize] += 1;
            }
            start = end;
        }
    }

    /// Counts everything there is, once for a generation.
    pub(crate) fn whole(values: Arc<Values>, kind: DocKind, snapshot: &Snapshot) -> Counted {
        let counts = values.whole(kind, snapshot).to_vec();
        Counted { values, counts }
    }

    pub(crate) fn finish(self) -> Counted {
        Counted { values: self.values, counts: self.counts }
    }
}

impl SegmentCounter<'_> {
    /// Counts each value of each of these documents once.
    pub(crate) fn count(&mut self, docs: &[DocId]) {
        let counts = &mut *self.counts;
        match &mut self.source {
            Source::Memory(decoded) => decoded.count(docs, counts),
            Source::Column(values, column) => {
                for ordinal in docs.iter().flat_map(|&doc| column.term_ords(doc)) {
                    if let Some(number) = values.number(ordinal) {
                        counts[number as usize] += 1;
                    }
                }
            }
            Source::Sifted(values, column, numbers) => {
                for &doc in docs {
                    numbers.clear();
                    values.numbers_of(column, doc, numbers);
                    for &number in &*numbers {
                        counts[number as usize] += 1;
                    }
                }
            }
            Source::Nothing => {}
        }
    }
}

impl SegmentValues {
    #[inline]
    fn number(&self, ordinal: u64) -> Option<u32> {
        let number = usize::try_from(ordinal).ok().and_then(|at| self.numbers.get(at));
        number.filter(|&number| number != UNMET)
    }

    /// Appends the values of a document that count, each once, to an empty list.
    pub(crate) fn numbers_of(&self, column: &StrColumn, doc: DocId, numbers: &mut Vec<u32>) {
        let without = self.without.of_doc(doc);
        let counts = |ordinal: &u64| without.iter().all(|(_, other)| other != ordinal);
        self.add_once(column.term_ords(doc).filter(counts), numbers);
    }

    /// Appends the values of these ordinals that are not there yet.
    #[inline]
    fn add_once(&self, ordinals: impl Iterator<Item = u64>, numbers: &mut Vec<u32>) {
        for ordinal in ordinals {
            numbers.extend(self.number(ordinal).filter(|number| !numbers.contains(number)));
        }
    }
}
