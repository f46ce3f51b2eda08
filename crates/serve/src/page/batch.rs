//! `/list`: many queries at once, one a line, with their counts; `/list/ids`: which releases each finds, by which
//! a script tells what is new; `/picked`: the releases of some ids.

use ask::{CountRow, Error, Line, lines};
use index::{Archive, MAX_DEPTH, Request};
use release::ReleaseId;
use serde::Serialize;

use super::{
    Page,
    address::Pair,
    asked::Asked,
    chips::{Chip, chips},
    frame::Frame,
    hits::{Meta, release_address},
    words,
};

/// So many lines are counted; an address holds hardly more.
const MOST: usize = 100;
/// So many releases are shown by their ids.
const MOST_PICKED: usize = 100;

#[derive(Debug, Serialize)]
struct List {
    #[serde(flatten)]
    frame: Frame,
    text: String,
    kept: Vec<Pair>,
    chips: Vec<Chip>,
    problems: Vec<String>,
    rows: Vec<Row>,
    /// Where a script asks which releases the lines find.
    ids: String,
    title: String,
}

/// A line with its counts.
#[derive(Debug, Serialize)]
struct Row {
    line: usize,
    query: String,
    releases: u64,
    releases_href: String,
    quotes: u64,
    quotes_href: String,
    span: Option<String>,
    /// How many of a hundred, where the line that finds most is a hundred.
    share: u64,
    notes: Vec<String>,
    error: Option<String>,
}

/// The lines of a question, as far as they are counted.
fn lines_of(asked: &Asked) -> Vec<Line> {
    let mut lines = lines(asked.q.as_bytes(), &asked.narrowing);
    lines.truncate(MOST);
    lines
}

/// Many queries at once.
///
/// # Errors
///
/// Where the archive cannot be read, or takes too long, or a filter cannot be meant.
pub(crate) fn page(archive: &Archive, asked: &Asked) -> Result<Page, Error> {
    // a filter that cannot be meant is no fault of a line
    asked.narrowing.request("")?;
    let n_lines = lines(asked.q.as_bytes(), &asked.narrowing).len();
    let counted: Result<Vec<CountRow>, index::Error> =
        lines_of(asked).into_iter().map(|line| ask::count_row(archive, line, &[])).collect();
    let counted = counted?;
    let most = counted.iter().map(|row| row.releases).max().unwrap_or(0).max(1);
    let row = |row: &CountRow| Row {
        line: row.line,
        releases: row.releases,
        releases_href: asked.at("/").set("q", &row.query).href(),
        quotes: row.quotes,
        quotes_href: asked.at("/quotes").set("q", &row.query).href(),
        span: words::span(row.first.as_deref(), row.last.as_deref()),
        share: row.releases * 100 / most,
        notes: row.notes.clone(),
        error: row.error.as_ref().map(ToString::to_string),
        query: row.query.clone(),
    };
    let first = counted.first().map(|row| row.query.clone()).unwrap_or_default();
    let title = match counted.len() {
        0 => "Many queries at once".to_owned(),
        1 => first,
        more => format!("{first} and {} more", more - 1),
    };
    Ok(Page::new(
        "list.html",
        &List {
            frame: Frame::new(&title, "list"),
            rows: counted.iter().map(row).collect(),
            text: asked.q.clone(),
            kept: asked.at("/list").without(&["q"]).into_pairs(),
            chips: chips(asked, "/list"),
            problems: (n_lines > MOST)
                .then(|| format!("the first {MOST} lines are counted, of {n_lines}"))
                .into_iter()
                .collect(),
            ids: asked.at("/list/ids").href(),
            title,
        },
    ))
}

/// The releases that each line finds.
#[derive(Debug, Serialize)]
pub(crate) struct Ids {
    lines: Vec<IdsOfLine>,
}

#[derive(Debug, Serialize)]
struct IdsOfLine {
    line: usize,
    query: String,
    /// How many there are; of more than a page can reach, not all are told.
    total: u64,
    ids: Vec<String>,
}

/// Which releases the lines find; a line that cannot be read finds none.
///
/// # Errors
///
/// Where the archive cannot be read, or takes too long.
pub(crate) fn ids(archive: &Archive, asked: &Asked) -> Result<Ids, Error> {
    let of_line = |line: Line| {
        let found = match line.request {
            Ok(request) => {
                let request = Request { limit: MAX_DEPTH, facets: Vec::new(), ..request };
                let answer = archive.ids(&request)?;
                (answer.total, answer.hits)
            }
            Err(_) => (0, Vec::new()),
        };
        let ids = found.1.iter().map(ReleaseId::to_string).collect();
        Ok(IdsOfLine { line: line.number, query: line.text, total: found.0, ids })
    };
    let lines: Result<Vec<IdsOfLine>, Error> = lines_of(asked).into_iter().map(of_line).collect();
    Ok(Ids { lines: lines? })
}

#[derive(Debug, Serialize)]
struct Picked {
    #[serde(flatten)]
    frame: Frame,
    heading: String,
    hits: Vec<Pick>,
    n_gone: usize,
}

#[derive(Debug, Serialize)]
struct Pick {
    href: String,
    title: String,
    #[serde(flatten)]
    meta: Meta,
}

/// The releases of some ids, newest first; those that are gone are counted.
///
/// # Errors
///
/// Where the archive cannot be read.
pub(crate) fn picked(archive: &Archive, ids: &[String]) -> Result<Page, Error> {
    let mut found = Vec::new();
    let mut n_gone = 0;
    for id in ids.iter().take(MOST_PICKED) {
        match archive.release(id).map_err(Error::from) {
            Ok(stored) => found.push(stored),
            Err(error) if error.is_of_question() => n_gone += 1,
            Err(error) => return Err(error),
        }
    }
    found.sort_by_key(|stored| {
        let day = stored.release.date.as_ref().map(|date| date.value.first_day());
        (std::cmp::Reverse(day), stored.release.id)
    });
    let pick = |stored: &index::Stored| {
        let title = stored.release.title.as_ref().map(|title| title.value.clone());
        Pick {
            href: release_address(&stored.release.id.to_string(), "").href(),
            title: title.unwrap_or_else(|| "(no title)".to_owned()),
            meta: Meta::of(&stored.release, 0),
        }
    };
    let heading = ask::count(u64::try_from(found.len()).unwrap_or(u64::MAX), "release");
    Ok(Page::new(
        "picked.html",
        &Picked {
            frame: Frame::new(&heading, "list"),
            hits: found.iter().map(pick).collect(),
            heading,
            n_gone,
        },
    ))
}
