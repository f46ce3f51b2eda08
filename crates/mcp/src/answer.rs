//! What the tools give: less than the command line does, for whoever reads it pays by the word.

use ask::{Shown, Values};
use index::{Answer, FacetValue, Hit, QuoteHit, Snippet};
use release::{Country, Language};
use serde::Serialize;

/// Why a question is not answered, in words.
#[derive(Debug)]
pub(crate) struct Refused(pub(crate) String);

impl From<ask::Error> for Refused {
    fn from(error: ask::Error) -> Self {
        Self(if error.is_of_question() {
            error.to_string().replace("`--", "`")
        } else {
            "the index could not be read".to_owned()
        })
    }
}

impl From<index::Error> for Refused {
    fn from(error: index::Error) -> Self {
        ask::Error::from(error).into()
    }
}

/// A page of hits.
#[derive(Serialize)]
pub(crate) struct Page<H> {
    /// How the query was read.
    interpreted: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    total: u64,
    offset: usize,
    hits: Vec<H>,
}

impl<H> Page<H> {
    pub(crate) fn of<T>(answer: Answer<T>, hit: impl Fn(T) -> H) -> Self {
        Self {
            interpreted: answer.interpreted,
            notes: answer.notes,
            total: answer.total,
            offset: answer.offset,
            hits: answer.hits.into_iter().map(hit).collect(),
        }
    }
}

/// A release in a page.
#[derive(Serialize)]
pub(crate) struct ReleaseHit {
    id: String,
    title: Option<String>,
    date: Option<String>,
    organisation: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
    language: Option<Language>,
    countries: Vec<Country>,
    speakers: Vec<String>,
    passages: Vec<String>,
}

impl From<Hit> for ReleaseHit {
    fn from(hit: Hit) -> Self {
        Self {
            id: hit.id,
            title: hit.title,
            date: hit.date,
            organisation: hit.organisation,
            kind: hit.kind,
            language: hit.language,
            countries: hit.countries,
            speakers: hit.speakers,
            passages: hit.snippets.into_iter().map(|Snippet { text, .. }| text).collect(),
        }
    }
}

/// A quote in a page.
#[derive(Serialize)]
pub(crate) struct Said {
    id: String,
    text: String,
    kind: &'static str,
    speaker: Option<String>,
    /// Whose words they are, where they are no person's.
    #[serde(skip_serializing_if = "Option::is_none")]
    attributed_to: Option<String>,
    role: Option<String>,
    organisation: Option<String>,
    date: Option<String>,
    countries: Vec<Country>,
    release_title: Option<String>,
}

impl From<QuoteHit> for Said {
    fn from(hit: QuoteHit) -> Self {
        Self {
            id: hit.id,
            text: hit.text,
            kind: hit.kind,
            attributed_to: hit.speaker_surface.filter(|_| hit.speaker.is_none()),
            speaker: hit.speaker,
            role: hit.role,
            organisation: hit.organisation,
            date: hit.date,
            countries: hit.countries,
            release_title: hit.release.title,
        }
    }
}

/// The most bytes of a text that are given at a time.
const MOST_BYTES: usize = 16_000;
/// So many quotes of a release are given; a search finds the others.
const MOST_QUOTES: usize = 40;

/// One release.
#[derive(Serialize)]
pub(crate) struct One {
    id: String,
    title: Option<String>,
    subtitle: Option<String>,
    date: Option<String>,
    organisation: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
    language: Option<String>,
    countries: Vec<About>,
    n_quotes: usize,
    quotes: Vec<Words>,
    versions: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Stretch>,
}

#[derive(Serialize)]
struct About {
    code: Country,
    role: &'static str,
}

#[derive(Serialize)]
struct Words {
    text: String,
    speaker: Option<String>,
    role: Option<String>,
    start: u32,
    end: u32,
}

/// A stretch of a text.
#[derive(Serialize)]
struct Stretch {
    start: usize,
    end: usize,
    /// Bytes of the whole text.
    of: usize,
    text: String,
}

impl One {
    /// A release, with its text from a byte on if that is wanted.
    pub(crate) fn of(shown: &Shown, body_from: Option<usize>) -> Self {
        let document = shown.document(false);
        let record = document.record;
        let about = record
            .countries
            .into_iter()
            .map(|country| About { code: country.code, role: country.role });
        let n_quotes = record.quotes.len();
        let words = record.quotes.into_iter().take(MOST_QUOTES).map(|quote| Words {
            text: quote.text,
            speaker: quote.speaker.or(quote.speaker_surface),
            role: quote.role,
            start: quote.start,
            end: quote.end,
        });
        Self {
            id: record.id,
            title: record.title,
            subtitle: record.subtitle,
            date: record.date,
            organisation: record.organisation,
            kind: record.kind,
            language: record.language,
            countries: about.collect(),
            n_quotes,
            quotes: words.collect(),
            versions: document.versions.into_iter().map(|version| version.id).collect(),
            body: body_from.map(|start| stretch(&document.body, start)),
        }
    }
}

fn stretch(text: &str, start: usize) -> Stretch {
    let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    let start = boundary(start).unwrap_or(0);
    let end = boundary(start.saturating_add(MOST_BYTES)).unwrap_or(text.len());
    Stretch { start, end, of: text.len(), text: text[start..end].to_owned() }
}

/// The values of a facet.
#[derive(Serialize)]
pub(crate) struct Counted {
    field: &'static str,
    of: &'static str,
    interpreted: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    total: u64,
    values: Vec<ValueCount>,
}

#[derive(Serialize)]
struct ValueCount {
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    count: u64,
}

impl From<ask::Counts> for Counted {
    fn from(counts: ask::Counts) -> Self {
        let values = match counts.values {
            Values::List(values) => values,
            Values::Tree(branches) => branches.into_iter().map(|branch| branch.value).collect(),
        };
        let value = |FacetValue { value, label, count, .. }: FacetValue| ValueCount {
            label: (label != value).then_some(label),
            value,
            count,
        };
        Self {
            field: counts.field,
            of: counts.of,
            interpreted: counts.interpreted,
            notes: counts.notes,
            total: counts.total,
            values: values.into_iter().map(value).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_of_a_text_ends_between_characters() {
        let text = "é".repeat(MOST_BYTES);
        let first = stretch(&text, 0);
        assert_eq!((first.start, first.end, first.of), (0, MOST_BYTES, 2 * MOST_BYTES));
        assert_eq!(stretch(&text, 3).start, 2);
        assert_eq!(stretch(&text, usize::MAX).text, "");
    }
}
