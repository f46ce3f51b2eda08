//! The lists of files and releases that somebody should look at: what failed, what is missing, what is there
//! twice.

use std::io;

use index::{Archive, KnownFile, Outcome, Request, Scanned};
use query::{Field, Filter, Group};
use release::Release;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::{
    args::StatusArgs,
    output::{FAINT, STRONG, Screen, VALUE, count, printable, thousands},
};

/// Files or releases that somebody should look at.
pub(super) struct Queue {
    pub(super) name: &'static str,
    pub(super) rows: Vec<Row>,
}

pub(super) struct Row {
    path: String,
    id: Option<String>,
    why: String,
    failure: Option<Failure>,
}

/// What there is to tell of a file that failed, beside the reason.
struct Failure {
    format: String,
    encoding: String,
    stage: String,
    help: String,
}

impl Row {
    fn new(path: &str, id: Option<String>, why: String) -> Self {
        Self { path: path.to_owned(), id, why, failure: None }
    }

    pub(super) fn to_json(&self) -> Value {
        let mut row = json!({ "path": self.path, "id": self.id, "reason": self.why });
        if let Some(Failure { format, encoding, stage, help }) = &self.failure {
            row["format"] = format.as_str().into();
            row["encoding"] = encoding.as_str().into();
            row["stage"] = stage.as_str().into();
            row["help"] = help.as_str().into();
        }
        row
    }

    /// The path on a line of its own, below it what happened where, and what would help.
    fn print_failure(&self, failure: &Failure, screen: &mut Screen<'_>) -> io::Result<()> {
        const INDENT: &str = "    ";
        let Failure { format, encoding, stage, help } = failure;
        let path = screen.paint(VALUE, &printable(&self.path));
        screen.line(&format!("  {path}"))?;
        let what: Vec<&str> = [format, encoding, stage]
            .into_iter()
            .map(String::as_str)
            .filter(|told| !told.is_empty())
            .collect();
        let width = screen.width.saturating_sub(INDENT.len());
        let told = format!("{}: {}", what.join(" · "), printable(&self.why));
        for line in broken(&told, width) {
            screen.line(&format!("{INDENT}{line}"))?;
        }
        for (nth, line) in broken(&printable(help), width.saturating_sub(2)).into_iter().enumerate()
        {
            let mark = if nth == 0 { "→ " } else { "  " };
            let line = screen.paint(FAINT, &format!("{mark}{line}"));
            screen.line(&format!("{INDENT}{line}"))?;
        }
        Ok(())
    }
}

