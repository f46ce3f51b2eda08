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

use super::{Bits, WIDTH, cursor::place, word::offset};

/// The positions of a word in one field of a segment, to be read forwards.
pub(super) struct Standing {
    block: BlockSegmentPostings,
    /// How many positions there are in the blocks before this one.
    n_before: u64,
    reader: PositionReader,
    /// The documents of the block that are looked at come first.
    asked: Vec<Within>,
    /// Of such of them as are read in one go.
    positions: Vec<u32>,
}

/// A document of a block, and where the word stands in it.
#[derive(Clone, Default)]
pub(super) struct Within {
    pub(super) doc: DocId,
    /// Which of the distances are its own.
    pub(super) own: Range<usize>,
}

/// A block is read in one go where at least one of so many of its documents is wanted: to go to each costs as much
/// as to read some others.
const WORTH_ALL: usize = 4;

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
    /// Visits those of the documents of a stretch that are `wanted` and hold the word, in order, with its positions.
    /// Stretches are asked for in order.
    pub(super) fn each(
        &mut self,
        base: DocId,
        wanted: &Bits,
        mut visit: impl FnMut(usize, &[u32]),
    ) {
        self.runs(base, wanted, |distances, docs| {
            each_of(distances, docs, |doc, positions| visit(place(doc, base), positions));
        });
    }

    /// Visits the same documents in runs. The engine keeps each position by its distance from the one before in
    /// the document; to sum them up is left to who looks.
    pub(super) fn runs(
        &mut self,
        base: DocId,
        wanted: &Bits,
        mut visit: impl FnMut(&mut [u32], &[Within]),
    ) {
        let Some((_, last)) = wanted.ends() else { return };
        let last = base + offset(last);
        while let Some(&last_of_block) = self.block.docs().last() {
            if last_of_block >= base {
                // what lies before the stretch is far behind it, by a difference without a sign
                let is_asked = |doc: DocId| {
                    let at = doc.wrapping_sub(base) as usize;
                    (at < WIDTH) & wanted.contains(at)
                };
                self.read_block(is_asked, &mut visit);
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
            self.read_block(|_| true, &mut |distances, docs| {
                each_of(distances, docs, &mut visit);
            });
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
        is_asked: impl Fn(DocId) -> bool,
        visit: &mut impl FnMut(&mut [u32], &[Within]),
    ) {
        let Self { block, n_before, reader, asked, positions } = self;
        let (docs, freqs) = (block.docs(), block.freqs());
        // whether a document is asked for cannot be foretold, so each is written down and the next takes its place
        asked.resize(asked.len().max(docs.len() + 1), Within::default());
        let (mut at, mut n_asked) = (0, 0);
        for (&doc, &n_times) in docs.iter().zip(freqs) {
            let (start, is_asked) = (at, is_asked(doc));
            at += n_times as usize;
            asked[n_asked] = Within { doc, own: start..at };
            n_asked += usize::from(is_asked);
        }
        let asked = &mut asked[..n_asked];
        let is_worth_all = n_asked * WORTH_ALL >= docs.len();
        for run in asked.chunks_mut(if is_worth_all { n_asked.max(1) } else { 1 }) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let (start, end) = (first.own.start, last.own.end);
            positions.resize(positions.len().max(end - start), 0);
            let distances = &mut positions[..end - start];
            reader.read(*n_before + start as u64, distances);
            for Within { own, .. } in &mut *run {
                *own = own.start - start..own.end - start;
            }
            visit(distances, run);
        }
    }
}

/// Visits documents with their positions.
fn each_of(distances: &mut [u32], docs: &[Within], mut visit: impl FnMut(DocId, &[u32])) {
    for Within { doc, own } in docs {
        let own = &mut distances[own.clone()];
        sum_up(own, 0);
        visit(*doc, own);
    }
}

/// Makes positions of distances, all `moved` by as much.
pub(super) fn sum_up(distances: &mut [u32], moved: u32) {
    let mut position = moved;
    for distance in distances {
        position = position.wrapping_add(*distance);
        *distance = position;
    }
}
