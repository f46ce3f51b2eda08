//! `/status`: what the archive holds, and where to look at it.

use ask::Error;
use index::Archive;
use serde::Serialize;

use super::{Page, address::Address, frame::Frame, hits::Link, words};

#[derive(Debug, Serialize)]
struct Status {
    #[serde(flatten)]
    frame: Frame,
    rows: Vec<Row>,
    languages: Vec<Counted>,
    links: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Row {
    label: &'static str,
    value: String,
    more: String,
}

#[derive(Debug, Serialize)]
struct Counted {
    label: String,
    count: u64,
    href: String,
}

/// What the archive holds.
///
/// # Errors
///
/// Where it cannot be read.
pub(crate) fn page(archive: &Archive) -> Result<Page, Error> {
    let status = archive.status()?;
    let row =
        |label, number: u64, more: String| Row { label, value: words::thousands(number), more };
    let share = |part: u64, whole: u64, of: &str| match whole {
        0 => String::new(),
        _ => format!("{} % of the {of}", part * 100 / whole),
    };
    let size = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let rows = vec![
        row("releases", status.releases, String::new()),
        row("with a date", status.dated, share(status.dated, status.releases, "releases")),
        row(
            "about a country",
            status.with_country,
            share(status.with_country, status.releases, "releases"),
        ),
        row("quotes", status.quotes, String::new()),
        row(
            "of a person",
            status.attributed_quotes,
            share(status.attributed_quotes, status.quotes, "quotes"),
        ),
        row("texts in several versions", size(status.texts_with_versions), String::new()),
        row("repeated paragraphs", size(status.repeated_paragraphs), "standing text".to_owned()),
        row(
            "files",
            status.indexed_files,
            format!(
                "{} skipped, {} failed",
                words::thousands(status.skipped_files),
                words::thousands(status.failed_files)
            ),
        ),
        row("generation", status.generation, format!("format {}", status.format)),
        row("bytes on disk", status.bytes_on_disk, String::new()),
    ];
    let mut languages: Vec<Counted> = status
        .languages
        .iter()
        .map(|(language, count)| Counted {
            label: words::language(*language),
            count: *count,
            href: Address::new("/").with("lang", language.code()).href(),
        })
        .collect();
    languages.sort_by_key(|language| std::cmp::Reverse(language.count));
    let links = [
        ("releases without a date", Address::new("/").with("year", "undated")),
        ("each text once, of several versions", Address::new("/").with("collapse", "true")),
        ("words that were said again", Address::new("/reused")),
        ("all organisations", Address::new("/facets/org")),
        ("all speakers", Address::new("/facets/speaker")),
        ("all places", Address::new("/facets/place")),
        ("all countries", Address::new("/facets/country")),
    ];
    Ok(Page::new(
        "status.html",
        &Status {
            frame: Frame::new("The archive", "status"),
            rows,
            languages,
            links: links.iter().map(|(label, address)| Link::new(*label, address)).collect(),
        },
    ))
}
