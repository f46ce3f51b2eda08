//! `Size`: how many bytes each part of an archive takes.

use std::{collections::BTreeMap, fs};

use serde::Serialize;

use crate::{Archive, Error};

/// The bytes of an archive by part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Size {
    /// All files of the folder.
    pub total: u64,
    /// The words, and where their postings are.
    pub terms: u64,
    /// Which documents hold a word, and how often.
    pub postings: u64,
    /// Where in a document.
    pub positions: u64,
    /// Texts with what was understood of them.
    pub stored: u64,
    /// Values that are counted and sorted by.
    pub columns: u64,
    /// Lengths, deletions.
    pub other: u64,
    /// What the whole archive tells, and what the engine notes.
    pub tables: u64,
    /// Terms, postings, positions and columns of each field, the names sorted.
    pub fields: BTreeMap<String, u64>,
}

impl Archive {
    /// How many bytes each part takes.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`], [`Error::Io`].
    pub fn size(&self) -> Result<Size, Error> {
        let snapshot = &self.snapshot;
        let usage =
            snapshot.searcher.space_usage().map_err(|error| snapshot.failed(error.into()))?;
        let mut size = Size::default();
        for segment in usage.segments() {
            let parts = [
                (&mut size.terms, segment.termdict()),
                (&mut size.postings, segment.postings()),
                (&mut size.positions, segment.positions()),
                (&mut size.columns, segment.fast_fields()),
            ];
            for (part, used) in parts {
                *part += used.total().get_bytes();
                for field in used.fields() {
                    let of_field = size.fields.entry(field.field_name().to_owned()).or_default();
                    *of_field += field.total().get_bytes();
                }
            }
            size.stored += segment.store().total().get_bytes();
            size.other += (segment.fieldnorms().total() + segment.deletes()).get_bytes();
        }
        let files = fs::read_dir(snapshot.dir()).into_iter().flatten();
        size.total = files.filter_map(|file| Some(file.ok()?.metadata().ok()?.len())).sum();
        let parts =
            [size.terms, size.postings, size.positions, size.stored, size.columns, size.other];
        size.tables = size.total.saturating_sub(parts.iter().sum());
        Ok(size)
    }
}
