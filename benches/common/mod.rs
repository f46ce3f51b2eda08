//! What the benches share: releases made from the sample corpus by a seed, and a stopwatch.
//!
//! A made release keeps the layout of a sample (contact block, dateline, quotes, background) and takes
//! its paragraphs from several of them, so that vocabulary and length stay those of real releases while
//! no two texts are equal. The same seed and number give the same releases on every machine.

#![allow(dead_code, reason = "each bench uses its part")]

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use index::{ContentHash, FilePath, KnownFile, Outcome, Writer};
use ingest::Extracted;

/// A small generator (xorshift64*), so that the releases do not depend on a crate's version.
#[derive(Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let mixed = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(mixed).unwrap_or(0) % bound.max(1)
    }
}

/// The plain texts of the sample corpus in English, in path order.
pub(crate) fn samples() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/releases");
    let mut paths: Vec<PathBuf> = fs::read_dir(root)
        .expect("the sample corpus stands beside the benches")
        .flat_map(|folder| fs::read_dir(folder.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    paths.sort();
    let texts = paths.iter().filter_map(|path| fs::read_to_string(path).ok());
    texts.filter(|text| text.contains(" the ")).collect()
}

/// `number` releases made by `seed`.
pub(crate) fn releases(seed: u64, number: usize) -> Vec<String> {
    let samples = samples();
    let paragraphs: Vec<&str> = samples
        .iter()
        .flat_map(|text| text.split("\n\n"))
        .filter(|paragraph| paragraph.len() > 200)
        .collect();
    let mut dice = Dice::new(seed);
    (0..number)
        .map(|number| {
            let (day, month, year) =
                (1 + dice.below(28), release::MONTHS[dice.below(12)], 1995 + dice.below(30));
            let frame: Vec<&str> = samples[dice.below(samples.len())].split("\n\n").collect();
            let mut text = format!("FOR IMMEDIATE RELEASE\n\n{day} {month} {year}\n\n");
            for paragraph in &frame {
                text.push_str(paragraph);
                text.push_str("\n\n");
                if paragraph.len() > 200 {
                    for _ in 0..=dice.below(3) {
                        text.push_str(paragraphs[dice.below(paragraphs.len())]);
                        text.push_str("\n\n");
                    }
                }
            }
            let _ = writeln!(text, "Reference: {seed}/{number}");
            text
        })
        .collect()
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
