//! `Field`: what was understood of a release, each value with its evidence.

use query::Field as Facet;
use release::{Evidence, Involvement, Release, Span};
use serde::Serialize;

use super::{address::Address, hits::speaker_address, marks::Marks, words};

/// So many words of a passage stand as evidence.
const WORDS: usize = 16;

/// One field with its values.
#[derive(Debug, Serialize)]
pub(crate) struct Field {
    label: &'static str,
    values: Vec<Value>,
}

#[derive(Debug, Serialize)]
struct Value {
    text: String,
    href: Option<String>,
    more: Option<String>,
    evidence: Option<Evidenced>,
}

/// Where a value stands, by which rule, how sure.
#[derive(Debug, Serialize)]
pub(crate) struct Evidenced {
    words: String,
    /// Where the page can jump to.
    anchor: Option<String>,
    rule: String,
    sure: String,
    start: usize,
    end: usize,
    page: Option<u32>,
}

impl Evidenced {
    /// Evidence in words.
    pub(crate) fn new(evidence: &Evidence, release: &Release, marks: &Marks) -> Self {
        let range = evidence.span.range();
        let passage = release.text.get(range.clone()).unwrap_or_default();
        Self {
            words: words::first_words(passage, WORDS),
            anchor: marks.anchor(evidence.span),
            rule: evidence.rule.replace('-', " "),
            sure: format!("{:.0} %", evidence.confidence * 100.0),
            start: range.start,
            end: range.end,
            page: u32::try_from(range.start).ok().and_then(|at| release.source.pages.of(at)),
        }
    }
}

/// The places of a text that evidence points to, in order, one for each place at which some begins.
pub(crate) fn anchors(release: &Release) -> Vec<Span> {
    let mut spans: Vec<Span> = evidence(release).map(|evidence| evidence.span).collect();
    spans.retain(|span| !span.is_empty());
    spans.sort_by_key(|span| (span.range().start, span.range().end));
    spans.dedup_by_key(|span| span.range().start);
    spans
}

fn evidence(release: &Release) -> impl Iterator<Item = &Evidence> {
    let one = [
        release.title.as_ref().map(|found| &found.evidence),
        release.subtitle.as_ref().map(|found| &found.evidence),
        release.date.as_ref().map(|found| &found.evidence),
        release.organisation.as_ref().map(|found| &found.evidence),
        release.language.as_ref().map(|found| &found.evidence),
        Some(&release.kind.evidence),
    ];
    one.into_iter()
        .flatten()
        .chain(release.places.iter().map(|found| &found.evidence))
        .chain(release.countries.iter().map(|found| &found.evidence))
        .chain(release.speakers.iter().map(|found| &found.evidence))
        .chain(release.contacts.iter().map(|found| &found.evidence))
        .chain(release.quotes.iter().map(|found| &found.evidence))
}

/// The fields of a release; what is not known is said to be so where a reader would look for it.
pub(crate) fn fields(release: &Release, marks: &Marks) -> Vec<Field> {
    let value = |text: String, address: Option<Address>, evidence: &Evidence| Value {
        text,
        href: address.map(|address| address.href()),
        more: None,
        evidence: Some(Evidenced::new(evidence, release, marks)),
    };
    let unknown =
        |text: &str| Value { text: text.to_owned(), href: None, more: None, evidence: None };
    let by = |field: Facet, value: &str| Some(Address::new("/").with(field.name(), value));
    let mut fields = Vec::new();
    let mut add = |label, values: Vec<Value>| {
        if !values.is_empty() {
            fields.push(Field { label, values });
        }
    };
    add(
        "date",
        vec![match &release.date {
            Some(date) => {
                let year = date.value.to_string().chars().take(4).collect::<String>();
                value(date.value.in_words(), by(Facet::Year, &year), &date.evidence)
            }
            None => {
                Value { href: by(Facet::Year, "undated").map(|it| it.href()), ..unknown("undated") }
            }
        }],
    );
    add(
        "organisation",
        vec![match &release.organisation {
            Some(found) => {
                value(found.value.clone(), by(Facet::Organisation, &found.value), &found.evidence)
            }
            None => unknown("not known"),
        }],
    );
    let kind = release.kind.value.name();
    add("type", vec![value(kind.replace('-', " "), by(Facet::Kind, kind), &release.kind.evidence)]);
    add(
        "language",
        release
            .language
            .iter()
            .map(|found| {
                let name = words::language(found.value);
                value(name, by(Facet::Language, found.value.code()), &found.evidence)
            })
            .collect(),
    );
    add(
        "place",
        release
            .places
            .iter()
            .map(|found| {
                value(found.value.clone(), by(Facet::Place, &found.value), &found.evidence)
            })
            .collect(),
    );
    for (involvement, label, field) in [
        (Involvement::Focus, "about", Facet::Country),
        (Involvement::Mentioned, "names", Facet::Mentions),
        (Involvement::Boilerplate, "in standing text", Facet::Mentions),
    ] {
        let named = release.countries.iter().filter(|found| found.involvement == involvement);
        add(
            label,
            named
                .map(|found| Value {
                    more: (found.mentions > 1).then(|| format!("×{}", found.mentions)),
                    ..value(
                        gazetteer::name(found.country).to_owned(),
                        by(field, found.country.code()),
                        &found.evidence,
                    )
                })
                .collect(),
        );
    }
    add(
        "speaker",
        release
            .speakers
            .iter()
            .map(|speaker| Value {
                more: words::office(speaker.role.as_deref(), speaker.organisation.as_deref()),
                ..value(
                    speaker.name.clone(),
                    Some(speaker_address(&speaker.name)),
                    &speaker.evidence,
                )
            })
            .collect(),
    );
    add(
        "contact",
        release
            .contacts
            .iter()
            .map(|contact| {
                let names = [&contact.name, &contact.role, &contact.organisation, &contact.place];
                let numbers = contact.phones.iter().chain(&contact.emails);
                let parts: Vec<&str> =
                    names.into_iter().flatten().chain(numbers).map(String::as_str).collect();
                value(parts.join(", "), None, &contact.evidence)
            })
            .collect(),
    );
    add(
        "unsure",
        release
            .warnings
            .iter()
            .map(|warning| unknown(&format!("{}: {}", warning.kind, warning.detail)))
            .collect(),
    );
    fields
}
