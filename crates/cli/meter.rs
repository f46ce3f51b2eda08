//! How much processor time the stages of a run take, and how much memory the program had at most.

use std::{
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

/// Processor time that worker threads spent in each stage, in nanoseconds.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    read: AtomicU64,
    understand: AtomicU64,
    /// Spent while [`time_understanding`](Self::time_understanding) was paused.
    paused: AtomicU64,
}

impl Meter {
    /// Runs a part of the read stage.
    pub(crate) fn time_read<T>(&self, stage: impl FnOnce() -> T) -> T {
        timed(&self.read, stage)
    }

    /// Runs a part of the stage that reads a file and understands it.
    pub(crate) fn time_understanding<T>(&self, stage: impl FnOnce(&Self) -> T) -> T {
        timed(&self.understand, || stage(self))
    }

    /// Runs what happens inside the stage of understanding and does not belong to it.
    pub(crate) fn pause<T>(&self, other: impl FnOnce() -> T) -> T {
        timed(&self.paused, other)
    }

    pub(crate) fn read(&self) -> Duration {
        Duration::from_nanos(self.read.load(Ordering::Relaxed))
    }

    pub(crate) fn understand(&self) -> Duration {
        let nanos = self.understand.load(Ordering::Relaxed);
        Duration::from_nanos(nanos.saturating_sub(self.paused.load(Ordering::Relaxed)))
    }
}

fn timed<T>(total: &AtomicU64, stage: impl FnOnce() -> T) -> T {
    let started = ThreadTime::now();
    let result = stage();
    let nanos = u64::try_from(started.elapsed().as_nanos()).unwrap_or(u64::MAX);
    total.fetch_add(nanos, Ordering::Relaxed);
    result
}

/// The most memory the program had at once, in bytes; `None` where the system does not tell.
pub(crate) fn peak_rss_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