/// Words in lines of at most `width` columns.
fn broken(words: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let last = lines.last_mut().expect("there is a line");
        if last.is_empty() {
            last.push_str(word);
        } else if last.width() + 1 + word.width() <= width {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

impl Queue {
    pub(super) fn print(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let head =
            format!("{}: {}", self.name.replace('_', " "), thousands(self.rows.len() as u64));
        let head = screen.paint(STRONG, &head);
        screen.line(&head)?;
        for row in &self.rows {
            if let Some(failure) = &row.failure {
                row.print_failure(failure, screen)?;
                continue;
            }
            let Row { path, id, why, .. } = row;
            let id = id.as_ref().map(|id| screen.paint(FAINT, id) + "  ").unwrap_or_default();
            let (path, why) = (screen.paint(VALUE, &printable(path)), printable(why));
            screen.line(&format!("  {id}{path}  {why}"))?;
        }
        Ok(())
    }
}

/// The lists asked for, each by path.
pub(super) fn queues(args: &StatusArgs, archive: &Archive) -> anyhow::Result<Vec<Queue>> {
    let mut queues = Vec::new();
    if args.failed {
        let rows = archive.files()?.iter().filter_map(failed_row).collect();
        queues.push(Queue { name: "failed", rows });
    }
    if args.skipped {
        let rows = archive.files()?.iter().filter_map(skipped_row).collect();
        queues.push(Queue { name: "skipped", rows });
    }
    if args.duplicates {
        let rows = rows(archive, &Request::default(), |scanned| same_or_like(archive, scanned))?;
        queues.push(Queue { name: "duplicates", rows });
    }
    if args.undated {
        let group = Group { field: Field::Year, any_of: vec![Filter::Undated] };
        let mut request = Request::default();
        request.filters.groups.push(group);
        queues.push(Queue {
            name: "undated",
            rows: rows(archive, &request, |scanned| Ok(Some(title(&scanned.stored.release))))?,
        });
    }
    if args.no_country {
        let rows = rows(archive, &Request::default(), |scanned| {
            let release = &scanned.stored.release;
            let is_focus = |country: &release::CountryMention| {
                country.involvement == release::Involvement::Focus
            };
            Ok((!release.countries.iter().any(is_focus)).then(|| title(release)))
        })?;
        queues.push(Queue { name: "no_country", rows });
    }
    if args.unattributed {
        let rows =
            rows(archive, &Request::default(), |scanned| Ok(of_nobody(&scanned.stored.release)))?;
        queues.push(Queue { name: "unattributed", rows });
    }
    for queue in &mut queues {
        queue.rows.sort_by(|a, b| (&a.path, &a.id).cmp(&(&b.path, &b.id)));
    }
    Ok(queues)
}

/// The releases that `request` finds and for which `why` has something to say.
fn rows(
    archive: &Archive,
    request: &Request,
    why: impl Fn(&Scanned) -> Result<Option<String>, index::Error>,
) -> Result<Vec<Row>, index::Error> {
    let mut rows = Vec::new();
    for scanned in archive.scan(request)? {
        let scanned = scanned?;
        if let Some(why) = why(&scanned)? {
            let stored = &scanned.stored;
            rows.push(Row::new(stored.path(), Some(stored.release.id.to_string()), why));
        }
    }
    Ok(rows)
}

fn title(release: &Release) -> String {
    release.title.as_ref().map_or("(no title)", |title| title.value.as_str()).to_owned()
}

/// So many versions of a release are named.
const MOST_VERSIONS: usize = 3;

/// The other files with the text of a release, and the releases that are versions of it.
fn same_or_like(archive: &Archive, scanned: &Scanned) -> Result<Option<String>, index::Error> {
    let files = scanned.stored.files.iter().skip(1);
    let mut told: Vec<String> =
        files.map(|file| format!("same text: {}", file.path.shown)).collect();
    if scanned.near_duplicates > 0 {
        let versions = archive.versions(scanned.stored.release.id)?;
        for version in versions.iter().take(MOST_VERSIONS) {
            let date = version.release.date.as_ref().map(|date| date.value.to_string());
            let date = date.unwrap_or_else(|| "undated".to_owned());
            told.push(format!("version: {} ({date})", version.path()));
        }
        if versions.len() > MOST_VERSIONS {
            told.push(format!("{} more versions", versions.len() - MOST_VERSIONS));
        }
    }
    Ok((!told.is_empty()).then(|| told.join("; ")))
}

/// The quotes of a release that are no person's: whose they are, each once.
fn of_nobody(release: &Release) -> Option<String> {
    let quotes = release.quotes.iter().filter(|quote| quote.speaker.is_none());
    let mut surfaces: Vec<(&str, u64)> = Vec::new();
    for quote in quotes {
        let surface = quote.speaker_surface.as_deref().unwrap_or("nobody");
        match surfaces.iter_mut().find(|(other, _)| *other == surface) {
            Some((_, times)) => *times += 1,
            None => surfaces.push((surface, 1)),
        }
    }
    let number = count(surfaces.iter().map(|(_, times)| times).sum(), "quote");
    let told = surfaces.iter().map(|(surface, times)| match times {
        1 => (*surface).to_owned(),
        times => format!("{surface} ×{times}"),
    });
    (!surfaces.is_empty()).then(|| format!("{number}: {}", told.collect::<Vec<_>>().join(", ")))
}

fn failed_row(file: &KnownFile) -> Option<Row> {
    match &file.outcome {
        Outcome::Failed(failed) => {
            let failure = Failure {
                format: failed.format.clone(),
                encoding: failed.encoding.clone(),
                stage: failed.stage.clone(),
                help: failed.help.clone(),
            };
            let row = Row::new(&file.path.shown, None, failed.reason.clone());
            Some(Row { failure: Some(failure), ..row })
        }
        _ => None,
    }
}

fn skipped_row(file: &KnownFile) -> Option<Row> {
    match &file.outcome {
        Outcome::Skipped { reason } => Some(Row::new(&file.path.shown, None, reason.to_string())),
        _ => None,
    }
}
