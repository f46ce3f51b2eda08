//! `CountRow`: one query of a list, and its counts.

use index::{Archive, FacetValue, Facets, Request};
use query::{Field, Filter, Node};
use release::Span;
use serde::Serialize;

use crate::{Fault, Line};

/// The value of releases without a date.
pub const UNDATED: &str = "undated";

/// One query of a list, and its counts.
#[derive(Clone, Debug, Serialize)]
pub struct CountRow {
    /// The line in the list, counted from 1.
    pub line: usize,
    /// As typed.
    pub query: String,
    /// As it was read, with the filters of the flags.
    pub interpreted: Option<String>,
    /// What the reader should know.
    pub notes: Vec<String>,
    /// How many releases match.
    pub releases: u64,
    /// How many quotes match.
    pub quotes: u64,
    /// The first year with a release.
    pub first: Option<String>,
    /// The last.
    pub last: Option<String>,
    /// The facets asked for, every value.
    pub facets: Facets,
    /// Why there are no counts.
    pub error: Option<Fault>,
}

/// Counts what matches a line.
///
/// # Errors
///
/// Where the archive cannot be read, or takes too long; what is wrong with the line is told in the row.
pub fn count_row(
    archive: &Archive,
    line: Line,
    facets: &[Field],
) -> Result<CountRow, index::Error> {
    let Line { number, text, request } = line;
    let mut row = CountRow {
        line: number,
        query: text,
        interpreted: None,
        notes: Vec::new(),
        releases: 0,
        quotes: 0,
        first: None,
        last: None,
        facets: Facets::default(),
        error: None,
    };
    row.error = match request {
        Ok(request) => match count(archive, &request, facets, &mut row) {
            Ok(()) => None,
            Err(error) => Some(Fault::of_archive(&error).ok_or(error)?),
        },
        Err(fault) => Some(fault),
    };
    Ok(row)
}

fn count(
    archive: &Archive,
    request: &Request,
    facets: &[Field],
    row: &mut CountRow,
) -> Result<(), index::Error> {
    let mut request =
        Request { limit: 0, facets: facets.to_vec(), facet_limit: 0, ..request.clone() };
    if !facets.contains(&Field::Year) {
        request.facets.push(Field::Year);
    }
    demand_filters(&mut request);
    let answer = archive.search(&request)?;
    row.quotes = archive.quotes(&Request { facets: Vec::new(), ..request })?.total;
    row.releases = answer.total;
    let is_year = |value: &&FacetValue| value.count > 0 && value.value != UNDATED;
    // newest first
    let mut years = answer.facets.get(Field::Year).iter().filter(is_year).map(|year| &year.value);
    row.last = years.next().cloned();
    row.first = years.next_back().or(row.last.as_ref()).cloned();
    row.interpreted = Some(answer.interpreted);
    row.notes = answer.notes;
    row.facets = answer.facets;
    row.facets.0.retain(|(field, _)| facets.contains(field));
    Ok(())
}

/// Makes the filters a part of the query. A facet leaves its own filters out of its counts, which is what a
/// click needs; the columns of a table are to add up to the total.
fn demand_filters(request: &mut Request) {
    let groups = std::mem::take(&mut request.filters.groups);
    let demand = |filter| Node::Filter { filter, span: Span::new(0, 0) };
    let any_of = |mut filters: Vec<Filter>| match filters.len() {
        1 => demand(filters.remove(0)),
        _ => Node::Or(filters.into_iter().map(demand).collect()),
    };
    let mut all: Vec<Node> = groups.into_iter().map(|group| any_of(group.any_of)).collect();
    if !all.is_empty() {
        all.push(std::mem::take(&mut request.query.root));
        request.query.root = Node::And(all);
    }
}
