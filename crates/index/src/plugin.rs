//! `Beside`: what is written of a segment beside the engine, in the form of its own files.
//!
//! The postings of words ([`inversion`](crate::inversion)) and the records ([`stored`](crate::stored)). There is no file that the
//! engine does not know of: whoever reads or merges segments sees no difference.

use std::any::Any;

use tantivy::{
    DocId, PluginMergeContext, PluginWriter, PluginWriterContext, Segment, SegmentPlugin,
    TantivyError,
    directory::{Directory as _, WritePtr},
    index::SegmentComponent,
    indexer::DocIdMapping,
    schema::{Field, Schema, document::ErasedDocument},
};

use crate::{
    document::Document,
    inversion::{Inversion, Inverted},
    schema::Fields,
    stored::Records,
};

/// Writes words and records of segments.
#[derive(Debug)]
pub(crate) struct Beside {
    inversion: Inversion,
    record: Field,
}

impl Beside {
    pub(crate) fn of(fields: &Fields) -> Self {
        Self { inversion: Inversion::of(fields), record: fields.record }
    }
}

impl SegmentPlugin for Beside {
    /// None beyond those of the engine.
    fn extensions(&self) -> &[&str] {
        &[]
    }

    fn create_writer(
        &self,
        context: &PluginWriterContext<'_>,
    ) -> Result<Box<dyn PluginWriter>, TantivyError> {
        let words = Inverted::new(self.inversion.clone());
        let records = Records::open(self.record, context.segment)?;
        Ok(Box::new(Both { words, records }))
    }

    /// The engine merges its files, whoever has written them.
    fn merge(&self, _: PluginMergeContext<'_>) -> Result<(), TantivyError> {
        Ok(())
    }
}

/// Words and records of one segment.
struct Both {
    words: Inverted,
    records: Records,
}

impl PluginWriter for Both {
    fn add_document(
        &mut self,
        doc: DocId,
        document: &dyn ErasedDocument,
        _: &Schema,
    ) -> Result<(), TantivyError> {
        let Some(document) = document.as_any().downcast_ref::<Document>() else {
            let detail = "a document of another type".to_owned();
            return Err(TantivyError::InvalidArgument(detail));
        };
        self.words.add(doc, document);
        self.records.add(document)
    }

    fn serialize(
        self: Box<Self>,
        segment: &Segment,
        _: Option<&DocIdMapping>,
    ) -> Result<(), TantivyError> {
        self.words.write(segment)?;
        self.records.write(segment)
    }

    fn mem_usage(&self) -> usize {
        self.words.n_bytes() + self.records.n_bytes()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

/// Opens a file of a segment to be written in place of the one that is there.
pub(crate) fn open_anew(
    segment: &Segment,
    component: SegmentComponent,
) -> Result<WritePtr, TantivyError> {
    let (directory, path) = (segment.index().directory(), segment.relative_path(component));
    directory.delete(&path).map_err(|error| TantivyError::InternalError(error.to_string()))?;
    Ok(directory.open_write(&path)?)
}
