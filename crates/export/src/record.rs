//! Releases and quotes as JSON, under the names that the hits of a search have.

use release::{Country, Quote};
use serde_json::{Value, json};

use crate::{
    Document, cite,
    locator::{locator, page},
};

/// What a hit of `search` holds of a release, without score and snippets; then what only an export needs.
pub(crate) fn of_release(document: &Document<'_>) -> Value {
    let release = document.release;
    let numbers = document.all_quotes();
    let quotes = document.quotes(&numbers);
    json!({
        "id": release.id.to_string(),
        "title": document.title(),
        "subtitle": release.subtitle.as_ref().map(|subtitle| &subtitle.value),
        "date": document.date(),
        "date_precision": document.date().map(release::ReleaseDate::precision),
        "organisation": document.issuer(),
        "type": release.kind.value.name(),
        "language": release.language.as_ref().map(|language| language.value),
        "countries": document.focus().collect::<Vec<Country>>(),
        "mentions": document.mentions().collect::<Vec<Country>>(),
        "places": release.places.iter().map(|place| &place.value).collect::<Vec<_>>(),
        "speakers": release.speakers.iter().map(|speaker| &speaker.name).collect::<Vec<_>>(),
        "path": document.path(),
        "paths": document.paths,
        "near_duplicates": document.near_duplicates,
        "text_sha256": document.text_sha256,
        "quotes": quotes.map(|(id, quote)| inside(document, &id, quote)).collect::<Vec<Value>>(),
    })
}

/// What a hit of `quotes` holds, likewise.
pub(crate) fn of_quote(document: &Document<'_>, id: &str, quote: &Quote) -> Value {
    let record = json!({
        "id": id,
        "text": quote.text,
        "kind": quote.kind.name(),
        "utterance": quote.utterance,
        "speaker": quote.speaker,
        "speaker_surface": quote.speaker_surface,
        "role": quote.role,
        "organisation": quote.organisation,
        "date": document.date(),
        "date_precision": document.date().map(release::ReleaseDate::precision),
        "countries": document.focus().collect::<Vec<Country>>(),
        "mentions": quote.mentions,
        "release": {
            "id": document.release.id.to_string(),
            "title": document.title(),
            "organisation": document.issuer(),
            "path": document.path(),
            "paths": document.paths,
            "near_duplicates": document.near_duplicates,
            "text_sha256": document.text_sha256,
        },
        "locator": locator(document.release, quote),
        "paragraph": quote.paragraph,
        "start": quote.span.start,
        "end": quote.span.end,
        "citation": cite::with_source(document, quote),
    });
    with_page(record, page(document.release, quote))
}

/// The page stands only where the file has pages.
fn with_page(mut record: Value, page: Option<u32>) -> Value {
    if let (Some(page), Some(fields)) = (page, record.as_object_mut()) {
        fields.insert("page".to_owned(), page.into());
    }
    record
}

/// A quote inside its release, which tells the rest.
fn inside(document: &Document<'_>, id: &str, quote: &Quote) -> Value {
    let record = json!({
        "id": id,
        "text": quote.text,
        "kind": quote.kind.name(),
        "utterance": quote.utterance,
        "speaker": quote.speaker,
        "speaker_surface": quote.speaker_surface,
        "role": quote.role,
        "organisation": quote.organisation,
        "mentions": quote.mentions,
        "locator": locator(document.release, quote),
        "paragraph": quote.paragraph,
        "start": quote.span.start,
        "end": quote.span.end,
    });
    with_page(record, page(document.release, quote))
}
