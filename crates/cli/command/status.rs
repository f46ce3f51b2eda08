//! `dateline status`: what the index holds, and the files somebody should look at.

use std::io;

use index::{Archive, KnownFile, Outcome, Request, Status};
use query::{Field, Filter, Group};
use release::Release;
use serde_json::{Value, json};

use crate::{
    args::{Common, StatusArgs},
    exit::Exit,
    output::{FAINT, STRONG, Screen, count, json, printable, thousands},
};

pub(crate) fn run(
    args: &StatusArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let folder = super::index_folder(common)?;
    let archive = Archive::open(&folder)?;
    let queues = queues(args, &archive)?;
    if args.json {
        let mut status = serde_json::to_value(archive.status()?)?;
        for queue in &queues {
            status[queue.name] = queue.rows.iter().map(Row::to_json).collect();
        }
        json::object(screen, &status)?;
    } else if queues.is_empty() {
        summary(screen, &folder.display().to_string(), &archive.status()?)?;
    } else {
        for queue in &queues {
            queue.print(screen)?;
        }
    }
    Ok(Exit::Found)
}

fn summary(screen: &mut Screen<'_>, folder: &str, status: &Status) -> io::Result<()> {
    let share = |part: u64, whole: u64| match (part * 100).checked_div(whole) {
        Some(percent) => format!("{} ({percent} %)", thousands(part)),
        None => thousands(part),
    };
    let languages: Vec<String> = status
        .languages
        .iter()
        .map(|(language, number)| format!("{language} {}", thousands(*number)))
        .collect();
    let rows = [
        ("releases", thousands(status.releases)),
        ("dated", share(status.dated, status.releases)),
        ("with country", share(status.with_country, status.releases)),
        ("languages", languages.join(", ")),
        (
            "versions",
            format!("{} with near-duplicates", count(status.texts_with_versions as u64, "text")),
        ),
        (
            "repeated",
            format!("{} of standing text", count(status.repeated_paragraphs as u64, "paragraph")),
        ),
        ("quotes", thousands(status.quotes)),
        ("of persons", share(status.attributed_quotes, status.quotes)),
        ("files", thousands(status.indexed_files)),
        ("skipped", thousands(status.skipped_files)),
        ("failed", thousands(status.failed_files)),
        (
            "size",
            format!(
                "{} kB in {}",
                thousands(status.bytes_on_disk / 1000),
                count(status.segments as u64, "segment")
            ),
        ),
        ("generation", format!("{}, format {}", status.generation, status.format)),
    ];
    // most archives hold none
    let is_held = |label: &str| match label {
        "versions" => status.texts_with_versions > 0,
        "repeated" => status.repeated_paragraphs > 0,
        _ => true,
    };
    let rows = rows.into_iter().filter(|(label, _)| is_held(label));
    let title = screen.paint(STRONG, &printable(folder));
    screen.line(&title)?;
    for (label, value) in rows {
        let label = screen.label(label);
        screen.line(&format!("  {label}{value}"))?;
    }
    Ok(())
}

/// Files or releases that somebody should look at.
struct Queue {
    name: &'static str,
    rows: Vec<Row>,
}

struct Row {
    path: String,
    id: Option<String>,
    why: String,
}

impl Row {
    fn to_json(&self) -> Value {
        json!({ "path": self.path, "id": self.id, "reason": self.why })
    }
}

impl Queue {
    fn print(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        let head =
            format!("{}: {}", self.name.replace('_', " "), thousands(self.rows.len() as u64));
        let head = screen.paint(STRONG, &head);
        screen.line(&head)?;
        for Row { path, id, why } in &self.rows {
            let id = id.as_ref().map(|id| format!("  id {id}")).unwrap_or_default();
            let tail = screen.paint(FAINT, &format!("{id}  {}", printable(why)));
            screen.line(&format!("  {}{tail}", printable(path)))?;
        }
        Ok(())
    }
}

fn queues(args: &StatusArgs, archive: &Archive) -> anyhow::Result<Vec<Queue>> {
    let mut queues = Vec::new();
    if args.failed {
        let rows = archive.files()?.iter().filter_map(failed_row).collect();
        queues.push(Queue { name: "failed", rows });
    }
    if args.undated {
        let group = Group { field: Field::Year, any_of: vec![Filter::Undated] };
        let mut request = Request::default();
        request.filters.groups.push(group);
        queues.push(Queue { name: "undated", rows: rows(archive, &request, title)? });
    }
    if args.no_country {
        let rows = rows(archive, &Request::default(), |release| {
            if release.focus().next().is_some() { None } else { title(release) }
        })?;
        queues.push(Queue { name: "no_country", rows });
    }
    if args.unattributed {
        queues.push(Queue {
            name: "unattributed",
            rows: rows(archive, &Request::default(), of_nobody)?,
        });
    }
    Ok(queues)
}

/// The releases that `request` finds and for which `why` has something to say.
fn rows(
    archive: &Archive,
    request: &Request,
    why: impl Fn(&Release) -> Option<String>,
) -> Result<Vec<Row>, index::Error> {
    let mut rows = Vec::new();
    for scanned in archive.scan(request)? {
        let stored = scanned?.stored;
        if let Some(why) = why(&stored.release) {
            let path = stored.path().to_owned();
            rows.push(Row { path, id: Some(stored.release.id.to_string()), why });
        }
    }
    Ok(rows)
}

#[expect(clippy::unnecessary_wraps, reason = "one of several reasons to list a release")]
fn title(release: &Release) -> Option<String> {
    Some(release.title.as_ref().map_or("(no title)", |title| title.value.as_str()).to_owned())
}

/// The quotes of a release that are no person's.
fn of_nobody(release: &Release) -> Option<String> {
    let surfaces: Vec<&str> = release
        .quotes
        .iter()
        .filter(|quote| quote.speaker.is_none())
        .map(|quote| quote.speaker_surface.as_deref().unwrap_or("nobody"))
        .collect();
    let number = count(surfaces.len() as u64, "quote");
    (!surfaces.is_empty()).then(|| format!("{number}: {}", surfaces.join(", ")))
}

fn failed_row(file: &KnownFile) -> Option<Row> {
    match &file.outcome {
        Outcome::Failed { stage, reason, .. } => {
            let path = file.path.shown.clone();
            Some(Row { path, id: None, why: format!("{stage}: {reason}") })
        }
        _ => None,
    }
}
