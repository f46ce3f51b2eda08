//! `verify`: is the archive as it was written, and is what it counts what is there?

use std::collections::{BTreeMap, BTreeSet};

use query::{DateRange, Field as Facet, Filter, Filters, Group};
use registry::Passage;
use release::{Country, Involvement, Language, Quote, Release, ReleaseDate, ReleaseKind};
use serde::Serialize;

use crate::{
    Archive, Error, FacetValue, Facets, Request,
    document::{UNDATED, is_name, month},
    names,
    repeated::Repeated,
    schema::DocKind,
};

/// What `verify` found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Releases that were decoded.
    pub releases: u64,
    /// Files that were decoded.
    pub files: u64,
    /// Facet values that were counted anew from the releases, and clicked on.
    pub facet_values: u64,
    /// What is wrong, each in a sentence; empty if all is sound.
    pub faults: Vec<String>,
}

/// The facets that are checked.
const FACETS: [Facet; 10] = [
    Facet::Country,
    Facet::Mentions,
    Facet::Region,
    Facet::Year,
    Facet::Month,
    Facet::Speaker,
    Facet::Organisation,
    Facet::Place,
    Facet::Language,
    Facet::Kind,
];

/// Counts by facet and value, names folded.
type Counts = BTreeMap<(Facet, String), u64>;

impl Archive {
    /// Checks that every file of the archive is as it was written, that every document decodes, that
    /// every count of every facet is what the releases themselves give, and that a click on it gives as
    /// many hits.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] where the archive cannot be read at all; what is wrong in it is told in the result.
    pub fn verify(&self) -> Result<Verified, Error> {
        let mut verified = Verified::default();
        self.check_checksums(&mut verified)?;
        let (mut of_releases, mut of_quotes, mut n_quotes) = (Counts::new(), Counts::new(), 0);
        let mut passages = Vec::new();
        for address in self.snapshot.documents(DocKind::Release) {
            let record = self.snapshot.record_at(address);
            let release = match record.and_then(|record| {
                let days = record.date.as_ref().map(|date| date.value);
                let days = days.map(|date| (date.first_day(), date.last_day()));
                passages.push((record.id, days, Passage::all_of(&record)));
                self.snapshot.joined(record)
            }) {
                Ok(release) => release,
                Err(error) => {
                    verified.faults.push(error.to_string());
                    continue;
                }
            };
            verified.releases += 1;
            n_quotes += release.quotes.len() as u64;
            add(&mut of_releases, &release, None);
            for quote in &release.quotes {
                add(&mut of_quotes, &release, Some(quote));
            }
            if self.snapshot.files_of(release.id)?.is_empty() {
                verified.faults.push(format!("no file holds release {}", release.id));
            }
        }
        if Repeated::of_releases(&self.snapshot, &passages)? != *self.snapshot.repeated()? {
            verified
                .faults
                .push("the repeated paragraphs are not those of the releases".to_owned());
        }
        match self.files() {
            Ok(files) => verified.files = files.len() as u64,
            Err(error) => verified.faults.push(error.to_string()),
        }
        self.check_facets(DocKind::Release, verified.releases, of_releases, &mut verified)?;
        self.check_facets(DocKind::Quote, n_quotes, of_quotes, &mut verified)?;
        Ok(verified)
    }

    fn check_checksums(&self, verified: &mut Verified) -> Result<(), Error> {
        let damaged = self.snapshot.index.validate_checksum();
        let damaged = damaged.map_err(|error| self.snapshot.failed(error))?;
        let names: BTreeSet<String> =
            damaged.iter().map(|path| path.display().to_string()).collect();
        verified
            .faults
            .extend(names.iter().map(|name| format!("`{name}` is not as it was written")));
        Ok(())
    }

    fn check_facets(
        &self,
        kind: DocKind,
        n_there: u64,
        there: Counts,
        verified: &mut Verified,
    ) -> Result<(), Error> {
        let what = if kind == DocKind::Quote { "quotes" } else { "releases" };
        let everything =
            Request { limit: 0, facets: FACETS.to_vec(), facet_limit: 0, ..Request::default() };
        let (total, facets) = self.totals(kind, &everything)?;
        if total != n_there {
            verified.faults.push(format!("{total} {what} are counted, {n_there} are there"));
        }
        let mut counted = Counts::new();
        for (facet, values) in &facets.0 {
            for value in values {
                verified.facet_values += 1;
                counted.insert((*facet, compared(*facet, &value.value)), value.count);
                self.check_click(kind, *facet, value, verified)?;
            }
        }
        for (facet, value) in counted.keys().chain(there.keys()).collect::<BTreeSet<_>>() {
            let key = (*facet, value.clone());
            let (counted, there) = (counted.get(&key), there.get(&key));
            if counted != there {
                let number = |count: Option<&u64>| count.copied().unwrap_or(0);
                verified.faults.push(format!(
                    "{} {what} are counted for {}:{value}, {} are there",
                    number(counted),
                    facet.name(),
                    number(there)
                ));
            }
        }
        Ok(())
    }

