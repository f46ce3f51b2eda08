//! `Writer`: adds, replaces and removes; everything of a commit is seen at once or not at all.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use release::{Release, ReleaseId, Word};
use tantivy::{
    IndexWriter, TantivyError, Term,
    indexer::{IndexWriterOptions, UserOperation},
};

use crate::{
    ContentHash, Error, FilePath, FoundFile, KnownFile, Plan, Why,
    analyzer::Analyzer,
    document::{self, Document, FileKey},
    engine::{self, Engine},
    facet::Kept,
    files::place_of,
    fit,
    handover::Handover,
    ledger::{Ledger, Turn},
    manifest::Manifest,
    merging,
    people::{self, People},
    reader::Snapshot,
    record,
    repeated::Repeated,
    schema::Fields,
    store::{self, Durable, Place, Trouble, holder},
    tokens::Tokens,
    versions::Versions,
};

/// So many bytes of vocabulary wait to be handed on together.
const VOCABULARY_BYTES: usize = 64 << 10;

/// How a [`Writer`] may spend the machine.
#[derive(Clone, Copy, Debug)]
pub struct WriterOptions {
    /// Threads that build the index; `1..=8` are used.
    pub threads: usize,
    /// Memory for all of them, in bytes; each gets between 15 MB and 200 MB.
    pub memory_bytes: usize,
    /// How long to wait for another writer.
    pub wait: Duration,
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self { threads: 1, memory_bytes: 128 << 20, wait: Duration::ZERO }
    }
}

impl WriterOptions {
    /// How many threads the engine indexes with.
    pub(crate) fn n_threads(&self) -> usize {
        self.threads.clamp(1, 8)
    }

    /// The same for the engine.
    pub(crate) fn engine(&self) -> IndexWriterOptions {
        let bytes = (self.memory_bytes / self.n_threads()).clamp(15_000_000, 200_000_000);
        IndexWriterOptions::builder()
            .memory_budget_per_thread(bytes)
            .num_worker_threads(self.n_threads())
            .num_merge_threads(2)
            .build()
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
/// Dropping it without a commit leaves the archive as it was. Each run has a writer of its own.
pub struct Writer {
    place: Place,
    durable: Durable,
    fields: Fields,
    manifest: Manifest,
    engine: IndexWriter<Document>,
    handover: Handover,
    ledger: Mutex<Ledger>,
    /// Those at rest. Each has told the words it knows to this writer and to no other.
    analyzers: Mutex<Vec<Analyzer>>,
    /// Entries of the vocabulary that are not handed to the engine yet.
    vocabulary: Mutex<Tokens>,
    threads: usize,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("dir", &self.place.dir).finish_non_exhaustive()
    }
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
        let place = Place::make(dir)?;
        let writer = Self::open_in(&place, options)?;
        holder::begin(dir);
        store::tidy(dir, &writer.durable);
        Ok(writer)
    }

    pub(crate) fn open_in(place: &Place, options: WriterOptions) -> Result<Self, Error> {
        let dir = &*place.dir;
        let threads = options.n_threads();
        // another writer may commit while this one waits: everything is read under the lock
        let (durable, fields, engine) = store::until_unlocked(options.wait, || {
            loop {
                let durable = Durable::over(place);
                let Engine { index, fields, .. } = engine::open_or_create(place, &durable)?;
                let engine = index.writer_with_options::<Document>(options.engine());
                let engine = engine.map_err(|error| engine::translate(error, "write", dir))?;
                if durable.is_current() {
                    return Ok((durable, fields, engine));
                }
            }
        })?;
        engine.set_merge_policy(merging::policy());
        // a night's work is not to end with what could be told before
        people::check_authority(dir)?;
        let snapshot = Snapshot::of(place)?;
        Ok(Self {
            place: place.clone(),
            durable,
            handover: Handover::new(&fields, threads, snapshot.last_turn()),
            fields,
            manifest: snapshot.manifest(),
            engine,
            ledger: Mutex::new(Ledger::new(snapshot.files()?)),
            analyzers: Mutex::default(),
            vocabulary: Mutex::default(),
            threads,
        })
    }

    /// The files that the archive knew when the writer was opened, by absolute path.
    pub fn files(&self) -> Arc<Vec<KnownFile>> {
        self.ledger().known()
    }

