//! `/facets/{field}`: every value of one facet, to be found by typing.

use ask::{Counting, Error, Of, Values};
use index::Archive;
use query::Field;
use serde::Serialize;

use super::{
    Page,
    address::Pair,
    asked::Asked,
    chips::{Chip, chips},
    facets::{Links, Value},
    frame::Frame,
    words,
};

/// So many values stand on the page; the others are found by typing.
const MOST: usize = 500;

#[derive(Debug, Serialize)]
struct List {
    #[serde(flatten)]
    frame: Frame,
    heading: String,
    action: String,
    kept: Vec<Pair>,
    prefix: String,
    chips: Vec<Chip>,
    facet: Listed,
    more: bool,
}

#[derive(Debug, Serialize)]
struct Listed {
    values: Vec<Value>,
}

/// The values of a field of which a word starts with `prefix`.
///
/// # Errors
///
/// As a search.
pub(crate) fn page(
    archive: &Archive,
    field: Field,
    asked: &Asked,
    counting: &Counting,
) -> Result<Page, Error> {
    let request = asked.narrowing.request(&asked.q)?;
    let Counting { prefix, of, .. } = counting.clone();
    let counting = Counting { prefix: prefix.clone(), of, limit: MOST, ..Counting::default() };
    let counts = counting.counts(archive, field, request)?;
    // no tree was asked for
    let values = match counts.values {
        Values::List(values) => values,
        Values::Tree(_) => Vec::new(),
    };
    let (results, one) = match of {
        Of::Releases => ("/", "release"),
        Of::Quotes => ("/quotes", "quote"),
    };
    let action = format!("/facets/{}", field.name());
    let links = Links { asked, path: results, of: None };
    let heading = format!("{} in {}", words::plural(field), ask::count(counts.total, one));
    Ok(Page::new(
        "facet.html",
        &List {
            frame: Frame::of_results(&heading, asked, results),
            kept: asked.at(&action).without(&["prefix"]).into_pairs(),
            chips: chips(asked, results),
            facet: Listed { values: links.values(field, &values) },
            more: values.len() == MOST,
            prefix: prefix.unwrap_or_default(),
            heading,
            action,
        },
    ))
}
