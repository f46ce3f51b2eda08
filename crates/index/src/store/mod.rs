//! The folder of an index: how its files are reached, written, and kept until the next generation is safe.
//!
//! Everything goes through a [`Directory`]: the engine's files, our tables beside them, and the inventories
//! that tell a whole file from a spoilt one. So there is one way to write (whole or not at all, durable before
//! it counts), and the tests put a disk under it that breaks.

mod durable;
pub(crate) mod holder;
mod inventory;
mod reading;
pub(crate) mod soundness;
mod tidy;
mod waiting;

use std::{
    fs,
    path::{Path, PathBuf},
};

use tantivy::directory::{Directory, MmapDirectory, OwnedBytes, error::OpenDirectoryError};

pub use self::holder::Holder;
pub(crate) use self::{
    durable::{Durable, Trouble},
    holder::note_of,
    inventory::{Contents, INVENTORIES, Inventory, KEPT, SegmentIn, Sum, is_segment_file},
    reading::Reading,
    tidy::tidy,
    waiting::until_unlocked,
};
use crate::{
    Error,
    engine::{io_error, translate},
};

/// The file by which the engine knows its folder: its table of contents.
pub(crate) const META: &str = "meta.json";
/// Where the engine notes which files are its own.
pub(crate) const MANAGED: &str = ".managed.json";
/// The file whose lock the one writer holds; in it stands who.
pub(crate) const WRITER_LOCK: &str = ".tantivy-writer.lock";

/// The folder of an index and how its files are reached.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// Its name in messages, and where the user's own files are.
    pub(crate) dir: PathBuf,
    /// Its files.
    pub(crate) files: Box<dyn Directory>,
}

impl Place {
    /// An existing folder.
    pub(crate) fn at(dir: &Path) -> Result<Self, Error> {
        match MmapDirectory::open(dir) {
            Ok(files) => Ok(Self { dir: dir.to_owned(), files: Box::new(files) }),
            Err(OpenDirectoryError::DoesNotExist(_) | OpenDirectoryError::NotADirectory(_)) => {
                Err(Error::NoArchive { dir: dir.to_owned() })
            }
            Err(error) => Err(translate(error.into(), "open", dir)),
        }
    }

    /// A folder that is made where it is missing.
    pub(crate) fn make(dir: &Path) -> Result<Self, Error> {
        fs::create_dir_all(dir).map_err(|source| io_error("create", dir, source))?;
        Self::at(dir)
    }

    /// Whether a file is there; one that cannot be told is not.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.files.exists(Path::new(name)).unwrap_or(false)
    }

    /// What a file of ours holds now, mapped into memory where that can be; nothing where it cannot be read.
    pub(crate) fn map(&self, name: &str) -> Option<OwnedBytes> {
        let path = Path::new(name);
        // a file that is mapped cannot be put in another's place there
        if cfg!(windows) {
            return self.files.atomic_read(path).ok().map(OwnedBytes::new);
        }
        // the engine's own handle gives what it mapped before, though another file has taken the name
        let file = match MmapDirectory::open(&self.dir) {
            Ok(files) => files.open_read(path),
            Err(_) => self.files.open_read(path),
        };
        file.ok()?.read_bytes().ok()
    }

    /// Whether an archive is here, or was: one that was never made whole is none.
    pub(crate) fn holds_archive(&self) -> bool {
        let was_begun = |inventory: &Inventory| inventory.age() > (0, 0);
        self.has(META) || self.inventories().iter().any(was_begun)
    }

    /// The inventories that can be read, those of the last generation first.
    pub(crate) fn inventories(&self) -> Vec<Inventory> {
        let mut last: Vec<Inventory> =
            INVENTORIES.iter().filter_map(|name| self.inventory(name)).collect();
        last.sort_by_key(|inventory| std::cmp::Reverse(inventory.age()));
        last.extend(self.inventory(KEPT));
        last
    }

    /// The inventory in a file of this name.
    pub(crate) fn inventory(&self, name: &str) -> Option<Inventory> {
        Inventory::parse(&self.files.atomic_read(Path::new(name)).ok()?)
    }
}
