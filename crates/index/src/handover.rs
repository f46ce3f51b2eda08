//! `Handover`: what is handed to the engine, many documents at a time.
//!
//! To understand a text and to index it each need much of the processor's nearest memory. Where every release
//! were handed on alone, the two would drive each other out of it for each of them.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tantivy::{IndexWriter, TantivyError, indexer::UserOperation};

use crate::{
    budget::Budget,
    document::Document,
    schema::{DocKind, Fields},
};

/// So many bytes of documents are handed on together.
const BATCH_BYTES: usize = 512 << 10;

/// Operations in the order in which the engine is to do them.
pub(crate) struct Handover {
    waiting: Mutex<Batch>,
    budget: Budget,
    fields: Fields,
}

#[derive(Default)]
struct Batch {
    operations: Vec<UserOperation<Document>>,
    n_bytes: usize,
    /// The [turn](crate::order) of the last release.
    turn: u64,
    /// How many documents were taken.
    n_added: u64,
}

impl Handover {
    /// `turn` is that of the last release that the archive has.
    pub(crate) fn new(fields: &Fields, threads: usize, turn: u64) -> Self {
        let waiting = Mutex::new(Batch { turn, ..Batch::default() });
        let budget = Budget::new(threads * (32 << 20), threads);
        Self { waiting, budget, fields: fields.clone() }
    }

    /// Takes operations that belong together, behind all before; a release is followed by its quotes.
    pub(crate) fn push(&self, operations: impl IntoIterator<Item = UserOperation<Document>>) {
        let mut waiting = self.waiting();
        for mut operation in operations {
            if let UserOperation::Add(document) = &mut operation {
                waiting.turn += u64::from(document.what() == DocKind::Release);
                document.place(&self.fields, waiting.turn);
                waiting.n_bytes += document.n_bytes();
                waiting.n_added += 1;
            }
            waiting.operations.push(operation);
        }
    }

    /// How many documents were taken.
    pub(crate) fn n_added(&self) -> u64 {
        self.waiting().n_added
    }

    /// Hands on what waits if it has become much, and then waits until the engine has taken in all but a
    /// few batches: memory stays bounded, and of one thread that adds and one that indexes only one works
    /// at a time. Nobody waits for an engine that `is_over`.
    pub(crate) fn pass_on(
        &self,
        engine: &IndexWriter<Document>,
        is_over: impl Fn() -> bool,
    ) -> Result<(), TantivyError> {
        let waiting = self.waiting();
        if waiting.n_bytes < BATCH_BYTES {
            return Ok(());
        }
        self.hand_over(waiting, engine, &is_over)?;
        self.budget.wait(is_over);
        Ok(())
    }

    /// Hands on all that waits.
    pub(crate) fn finish(
        &self,
        engine: &IndexWriter<Document>,
        is_over: impl Fn() -> bool,
    ) -> Result<(), TantivyError> {
        self.hand_over(self.waiting(), engine, is_over)
    }

    /// Under the lock, so that a batch behind this one does not overtake it.
    fn hand_over(
        &self,
        mut waiting: MutexGuard<'_, Batch>,
        engine: &IndexWriter<Document>,
        is_over: impl Fn() -> bool,
    ) -> Result<(), TantivyError> {
        let mut operations = std::mem::take(&mut waiting.operations);
        let n_bytes = std::mem::take(&mut waiting.n_bytes);
        let documents = operations.iter_mut().rev();
        let mut documents = documents.filter_map(|operation| match operation {
            UserOperation::Add(document) => Some(document),
            UserOperation::Delete(_) => None,
        });
        // when the engine drops the last of them it has taken in all
        if let Some(last) = documents.next() {
            last.hold(self.budget.take(n_bytes, is_over));
        }
        engine.run(operations).map(drop)
    }

    fn waiting(&self) -> MutexGuard<'_, Batch> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
