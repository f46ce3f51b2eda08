//! Tables beside the segments: what is found from a whole generation, kept so that it is found once.
//!
//! None of them is needed: where one is missing, broken or of another generation, it is found anew.
//!
//! A table ends with a check sum of what comes before it: a bit that turns makes it a broken one.

use std::path::Path;

use serde::{Serialize, de::DeserializeOwned};

use crate::store::Place;

/// The names of all of them.
pub(crate) const TABLES: [&str; 3] = ["people.bin", "repeated.bin", "versions.bin"];

const SUM_BYTES: usize = size_of::<u32>();

/// The table of this name, if there is one that decodes.
pub(crate) fn read<T: DeserializeOwned>(place: &Place, name: &str) -> Option<T> {
    postcard::from_bytes(whole(&place.files.atomic_read(Path::new(name)).ok()?)?).ok()
}

/// What a table holds; nothing where a bit is another.
pub(crate) fn whole(bytes: &[u8]) -> Option<&[u8]> {
    let (body, sum) = bytes.split_at_checked(bytes.len().checked_sub(SUM_BYTES)?)?;
    (crc32fast::hash(body).to_le_bytes() == *sum).then_some(body)
}

/// Puts a table in place of the one before, whole or not at all. Nothing is lost if it cannot be written.
pub(crate) fn write(place: &Place, name: &str, table: &impl Serialize) {
    let Ok(mut bytes) = postcard::to_stdvec(table) else { return };
    let sum = crc32fast::hash(&bytes);
    bytes.extend(sum.to_le_bytes());
    // best effort: what is found from the generation is found anew
    let written = place.files.atomic_write(Path::new(name), &bytes);
    let _ = written.and_then(|()| place.files.sync_directory());
}

/// Numbers in four bytes each: whoever reads a table for a few of its names takes them in at once.
pub(crate) mod numbers {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(
        numbers: &[u32],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        serializer.serialize_bytes(&bytes)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<u32>, D::Error> {
        let bytes = <&[u8]>::deserialize(deserializer)?;
        let (numbers, _) = bytes.as_chunks();
        Ok(numbers.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect())
    }
}
