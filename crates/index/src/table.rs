//! Tables beside the segments: what is found from a whole generation, kept so that it is found once.
//!
//! None of them is needed: where one is missing, broken or of another generation, it is found anew.

//!
//! A table ends with a hash of what comes before it: a bit that turns makes it a broken one.

use std::path::Path;

use serde::{Serialize, de::DeserializeOwned};

use crate::store::Place;

/// The names of all of them.
pub(crate) const TABLES: [&str; 3] = ["people.bin", "repeated.bin", "versions.bin"];

const HASH_BYTES: usize = 16;

/// The table of this name, if there is one that decodes.
pub(crate) fn read<T: DeserializeOwned>(place: &Place, name: &str) -> Option<T> {
    postcard::from_bytes(whole(&place.files.atomic_read(Path::new(name)).ok()?)?).ok()
}

/// What a table holds; nothing where a bit is another.
pub(crate) fn whole(bytes: &[u8]) -> Option<&[u8]> {
    let (body, hash) = bytes.split_at_checked(bytes.len().checked_sub(HASH_BYTES)?)?;
    (blake3::hash(body).as_bytes()[..HASH_BYTES] == *hash).then_some(body)
}

/// Puts a table in place of the one before, whole or not at all. Nothing is lost if it cannot be written.
pub(crate) fn write(place: &Place, name: &str, table: &impl Serialize) {
    let Ok(mut bytes) = postcard::to_stdvec(table) else { return };
    let hash = blake3::hash(&bytes);
    bytes.extend(&hash.as_bytes()[..HASH_BYTES]);
    // best effort: what is found from the generation is found anew
    let written = place.files.atomic_write(Path::new(name), &bytes);
    let _ = written.and_then(|()| place.files.sync_directory());
}
