//! A release as JSON: the shape of `inspect`, which `show` shares.

use release::{Evidence, Found, Pages, Release};
use serde_json::{Map, Value, json};

/// The record of one release; with `evidence` each value carries where it stands, by which rule, and
/// how sure that is.
pub fn record(path: &str, release: &Release, evidence: bool) -> Value {
    let view = View { evidence, pages: &release.source.pages };
    let mut record = json!({
        "path": path,
        "id": release.id.to_string(),
        "format": release.source.format,
        "encoding": release.source.encoding,
    });
    let fields = record.as_object_mut().expect("a JSON object");
    if release.source.item > 0 {
        fields.insert("item".to_owned(), release.source.item.into());
    }
    if !release.source.pages.starts.is_empty() {
        fields.insert("pages".to_owned(), release.source.pages.starts.len().into());
    }
    view.found(fields, "language", release.language.as_ref(), |language| language.code().into());
    if !release.passages.is_empty() {
        fields.insert("passages".to_owned(), view.passages(release));
    }
    view.found(fields, "type", Some(&release.kind), |kind| kind.name().into());
    view.found(fields, "title", release.title.as_ref(), |title| title.as_str().into());
    view.found(fields, "subtitle", release.subtitle.as_ref(), |subtitle| subtitle.as_str().into());
    view.found(fields, "date", release.date.as_ref(), |date| date.to_string().into());
    let precision = release.date.as_ref().map(|date| date.value.precision());
    fields.insert("date_precision".to_owned(), json!(precision));
    let places: Vec<&str> = release.places.iter().map(|place| place.value.as_str()).collect();
    fields.insert("places".to_owned(), json!(places));
    if evidence {
        let evidence = release.places.iter().map(|place| view.evidence_of(&place.evidence));
        fields.insert("places_evidence".to_owned(), evidence.collect());
    }
    view.found(fields, "organisation", release.organisation.as_ref(), |name| name.as_str().into());
    fields.insert("countries".to_owned(), view.countries(release));
    fields.insert("speakers".to_owned(), view.speakers(release));
    fields.insert("quotes".to_owned(), view.quotes(release));
    fields.insert("contacts".to_owned(), view.contacts(release));
    fields.insert("sections".to_owned(), sections(release));
    fields.insert("warnings".to_owned(), warnings(release));
    record
}

struct View<'r> {
    evidence: bool,
    pages: &'r Pages,
}

impl View<'_> {
    /// A field of its own; its evidence stands beside it as `FIELD_evidence`.
    fn found<T>(
        &self,
        fields: &mut Map<String, Value>,
        name: &str,
        found: Option<&Found<T>>,
        value: impl Fn(&T) -> Value,
    ) {
        let shown = found.map_or(Value::Null, |found| value(&found.value));
        fields.insert(name.to_owned(), shown);
        if let (true, Some(found)) = (self.evidence, found) {
            fields.insert(format!("{name}_evidence"), self.evidence_of(&found.evidence));
        }
    }

    /// A member of a list; its evidence stands inside.
    fn with_evidence(&self, mut value: Value, evidence: &Evidence) -> Value {
        if self.evidence
            && let Some(fields) = value.as_object_mut()
        {
            fields.insert("evidence".to_owned(), self.evidence_of(evidence));
        }
        value
    }

    fn evidence_of(&self, evidence: &Evidence) -> Value {
        let mut value = json!({
            "start": evidence.span.start,
            "end": evidence.span.end,
            "rule": evidence.rule,
            "confidence": rounded(evidence.confidence),
        });
        if let (Some(page), Some(fields)) =
            (self.pages.of(evidence.span.start), value.as_object_mut())
        {
            fields.insert("page".to_owned(), page.into());
        }
        value
    }

    /// What stands in another language than the release.
    fn passages(&self, release: &Release) -> Value {
        let one = |passage: &Found<release::Language>| {
            let Evidence { span, .. } = passage.evidence;
            let code = passage.value.code();
            let value = json!({ "language": code, "start": span.start, "end": span.end });
            self.with_evidence(value, &passage.evidence)
        };
        release.passages.iter().map(one).collect()
    }

    fn countries(&self, release: &Release) -> Value {
        let one = |country: &release::CountryMention| {
            let value = json!({
                "code": country.country,
                "role": country.involvement.name(),
                "mentions": country.mentions,
                "score": rounded(country.score),
            });
            self.with_evidence(value, &country.evidence)
        };
        release.countries.iter().map(one).collect()
    }

    fn speakers(&self, release: &Release) -> Value {
        let one = |speaker: &release::Speaker| {
            let value = json!({
                "name": speaker.name,
                "role": speaker.role,
                "organisation": speaker.organisation,
                "quotes": speaker.quotes,
            });
            self.with_evidence(value, &speaker.evidence)
        };
        release.speakers.iter().map(one).collect()
    }

    fn quotes(&self, release: &Release) -> Value {
        let one = |quote: &release::Quote| {
            let mut value = json!({
                "text": quote.text,
                "kind": quote.kind.name(),
                "utterance": quote.utterance,
                "speaker": quote.speaker,
                "speaker_surface": quote.speaker_surface,
                "role": quote.role,
                "organisation": quote.organisation,
                "cue": quote.cue,
                "start": quote.span.start,
                "end": quote.span.end,
            });
            if let (Some(page), Some(fields)) =
                (self.pages.of(quote.span.start), value.as_object_mut())
            {
                fields.insert("page".to_owned(), page.into());
            }
            self.with_evidence(value, &quote.evidence)
        };
        release.quotes.iter().map(one).collect()
    }

    fn contacts(&self, release: &Release) -> Value {
        let one = |contact: &release::Contact| {
            let value = json!({
                "name": contact.name,
                "role": contact.role,
                "organisation": contact.organisation,
                "place": contact.place,
                "phones": contact.phones,
                "emails": contact.emails,
            });
            self.with_evidence(value, &contact.evidence)
        };
        release.contacts.iter().map(one).collect()
    }
}

fn sections(release: &Release) -> Value {
    let one = |(section, span): (release::Section, release::Span)| json!({ "kind": section, "start": span.start, "end": span.end });
    release.sections().into_iter().map(one).collect()
}

fn warnings(release: &Release) -> Value {
    let one = |warning: &release::Warning| {
        json!({
            "kind": warning.kind.name(),
            "detail": warning.detail,
            "start": warning.span.map(|span| span.start),
            "end": warning.span.map(|span| span.end),
        })
    };
    release.warnings.iter().map(one).collect()
}

/// Three digits say all that a probability can.
fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}
