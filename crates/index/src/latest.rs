//! `Latest`: the last generation of an archive, for those who ask for long.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use crate::{Archive, Error, Look};

/// The last generation of an archive. One that is committed later takes its place when it is looked for; whoever
/// holds the one before may ask it to the end.
#[derive(Debug)]
pub struct Latest {
    dir: PathBuf,
    current: RwLock<Arc<Opened>>,
    prepare: Prepare,
}

/// What is done with a generation before others may ask it.
type Prepare = fn(Archive) -> Result<Archive, Error>;

/// A generation that is open, and what its folder looked like.
#[derive(Debug)]
pub struct Opened {
    archive: Archive,
    look: Look,
}

impl Opened {
    fn new(dir: &Path, prepare: Prepare) -> Result<Self, Error> {
        // what is committed after the look is seen by the next one
        let look = Look::at(dir);
        let archive = prepare(Archive::open(dir)?)?;
        Ok(Self { archive, look })
    }

    /// The generation.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// What its folder looked like when it was opened.
    pub fn look(&self) -> Look {
        self.look
    }
}

impl Latest {
    /// Opens the archive in `dir`. Every generation is prepared before it can be asked.
    ///
    /// # Errors
    ///
    /// As [`Archive::open`]; those of `prepare`.
    pub fn open(dir: &Path, prepare: Prepare) -> Result<Self, Error> {
        let opened = Arc::new(Opened::new(dir, prepare)?);
        Ok(Self { dir: dir.to_owned(), current: RwLock::new(opened), prepare })
    }

    /// The generation that was the last when it was looked for.
    pub fn current(&self) -> Arc<Opened> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks for a later generation; whether there is one. To look costs next to nothing.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open): a generation that is being written may not open yet, and the one before stays.
    pub fn renew(&self) -> Result<bool, Error> {
        if self.current().look == Look::at(&self.dir) {
            return Ok(false);
        }
        let opened = Arc::new(Opened::new(&self.dir, self.prepare)?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = opened;
        Ok(true)
    }
}
