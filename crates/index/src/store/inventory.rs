//! `Inventory`: the table of contents of a generation with the length and the hash of each of its files.
//!
//! The engine closes its files with a checksum of what comes before it, and has none of its table of
//! contents; a bit that turns in either is not seen. An inventory tells every byte. There are two, written in
//! turn before the table of contents is: whenever the machine stops, one of them is that of the table of
//! contents. A third one is that of the generation before the run, whose files are kept.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::manifest::Manifest;

/// The two that are written in turn.
pub(crate) const INVENTORIES: [&str; 2] = ["inventory.a", "inventory.b"];
/// That of the generation before the run.
pub(crate) const KEPT: &str = "inventory.kept";

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sum {
    pub(crate) bytes: u64,
    /// The first half of its BLAKE3 hash, in hexadecimal digits.
    pub(crate) hash: String,
}

impl Sum {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self::new(bytes.len() as u64, &blake3::hash(bytes))
    }

    pub(crate) fn new(bytes: u64, hash: &blake3::Hash) -> Self {
        let mut hash = hash.to_hex().to_string();
        hash.truncate(32);
        Self { bytes, hash }
    }
}

/// A generation: its table of contents and its files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Inventory {
    /// The table of contents, byte by byte.
    pub(crate) meta: String,
    pub(crate) files: BTreeMap<String, Sum>,
}

impl Inventory {
    /// Reads what [`to_bytes`](Self::to_bytes) wrote; nothing where a bit is another.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (body, hash) = text.strip_suffix('\n')?.rsplit_once('\n')?;
        if blake3::hash(body.as_bytes()).to_hex().as_str() != hash {
            return None;
        }
        serde_json::from_str(body).ok()
    }

    /// A line of JSON and a line with its hash.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let body = serde_json::to_string(self).expect("strings and numbers have a JSON form");
        let hash = blake3::hash(body.as_bytes()).to_hex();
        format!("{body}\n{hash}\n").into_bytes()
    }

    /// What its table of contents says.
    pub(crate) fn contents(&self) -> Option<Contents> {
        Contents::parse(self.meta.as_bytes())
    }

    /// Grows with every table of contents that is written.
    pub(crate) fn age(&self) -> (u64, u64) {
        self.contents().map_or((0, 0), |contents| (contents.generation(), contents.opstamp))
    }
}

/// What we read of the engine's table of contents.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Contents {
    pub(crate) segments: Vec<SegmentIn>,
    pub(crate) opstamp: u64,
    pub(crate) payload: Option<String>,
}

/// A segment in a table of contents.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct SegmentIn {
    segment_id: String,
    deletes: Option<DeletesIn>,
}

#[derive(Clone, Debug, Deserialize)]
struct DeletesIn {
    opstamp: u64,
}

impl Contents {
    pub(crate) fn parse(meta: &[u8]) -> Option<Self> {
        serde_json::from_slice(meta).ok()
    }

    /// What the commit said of itself, whatever its format.
    pub(crate) fn manifest(&self) -> Option<Manifest> {
        serde_json::from_str(self.payload.as_deref()?).ok()
    }

    /// The number of the generation; 0 before the first commit.
    pub(crate) fn generation(&self) -> u64 {
        self.manifest().map_or(0, |manifest| manifest.generation)
    }

    /// Whether a file is one of a segment, as it stands in this generation.
    pub(crate) fn holds(&self, file: &str) -> bool {
        self.segments.iter().any(|segment| segment.holds(file))
    }
}

impl SegmentIn {
    /// The name that its files start with.
    pub(crate) fn stem(&self) -> String {
        self.segment_id.replace('-', "")
    }

    pub(crate) fn holds(&self, file: &str) -> bool {
        let ending = file.strip_prefix(&*self.stem()).and_then(|rest| rest.strip_prefix('.'));
        match ending {
            None => false,
            Some(ending) if ending.ends_with("temp") => false,
            Some(ending) => match ending.strip_suffix(".del") {
                None => true,
                Some(opstamp) => {
                    self.deletes.as_ref().is_some_and(|now| now.opstamp.to_string() == opstamp)
                }
            },
        }
    }

    /// The files that a segment has in every case, and those of its deletions.
    pub(crate) fn names(&self) -> Vec<String> {
        let stem = self.stem();
        let whole = ["idx", "pos", "term", "fieldnorm", "fast", "store"];
        let mut names: Vec<String> =
            whole.iter().map(|ending| format!("{stem}.{ending}")).collect();
        names.extend(self.deletes.iter().map(|deletes| format!("{stem}.{}.del", deletes.opstamp)));
        names
    }
}

/// Whether a file is named as the engine names those of segments.
pub(crate) fn is_segment_file(name: &str) -> bool {
    let (stem, ending) = name.split_once('.').unwrap_or_default();
    stem.len() == 32 && stem.bytes().all(|byte| byte.is_ascii_hexdigit()) && !ending.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inventory() -> Inventory {
        let meta = r#"{"segments":[{"segment_id":"0123abcd-0000-0000-0000-000000000000","max_doc":3,
            "deletes":{"num_deleted_docs":1,"opstamp":7}}],"opstamp":9,"payload":"{\"dateline\":6,\"generation\":4}"}"#;
        let files = BTreeMap::from([("a".to_owned(), Sum::of(b"x"))]);
        Inventory { meta: meta.to_owned(), files }
    }

    #[test]
    fn a_bit_that_turns_makes_it_no_inventory() {
        let bytes = inventory().to_bytes();
        assert_eq!(Inventory::parse(&bytes).unwrap(), inventory());
        for at in 0..bytes.len() * 8 {
            let mut spoilt = bytes.clone();
            spoilt[at / 8] ^= 1 << (at % 8);
            assert_eq!(Inventory::parse(&spoilt), None, "bit {at}");
        }
    }

    #[test]
    fn a_segment_has_the_deletions_of_its_generation_only() {
        let contents = inventory().contents().unwrap();
        assert_eq!((contents.generation(), contents.opstamp), (4, 9));
        let stem = "0123abcd000000000000000000000000";
        for (ending, is_held) in
            [("idx", true), ("7.del", true), ("5.del", false), ("store.temp", false)]
        {
            assert_eq!(contents.holds(&format!("{stem}.{ending}")), is_held, "{ending}");
            assert!(is_segment_file(&format!("{stem}.{ending}")));
        }
        assert!(!contents.holds("other.idx") && !is_segment_file("people.toml"));
    }
}
