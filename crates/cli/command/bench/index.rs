//! `dateline bench index`: what indexing takes, stage by stage, and against a yardstick.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::Context;
use index::{Archive, Plain, Size};
use serde::Serialize;

use super::{
    corpus::{About, Corpus},
    spread::{Spread, rounded},
    steps::{self, Understanding},
    versions::Versions,
};
use crate::{
    args::{BenchIndexArgs, Common, IndexArgs},
    command::{index as indexing, spent::Spent},
    exit::Exit,
    machine::{Machine, MemoryWatch, Peak},
    meter::Cpu,
    output::{Screen, bench_index, json},
    progress,
};

/// What was measured.
#[derive(Debug, Serialize)]
pub(crate) struct Measured {
    pub(crate) machine: Machine,
    pub(crate) versions: Versions,
    pub(crate) corpus: About,
    pub(crate) repeats: u16,
    pub(crate) steps: Understanding,
    pub(crate) runs: Vec<Runs>,
}

/// The runs with one number of threads.
#[derive(Debug, Serialize)]
pub(crate) struct Runs {
    pub(crate) threads: u16,
    pub(crate) engine_memory_bytes: usize,
    pub(crate) releases: u64,
    pub(crate) quotes: u64,
    pub(crate) failed_files: usize,
    pub(crate) seconds: Spread,
    pub(crate) releases_per_s: f64,
    pub(crate) mb_per_s: f64,
    pub(crate) cpu_seconds: Spread,
    pub(crate) mb_per_cpu_s: f64,
    pub(crate) stages: Vec<Stage>,
    /// Of the run that is not counted, before anything else was in memory.
    pub(crate) memory: Option<Peak>,
    pub(crate) index: Size,
    pub(crate) baseline: Option<Baseline>,
}

/// A stage of indexing.
#[derive(Debug, Serialize)]
pub(crate) struct Stage {
    pub(crate) stage: &'static str,
    pub(crate) cpu_seconds: Spread,
}

/// The yardstick, and the ratios to it.
#[derive(Debug, Serialize)]
pub(crate) struct Baseline {
    pub(crate) seconds: Spread,
    pub(crate) cpu_seconds: Spread,
    pub(crate) mb_per_cpu_s: f64,
    pub(crate) index_bytes: u64,
    /// Documents, engine, commit and merge against it, in processor seconds.
    pub(crate) index_stage_ratio: Spread,
    /// Everything from the files on against it.
    pub(crate) end_to_end_ratio: Spread,
}

pub(super) fn run(
    args: &BenchIndexArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let scratch = args.scratch.clone().unwrap_or_else(std::env::temp_dir);
    let corpus = Corpus::of(args, &scratch, common)?;
    let threads = match &args.threads[..] {
        [] => vec![u16::try_from(rayon::current_num_threads()).unwrap_or(1)],
        given => given.to_vec(),
    };
    let each = usize::from(args.repeats) * if args.baseline { 2 } else { 1 } + 1;
    let bar = progress::bar(common, threads.len() * each, "runs");
    let bench = Bench { args, corpus: &corpus, scratch: &scratch, common, bar: &bar };
    let runs: anyhow::Result<Vec<Runs>> =
        threads.into_iter().map(|threads| bench.with(threads)).collect();
    let runs = runs?;
    let steps = steps::measure(&corpus.files);
    bar.finish_and_clear();
    let measured = Measured {
        machine: Machine::here(),
        versions: Versions::here(),
        corpus: corpus.about.clone(),
        repeats: args.repeats,
        steps,
        runs,
    };
    if args.json {
        json::object(screen, &measured)?;
    } else {
        bench_index::print(screen, &measured)?;
    }
    let has_failed = measured.runs.iter().any(|runs| runs.failed_files > 0);
    Ok(if has_failed { Exit::SomeFilesFailed } else { Exit::Found })
}

/// What all runs share.
struct Bench<'b> {
    args: &'b BenchIndexArgs,
    corpus: &'b Corpus,
    scratch: &'b Path,
    common: &'b Common,
    bar: &'b indicatif::ProgressBar,
}

