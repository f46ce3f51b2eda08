//! `Durable`: what the engine and our tables are written through.
//!
//! The engine writes its files, syncs them, and renames its table of contents into place. This adds what
//! makes that a protocol on which a commit can rely:
//!
//! - the folder is synced behind every new table of contents, so that one that was reported is there after a
//!   power cut; where that fails the table of contents before is put back and the commit has failed;
//! - before it, an inventory of all its files is written, and before the first of a run the inventory of the
//!   generation before is set aside;
//! - no file of these two generations can be removed;
//! - after something could not be written no table of contents is written and nothing is removed any more: the
//!   engine may believe in a generation that is not there;
//! - what the disk said is remembered, for the engine only tells that a thread has died.

use std::{
    collections::{BTreeMap, HashMap},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, FileSlice, Lock, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
    error::{DeleteError, LockError, OpenReadError, OpenWriteError},
};

use super::{
    META, Place,
    inventory::{Contents, INVENTORIES, Inventory, KEPT, SegmentIn, Sum},
};

/// A directory for writing an index.
#[derive(Clone, Debug)]
pub(crate) struct Durable {
    files: Box<dyn Directory>,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    /// Of the table of contents as it is on the disk.
    current: Option<Inventory>,
    /// Which of [`INVENTORIES`] holds it.
    slot: usize,
    /// Of the generation before the run.
    kept: Option<Inventory>,
    /// Whether this run has committed.
    has_committed: bool,
    /// What this run has written.
    sums: HashMap<PathBuf, Sum>,
    /// What the disk said first.
    trouble: Option<Trouble>,
    /// Whether a table of contents could not be written.
    is_broken: bool,
}

/// What the disk said of a file.
#[derive(Clone, Debug)]
pub(crate) struct Trouble {
    pub(crate) file: PathBuf,
    pub(crate) kind: io::ErrorKind,
    pub(crate) detail: String,
}

impl Durable {
    /// For a folder with an index or without.
    pub(crate) fn over(place: &Place) -> Self {
        let mut state = State { kept: place.inventory(KEPT), ..State::default() };
        let meta = place.files.atomic_read(Path::new(META));
        let meta = meta.ok().and_then(|meta| String::from_utf8(meta).ok());
        if let Some(meta) = meta {
            let slots = INVENTORIES.iter().map(|name| place.inventory(name));
            for (slot, inventory) in slots.enumerate() {
                if let Some(inventory) = inventory.filter(|inventory| inventory.meta == meta) {
                    (state.slot, state.current) = (slot, Some(inventory));
                }
            }
            if state.current.is_none() {
                // the files stand for themselves
                state.current = read_inventory(&*place.files, meta);
            }
        }
        Self { files: place.files.clone(), state: Arc::new(Mutex::new(state)) }
    }

    /// Whether the table of contents is still the one that was read.
    pub(crate) fn is_current(&self) -> bool {
        let meta = self.files.atomic_read(Path::new(META)).ok();
        let state = self.state();
        meta.as_deref() == state.current.as_ref().map(|current| current.meta.as_bytes())
    }

    /// Nothing is written or removed any more.
    pub(crate) fn give_up(&self) {
        self.state().is_broken = true;
    }

    /// Where the disk was not to blame, things are written and removed again: the table of contents that is there
    /// is the one that was written last.
    pub(crate) fn go_on(&self) {
        let mut state = self.state();
        state.is_broken = state.trouble.is_some();
    }

    /// What the disk said first, if it said anything.
    pub(crate) fn trouble(&self) -> Option<Trouble> {
        self.state().trouble.clone()
    }

    /// Whether a file belongs to a generation that is kept.
    pub(crate) fn is_held(&self, name: &str) -> bool {
        self.state().holds(name)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note<T>(&self, path: &Path, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|error| self.state().note(path, error))
    }

    /// Writes a file that is no table of contents, whole or not at all, and durably.
    fn put(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let put = self.files.atomic_write(path, data);
        self.note(path, put.and_then(|()| self.files.sync_directory()))
    }

    fn put_meta(&self, data: &[u8]) -> io::Result<()> {
        let put = self.try_put_meta(data);
        if put.is_err() {
            self.state().is_broken = true;
        }
        put
    }

    fn try_put_meta(&self, data: &[u8]) -> io::Result<()> {
        let (before, kept, slot, next) = {
            let mut state = self.state();
            state.refuse_if_broken()?;
            let next = state.inventory(&*self.files, data)?;
            let is_commit = state.current.as_ref().is_some_and(|current| {
                current.contents().map(|contents| contents.payload)
                    != next.contents().map(|contents| contents.payload)
            });
            let kept = state.current.clone().filter(|_| is_commit && !state.has_committed);
            state.has_committed |= is_commit;
            (state.current.clone(), kept, 1 - state.slot, next)
        };
        if let Some(kept) = kept {
            self.put(Path::new(KEPT), &kept.to_bytes())?;
            self.state().kept = Some(kept);
        }
        self.put(Path::new(INVENTORIES[slot]), &next.to_bytes())?;
        let meta = Path::new(META);
        if let Err(error) = self.put(meta, data) {
            // renamed perhaps, and perhaps not to stay: whoever opens the archive must not see it
            if let Some(before) = &before {
                let _ = self.files.atomic_write(meta, before.meta.as_bytes());
                let _ = self.files.sync_directory();
            }
            return Err(error);
        }
        let mut state = self.state();
        (state.slot, state.current) = (slot, Some(next));
        Ok(())
    }
}

