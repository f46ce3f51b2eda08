//! `Stored`: the records of releases, packed as they come.
//!
//! A segment is sorted by kind. The engine would therefore write what is stored twice, once as it comes, unpacked and byte
//! by byte, and once sorted. But only releases have something stored, and they lie first, in the order in which they come:
//! their blocks are packed once, and written once more as they are when the segment is. The form is the engine's own, so
//! that it reads and merges them.

use std::{any::Any, io};

use tantivy::{
    DocId, PluginMergeContext, PluginWriter, PluginWriterContext, Segment, SegmentPlugin,
    TantivyError,
    directory::{Directory as _, WritePtr},
    index::SegmentComponent,
    indexer::DocIdMapping,
    schema::{Field, Schema, document::ErasedDocument},
    store::{StoreReader, StoreWriter},
};

use crate::{inversion, schema::DocKind};

/// A file of the engine's that ends so is never part of a segment.
const UNSORTED: &str = "records.temp";

/// How the engine writes that a document has nothing stored.
const NOTHING: [u8; 1] = [0x80];

/// Packs the records of a segment.
#[derive(Debug)]
pub(crate) struct Stored {
    /// Of the record.
    pub(crate) field: Field,
}

impl SegmentPlugin for Stored {
    /// None beyond those of the engine.
    fn extensions(&self) -> &[&str] {
        &[]
    }

    fn create_writer(
        &self,
        context: &PluginWriterContext<'_>,
    ) -> Result<Box<dyn PluginWriter>, TantivyError> {
        let segment = context.segment;
        let path = segment.relative_path(unsorted());
        let packed = packing(segment, segment.index().directory().open_write(&path)?)?;
        Ok(Box::new(Records { field: self.field, packed, n_others: 0, document: Vec::new() }))
    }

    /// The engine merges its files, whoever has written them.
    fn merge(&self, _: PluginMergeContext<'_>) -> Result<(), TantivyError> {
        Ok(())
    }
}

fn unsorted() -> SegmentComponent {
    SegmentComponent::Custom(UNSORTED.to_owned())
}

fn packing(segment: &Segment, file: WritePtr) -> Result<StoreWriter, io::Error> {
    let settings = segment.index().settings();
    StoreWriter::new(file, settings.docstore_compression, settings.docstore_blocksize, false)
}

/// The records of one segment.
struct Records {
    field: Field,
    packed: StoreWriter,
    /// How many documents of other kinds there are.
    n_others: usize,
    document: Vec<u8>,
}

impl PluginWriter for Records {
    fn add_document(
        &mut self,
        _: DocId,
        document: &dyn ErasedDocument,
        _: &Schema,
    ) -> Result<(), TantivyError> {
        let document = inversion::ours(document)?;
        if document.what() != DocKind::Release {
            self.n_others += 1;
            return Ok(());
        }
        self.document.clear();
        write(self.field, document.record(), &mut self.document);
        self.packed.store_bytes(&self.document)?;
        Ok(())
    }

    fn serialize(
        self: Box<Self>,
        segment: &Segment,
        _: Option<&DocIdMapping>,
    ) -> Result<(), TantivyError> {
        self.packed.close()?;
        let file = inversion::open_anew(segment, SegmentComponent::Store)?;
        let mut all = packing(segment, file)?;
        all.stack(StoreReader::open(segment.open_read(unsorted())?, 1)?)?;
        for _ in 0..self.n_others {
            all.store_bytes(&NOTHING)?;
        }
        all.close()?;
        // one that stays is removed with others that no segment holds
        let _ = segment.index().directory().delete(&segment.relative_path(unsorted()));
        Ok(())
    }

    fn mem_usage(&self) -> usize {
        self.packed.mem_usage()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

/// Writes a document that has one value of bytes as the engine does: how many values, and for each its field, the code
/// of its type, how long it is, and itself.
fn write(field: Field, record: Option<&[u8]>, to: &mut Vec<u8>) {
    const BYTES: u8 = 4;
    let Some(record) = record else { return to.extend(NOTHING) };
    to.push(0x81);
    to.extend(field.field_id().to_le_bytes());
    to.push(BYTES);
    // seven bits a byte, the lowest first; the last is marked
    let mut length = record.len();
    while length >= 0x80 {
        to.push(length.to_le_bytes()[0] & 0x7f);
        length >>= 7;
    }
    to.push(length.to_le_bytes()[0] | 0x80);
    to.extend_from_slice(record);
}
