//! `Standing`: where a word stands in many documents of a segment, read block by block.
//!
//! The engine finds the positions of one document by going to it and adding up how often the word stands in
//! those of its block before it. Where a phrase has to be looked for in many documents of a stretch, that is
//! most of the work; here the sum is carried on from one document to the next.

use std::ops::Range;

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
    /// The documents of the block that are looked at, with which of all positions are theirs.
    asked: Vec<(DocId, Range<u64>)>,
    /// Of such of them as are read in one go.
    positions: Vec<u32>,
}

/// A block is read in one go where at least one of so many of its positions is wanted: to go to each
/// document costs as much as to read some others.
const WORTH_ALL: u64 = 4;

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
            asked: Vec::new(),
            positions: Vec::new(),
        }))
    }
}

impl Standing {
    /// Visits those of the documents of a stretch that are `wanted` and hold the word, in order, with its positions, all
    /// `moved` by as much. Stretches are asked for in order.
    pub(super) fn each(
        &mut self,
        base: DocId,
        wanted: &Bits,
        moved: u32,
        mut visit: impl FnMut(usize, &[u32]),
    ) {
        let Some((_, last)) = wanted.ends() else { return };
        let last = base + offset(last);
        let stretch = base..end(base);
        while let Some(&last_of_block) = self.block.docs().last() {
            if last_of_block >= base {
                let is_asked = |doc| stretch.contains(&doc) && wanted.contains(place(doc, base));
                self.read_block(moved, is_asked, |doc, positions| {
                    visit(place(doc, base), positions);
                });
            }
            if last_of_block >= last {
                return;
            }
            self.leave_block();
        }
    }

    /// Visits all documents that hold the word, in order, with its positions.
    pub(super) fn all(mut self, mut visit: impl FnMut(DocId, &[u32])) {
        while !self.block.docs().is_empty() {
            self.read_block(0, |_| true, &mut visit);
            self.leave_block();
        }
    }

    fn leave_block(&mut self) {
        self.n_before += self.block.freqs().iter().map(|&n_times| u64::from(n_times)).sum::<u64>();
        self.block.advance();
    }

    /// Visits the documents of the block that are asked for.
    fn read_block(
        &mut self,
        moved: u32,
        is_asked: impl Fn(DocId) -> bool,
        mut visit: impl FnMut(DocId, &[u32]),
    ) {
        let Self { block, n_before, reader, asked, positions } = self;
        asked.clear();
        let (mut at, mut n_asked) = (*n_before, 0);
        for (&doc, &n_times) in block.docs().iter().zip(block.freqs()) {
            let end = at + u64::from(n_times);
            if is_asked(doc) {
                asked.push((doc, at..end));
                n_asked += end - at;
            }
            at = end;
        }
        let (Some((_, first)), Some((_, last))) = (asked.first(), asked.last()) else { return };
        let is_worth_all = n_asked * WORTH_ALL >= last.end - first.start;
        for run in asked.chunks(if is_worth_all { asked.len() } else { 1 }) {
            let (Some((_, first)), Some((_, last))) = (run.first(), run.last()) else { continue };
            let start = first.start;
            let at = |position: u64| usize::try_from(position - start).unwrap_or(usize::MAX);
            positions.resize(positions.len().max(at(last.end)), 0);
            reader.read(start, &mut positions[..at(last.end)]);
            for (doc, own) in run {
                let own = &mut positions[at(own.start)..at(own.end)];
                // the engine keeps each by its distance from the one before
                let mut position = moved;
                for distance in &mut *own {
                    position = position.wrapping_add(*distance);
                    *distance = position;
                }
                visit(*doc, own);
            }
        }
    }
}
