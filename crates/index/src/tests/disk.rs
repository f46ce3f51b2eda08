//! `Disk`: a directory in memory that breaks on purpose.
//!
//! It tells what was written from what was synced. Every step that would reach a disk is counted; the one of a
//! given number fails, or the power is cut there, and then what was never synced is there in part or not at all.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
};

use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, FileSlice, Lock, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
    error::{DeleteError, LockError, OpenReadError, OpenWriteError},
};

use crate::{dice::Dice, store::Place};

/// What happens at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The step fails, once, with this.
    Once(io::ErrorKind),
    /// Of a write only half is done, then it fails, and so does every later one: the disk is full.
    Full,
    /// Nothing works from here on.
    PowerCut,
}

/// Which steps are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Counted {
    /// Everything that changes or syncs something.
    #[default]
    All,
    /// What syncs files and folders.
    Syncs,
    /// What reads.
    Reads,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Disk(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    inodes: Vec<Inode>,
    /// As a process sees it.
    seen: BTreeMap<PathBuf, usize>,
    /// As of the last time the folder was synced.
    synced: BTreeMap<PathBuf, usize>,
    locks: BTreeSet<PathBuf>,
    n_steps: u64,
    counted: Counted,
    fault: Option<(u64, Fault)>,
    is_full: bool,
    is_off: bool,
    is_read_only: bool,
}

#[derive(Clone, Debug, Default)]
struct Inode {
    seen: Vec<u8>,
    synced: Option<Vec<u8>>,
}

/// What a step does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Write,
    Sync,
    Remove,
    Read,
}

impl State {
    fn step(&mut self, step: Step) -> io::Result<()> {
        let off = || io::Error::other("the power is off");
        if self.is_off {
            return Err(off());
        }
        let is_counted = match self.counted {
            Counted::All => step != Step::Read,
            Counted::Syncs => step == Step::Sync,
            Counted::Reads => step == Step::Read,
        };
        if is_counted {
            self.n_steps += 1;
        }
        if self.is_read_only && matches!(step, Step::Write | Step::Remove) {
            return Err(io::ErrorKind::ReadOnlyFilesystem.into());
        }
        match self.fault {
            Some((at, fault)) if is_counted && at == self.n_steps => match fault {
                Fault::Once(kind) => return Err(kind.into()),
                Fault::Full => self.is_full = true,
                Fault::PowerCut => {
                    self.is_off = true;
                    return Err(off());
                }
            },
            _ => {}
        }
        if self.is_full && step == Step::Write {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }
}

impl Disk {
    pub(super) fn place(&self) -> Place {
        Place { dir: "disk".into(), files: Box::new(self.clone()) }
    }

    /// From now on the steps are counted, and at one of them something happens.
    pub(super) fn fail(&self, counted: Counted, at: u64, fault: Fault) {
        let mut state = self.state();
        (state.n_steps, state.counted, state.fault) = (0, counted, Some((at, fault)));
    }

    /// How many steps there have been; from now on nothing happens, and a full disk has room again.
    pub(super) fn mend(&self) -> u64 {
        let mut state = self.state();
        (state.fault, state.is_full) = (None, false);
        std::mem::take(&mut state.n_steps)
    }

    /// Whether what was to happen has.
    pub(super) fn has_failed(&self) -> bool {
        let state = self.state();
        state.fault.is_some_and(|(at, _)| state.n_steps >= at)
    }

    pub(super) fn set_read_only(&self) {
        self.state().is_read_only = true;
    }

