//! `Inversion`: the postings of words, made by sorting.
//!
//! The engine looks up each word of a text among all terms of a segment and writes to the end of that term's own list,
//! somewhere in memory: this was half of what it did. Here a word becomes a number, the numbers of a field stand behind
//! each other as texts come, and they are sorted by word when the segment is written (a counting sort, which reads and
//! writes each of them twice, mostly in order).
//!
//! What is written has the engine's own form: whoever reads or merges segments sees no difference. The engine indexes
//! values itself, and has closed its files by the time that plugins write theirs. They are written once more, with the
//! values taken over as they are and the words put beside them.

mod files;
mod lexicon;
#[cfg(test)]
mod tests;
mod texts;

use std::any::Any;

use tantivy::{
    DocId, PluginMergeContext, PluginWriter, PluginWriterContext, Segment, SegmentPlugin,
    TantivyError,
    indexer::DocIdMapping,
    schema::{Field, Schema, document::ErasedDocument},
};

pub(crate) use self::files::open_anew;
use self::{files::Files, lexicon::Lexicon, texts::Texts};
use crate::{document::Document, schema::DocKind};

/// Makes the postings of words beside those that the engine makes of values.
#[derive(Debug)]
pub(crate) struct Inversion;

impl SegmentPlugin for Inversion {
    /// None beyond those of the engine.
    fn extensions(&self) -> &[&str] {
        &[]
    }

    fn create_writer(
        &self,
        _: &PluginWriterContext<'_>,
    ) -> Result<Box<dyn PluginWriter>, TantivyError> {
        Ok(Box::new(Inverted::default()))
    }

    /// The engine merges its files, whoever has written them.
    fn merge(&self, _: PluginMergeContext<'_>) -> Result<(), TantivyError> {
        Ok(())
    }
}

/// The words of the documents of one segment.
#[derive(Default)]
struct Inverted {
    lexicon: Lexicon,
    /// By the number of the field.
    fields: Vec<Texts>,
    /// What each document is.
    kinds: Vec<DocKind>,
}

impl PluginWriter for Inverted {
    fn add_document(
        &mut self,
        doc: DocId,
        document: &dyn ErasedDocument,
        _: &Schema,
    ) -> Result<(), TantivyError> {
        let document = ours(document)?;
        self.kinds.push(document.what());
        for (field, words) in document.words() {
            let at = field.field_id() as usize;
            if self.fields.len() <= at {
                self.fields.resize_with(at + 1, Texts::default);
            }
            self.fields[at].add(doc, words, &mut self.lexicon);
        }
        Ok(())
    }

    fn serialize(
        self: Box<Self>,
        segment: &Segment,
        _: Option<&DocIdMapping>,
    ) -> Result<(), TantivyError> {
        let Self { lexicon, fields, kinds } = *self;
        let fields = (0..).map(Field::from_field_id).zip(fields);
        let fields: Vec<(Field, Texts)> = fields.filter(|(_, texts)| !texts.is_empty()).collect();
        if fields.is_empty() {
            return Ok(());
        }
        Files::of(segment)?.write(&fields, &lexicon, &places(&kinds))
    }

    fn mem_usage(&self) -> usize {
        let texts: usize = self.fields.iter().map(Texts::n_bytes).sum();
        self.lexicon.n_bytes() + texts + self.kinds.len()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

/// The document as we made it.
pub(crate) fn ours(document: &dyn ErasedDocument) -> Result<&Document, TantivyError> {
    document
        .as_any()
        .downcast_ref()
        .ok_or_else(|| TantivyError::InvalidArgument("a document of another type".to_owned()))
}

/// Where each document comes to stand: the engine sorts those of a segment by their kind, and leaves the order among
/// those of one kind as it is.
fn places(kinds: &[DocKind]) -> Vec<DocId> {
    let mut n_before = [0; DocKind::ALL.len() + 1];
    for kind in kinds {
        n_before[*kind as usize + 1] += 1;
    }
    for at in 1..n_before.len() {
        n_before[at] += n_before[at - 1];
    }
    let mut place = |kind: &DocKind| {
        let next = &mut n_before[*kind as usize];
        *next += 1;
        *next - 1
    };
    kinds.iter().map(&mut place).collect()
}
