//! `Ledger`: which files hold which releases, while a run changes both.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use release::ReleaseId;

use crate::{FilePath, FoundFile, KnownFile, Plan, Why};

type Absolute = Arc<[u8]>;

/// Which files hold which releases, while a run changes both.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// Everything known, by absolute path.
    files: BTreeMap<Absolute, KnownFile>,
    /// The files that hold a release, without those about to be read anew.
    holders: BTreeMap<ReleaseId, BTreeSet<Absolute>>,
    /// The files about to be read anew; what they held stays until they have been.
    pending: BTreeSet<Absolute>,
    /// The releases in the engine, and in this run by which file they were put there, as which of its releases.
    indexed: BTreeMap<ReleaseId, Option<(Absolute, u32)>>,
    /// Files whose documents have to be written or removed.
    touched: BTreeSet<Absolute>,
    /// Files that were read in this run.
    recorded: BTreeSet<Absolute>,
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

/// What a commit has to write.
#[derive(Debug, Default)]
pub(crate) struct Changes<'a> {
    /// Files to write, or to remove where nothing is known any more.
    pub(crate) files: Vec<(Absolute, Option<&'a KnownFile>)>,
    /// Releases that no file holds any more.
    pub(crate) orphans: Vec<ReleaseId>,
}

impl Ledger {
    pub(crate) fn new(known: Vec<KnownFile>) -> Self {
        let mut ledger = Self::default();
        for file in known {
            for id in file.outcome.releases() {
                ledger.indexed.insert(*id, None);
            }
            ledger.hold(&file);
            ledger.files.insert(Arc::from(file.path.absolute.as_slice()), file);
        }
        ledger
    }

    /// The known files in path order.
    pub(crate) fn files(&self) -> Vec<KnownFile> {
        self.files.values().cloned().collect()
    }

    /// Takes in what a plan says without reading: what is gone, what has moved, what will be read.
    /// `known` is what the plan was made of.
    pub(crate) fn begin(&mut self, plan: &Plan, known: &[KnownFile], found: &[FoundFile]) {
        for &at in &plan.gone {
            self.remove(&known[at].path);
        }
        for &(from, to) in &plan.moved {
            self.remove(&known[from].path);
            let path = found[to].path.clone();
            self.insert(KnownFile { path, ..known[from].clone() });
        }
        for &(at, why) in &plan.read {
            let absolute: Absolute = Arc::from(found[at].path.absolute.as_slice());
            if why != Why::Twin && self.files.contains_key(&absolute) {
                self.let_go(&absolute);
                self.pending.insert(absolute);
            }
        }
    }

    /// What to do with a release that `file` holds as its `item`th, as things stand.
    pub(crate) fn turn(&self, file: &FilePath, id: ReleaseId, item: u32) -> Turn {
        let absolute = file.absolute.as_slice();
        let first = self.holders.get(&id).and_then(BTreeSet::first);
        match self.indexed.get(&id) {
            _ if first.is_some_and(|first| &**first < absolute) => Turn::Leave,
            // the same text twice in one file: the first stays
            Some(Some((writer, before))) if &**writer == absolute && *before <= item => Turn::Leave,
            Some(_) => Turn::Replace,
            None => Turn::Add,
        }
    }

    /// Notes that `file` holds the release, and whether its reading is the one in the engine.
    pub(crate) fn note(&mut self, file: &FilePath, id: ReleaseId, item: u32, turn: Turn) {
        let absolute: Absolute = Arc::from(file.absolute.as_slice());
        if turn != Turn::Leave {
            self.indexed.insert(id, Some((Arc::clone(&absolute), item)));
        }
        self.holders.entry(id).or_default().insert(absolute);
    }

    /// Notes what came of a file.
    pub(crate) fn record(&mut self, file: KnownFile) {
        let absolute: Absolute = Arc::from(file.path.absolute.as_slice());
        self.pending.remove(&absolute);
        self.recorded.insert(absolute);
        self.insert(file);
    }

    fn insert(&mut self, file: KnownFile) {
        let absolute: Absolute = Arc::from(file.path.absolute.as_slice());
        self.let_go(&absolute);
        self.hold(&file);
        self.touched.insert(Arc::clone(&absolute));
        self.files.insert(absolute, file);
    }

    fn remove(&mut self, path: &FilePath) {
        let absolute: Absolute = Arc::from(path.absolute.as_slice());
        self.let_go(&absolute);
        self.files.remove(&absolute);
        self.touched.insert(absolute);
    }

    fn hold(&mut self, file: &KnownFile) {
        let absolute: Absolute = Arc::from(file.path.absolute.as_slice());
        for id in file.outcome.releases() {
            self.holders.entry(*id).or_default().insert(Arc::clone(&absolute));
        }
    }

    /// What a known file held counts no longer as held by it.
    fn let_go(&mut self, absolute: &Absolute) {
        let Some(file) = self.files.get(absolute) else { return };
        for id in file.outcome.releases() {
            if let Some(holders) = self.holders.get_mut(id) {
                holders.remove(absolute);
            }
        }
    }

    /// What the next commit has to write.
    pub(crate) fn changes(&self) -> Changes<'_> {
        let waiting: BTreeSet<&ReleaseId> = self
            .pending
            .iter()
            .filter_map(|absolute| self.files.get(absolute))
            .flat_map(|file| file.outcome.releases())
            .collect();
        let is_orphan = |id: &ReleaseId| {
            !waiting.contains(id) && self.holders.get(id).is_none_or(BTreeSet::is_empty)
        };
        let files = self.touched.iter();
        Changes {
            files: files.map(|absolute| (Arc::clone(absolute), self.files.get(absolute))).collect(),
            orphans: self.indexed.keys().filter(|id| is_orphan(id)).copied().collect(),
        }
    }

    /// Forgets what a commit has written.
    pub(crate) fn committed(&mut self, orphans: &[ReleaseId]) {
        self.touched.clear();
        for id in orphans {
            self.indexed.remove(id);
            self.holders.remove(id);
        }
    }

    /// The files read in this run that hold nothing of their own, each with the file that goes before.
    pub(crate) fn duplicates(&self) -> Vec<(String, String)> {
        let recorded = self.recorded.iter().filter_map(|absolute| {
            let file = self.files.get(absolute)?;
            let mut firsts = file
                .outcome
                .releases()
                .iter()
                .map(|id| self.holders.get(id).and_then(BTreeSet::first));
            let first = firsts.next()??;
            let is_duplicate = first != absolute && firsts.all(|other| other != Some(absolute));
            let first = self.files.get(first)?;
            is_duplicate.then(|| (file.path.shown.clone(), first.path.shown.clone()))
        });
        recorded.collect()
    }
}
