//! `dateline index`: from files to a searchable archive; later runs take only what changed.

use std::{
    fs::File,
    io::{self, Write},
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::Context;
use index::{
    Archive, ContentHash, Error, FilePath, FoundFile, KnownFile, Outcome, Plan, Why, Writer,
    WriterOptions,
};
use ingest::{
    Unread,
    archive::{self, SourceFile, Walk},
    format::{self, Format},
};
use rayon::prelude::*;

use super::spent::{Clock, Spent};
use crate::{
    args::{Common, IndexArgs},
    exit::Exit,
    meter::{Cpu, Meter, Stage, peak_rss_bytes},
    output::{
        Screen, json,
        report::{
            Duplicate, FailedFile, FileWarning, Moved, Report, SkippedFile, Stages, Verbosity,
        },
    },
    progress,
};

pub(crate) fn run(
    args: &IndexArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let folder = super::index_folder_to_write(common)?;
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

/// Does a run, from the files to an archive that is committed and tidied up.
pub(super) fn build(
    args: &IndexArgs,
    folder: &Path,
    common: &Common,
) -> anyhow::Result<(Report, Spent)> {
    let started = Instant::now();
    let cpu = Cpu::now();
    let mut clock = Clock::start();
    let mut writer = Writer::open(folder, writer_options())?;
    let known = writer.files();
    let walk = walk(args, folder, &known)?;
    let bar = progress::bar(common, walk.files.len(), "files");
    let meter = Meter::default();
    let found = find(&walk, &known, &meter);
    let roots: Vec<FilePath> = walk.roots.iter().map(|root| file_path(root, root)).collect();
    let plan = index::plan(&known, &found.files, &roots, args.prune)?;
    writer.begin(&plan, &known, &found.files);
    let run = Run { writer: &writer, walk: &walk, found: &found, known: &known, meter: &meter };
    let outcomes = run.read_all(&plan, &bar)?;
    bar.finish_and_clear();
    let mut report = tally(&plan, &known, &found, &outcomes);
    let commit_cpu = Cpu::now();
    let has_changed = run.has_changed(&plan, &outcomes);
    if has_changed {
        clock.commits();
        let committed = writer.commit().context("the run was not committed")?;
        report.note_duplicates(
            committed.duplicates.into_iter().map(|(path, same_as)| Duplicate { path, same_as }),
        );
        clock.closes();
        writer.close()?;
    } else {
        writer.refresh()?;
        drop(writer);
    }
    let commit = commit_cpu.elapsed();
    let spent = clock.stop(&meter);
    let status = Archive::open(folder)?.status()?;
    report.releases = status.releases;
    report.quotes = status.quotes;
    report.dated = status.dated;
    report.with_country = status.with_country;
    report.attributed_quotes = status.attributed_quotes;
    report.peak_rss_bytes = peak_rss_bytes();
    let (read, understand) = (meter.took(Stage::Read), meter.took(Stage::Understand));
    report.stages = Stages::new(read, understand, commit, cpu.elapsed());
    report.finish(started.elapsed());
    Ok((report, spent))
}

pub(super) fn writer_options() -> WriterOptions {
    let threads = rayon::current_num_threads().clamp(1, 8);
    WriterOptions { threads, memory_bytes: threads * (100 << 20) }
}

/// Walks the given paths. One that is missing is an error, unless `--prune` says that it is truly gone.
fn walk(args: &IndexArgs, folder: &Path, known: &[KnownFile]) -> anyhow::Result<Walk> {
    let (there, missing): (Vec<PathBuf>, Vec<PathBuf>) =
        args.paths.iter().cloned().partition(|path| path.symlink_metadata().is_ok());
    let missing_roots: Vec<PathBuf> = missing.iter().map(|path| archive::absolute(path)).collect();
    for (path, root) in missing.iter().zip(&missing_roots) {
        let root = file_path(root, path);
        let n_known = known.iter().filter(|file| file.path.is_under(&root)).count();
        if n_known == 0 {
            return Err(super::missing_path(path, &io::ErrorKind::NotFound.into()));
        }
        if !args.prune {
            return Err(Error::RootGone { root: root.shown, known: n_known }.into());
        }
    }
    let mut walk = archive::walk(&there, Some(folder))
        .map_err(|(path, error)| super::missing_path(&path, &error))?;
    walk.roots.extend(missing_roots);
    Ok(walk)
}

/// The files of a walk as the archive compares them.
struct Found {
    /// Those to compare; the first are `walk.files` in order, then those passed over.
    files: Vec<FoundFile>,
    /// Why a file of `files` is not to be read, where that is known already.
    unread: Vec<Option<Outcome>>,
}

fn find(walk: &Walk, known: &[KnownFile], meter: &Meter) -> Found {
    let hashed: Vec<_> =
        walk.files.par_iter().map(|file| meter.time(Stage::Read, || hash(file))).collect();
    let mut found = Found { files: Vec::new(), unread: Vec::new() };
    for (file, hashed) in walk.files.iter().zip(hashed) {
        let path = file_path(&file.absolute, &file.shown);
        let (hash, unread) = match hashed {
            Ok(hash) => (hash, None),
            Err(error) => {
                // what the archive holds of a file that cannot be read for now stays
                let hash = known_as(known, &path).map_or(NOT_READ, |file| file.hash);
                (hash, Some(outcome(&error.into(), &file.absolute)))
            }
        };
        found.files.push(FoundFile { path, size: file.bytes, hash });
        found.unread.push(unread);
    }
    for passed in &walk.passed {
        let path = file_path(&passed.absolute, &passed.shown);
        found.files.push(FoundFile { path, size: 0, hash: NOT_READ });
        found.unread.push(Some(outcome(&passed.why, &passed.absolute)));
    }
    found
}

/// What the archive knows of the file at `path`; `known` is sorted by absolute path.
fn known_as<'k>(known: &'k [KnownFile], path: &FilePath) -> Option<&'k KnownFile> {
    let at = known.binary_search_by(|file| file.path.absolute.cmp(&path.absolute)).ok()?;
    known.get(at)
}

