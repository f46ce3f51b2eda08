//! The report of an indexing run, as JSON and for people.
#![expect(clippy::cast_precision_loss, reason = "rates and shares are shown with three digits")]

use std::{
    collections::BTreeMap,
    io::{self, Write},
    sync::Arc,
    time::Duration,
};

use ask::percent;
use ingest::Unread;
use serde::Serialize;

use super::{count, printable, thousands};
use crate::{
    args::Common,
    meter::{Meter, Stage},
};

/// What a run did and what the index holds after it.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    pub(crate) found: u64,
    pub(crate) indexed: u64,
    pub(crate) unchanged: u64,
    pub(crate) updated: u64,
    pub(crate) moved: Vec<Moved>,
    pub(crate) removed: u64,
    pub(crate) duplicates: Vec<Duplicate>,
    pub(crate) skipped: Vec<SkippedFile>,
    pub(crate) failed: Vec<FailedFile>,
    pub(crate) warnings: Vec<FileWarning>,
    pub(crate) releases: u64,
    pub(crate) quotes: u64,
    pub(crate) dated: u64,
    pub(crate) with_country: u64,
    pub(crate) attributed_quotes: u64,
    pub(crate) seconds: f64,
    pub(crate) bytes: u64,
    pub(crate) releases_per_s: f64,
    pub(crate) mb_per_s: f64,
    pub(crate) peak_rss_bytes: Option<u64>,
    pub(crate) stages: Stages,
}

/// A file that was found under another path.
#[derive(Debug, Serialize)]
pub(crate) struct Moved {
    pub(crate) from: String,
    pub(crate) to: String,
}

/// A file whose text stands in another file.
#[derive(Debug, Serialize)]
pub(crate) struct Duplicate {
    pub(crate) path: String,
    pub(crate) same_as: String,
}

/// A file that was passed over.
#[derive(Debug, Serialize)]
pub(crate) struct SkippedFile {
    #[serde(serialize_with = "as_text")]
    pub(crate) path: Arc<str>,
    #[serde(serialize_with = "as_text")]
    pub(crate) reason: Arc<str>,
}

fn as_text<S: serde::Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

/// A file that failed.
#[derive(Debug, Serialize)]
pub(crate) struct FailedFile {
    pub(crate) path: String,
    pub(crate) format: String,
    pub(crate) encoding: String,
    pub(crate) stage: String,
    pub(crate) reason: String,
    pub(crate) help: String,
}

/// Something a reader should know about a file.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FileWarning {
    pub(crate) path: String,
    pub(crate) kind: &'static str,
    pub(crate) detail: String,
}

impl FileWarning {
    pub(crate) fn new(path: &str, warning: &release::Warning) -> Self {
        Self { path: path.to_owned(), kind: warning.kind.name(), detail: warning.detail.clone() }
    }

    /// Some releases of the file are in, then it failed.
    pub(crate) fn broken_off(path: &str, why: &Unread) -> Self {
        let reason = match why {
            Unread::Skipped(skip) => skip.to_string(),
            Unread::Failed(error) => format!("{error}; {}", error.help()),
        };
        let kind = release::WarningKind::PartSkipped.name();
        Self { path: path.to_owned(), kind, detail: format!("the rest was not read: {reason}") }
    }
}

/// Processor seconds of each stage, all threads together.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Stages {
    pub(crate) read: f64,
    pub(crate) understand: f64,
    pub(crate) index: f64,
    pub(crate) commit: f64,
}

impl Stages {
    /// Stages of a run that took `total` processor time; what no other stage took went into the index.
    pub(crate) fn new(meter: &Meter, commit: Duration, total: Duration) -> Self {
        let (read, understand) = (meter.took(Stage::Read), meter.took(Stage::Understand));
        let index = total.saturating_sub(read + understand + commit);
        Self {
            read: rounded(read.as_secs_f64()),
            understand: rounded(understand.as_secs_f64()),
            index: rounded(index.as_secs_f64()),
            commit: rounded(commit.as_secs_f64()),
        }
    }
}

fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

/// How much of a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verbosity {
    Quiet,
    Normal,
    Verbose,
}

impl Verbosity {
    pub(crate) fn of(common: &Common) -> Self {
        match (common.quiet, common.verbose) {
            (true, _) => Self::Quiet,
            (_, true) => Self::Verbose,
            _ => Self::Normal,
        }
    }
}

/// How many failed files are named without `--verbose`.
const NAMED: usize = 20;

impl Report {
    /// Sets the time of the run and the rates that follow from it.
    pub(crate) fn finish(&mut self, took: Duration) {
        let seconds = took.as_secs_f64();
        let n_read = (self.indexed + self.updated + self.duplicates.len() as u64) as f64;
        self.seconds = rounded(seconds);
        self.releases_per_s = (n_read / seconds * 10.0).round() / 10.0;
        self.mb_per_s = rounded(self.bytes as f64 / 1e6 / seconds);
        self.skipped.sort_by(|a, b| a.path.cmp(&b.path));
        self.failed.sort_by(|a, b| a.path.cmp(&b.path));
        self.warnings.sort_by(|a, b| (&a.path, a.kind).cmp(&(&b.path, b.kind)));
    }

