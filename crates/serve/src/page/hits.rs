//! `ReleaseHit` and `QuoteHit`: a result as the page shows it.

use ask::Error;
use index::{Archive, Hit, Snippet};
use release::{Country, Language, Release};
use serde::Serialize;

use super::{
    address::Address,
    marks::{self, Run},
    words,
};

/// So many words of a quote make the question where else they were said.
const WORDS_AGAIN: usize = 9;

/// A word that leads somewhere.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Link {
    pub(crate) label: String,
    pub(crate) href: String,
}

impl Link {
    pub(crate) fn new(label: impl Into<String>, address: &Address) -> Self {
        Self { label: label.into(), href: address.href() }
    }
}

/// The line below a headline.
#[derive(Debug, Serialize)]
pub(crate) struct Meta {
    date: Option<String>,
    day: String,
    organisation: Option<String>,
    organisation_href: String,
    countries: Vec<Link>,
    kind: String,
    language: Option<Language>,
    language_name: Option<String>,
    near_duplicates: u64,
}

/// A release in a result.
#[derive(Debug, Serialize)]
pub(crate) struct ReleaseHit {
    href: String,
    title: Vec<Run>,
    subtitle: Option<String>,
    snippets: Vec<Passage>,
    #[serde(flatten)]
    meta: Meta,
}

/// A passage of a release.
#[derive(Debug, Serialize)]
struct Passage {
    runs: Vec<Run>,
}

/// A quote in a result.
#[derive(Debug, Serialize)]
pub(crate) struct QuoteHit {
    href: String,
    kind: &'static str,
    words: Vec<Run>,
    speaker: Option<String>,
    speaker_href: Option<String>,
    surface: Option<String>,
    office: Option<String>,
    date: Option<String>,
    day: String,
    countries: Vec<Link>,
    title: Option<String>,
    language: Option<Language>,
    cite: String,
    again_href: String,
}

/// The page of a release; the words that were sought go with it.
pub(crate) fn release_address(id: &str, q: &str) -> Address {
    let address = Address::below("/releases", id);
    if q.trim().is_empty() { address } else { address.with("q", q) }
}

/// The page of a person.
pub(crate) fn speaker_address(name: &str) -> Address {
    Address::below("/speakers", name)
}

/// Countries, each a link to what is about it.
pub(crate) fn country_links(countries: &[Country], path: &str) -> Vec<Link> {
    let link = |country: &Country| {
        Link::new(gazetteer::name(*country), &Address::new(path).with("country", country.code()))
    };
    countries.iter().map(link).collect()
}

impl Meta {
    /// What the line says of a hit.
    pub(crate) fn new(hit: &Hit) -> Self {
        let named = (hit.date.clone(), hit.organisation.clone());
        Self::of_parts(named, &hit.countries, (hit.kind, hit.language), hit.near_duplicates)
    }

    /// What the line says of a release that has so many other versions.
    pub(crate) fn of(release: &Release, near_duplicates: u64) -> Self {
        let date = release.date.as_ref().map(|date| date.value.to_string());
        let organisation = release.organisation.as_ref().map(|found| found.value.clone());
        let countries: Vec<Country> = release.focus().collect();
        let language = release.language.as_ref().map(|language| language.value);
        let kind = release.kind.value.name();
        Self::of_parts((date, organisation), &countries, (kind, language), near_duplicates)
    }

    fn of_parts(
        (date, organisation): (Option<String>, Option<String>),
        countries: &[Country],
        (kind, language): (&str, Option<Language>),
        near_duplicates: u64,
    ) -> Self {
        let issuer = organisation.as_deref().unwrap_or_default();
        Self {
            day: date.as_deref().map(words::day).unwrap_or_default(),
            date,
            organisation_href: Address::new("/").with("org", issuer).href(),
            organisation,
            countries: country_links(countries, "/"),
            kind: kind.replace('-', " "),
            language,
            language_name: language.map(words::language),
            near_duplicates,
        }
    }
}

