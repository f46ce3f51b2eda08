//! Which segments are merged, and when.
//!
//! While a run goes on, segments of like length are. Commits by the clock leave short ones behind, and a question is asked
//! of each: at the end of a run they are merged, if it has added as much as to be worth it.

use tantivy::{
    Index, IndexWriter, TantivyError,
    directory::error::LockError,
    index::SegmentId,
    indexer::{LogMergePolicy, MergePolicy, NoMergePolicy},
};

use crate::document::Document;

/// No segment grows beyond: larger ones overflow in merges.
const MAX_DOCS_PER_SEGMENT: usize = 5_000_000;

/// Segments are merged together, eight of them and more, if the largest has less than 2 to this power as many documents
/// as the smallest. Commits by the clock cut them to any length: with the engine's three quarters an archive of 100,000
/// releases stayed in fourteen.
const LEVEL: f64 = 2.0;

/// A segment is short that has less than this part of all documents.
const SHORT: u64 = 3;

/// So many documents are merged at the end of a run for each that it has added.
const MERGED_FOR_ONE: u64 = 4;

/// Fewer documents than these are soon asked, however many segments they are in.
const FEWEST: u64 = 10_000;

/// What a writer needs that only merges.
const MEMORY_BYTES: usize = 15_000_000;

/// Which segments are merged while a run goes on.
pub(crate) fn policy() -> Box<dyn MergePolicy> {
    let mut policy = LogMergePolicy::default();
    policy.set_max_docs_before_merge(MAX_DOCS_PER_SEGMENT);
    policy.set_level_log_size(LEVEL);
    Box::new(policy)
}

/// Merges the short segments at the end of a run that has added so many documents; waits for the merges that are under
/// way. Where another writer comes in between it is left to that one, and where it fails all stays as it was.
pub(crate) fn settle(engine: IndexWriter<Document>, n_added: u64) -> Result<(), TantivyError> {
    let index = engine.index().clone();
    engine.wait_merging_threads()?;
    let segments = index.searchable_segment_metas()?;
    let n_docs: Vec<u64> = segments.iter().map(|segment| segment.num_docs().into()).collect();
    let short: Vec<SegmentId> =
        short(&n_docs, n_added).into_iter().map(|at| segments[at].id()).collect();
    // the files of segments of which anybody knows are not removed
    drop(segments);
    if short.is_empty() {
        return Ok(());
    }
    let mut engine = match writer(&index) {
        Err(TantivyError::LockFailure(LockError::LockBusy, _)) => return Ok(()),
        engine => engine?,
    };
    engine.set_merge_policy(Box::new(NoMergePolicy));
    // what cannot be merged can be read as it is
    let _ = engine.merge(&short).wait();
    engine.wait_merging_threads()
}

fn writer(index: &Index) -> Result<IndexWriter<Document>, TantivyError> {
    index.writer_with_num_threads(1, MEMORY_BYTES)
}

/// Which of segments of so many documents are short, if there are several of them and a run that has added so many
/// documents may merge them.
fn short(n_docs: &[u64], n_added: u64) -> Vec<usize> {
    let total: u64 = n_docs.iter().sum();
    let short = n_docs.iter().enumerate().filter(|(_, n)| **n < total / SHORT);
    let n_short: u64 = short.clone().map(|(_, n)| n).sum();
    let most = n_added.saturating_mul(MERGED_FOR_ONE).min(MAX_DOCS_PER_SEGMENT as u64);
    let short: Vec<usize> = short.map(|(at, _)| at).collect();
    if short.len() > 1 && (FEWEST..=most).contains(&n_short) { short } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_segments_are_merged_where_a_run_was_long() {
        let segments = [600_000, 130_000, 7_000, 130_000, 40_000];
        assert_eq!(short(&segments, 900_000), [1, 2, 3, 4]);
        assert_eq!(short(&segments, 76_750), [1, 2, 3, 4]);
        assert!(short(&segments, 76_749).is_empty(), "a short run leaves them");
        assert!(short(&[600_000, 130_000], 900_000).is_empty(), "one is merged with nothing");
        assert!(short(&[500_000, 500_000], 900_000).is_empty(), "long ones are left");
        assert!(short(&segments.map(|n| n / 100), 900_000).is_empty(), "few are left");
        assert!(short(&[], 900_000).is_empty());
        let many = [4_000_000; 8];
        assert!(short(&many, 100_000_000).is_empty(), "none grows beyond what can be merged");
    }
}
