//! `Writer`: adds, replaces and removes; everything of a commit is seen at once or not at all.

use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use release::{Release, ReleaseId, Word};
use tantivy::{
    IndexWriter, Term,
    indexer::{IndexWriterOptions, LogMergePolicy, UserOperation},
};

use crate::{
    Error, FilePath, FoundFile, KnownFile, Plan,
    analyzer::Analyzer,
    budget::Budget,
    document::{self, Document},
    engine::{self, Engine},
    ledger::{Ledger, Turn},
    manifest::Manifest,
    people::{self, People},
    reader::Snapshot,
    repeated::Repeated,
    schema::Fields,
    versions::Versions,
};

/// No segment grows beyond: larger ones overflow in merges.
const MAX_DOCS_PER_SEGMENT: usize = 5_000_000;

/// How a [`Writer`] may spend the machine.
#[derive(Clone, Copy, Debug)]
pub struct WriterOptions {
    /// Threads that build the index; `1..=8` are used.
    pub threads: usize,
    /// Memory for all of them, in bytes; each gets between 15 MB and 200 MB.
    pub memory_bytes: usize,
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self { threads: 1, memory_bytes: 128 << 20 }
    }
}

/// What became of a release that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new, or takes the place of another reading of the same text.
    Indexed,
    /// A file that goes before by path holds the same text.
    Duplicate,
}

/// What a commit did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
    /// Counts the commits of the archive.
    pub generation: u64,
    /// Files read since the writer was opened whose text stands in a file before, with that file; both
    /// as given.
    pub duplicates: Vec<(String, String)>,
    /// Releases that no file holds any more and that were removed.
    pub removed_releases: usize,
}

/// The one writer of an archive. Adding works from many threads at once.
///
/// A run is: [`open`](Self::open), [`files`](Self::files) into a [`plan`](crate::plan()),
/// [`begin`](Self::begin), then for each file to read [`add`](Self::add) its releases and
/// [`record`](Self::record) what came of it, then [`commit`](Self::commit) and [`close`](Self::close).
/// Dropping it without a commit leaves the archive as it was.
pub struct Writer {
    dir: PathBuf,
    fields: Fields,
    manifest: Manifest,
    engine: IndexWriter<Document>,
    budget: Budget,
    ledger: Mutex<Ledger>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("dir", &self.dir).finish_non_exhaustive()
    }
}

thread_local! {
    static ANALYZER: RefCell<Analyzer> = RefCell::default();
}

impl Writer {
    /// Opens the archive in `dir` for writing, or makes one there.
    ///
    /// # Errors
    ///
    /// [`Error::People`] if the user's file of persons says what cannot be;
    /// [`Error::Locked`] while another process writes; [`Error::Version`] and [`Error::Foreign`] for an
    /// index that is not ours; [`Error::Io`] where the folder cannot be made or written.
    pub fn open(dir: &Path, options: WriterOptions) -> Result<Self, Error> {
        let Engine { index, fields, .. } = engine::open_or_create(dir)?;
        let threads = options.threads.clamp(1, 8);
        let per_thread = (options.memory_bytes / threads).clamp(15_000_000, 200_000_000);
        let engine_options = IndexWriterOptions::builder()
            .memory_budget_per_thread(per_thread)
            .num_worker_threads(threads)
            .num_merge_threads(2)
            .build();
        let engine: IndexWriter<Document> = index
            .writer_with_options(engine_options)
            .map_err(|error| engine::translate(error, "write", dir))?;
        let mut policy = LogMergePolicy::default();
        policy.set_max_docs_before_merge(MAX_DOCS_PER_SEGMENT);
        engine.set_merge_policy(Box::new(policy));
        // a night's work is not to end with what could be told before
        people::check_authority(dir)?;
        // only now, under the lock: another writer may have committed in between
        let snapshot = Snapshot::open(dir)?;
        Ok(Self {
            dir: dir.to_owned(),
            fields,
            manifest: snapshot.manifest(),
            engine,
            budget: Budget::new(threads * (32 << 20), threads),
            ledger: Mutex::new(Ledger::new(snapshot.files()?)),
        })
    }

    /// The files that the archive knows, by absolute path; what was recorded since is in it.
    pub fn files(&self) -> Vec<KnownFile> {
        self.ledger().files()
    }

    /// Takes in what a plan says without reading: what is gone, and what has moved. `known` and `found`
    /// are those the plan was made of.
    pub fn begin(&mut self, plan: &Plan, known: &[KnownFile], found: &[FoundFile]) {
        self.ledger().begin(plan, known, found);
    }

