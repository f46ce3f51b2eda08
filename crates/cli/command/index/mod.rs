//! `dateline index`: from files to a searchable archive; later runs take only what changed.

mod again;
mod find;
mod parts;
mod pool;
mod read;
mod stop;

use std::{
    collections::BTreeSet,
    io::{self, Write},
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context;
use index::{Archive, Failure, KnownFile, Outcome, Plan, Why, Writer, WriterOptions};

pub(super) use self::find::absolute;
use self::{
    find::Found,
    parts::{Made, Parts},
    read::{Outcomes, Read},
};
use super::spent::{Clock, Spent};
use crate::{
    args::{Common, IndexArgs},
    exit::Exit,
    meter::{Cpu, Meter, peak_rss_bytes},
    mounts,
    output::{
        Screen, json, printable,
        report::{Duplicate, FailedFile, Moved, Report, SkippedFile, Stages, Verbosity},
    },
    progress, room,
};

pub(crate) fn run(
    args: &IndexArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let folder = super::index_folder_to_write(common)?;
    warn_of_network(&folder, common)?;
    let (report, _) = build(args, &folder, common)?;
    if args.json {
        json::object(screen, &report)?;
    }
    let verbosity = Verbosity::of(common);
    let mut errors = io::stderr().lock();
    let shown = folder.display().to_string();
    if args.json {
        report.write_trouble(&mut errors, verbosity)
    } else {
        report.write(&mut errors, &shown, verbosity)
    }
    .and_then(|()| errors.flush())?;
    Ok(if report.failed.is_empty() { Exit::Found } else { Exit::SomeFilesFailed })
}

/// Tells who makes an index on the disk of another machine what may come of it. Once: later runs know.
fn warn_of_network(folder: &Path, common: &Common) -> io::Result<()> {
    if common.quiet || folder.join("meta.json").exists() {
        return Ok(());
    }
    let Some(kind) = mounts::network_of(folder) else { return Ok(()) };
    writeln!(
        io::stderr(),
        "dateline: `{}` is on a network file system ({kind}), where another machine may not be kept from writing \
         at the same time, and searches end when the connection does; a disk of this machine is safer, named with \
         `--index`, with `dateline backup` for the copy elsewhere",
        printable(&folder.display().to_string())
    )
}

/// Does a run, from the files to an archive that is committed and tidied up.
pub(super) fn build(
    args: &IndexArgs,
    folder: &Path,
    common: &Common,
) -> anyhow::Result<(Report, Spent)> {
    let started = Instant::now();
    let cpu = Cpu::now();
    let mut clock = Clock::start();
    let stop = stop::on_signal();
    let options = WriterOptions { wait: args.wait.duration(), ..writer_options() };
    let mut writer = Writer::open(folder, options)?;
    let mut known = writer.files();
    if args.reading.ocr {
        known = again::without_pictures(known, folder)?;
    }
    let walk = find::walk(args, folder, &known)?;
    let bar = progress::bar(common, walk.files.len(), "files");
    let meter = Meter::default();
    let reader = super::worker::reader(&args.reading)?;
    let mut found = find::find(walk, &known, &reader, &meter);
    let mut plan = index::plan(&known, &found.files, &found.roots, args.prune)?;
    writer.begin(&plan, &known, &found.files)?;
    bar.inc((plan.unchanged.len() + plan.moved.len()) as u64);
    let order = read::order(std::mem::take(&mut plan.read), &found);
    let (commit_every, mut commit_cpu) = (Duration::from_secs(args.commit_every), Cpu::now());
    let parts = Parts {
        writer: &mut writer,
        plan: &plan,
        known: &known,
        found: &mut found,
        reader: &reader,
        meter: &meter,
        bar: &bar,
        order: &order,
        commit_every,
        stop: &stop,
    };
    let Made { mut outcomes, is_news } = parts.all(|| {
        clock.commits();
        commit_cpu = Cpu::now();
    })?;
    outcomes.files.sort_unstable_by_key(|read| read.at);
    bar.finish_and_clear();
    let mut duplicates = Vec::new();
    if is_news {
        duplicates = writer.finish().context("the run was not committed")?.duplicates;
        clock.closes();
    } else {
        writer.refresh()?;
    }
    writer.close()?;
    let commit = commit_cpu.elapsed();
    let spent = clock.stop(&meter);
    let mut report = tally(&plan, &known, &found, outcomes, duplicates);
    drop((plan, known, found));
    let understood = Archive::open(folder)?.understood()?;
    report.releases = understood.releases;
    report.quotes = understood.quotes;
    report.dated = understood.dated;
    report.with_country = understood.with_country;
    report.attributed_quotes = understood.attributed_quotes;
    report.peak_rss_bytes = peak_rss_bytes();
    report.stages = Stages::new(&meter, commit, cpu.elapsed());
    report.finish(started.elapsed());
    Ok((report, spent))
}

pub(super) fn writer_options() -> WriterOptions {
    let threads = rayon::current_num_threads().clamp(1, 8);
    let memory_bytes = room::for_index(threads, room::memory_bytes());
    WriterOptions { threads, memory_bytes, ..WriterOptions::default() }
}

/// Takes down what the file system now says of files that are as they were, or fail as they did. It is no reason for a
/// commit of its own.
fn restamp(
    writer: &Writer,
    plan: &Plan,
    known: &[KnownFile],
    (found, order, outcomes): (&Found, &[(usize, Why)], &Outcomes),
) -> Result<(), index::Error> {
    let written = outcomes.files.iter().filter(|read| read.is_news && read.why != Why::New);
    let is_written: BTreeSet<usize> = written.map(|read| read.at).collect();
    let retried = order.iter().filter(|(_, why)| *why == Why::Retry).map(|(at, _)| at);
    for at in plan.unchanged.iter().chain(retried).filter(|at| !is_written.contains(at)) {
        let file = &found.files[*at];
        let before = find::known_as(known, &file.path);
        if let Some(before) = before.filter(|before| before.stamp != file.stamp)
            && file.stamp.is_some()
        {
            writer.restamp(&KnownFile { stamp: file.stamp, ..before.clone() })?;
        }
    }
    Ok(())
}

fn tally(
    plan: &Plan,
    known: &[KnownFile],
    found: &Found,
    outcomes: Outcomes,
    duplicates: Vec<(String, String)>,
) -> Report {
    let shown = |at: usize| found.files[at].path.shown.to_string();
    let mut report = Report { found: found.files.len() as u64, ..Report::default() };
    for &at in &plan.unchanged {
        // known and unchanged, but not to be read at the moment
        match &found.unread[at] {
            Some(outcome) => report.note(at, found, Some(outcome), Why::Retry),
            None => report.unchanged += 1,
        }
    }
    let moved = |&(from, to): &(usize, usize)| Moved {
        from: known[from].path.shown.to_string(),
        to: shown(to),
    };
    report.moved = plan.moved.iter().map(moved).collect();
    let was_indexed = |at: &&usize| matches!(known[**at].outcome, Outcome::Indexed { .. });
    report.removed = plan.gone.iter().filter(was_indexed).count() as u64;
    report.warnings = outcomes.warnings;
    let is_skipped = |read: &&Read| matches!(read.nothing, Some(Outcome::Skipped { .. }));
    // all files may be, and what grows is held twice
    report.skipped.reserve_exact(outcomes.files.iter().filter(is_skipped).count());
    let is_duplicate: BTreeSet<&str> = duplicates.iter().map(|(path, _)| path.as_str()).collect();
    for read in outcomes.files {
        report.bytes += read.bytes;
        // a file whose text stands elsewhere is a duplicate, not indexed or updated
        if read.nothing.is_some() || !is_duplicate.contains(&*found.files[read.at].path.shown) {
            report.note(read.at, found, read.nothing.as_ref(), read.why);
        }
    }
    let duplicates = duplicates.into_iter();
    report.duplicates = duplicates.map(|(path, same_as)| Duplicate { path, same_as }).collect();
    report
}

impl Report {
    /// Counts what came of a file that was to be read; `nothing` tells why it gave no release.
    fn note(&mut self, at: usize, found: &Found, nothing: Option<&Outcome>, why: Why) {
        match (nothing, why) {
            (_, Why::Twin) => {}
            (None | Some(Outcome::Indexed { .. }), Why::Changed) => self.updated += 1,
            (None | Some(Outcome::Indexed { .. }), _) => self.indexed += 1,
            (Some(Outcome::Skipped { reason }), _) => {
                let path = Arc::clone(&found.files[at].path.shown);
                self.skipped.push(SkippedFile { path, reason: Arc::clone(reason) });
            }
            (Some(Outcome::Failed(failure)), _) => {
                let Failure { format, encoding, stage, reason, help } = Failure::clone(failure);
                let path = found.files[at].path.shown.to_string();
                self.failed.push(FailedFile { path, format, encoding, stage, reason, help });
            }
        }
    }
}
