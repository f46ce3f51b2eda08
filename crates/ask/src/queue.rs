//! The lists of files and releases that somebody should look at: what failed, what is missing, what is there
//! twice.

use std::{collections::BTreeMap, time::Instant};

use clap::Args;
use index::{Archive, KnownFile, Outcome, Queue, Queued, Status, Stored};
use release::Release;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Error, figures::count};

/// Which lists are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that a user types")]
pub struct Queues {
    /// List the files that failed, and why
    #[arg(long)]
    pub failed: bool,
    /// List the files that were passed over, and why
    #[arg(long)]
    pub skipped: bool,
    /// List the releases that were read with a warning: cut off, spoilt, recognised, with words that look like others
    #[arg(long)]
    pub warned: bool,
    /// List the releases whose text is in several files or that have versions (near-duplicates)
    #[arg(long)]
    pub duplicates: bool,
    /// List the releases without a date
    #[arg(long)]
    pub undated: bool,
    /// List the releases without a focus country
    #[arg(long)]
    pub no_country: bool,
    /// List the releases with a quote of nobody known
    #[arg(long)]
    pub unattributed: bool,
}

impl Queues {
    /// Those that are wanted.
    pub fn wanted(self) -> impl Iterator<Item = Queue> {
        let is_wanted = move |queue: &Queue| match queue {
            Queue::Failed => self.failed,
            Queue::Skipped => self.skipped,
            Queue::Warned => self.warned,
            Queue::Duplicates => self.duplicates,
            Queue::Undated => self.undated,
            Queue::NoCountry => self.no_country,
            Queue::Unattributed => self.unattributed,
        };
        Queue::ALL.into_iter().filter(is_wanted)
    }
}

/// The flag by which a list is asked for, without its dashes.
pub fn queue_flag(queue: Queue) -> &'static str {
    match queue {
        Queue::Failed => "failed",
        Queue::Skipped => "skipped",
        Queue::Warned => "warned",
        Queue::Duplicates => "duplicates",
        Queue::Undated => "undated",
        Queue::NoCountry => "no-country",
        Queue::Unattributed => "unattributed",
    }
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// How many there are in all.
    pub total: usize,
    /// The page asked for, by path.
    pub rows: Vec<QueueRow>,
}

/// A file or a release that somebody should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Queued)]
pub struct QueueRow {
    /// The file as given; of a release the first of its files.
    pub path: String,
    /// Of a release: 16 hexadecimal digits.
    pub id: Option<String>,
    /// The headline of a release.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub title: Option<String>,
    /// Why it is listed.
    pub reason: String,
    /// Of a file that failed: the format it was taken for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub format: Option<String>,
    /// The encoding its bytes are in; empty where they are no text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub encoding: Option<String>,
    /// Where it failed, such as `read`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub stage: Option<String>,
    /// What would help.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub help: Option<String>,
}

impl QueueRow {
    fn new(path: &str, reason: String) -> Self {
        Self {
            path: path.to_owned(),
            id: None,
            title: None,
            reason,
            format: None,
            encoding: None,
            stage: None,
            help: None,
        }
    }

    /// Format, encoding and stage of a failure, as far as there is something to tell.
    pub fn failed_at(&self) -> Option<String> {
        let stage = self.stage.as_ref()?;
        let parts = [self.format.as_ref(), self.encoding.as_ref(), Some(stage)];
        let parts: Vec<&str> = parts
            .into_iter()
            .flatten()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        Some(parts.join(" · "))
    }
}

/// So many rows of a list from `offset` on; `None` gives all that follow.
///
/// # Errors
///
/// [`Error::Archive`] where the archive cannot be read, or takes too long.
pub fn listed(
    archive: &Archive,
    queue: Queue,
    offset: usize,
    limit: Option<usize>,
) -> Result<Listed, Error> {
    let started = Instant::now();
    let queued = archive.queue(queue)?;
    let page = queued.iter().skip(offset).take(limit.unwrap_or(usize::MAX));
    let row = |queued| {
        archive.in_time(started)?;
        row(archive, queue, queued)
    };
    let rows: Result<Vec<QueueRow>, Error> = page.map(row).collect();
    Ok(Listed { total: queued.len(), rows: rows? })
}

fn row(archive: &Archive, queue: Queue, queued: &Queued) -> Result<QueueRow, Error> {
    let (id, path) = match queued {
        Queued::File(file) => return Ok(row_of_file(file)),
        Queued::Release(id, path) => (id, path),
    };
    let stored = archive.release(&id.to_string())?;
    let title = stored.release.title.as_ref().map(|title| title.value.clone());
    let reason = match queue {
        Queue::Warned => warned(&stored.release),
        Queue::Duplicates => same_or_like(archive, &stored)?,
        Queue::Unattributed => of_nobody(&stored.release),
        _ => title.clone().unwrap_or_else(|| "(no title)".to_owned()),
    };
    Ok(QueueRow { id: Some(id.to_string()), title, ..QueueRow::new(&path.shown, reason) })
}

