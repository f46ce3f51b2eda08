//! `dateline index`: from files to a searchable archive; later runs take only what changed.

mod find;
mod pool;
mod read;

use std::{
    io::{self, Write},
    time::Instant,
};

use anyhow::Context;
use index::{Archive, FilePath, KnownFile, Outcome, Plan, Why, Writer, WriterOptions};

use self::{
    find::{Found, file_path},
    read::{Outcomes, Run},
};
use crate::{
    args::{Common, IndexArgs},
    exit::Exit,
    meter::{Cpu, Meter, peak_rss_bytes},
    output::{
        Screen, json,
        report::{Duplicate, FailedFile, Moved, Report, SkippedFile, Stages, Verbosity},
    },
    progress,
};

pub(crate) fn run(
    args: &IndexArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let started = Instant::now();
    let cpu = Cpu::now();
    let folder = super::index_folder_to_write(common)?;
    let mut writer = Writer::open(&folder, writer_options())?;
    let known = writer.files();
    let walk = find::walk(args, &folder, &known)?;
    let bar = progress::bar(common, walk.files.len(), "files");
    let meter = Meter::default();
    let found = find::find(&walk, &known, &meter);
    let roots: Vec<FilePath> = walk.roots.iter().map(|root| file_path(root, root)).collect();
    let plan = index::plan(&known, &found.files, &roots, args.prune)?;
    writer.begin(&plan, &known, &found.files);
    let run = Run::new(&writer, &walk, &found, &known, &meter, &bar);
    let outcomes = run.read_all(&plan)?;
    bar.finish_and_clear();
    let is_news = outcomes.files.iter().any(|read| read.is_news);
    let mut report = tally(&plan, &known, &found, outcomes);
    let commit_cpu = Cpu::now();
    if is_news || !plan.gone.is_empty() || !plan.moved.is_empty() {
        let committed = writer.commit().context("the run was not committed")?;
        report.note_duplicates(
            committed.duplicates.into_iter().map(|(path, same_as)| Duplicate { path, same_as }),
        );
        writer.close()?;
    } else {
        writer.refresh()?;
        drop(writer);
    }
    let commit = commit_cpu.elapsed();
    let status = Archive::open(&folder)?.status()?;
    report.releases = status.releases;
    report.quotes = status.quotes;
    report.dated = status.dated;
    report.with_country = status.with_country;
    report.attributed_quotes = status.attributed_quotes;
    report.peak_rss_bytes = peak_rss_bytes();
    report.stages = Stages::new(&meter, commit, cpu.elapsed());
    report.finish(started.elapsed());
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

fn writer_options() -> WriterOptions {
    let threads = rayon::current_num_threads().clamp(1, 8);
    WriterOptions { threads, memory_bytes: threads * (100 << 20) }
}

fn tally(plan: &Plan, known: &[KnownFile], found: &Found, outcomes: Outcomes) -> Report {
    let shown = |at: usize| found.files[at].path.shown.clone();
    let mut report = Report { found: found.files.len() as u64, ..Report::default() };
    for &at in &plan.unchanged {
        // known and unchanged, but not to be read at the moment
        match &found.unread[at] {
            Some(outcome) => report.note(shown(at), Some(outcome), Why::Retry),
            None => report.unchanged += 1,
        }
    }
    let moved = |&(from, to): &(usize, usize)| Moved {
        from: known[from].path.shown.clone(),
        to: shown(to),
    };
    report.moved = plan.moved.iter().map(moved).collect();
    let was_indexed = |at: &&usize| matches!(known[**at].outcome, Outcome::Indexed { .. });
    report.removed = plan.gone.iter().filter(was_indexed).count() as u64;
    report.warnings = outcomes.warnings;
    for read in outcomes.files {
        report.bytes += read.bytes;
        report.note(shown(read.at), read.nothing.as_deref(), read.why);
    }
    report
}

impl Report {
    /// Counts what came of a file that was to be read; `nothing` tells why it gave no release.
    fn note(&mut self, path: String, nothing: Option<&Outcome>, why: Why) {
        match (nothing, why) {
            (_, Why::Twin) => {}
            (None | Some(Outcome::Indexed { .. }), Why::Changed) => self.updated_paths.push(path),
            (None | Some(Outcome::Indexed { .. }), _) => self.indexed_paths.push(path),
            (Some(Outcome::Skipped { reason }), _) => {
                self.skipped.push(SkippedFile { path, reason: reason.clone() });
            }
            (Some(Outcome::Failed { format, stage, reason }), _) => self.failed.push(FailedFile {
                path,
                format: format.clone(),
                stage: stage.clone(),
                reason: reason.clone(),
            }),
        }
    }
}
