//! `dateline status`: what the index holds, in figures, or the files somebody should look at.

use std::io;

use ask::{Holdings, percent};
use index::{Archive, Status};

use super::work_queue;
use crate::{
    args::{Common, StatusArgs},
    exit::Exit,
    output::{STRONG, Screen, count, json, printable, thousands},
};

pub(crate) fn run(
    args: &StatusArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let folder = super::index_folder(common)?;
    let archive = Archive::open(&folder)?;
    let queues = args.queues.wanted();
    let queues = queues.map(|queue| Ok((queue, ask::listed(&archive, queue, 0, None)?)));
    let queues = queues.collect::<Result<Vec<_>, ask::Error>>()?;
    if args.json {
        json::object(screen, &Holdings::new(archive.status()?, queues))?;
    } else if queues.is_empty() {
        summary(screen, &folder.display().to_string(), &archive.status()?)?;
    } else {
        for (queue, listed) in &queues {
            work_queue::print(screen, *queue, listed)?;
        }
    }
    Ok(Exit::Found)
}

/// How many files, and how to see which.
fn listed(number: u64, flag: &str) -> String {
    match number {
        0 => "0".to_owned(),
        _ => format!("{}, listed by --{flag}", thousands(number)),
    }
}

fn summary(screen: &mut Screen<'_>, folder: &str, status: &Status) -> io::Result<()> {
    let share = |part: u64, whole: u64| match percent(part, whole) {
        Some(percent) => format!("{} ({percent})", thousands(part)),
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
        ("skipped", listed(status.skipped_files, "skipped")),
        ("failed", listed(status.failed_files, "failed")),
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
    let rows = rows.into_iter();
    let run = |told: &str, holder: Option<index::Holder>| {
        holder.map(|holder| ("run", format!("{told} (process {})", holder.process)))
    };
    let writing = run("`dateline index` is writing", status.writing);
    let broken_off = run("the last one broke off; run `dateline index` again", status.broken_off);
    let rows = rows.chain(writing).chain(broken_off);
    // most archives hold none
    let is_held = |label: &str| match label {
        "versions" => status.texts_with_versions > 0,
        "repeated" => status.repeated_paragraphs > 0,
        _ => true,
    };
    let rows = rows.filter(|(label, _)| is_held(label));
    let title = screen.paint(STRONG, &printable(folder));
    screen.line(&title)?;
    for (label, value) in rows {
        let label = screen.label(label);
        screen.line(&format!("  {label}{value}"))?;
    }
    Ok(())
}
