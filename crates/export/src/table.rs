//! Releases and quotes as rows of a table. The first columns are those of `search --csv` and `quotes --csv`.

use release::{Precision, Quote};

use crate::{Document, cite, locator::locator};

/// The columns of a release in every table, then those that only an export has.
pub const RELEASE_COLUMNS: ([&str; 11], [&str; 6]) = (
    [
        "id",
        "date",
        "title",
        "subtitle",
        "organisation",
        "type",
        "language",
        "countries",
        "places",
        "speakers",
        "path",
    ],
    ["date_precision", "mentions", "quotes", "paths", "near_duplicates", "text_sha256"],
);

/// The columns of a quote in every table, then those that only an export has. `organisation` is the
/// speaker's, `issuer` that of the release.
pub const QUOTE_COLUMNS: ([&str; 14], [&str; 8]) = (
    [
        "id",
        "text",
        "kind",
        "speaker",
        "speaker_surface",
        "role",
        "organisation",
        "date",
        "countries",
        "mentions",
        "title",
        "path",
        "start",
        "end",
    ],
    [
        "utterance",
        "date_precision",
        "issuer",
        "locator",
        "paragraph",
        "paths",
        "text_sha256",
        "citation",
    ],
);

pub(crate) fn of_release(document: &Document<'_>) -> Vec<String> {
    let release = document.release;
    let names = |values: Vec<&str>| values.join("; ");
    vec![
        release.id.to_string(),
        date(document),
        text(document.title()),
        text(release.subtitle.as_ref().map(|subtitle| subtitle.value.as_str())),
        text(document.issuer()),
        release.kind.value.name().to_owned(),
        text(release.language.as_ref().map(|language| language.value.code())),
        codes(document.focus()),
        names(release.places.iter().map(|place| place.value.as_str()).collect()),
        names(release.speakers.iter().map(|speaker| speaker.name.as_str()).collect()),
        document.path().to_owned(),
        precision(document),
        codes(document.mentions()),
        release.quotes.len().to_string(),
        document.paths.join("; "),
        document.near_duplicates.to_string(),
        document.text_sha256.clone(),
    ]
}

pub(crate) fn of_quote(document: &Document<'_>, id: String, quote: &Quote) -> Vec<String> {
    vec![
        id,
        quote.text.clone(),
        quote.kind.name().to_owned(),
        text(quote.speaker.as_deref()),
        text(quote.speaker_surface.as_deref()),
        text(quote.role.as_deref()),
        text(quote.organisation.as_deref()),
        date(document),
        codes(document.focus()),
        codes(quote.mentions.iter().copied()),
        text(document.title()),
        document.path().to_owned(),
        quote.span.start.to_string(),
        quote.span.end.to_string(),
        quote.utterance.to_string(),
        precision(document),
        text(document.issuer()),
        locator(document.release, quote).unwrap_or_default(),
        quote.paragraph.to_string(),
        document.paths.join("; "),
        document.text_sha256.clone(),
        cite::with_source(document, quote),
    ]
}

fn text(value: Option<&str>) -> String {
    value.unwrap_or_default().to_owned()
}

fn date(document: &Document<'_>) -> String {
    document.date().map(|date| date.to_string()).unwrap_or_default()
}

fn precision(document: &Document<'_>) -> String {
    let name = document.date().map(|date| match date.precision() {
        Precision::Day => "day",
        Precision::Month => "month",
        Precision::Year => "year",
    });
    text(name)
}

fn codes(countries: impl Iterator<Item = release::Country>) -> String {
    countries.map(|country| country.to_string()).collect::<Vec<_>>().join("; ")
}
