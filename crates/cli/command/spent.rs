//! `Spent`: what a run of indexing takes, stage by stage.

use std::time::{Duration, Instant};

use crate::{
    machine::time_of_threads,
    meter::{Cpu, Meter, Stage},
};

/// Processor time of all threads together, and the clock on the wall.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spent {
    /// Reading files, to compare and to understand them.
    pub(super) read: Duration,
    pub(super) understand: Duration,
    /// Making documents of what is understood.
    pub(super) document: Duration,
    /// Putting documents into segments.
    pub(super) engine: Duration,
    /// Writing what is left, and what only the whole archive tells.
    pub(super) commit: Duration,
    /// Merging segments, whenever that was.
    pub(super) merge: Duration,
    pub(super) total: Duration,
    pub(super) wall: Duration,
}

/// A moment of a run, and what merging had taken by then.
#[derive(Clone, Copy, Debug)]
struct Moment {
    cpu: Cpu,
    merged: Duration,
}

impl Moment {
    fn now() -> Self {
        Self { cpu: Cpu::now(), merged: time_of_threads(index::MERGE_THREADS) }
    }
}

/// Runs beside a run.
#[derive(Debug)]
pub(super) struct Clock {
    started: Instant,
    cpu: Cpu,
    commits: Option<Moment>,
    closes: Option<Moment>,
}

impl Clock {
    pub(super) fn start() -> Self {
        Self { started: Instant::now(), cpu: Cpu::now(), commits: None, closes: None }
    }

    /// The commit comes now.
    pub(super) fn commits(&mut self) {
        self.commits = Some(Moment::now());
    }

    /// It is committed; what comes now is only merged.
    pub(super) fn closes(&mut self) {
        self.closes = Some(Moment::now());
    }

    /// The run is over.
    pub(super) fn stop(&self, meter: &Meter) -> Spent {
        let (total, wall) = (self.cpu.elapsed(), self.started.elapsed());
        let (read, understand) = (meter.took(Stage::Read), meter.took(Stage::Understand));
        let document = meter.took(Stage::Add);
        let (mut commit, mut merge) = (Duration::ZERO, Duration::ZERO);
        if let (Some(commits), Some(closes)) = (self.commits, self.closes) {
            let closing = closes.cpu.elapsed();
            let merged_meanwhile = closes.merged.saturating_sub(commits.merged);
            commit = commits.cpu.elapsed().saturating_sub(closing + merged_meanwhile);
            merge = closes.merged + closing;
        }
        let engine = total.saturating_sub(read + understand + document + commit + merge);
        Spent { read, understand, document, engine, commit, merge, total, wall }
    }
}