fn row_of_file(file: &KnownFile) -> QueueRow {
    let row = |reason: &str| QueueRow::new(&file.path.shown, reason.to_owned());
    match &file.outcome {
        Outcome::Failed(failed) => QueueRow {
            format: Some(failed.format.clone()),
            encoding: Some(failed.encoding.clone()),
            stage: Some(failed.stage.clone()),
            help: Some(failed.help.clone()),
            ..row(&failed.reason)
        },
        Outcome::Skipped { reason } => row(reason),
        Outcome::Indexed { .. } => row(""),
    }
}

/// What reading a release was unsure about.
fn warned(release: &Release) -> String {
    let told =
        release.warnings.iter().map(|warning| format!("{}: {}", warning.kind, warning.detail));
    told.collect::<Vec<_>>().join("; ")
}

/// So many versions of a release are named.
const MOST_VERSIONS: usize = 3;

/// The other files with the text of a release, and the releases that are versions of it.
fn same_or_like(archive: &Archive, stored: &Stored) -> Result<String, Error> {
    let files = stored.files.iter().skip(1);
    let mut told: Vec<String> =
        files.map(|file| format!("same text: {}", file.path.shown)).collect();
    let versions = archive.versions(stored.release.id)?;
    for version in versions.iter().take(MOST_VERSIONS) {
        let date = version.release.date.as_ref().map(|date| date.value.to_string());
        let date = date.unwrap_or_else(|| "undated".to_owned());
        told.push(format!("version: {} ({date})", version.path()));
    }
    if versions.len() > MOST_VERSIONS {
        told.push(format!("{} more versions", versions.len() - MOST_VERSIONS));
    }
    Ok(told.join("; "))
}

/// The quotes of a release that are no person's: whose they are, each once.
fn of_nobody(release: &Release) -> String {
    let quotes = release.quotes.iter().filter(|quote| quote.speaker.is_none());
    let mut surfaces: Vec<(&str, u64)> = Vec::new();
    for quote in quotes {
        let surface = quote.speaker_surface.as_deref().unwrap_or("nobody");
        match surfaces.iter_mut().find(|(other, _)| *other == surface) {
            Some((_, times)) => *times += 1,
            None => surfaces.push((surface, 1)),
        }
    }
    let number: u64 = surfaces.iter().map(|(_, times)| times).sum();
    let told = surfaces.iter().map(|(surface, times)| match times {
        1 => (*surface).to_owned(),
        times => format!("{surface} ×{times}"),
    });
    format!("{}: {}", count(number, "quote"), told.collect::<Vec<_>>().join(", "))
}

/// What the archive holds, with the lists that were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Holdings)]
pub struct Holdings {
    /// In figures.
    #[serde(flatten)]
    pub status: Status,
    /// How long each of the lists is, all pages together.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub listed: Option<BTreeMap<&'static str, usize>>,
    /// The lists by the names of their flags, with `_` for a dash.
    #[serde(flatten)]
    #[schema(inline)]
    pub lists: Lists,
}

/// The lists that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Lists {
    /// Files that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub failed: Option<Vec<QueueRow>>,
    /// Files that were passed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub skipped: Option<Vec<QueueRow>>,
    /// Releases that were read with a warning.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub warned: Option<Vec<QueueRow>>,
    /// Releases whose text is in several files or that have versions.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub duplicates: Option<Vec<QueueRow>>,
    /// Releases without a date.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub undated: Option<Vec<QueueRow>>,
    /// Releases without a focus country.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub no_country: Option<Vec<QueueRow>>,
    /// Releases with a quote of nobody known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub unattributed: Option<Vec<QueueRow>>,
}

impl Holdings {
    /// What the archive holds, with these lists.
    pub fn new(status: Status, queues: impl IntoIterator<Item = (Queue, Listed)>) -> Self {
        let mut holdings = Self { status, listed: None, lists: Lists::default() };
        for (queue, Listed { total, rows }) in queues {
            let name = match queue {
                Queue::NoCountry => "no_country",
                other => queue_flag(other),
            };
            holdings.listed.get_or_insert_default().insert(name, total);
            let Lists { failed, skipped, warned, duplicates, undated, no_country, unattributed } =
                &mut holdings.lists;
            let list = match queue {
                Queue::Failed => failed,
                Queue::Skipped => skipped,
                Queue::Warned => warned,
                Queue::Duplicates => duplicates,
                Queue::Undated => undated,
                Queue::NoCountry => no_country,
                Queue::Unattributed => unattributed,
            };
            *list = Some(rows);
        }
        holdings
    }
}
