//! `Ledger`: which files hold which releases, while a run changes both.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use release::ReleaseId;

use crate::{FilePath, KnownFile, document::FileKey, files::place_of};

/// Which files hold which releases, while a run changes both. What is known of a file is in the engine; here is
/// only what has to be looked up, for there may be a million files.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// What was known when the writer was opened, by absolute path.
    known: Arc<Vec<KnownFile>>,
    releases: BTreeMap<ReleaseId, Held>,
    /// The files about to be read anew, by their place in `known`; what they held stays until they have been.
    pending: BTreeSet<usize>,
    /// The files with a document of this run.
    written: BTreeMap<FileKey, Written>,
}

/// How a document of a file was written in this run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Written {
    /// The file was read for it.
    was_read: bool,
    is_committed: bool,
}

/// A release and the files that hold it, without those about to be read anew.
#[derive(Debug, Default)]
struct Held {
    by: Holders,
    standing: Standing,
}

/// By absolute path. Nearly every release stands in one file.
#[derive(Debug, Default)]
enum Holders {
    #[default]
    Nobody,
    One(FilePath),
    Several(Vec<FilePath>),
}

/// Whether the engine has a release.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Standing {
    #[default]
    Absent,
    /// As it was before this run.
    Before,
    /// As this item of the first of its files.
    Now(u32),
}

/// What to do with a release that a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Add it.
    Add,
    /// Add it in the place of what is there.
    Replace,
    /// Leave what is there: a file that goes before holds the same text.
    Leave,
}

impl Ledger {
    /// `known` is sorted by absolute path.
    pub(crate) fn new(known: Vec<KnownFile>) -> Self {
        let known = Arc::new(known);
        let mut ledger = Self { known: Arc::clone(&known), ..Self::default() };
        for file in &*known {
            ledger.hold(file);
        }
        for held in ledger.releases.values_mut() {
            held.standing = Standing::Before;
        }
        ledger
    }

    /// What was known when the writer was opened, by absolute path.
    pub(crate) fn known(&self) -> Arc<Vec<KnownFile>> {
        Arc::clone(&self.known)
    }

    /// Whether a file was known when the writer was opened, or at the last commit where it had to start again.
    pub(crate) fn knows(&self, path: &FilePath) -> bool {
        self.place(path).is_some()
    }

    fn place(&self, path: &FilePath) -> Option<usize> {
        place_of(&self.known, path)
    }

    /// A known file will be read.
    pub(crate) fn expect(&mut self, path: &FilePath) {
        if let Some(at) = self.place(path) {
            self.let_go(at);
            self.pending.insert(at);
        }
    }

    /// A known file is there no longer.
    pub(crate) fn remove(&mut self, path: &FilePath) {
        if let Some(at) = self.place(path) {
            self.let_go(at);
        }
    }

    /// A file that is known by another path.
    pub(crate) fn insert(&mut self, file: &KnownFile, key: FileKey) {
        self.hold(file);
        self.written.insert(key, Written { was_read: false, is_committed: false });
    }

    /// What to do with a release that `file` holds as its `item`th, as things stand.
    pub(crate) fn turn(&self, file: &FilePath, id: ReleaseId, item: u32) -> Turn {
        let Some(held) = self.releases.get(&id) else { return Turn::Add };
        let first = held.by.first().map(|first| first.absolute.cmp(&file.absolute));
        match held.standing {
            _ if first.is_some_and(std::cmp::Ordering::is_lt) => Turn::Leave,
            // the same text twice in one file: the first stays
            Standing::Now(before)
                if first.is_some_and(std::cmp::Ordering::is_eq) && before <= item =>
            {
                Turn::Leave
            }
            Standing::Absent => Turn::Add,
            Standing::Before | Standing::Now(_) => Turn::Replace,
        }
    }

    /// Notes that `file` holds the release, and whether its reading is the one in the engine.
    pub(crate) fn note(&mut self, file: &FilePath, id: ReleaseId, item: u32, turn: Turn) {
        let held = self.releases.entry(id).or_default();
        if turn != Turn::Leave {
            held.standing = Standing::Now(item);
        }
        held.by.insert(file);
    }