    /// What is there when the power is back. Names and bytes that were not synced may be there or not.
    pub(super) fn after_power_cut(&self, dice: &mut Dice) -> Self {
        let before = self.state();
        let mut after = State { inodes: before.inodes.clone(), ..State::default() };
        let names: BTreeSet<&PathBuf> = before.seen.keys().chain(before.synced.keys()).collect();
        for name in names {
            let (seen, synced) = (before.seen.get(name), before.synced.get(name));
            let stays = if dice.below(2) == 0 { seen } else { synced };
            if let Some(&inode) = stays {
                after.synced.insert(name.clone(), inode);
            }
        }
        for inode in &mut after.inodes {
            let synced = inode.synced.take().unwrap_or_else(|| {
                let mut some = inode.seen.clone();
                some.truncate(dice.place(some.len() + 1));
                if dice.below(2) == 0 {
                    some.fill(0);
                }
                some
            });
            inode.seen.clone_from(&synced);
            inode.synced = Some(synced);
        }
        after.seen = after.synced.clone();
        Self(Arc::new(Mutex::new(after)))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    /// A new file with nothing in it, under no name yet.
    fn new_inode(state: &mut State) -> usize {
        state.inodes.push(Inode::default());
        state.inodes.len() - 1
    }

    /// Writes, and half of it where the disk fills up.
    fn write_to(state: &mut State, inode: usize, bytes: &[u8]) -> io::Result<usize> {
        let was_full = state.is_full;
        let step = state.step(Step::Write);
        if step.is_err() && state.is_full && !was_full {
            state.inodes[inode].seen.extend(&bytes[..bytes.len() / 2]);
        }
        step?;
        state.inodes[inode].seen.extend(bytes);
        Ok(bytes.len())
    }

    fn sync_inode(state: &mut State, inode: usize) -> io::Result<()> {
        state.step(Step::Sync)?;
        state.inodes[inode].synced = Some(state.inodes[inode].seen.clone());
        Ok(())
    }
}

struct Open {
    disk: Disk,
    inode: usize,
}

impl Write for Open {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Disk::write_to(&mut self.disk.state(), self.inode, bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for Open {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        Disk::sync_inode(&mut self.disk.state(), self.inode)
    }
}

/// Gives a lock back.
struct Held {
    disk: Disk,
    path: PathBuf,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.disk.state().locks.remove(&self.path);
    }
}

impl Directory for Disk {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(FileSlice::from(self.atomic_read(path)?)))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let mut state = self.state();
        state.step(Step::Remove).map_err(|error| DeleteError::IoError {
            io_error: Arc::new(error),
            filepath: path.to_owned(),
        })?;
        let removed = state.seen.remove(path);
        removed.map(drop).ok_or_else(|| DeleteError::FileDoesNotExist(path.to_owned()))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.state().seen.contains_key(path))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let mut state = self.state();
        if state.seen.contains_key(path) {
            return Err(OpenWriteError::FileAlreadyExists(path.to_owned()));
        }
        let step = state.step(Step::Write);
        step.map_err(|error| OpenWriteError::wrap_io_error(error, path.to_owned()))?;
        let inode = Self::new_inode(&mut state);
        state.seen.insert(path.to_owned(), inode);
        Ok(BufWriter::new(Box::new(Open { disk: self.clone(), inode })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let mut state = self.state();
        let step = state.step(Step::Read);
        step.map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))?;
        let inode = state.seen.get(path).copied();
        let inode = inode.ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))?;
        Ok(state.inodes[inode].seen.clone())
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        let inode = Self::new_inode(&mut state);
        Self::write_to(&mut state, inode, data)?;
        Self::sync_inode(&mut state, inode)?;
        state.step(Step::Write)?;
        state.seen.insert(path.to_owned(), inode);
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        let mut state = self.state();
        state.step(Step::Sync)?;
        state.synced = state.seen.clone();
        Ok(())
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        loop {
            let mut state = self.state();
            if state.is_read_only {
                return Err(LockError::wrap_io_error(io::ErrorKind::ReadOnlyFilesystem.into()));
            }
            if state.locks.insert(lock.filepath.clone()) {
                let held = Held { disk: self.clone(), path: lock.filepath.clone() };
                return Ok(DirectoryLock::from(Box::new(held)));
            }
            drop(state);
            if !lock.is_blocking {
                return Err(LockError::LockBusy);
            }
            std::thread::yield_now();
        }
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
