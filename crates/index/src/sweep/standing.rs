//! `Standing`: where a word stands in many documents of a segment, read block by block.
//!
//! The engine finds the positions of one document by going to it and adding up how often the word stands in
//! those of its block before it. Where a phrase has to be looked for in many documents of a stretch, that is
//! most of the work; here the sum is carried on from one document to the next.

use tantivy::{
    DocId, SegmentReader, TantivyError,
    directory::CompositeFile,
    index::SegmentComponent,
    positions::PositionReader,
    postings::{BlockSegmentPostings, TermInfo},
    schema::{Field, IndexRecordOption},
};

use super::{
    Bits,
    cursor::{end, place},
    word::offset,
};

/// The positions of a word in one field of a segment, to be read forwards.
pub(super) struct Standing {
    block: BlockSegmentPostings,
    /// How many positions there are in the blocks before this one.
    n_before: u64,
    reader: PositionReader,
    /// Of the document that is looked at: each position by its distance from the one before.
    distances: Vec<u32>,
}

/// The positions of all words of a segment.
pub(super) struct Positions<'a> {
    reader: &'a SegmentReader,
    file: CompositeFile,
}

impl<'a> Positions<'a> {
    pub(super) fn open(reader: &'a SegmentReader) -> Result<Self, TantivyError> {
        let file = CompositeFile::open(&reader.open_read(SegmentComponent::Positions)?)?;
        Ok(Self { reader, file })
    }

    /// `None` if the segment has no positions of the field.
    pub(super) fn of(
        &self,
        field: Field,
        info: &TermInfo,
    ) -> Result<Option<Standing>, TantivyError> {
        let Some(file) = self.file.open_read(field) else { return Ok(None) };
        let inverted = self.reader.inverted_index(field)?;
        let record = IndexRecordOption::WithFreqs;
        Ok(Some(Standing {
            block: inverted.read_block_postings_from_terminfo(info, record)?,
            n_before: 0,
            reader: PositionReader::open(file.read_bytes_slice(info.positions_range.clone())?)?,
            distances: Vec::new(),
        }))
    }
}

impl Standing {
    /// Visits those of the documents of a stretch that are `wanted` and hold the word, in order, with the
    /// distances of its positions. Stretches are asked for in order.
    pub(super) fn each(
        &mut self,
        base: DocId,
        wanted: &Bits,
        mut visit: impl FnMut(usize, &[u32]),
    ) {
        let Some((_, last)) = wanted.ends() else { return };
        let last = base + offset(last);
        let end = end(base);
        loop {
            let (docs, freqs) = (self.block.docs(), self.block.freqs());
            let Some(&last_of_block) = docs.last() else { return };
            if last_of_block >= base {
                let mut at = self.n_before;
                for (&doc, &n_times) in docs.iter().zip(freqs) {
                    if doc >= end {
                        break;
                    }
                    if doc >= base && wanted.contains(place(doc, base)) {
                        self.distances.resize(n_times as usize, 0);
                        self.reader.read(at, &mut self.distances);
                        visit(place(doc, base), &self.distances);
                    }
                    at += u64::from(n_times);
                }
            }
            if last_of_block >= last {
                return;
            }
            self.n_before += freqs.iter().map(|&n_times| u64::from(n_times)).sum::<u64>();
            self.block.advance();
        }
    }

    /// Visits all documents that hold the word, in order, with the distances of its positions.
    pub(super) fn all(mut self, mut visit: impl FnMut(DocId, &[u32])) {
        let mut at = 0;
        while !self.block.docs().is_empty() {
            for (&doc, &n_times) in self.block.docs().iter().zip(self.block.freqs()) {
                self.distances.resize(n_times as usize, 0);
                self.reader.read(at, &mut self.distances);
                visit(doc, &self.distances);
                at += u64::from(n_times);
            }
            self.block.advance();
        }
    }
}
