//! How long texts are, as the score of a word looks at it.
//!
//! A text weighs what its parts weigh together. A process that asks once reads that from the parts; one
//! that asks again keeps it, four bytes a document.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::{DocId, SegmentReader, TantivyError, fieldnorm::FieldNormReader, schema::Field};

use super::{Asked, Bits, clause::Word, word::offset};
use crate::{numbered::Numbered, rank};

/// By segment and number of the document: [how many occurrences](rank::half) are worth half of the most.
type Halves = Arc<Vec<Vec<f32>>>;

/// What is kept, by the fields that are searched.
#[derive(Default)]
pub(crate) struct Lengths(Mutex<FxHashMap<Vec<Field>, Halves>>);

impl Lengths {
    fn of(
        &self,
        word: &Word,
        readers: &[SegmentReader],
        numbered: &[Numbered],
    ) -> Result<Halves, TantivyError> {
        let fields: Vec<Field> = word.fields.iter().map(|(field, _)| *field).collect();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(halves) = kept.get(&fields) {
            return Ok(Arc::clone(halves));
        }
        let segments = readers.iter().zip(numbered);
        let halves: Result<Vec<Vec<f32>>, TantivyError> = segments
            .map(|(reader, numbered)| {
                let norms = Norms::open(word, reader)?;
                Ok(numbered.docs().map(|doc| norms.half(doc)).collect())
            })
            .collect();
        let halves = Arc::new(halves?);
        kept.insert(fields, Arc::clone(&halves));
        Ok(halves)
    }
}

/// The lengths of the texts of one segment.
pub(super) enum LengthsIn<'a> {
    /// Nobody asks.
    Unwanted,
    Kept(Halves, usize, &'a Numbered),
    Read(Norms),
}

/// The lengths of the parts.
pub(super) struct Norms {
    parts: Vec<(FieldNormReader, f32)>,
    average: f32,
}

impl<'a> LengthsIn<'a> {
    pub(super) fn open(word: &Word, asked: &Asked<'a>) -> Result<Self, TantivyError> {
        if !asked.is_ranked {
            return Ok(Self::Unwanted);
        }
        if !asked.is_again {
            return Ok(Self::Read(Norms::open(word, asked.reader)?));
        }
        let readers = asked.snapshot.searcher.segment_readers();
        let numbered = asked.snapshot.numbered(asked.kind);
        let halves = asked.snapshot.lengths.of(word, readers, numbered)?;
        let segment = asked.segment as usize;
        Ok(Self::Kept(halves, segment, &numbered[segment]))
    }

    /// Visits these documents of a stretch, each with the occurrences that are worth half of the most.
    #[inline]
    pub(super) fn each(&self, base: DocId, of: &Bits, mut visit: impl FnMut(usize, f32)) {
        match self {
            Self::Unwanted => {}
            Self::Kept(halves, segment, numbered) => {
                let halves = halves[*segment].as_slice();
                of.each(|at| {
                    let number = numbered.number(base + offset(at));
                    visit(at, halves.get(number).copied().unwrap_or(1.0));
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
