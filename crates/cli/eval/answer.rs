//! What was understood of a text, as far as it is measured.

use release::{Country, Involvement, QuoteKind, Release};

use super::matching::Wording;

/// The measured values of a release; nothing at all for a text that gave none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    pub(crate) date: String,
    pub(crate) title: String,
    pub(crate) language: String,
    pub(crate) kind: &'static str,
    pub(crate) organisation: String,
    pub(crate) places: Vec<String>,
    pub(crate) countries: Vec<(Country, Involvement)>,
    pub(crate) speakers: Vec<Speaker>,
    /// The names; an office without a person has an empty one.
    pub(crate) contacts: Vec<String>,
    pub(crate) quotes: Vec<Quote>,
}

#[derive(Clone, Debug)]
pub(crate) struct Speaker {
    pub(crate) name: String,
    pub(crate) role: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Quote {
    pub(crate) text: String,
    pub(crate) wording: Wording,
    pub(crate) kind: QuoteKind,
    /// The person, if the words are a named person's.
    pub(crate) speaker: Option<String>,
}

impl From<&Release> for Answer {
    fn from(release: &Release) -> Self {
        let text = |value: Option<&String>| value.cloned().unwrap_or_default();
        Self {
            date: release.date.as_ref().map(|date| date.value.to_string()).unwrap_or_default(),
            title: text(release.title.as_ref().map(|title| &title.value)),
            language: release
                .language
                .as_ref()
                .map(|code| code.value.to_string())
                .unwrap_or_default(),
            kind: release.kind.value.name(),
            organisation: text(release.organisation.as_ref().map(|name| &name.value)),
            places: release.places.iter().map(|place| place.value.clone()).collect(),
            countries: release.countries.iter().map(|of| (of.country, of.involvement)).collect(),
            speakers: release
                .speakers
                .iter()
                .map(|speaker| Speaker {
                    name: speaker.name.clone(),
                    role: text(speaker.role.as_ref()),
                })
                .collect(),
            contacts: release.contacts.iter().map(|contact| text(contact.name.as_ref())).collect(),
            quotes: release
                .quotes
                .iter()
                .map(|quote| Quote::new(&quote.text, quote.kind, quote.speaker.as_deref()))
                .collect(),
        }
    }
}

impl Quote {
    /// A quote of `speaker`.
    pub(crate) fn new(text: &str, kind: QuoteKind, speaker: Option<&str>) -> Self {
        let speaker = speaker.filter(|name| !name.is_empty()).map(str::to_owned);
        Self { text: text.to_owned(), wording: Wording::of(text), kind, speaker }
    }
}
