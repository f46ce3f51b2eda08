//! `dateline search --queries FILE`: a table of counts, a row a query.

use std::path::Path;

use ask::CountRow;
use index::Archive;

use super::lines;
use crate::{
    args::SearchArgs,
    exit::Exit,
    output::{Screen, batch, csv, json},
};

pub(super) fn run(
    archive: &Archive,
    file: &Path,
    args: &SearchArgs,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let lines = lines::read(file, &args.filters)?;
    let row = |line| ask::count_row(archive, line, &args.paging.facet);
    let rows: Result<Vec<CountRow>, index::Error> = lines.into_iter().map(row).collect();
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