    /// Adds a release that `file` holds; `words` are the UAX#29 words of its text.
    ///
    /// Where several files hold the same text, the reading of the first by absolute path stays, and of one file
    /// that of its first item, whatever the order in which they come.
    ///
    /// It returns when the engine has taken in all but a few releases: memory stays bounded, and of one thread
    /// that adds and one that indexes only one works at a time.
    ///
    /// # Errors
    ///
    /// [`Error::WriterDied`] and [`Error::DiskFull`] when the engine has stopped; the writer is then of
    /// no more use.
    pub fn add(&self, file: &FilePath, release: &Release, words: &[Word]) -> Result<Added, Error> {
        let (id, item) = (release.id, release.source.item);
        {
            let mut ledger = self.ledger();
            if ledger.turn(file, id, item) == Turn::Leave {
                ledger.note(file, id, item, Turn::Leave);
                return Ok(Added::Duplicate);
            }
        }
        let record = postcard::to_stdvec(release).map_err(|error| self.unstorable(&error))?;
        let mut documents = ANALYZER.with_borrow_mut(|analyzer| {
            document::of_release(&self.fields, release, words, record, analyzer)
        });
        let n_bytes = documents.iter().map(Document::n_bytes).sum();
        documents[0].hold(self.budget.take(n_bytes));
        // sent under the lock, so that what is decided last is also what the engine does last
        let mut ledger = self.ledger();
        let turn = ledger.turn(file, id, item);
        ledger.note(file, id, item, turn);
        match turn {
            Turn::Leave => return Ok(Added::Duplicate),
            Turn::Add => self.send(None, documents)?,
            Turn::Replace => self.send(Some(id), documents)?,
        }
        drop(ledger);
        self.budget.wait();
        Ok(Added::Indexed)
    }

    fn send(&self, replaced: Option<ReleaseId>, documents: Vec<Document>) -> Result<(), Error> {
        let delete = replaced.map(|id| UserOperation::Delete(self.release_term(id)));
        let adds = documents.into_iter().map(UserOperation::Add);
        let operations: Vec<UserOperation<Document>> = delete.into_iter().chain(adds).collect();
        self.engine.run(operations).map_err(|error| self.failed(error))?;
        Ok(())
    }

    /// Notes what came of a file, after its releases were added.
    pub fn record(&self, file: KnownFile) {
        self.ledger().record(file);
    }

    /// Makes everything since the last commit durable and visible, all at once.
    ///
    /// # Errors
    ///
    /// [`Error::DiskFull`], [`Error::WriterDied`]: nothing of this commit is seen, everything before is
    /// intact.
    pub fn commit(&mut self) -> Result<Committed, Error> {
        let orphans = self.write_changes()?;
        let next = self.manifest.next();
        let mut prepared = self
            .engine
            .prepare_commit()
            .map_err(|error| engine::translate(error, "write", &self.dir))?;
        prepared.set_payload(&next.write());
        prepared.commit().map_err(|error| engine::translate(error, "write", &self.dir))?;
        engine::sync(&self.dir)?;
        self.manifest = next;
        self.write_tables()?;
        let mut ledger = self.ledger();
        ledger.committed(&orphans);
        Ok(Committed {
            generation: next.generation,
            duplicates: ledger.duplicates(),
            removed_releases: orphans.len(),
        })
    }

    /// Finds what the whole generation tells, and keeps it.
    fn write_tables(&self) -> Result<(), Error> {
        let snapshot = Snapshot::open(&self.dir)?;
        Versions::find(&snapshot)?.write(&self.dir, self.manifest.generation);
        Repeated::find(&snapshot)?.write(&self.dir, self.manifest.generation);
        self.write_people(&snapshot)
    }

    fn write_people(&self, snapshot: &Snapshot) -> Result<(), Error> {
        match People::find(snapshot) {
            Ok(people) => people.write(&self.dir, self.manifest.generation),
            // what was committed stands; who asks is told
            Err(Error::People { .. }) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Takes the user's file of persons into account where it has changed and nothing else has.
    ///
    /// # Errors
    ///
    /// [`Error::People`] if it says what cannot be; [`Error::Damaged`], [`Error::Io`].
    pub fn refresh(&self) -> Result<(), Error> {
        if People::read(&self.dir, self.manifest.generation).is_none() {
            People::find(&Snapshot::open(&self.dir)?)?.write(&self.dir, self.manifest.generation);
        }
        Ok(())
    }

    fn write_changes(&self) -> Result<Vec<ReleaseId>, Error> {
        let ledger = self.ledger();
        let changes = ledger.changes();
        for (absolute, file) in &changes.files {
            let key = document::file_key(absolute);
            let mut operations =
                vec![UserOperation::Delete(Term::from_field_bytes(self.fields.file_key, &key))];
            if let Some(file) = file {
                let entry = postcard::to_stdvec(file).map_err(|error| self.unstorable(&error))?;
                let document = document::of_file(&self.fields, file, entry);
                operations.push(UserOperation::Add(document));
            }
            self.engine.run(operations).map_err(|error| self.failed(error))?;
        }
        for id in &changes.orphans {
            self.engine.delete_term(self.release_term(*id));
        }
        Ok(changes.orphans)
    }

    /// Waits until the engine has tidied up behind its commits.
    ///
    /// # Errors
    ///
    /// As [`commit`](Self::commit); what was committed is safe all the same.
    pub fn close(self) -> Result<(), Error> {
        let Self { dir, engine, .. } = self;
        engine.wait_merging_threads().map_err(|error| engine::translate(error, "merge", &dir))?;
        engine::sync(&dir)
    }

    fn ledger(&self) -> std::sync::MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn release_term(&self, id: ReleaseId) -> Term {
        Term::from_field_u64(self.fields.release, id.0)
    }

    fn failed(&self, error: tantivy::TantivyError) -> Error {
        engine::translate(error, "write", &self.dir)
    }

    fn unstorable(&self, error: &postcard::Error) -> Error {
        Error::Engine { action: "write", dir: self.dir.clone(), detail: error.to_string() }
    }
}
