//! `Look`: whether there is a newer generation than the one that is open, told without opening it.

use std::{
    fs,
    path::Path,
    time::{Duration, UNIX_EPOCH},
};

use crate::{engine::META, people::AUTHORITY};

/// The files that say what an archive holds, as the file system shows them. When another is seen, what is open
/// is no longer the last generation, or the user's file of persons has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Look([Option<(Duration, u64)>; 2]);

impl Look {
    /// Looks at the archive in `dir`; nothing of it is read.
    pub fn at(dir: &Path) -> Self {
        Self([META, AUTHORITY].map(|name| {
            let metadata = fs::metadata(dir.join(name)).ok()?;
            let written = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
            Some((written, metadata.len()))
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_written_anew_looks_otherwise() {
        let folder = tempfile::tempdir().unwrap();
        let before = Look::at(folder.path());
        assert_eq!(before, Look::at(folder.path()));
        fs::write(folder.path().join(AUTHORITY), "x").unwrap();
        assert_ne!(before, Look::at(folder.path()));
    }
}
