//! `dateline facets`: every value of one facet with its count, as a list, a tree or a histogram.

use anyhow::bail;
use index::{Archive, Branch, FacetValue, Request, is_below, with_zeros};
use query::Field;
use serde::Serialize;

use crate::{
    args::{Common, FacetsArgs, Of},
    exit::Exit,
    output::{Screen, count, csv, facets, json},
};

/// The JSON of `facets`.
#[derive(Serialize)]
struct Counted<'a, Value> {
    field: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    of: &'static str,
    query: &'a str,
    interpreted: &'a str,
    notes: Vec<String>,
    /// Releases, or quotes, that match.
    total: u64,
    values: &'a [Value],
}

pub(crate) fn run(
    args: &FacetsArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let archive = Archive::open(&super::index_folder(common)?)?;
    let mut request = super::search::narrowed(&args.query, &args.filters)?;
    request.facet_limit = args.limit;
    if args.shape.jsonl || args.shape.csv {
        super::tell_notes(&heading(args, &archive, &request)?.notes, common)?;
    }
    let (field, of) = (args.field, counted(args.of));
    if let Some(by) = args.by {
        if !is_below(by, field) {
            bail!(
                "`--by` takes month below year and country below region, not {} below {}",
                by.name(),
                field.name()
            );
        }
        let branches = archive.tree(field, by, &request, of)?;
        print_tree(args, &archive, &request, &branches, screen)?;
        return Ok(Exit::found(!branches.is_empty()));
    }
    let mut values =
        archive.facet(field, &request, args.prefix.as_deref().unwrap_or_default(), of)?;
    if args.zeros {
        if !matches!(field, Field::Year | Field::Month) {
            bail!("`--zeros` fills years and months, {} has no values in between", field.name());
        }
        values = with_zeros(field, values);
    }
    print(args, &archive, &request, &values, screen)?;
    Ok(Exit::found(!values.is_empty()))
}

fn counted(of: Of) -> index::Of {
    match of {
        Of::Releases => index::Of::Releases,
        Of::Quotes => index::Of::Quotes,
    }
}

fn print(
    args: &FacetsArgs,
    archive: &Archive,
    request: &Request,
    values: &[FacetValue],
    screen: &mut Screen<'_>,
) -> anyhow::Result<()> {
    if args.shape.json {
        object(args, archive, request, values, screen)
    } else if args.shape.jsonl {
        json::lines(screen, values)
    } else if args.shape.csv {
        let row = |value: &FacetValue| {
            [value.value.clone(), value.label.clone(), value.count.to_string()]
        };
        csv::table(screen, ["value", "label", "count"], values.iter().map(row))
    } else {
        let Heading { total, notes } = heading(args, archive, request)?;
        facets::head(screen, &count(total, noun(args.of)), &request.interpreted, &notes)?;
        let write = if args.zeros { facets::histogram } else { facets::list };
        Ok(write(screen, values)?)
    }
}

fn print_tree(
    args: &FacetsArgs,
    archive: &Archive,
    request: &Request,
    branches: &[Branch],
    screen: &mut Screen<'_>,
) -> anyhow::Result<()> {
    if args.shape.json {
        object(args, archive, request, branches, screen)
    } else if args.shape.jsonl {
        json::lines(screen, branches)
    } else if args.shape.csv {
        let rows = branches.iter().flat_map(|Branch { value, values, rest: _ }| {
            let row = |below: &str, label: &str, count: u64| {
                [value.value.clone(), below.to_owned(), label.to_owned(), count.to_string()]
            };
            let below =
                values.iter().map(move |inner| row(&inner.value, &inner.label, inner.count));
            std::iter::once(row("", &value.label, value.count)).chain(below.collect::<Vec<_>>())
        });
        csv::table(screen, ["value", "below", "label", "count"], rows)
    } else {
        let Heading { total, notes } = heading(args, archive, request)?;
        facets::head(screen, &count(total, noun(args.of)), &request.interpreted, &notes)?;
        Ok(facets::tree(screen, branches)?)
    }
}

fn object<Value: Serialize>(
    args: &FacetsArgs,
    archive: &Archive,
    request: &Request,
    values: &[Value],
    screen: &mut Screen<'_>,
) -> anyhow::Result<()> {
    let Heading { total, notes } = heading(args, archive, request)?;
    let of = match args.of {
        Of::Releases => "releases",
        Of::Quotes => "quotes",
    };
    let counted = Counted {
        field: args.field.name(),
        by: args.by.map(Field::name),
        of,
        query: &request.text,
        interpreted: &request.interpreted,
        notes,
        total,
        values,
    };
    json::object(screen, &counted)
}

/// How much matches, and what to know about the question.
struct Heading {
    total: u64,
    notes: Vec<String>,
}

fn heading(args: &FacetsArgs, archive: &Archive, request: &Request) -> anyhow::Result<Heading> {
    let counts_only = Request { limit: 0, facets: Vec::new(), ..request.clone() };
    let (total, notes) = match args.of {
        Of::Releases => {
            let answer = archive.search(&counts_only)?;
            (answer.total, answer.notes)
        }
        Of::Quotes => {
            let answer = archive.quotes(&counts_only)?;
            (answer.total, answer.notes)
        }
    };
    Ok(Heading { total, notes })
}

fn noun(of: Of) -> &'static str {
    match of {
        Of::Releases => "release",
        Of::Quotes => "quote",
    }
}
