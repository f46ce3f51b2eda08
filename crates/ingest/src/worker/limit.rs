//! The limits a worker sets itself before it reads: memory once, processor time anew for each file.
//!
//! Processor time is limited beside the clock of the [`Pool`](super::Pool) so that a worker in an endless loop
//! ends even if the program that started it was killed.

#[cfg(unix)]
pub(super) use unix::{memory, processor_time};

/// Limits a program of somebody else's like a worker, where the system can.
#[cfg(target_os = "linux")]
pub(crate) fn limit_child(child: &std::process::Child) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};

    use super::{MEMORY_BYTES, TIME_LIMIT};

    let limits = [
        (Resource::As, MEMORY_BYTES),
        (Resource::Cpu, TIME_LIMIT.as_secs() + 1),
        (Resource::Core, 0),
    ];
    for (resource, most) in limits {
        let limit = Rlimit { current: Some(most), maximum: Some(most) };
        // the clock holds in any case
        let _ = prlimit(Some(Pid::from_child(child)), resource, limit);
    }
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn limit_child(_: &std::process::Child) {}

#[cfg(unix)]
mod unix {
    use rustix::{
        process::{Resource, Rlimit, getrlimit, setrlimit},
        time::{ClockId, clock_gettime},
    };

    use crate::worker::{MEMORY_BYTES, TIME_LIMIT};

    pub(crate) fn memory() {
        lower(Resource::As, MEMORY_BYTES);
        // a worker that is brought down on purpose leaves no image behind
        lower(Resource::Core, 0);
    }

    /// As much as [`TIME_LIMIT`] from now.
    pub(crate) fn processor_time() {
        let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec;
        lower(Resource::Cpu, used.unsigned_abs() + TIME_LIMIT.as_secs() + 1);
    }

    /// Sets a limit as far as the system lets us; the clock of the pool holds in any case.
    fn lower(resource: Resource, to: u64) {
        let Rlimit { maximum, .. } = getrlimit(resource);
        let current = Some(maximum.map_or(to, |maximum| maximum.min(to)));
        let _ = setrlimit(resource, Rlimit { current, maximum });
    }
}

#[cfg(not(unix))]
pub(super) fn memory() {}

#[cfg(not(unix))]
pub(super) fn processor_time() {}
