//! `dateline search --queries FILE`: a table of counts, a row a query.

use std::path::Path;

use ask::Fault;
use index::{Archive, FacetValue, Facets, Request};
use query::{Field, Filter, Node};
use release::Span;
use serde::Serialize;

use super::lines::{self, Line};
use crate::{
    args::SearchArgs,
    exit::Exit,
    output::{Screen, batch, csv, json},
};

/// The value of releases without a date.
pub(crate) const UNDATED: &str = "undated";

/// One query and its counts.
#[derive(Serialize)]
pub(crate) struct Row {
    /// The line in the file, counted from 1.
    pub(crate) line: usize,
    /// As typed.
    pub(crate) query: String,
    /// As it was read, with the filters of the flags.
    pub(crate) interpreted: Option<String>,
    pub(crate) notes: Vec<String>,
    /// How many releases match.
    pub(crate) releases: u64,
    /// How many quotes match.
    pub(crate) quotes: u64,
    /// The first year with a release.
    pub(crate) first: Option<String>,
    /// The last.
    pub(crate) last: Option<String>,
    /// The facets asked for, every value.
    pub(crate) facets: Facets,
    pub(crate) error: Option<Fault>,
}

pub(super) fn run(
    archive: &Archive,
    file: &Path,
    args: &SearchArgs,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let lines = lines::read(file, &args.filters)?;
    let rows: Result<Vec<Row>, index::Error> =
        lines.into_iter().map(|line| row(archive, line, &args.paging.facet)).collect();
    let rows = rows?;
    if args.shape.json {
        json::object(screen, &serde_json::json!({ "queries": rows }))?;
    } else if args.shape.jsonl {
        json::lines(screen, &rows)?;
    } else if args.shape.csv {
        let columns = batch::columns(&rows, &args.paging.facet, args.paging.facet_limit);
        csv::table(
            screen,
            batch::header(&columns, args.paging.facet.len() > 1),
            rows.iter().map(|row| batch::cells(row, &columns)),
        )?;
    } else {
        batch::print(screen, &rows, args.paging.facet_limit)?;
    }
    let n_failed = rows.iter().filter(|row| row.error.is_some()).count();
    let is_found = rows.iter().any(|row| row.releases + row.quotes > 0);
    Ok(lines::exit(n_failed, rows.len(), is_found))
}

fn row(archive: &Archive, line: Line, facets: &[Field]) -> Result<Row, index::Error> {
    let Line { number, text, request } = line;
    let mut row = Row {
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
            Err(error) => Some(lines::fault_of_archive(&error).ok_or(error)?),
        },
        Err(fault) => Some(fault),
    };
    Ok(row)
}

fn count(
    archive: &Archive,
    request: &Request,
    facets: &[Field],
    row: &mut Row,
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
