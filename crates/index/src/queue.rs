//! `Queue`: the files and releases that somebody should look at.
//!
//! They are told from the columns and from what is known of files; no release is decoded. The lists are kept once one
//! was asked for, as a process that asks for one page of it asks for the next.

use std::collections::BTreeMap;

use query::Field as Facet;
use release::ReleaseId;
use rustc_hash::FxHashSet;
use tantivy::{DocId, SegmentReader};

use crate::{
    Archive, Error, FilePath, KnownFile, Outcome, columns::Columns, reader::Snapshot,
    schema::DocKind,
};

/// A list of files or releases that somebody should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Queue {
    /// Files that could not be read or understood.
    Failed,
    /// Files that were passed over.
    Skipped,
    /// Releases that were read with a warning.
    Warned,
    /// Releases whose text is in several files or that have versions.
    Duplicates,
    /// Releases without a date.
    Undated,
    /// Releases without a focus country.
    NoCountry,
    /// Releases with a quote of nobody known.
    Unattributed,
}

impl Queue {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Failed,
        Self::Skipped,
        Self::Warned,
        Self::Duplicates,
        Self::Undated,
        Self::NoCountry,
        Self::Unattributed,
    ];
}

/// A file or a release of a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Queued {
    /// A file that gave no release.
    File(KnownFile),
    /// A release, with the path of its first file as given.
    Release(ReleaseId, FilePath),
}

impl Archive {
    /// The list by path as given, then by id.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`], [`Error::Io`].
    pub fn queue(&self, queue: Queue) -> Result<&[Queued], Error> {
        self.guarded(|| self.snapshot.queue(queue))
    }
}

/// Every list, by the place of its name in [`Queue::ALL`].
pub(crate) type Lists = [Vec<Queued>; Queue::ALL.len()];

/// The releases of a list.
type Members = FxHashSet<ReleaseId>;

/// Makes all of them: most of the work is to read what is known of files, which all of them need.
pub(crate) fn lists(snapshot: &Snapshot) -> Result<Lists, Error> {
    let mut files = snapshot.files()?;
    // files come by absolute path: the first that holds a release is the one it is shown with
    let mut holders: BTreeMap<ReleaseId, (FilePath, bool)> = BTreeMap::new();
    for file in &files {
        for id in file.outcome.releases() {
            let again = holders.get_mut(id).map(|(_, is_several)| *is_several = true);
            if again.is_none() {
                holders.insert(*id, (file.path.clone(), false));
            }
        }
    }
    let versions = snapshot.versions()?;
    let is_twice = |(id, (_, is_several)): &(&ReleaseId, &(FilePath, bool))| {
        *is_several || !versions.group(**id).is_empty()
    };
    let twice: Members = holders.iter().filter(is_twice).map(|(id, _)| *id).collect();
    let members = [
        (Queue::Warned, warned(snapshot)),
        (Queue::Duplicates, twice),
        (Queue::Undated, undated(snapshot)),
        (Queue::NoCountry, without_country(snapshot)?),
        (Queue::Unattributed, with_quotes_of_nobody(snapshot)),
    ];
    let mut lists = Lists::default();
    for (queue, members) in members {
        let held = members.iter().filter_map(|id| Some((&holders.get(id)?.0, *id)));
        let mut held: Vec<(&FilePath, ReleaseId)> = held.collect();
        held.sort_by_key(|(path, id)| (&path.shown, *id));
        let held = held.into_iter().map(|(path, id)| Queued::Release(id, path.clone()));
        lists[queue as usize] = held.collect();
    }
    files.sort_by(|a, b| a.path.shown.cmp(&b.path.shown));
    for file in files {
        let queue = match file.outcome {
            Outcome::Failed(_) => Queue::Failed,
            Outcome::Skipped { .. } => Queue::Skipped,
            Outcome::Indexed { .. } => continue,
        };
        lists[queue as usize].push(Queued::File(file));
    }
    Ok(lists)
}

/// The releases of the documents that are of a kind and for which `is_listed` holds.
fn releases_of(
    snapshot: &Snapshot,
    kind: DocKind,
    is_listed: impl Fn(&Columns, DocId) -> bool,
) -> Members {
    let of_segment = |(_, reader, columns): (u32, &SegmentReader, &Columns)| {
        let listed = columns.alive(reader, kind).filter(|&doc| is_listed(columns, doc));
        listed.filter_map(|doc| columns.release(doc)).collect::<Vec<_>>()
    };
    snapshot.segments().flat_map(of_segment).collect()
}

fn warned(snapshot: &Snapshot) -> Members {
    releases_of(snapshot, DocKind::Release, Columns::is_warned)
}

fn undated(snapshot: &Snapshot) -> Members {
    releases_of(snapshot, DocKind::Release, |columns, doc| columns.first_day.first(doc).is_none())
}

fn with_quotes_of_nobody(snapshot: &Snapshot) -> Members {
    releases_of(snapshot, DocKind::Quote, |columns, doc| !columns.is_attributed(doc))
}

fn without_country(snapshot: &Snapshot) -> Result<Members, Error> {
    let mut members = Members::default();
    let Some(field) = snapshot.fields.facet(Facet::Country, false) else { return Ok(members) };
    let values = snapshot.values(Facet::Country, field)?;
    let mut numbers = Vec::new();
    for (segment, reader, columns) in snapshot.segments() {
        let values = values.segment(segment as usize);
        for doc in columns.alive(reader, DocKind::Release) {
            numbers.clear();
            if let Some(column) = &values.column {
                values.numbers_of(column, doc, &mut numbers);
            }
            if numbers.is_empty() {
                members.extend(columns.release(doc));
            }
        }
    }
    Ok(members)
}
