//! Tables beside the segments: what is found from a whole generation, kept so that it is found once.
//!
//! None of them is needed: where one is missing, broken or of another generation, it is found anew.
//!
//! A table ends with a check sum of what comes before it: a bit that turns makes it a broken one.

use std::path::Path;

use serde::{Serialize, de::DeserializeOwned};
use tantivy::directory::OwnedBytes;

use crate::store::Place;

/// The names of all of them.
pub(crate) const TABLES: [&str; 4] = ["people.bin", "repeated.bin", "values.bin", "versions.bin"];

const SUM_BYTES: usize = size_of::<u32>();

/// The table of this name, if there is one that decodes.
pub(crate) fn read<T: DeserializeOwned>(place: &Place, name: &str) -> Option<T> {
    postcard::from_bytes(&open(place, name)?).ok()
}

/// What the table of this name holds, where it lies on the disk; nothing where it is missing or broken.
pub(crate) fn open(place: &Place, name: &str) -> Option<OwnedBytes> {
    let bytes = place.map(name)?;
    let n_bytes = whole(&bytes)?.len();
    Some(bytes.slice(0..n_bytes))
}

/// What a table holds; nothing where a bit is another.
pub(crate) fn whole(bytes: &[u8]) -> Option<&[u8]> {
    let (body, sum) = bytes.split_at_checked(bytes.len().checked_sub(SUM_BYTES)?)?;
    (crc32fast::hash(body).to_le_bytes() == *sum).then_some(body)
}

/// Puts a table in place of the one before, whole or not at all. Nothing is lost if it cannot be written.
pub(crate) fn write(place: &Place, name: &str, table: &impl Serialize) {
    if let Ok(bytes) = postcard::to_stdvec(table) {
        write_bytes(place, name, bytes);
    }
}

/// As [`write()`] does.
pub(crate) fn write_bytes(place: &Place, name: &str, mut bytes: Vec<u8>) {
    let sum = crc32fast::hash(&bytes);
    bytes.extend(sum.to_le_bytes());
    // best effort: what is found from the generation is found anew
    let written = place.files.atomic_write(Path::new(name), &bytes);
    let _ = written.and_then(|()| place.files.sync_directory());
}
