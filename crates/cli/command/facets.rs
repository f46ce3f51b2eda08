//! `dateline facets`: every value of one facet with its count.

use index::{Archive, FacetValue, Request};
use serde::Serialize;

use crate::{
    args::{Common, FacetsArgs, Shape},
    exit::Exit,
    output::{Screen, csv, facets, json},
};

/// The JSON of `facets`.
#[derive(Serialize)]
struct Counted<'a> {
    field: &'static str,
    query: &'a str,
    interpreted: &'a str,
    notes: Vec<String>,
    /// Releases that match.
    total: u64,
    values: &'a [FacetValue],
}

pub(crate) fn run(
    args: &FacetsArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let archive = Archive::open(&super::index_folder(common)?)?;
    let mut request = super::search::narrowed(&args.query, &args.filters)?;
    request.facet_limit = args.limit;
    let values = archive.facet(args.field, &request, args.prefix.as_deref().unwrap_or_default())?;
    let Shape { json, jsonl, csv } = args.shape;
    if json {
        let counts_only = Request { limit: 0, facets: Vec::new(), ..request.clone() };
        let answer = archive.search(&counts_only)?;
        let counted = Counted {
            field: args.field.name(),
            query: &request.text,
            interpreted: &request.interpreted,
            notes: answer.notes,
            total: answer.total,
            values: &values,
        };
        json::object(screen, &counted)?;
    } else if jsonl {
        json::lines(screen, &values)?;
    } else if csv {
        let row = |value: &FacetValue| {
            [value.value.clone(), value.label.clone(), value.count.to_string()]
        };
        csv::table(screen, ["value", "label", "count"], values.iter().map(row))?;
    } else {
        facets::list(screen, &values)?;
    }
    Ok(Exit::found(!values.is_empty()))
}
