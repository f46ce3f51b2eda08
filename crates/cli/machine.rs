//! What machine this is, and what memory and threads of it the program takes.

use std::{
    fs,
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::Duration,
};

use serde::Serialize;

/// A machine, as far as the system tells.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Machine {
    pub(crate) processors: usize,
    pub(crate) model: Option<String>,
    pub(crate) memory_bytes: Option<u64>,
    pub(crate) system: String,
    /// How many processes wanted a processor in the last minute, this one among them.
    pub(crate) load: Option<f64>,
}

impl Machine {
    /// The one at hand.
    pub(crate) fn here() -> Self {
        let release = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
        Self {
            processors: thread::available_parallelism().map_or(1, usize::from),
            model: line("/proc/cpuinfo", "model name\t:"),
            memory_bytes: kilobytes(
                &fs::read_to_string("/proc/meminfo").unwrap_or_default(),
                "MemTotal:",
            ),
            load: load(),
            system: format!("{} {}", std::env::consts::OS, release.trim()).trim_end().to_owned(),
        }
    }
}

fn load() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}

fn line(file: &str, label: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    text.lines().find_map(|line| Some(line.strip_prefix(label)?.trim().to_owned()))
}

/// The value of a line such as `VmRSS:  120 kB`, in bytes.
fn kilobytes(text: &str, label: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(label))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}

/// The most memory that was seen, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Peak {
    /// Of its own; files that are mapped are not in it.
    pub(crate) anonymous_bytes: u64,
    /// With the pages of files that are mapped.
    pub(crate) resident_bytes: u64,
}

/// Looks at the memory of the program from time to time.
pub(crate) struct MemoryWatch {
    stop: Sender<()>,
    watching: JoinHandle<Peak>,
}

const LOOKS_EVERY: Duration = Duration::from_millis(20);

impl MemoryWatch {
    pub(crate) fn start() -> Self {
        let (stop, stopped) = mpsc::channel();
        let watching = thread::spawn(move || {
            let mut peak = Peak::default();
            loop {
                let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
                let own = |label| kilobytes(&status, label).unwrap_or(0);
                peak.anonymous_bytes = peak.anonymous_bytes.max(own("RssAnon:"));
                peak.resident_bytes = peak.resident_bytes.max(own("VmRSS:"));
                if stopped.recv_timeout(LOOKS_EVERY) != Err(RecvTimeoutError::Timeout) {
                    return peak;
                }
            }
        });
        Self { stop, watching }
    }

    /// The peak since the start; `None` where the system does not tell.
    pub(crate) fn stop(self) -> Option<Peak> {
        drop(self.stop);
        self.watching.join().ok().filter(|peak| peak.resident_bytes > 0)
    }
}

/// The processor time of the living threads whose name starts so; nothing where the system does not tell.
pub(crate) fn time_of_threads(named: &str) -> Duration {
    let Ok(threads) = fs::read_dir("/proc/self/task") else { return Duration::ZERO };
    let took = threads.flatten().filter_map(|thread| {
        let name = fs::read_to_string(thread.path().join("comm")).ok()?;
        let spent = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        let nanos = spent.split(' ').next()?.parse().ok()?;
        name.starts_with(named).then(|| Duration::from_nanos(nanos))
    });
    took.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_status_is_read_in_bytes() {
        let status = "Name:\tx\nVmRSS:\t   2 kB\nRssAnon:\t   1 kB\n";
        assert_eq!(kilobytes(status, "VmRSS:"), Some(2048));
        assert_eq!(kilobytes(status, "VmSwap:"), None);
    }

    #[test]
    fn the_memory_of_this_process_is_seen_where_the_system_tells() {
        let peak = MemoryWatch::start().stop();
        assert!(peak.is_none_or(|peak| peak.resident_bytes >= peak.anonymous_bytes));
    }
}