/// Stands for the hash of a file whose bytes were never seen.
const NOT_READ: ContentHash = ContentHash([0; 16]);

fn hash(file: &SourceFile) -> Result<ContentHash, ingest::Error> {
    Ok(ContentHash(format::hash(File::open(&file.absolute)?)?))
}

fn file_path(absolute: &Path, shown: &Path) -> FilePath {
    FilePath {
        absolute: absolute.as_os_str().as_encoded_bytes().to_vec(),
        shown: shown.to_string_lossy().into_owned(),
    }
}

fn outcome(why: &Unread, path: &Path) -> Outcome {
    match why {
        Unread::Skipped(skip) => Outcome::Skipped { reason: skip.to_string() },
        Unread::Failed(error) => Outcome::Failed {
            format: Format::by_name(path).map(Format::name).unwrap_or_default().to_owned(),
            stage: error.stage().name().to_owned(),
            reason: error.to_string(),
        },
    }
}

/// What reading a file gave.
struct Read {
    /// Which of the found files.
    at: usize,
    why: Why,
    outcome: Outcome,
    bytes: u64,
    warnings: Vec<FileWarning>,
}

/// A run between its plan and its commit.
struct Run<'r> {
    writer: &'r Writer,
    walk: &'r Walk,
    found: &'r Found,
    known: &'r [KnownFile],
    meter: &'r Meter,
}