    /// Writes the report for people.
    pub(crate) fn write(
        &self,
        out: &mut dyn Write,
        folder: &str,
        verbosity: Verbosity,
    ) -> io::Result<()> {
        if verbosity == Verbosity::Quiet {
            return self.write_trouble(out, verbosity);
        }
        let found = count(self.found, "file");
        write!(out, "{found} in {:.2} s", self.seconds)?;
        // where nothing was read there is no rate
        if self.releases_per_s > 0.0 {
            let (releases, megabytes) = (self.releases_per_s, self.mb_per_s);
            write!(out, " ({releases:.0} releases/s, {megabytes:.1} MB/s)")?;
        }
        writeln!(out)?;
        writeln!(out, "  {}", self.changes().join(" · "))?;
        self.write_trouble(out, verbosity)?;
        let (releases, quotes) = (count(self.releases, "release"), count(self.quotes, "quote"));
        writeln!(out, "the index in `{}` holds {releases} and {quotes}", printable(folder))?;
        writeln!(
            out,
            "  {} dated · {} with a country in focus · {} of the quotes attributed to a person",
            share(self.dated, self.releases),
            share(self.with_country, self.releases),
            share(self.attributed_quotes, self.quotes),
        )?;
        if verbosity == Verbosity::Verbose {
            let Stages { read, understand, index, commit } = self.stages;
            writeln!(
                out,
                "  processor seconds: read {read:.2} · understand {understand:.2} · index {index:.2} · commit {commit:.2}"
            )?;
            if let Some(bytes) = self.peak_rss_bytes {
                writeln!(out, "  {} MB of memory at most", thousands(bytes / 1_000_000))?;
            }
        }
        Ok(())
    }

    fn changes(&self) -> Vec<String> {
        let numbers = [
            (self.indexed, "new"),
            (self.updated, "changed"),
            (self.moved.len() as u64, "moved"),
            (self.removed, "removed"),
            (self.unchanged, "unchanged"),
            (
                self.duplicates.len() as u64,
                if self.duplicates.len() == 1 { "duplicate" } else { "duplicates" },
            ),
            (self.skipped.len() as u64, "skipped"),
            (self.failed.len() as u64, "failed"),
        ];
        let telling =
            |(position, (number, _)): &(usize, (u64, &str))| *position == 0 || *number > 0;
        let told = numbers.into_iter().enumerate().filter(telling);
        told.map(|(_, (number, word))| format!("{} {word}", thousands(number))).collect()
    }

    /// Writes what did not go as it should: failed files always, the rest by `verbosity`.
    pub(crate) fn write_trouble(
        &self,
        out: &mut dyn Write,
        verbosity: Verbosity,
    ) -> io::Result<()> {
        let n_named = if verbosity == Verbosity::Verbose { usize::MAX } else { NAMED };
        for FailedFile { path, format, encoding, stage, reason, help } in
            self.failed.iter().take(n_named)
        {
            let told = [format, encoding, stage].map(String::as_str);
            let told: Vec<&str> = told.into_iter().filter(|told| !told.is_empty()).collect();
            writeln!(
                out,
                "  failed ({}) `{}`: {}; {}",
                told.join(", "),
                printable(path),
                printable(reason),
                printable(help)
            )?;
        }
        if self.failed.len() > n_named {
            writeln!(
                out,
                "  … and {} more failed; `dateline status --failed` lists them",
                self.failed.len() - n_named
            )?;
        }
        match verbosity {
            Verbosity::Quiet => Ok(()),
            Verbosity::Normal => self.write_sums(out),
            Verbosity::Verbose => self.write_all(out),
        }
    }

    fn write_sums(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut reasons: BTreeMap<&str, u64> = BTreeMap::new();
        for skipped in &self.skipped {
            *reasons.entry(&skipped.reason).or_default() += 1;
        }
        for (reason, number) in reasons {
            writeln!(out, "  skipped {}: {}", thousands(number), printable(reason))?;
        }
        let mut kinds: BTreeMap<&str, u64> = BTreeMap::new();
        for warning in &self.warnings {
            *kinds.entry(warning.kind).or_default() += 1;
        }
        let kinds: Vec<String> = kinds
            .into_iter()
            .map(|(kind, number)| format!("{} {kind}", thousands(number)))
            .collect();
        if kinds.is_empty() { Ok(()) } else { writeln!(out, "  warnings: {}", kinds.join(", ")) }
    }

    fn write_all(&self, out: &mut dyn Write) -> io::Result<()> {
        for SkippedFile { path, reason } in &self.skipped {
            writeln!(out, "  skipped `{}`: {}", printable(path), printable(reason))?;
        }
        for Duplicate { path, same_as } in &self.duplicates {
            writeln!(
                out,
                "  duplicate `{}`: same text as `{}`",
                printable(path),
                printable(same_as)
            )?;
        }
        for Moved { from, to } in &self.moved {
            writeln!(out, "  moved `{}` to `{}`", printable(from), printable(to))?;
        }
        for FileWarning { path, kind, detail } in &self.warnings {
            writeln!(out, "  {kind} in `{}`: {}", printable(path), printable(detail))?;
        }
        Ok(())
    }
}

fn share(part: u64, whole: u64) -> String {
    percent(part, whole).unwrap_or_else(|| "none".to_owned())
}
