//! `Decoded`: a column in memory of the documents of a kind in one segment, four bytes a document and four
//! more for each value where a document has several.

use std::ops::Range;

use tantivy::DocId;

use super::values::SegmentValues;
use crate::order::Kinds;

/// The values of each document of a kind, by their numbers, each once.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    /// The documents.
    range: Range<DocId>,
    /// By [row](Kinds::row) of the document: the number of its one value, [`NONE`], or [`SEVERAL`] and where they stand in `lists`.
    slots: Vec<u32>,
    /// How many, and then their numbers.
    lists: Vec<u32>,
}

const NONE: u32 = u32::MAX;
const SEVERAL: u32 = 1 << 31;

impl Decoded {
    pub(super) fn of(segment: &SegmentValues, range: Range<DocId>) -> Self {
        let Some(column) = &segment.column else { return Self::default() };
        let slots = Vec::with_capacity(range.len());
        let mut decoded = Self { range: range.clone(), slots, lists: Vec::new() };
        let mut values = Vec::new();
        for doc in range {
            values.clear();
            segment.numbers_of(column, doc, &mut values);
            let slot = match *values.as_slice() {
                [] => NONE,
                [one] => one,
                ref several => {
                    let at = super::values::number(decoded.lists.len());
                    decoded.lists.push(super::values::number(several.len()));
                    decoded.lists.extend_from_slice(several);
                    SEVERAL | at
                }
            };
            decoded.slots.push(slot);
        }
        decoded.lists.shrink_to_fit();
        decoded
    }

    /// Counts the values of these documents.
    #[inline]
    pub(super) fn count(&self, docs: &[DocId], counts: &mut [u32]) {
        for &doc in docs {
            match self.slots.get(Kinds::row(&self.range, doc)) {
                None | Some(&NONE) => {}
                Some(&several) if several & SEVERAL != 0 => {
                    let list = self.lists.get((several & !SEVERAL) as usize..).unwrap_or_default();
                    let Some((&n, values)) = list.split_first() else { continue };
                    values.iter().take(n as usize).for_each(|&number| counts[number as usize] += 1);
                }
                Some(&one) => counts[one as usize] += 1,
            }
        }
    }
}
