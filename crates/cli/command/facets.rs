//! `dateline facets`: every value of one facet with its count, as a list, a tree or a histogram.

use ask::{Counts, Of, Values};
use index::{Archive, Branch, FacetValue};

use crate::{
    args::{Common, FacetsArgs},
    exit::Exit,
    output::{Screen, count, csv, facets, json},
};

pub(crate) fn run(
    args: &FacetsArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let archive = Archive::open(&super::index_folder(common)?)?;
    let request = args.filters.request(&args.query.join(" "))?;
    let counts = args.counting.counts(&archive, args.field, request)?;
    if args.shape.jsonl || args.shape.csv {
        super::tell_notes(&counts.notes, common)?;
    }
    if args.shape.json {
        json::object(screen, &counts)?;
    } else {
        match &counts.values {
            Values::List(values) => print(args, &counts, values, screen)?,
            Values::Tree(branches) => print_tree(args, &counts, branches, screen)?,
        }
    }
    Ok(Exit::found(!counts.values.is_empty()))
}

fn print(
    args: &FacetsArgs,
    counts: &Counts,
    values: &[FacetValue],
    screen: &mut Screen<'_>,
) -> anyhow::Result<()> {
    if args.shape.jsonl {
        json::lines(screen, values)
    } else if args.shape.csv {
        let row = |value: &FacetValue| {
            [value.value.clone(), value.label.clone(), value.count.to_string()]
        };
        csv::table(screen, ["value", "label", "count"], values.iter().map(row))
    } else {
        head(args, counts, screen)?;
        let write = if args.counting.zeros { facets::histogram } else { facets::list };
        Ok(write(screen, values)?)
    }
}

fn print_tree(
    args: &FacetsArgs,
    counts: &Counts,
    branches: &[Branch],
    screen: &mut Screen<'_>,
) -> anyhow::Result<()> {
    if args.shape.jsonl {
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
        head(args, counts, screen)?;
        Ok(facets::tree(screen, branches)?)
    }
}

/// Writes how much matches, and what to know about the question.
fn head(args: &FacetsArgs, counts: &Counts, screen: &mut Screen<'_>) -> anyhow::Result<()> {
    let noun = match args.counting.of {
        Of::Releases => "release",
        Of::Quotes => "quote",
    };
    let found = count(counts.total, noun);
    Ok(facets::head(screen, &found, &counts.interpreted, &counts.notes)?)
}
