//! `Cursor`: the documents of a term, block by block.

use tantivy::{
    DocId, InvertedIndexReader, TERMINATED, Term,
    postings::{BlockSegmentPostings, TermInfo},
    schema::IndexRecordOption,
};

/// Stands on a document of a term, or behind the last.
pub(super) struct Cursor {
    block: BlockSegmentPostings,
    at: usize,
}

impl Cursor {
    /// `None` for a term that no document of the segment holds.
    pub(super) fn open(
        inverted: &InvertedIndexReader,
        term: &Term,
        record: IndexRecordOption,
    ) -> std::io::Result<Option<Self>> {
        let block = inverted.read_block_postings(term, record)?;
        Ok(block.map(Self::at_start))
    }

    pub(super) fn at_start(block: BlockSegmentPostings) -> Self {
        Self { block, at: 0 }
    }

    /// The documents of a term that is known.
    pub(super) fn of_info(
        inverted: &InvertedIndexReader,
        info: &TermInfo,
        record: IndexRecordOption,
    ) -> std::io::Result<Self> {
        Ok(Self::at_start(inverted.read_block_postings_from_terminfo(info, record)?))
    }

    /// The postings, to be used for another term.
    pub(super) fn into_block(self) -> BlockSegmentPostings {
        self.block
    }

    #[inline]
    pub(super) fn doc(&self) -> DocId {
        self.block.doc(self.at)
    }

    #[inline]
    pub(super) fn freq(&self) -> u32 {
        self.block.freq(self.at)
    }

    pub(super) fn n_docs(&self) -> u32 {
        self.block.doc_freq()
    }

    /// Goes forwards to the first document from `target` on.
    #[inline]
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() < target {
            self.at = self.block.seek(target);
        }
        self.doc()
    }

    /// Visits the documents from here to before `end`, with the number of occurrences.
    #[inline]
    pub(super) fn sweep(&mut self, end: DocId, mut visit: impl FnMut(DocId, u32)) {
        while self.doc() < end {
            let docs = self.block.docs().get(self.at..).unwrap_or_default();
            let freqs = self.block.freqs().get(self.at..).unwrap_or_default();
            let n = until(docs, end);
            for (&doc, &freq) in docs[..n].iter().zip(freqs) {
                visit(doc, freq);
            }
            self.pass(n, docs.len());
        }
    }

    /// Visits the documents from here to before `end`.
    #[inline]
    pub(super) fn sweep_docs(&mut self, end: DocId, visit: impl FnMut(DocId)) {
        let mut visit = visit;
        while self.doc() < end {
            let docs = self.block.docs().get(self.at..).unwrap_or_default();
            let n = until(docs, end);
            docs[..n].iter().for_each(|&doc| visit(doc));
            self.pass(n, docs.len());
        }
    }

    #[inline]
    fn pass(&mut self, n: usize, n_left: usize) {
        if n == n_left {
            self.block.advance();
            self.at = 0;
        } else {
            self.at += n;
        }
    }
}

/// How many of the documents, which are in order, stand before `end`.
#[inline]
fn until(docs: &[DocId], end: DocId) -> usize {
    match docs.last() {
        Some(&last) if last >= end => docs.partition_point(|&doc| doc < end),
        _ => docs.len(),
    }
}

/// The documents of a stretch that begins here end before this one.
pub(super) fn end(base: DocId) -> DocId {
    base.saturating_add(u32::try_from(super::WIDTH).unwrap_or(u32::MAX)).min(TERMINATED)
}

/// The place of a document in the stretch that begins at `base`.
#[inline]
pub(super) fn place(doc: DocId, base: DocId) -> usize {
    (doc - base) as usize
}
