//! `Versions`: the groups of near-duplicates, in a table beside the segments.
//!
//! The table belongs to one generation. Where it is missing or of another one it is made anew from the
//! sketches in the columns: a run may break off between its commit and the table, and nothing is lost.

use registry::Sketch;
use release::ReleaseId;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::{Error, reader::Snapshot, schema::DocKind, store::Place, table};

/// The table in the folder of the index.
const TABLE: &str = "versions.bin";

/// Which releases are versions of one text.
#[derive(Debug, Default)]
pub(crate) struct Versions {
    groups: Vec<Vec<ReleaseId>>,
    group_of: FxHashMap<ReleaseId, usize>,
}

/// The table as it is kept.
#[derive(Serialize, Deserialize)]
struct Table {
    generation: u64,
    groups: Vec<Vec<ReleaseId>>,
}

impl Versions {
    fn of(groups: Vec<Vec<ReleaseId>>) -> Self {
        let members = groups.iter().enumerate();
        let group_of = members.flat_map(|(at, ids)| ids.iter().map(move |id| (*id, at))).collect();
        Self { groups, group_of }
    }

    /// The table of a generation, if there is one.
    pub(crate) fn read(place: &Place, generation: u64) -> Option<Self> {
        let table: Table = table::read(place, TABLE)?;
        (table.generation == generation).then(|| Self::of(table.groups))
    }

    /// Finds them from the sketches of a generation.
    pub(crate) fn find(snapshot: &Snapshot) -> Result<Self, Error> {
        let mut kept = Vec::new();
        for (_, reader, columns) in snapshot.segments() {
            let Some(column) = &columns.sketch else { continue };
            let mut bytes = Vec::new();
            for doc in columns.alive(reader, DocKind::Release) {
                let Some(ordinal) = column.term_ords(doc).next() else { continue };
                bytes.clear();
                column
                    .ord_to_bytes(ordinal, &mut bytes)
                    .map_err(|error| snapshot.damaged(error))?;
                let id = columns.release(doc);
                kept.extend(id.zip(Sketch::from_bytes(&bytes)));
            }
        }
        Ok(Self::of(registry::versions(kept)))
    }

    /// Keeps them for a generation. A table that cannot be written is no loss: it is found anew when asked.
    pub(crate) fn write(self, place: &Place, generation: u64) {
        table::write(place, TABLE, &Table { generation, groups: self.groups });
    }

    /// The group of a release by its first member; a release without versions is its own.
    pub(crate) fn first(&self, id: ReleaseId) -> ReleaseId {
        self.group(id).first().copied().unwrap_or(id)
    }

    /// The releases of one text with this one, itself among them; empty if it has no versions.
    pub(crate) fn group(&self, id: ReleaseId) -> &[ReleaseId] {
        self.group_of.get(&id).map_or(&[], |&at| &self.groups[at])
    }

    /// How many texts have versions.
    pub(crate) fn n_groups(&self) -> usize {
        self.groups.len()
    }
}
