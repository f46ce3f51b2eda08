//! `Proof`: one query, counted anew, with a click on every value of every facet.

use query::{DateRange, Field as Facet, Filter, Group};
use release::{Country, Language, ReleaseDate, ReleaseKind};
use serde::Serialize;

use super::{
    FACETS,
    recount::{Counts, compared},
};
use crate::{
    Archive, Error, FacetValue, Facets, Request, document::UNDATED, pass::Deadline, schema::DocKind,
};

/// What was proved of one query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The query as typed.
    pub query: String,
    /// The canonical spelling of what was understood.
    pub interpreted: String,
    /// Releases that were found, decoded and counted anew.
    pub releases: u64,
    /// Quotes that were found, decoded and counted anew.
    pub quotes: u64,
    /// Facet values of both that were counted anew and clicked.
    pub facet_values: u64,
    /// What is wrong, each in a sentence; empty if all counts hold.
    pub faults: Vec<String>,
}

impl Archive {
    /// Proves the counts of a request: everything that is found is decoded and counted anew, and every
    /// value of every facet is clicked, for releases and for quotes. Where a facet has a filter already,
    /// a click is tried both ways: in place of the filter and beside it.
    ///
    /// # Errors
    ///
    /// As [`search`](Self::search); a count that does not hold is told in the proof.
    pub fn prove(&self, request: &Request) -> Result<Proof, Error> {
        self.guarded(|| {
            let deadline = self.deadline(request);
            let mut proof = Proof {
                query: request.text.clone(),
                interpreted: request.interpreted.clone(),
                ..Proof::default()
            };
            for kind in [DocKind::Release, DocKind::Quote] {
                match self.prove_kind(kind, (request, deadline), &mut proof) {
                    Ok(total) if kind == DocKind::Quote => proof.quotes = total,
                    Ok(total) => proof.releases = total,
                    // what cannot be decoded cannot be counted: that is what was to be found out
                    Err(error @ Error::Damaged { .. }) => proof.faults.push(error.to_string()),
                    Err(error) => return Err(error),
                }
            }
            Ok(proof)
        })
    }

    fn prove_kind(
        &self,
        kind: DocKind,
        (request, deadline): (&Request, Option<Deadline>),
        proof: &mut Proof,
    ) -> Result<u64, Error> {
        let what = if kind == DocKind::Quote { "quotes" } else { "releases" };
        let asked = Request { facets: FACETS.to_vec(), facet_limit: 0, ..counting(request) };
        let (total, facets) = self.totals(kind, &asked)?;
        let found = self.all(request, kind)?;
        if total != found.len() as u64 {
            let found = found.len();
            proof.faults.push(format!("{total} {what} are counted, {found} are found"));
        }
        let there = self.recount(kind, &found, (request.boilerplate, deadline))?;
        for (facet, values) in &facets.0 {
            let is_filtered = request.filters.groups.iter().any(|group| group.field == facet.own());
            if is_filtered {
                let found = self.all(&without(request, *facet), kind)?;
                let there = self.recount(kind, &found, (request.boilerplate, deadline))?;
                compare(*facet, what, (values, true), &there, proof);
            } else {
                compare(*facet, what, (values, true), &there, proof);
            }
            for value in values {
                Deadline::check(deadline)?;
                proof.facet_values += 1;
                self.check_click(kind, (request, total), *facet, value, proof)?;
            }
        }
        Ok(total)
    }

    fn check_click(
        &self,
        kind: DocKind,
        (request, total): (&Request, u64),
        facet: Facet,
        value: &FacetValue,
        proof: &mut Proof,
    ) -> Result<(), Error> {
        let Some(filter) = click(facet, &value.value) else { return Ok(()) };
        let hits = |groups: Vec<Group>| -> Result<u64, Error> {
            let mut clicked = counting(&without(request, facet));
            clicked.filters.groups.extend(groups);
            self.totals(kind, &clicked).map(|(total, _)| total)
        };
        let (name, FacetValue { value, count, .. }) = (facet.name(), value);
        let alone = Group { field: filter.field(), any_of: vec![filter.clone()] };
        let instead = hits(vec![alone.clone()])?;
        if instead != *count {
            let fault = format!("{name}:{value} counts {count}, a click gives {instead}");
            proof.faults.push(fault);
        }
        let own: Vec<&Group> =
            request.filters.groups.iter().filter(|group| group.field == facet.own()).collect();
        if let [own] = own[..] {
            let mut wider = own.clone();
            wider.any_of.push(filter);
            // what either has, and what both have, are together what each has
            let (either, both) = (hits(vec![wider])?, hits(vec![own.clone(), alone])?);
            if either + both != total + count {
                proof.faults.push(format!(
                    "{name}:{value} counts {count}; beside the filter in force, which gives {total}, a \
                     click gives {either}, of which both have {both}"
                ));
            }
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

/// Compares what is counted of a facet with what is there; whether all values are listed.
pub(super) fn compare(
    facet: Facet,
    what: &str,
    (values, is_whole): (&[FacetValue], bool),
    there: &Counts,
    proof: &mut Proof,
) {
    let mut there: Counts = there
        .iter()
        .filter(|((other, _), _)| *other == facet)
        .map(|(key, count)| (key.clone(), *count))
        .collect();
    let mut differ = |counted: u64, there: u64, value: &str| {
        proof.faults.push(format!(
            "{counted} {what} are counted for {}:{value}, {there} are there",
            facet.name()
        ));
    };
    for value in values {
        let count = there.remove(&(facet, compared(facet, &value.value))).unwrap_or(0);
        if count != value.count {
            differ(value.count, count, &value.value);
        }
    }
    for ((_, value), count) in there.into_iter().filter(|_| is_whole) {
        differ(0, count, &value);
    }
}

/// The request without hits and facets.
fn counting(request: &Request) -> Request {
    Request { limit: 0, offset: 0, facets: Vec::new(), snippets: false, ..request.clone() }
}

/// The request without the filters of one facet.
pub(super) fn without(request: &Request, facet: Facet) -> Request {
    let mut request = request.clone();
    request.filters.groups.retain(|group| group.field != facet.own());
    request
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
