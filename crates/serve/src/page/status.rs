//! `/status`: what the archive holds, and where to look at it.

use ask::Error;
use index::{Archive, Queue, Status};
use serde::Serialize;

use super::{Page, address::Address, frame::Frame, hits::Link, words, work};

#[derive(Debug, Serialize)]
struct Holdings {
    #[serde(flatten)]
    frame: Frame,
    rows: Vec<Row>,
    work: Vec<Work>,
    languages: Vec<Counted>,
    links: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Row {
    label: &'static str,
    value: String,
    more: String,
}

/// What somebody should look at, and how much there is of it.
#[derive(Debug, Serialize)]
struct Work {
    count: u64,
    #[serde(flatten)]
    link: Link,
}

#[derive(Debug, Serialize)]
struct Counted {
    label: String,
    count: u64,
    share: u64,
    href: String,
}

/// What the archive holds.
///
/// # Errors
///
/// Where it cannot be read.
pub(crate) fn page(archive: &Archive, status: &Status) -> Result<Page, Error> {
    let row = |label, number: u64, more: String| Row { label, value: ask::thousands(number), more };
    let part = |label, part: u64, whole: u64, of: &str| {
        let share = ask::percent(part, whole);
        let more = share.map(|share| format!("{share} of {of}")).unwrap_or_default();
        row(label, part, more)
    };
    let size = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let rows = vec![
        row("releases", status.releases, String::new()),
        part("with a date", status.dated, status.releases, "releases"),
        part("about a country", status.with_country, status.releases, "releases"),
        row("quotes", status.quotes, String::new()),
        part("of a person", status.attributed_quotes, status.quotes, "quotes"),
        row("texts in several versions", size(status.texts_with_versions), String::new()),
        row("repeated paragraphs", size(status.repeated_paragraphs), "standing text".to_owned()),
        row("files", status.indexed_files, String::new()),
        row("generation", status.generation, format!("format {}", status.format)),
        row("bytes on disk", status.bytes_on_disk, String::new()),
    ];
    let work = |queue| {
        let count = size(archive.queue(queue)?.len());
        Ok(Work { count, link: Link::new(work::name(queue), &work::address(queue)) })
    };
    let work: Result<Vec<Work>, Error> = Queue::ALL.into_iter().map(work).collect();
    let most = status.languages.values().max().copied().unwrap_or(0).max(1);
    let mut languages: Vec<Counted> = status
        .languages
        .iter()
        .map(|(language, count)| Counted {
            label: words::language(*language),
            count: *count,
            share: count * 100 / most,
            href: Address::new("/").with("lang", language.code()).href(),
        })
        .collect();
    languages.sort_by_key(|language| std::cmp::Reverse(language.count));
    let links = [
        ("Organisations", Address::new("/facets/org")),
        ("Speakers", Address::new("/facets/speaker")),
        ("Countries", Address::new("/facets/country")),
        ("Places", Address::new("/facets/place")),
        ("Words that were said again", Address::new("/reused")),
        ("Each text once, of several versions", Address::new("/").with("collapse", "true")),
    ];
    Ok(Page::new(
        "status.html",
        &Holdings {
            frame: Frame::new("The archive", "status"),
            rows,
            work: work?,
            languages,
            links: links.iter().map(|(label, address)| Link::new(*label, address)).collect(),
        },
    ))
}
