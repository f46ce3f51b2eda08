//! `Reading`: a directory that is only read, so that an index on a disk that cannot be written to is searched
//! like any other.
//!
//! What stands in a spoilt file the engine believes: how many documents there are, how long a list is. To compare
//! every byte takes too long for a search, but two things cost next to nothing and are looked at: that the table of
//! contents is that of an inventory, and that each file is as long as it was written.

use std::{collections::BTreeMap, io, path::Path, sync::Arc};

use tantivy::{
    HasLen as _,
    directory::{
        Directory, DirectoryLock, FileHandle, FileSlice, Lock, WatchCallback, WatchHandle,
        WritePtr,
        error::{DeleteError, LockError, OpenReadError, OpenWriteError},
    },
};

use super::{INVENTORIES, MANAGED, META, Place, Sum};

/// Nothing is written through it.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    files: Box<dyn Directory>,
    /// What is told of the files of the last generation.
    sums: Arc<BTreeMap<String, Sum>>,
    is_sound: bool,
}

impl Reading {
    pub(crate) fn of(place: &Place) -> Self {
        let meta = place.files.atomic_read(Path::new(META)).ok();
        let inventories: Vec<_> =
            INVENTORIES.iter().filter_map(|name| place.inventory(name)).collect();
        let is_both = inventories.len() == INVENTORIES.len();
        let mut told = inventories.into_iter();
        let told = told.find(|told| Some(told.meta.as_bytes()) == meta.as_deref());
        // where one is gone or spoilt it may have been that of the table of contents
        let is_sound = told.is_some() || !is_both;
        let sums = Arc::new(told.map(|told| told.files).unwrap_or_default());
        Self { files: place.files.clone(), sums, is_sound }
    }

    /// Whether the table of contents is one that was written, as far as that can be told.
    pub(crate) fn is_sound(&self) -> bool {
        self.is_sound
    }

    fn check(&self, path: &Path, n_bytes: usize) -> Result<(), OpenReadError> {
        let sum = path.to_str().and_then(|name| self.sums.get(name));
        match sum {
            Some(sum) if sum.bytes != n_bytes as u64 => {
                let detail = format!("it has {n_bytes} bytes and was written with {}", sum.bytes);
                let error = io::Error::new(io::ErrorKind::InvalidData, detail);
                Err(OpenReadError::wrap_io_error(error, path.to_owned()))
            }
            _ => Ok(()),
        }
    }
}

fn refused() -> io::Error {
    io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "the index is open for reading")
}

impl Directory for Reading {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let handle = self.files.get_file_handle(path)?;
        self.check(path, handle.len())?;
        Ok(handle)
    }

    fn open_read(&self, path: &Path) -> Result<FileSlice, OpenReadError> {
        let file = self.files.open_read(path)?;
        self.check(path, file.len())?;
        Ok(file)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(refused()), filepath: path.to_owned() })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), path.to_owned()))
    }

    /// Which files are the engine's own is the business of who removes some.
    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if path == Path::new(MANAGED) {
            return Err(OpenReadError::FileDoesNotExist(path.to_owned()));
        }
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(refused())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    /// The lock keeps a writer from removing files while they are opened; where none can be taken nobody
    /// writes, or it is tried again.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.files.acquire_lock(lock).or_else(|error| match &error {
            LockError::IoError(cause)
                if matches!(
                    cause.kind(),
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
                ) =>
            {
                Ok(DirectoryLock::from(Box::new(())))
            }
            _ => Err(error),
        })
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}