impl ReleaseHit {
    /// A hit of a search for `q`.
    pub(crate) fn new(hit: &Hit, q: &str) -> Self {
        let is_beside = |snippet: &&Snippet| snippet.field != "title";
        let passage = |snippet: &Snippet| Passage {
            runs: marks::highlighted(&snippet.text, &snippet.highlights),
        };
        Self {
            href: release_address(&hit.id, q).href(),
            title: match &hit.title {
                Some(title) => marks::titled(title, &hit.snippets),
                None => marks::highlighted("(no title)", &[]),
            },
            subtitle: hit.subtitle.clone(),
            snippets: hit.snippets.iter().filter(is_beside).map(passage).collect(),
            meta: Meta::new(hit),
        }
    }
}

impl QuoteHit {
    /// A hit of a search for `q`; its source is taken from the release.
    ///
    /// # Errors
    ///
    /// Where the release cannot be read.
    pub(crate) fn new(archive: &Archive, hit: &index::QuoteHit, q: &str) -> Result<Self, Error> {
        let stored = archive.release(&hit.release.id)?;
        let number = hit.id.rsplit_once('-').and_then(|(_, number)| number.parse().ok());
        let document = ask::document(&stored, 0);
        let cite = number.and_then(|number| export::cite(&document, number)).unwrap_or_default();
        let page = release_address(&hit.release.id, q).href();
        let whole = hit.snippets.first().filter(|snippet| snippet.text == hit.text);
        let again = words::first_words(&hit.text.replace('"', " "), WORDS_AGAIN);
        let again = again.trim_end_matches(" …");
        Ok(Self {
            href: match number {
                Some(number) => format!("{page}#q{number}"),
                None => page,
            },
            kind: hit.kind,
            words: match whole {
                Some(snippet) => marks::highlighted(&snippet.text, &snippet.highlights),
                None => highlighted_whole(&hit.text, &hit.snippets),
            },
            speaker: hit.speaker.clone(),
            speaker_href: hit.speaker.as_deref().map(|name| speaker_address(name).href()),
            surface: hit.speaker_surface.clone(),
            office: words::office(hit.role.as_deref(), hit.organisation.as_deref()),
            date: hit.date.clone(),
            day: hit.date.as_deref().map(words::day).unwrap_or_default(),
            countries: country_links(&hit.countries, "/quotes"),
            title: hit.release.title.clone(),
            language: stored.release.language.as_ref().map(|found| found.value),
            cite,
            again_href: Address::new("/reused").with("q", &format!("\"{again}\"")).href(),
        })
    }
}

/// The words whole, though their snippet is a part of them; its hits are marked where it stands.
fn highlighted_whole(text: &str, snippets: &[Snippet]) -> Vec<Run> {
    let Some(snippet) = snippets.first() else { return marks::highlighted(text, &[]) };
    let part = snippet.text.trim_start_matches("… ").trim_end_matches(" …");
    let lead = snippet.text.find(part).unwrap_or(0);
    let Some(offset) = text.find(part) else { return marks::highlighted(text, &[]) };
    let shift = |[start, end]: [usize; 2]| {
        Some([(start + offset).checked_sub(lead)?, (end + offset).checked_sub(lead)?])
    };
    let highlights: Vec<[usize; 2]> =
        snippet.highlights.iter().copied().filter_map(shift).collect();
    marks::highlighted(text, &highlights)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_quote_is_shown_whole_with_the_hits_of_its_snippet() {
        let snippet = Snippet {
            field: "quote",
            text: "… the wells are dry …".to_owned(),
            highlights: vec![["… the ".len(), "… the wells".len()]],
        };
        let runs = highlighted_whole("He said the wells are dry and left.", &[snippet]);
        let marked: Vec<&str> = runs.iter().filter(|run| run.hit).map(|run| &*run.text).collect();
        assert_eq!(marked, ["wells"]);
        assert_eq!(runs.len(), 3);
    }
}
