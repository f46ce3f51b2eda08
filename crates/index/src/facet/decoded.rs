//! `Decoded`: a column of one segment in memory, four bytes a value.

use tantivy::DocId;

use super::values::SegmentValues;

/// The values of each document of a segment, by number, each once.
#[derive(Debug)]
pub(crate) enum Decoded {
    /// No document has two.
    Single(Vec<u32>),
    /// Documents have several.
    Several {
        /// Where the values of a document begin; one more than there are documents.
        starts: Vec<u32>,
        numbers: Vec<u32>,
    },
}

/// Stands for no value: behind all numbers.
const NONE: u32 = u32::MAX;

impl Decoded {
    pub(super) fn of(segment: &SegmentValues) -> Self {
        let Some(column) = &segment.column else { return Self::Single(Vec::new()) };
        let n_docs = column.num_rows();
        let mut starts = Vec::with_capacity(n_docs as usize + 1);
        let (mut numbers, mut values) = (Vec::new(), Vec::new());
        for doc in 0..n_docs {
            starts.push(super::values::number(numbers.len()));
            values.clear();
            segment.numbers_of(column, doc, &mut values);
            numbers.extend_from_slice(&values);
        }
        starts.push(super::values::number(numbers.len()));
        if starts.windows(2).any(|pair| pair[1] - pair[0] > 1) {
            numbers.shrink_to_fit();
            return Self::Several { starts, numbers };
        }
        let single = |pair: &[u32]| match pair {
            &[start, end] if start < end => numbers[start as usize],
            _ => NONE,
        };
        Self::Single(starts.windows(2).map(single).collect())
    }

    /// Counts the values of these documents.
    #[inline]
    pub(super) fn count(&self, docs: &[DocId], counts: &mut [u32]) {
        let mut add = |number: u32| {
            if let Some(count) = counts.get_mut(number as usize) {
                *count += 1;
            }
        };
        match self {
            Self::Single(numbers) => {
                docs.iter().filter_map(|&doc| numbers.get(doc as usize)).copied().for_each(add);
            }
            Self::Several { starts, numbers } => {
                for &doc in docs {
                    let doc = doc as usize;
                    if let Some(&[start, end]) = starts.get(doc..doc + 2) {
                        let values = numbers.get(start as usize..end as usize);
                        values.unwrap_or_default().iter().copied().for_each(&mut add);
                    }
                }
            }
        }
    }
}
