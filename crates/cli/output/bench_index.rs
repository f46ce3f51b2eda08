//! What `bench index` measured, for people.

use std::io;

use super::{FAINT, STRONG, Screen, count, pad, printable, thousands};
use crate::command::bench::{Baseline, Measured, Runs, Spread};
use crate::machine::Machine;

/// The column of figures.
const NAME: usize = 22;

pub(crate) fn print(screen: &mut Screen<'_>, measured: &Measured) -> io::Result<()> {
    let Measured { machine, versions, corpus, repeats, steps, runs } = measured;
    let files = format!("{}, {}", count(corpus.files as u64, "file"), megabytes(corpus.bytes));
    let origin = match (corpus.synthetic, corpus.seed) {
        (Some(_), Some(seed)) => format!("invented, seed {seed}"),
        _ => corpus.paths.join(", "),
    };
    row(screen, "corpus", &format!("{files}; {origin}; {}", &corpus.hash[..12]))?;
    head(screen, machine, versions)?;
    let counted = if *repeats == 1 { "1 run".to_owned() } else { format!("{repeats} runs") };
    row(
        screen,
        "counted",
        &format!("{counted} after one that is not; median (lowest to highest)"),
    )?;
    for runs in runs {
        screen.line("")?;
        of_threads(screen, runs)?;
    }
    if let [first, .., last] = &runs[..] {
        let gain = first.seconds.median / last.seconds.median.max(1e-9);
        screen.line("")?;
        let value =
            format!("{gain:.2} × the throughput of {}", count(first.threads.into(), "thread"));
        row(screen, &count(last.threads.into(), "thread"), &value)?;
    }
    screen.line("")?;
    let title = screen.paint(STRONG, "understanding by step");
    let sample = format!(
        "{}, one thread, {:.1} MB/CPU s",
        count(steps.releases, "release"),
        steps.mb_per_cpu_s
    );
    screen.line(&format!("{title}  {}", screen.paint(FAINT, &sample)))?;
    for step in &steps.steps {
        let value = format!("{:>8.2} s {:>6.1} %", step.cpu_seconds, step.share * 100.0);
        row(screen, step.step, &value)?;
    }
    Ok(())
}

/// The machine and what runs on it.
pub(super) fn head(
    screen: &mut Screen<'_>,
    machine: &Machine,
    versions: &crate::command::bench::Versions,
) -> io::Result<()> {
    let memory = machine
        .memory_bytes
        .map_or(String::new(), |bytes| format!(", {} MB", thousands(bytes / 1_000_000)));
    let model = machine.model.as_deref().map_or(String::new(), |model| format!(" ({model})"));
    let processors = count(machine.processors as u64, "processor");
    let load = machine.load.map_or(String::new(), |load| format!(", load {load:.1}"));
    row(screen, "machine", &format!("{processors}{model}{memory}, {}{load}", machine.system))?;
    let crate::command::bench::Versions { dateline, engine, rust, build } = versions;
    let build = if *build == "debug" { "; a debug build: its figures say nothing" } else { "" };
    row(screen, "versions", &format!("dateline {dateline}, {engine}, rust {rust}{build}"))
}

fn of_threads(screen: &mut Screen<'_>, runs: &Runs) -> io::Result<()> {
    let title = screen.paint(STRONG, &count(runs.threads.into(), "thread"));
    let (releases, quotes) = (count(runs.releases, "release"), count(runs.quotes, "quote"));
    screen.line(&format!("{title}  {}", screen.paint(FAINT, &format!("{releases}, {quotes}"))))?;
    if runs.failed_files > 0 {
        row(screen, "failed", &count(runs.failed_files as u64, "file"))?;
    }
    for stage in &runs.stages {
        let share = 100.0 * stage.cpu_seconds.median / runs.cpu_seconds.median.max(1e-9);
        row(screen, stage.stage, &format!("{} {share:>6.1} %", seconds(stage.cpu_seconds)))?;
    }
    let rate = format!("{:>8.2} MB/CPU s", runs.mb_per_cpu_s);
    row(screen, "processor time", &format!("{} {rate}", seconds(runs.cpu_seconds)))?;
    let rate = format!("{:>8.2} MB/s, {:.0} releases/s", runs.mb_per_s, runs.releases_per_s);
    row(screen, "elapsed", &format!("{} {rate}", seconds(runs.seconds)))?;
    if let Some(memory) = runs.memory {
        let (own, all) = (megabytes(memory.anonymous_bytes), megabytes(memory.resident_bytes));
        row(screen, "memory at most", &format!("{own:>11}; {all} with mapped files"))?;
    }
    row(screen, "index", &format!("{:>11}", megabytes(runs.index.total)))?;
    let index = &runs.index;
    let parts = [
        ("terms", index.terms),
        ("postings", index.postings),
        ("positions", index.positions),
        ("stored", index.stored),
        ("columns", index.columns),
        ("tables", index.tables),
        ("other", index.other),
    ];
    let parts: Vec<String> =
        parts.iter().map(|(part, bytes)| format!("{part} {}", tenths(*bytes))).collect();
    row(screen, "", &screen.paint(FAINT, &format!("MB: {}", parts.join(", "))))?;
    runs.baseline.as_ref().map_or(Ok(()), |baseline| yardstick(screen, baseline))
}

fn yardstick(screen: &mut Screen<'_>, baseline: &Baseline) -> io::Result<()> {
    let rate = format!("{:>8.2} MB/CPU s", baseline.mb_per_cpu_s);
    let size = megabytes(baseline.index_bytes);
    row(screen, "plain tantivy", &format!("{} {rate}, {size}", seconds(baseline.cpu_seconds)))?;
    let ratio = |spread: Spread| {
        let Spread { median, min, max } = spread;
        format!("{median:>8.2} × ({min:.2} to {max:.2})")
    };
    row(screen, "index stage : plain", &ratio(baseline.index_stage_ratio))?;
    row(screen, "end to end : plain", &ratio(baseline.end_to_end_ratio))
}

pub(super) fn row(screen: &mut Screen<'_>, label: &str, value: &str) -> io::Result<()> {
    let label = screen.paint(FAINT, &pad(label, NAME));
    screen.line(format!("  {label}{}", printable_but_painted(value)).trim_end())
}

/// Values hold paths of others; what paints them is our own.
fn printable_but_painted(value: &str) -> String {
    if value.contains("\u{1b}[") { value.to_owned() } else { printable(value) }
}

fn seconds(spread: Spread) -> String {
    let Spread { median, min, max } = spread;
    pad(&format!("{median:>8.2} s ({min:.2} to {max:.2})"), 30)
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", tenths(bytes))
}

/// Megabytes with one digit.
fn tenths(bytes: u64) -> String {
    let tenths = (bytes + 50_000) / 100_000;
    format!("{}.{}", thousands(tenths / 10), tenths % 10)
}