impl Run<'_> {
    /// Reads, understands and adds the files of a plan, in parallel.
    fn read_all(&self, plan: &Plan, bar: &indicatif::ProgressBar) -> Result<Vec<Read>, Error> {
        bar.inc((plan.unchanged.len() + plan.moved.len()) as u64);
        plan.read
            .par_iter()
            .map(|&(at, why)| {
                let read = self.read(at, why)?;
                bar.inc(1);
                Ok(read)
            })
            .collect()
    }

    fn read(&self, at: usize, why: Why) -> Result<Read, Error> {
        let file = &self.found.files[at];
        if let Some(outcome) = &self.found.unread[at] {
            self.record(file, file.hash, file.size, outcome.clone());
            return Ok(Read { at, why, outcome: outcome.clone(), bytes: 0, warnings: Vec::new() });
        }
        let absolute = &self.walk.files[at].absolute;
        let mut releases = Vec::new();
        let mut warnings = Vec::new();
        let mut failed = None;
        let reading = self.meter.time(Stage::Understand, || {
            ingest::understand_file(absolute, &mut |extracted| {
                let release = &extracted.release;
                if failed.is_none() {
                    let added = self.meter.time(Stage::Add, || {
                        self.writer.add(&file.path, release, &extracted.words)
                    });
                    failed = added.err();
                }
                releases.push(release.id);
                warnings.extend(
                    release
                        .warnings
                        .iter()
                        .map(|warning| FileWarning::new(&file.path.shown, warning)),
                );
            })
        });
        if let Some(error) = failed {
            return Err(error);
        }
        let (hash, bytes, unread) = match reading {
            Ok(reading) => (ContentHash(reading.content), reading.bytes, None),
            Err(unread) => (file.hash, file.size, Some(unread)),
        };
        let outcome = match unread {
            Some(unread) if releases.is_empty() => outcome(&unread, absolute),
            Some(unread) => {
                warnings.push(FileWarning::broken_off(&file.path.shown, &unread));
                Outcome::Indexed { releases }
            }
            None => Outcome::Indexed { releases },
        };
        self.record(file, hash, bytes, outcome.clone());
        Ok(Read { at, why, outcome, bytes, warnings })
    }

    fn record(&self, file: &FoundFile, hash: ContentHash, size: u64, outcome: Outcome) {
        let absolute = file.path.absolute.as_slice();
        let roots = self.walk.roots.iter().map(|root| root.as_os_str().as_encoded_bytes());
        let root = roots.filter(|root| absolute.starts_with(root)).max_by_key(|root| root.len());
        let root = root.unwrap_or(absolute).to_vec();
        self.writer.record(KnownFile { path: file.path.clone(), root, size, hash, outcome });
    }

    /// Whether the archive would be another after a commit: files that failed before and fail again in
    /// the same way are no change.
    fn has_changed(&self, plan: &Plan, outcomes: &[Read]) -> bool {
        let is_news = |read: &Read| {
            let before = || known_as(self.known, &self.found.files[read.at].path);
            read.why != Why::Retry || before().is_none_or(|before| before.outcome != read.outcome)
        };
        !plan.gone.is_empty() || !plan.moved.is_empty() || outcomes.iter().any(is_news)
    }
}

fn tally(plan: &Plan, known: &[KnownFile], found: &Found, outcomes: &[Read]) -> Report {
    let shown = |at: usize| found.files[at].path.shown.clone();
    let mut report = Report { found: found.files.len() as u64, ..Report::default() };
    for &at in &plan.unchanged {
        // known and unchanged, but not to be read at the moment
        match &found.unread[at] {
            Some(outcome) => report.note(shown(at), outcome, Why::Retry),
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
    for read in outcomes {
        report.bytes += read.bytes;
        report.warnings.extend(read.warnings.iter().cloned());
        report.note(shown(read.at), &read.outcome, read.why);
    }
    report
}

impl Report {
    /// Counts what came of a file that was to be read.
    fn note(&mut self, path: String, outcome: &Outcome, why: Why) {
        match (outcome, why) {
            (_, Why::Twin) => {}
            (Outcome::Indexed { .. }, Why::Changed) => self.updated_paths.push(path),
            (Outcome::Indexed { .. }, _) => self.indexed_paths.push(path),
            (Outcome::Skipped { reason }, _) => {
                self.skipped.push(SkippedFile { path, reason: reason.clone() });
            }
            (Outcome::Failed { format, stage, reason }, _) => self.failed.push(FailedFile {
                path,
                format: format.clone(),
                stage: stage.clone(),
                reason: reason.clone(),
            }),
        }
    }
}
