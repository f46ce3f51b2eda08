//! `Records`: what is stored of releases, packed as it comes.
//!
//! A segment is sorted by kind. The engine would therefore write what is stored twice, once as it comes, unpacked and byte
//! by byte, and once sorted. But only releases have something stored, and they lie first, in the order in which they come:
//! they are packed at once, into a file whose blocks are taken over as they are when the segment is written. The form is
//! the engine's own, so that it reads and merges them.

use std::{io, path::PathBuf};

use tantivy::{
    Segment, TantivyError,
    directory::{Directory as _, WritePtr},
    index::SegmentComponent,
    schema::Field,
    store::{StoreReader, StoreWriter},
};

use crate::{document::Document, plugin::open_anew, schema::DocKind, store::is_segment_file};

/// How the engine writes that a document has nothing stored.
const NOTHING: [u8; 1] = [0x80];

/// How the name of a file ends in which records wait.
const WAITING: &str = "records";

/// Where the records of a segment wait. Between two commits the engine removes each file of which it knows nothing but
/// such as begin with a dot.
fn path_of(segment: &Segment) -> PathBuf {
    let records = segment.relative_path(SegmentComponent::Custom(WAITING.to_owned()));
    PathBuf::from(format!(".{}", records.display()))
}

/// Whether a file is one in which records wait: where no program writes, one that broke off has left it.
pub(crate) fn is_waiting(name: &str) -> bool {
    let name = name.strip_prefix('.').unwrap_or_default();
    is_segment_file(name) && name.ends_with(&format!(".{WAITING}"))
}

fn packing(segment: &Segment, file: WritePtr) -> Result<StoreWriter, io::Error> {
    let settings = segment.index().settings();
    StoreWriter::new(file, settings.docstore_compression, settings.docstore_blocksize, false)
}

/// The records of one segment.
pub(crate) struct Records {
    field: Field,
    /// Where `packed` writes to.
    path: PathBuf,
    packed: StoreWriter,
    /// How many documents of other kinds there are.
    n_others: usize,
    document: Vec<u8>,
}

impl Records {
    pub(crate) fn open(field: Field, segment: &Segment) -> Result<Self, TantivyError> {
        let path = path_of(segment);
        let packed = packing(segment, segment.index().directory().open_write(&path)?)?;
        Ok(Self { field, path, packed, n_others: 0, document: Vec::new() })
    }

    /// Takes in what is stored of a document; they come in order.
    pub(crate) fn add(&mut self, document: &Document) -> Result<(), TantivyError> {
        if document.what() != DocKind::Release {
            self.n_others += 1;
            return Ok(());
        }
        self.document.clear();
        write(self.field, document.record(), &mut self.document);
        self.packed.store_bytes(&self.document)?;
        Ok(())
    }

    /// Writes the file of the segment.
    pub(crate) fn write(self, segment: &Segment) -> Result<(), TantivyError> {
        self.packed.close()?;
        let directory = segment.index().directory();
        let file = open_anew(segment, SegmentComponent::Store)?;
        let mut all = packing(segment, file)?;
        all.stack(StoreReader::open(directory.open_read(&self.path)?, 1)?)?;
        for _ in 0..self.n_others {
            all.store_bytes(&NOTHING)?;
        }
        all.close()?;
        directory.delete(&self.path).map_err(|error| TantivyError::InternalError(error.to_string()))
    }

    /// What they take in memory.
    pub(crate) fn n_bytes(&self) -> usize {
        self.packed.mem_usage()
    }
}

/// What stands before the length of a record: one value, of this field, which is bytes.
fn head(field: Field) -> [u8; 6] {
    let [a, b, c, d] = field.field_id().to_le_bytes();
    [0x81, a, b, c, d, 4]
}

/// The record in a document as it is stored; `None` where there is none.
pub(crate) fn read(field: Field, document: &[u8]) -> Option<&[u8]> {
    let mut rest = document.strip_prefix(&head(field))?;
    let (mut length, mut shift) = (0_usize, 0);
    loop {
        let (&byte, after) = rest.split_first()?;
        rest = after;
        length |= usize::from(byte & 0x7f).checked_shl(shift)?;
        if byte >= 0x80 {
            return rest.get(..length);
        }
        shift += 7;
    }
}

/// Writes a document that has one value of bytes as the engine does: how many values, and for each its field, the code
/// of its type, how long it is, and itself.
fn write(field: Field, record: Option<&[u8]>, to: &mut Vec<u8>) {
    let Some(record) = record else { return to.extend(NOTHING) };
    to.extend(head(field));
    // seven bits a byte, the lowest first; the last is marked
    let mut length = record.len();
    while length >= 0x80 {
        to.push(length.to_le_bytes()[0] & 0x7f);
        length >>= 7;
    }
    to.push(length.to_le_bytes()[0] | 0x80);
    to.extend_from_slice(record);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_records_of_segments_wait() {
        let stem = "0123abcd".repeat(4);
        assert!(is_waiting(&format!(".{stem}.records")));
        for other in [format!("{stem}.records"), format!(".{stem}.store"), ".records".to_owned()] {
            assert!(!is_waiting(&other), "{other}");
        }
    }

    #[test]
    fn a_record_of_any_length_comes_back() {
        let field = Field::from_field_id(300);
        for length in [0, 1, 127, 128, 300_000] {
            let (record, mut document) = (vec![7; length], Vec::new());
            write(field, Some(&record), &mut document);
            assert_eq!(read(field, &document), Some(&*record));
            assert_eq!(read(Field::from_field_id(301), &document), None);
            assert_eq!(read(field, &document[..document.len().saturating_sub(1)]), None);
        }
        assert_eq!(read(field, &NOTHING), None);
        // a length that never ends
        assert_eq!(read(field, &[&head(field)[..], &[1; 20]].concat()), None);
    }
}
