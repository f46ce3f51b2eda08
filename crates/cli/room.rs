//! How much memory this process may take: that of the machine, or less where somebody has set a limit.

use std::fs;

/// The least of what the machine has, what its control group may have, and what the process may map; `None` where
/// nothing is told.
pub(crate) fn memory_bytes() -> Option<u64> {
    let told = [machine(), control_group(), address_space()];
    told.into_iter().flatten().min()
}

fn machine() -> Option<u64> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}

/// That of the group or of one above it, in either version of the interface.
fn control_group() -> Option<u64> {
    let groups = fs::read_to_string("/proc/self/cgroup").ok()?;
    groups.lines().filter_map(limit_of).min()
}

/// The limit of a line such as `0::/user.slice/a.scope` or `5:memory:/a`.
fn limit_of(line: &str) -> Option<u64> {
    let mut parts = line.splitn(3, ':').skip(1);
    let (kinds, path) = (parts.next()?, parts.next()?);
    let (root, file) = match kinds {
        "" => ("/sys/fs/cgroup", "memory.max"),
        _ if kinds.split(',').any(|kind| kind == "memory") => {
            ("/sys/fs/cgroup/memory", "memory.limit_in_bytes")
        }
        _ => return None,
    };
    let above = std::path::Path::new(path).ancestors();
    let told = above.filter_map(|group| {
        let group = group.strip_prefix("/").unwrap_or(group);
        let text = fs::read_to_string(std::path::Path::new(root).join(group).join(file)).ok()?;
        text.trim().parse().ok()
    });
    told.min()
}

#[cfg(unix)]
fn address_space() -> Option<u64> {
    rustix::process::getrlimit(rustix::process::Resource::As).current
}

#[cfg(not(unix))]
fn address_space() -> Option<u64> {
    None
}

/// How much of it building an index takes with so many threads: a quarter at most, and never more than is of use.
pub(crate) fn for_index(threads: usize, memory_bytes: Option<u64>) -> usize {
    let quarter =
        memory_bytes.map_or(usize::MAX, |all| usize::try_from(all / 4).unwrap_or(usize::MAX));
    quarter.min(threads * (100 << 20))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_takes_a_quarter_and_not_more_than_is_of_use() {
        assert_eq!(for_index(2, None), 200 << 20);
        assert_eq!(for_index(2, Some(64 << 30)), 200 << 20);
        assert_eq!(for_index(2, Some(256 << 20)), 64 << 20);
    }

    #[test]
    fn a_group_without_a_limit_has_none() {
        assert_eq!(limit_of("0::/no/such/group/anywhere"), limit_of("0::/"));
        assert_eq!(limit_of("3:cpu,cpuacct:/a"), None);
        assert_eq!(limit_of("nonsense"), None);
    }
}