impl Bench<'_> {
    /// A run that is not counted, then runs of ours and of the yardstick in turn.
    fn with(&self, threads: u16) -> anyhow::Result<Runs> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads.into())
            .build()
            .context("could not start the threads asked for with `--threads`")?;
        let memory = MemoryWatch::start();
        let folder = super::scratch_folder(self.scratch)?;
        let (report, _) = pool.install(|| self.ours(folder.path()))?;
        let memory = memory.stop();
        let archive = Archive::open(folder.path())?;
        let plain = self.args.baseline.then(|| Plain::of(&archive)).transpose()?;
        let size = archive.size()?;
        drop((archive, folder));
        let options = pool.install(indexing::writer_options);
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        let mut their_bytes = 0;
        for _ in 0..self.args.repeats {
            let folder = super::scratch_folder(self.scratch)?;
            ours.push(pool.install(|| self.ours(folder.path()))?.1);
            let Some(plain) = &plain else { continue };
            let folder = super::scratch_folder(self.scratch)?;
            let (cpu, started) = (Cpu::now(), Instant::now());
            plain.build(folder.path(), options)?;
            theirs.push((cpu.elapsed(), started.elapsed()));
            their_bytes = bytes_in(folder.path());
            self.bar.inc(1);
        }
        let bytes = self.corpus.about.bytes;
        let baseline = plain.map(|_| Baseline::of(&ours, &theirs, their_bytes, bytes));
        let (seconds, cpu) = (
            Spread::of_seconds(ours.iter().map(|run| run.wall)),
            Spread::of_seconds(ours.iter().map(|run| run.total)),
        );
        Ok(Runs {
            threads,
            engine_memory_bytes: options.memory_bytes,
            releases: report.releases,
            quotes: report.quotes,
            failed_files: report.failed.len(),
            seconds,
            releases_per_s: rate(report.releases, 1.0, seconds.median),
            mb_per_s: rate(bytes, 1e6, seconds.median),
            cpu_seconds: cpu,
            mb_per_cpu_s: rate(bytes, 1e6, cpu.median),
            stages: stages(&ours),
            memory,
            index: size,
            baseline,
        })
    }

    /// Indexes the files as `dateline index` does.
    fn ours(&self, folder: &Path) -> anyhow::Result<(crate::output::report::Report, Spent)> {
        let args = IndexArgs::of(self.corpus.paths.clone());
        let common = Common { no_progress: true, ..self.common.clone() };
        let built = indexing::build(&args, folder, &common)?;
        self.bar.inc(1);
        Ok(built)
    }
}

impl Baseline {
    fn of(ours: &[Spent], theirs: &[(Duration, Duration)], index_bytes: u64, bytes: u64) -> Self {
        let ratio = |of: Part| {
            let pairs = ours.iter().zip(theirs);
            Spread::of(
                pairs.map(|(run, (cpu, _))| of(run).as_secs_f64() / cpu.as_secs_f64().max(1e-9)),
            )
        };
        let cpu_seconds = Spread::of_seconds(theirs.iter().map(|(cpu, _)| *cpu));
        Self {
            seconds: Spread::of_seconds(theirs.iter().map(|(_, wall)| *wall)),
            cpu_seconds,
            mb_per_cpu_s: rate(bytes, 1e6, cpu_seconds.median),
            index_bytes,
            index_stage_ratio: ratio(|run| run.document + run.engine + run.commit + run.merge),
            end_to_end_ratio: ratio(|run| run.total),
        }
    }
}

/// A part of what a run spent.
type Part = fn(&Spent) -> Duration;

fn stages(runs: &[Spent]) -> Vec<Stage> {
    let of: [(&'static str, Part); 6] = [
        ("read", |run| run.read),
        ("understand", |run| run.understand),
        ("document", |run| run.document),
        ("engine", |run| run.engine),
        ("commit", |run| run.commit),
        ("merge", |run| run.merge),
    ];
    let stage = |(stage, of): (&'static str, Part)| Stage {
        stage,
        cpu_seconds: Spread::of_seconds(runs.iter().map(of)),
    };
    of.into_iter().map(stage).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a rate is shown with three digits")]
fn rate(number: u64, unit: f64, seconds: f64) -> f64 {
    if seconds > 0.0 { rounded(number as f64 / unit / seconds) } else { 0.0 }
}

fn bytes_in(folder: &Path) -> u64 {
    let files = fs::read_dir(folder).into_iter().flatten();
    files.filter_map(|file| Some(file.ok()?.metadata().ok()?.len())).sum()
}
