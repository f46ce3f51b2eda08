//! Counts facets anew from the releases as they are stored.

use std::collections::{BTreeMap, BTreeSet};

use query::Field as Facet;
use release::{Involvement, Quote, Release};

use super::FACETS;
use crate::{
    Archive, Error,
    archive::place_of,
    document::{UNDATED, is_name, month},
    names,
    pass::{Best, Deadline},
    schema::DocKind,
};

/// Counts by facet and value, names folded.
pub(super) type Counts = BTreeMap<(Facet, String), u64>;

impl Archive {
    /// Decodes what was found and counts what it has of each facet.
    pub(super) fn recount(
        &self,
        kind: DocKind,
        found: &[Best],
        (boilerplate, deadline): (bool, Option<Deadline>),
    ) -> Result<Counts, Error> {
        let mut counts = Counts::new();
        // quotes of a release come one after the other
        let mut last: Option<Release> = None;
        for best in found {
            Deadline::check(deadline)?;
            if kind == DocKind::Release {
                let release = self.snapshot.release_at(best.address())?;
                add(&mut counts, &release, None, boilerplate);
                continue;
            }
            let (id, number) = place_of(&self.snapshot, best.address())?;
            let release = match last.take() {
                Some(release) if release.id == id => release,
                _ => self.release_of_quote(id)?,
            };
            let quote = release.quotes.get(number);
            let quote = quote
                .ok_or_else(|| self.snapshot.damaged("a quote that its release does not have"))?;
            add(&mut counts, &release, Some(quote), boilerplate);
            last = Some(release);
        }
        Ok(counts)
    }
}

/// Names are one if they fold alike.
pub(super) fn compared(facet: Facet, value: &str) -> String {
    if is_name(facet) { names::split(&names::key(value)).0.to_owned() } else { value.to_owned() }
}

/// Counts what a release, or a quote of it, has of each facet; `boilerplate` as in a request.
fn add(counts: &mut Counts, release: &Release, quote: Option<&Quote>, boilerplate: bool) {
    for facet in FACETS {
        let values: BTreeSet<String> = values(facet, release, quote, boilerplate)
            .iter()
            .map(|value| compared(facet, value))
            .filter(|value| !value.is_empty())
            .collect();
        for value in values {
            *counts.entry((facet, value)).or_default() += 1;
        }
    }
}

fn values(
    facet: Facet,
    release: &Release,
    quote: Option<&Quote>,
    boilerplate: bool,
) -> Vec<String> {
    let named = |least| release.named(least).map(|country| country.to_string()).collect();
    match (facet, quote) {
        (Facet::Country, _) => named(Involvement::Focus),
        (Facet::Region, _) => {
            release.focus().map(|country| gazetteer::region(country).to_owned()).collect()
        }
        (Facet::Month, _) => {
            release.date.as_ref().and_then(|date| month(date.value)).into_iter().collect()
        }
        (Facet::Mentions, None) if boilerplate => named(Involvement::Boilerplate),
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
