//! How long texts are, as the score of a word looks at it.
//!
//! A text weighs what its parts weigh together. A process that asks once reads that from the parts; one
//! that asks again keeps it, four bytes a document.

use std::{
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

use rustc_hash::FxHashMap;
use tantivy::{DocId, SegmentReader, TantivyError, fieldnorm::FieldNormReader, schema::Field};

use super::{Asked, Bits, clause::Word, word::offset};
use crate::{order::Kinds, rank, reader::Snapshot, schema::DocKind};

/// By segment and [row](Kinds::row) of the document: [how many occurrences](rank::half) are worth half of the most.
type Halves = Arc<Vec<Vec<f32>>>;

/// What is kept, by the fields that are searched.
#[derive(Default)]
pub(crate) struct Lengths(Mutex<FxHashMap<Vec<Field>, Halves>>);

impl Lengths {
    fn of(&self, word: &Word, snapshot: &Snapshot, kind: DocKind) -> Result<Halves, TantivyError> {
        let fields: Vec<Field> = word.fields.iter().map(|(field, _)| *field).collect();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(halves) = kept.get(&fields) {
            return Ok(Arc::clone(halves));
        }
        let halves: Result<Vec<Vec<f32>>, TantivyError> = snapshot
            .segments()
            .map(|(_, reader, columns)| {
                let norms = Norms::open(word, reader)?;
                Ok(columns.range(kind).map(|doc| norms.half(doc)).collect())
            })
            .collect();
        let halves = Arc::new(halves?);
        kept.insert(fields, Arc::clone(&halves));
        Ok(halves)
    }
}

/// The lengths of the texts of one segment.
pub(super) enum LengthsIn {
    /// Nobody asks.
    Unwanted,
    Kept(Halves, usize, Range<DocId>),
    Read(Norms),
}

/// The lengths of the parts.
pub(super) struct Norms {
    parts: Vec<(FieldNormReader, f32)>,
    average: f32,
}

impl LengthsIn {
    pub(super) fn open(word: &Word, asked: &Asked<'_>) -> Result<Self, TantivyError> {
        if !asked.is_ranked {
            return Ok(Self::Unwanted);
        }
        if !asked.is_again {
            return Ok(Self::Read(Norms::open(word, asked.reader)?));
        }
        let halves = asked.snapshot.lengths.of(word, asked.snapshot, asked.kind)?;
        Ok(Self::Kept(halves, asked.segment as usize, asked.range()))
    }

    /// Visits these documents of a stretch, each with the occurrences that are worth half of the most.
    #[inline]
    pub(super) fn each(&self, base: DocId, of: &Bits, mut visit: impl FnMut(usize, f32)) {
        match self {
            Self::Unwanted => {}
            Self::Kept(halves, segment, range) => {
                let halves = halves[*segment].as_slice();
                of.each(|at| {
                    let row = Kinds::row(range, base + offset(at));
                    visit(at, halves.get(row).copied().unwrap_or(1.0));
                });
            }
            Self::Read(norms) => of.each(|at| visit(at, norms.half(base + offset(at)))),
        }
    }
}

impl Norms {
    fn open(word: &Word, reader: &SegmentReader) -> Result<Self, TantivyError> {
        let mut parts = Vec::new();
        for &(field, weight) in &word.fields {
            let norms = reader.fieldnorms_readers().get_field(field)?;
            parts.extend(norms.map(|norms| (norms, weight)));
        }
        Ok(Self { parts, average: word.average_length.max(1.0) })
    }

    #[expect(clippy::cast_precision_loss, reason = "a score needs no more digits")]
    fn half(&self, doc: DocId) -> f32 {
        let parts = self.parts.iter();
        let length: f32 = parts.map(|(norms, weight)| weight * norms.fieldnorm(doc) as f32).sum();
        rank::half(length / self.average)
    }
}
