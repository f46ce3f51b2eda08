//! `dateline watch`: what is new for saved queries since the last run.

mod seen;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use ask::{Fault, Line};
use index::{Archive, Request, Stored};
use release::{Country, ReleaseId};
use serde::Serialize;

pub(super) use self::seen::faults;
use self::seen::{PathKey, Seen};
use super::lines;
use crate::{
    args::{Common, WatchArgs},
    exit::Exit,
    output::{Screen, json, watch},
};

/// What is new for one query.
#[derive(Serialize)]
pub(crate) struct Watched {
    /// The line in the file, counted from 1.
    pub(crate) line: usize,
    /// As typed.
    pub(crate) query: String,
    /// As it was read; what was seen is remembered under it.
    pub(crate) interpreted: Option<String>,
    pub(crate) notes: Vec<String>,
    /// How many releases match now.
    pub(crate) total: u64,
    /// Whether nothing was remembered: then all of them count as seen from now on, and none is listed.
    pub(crate) first_run: bool,
    /// Oldest first.
    pub(crate) new: Vec<News>,
    pub(crate) error: Option<Fault>,
}

/// A release that was not seen before.
#[derive(Serialize)]
pub(crate) struct News {
    /// `new`, or `changed` where a release that was seen stood in the same file and is gone.
    pub(crate) change: &'static str,
    pub(crate) id: String,
    pub(crate) title: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) organisation: Option<String>,
    pub(crate) countries: Vec<Country>,
    pub(crate) speakers: Vec<String>,
    pub(crate) path: String,
}

pub(super) fn run(
    args: &WatchArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let dir = super::index_folder(common)?;
    let archive = Archive::open(&dir)?;
    let lines = lines::read(&args.file, &args.filters)?;
    let mut watched = Vec::new();
    let mut to_remember = BTreeMap::new();
    for line in lines {
        let (one, seen) = watch_one(&archive, &dir, line)?;
        watched.push(one);
        to_remember.extend(seen);
    }
    if args.json {
        let n_new: usize = watched.iter().map(|one| one.new.len()).sum();
        json::object(screen, &serde_json::json!({ "new": n_new, "queries": watched }))?;
    } else {
        watch::print(screen, &watched)?;
    }
    // what could not be told is not seen
    screen.raw().flush()?;
    if !args.peek {
        for (key, seen) in to_remember {
            seen.write(&dir, &key)?;
        }
    }
    let n_failed = watched.iter().filter(|one| one.error.is_some()).count();
    let is_news = |one: &Watched| !one.new.is_empty() || (one.first_run && one.total > 0);
    Ok(lines::exit(n_failed, watched.len(), watched.iter().any(is_news)))
}

/// What is new for a line, and what is to be remembered under which key.
fn watch_one(
    archive: &Archive,
    dir: &Path,
    line: Line,
) -> anyhow::Result<(Watched, Option<(String, Seen)>)> {
    let mut watched = Watched {
        line: line.number,
        query: line.text,
        interpreted: None,
        notes: Vec::new(),
        total: 0,
        first_run: false,
        new: Vec::new(),
        error: None,
    };
    let request = match line.request {
        Ok(request) => request,
        Err(fault) => {
            watched.error = Some(fault);
            return Ok((watched, None));
        }
    };
    let scan = match archive.scan(&request) {
        Ok(scan) => scan,
        Err(error) => {
            watched.error = Some(Fault::of_archive(&error).ok_or(error)?);
            return Ok((watched, None));
        }
    };
    watched.total = scan.total;
    watched.notes.clone_from(&scan.notes);
    let key = key(&request);
    let before = Seen::read(dir, &key)?;
    watched.first_run = before.is_none();
    let mut seen = before.unwrap_or_default();
    let mut unseen = Vec::new();
    let mut now = Now::new();
    for scanned in scan {
        let stored = scanned?.stored;
        now.insert(stored.release.id);
        let paths = paths(&stored);
        if !seen.update(stored.release.id, &paths) {
            if watched.first_run {
                seen.add(stored.release.id, paths);
            } else {
                unseen.push((news(&stored), stored.release.id, paths));
            }
        }
    }
    for (mut news, id, paths) in unseen {
        if seen.replace(&now, id, paths) {
            news.change = "changed";
        }
        watched.new.push(news);
    }
    watched.interpreted = Some(request.interpreted);
    Ok((watched, Some((key, seen))))
}

/// What is remembered belongs to the question, however and wherever it was typed.
fn key(request: &Request) -> String {
    let wide = if request.boilerplate { " --boilerplate" } else { "" };
    format!("{}{wide}", request.interpreted)
}

fn paths(stored: &Stored) -> Vec<PathKey> {
    stored.files.iter().map(|file| PathKey::of(&file.path.absolute)).collect()
}

fn news(stored: &Stored) -> News {
    let release = &stored.release;
    News {
        change: "new",
        id: release.id.to_string(),
        title: release.title.as_ref().map(|title| title.value.clone()),
        date: release.date.as_ref().map(|date| date.value.to_string()),
        organisation: release.organisation.as_ref().map(|found| found.value.clone()),
        countries: release.focus().collect(),
        speakers: release.speakers.iter().map(|speaker| speaker.name.clone()).collect(),
        path: stored.path().to_owned(),
    }
}

/// The ids of what matches now.
type Now = BTreeSet<ReleaseId>;
