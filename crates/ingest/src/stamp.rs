//! `Stamp`: what the file system says of a file, so that one nobody has written to need not be read again.
//!
//! It holds size, place, and the times of the last write and of the last change to its entry, which no program
//! can set back: a file that was put in the place of another, or written to with its old time restored, has
//! another. What was written to in the last moments is not stamped, for a write in the same tick of the clock
//! would leave no trace (git calls such files racy).

use std::{
    fs::Metadata,
    time::{Duration, SystemTime},
};

use crate::format;

/// A hash of what the file system says of a file, and of how files are understood.
pub type Stamp = [u8; 16];

/// No file system has coarser ticks.
const TICK: Duration = Duration::from_secs(2);

/// Makes stamps of what was last written before a moment.
pub(crate) struct Stamper {
    before: SystemTime,
}

impl Stamper {
    /// For files that are read from now on.
    #[expect(
        clippy::disallowed_methods,
        reason = "tells what is stamped, which no answer depends on"
    )]
    pub(crate) fn now() -> Self {
        let now = SystemTime::now();
        Self { before: now.checked_sub(TICK).unwrap_or(SystemTime::UNIX_EPOCH) }
    }

    /// The stamp of a file; `None` where a later write might not show.
    #[cfg(unix)]
    pub(crate) fn stamp(&self, file: &Metadata) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt as _;

        let changed = u64::try_from(file.ctime()).ok()?;
        let changed = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(changed))?;
        if file.modified().ok()? >= self.before || changed + Duration::from_secs(1) >= self.before {
            return None;
        }
        let numbers = [file.dev(), file.ino(), file.size()].map(u64::to_be_bytes);
        let times = [file.mtime(), file.mtime_nsec(), file.ctime(), file.ctime_nsec()];
        let mut hasher = format::hasher();
        hasher.update(numbers.as_flattened());
        hasher.update(times.map(i64::to_be_bytes).as_flattened());
        Some(format::shorten(&hasher))
    }

    /// Elsewhere there is no time that cannot be set back.
    #[cfg(not(unix))]
    pub(crate) fn stamp(&self, _: &Metadata) -> Option<Stamp> {
        None
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[expect(
        clippy::disallowed_methods,
        reason = "a moment after the files of a test were written"
    )]
    fn in_an_hour() -> SystemTime {
        SystemTime::now() + Duration::from_hours(1)
    }

    /// The stamp as somebody makes it who comes by later.
    fn later(path: &Path) -> Option<Stamp> {
        Stamper { before: in_an_hour() }.stamp(&fs::metadata(path).ok()?)
    }

    #[test]
    fn a_file_written_a_moment_ago_has_no_stamp() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert_eq!(Stamper::now().stamp(&file.as_file().metadata().unwrap()), None);
    }

    #[test]
    fn another_file_in_its_place_has_another_stamp_though_size_and_time_are_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name| folder.path().join(name);
        fs::write(path("a.txt"), "one").unwrap();
        let before = later(&path("a.txt"));
        assert!(before.is_some());
        assert_eq!(later(&path("a.txt")), before);
        let written = fs::metadata(path("a.txt")).unwrap().modified().unwrap();
        fs::write(path("b.txt"), "two").unwrap();
        fs::File::options().write(true).open(path("b.txt")).unwrap().set_modified(written).unwrap();
        fs::rename(path("b.txt"), path("a.txt")).unwrap();
        assert_ne!(later(&path("a.txt")), before);
    }
}
