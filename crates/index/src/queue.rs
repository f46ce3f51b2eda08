//! `Queue`: the files and releases that somebody should look at.
//!
//! They are told from the columns and from what is known of files; no release is decoded. A list is kept once it
//! was asked for, as a process that asks for one page of it asks for the next.

use std::collections::BTreeMap;

use query::Field as Facet;
use release::ReleaseId;
use rustc_hash::FxHashSet;

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
    pub const ALL: [Self; 6] = [
        Self::Failed,
        Self::Skipped,
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

/// Makes a list.
pub(crate) fn list(snapshot: &Snapshot, queue: Queue) -> Result<Vec<Queued>, Error> {
    let files = snapshot.files()?;
    if matches!(queue, Queue::Failed | Queue::Skipped) {
        let is_listed = |file: &KnownFile| match file.outcome {
            Outcome::Failed { .. } => queue == Queue::Failed,
            Outcome::Skipped { .. } => queue == Queue::Skipped,
            Outcome::Indexed { .. } => false,
        };
        let mut listed: Vec<KnownFile> = files.into_iter().filter(is_listed).collect();
        listed.sort_by(|a, b| a.path.shown.cmp(&b.path.shown));
        return Ok(listed.into_iter().map(Queued::File).collect());
    }
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
    let is_listed = members(snapshot, queue, &holders)?;
    let mut listed: Vec<(FilePath, ReleaseId)> = holders
        .into_iter()
        .filter(|(id, _)| is_listed.contains(id))
        .map(|(id, (path, _))| (path, id))
        .collect();
    listed.sort_by(|(a, id), (b, other)| (&a.shown, id).cmp(&(&b.shown, other)));
    Ok(listed.into_iter().map(|(path, id)| Queued::Release(id, path)).collect())
}

fn members(
    snapshot: &Snapshot,
    queue: Queue,
    holders: &BTreeMap<ReleaseId, (FilePath, bool)>,
) -> Result<FxHashSet<ReleaseId>, Error> {
    let mut ids = FxHashSet::default();
    let mut add = |columns: &Columns, doc| ids.extend(columns.release.first(doc).map(ReleaseId));
    match queue {
        Queue::Failed | Queue::Skipped => {}
        Queue::Duplicates => {
            let versions = snapshot.versions()?;
            let several = holders
                .iter()
                .filter(|(id, (_, is_several))| *is_several || !versions.group(**id).is_empty());
            ids.extend(several.map(|(id, _)| *id));
        }
        Queue::Undated => {
            for (_, reader, columns) in snapshot.segments() {
                let is_undated = |&doc: &u32| {
                    columns.is(doc, DocKind::Release) && columns.first_day.first(doc).is_none()
                };
                reader.doc_ids_alive().filter(is_undated).for_each(|doc| add(columns, doc));
            }
        }
        Queue::NoCountry => {
            let Some(field) = snapshot.fields.facet(Facet::Country, false) else { return Ok(ids) };
            let values = snapshot.values(Facet::Country, field)?;
            let mut numbers = Vec::new();
            for (segment, reader, columns) in snapshot.segments() {
                let values = values.segment(segment as usize);
                for doc in reader.doc_ids_alive().filter(|&doc| columns.is(doc, DocKind::Release)) {
                    numbers.clear();
                    if let Some(column) = &values.column {
                        values.numbers_of(column, doc, &mut numbers);
                    }
                    if numbers.is_empty() {
                        add(columns, doc);
                    }
                }
            }
        }
        Queue::Unattributed => {
            for (_, reader, columns) in snapshot.segments() {
                let is_nobodys =
                    |&doc: &u32| columns.is(doc, DocKind::Quote) && !columns.is_attributed(doc);
                reader.doc_ids_alive().filter(is_nobodys).for_each(|doc| add(columns, doc));
            }
        }
    }
    Ok(ids)
}
