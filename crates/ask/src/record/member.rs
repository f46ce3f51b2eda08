//! The members of the lists of a record.

use index::RepeatedParagraph;
use release::{Contact, CountryMention, Found, Language, Quote, Section, Span, Speaker, Warning};
use serde::Serialize;
use utoipa::ToSchema;

use super::{View, Why, rounded};

/// A stretch in another language than the release.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RecordPassage {
    /// ISO 639-1.
    pub language: String,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub evidence: Option<Why>,
}

/// A country and what the release has to do with it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RecordCountry {
    /// ISO 3166-1 alpha-3, or `XKX`.
    #[schema(value_type = String)]
    pub code: release::Country,
    /// `focus`, `mentioned` or `boilerplate`.
    pub role: &'static str,
    /// How often it is named.
    pub mentions: u32,
    /// How much the release is about it, from 0 to 1.
    pub score: f64,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub evidence: Option<Why>,
}

/// A person whose words the release gives.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RecordSpeaker {
    /// The name.
    pub name: String,
    /// What the person was then.
    pub role: Option<String>,
    /// For whom the person spoke then.
    pub organisation: Option<String>,
    /// How many quotes.
    pub quotes: u32,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub evidence: Option<Why>,
}

/// An uninterrupted span of words that the release attributes.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RecordQuote {
    /// The words without the marks.
    pub text: String,
    /// `direct` or `indirect`.
    pub kind: &'static str,
    /// Spans that one act of saying joins share this number.
    pub utterance: u32,
    /// The person.
    pub speaker: Option<String>,
    /// Whose words they are, as the passage puts it.
    pub speaker_surface: Option<String>,
    /// What the person was then.
    pub role: Option<String>,
    /// For whom the person spoke then.
    pub organisation: Option<String>,
    /// The verb of the attribution.
    pub cue: Option<String>,
    /// First byte, marks included.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The page it begins on, where the file has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub page: Option<u32>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub evidence: Option<Why>,
}

/// Whom to ask.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RecordContact {
    /// The name.
    pub name: Option<String>,
    /// What the person is.
    pub role: Option<String>,
    /// For whom.
    pub organisation: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Numbers as written.
    pub phones: Vec<String>,
    /// Addresses.
    pub emails: Vec<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub evidence: Option<Why>,
}

/// A run of blocks that readers see as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RecordSection {
    /// Such as `body` or `contacts`.
    #[schema(value_type = String)]
    pub kind: Section,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// What reading or understanding was unsure about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RecordWarning {
    /// Such as `unclosed-quote`.
    pub kind: &'static str,
    /// What was met, in words.
    pub detail: String,
    /// First byte, where it has a place.
    pub start: Option<u32>,
    /// One past the last byte.
    pub end: Option<u32>,
}

/// A paragraph that other releases repeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RecordRepeated {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// How many releases hold it, this one and its versions among them.
    pub releases: u32,
}

impl From<&RepeatedParagraph> for RecordRepeated {
    fn from(RepeatedParagraph { span, releases }: &RepeatedParagraph) -> Self {
        Self { start: span.start, end: span.end, releases: *releases }
    }
}

impl From<(Section, Span)> for RecordSection {
    fn from((kind, Span { start, end }): (Section, Span)) -> Self {
        Self { kind, start, end }
    }
}

impl From<&Warning> for RecordWarning {
    fn from(warning: &Warning) -> Self {
        Self {
            kind: warning.kind.name(),
            detail: warning.detail.clone(),
            start: warning.span.map(|span| span.start),
            end: warning.span.map(|span| span.end),
        }
    }
}

impl View<'_> {
    pub(super) fn passage(&self, passage: &Found<Language>) -> RecordPassage {
        RecordPassage {
            language: passage.value.code().to_owned(),
            start: passage.evidence.span.start,
            end: passage.evidence.span.end,
            evidence: self.why(&passage.evidence),
        }
    }

    pub(super) fn country(&self, country: &CountryMention) -> RecordCountry {
        RecordCountry {
            code: country.country,
            role: country.involvement.name(),
            mentions: country.mentions,
            score: rounded(country.score),
            evidence: self.why(&country.evidence),
        }
    }

    pub(super) fn speaker(&self, speaker: &Speaker) -> RecordSpeaker {
        RecordSpeaker {
            name: speaker.name.clone(),
            role: speaker.role.clone(),
            organisation: speaker.organisation.clone(),
            quotes: speaker.quotes,
            evidence: self.why(&speaker.evidence),
        }
    }

    pub(super) fn quote(&self, quote: &Quote) -> RecordQuote {
        RecordQuote {
            text: quote.text.clone(),
            kind: quote.kind.name(),
            utterance: quote.utterance,
            speaker: quote.speaker.clone(),
            speaker_surface: quote.speaker_surface.clone(),
            role: quote.role.clone(),
            organisation: quote.organisation.clone(),
            cue: quote.cue.clone(),
            start: quote.span.start,
            end: quote.span.end,
            page: self.pages.of(quote.span.start),
            evidence: self.why(&quote.evidence),
        }
    }

    pub(super) fn contact(&self, contact: &Contact) -> RecordContact {
        RecordContact {
            name: contact.name.clone(),
            role: contact.role.clone(),
            organisation: contact.organisation.clone(),
            place: contact.place.clone(),
            phones: contact.phones.clone(),
            emails: contact.emails.clone(),
            evidence: self.why(&contact.evidence),
        }
    }
}
