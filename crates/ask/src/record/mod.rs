//! `Record`: a release as JSON, the shape of `inspect`, which `show` shares.

mod member;

use release::{Evidence, Found, Pages, Release};
use serde::Serialize;
use utoipa::ToSchema;

pub use self::member::{
    RecordContact, RecordCountry, RecordPassage, RecordQuote, RecordRepeated, RecordSection,
    RecordSpeaker, RecordWarning,
};

/// What was understood of a release.
///
/// Offsets are bytes of the extracted text. Where evidence was asked for, each value has it: a field of its own
/// beside it as `FIELD_evidence`, a member of a list inside.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Record {
    /// The first of its files, as given.
    pub path: String,
    /// 16 hexadecimal digits.
    pub id: String,
    /// The format of the file.
    pub format: String,
    /// The encoding of its characters.
    pub encoding: String,
    /// The number of the release in a file that holds several, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub item: Option<u32>,
    /// Where in its file the release lies, if that holds files of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub within: Option<String>,
    /// How many pages the file has.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub pages: Option<usize>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub language_evidence: Option<Why>,
    /// What stands in another language.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub passages: Vec<RecordPassage>,
    /// Such as `press-release`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub type_evidence: Option<Why>,
    /// The headline.
    pub title: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub title_evidence: Option<Why>,
    /// The line under it.
    pub subtitle: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub subtitle_evidence: Option<Why>,
    /// `2012-04-03`, `2012-04` or `2012`.
    pub date: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub date_evidence: Option<Why>,
    /// `day`, `month` or `year`.
    #[schema(value_type = Option<String>)]
    pub date_precision: Option<release::Precision>,
    /// The places of the dateline.
    pub places: Vec<String>,
    /// Why, one for each.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub places_evidence: Option<Vec<Why>>,
    /// The issuer.
    pub organisation: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub organisation_evidence: Option<Why>,
    /// The countries that it is about, names, or carries in standing text.
    pub countries: Vec<RecordCountry>,
    /// The persons whose words it gives.
    pub speakers: Vec<RecordSpeaker>,
    /// The words of others that it gives.
    pub quotes: Vec<RecordQuote>,
    /// Whom to ask.
    pub contacts: Vec<RecordContact>,
    /// The runs of blocks that readers see as one.
    pub sections: Vec<RecordSection>,
    /// What reading or understanding was unsure about.
    pub warnings: Vec<RecordWarning>,
}

/// Where a value stands, by which rule it was read, and how sure the rule is.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Why {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The rule.
    pub rule: String,
    /// From 0 to 1.
    pub confidence: f64,
    /// The page, where the file has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub page: Option<u32>,
}

/// The record of one release; with `evidence` each value carries where it stands, by which rule, and
/// how sure that is.
pub fn record(path: &str, release: &Release, evidence: bool) -> Record {
    let view = View { evidence, pages: &release.source.pages };
    let Release { source, .. } = release;
    Record {
        path: path.to_owned(),
        id: release.id.to_string(),
        format: source.format.clone(),
        encoding: source.encoding.clone(),
        item: (source.item > 0).then_some(source.item),
        within: (!source.within.is_empty()).then(|| source.within.clone()),
        pages: (!source.pages.starts.is_empty()).then_some(source.pages.starts.len()),
        language: text(release.language.as_ref()),
        language_evidence: view.of(release.language.as_ref()),
        passages: release.passages.iter().map(|passage| view.passage(passage)).collect(),
        kind: release.kind.value.name(),
        type_evidence: view.of(Some(&release.kind)),
        title: text(release.title.as_ref()),
        title_evidence: view.of(release.title.as_ref()),
        subtitle: text(release.subtitle.as_ref()),
        subtitle_evidence: view.of(release.subtitle.as_ref()),
        date: text(release.date.as_ref()),
        date_evidence: view.of(release.date.as_ref()),
        date_precision: release.date.as_ref().map(|date| date.value.precision()),
        places: release.places.iter().map(|place| place.value.clone()).collect(),
        places_evidence: view
            .evidence
            .then(|| release.places.iter().map(|place| view.why_of(&place.evidence)).collect()),
        organisation: text(release.organisation.as_ref()),
        organisation_evidence: view.of(release.organisation.as_ref()),
        countries: release.countries.iter().map(|country| view.country(country)).collect(),
        speakers: release.speakers.iter().map(|speaker| view.speaker(speaker)).collect(),
        quotes: release.quotes.iter().map(|quote| view.quote(quote)).collect(),
        contacts: release.contacts.iter().map(|contact| view.contact(contact)).collect(),
        sections: release.sections().into_iter().map(RecordSection::from).collect(),
        warnings: release.warnings.iter().map(RecordWarning::from).collect(),
    }
}

fn text<T: ToString>(found: Option<&Found<T>>) -> Option<String> {
    found.map(|found| found.value.to_string())
}

/// What of a release is shown.
struct View<'r> {
    evidence: bool,
    pages: &'r Pages,
}

impl View<'_> {
    /// The evidence of a field, if it is asked for.
    fn of<T>(&self, found: Option<&Found<T>>) -> Option<Why> {
        found.and_then(|found| self.why(&found.evidence))
    }

    /// Evidence, if it is asked for.
    fn why(&self, evidence: &Evidence) -> Option<Why> {
        self.evidence.then(|| self.why_of(evidence))
    }

    fn why_of(&self, evidence: &Evidence) -> Why {
        Why {
            start: evidence.span.start,
            end: evidence.span.end,
            rule: evidence.rule.to_string(),
            confidence: rounded(evidence.confidence),
            page: self.pages.of(evidence.span.start),
        }
    }
}

/// Three digits say all that a probability can.
fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}
