//! Feeds: RSS, Atom and JSON Feed, an entry a release.

use feed_rs::{model::Entry, parser};

use super::record::{Field, Record};
use crate::{error::Error, text::Text};

/// The name of the format.
const FORMAT: &str = "feed";

/// Whether the first bytes are those of a feed.
pub(super) fn looks_like(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&head[..head.len().min(1024)]);
    let head = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    (head.starts_with("<?xml")
        || head.starts_with("<rss")
        || head.starts_with("<feed")
        || head.starts_with("<rdf:"))
        && ["<rss", "<feed", "<rdf:RDF"].iter().any(|root| head.contains(root))
}

/// Reads the entries of a feed.
///
/// # Errors
///
/// Returns an error where it is none, or no entry has a text.
pub(super) fn read(bytes: &[u8], sink: &mut dyn FnMut(Text)) -> Result<(), Error> {
    let feed = parser::Builder::new()
        .sanitize_content(false)
        .build()
        .parse(bytes)
        .map_err(|error| Error::Malformed { format: FORMAT, reason: error.to_string() })?;
    let issuer = feed.title.map(|title| title.content).unwrap_or_default();
    let mut n_read = 0_u32;
    for (item, entry) in (1..).zip(feed.entries) {
        let record = record_of(entry, &issuer, feed.language.as_deref());
        if let Some(text) = record.write(FORMAT, item) {
            n_read += 1;
            sink(text);
        }
    }
    if n_read > 0 { Ok(()) } else { Err(Error::NoText(FORMAT)) }
}

fn record_of(entry: Entry, issuer: &str, language: Option<&str>) -> Record {
    let mut record = Record::default();
    let date = entry.published.or(entry.updated);
    let body = entry.content.and_then(|content| content.body);
    let summary = entry.summary.map(|summary| summary.content);
    *record.field(Field::Title) = entry.title.map(|title| title.content).unwrap_or_default();
    *record.field(Field::Date) = date.map(|date| date.to_rfc3339()).unwrap_or_default();
    issuer.clone_into(record.field(Field::Organisation));
    *record.field(Field::Language) =
        entry.language.or_else(|| language.map(str::to_owned)).unwrap_or_default();
    *record.field(Field::Body) = body.or(summary).unwrap_or_default();
    record
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_a_release() {
        let rss = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
            <title>Red Sail</title><language>en</language><item><title>Ferries stop</title><pubDate>Tue, 03 Apr 2012 10:00:00 GMT</pubDate>
            <description>Short.</description><content:encoded>&lt;p&gt;The ferries stop.&lt;/p&gt;</content:encoded></item></channel></rss>"#;
        assert!(looks_like(rss.as_bytes()));
        let mut texts = Vec::new();
        read(rss.as_bytes(), &mut |text| texts.push(text)).unwrap();
        assert_eq!(
            texts[0].characters,
            "---\ntitle: Ferries stop\ndate: 2012-04-03T10:00:00+00:00\norganisation: Red Sail\nlanguage: en\n---\n\nThe ferries stop.\n"
        );
    }
}
