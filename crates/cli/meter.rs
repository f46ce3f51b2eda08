//! How much processor time the stages of a run take, and how much memory the program had at most.

use std::{
    cell::Cell,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use cpu_time::{ProcessTime, ThreadTime};

/// A moment in the processor time of the whole program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cpu(ProcessTime);

impl Cpu {
    pub(crate) fn now() -> Self {
        Self(ProcessTime::now())
    }

    pub(crate) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

/// What a worker thread does for a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Reads bytes, decodes them and takes them apart into texts.
    Read,
    /// Understands a text.
    Understand,
    /// Makes documents of a release and hands them to the index.
    Add,
}

/// Processor time that worker threads spent in each stage, in nanoseconds.
#[derive(Debug, Default)]
pub(crate) struct Meter([AtomicU64; 3]);

thread_local! {
    /// What the stages inside the one at hand have taken.
    static INSIDE: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

impl Meter {
    /// Runs a part of a stage. What runs inside it as a part of another does not count for it.
    pub(crate) fn time<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let beside = INSIDE.replace(Duration::ZERO);
        let started = ThreadTime::now();
        let result = work();
        let took = started.elapsed();
        let own = took.saturating_sub(INSIDE.replace(beside + took));
        let nanos = u64::try_from(own.as_nanos()).unwrap_or(u64::MAX);
        self.0[stage as usize].fetch_add(nanos, Ordering::Relaxed);
        result
    }

    pub(crate) fn took(&self, stage: Stage) -> Duration {
        Duration::from_nanos(self.0[stage as usize].load(Ordering::Relaxed))
    }
}

/// The most memory the program had at once, in bytes; `None` where the system does not tell.
pub(crate) fn peak_rss_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