impl State {
    fn note(&mut self, path: &Path, error: &io::Error) {
        self.trouble.get_or_insert_with(|| Trouble {
            file: path.to_owned(),
            kind: error.kind(),
            detail: error.to_string(),
        });
    }

    fn refuse_if_broken(&self) -> io::Result<()> {
        if self.is_broken {
            return Err(io::Error::other("a generation could not be written before"));
        }
        Ok(())
    }

    fn holds(&self, name: &str) -> bool {
        let kept = self.current.iter().chain(&self.kept);
        kept.into_iter().any(|inventory| inventory.files.contains_key(name))
    }

    /// That of a table of contents: its files were written by this run, or stand in the inventory before.
    fn inventory(&self, files: &dyn Directory, meta: &[u8]) -> io::Result<Inventory> {
        let contents = Contents::parse(meta);
        let contents = contents.ok_or_else(|| io::Error::other("an unknown table of contents"))?;
        let before = self.current.iter().flat_map(|current| &current.files);
        let before = before.map(|(name, sum)| (name.clone(), sum.clone()));
        let written = self.sums.iter().filter_map(|(path, sum)| Some((path.to_str()?, sum)));
        let written = written.map(|(name, sum)| (name.to_owned(), sum.clone()));
        let mut held: BTreeMap<String, Sum> =
            before.chain(written).filter(|(name, _)| contents.holds(name)).collect();
        for name in contents.segments.iter().flat_map(SegmentIn::names) {
            if !held.contains_key(&name)
                && let Some(sum) = read_sum(files, &name)
            {
                held.insert(name, sum);
            }
        }
        let meta = String::from_utf8(meta.to_vec()).map_err(io::Error::other)?;
        Ok(Inventory { meta, files: held })
    }
}

/// The inventory of files as they are.
fn read_inventory(files: &dyn Directory, meta: String) -> Option<Inventory> {
    let contents = Contents::parse(meta.as_bytes())?;
    let names = contents.segments.iter().flat_map(SegmentIn::names);
    let files = names.filter_map(|name| Some((name.clone(), read_sum(files, &name)?))).collect();
    Some(Inventory { meta, files })
}

fn read_sum(files: &dyn Directory, name: &str) -> Option<Sum> {
    Some(Sum::of(&files.open_read(Path::new(name)).ok()?.read_bytes().ok()?))
}

impl Directory for Durable {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path)
    }

    fn open_read(&self, path: &Path) -> Result<FileSlice, OpenReadError> {
        self.files.open_read(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let mut state = self.state();
        if state.is_broken || path.to_str().is_some_and(|name| state.holds(name)) {
            // the engine asks again after its next commit
            let io_error = Arc::new(io::Error::other("it belongs to a generation that is kept"));
            return Err(DeleteError::IoError { io_error, filepath: path.to_owned() });
        }
        state.sums.remove(path);
        drop(state);
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        if self.files.exists(path).unwrap_or(false) {
            // of a run that broke off; where it belongs to a generation that is kept it stays
            let _ = self.delete(path);
        }
        let opened = self.files.open_write(path).inspect_err(|error| {
            if let OpenWriteError::IoError { io_error, .. } = error {
                self.state().note(path, io_error);
            }
        })?;
        let unbuffered = opened.into_inner().map_err(|error| {
            OpenWriteError::wrap_io_error(io::Error::other(error.to_string()), path.to_owned())
        })?;
        let (path, hasher) = (path.to_owned(), blake3::Hasher::new());
        let watched = Watched { inner: unbuffered, durable: self.clone(), path, hasher, bytes: 0 };
        Ok(BufWriter::new(Box::new(watched)))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if path == Path::new(META) {
            return self.put_meta(data);
        }
        self.state().refuse_if_broken()?;
        let written = self.files.atomic_write(path, data);
        self.note(path, written)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.note(Path::new(""), self.files.sync_directory())
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.files.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}

/// A file that is being written: hashed on the way, and what the disk says of it is remembered.
struct Watched {
    inner: Box<dyn TerminatingWrite + Send + Sync>,
    durable: Durable,
    path: PathBuf,
    hasher: blake3::Hasher,
    bytes: u64,
}

impl Write for Watched {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(buffer);
        let n_bytes = self.durable.note(&self.path, written)?;
        self.hasher.update(&buffer[..n_bytes]);
        self.bytes += n_bytes as u64;
        Ok(n_bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.inner.flush();
        self.durable.note(&self.path, flushed)
    }
}

impl TerminatingWrite for Watched {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        let terminated = self.inner.terminate_ref(token);
        self.durable.note(&self.path, terminated)?;
        let sum = Sum::new(self.bytes, &self.hasher.finalize());
        self.durable.state().sums.insert(self.path.clone(), sum);
        Ok(())
    }
}
