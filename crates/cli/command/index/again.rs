//! Files that were read without their pictures, to be read with them.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use index::{Archive, KnownFile, Queue, Queued};
use release::{ReleaseId, WarningKind};

use super::find::NOT_READ;

/// What is known of files, without what was in those with pages that wait for OCR: they count as changed.
pub(super) fn without_pictures(
    known: Arc<Vec<KnownFile>>,
    folder: &Path,
) -> anyhow::Result<Arc<Vec<KnownFile>>> {
    if known.is_empty() {
        return Ok(known);
    }
    let mut waiting: BTreeSet<ReleaseId> = BTreeSet::new();
    let archive = Archive::open(folder)?;
    for queued in archive.queue(Queue::Warned)? {
        let Queued::Release(id, _) = queued else { continue };
        let release = archive.release(&id.to_string())?.release;
        if release.warnings.iter().any(|warning| warning.kind == WarningKind::PagesWithoutText) {
            waiting.insert(*id);
        }
    }
    let is_waiting =
        |file: &KnownFile| file.outcome.releases().iter().any(|id| waiting.contains(id));
    let forget = |file: &KnownFile| {
        let file = file.clone();
        if is_waiting(&file) { KnownFile { hash: NOT_READ, stamp: None, ..file } } else { file }
    };
    Ok(Arc::new(known.iter().map(forget).collect()))
}
