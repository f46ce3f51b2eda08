//! `Run`: files are read, understood and added, by all threads at once.

use std::{
    fs::File,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use index::{ContentHash, Error, Failure, FoundFile, KnownFile, Outcome, Reasons, Why, Writer};
use ingest::{
    Unread,
    format::{Reader, Reading},
    text::Text,
};
use release::ReleaseId;
use rustc_hash::FxHashSet;

use super::{
    find::{Found, absolute, known_as, outcome},
    pool,
};
use crate::{
    meter::{Meter, Stage},
    output::report::FileWarning,
};

/// Files of so many bytes are read before the others, the longest first: one that came last would be waited for.
const LONG: u64 = 1 << 20;

/// What the run made of a file.
pub(super) struct Read {
    /// Which of the found files.
    pub(super) at: usize,
    pub(super) why: Why,
    /// Why it gave no release; `None` if it did.
    pub(super) nothing: Option<Outcome>,
    pub(super) bytes: u64,
    /// Whether the archive is another for it. A file that failed before and fails again in the same way is no
    /// change.
    pub(super) is_news: bool,
}

/// The files to be read of a plan in the order in which they are read: the long ones first, and before all others those that
/// are only read because another file went. A commit may come in between, and a run may end there: what the others
/// would make of it, the next run makes of it too.
pub(super) fn order(mut order: Vec<(usize, Why)>, found: &Found) -> Vec<(usize, Why)> {
    let length = |at: usize| Some(found.files[at].size).filter(|&n_bytes| n_bytes >= LONG);
    order.sort_by_key(|&(at, why)| (why != Why::Twin, std::cmp::Reverse(length(at))));
    order
}

/// A run between two commits.
pub(super) struct Run<'r> {
    pub(super) writer: &'r Writer,
    pub(super) found: &'r Found,
    pub(super) known: &'r [KnownFile],
    pub(super) reader: &'r Reader,
    pub(super) meter: &'r Meter,
    pub(super) bar: &'r indicatif::ProgressBar,
    outcomes: Mutex<Outcomes>,
    /// The writer gave up.
    has_failed: AtomicBool,
}

/// What a run gathers.
#[derive(Default)]
pub(super) struct Outcomes {
    /// By place among the found files.
    pub(super) files: Vec<Read>,
    pub(super) warnings: Vec<FileWarning>,
    reasons: Reasons,
    failure: Option<Error>,
}

impl Outcomes {
    /// With room for so many files: it is not to be copied on the way while it grows.
    pub(super) fn of(n_files: usize) -> Self {
        Self { files: Vec::with_capacity(n_files), ..Self::default() }
    }

    /// Forgets what came behind the first so many files and warnings.
    pub(super) fn go_back(&mut self, (n_files, n_warnings): (usize, usize)) {
        self.files.truncate(n_files);
        self.warnings.truncate(n_warnings);
    }
}

/// What comes of a file of which the index can take nothing.
pub(super) fn unfit() -> Outcome {
    Outcome::Failed(Box::new(Failure {
        format: String::new(),
        encoding: String::new(),
        stage: "index".to_owned(),
        reason: "the index could not take it".to_owned(),
        help: "please report it, with the file if you may".to_owned(),
    }))
}

/// A file in hand: it is done when the last thread has let go of it.
struct InHand {
    at: usize,
    why: Why,
    parts: Mutex<Parts>,
}

/// What came of a file so far; of its releases in any order, each with its number.
#[derive(Default)]
struct Parts {
    releases: Vec<(u32, ReleaseId)>,
    warnings: Vec<(u32, FileWarning)>,
    broken: Option<(u32, ingest::Error)>,
    /// Whether the index could not take one of its releases.
    unfit: bool,
    reading: Option<Result<Reading, Unread>>,
}

/// A text of a file, to be understood by anybody.
struct Piece {
    file: Arc<InHand>,
    /// Which of the file.
    number: u32,
    text: Text,
}

impl<'r> Run<'r> {
    pub(super) fn new(
        writer: &'r Writer,
        found: &'r Found,
        known: &'r [KnownFile],
        reader: &'r Reader,
        meter: &'r Meter,
        bar: &'r indicatif::ProgressBar,
        outcomes: Outcomes,
    ) -> Self {
        let (outcomes, has_failed) = (Mutex::new(outcomes), AtomicBool::new(false));
        Self { writer, found, known, reader, meter, bar, outcomes, has_failed }
    }

    /// Reads, understands and adds files, until `is_enough` says of a number that it can wait or the writer gives
    /// up. Gives what came of them, how many were in hand, and why the writer gave up.
    pub(super) fn read_some(
        self,
        order: &[(usize, Why)],
        is_enough: impl Fn(usize) -> bool + Sync,
    ) -> (Outcomes, usize, Result<(), Error>) {
        let n_read = pool::run(
            order.len(),
            |nth| self.has_failed.load(Ordering::Relaxed) || is_enough(nth),
            |nth, sink| self.read(order[nth], sink),
            |piece| self.understand(piece),
        );
        let mut outcomes = self.outcomes.into_inner().unwrap_or_else(PoisonError::into_inner);
        let failure = outcomes.failure.take();
        (outcomes, n_read, failure.map_or(Ok(()), Err))
    }

