//! A query over a segment, a stretch of documents at a time.
//!
//! The engine asks one document after the other, and each step goes through every layer of a query. Here
//! each part of a query tells which of 4,096 documents it holds, as bits: what both of two parts hold is 64
//! steps, and lists are unpacked in tight loops. A part is asked only of the documents that the parts before
//! it left over, the cheapest first, so that positions are read of few; and how well a document matches is
//! worked out only of those that match in the end.

mod bits;
mod clause;
mod cursor;
mod in_zone;
mod lengths;
mod node;
mod occurrences;
mod phrase;
mod quotes;
mod set;
mod standing;
mod window;
mod word;

use std::ops::Range;

use query::Field as Facet;
use tantivy::{DocId, SegmentReader, TantivyError};

use self::node::Node;
pub(crate) use self::{
    bits::{Bits, WIDTH},
    clause::{Clause, PhraseIn, Places, Test, Word, in_quotes},
    lengths::Lengths,
    window::{Window, WindowIn},
};
use crate::{rank::Statistics, reader::Snapshot, schema::DocKind};

/// What a segment is asked with.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) segment: u32,
    pub(crate) reader: &'a SegmentReader,
    pub(crate) statistics: &'a Statistics<'a>,
    /// What is sought.
    pub(crate) kind: DocKind,
    /// Whether it matters how well documents match.
    pub(crate) is_ranked: bool,
    /// Whether this process has asked before, so that it is worth keeping what is read.
    pub(crate) is_again: bool,
}

impl Asked<'_> {
    /// The documents of the kind that is sought.
    fn range(&self) -> Range<DocId> {
        self.snapshot.columns(self.segment).range(self.kind)
    }

    fn unranked(&self) -> Self {
        Self { is_ranked: false, ..*self }
    }
}

/// A clause over one segment, with filters that stand apart.
pub(crate) struct Sweep<'a> {
    base: Node,
    apart: Vec<Node>,
    /// What is deleted, by 64 documents; nothing where nothing is.
    deleted: &'a [u64],
    /// The documents of the kind that is sought.
    range: Range<DocId>,
}

/// What a stretch holds.
pub(crate) struct Stretch<'a> {
    /// Its first document.
    base: DocId,
    /// What matches, whatever the filters apart say, but for what fails two of them.
    pub(crate) met: &'a Bits,
    /// What each filter apart lets through, of these.
    pub(crate) apart: &'a [Bits],
    base_node: &'a Node,
}

impl Stretch<'_> {
    /// The document at a place.
    #[inline]
    pub(crate) fn doc(&self, at: usize) -> DocId {
        self.base + word::offset(at)
    }

    /// How well these match, by their places.
    pub(crate) fn score(&self, of: &Bits, scores: &mut [f32]) {
        of.each(|at| scores[at] = 0.0);
        self.base_node.score(self.base, of, scores);
    }
}

impl<'a> Sweep<'a> {
    pub(crate) fn open(
        base: &Clause,
        apart: &[(Facet, Clause)],
        asked: &Asked<'a>,
    ) -> Result<Self, TantivyError> {
        let unranked = asked.unranked();
        let apart = apart.iter().map(|(_, clause)| Node::open(clause, &unranked));
        Ok(Self {
            base: Node::open(base, asked)?,
            apart: apart.collect::<Result<_, _>>()?,
            deleted: asked.snapshot.deleted(asked.segment),
            range: asked.range(),
        })
    }

    /// Visits every stretch that holds something; what is deleted is left out. Tells whether it came to the end:
    /// it breaks off when it `is_late`.
    pub(crate) fn each(
        &mut self,
        is_late: impl Fn() -> bool,
        mut visit: impl FnMut(&Stretch<'_>),
    ) -> bool {
        let mut apart: Vec<Bits> = vec![Bits::NONE; self.apart.len()];
        let mut from = self.range.start;
        loop {
            let next = self.base.next(from);
            if next >= self.range.end {
                return true;
            }
            if is_late() {
                return false;
            }
            let base = next - next % 64;
            let mut mask = Bits::first_of((self.range.end - base) as usize);
            if base < self.range.start {
                mask.drop(&Bits::first_of((self.range.start - base) as usize));
            }
            mask.drop_words(self.deleted.get(base as usize / 64..).unwrap_or_default());
            // with two filters and more, what fails two counts nowhere and need not be looked at
            let is_narrowed = self.apart.len() > 1;
            if is_narrowed {
                mask = self.narrow(base, &mask, &mut apart);
            }
            let met = if mask.is_empty() { mask } else { self.base.fill(base, &mask) };
            if !met.is_empty() {
                if !is_narrowed {
                    for (node, bits) in self.apart.iter_mut().zip(&mut apart) {
                        *bits = node.fill(base, &met);
                    }
                }
                visit(&Stretch { base, met: &met, apart: &apart, base_node: &self.base });
            }
            from = base.saturating_add(u32::try_from(WIDTH).unwrap_or(u32::MAX));
        }
    }

    /// Asks the filters first; gives what fails one of them at most.
    fn narrow(&mut self, base: DocId, mask: &Bits, apart: &mut [Bits]) -> Bits {
        let (mut failed, mut left) = (Bits::NONE, mask.clone());
        for (node, bits) in self.apart.iter_mut().zip(apart) {
            *bits = node.fill(base, mask);
            let mut fails = mask.clone();
            fails.drop(bits);
            let mut twice = fails.clone();
            twice.keep(&failed);
            left.drop(&twice);
            failed.add(&fails);
        }
        left
    }
}
