//! Who writes: the one writer notes itself in the file whose lock it holds, and takes the note away when it is
//! done. The lock is the system's and ends with the process; the note stays, and tells of a run that broke off.

use std::{
    fs::{self, File, TryLockError},
    path::Path,
    process,
    time::SystemTime,
};

use serde::Serialize;
use utoipa::ToSchema;

use super::WRITER_LOCK;

/// What the file says, and whether its writer is at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    /// The process that wrote it.
    pub(crate) holder: Holder,
    /// Whether it holds the lock.
    pub(crate) is_at_work: bool,
}

/// A process that writes to an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Holder {
    /// Its number.
    pub process: u32,
    /// When it began, in seconds since 1970; `None` where the file system does not tell.
    pub since: Option<u64>,
}

/// Notes that this process writes. Best effort: who waits is told less.
pub(crate) fn begin(dir: &Path) {
    let _ = fs::write(dir.join(WRITER_LOCK), format!("process {}\n", process::id()));
}

/// Notes that the run is over.
pub(crate) fn end(dir: &Path) {
    let _ = fs::write(dir.join(WRITER_LOCK), "");
}

/// Who writes to the archive in `dir`, or wrote and broke off.
pub(crate) fn note_of(dir: &Path) -> Option<Note> {
    let path = dir.join(WRITER_LOCK);
    let text = fs::read_to_string(&path).ok()?;
    let process = process_of(&text)?;
    let file = File::open(&path).ok()?;
    let since = file.metadata().and_then(|data| data.modified()).ok();
    let since = since.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    let holder = Holder { process, since: since.map(|since| since.as_secs()) };
    Some(Note {
        holder,
        is_at_work: matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)),
    })
}

/// The process that a note names.
pub(super) fn process_of(note: &str) -> Option<u32> {
    note.strip_prefix("process ")?.strip_suffix('\n')?.parse().ok()
}