    fn check_click(
        &self,
        kind: DocKind,
        facet: Facet,
        value: &FacetValue,
        verified: &mut Verified,
    ) -> Result<(), Error> {
        let Some(filter) = click(facet, &value.value) else { return Ok(()) };
        let groups = vec![Group { field: filter.field(), any_of: vec![filter] }];
        let filters = Filters { groups, not: Vec::new() };
        let request = Request { limit: 0, facets: Vec::new(), filters, ..Request::default() };
        let (hits, _) = self.totals(kind, &request)?;
        if hits != value.count {
            let (name, FacetValue { value, count, .. }) = (facet.name(), value);
            verified.faults.push(format!("{name}:{value} counts {count}, a click gives {hits}"));
        }
        Ok(())
    }

    fn totals(&self, kind: DocKind, request: &Request) -> Result<(u64, Facets), Error> {
        if kind == DocKind::Quote {
            return self.quotes(request).map(|answer| (answer.total, answer.facets));
        }
        self.search(request).map(|answer| (answer.total, answer.facets))
    }
}

/// The filter that a click on a value sets.
fn click(facet: Facet, value: &str) -> Option<Filter> {
    Some(match facet {
        Facet::Country => Filter::Country(Country::new(value)?),
        Facet::Mentions => Filter::Mentions(Country::new(value)?),
        Facet::Region => Filter::Region(value.to_owned()),
        Facet::Month => Filter::Date(DateRange::from(value.parse::<ReleaseDate>().ok()?)),
        Facet::Year if value == UNDATED => Filter::Undated,
        Facet::Year => Filter::Year(DateRange::from(value.parse::<ReleaseDate>().ok()?)),
        Facet::Speaker => Filter::Speaker(value.to_owned()),
        Facet::Organisation => Filter::Organisation(value.to_owned()),
        Facet::Place => Filter::Place(value.to_owned()),
        Facet::Language => Filter::Language(Language::new(value)?),
        Facet::Kind => Filter::Kind(ReleaseKind::from_name(value)?),
        Facet::Date => return None,
    })
}

/// Names are one if they fold alike.
fn compared(facet: Facet, value: &str) -> String {
    if is_name(facet) { names::split(&names::key(value)).0.to_owned() } else { value.to_owned() }
}

/// Counts what a release, or a quote of it, has of each facet.
fn add(counts: &mut Counts, release: &Release, quote: Option<&Quote>) {
    for facet in FACETS {
        let values: BTreeSet<String> = values(facet, release, quote)
            .iter()
            .map(|value| compared(facet, value))
            .filter(|value| !value.is_empty())
            .collect();
        for value in values {
            *counts.entry((facet, value)).or_default() += 1;
        }
    }
}

fn values(facet: Facet, release: &Release, quote: Option<&Quote>) -> Vec<String> {
    let named = |least: Involvement| {
        let named = release.countries.iter().filter(move |found| found.involvement <= least);
        named.map(|found| found.country.to_string()).collect()
    };
    match (facet, quote) {
        (Facet::Country, _) => named(Involvement::Focus),
        (Facet::Region, _) => {
            let focus = release.countries.iter();
            let focus = focus.filter(|found| found.involvement == Involvement::Focus);
            focus.map(|found| gazetteer::region(found.country).to_owned()).collect()
        }
        (Facet::Month, _) => {
            release.date.as_ref().and_then(|date| month(date.value)).into_iter().collect()
        }
        (Facet::Mentions, None) => named(Involvement::Mentioned),
        (Facet::Mentions, Some(quote)) => quote.mentions.iter().map(ToString::to_string).collect(),
        (Facet::Speaker, None) => {
            release.speakers.iter().map(|speaker| speaker.name.clone()).collect()
        }
        (Facet::Speaker, Some(quote)) => quote.speaker.iter().cloned().collect(),
        (Facet::Organisation, None) => {
            release.organisation.iter().map(|found| found.value.clone()).collect()
        }
        (Facet::Organisation, Some(quote)) => quote.organisation.iter().cloned().collect(),
        (Facet::Place, _) => release.places.iter().map(|place| place.value.clone()).collect(),
        (Facet::Language, _) => {
            release.language.iter().map(|language| language.value.to_string()).collect()
        }
        (Facet::Kind, _) => vec![release.kind.value.name().to_owned()],
        (Facet::Year | Facet::Date, _) => {
            let year = release.date.as_ref().map(|date| date.value.year().to_string());
            vec![year.unwrap_or_else(|| UNDATED.to_owned())]
        }
    }
}
