//! What a run that was broken off leaves behind is cleared away by the next one.

use std::{fs, path::Path};

use tantivy::directory::Directory as _;

use super::{Durable, is_segment_file};
use crate::stored;

/// Removes files of segments that no generation holds, and drafts; gives their bytes. Only the one writer may do
/// so. Best effort: what cannot be removed does no harm.
pub(crate) fn tidy(dir: &Path, durable: &Durable) -> u64 {
    let Ok(entries) = fs::read_dir(dir) else { return 0 };
    let mut n_bytes = 0;
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let is_left = is_segment_file(name) && !durable.is_held(name) || is_draft(name);
        let is_ours = is_left || stored::is_waiting(name);
        let length = entry.metadata().ok().filter(fs::Metadata::is_file).map(|data| data.len());
        if is_ours
            && let Some(length) = length
            && durable.delete(Path::new(name)).is_ok()
        {
            n_bytes += length;
        }
    }
    n_bytes
}

/// A file that was to be renamed into place.
fn is_draft(name: &str) -> bool {
    let letters = name.strip_prefix(".tmp").unwrap_or_default();
    letters.len() == 6 && letters.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_like_a_draft_is_one() {
        assert!(is_draft(".tmpaB3xZ9"));
        assert!(!is_draft(".tmp") && !is_draft("tmpaB3xZ9") && !is_draft(".tmp.notes"));
    }
}