    /// Takes in what a plan says without reading: what is gone, and what has moved. `known` and `found`
    /// are those the plan was made of.
    ///
    /// # Errors
    ///
    /// As [`add`](Self::add).
    pub fn begin(
        &mut self,
        plan: &Plan,
        known: &[KnownFile],
        found: &[FoundFile],
    ) -> Result<(), Error> {
        for &at in &plan.gone {
            self.ledger().remove(&known[at].path);
            self.remove_file(&known[at].path);
        }
        for &(from, to) in &plan.moved {
            let FoundFile { path, stamp, .. } = found[to].clone();
            let file = KnownFile { path, stamp, ..known[from].clone() };
            let mut ledger = self.ledger();
            if ledger.knows(&file.path) {
                // it was committed before the engine died
                continue;
            }
            ledger.remove(&known[from].path);
            ledger.insert(&file, FileKey::of(&file.path));
            drop(ledger);
            self.remove_file(&known[from].path);
            self.write_file(&file, false)?;
        }
        let read = plan.read.iter().filter(|(_, why)| *why != Why::Twin);
        for &(at, _) in read {
            self.ledger().expect(&found[at].path);
        }
        self.doubt(plan, known, found)
    }

    /// Notes that files have changed for whose sake twins are read. The twins may be committed before them, and the
    /// run may break off there: a file that is then put back as it was has to be read all the same.
    fn doubt(&self, plan: &Plan, known: &[KnownFile], found: &[FoundFile]) -> Result<(), Error> {
        let of = |at: usize| place_of(known, &found[at].path).map(|place| &known[place]);
        let each =
            |why| plan.read.iter().filter(move |(_, other)| *other == why).map(|&(at, _)| at);
        let moved = plan.moved.iter().map(|&(from, to)| (to, &known[from]));
        let moved: BTreeMap<usize, &KnownFile> = moved.collect();
        let twins = each(Why::Twin).filter_map(|at| of(at).or_else(|| moved.get(&at).copied()));
        let shared: BTreeSet<ReleaseId> =
            twins.flat_map(|twin| twin.outcome.releases()).copied().collect();
        if shared.is_empty() {
            return Ok(());
        }
        for file in each(Why::Changed).filter_map(of) {
            if file.outcome.releases().iter().any(|id| shared.contains(id)) {
                let stale = KnownFile { hash: ContentHash::STALE, stamp: None, ..file.clone() };
                self.write_file(&stale, true)?;
            }
        }
        Ok(())
    }

