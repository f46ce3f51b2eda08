//! What each step of understanding takes, on some of the files.

use std::{
    fs::File,
    path::{Path, PathBuf},
    time::Duration,
};

use cpu_time::ThreadTime;
use ingest::{
    extract::{Step, extract_by_steps},
    format,
};
use serde::Serialize;

use super::spread::rounded;

/// From how many files the shares are taken at most.
const MOST: usize = 2_000;

/// The steps of understanding, measured on one thread.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Understanding {
    pub(crate) files: usize,
    pub(crate) releases: u64,
    pub(crate) text_bytes: u64,
    pub(crate) cpu_seconds: f64,
    pub(crate) mb_per_cpu_s: f64,
    pub(crate) steps: Vec<Took>,
}

/// One step.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Took {
    pub(crate) step: &'static str,
    pub(crate) cpu_seconds: f64,
    /// Of all steps together.
    pub(crate) share: f64,
}

/// Understands files that stand evenly among `files`.
#[expect(clippy::cast_precision_loss, reason = "a rate is shown with two digits")]
pub(super) fn measure(files: &[PathBuf]) -> Understanding {
    let every = files.len().div_ceil(MOST).max(1);
    let mut times = [Duration::ZERO; Step::ALL.len()];
    let mut steps = Understanding::default();
    for file in files.iter().step_by(every) {
        steps.files += 1;
        take(file, &mut times, &mut steps);
    }
    let all = times.iter().sum::<Duration>().as_secs_f64();
    steps.cpu_seconds = rounded(all);
    steps.mb_per_cpu_s = if all > 0.0 { rounded(steps.text_bytes as f64 / 1e6 / all) } else { 0.0 };
    let of = |(step, time): (Step, &Duration)| Took {
        step: step.name(),
        cpu_seconds: rounded(time.as_secs_f64()),
        share: if all > 0.0 { rounded(time.as_secs_f64() / all) } else { 0.0 },
    };
    steps.steps = Step::ALL.into_iter().zip(&times).map(of).collect();
    steps
}

fn take(path: &Path, times: &mut [Duration; Step::ALL.len()], steps: &mut Understanding) {
    // what cannot be read is told by the runs themselves
    let Ok(file) = File::open(path) else { return };
    let _ = format::read(file, path, &mut |text| {
        steps.releases += 1;
        steps.text_bytes += text.characters.len() as u64;
        let mut last = ThreadTime::now();
        let extracted = extract_by_steps(text, &mut |step| {
            times[step as usize] += last.elapsed();
            last = ThreadTime::now();
        });
        std::hint::black_box(&extracted);
    });
}