    /// Notes what came of a file that was read. Tells whether the engine has a document of it.
    pub(crate) fn record(&mut self, file: &KnownFile, key: FileKey) -> bool {
        let at = self.place(&file.path);
        if let Some(at) = at {
            self.pending.remove(&at);
            self.let_go(at);
        }
        let before = self.written.insert(key, Written { was_read: true, is_committed: false });
        if before.is_some() {
            // it has been read before in this run
            for held in self.releases.values_mut() {
                held.by.remove(&file.path);
            }
        }
        self.hold(file);
        at.is_some() || before.is_some()
    }

    fn hold(&mut self, file: &KnownFile) {
        for id in file.outcome.releases() {
            self.releases.entry(*id).or_default().by.insert(&file.path);
        }
    }

    /// What a known file held counts no longer as held by it.
    fn let_go(&mut self, at: usize) {
        let KnownFile { path, outcome, .. } = &self.known[at];
        for id in outcome.releases() {
            if let Some(held) = self.releases.get_mut(id) {
                held.by.remove(path);
            }
        }
    }

    /// The releases that no file holds any more.
    pub(crate) fn orphans(&self) -> Vec<ReleaseId> {
        let pending = self.pending.iter().filter_map(|&at| self.known.get(at));
        let waiting: BTreeSet<&ReleaseId> =
            pending.flat_map(|file| file.outcome.releases()).collect();
        let is_orphan = |(id, held): &(&ReleaseId, &Held)| {
            held.standing != Standing::Absent && held.by.first().is_none() && !waiting.contains(id)
        };
        self.releases.iter().filter(is_orphan).map(|(id, _)| *id).collect()
    }

    /// Notes a commit, which has removed some releases.
    pub(crate) fn committed(&mut self, orphans: &[ReleaseId]) {
        for id in orphans {
            self.releases.remove(id);
        }
        self.written.values_mut().for_each(|written| written.is_committed = true);
    }

    /// Goes back to the last commit, after which these files were `known`.
    pub(crate) fn restart(&mut self, known: Vec<KnownFile>) {
        let mut written = std::mem::take(&mut self.written);
        written.retain(|_, written| written.is_committed);
        *self = Self { written, ..Self::new(known) };
    }

    /// The files read in this run that hold nothing of their own, each with a file that goes before.
    pub(crate) fn duplicates(&self) -> Vec<(String, String)> {
        let mut later: BTreeMap<&FilePath, &FilePath> = BTreeMap::new();
        for held in self.releases.values() {
            let Holders::Several(files) = &held.by else { continue };
            let Some((first, others)) = files.split_first() else { continue };
            let was_read = |file: &&FilePath| {
                self.written.get(&FileKey::of(file)).is_some_and(|written| written.was_read)
            };
            for other in others.iter().filter(was_read) {
                let before = later.entry(other).or_insert(first);
                *before = first.min(before);
            }
        }
        for first in self.releases.values().filter_map(|held| held.by.first()) {
            later.remove(first);
        }
        later
            .into_iter()
            .map(|(file, first)| (file.shown.to_string(), first.shown.to_string()))
            .collect()
    }
}

impl Holders {
    fn first(&self) -> Option<&FilePath> {
        match self {
            Self::Nobody => None,
            Self::One(file) => Some(file),
            Self::Several(files) => files.first(),
        }
    }

    fn insert(&mut self, file: &FilePath) {
        match self {
            Self::Nobody => *self = Self::One(file.clone()),
            Self::One(other) if other.absolute == file.absolute => *other = file.clone(),
            Self::One(other) => {
                let mut both = vec![other.clone(), file.clone()];
                both.sort();
                *self = Self::Several(both);
            }
            Self::Several(files) => {
                match files.binary_search_by(|other| other.absolute.cmp(&file.absolute)) {
                    Ok(at) => files[at] = file.clone(),
                    Err(at) => files.insert(at, file.clone()),
                }
            }
        }
    }

    fn remove(&mut self, file: &FilePath) {
        match self {
            Self::One(one) if one.absolute == file.absolute => *self = Self::Nobody,
            Self::Nobody | Self::One(_) => {}
            Self::Several(files) => files.retain(|other| other.absolute != file.absolute),
        }
    }
}