    fn read(&self, (at, why): (usize, Why), sink: &mut dyn FnMut(Piece, usize)) {
        if self.has_failed.load(Ordering::Relaxed) {
            return;
        }
        if let Some(outcome) = &self.found.unread[at] {
            let file = &self.found.files[at];
            let outcome = Outcome::clone(outcome);
            return self.record(file, file.hash, file.size, outcome, (at, why));
        }
        let path = &*absolute(&self.found.files[at].path);
        let file = Arc::new(InHand { at, why, parts: Mutex::default() });
        let mut number = 0;
        let reading = self.meter.time(Stage::Read, || {
            self.reader.read(File::open(path)?, path, &mut |text| {
                number += 1;
                let n_bytes = text.characters.len();
                sink(Piece { file: Arc::clone(&file), number, text }, n_bytes);
            })
        });
        file.parts().reading = Some(reading);
        self.let_go(file);
    }

    fn understand(&self, piece: Piece) {
        if self.has_failed.load(Ordering::Relaxed) {
            return;
        }
        let Piece { file, number, text } = piece;
        match self.meter.time(Stage::Understand, || ingest::understand(text)) {
            Ok(extracted) => {
                let path = &self.found.files[file.at].path;
                let release = &extracted.release;
                let added = self
                    .meter
                    .time(Stage::Add, || self.writer.add(path, release, &extracted.words));
                match added {
                    Ok(_) => {}
                    Err(Error::Unfit { .. }) => {
                        file.parts().unfit = true;
                        return self.let_go(file);
                    }
                    Err(error) => return self.fail(error),
                }
                let warnings = release.warnings.iter();
                let warnings =
                    warnings.map(|warning| (number, FileWarning::new(&path.shown, warning)));
                let mut parts = file.parts();
                parts.releases.push((number, release.id));
                parts.warnings.extend(warnings);
            }
            Err(error) => {
                let mut parts = file.parts();
                if parts.broken.as_ref().is_none_or(|(first, _)| number < *first) {
                    parts.broken = Some((number, error));
                }
            }
        }
        self.let_go(file);
    }

    /// The last to let go of a file records it.
    fn let_go(&self, file: Arc<InHand>) {
        let Some(InHand { at, why, parts }) = Arc::into_inner(file) else { return };
        let mut parts = parts.into_inner().unwrap_or_else(PoisonError::into_inner);
        let file = &self.found.files[at];
        parts.releases.sort_unstable();
        let mut met = FxHashSet::default();
        let releases: Vec<ReleaseId> =
            parts.releases.iter().map(|(_, id)| *id).filter(|id| met.insert(*id)).collect();
        let broken = parts.broken.map(|(_, error)| Unread::from(error));
        let (hash, bytes, unread) = match (parts.reading, broken) {
            (Some(Ok(reading)), None) => (ContentHash(reading.content), reading.bytes, None),
            (Some(Err(unread)), _) | (_, Some(unread)) => (file.hash, file.size, Some(unread)),
            (None, None) => return,
        };
        let path = &*absolute(&file.path);
        let outcome = match &unread {
            Some(unread) if releases.is_empty() => outcome(unread, path),
            None if parts.unfit && releases.is_empty() => unfit(),
            _ => Outcome::Indexed { releases },
        };
        parts.warnings.sort_by_key(|(number, _)| *number);
        let mut warnings: Vec<FileWarning> =
            parts.warnings.into_iter().map(|(_, warning)| warning).collect();
        if let (Some(unread), Outcome::Indexed { .. }) = (&unread, &outcome) {
            warnings.push(FileWarning::broken_off(&file.path.shown, unread));
        }
        if !warnings.is_empty() {
            self.outcomes().warnings.append(&mut warnings);
        }
        self.record(file, hash, bytes, outcome, (at, why));
    }

    fn record(
        &self,
        file: &FoundFile,
        hash: ContentHash,
        bytes: u64,
        mut outcome: Outcome,
        (at, why): (usize, Why),
    ) {
        self.outcomes().reasons.share(&mut outcome);
        let nothing = (!matches!(outcome, Outcome::Indexed { .. })).then(|| outcome.clone());
        let (path, stamp) = (file.path.clone(), file.stamp);
        let file = KnownFile { path, size: bytes, hash, stamp, outcome };
        let before = (why == Why::Retry).then(|| known_as(self.known, &file.path)).flatten();
        let is_news = before.is_none_or(|before| before.outcome != file.outcome);
        if is_news && let Err(error) = self.writer.record(&file) {
            self.fail(error);
            return;
        }
        self.outcomes().files.push(Read { at, why, nothing, bytes, is_news });
        self.bar.inc(1);
    }

    /// The writer gave up, and so does the run.
    fn fail(&self, error: Error) {
        self.has_failed.store(true, Ordering::Relaxed);
        self.outcomes().failure.get_or_insert(error);
    }

    fn outcomes(&self) -> MutexGuard<'_, Outcomes> {
        self.outcomes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl InHand {
    fn parts(&self) -> MutexGuard<'_, Parts> {
        self.parts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
