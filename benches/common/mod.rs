//! What the benches share: invented releases, and a stopwatch.

#![allow(dead_code, reason = "each bench uses its part")]

use std::time::{Duration, Instant};

use index::{ContentHash, FilePath, KnownFile, Outcome, Writer};
use ingest::Extracted;

/// The first `number` releases of `seed`.
pub(crate) fn releases(seed: u64, number: usize) -> Vec<String> {
    let world = synthetic::World::new(seed);
    (0..number as u64).map(|number| world.release(number)).collect()
}

/// Adds a made release to an index, as the file of its number.
pub(crate) fn add(writer: &Writer, number: usize, extracted: &Extracted) {
    let name = format!("{number}.txt");
    let path = FilePath { absolute: name.as_bytes().into(), shown: name.as_str().into() };
    writer.add(&path, &extracted.release, &extracted.words).unwrap();
    let recorded = writer.record(&KnownFile {
        path,
        size: extracted.release.text.len() as u64,
        hash: ContentHash([0; 16]),
        stamp: None,
        outcome: Outcome::Indexed { releases: vec![extracted.release.id] },
    });
    recorded.unwrap();
}

/// Runs `work` `times` times after one warm-up; the sorted times of the counted runs.
pub(crate) fn time(times: usize, mut work: impl FnMut()) -> Vec<Duration> {
    work();
    let mut taken: Vec<Duration> = (0..times)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed()
        })
        .collect();
    taken.sort();
    taken
}

/// The value below which `percent` of the sorted times lie.
pub(crate) fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let position = (sorted.len() * percent).div_ceil(100).clamp(1, sorted.len()) - 1;
    sorted[position]
}