    /// Adds a release that `file` holds; `words` are the UAX#29 words of its text.
    ///
    /// Where several files hold the same text, the reading of the first by absolute path stays, and of one file
    /// that of its first item, whatever the order in which they come.
    ///
    /// Releases are handed to the engine many at a time. Whoever hands them on waits until it has taken in
    /// nearly all: memory stays bounded, and of one thread that adds and one that indexes only one works at
    /// a time.
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
        let record = record::pack(release).map_err(|error| self.unstorable(&error))?;
        let mut analyzer = lock(&self.analyzers).pop().unwrap_or_default();
        let documents = document::of_release(&self.fields, release, words, record, &mut analyzer);
        let entries = analyzer.take_vocabulary();
        lock(&self.analyzers).push(analyzer);
        self.add_vocabulary(&entries, VOCABULARY_BYTES)?;
        // given under the lock, so that what is decided last is also what the engine does last
        let mut ledger = self.ledger();
        let turn = ledger.turn(file, id, item);
        ledger.note(file, id, item, turn);
        match turn {
            Turn::Leave => return Ok(Added::Duplicate),
            Turn::Add => self.put(None, documents)?,
            Turn::Replace => self.put(Some(id), documents)?,
        }
        drop(ledger);
        self.pass_on()?;
        Ok(Added::Indexed)
    }

    fn put(&self, replaced: Option<ReleaseId>, documents: Vec<Document>) -> Result<(), Error> {
        let delete = replaced.map(|id| UserOperation::Delete(self.release_term(id)));
        let adds = documents.into_iter().map(UserOperation::Add);
        self.push(delete.into_iter().chain(adds).collect())
    }

    /// Takes operations that belong together, if each is such as the engine can do: one that is not would end it.
    pub(crate) fn push(&self, operations: Vec<UserOperation<Document>>) -> Result<(), Error> {
        fit::check(&self.fields.schema, &operations)?;
        self.handover.push(operations);
        Ok(())
    }

    /// What waits for the engine.
    #[cfg(test)]
    pub(crate) fn handover(&self) -> &Handover {
        &self.handover
    }

    fn pass_on(&self) -> Result<(), Error> {
        let passed = self.handover.pass_on(&self.engine, || self.is_over());
        passed.map_err(|error| self.failed(error))
    }

    /// Takes entries of the vocabulary, and puts them into a document when there are so many bytes of them.
    fn add_vocabulary(&self, entries: &Tokens, n_bytes: usize) -> Result<(), Error> {
        let mut vocabulary = lock(&self.vocabulary);
        vocabulary.append(entries);
        if vocabulary.as_str().len() <= n_bytes {
            return Ok(());
        }
        let entries = std::mem::take(&mut *vocabulary);
        self.put(None, vec![document::of_vocabulary(&self.fields, entries)])
    }

    /// Notes what came of a file, after its releases were added.
    ///
    /// # Errors
    ///
    /// As [`add`](Self::add).
    pub fn record(&self, file: &KnownFile) -> Result<(), Error> {
        let is_there = self.ledger().record(file, FileKey::of(&file.path));
        self.write_file(file, is_there)
    }

    /// Notes that the file system says something else of a known file, though nothing in it has changed.
    ///
    /// # Errors
    ///
    /// As [`add`](Self::add).
    pub fn restamp(&self, file: &KnownFile) -> Result<(), Error> {
        self.write_file(file, true)
    }

    fn write_file(&self, file: &KnownFile, is_there: bool) -> Result<(), Error> {
        let entry = postcard::to_stdvec(file).map_err(|error| self.unstorable(&error))?;
        let key = FileKey::of(&file.path);
        let add = UserOperation::Add(document::of_file(&self.fields, file, key, entry));
        let delete = is_there.then(|| UserOperation::Delete(self.file_term(key)));
        self.push(delete.into_iter().chain([add]).collect())?;
        self.pass_on()
    }

    fn remove_file(&self, path: &FilePath) {
        self.handover.push([UserOperation::Delete(self.file_term(FileKey::of(path)))]);
    }

    /// Forgets files of which something is missing, and the releases among `there` that no other file holds.
    pub(crate) fn forget(&self, files: &[FilePath], there: &BTreeSet<ReleaseId>) {
        let mut held: BTreeSet<ReleaseId> = BTreeSet::new();
        let gone: BTreeSet<&FilePath> = files.iter().collect();
        for file in self.files().iter().filter(|file| !gone.contains(&file.path)) {
            held.extend(file.outcome.releases());
        }
        for path in files {
            self.ledger().remove(path);
            self.remove_file(path);
        }
        for id in there.difference(&held) {
            self.engine.delete_term(self.release_term(*id));
        }
    }

    /// Makes everything since the last commit durable and visible, all at once.
    ///
    /// # Errors
    ///
    /// [`Error::DiskFull`], [`Error::WriterDied`]: nothing of this commit is seen, everything before is
    /// intact.
    pub fn commit(&mut self) -> Result<Committed, Error> {
        let removed_releases = self.checkpoint()?;
        Ok(Committed { removed_releases, ..self.finish()? })
    }

    /// Finds what only the whole archive tells, behind the last [`checkpoint`](Self::checkpoint) of a run.
    ///
    /// # Errors
    ///
    /// [`Error::DiskFull`], [`Error::Damaged`], [`Error::Io`]; what was committed is safe all the same.
    pub fn finish(&self) -> Result<Committed, Error> {
        self.write_tables()?;
        let (generation, duplicates) = (self.manifest.generation, self.ledger().duplicates());
        Ok(Committed { generation, duplicates, removed_releases: 0 })
    }

    /// Goes back to the last commit after the engine has died of something that nobody foresaw
    /// ([`Error::WriterDied`]), and is of use again. What is left of the plan is to be [begun](Self::begin) anew.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open); where it fails the writer is of no more use.
    pub fn restart(&mut self) -> Result<(), Error> {
        self.durable.go_on();
        self.engine.rollback().map_err(|error| self.failed(error))?;
        self.engine.set_merge_policy(merging::policy());
        let snapshot = Snapshot::of(&self.place)?;
        self.manifest = snapshot.manifest();
        self.handover = Handover::new(&self.fields, self.threads, snapshot.last_turn());
        self.ledger().restart(snapshot.files()?);
        // words that were told since are told again
        lock(&self.analyzers).clear();
        *lock(&self.vocabulary) = Tokens::default();
        Ok(())
    }

    /// Commits in the middle of a run, so that what was read is not read again if it breaks off. What only the
    /// whole archive tells is left to [`commit`](Self::commit). Gives the number of releases that were removed.
    ///
    /// A file counts as read when it has been [recorded](Self::record): all that was added must have been.
    ///
    /// # Errors
    ///
    /// As [`commit`](Self::commit).
    pub fn checkpoint(&mut self) -> Result<usize, Error> {
        self.add_vocabulary(&Tokens::default(), 0)?;
        let finished = self.handover.finish(&self.engine, || self.is_over());
        finished.map_err(|error| self.failed(error))?;
        let orphans = self.ledger().orphans();
        for id in &orphans {
            self.engine.delete_term(self.release_term(*id));
        }
        let next = self.manifest.next();
        let prepared = self.engine.prepare_commit().and_then(|mut prepared| {
            prepared.set_payload(&next.write());
            prepared.commit()
        });
        prepared.map_err(|error| self.failed(error))?;
        self.manifest = next;
        self.ledger().committed(&orphans);
        Ok(orphans.len())
    }

    /// Finds what the whole generation tells, and keeps it.
    fn write_tables(&self) -> Result<(), Error> {
        let snapshot = Snapshot::of(&self.place)?;
        let write_people = || people::unless_refused(People::write(&snapshot));
        if self.threads == 1 {
            self.write_texts(&snapshot)?;
            return write_people();
        }
        thread::scope(|scope| {
            let people = scope.spawn(write_people);
            self.write_texts(&snapshot)?;
            people.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    }

    fn write_texts(&self, snapshot: &Snapshot) -> Result<(), Error> {
        Versions::find(snapshot)?.write(&self.place, self.manifest.generation);
        // which looks the versions up
        Repeated::find(snapshot)?.write(&self.place, self.manifest.generation);
        Ok(())
    }

    /// Finds anew what the whole archive tells where it is not kept: the user's file of persons has changed, or a
    /// run broke off behind its last commit, and nothing else has changed.
    ///
    /// # Errors
    ///
    /// [`Error::People`] if it says what cannot be; [`Error::Damaged`], [`Error::Io`].
    pub fn refresh(&self) -> Result<(), Error> {
        let (place, generation) = (&self.place, self.manifest.generation);
        if Versions::read(place, generation).is_none()
            || Repeated::read(place, generation).is_none()
        {
            self.write_texts(&Snapshot::of(place)?)?;
        }
        if People::read(place, generation).is_none() {
            People::write(&Snapshot::of(place)?)?;
        }
        Ok(())
    }

    /// Waits until the engine has tidied up behind its commits, and merges short segments behind a long run.
    ///
    /// # Errors
    ///
    /// As [`commit`](Self::commit); what was committed is safe all the same.
    pub fn close(self) -> Result<(), Error> {
        let Self { place, engine, handover, .. } = self;
        merging::settle(engine, handover.n_added())
            .map_err(|error| engine::translate(error, "merge", &place.dir))?;
        let renewed = people::unless_refused(Kept::renew(&place));
        holder::end(&place.dir);
        renewed
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        lock(&self.ledger)
    }

    fn file_term(&self, FileKey(key): FileKey) -> Term {
        Term::from_field_bytes(self.fields.file_key, &key)
    }

    fn release_term(&self, id: ReleaseId) -> Term {
        Term::from_field_u64(self.fields.release, id.0)
    }

    /// Whether the disk has failed, and threads of the engine with it.
    fn is_over(&self) -> bool {
        self.durable.trouble().is_some()
    }

    /// The engine tells that a thread has died, the disk has told why.
    fn failed(&self, error: TantivyError) -> Error {
        // what it had not committed is gone: a later commit would pass over it
        self.durable.give_up();
        match self.durable.trouble() {
            Some(Trouble { file, kind, detail }) => {
                let path = self.place.dir.join(file);
                engine::io_error("write", &path, io::Error::new(kind, detail))
            }
            None => match engine::translate(error, "write", &self.place.dir) {
                // what one of its threads ended with
                Error::Engine { dir, detail, .. } => Error::WriterDied { dir, detail },
                error => error,
            },
        }
    }

    fn unstorable(&self, error: &postcard::Error) -> Error {
        Error::Engine { action: "write", dir: self.place.dir.clone(), detail: error.to_string() }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
