//! Which names a typed one means: exactly that one, else every one that holds all its words.

use std::iter;

use query::Field as Facet;
use tantivy::{Term, schema::Field};

use super::likeness::Sought;
use crate::{
    Error,
    facet::{Value, Values},
    names::name_words,
    reader::Snapshot,
    schema::DocKind,
    stem::Stemmings,
};

/// The least likeness of a name that is suggested, in `0.0..=1.0`.
const LEAST_LIKENESS: f64 = 0.75;

/// The column of the names, and what must have them: a name may be left of deleted releases only, or
/// belong to quotes and not to releases.
type Where = (Field, DocKind);

/// The numbers of the values that `typed` means, sorted.
pub(crate) fn resolve(
    snapshot: &Snapshot,
    place: Where,
    values: &Values,
    typed: &str,
) -> Result<Vec<usize>, Error> {
    let folded = gazetteer::fold(typed);
    let is_met = |number: &usize| is_met(snapshot, place, values.get(*number));
    let named = values.named(&folded);
    let exact = named.iter().find(|&&number| values.get(number).folded() == folded);
    if let Some(number) = exact
        && is_met(number)?
    {
        return Ok(vec![*number]);
    }
    let aliased = kept(named, is_met)?;
    if !aliased.is_empty() {
        return Ok(aliased);
    }
    let words: Vec<&str> = name_words(&folded).collect();
    kept(values.with_words(&words), is_met)
}

fn kept(
    numbers: Vec<usize>,
    is_kept: impl Fn(&usize) -> Result<bool, Error>,
) -> Result<Vec<usize>, Error> {
    let mut kept = Vec::new();
    for number in numbers {
        if is_kept(&number)? {
            kept.push(number);
        }
    }
    Ok(kept)
}

/// The note for a name that nobody has.
pub(crate) fn unknown(
    snapshot: &Snapshot,
    place: Where,
    facet: Facet,
    values: &Values,
    typed: &str,
) -> Result<String, Error> {
    let folded = gazetteer::fold(typed);
    let mut note = format!("no {} is called `{typed}`", facet.name());
    let Some(sought) = Sought::new(&folded) else { return Ok(note) };
    let likeness_of = |name: &str| {
        let names = iter::once(name).chain(name_words(name));
        names.filter_map(|name| sought.likeness(name, LEAST_LIKENESS)).reduce(f64::max)
    };
    let likeness = |value: Value<'_>| value.all_folded().filter_map(likeness_of).reduce(f64::max);
    let mut near: Vec<(f64, Value<'_>)> =
        values.iter().filter_map(|value| Some((likeness(value)?, value))).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.shown().cmp(b.1.shown())));
    for (_, value) in near {
        if is_met(snapshot, place, value)? {
            note = format!("{note}; did you mean `{}`?", value.shown());
            break;
        }
    }
    Ok(note)
}

fn is_met(snapshot: &Snapshot, (field, kind): Where, value: Value<'_>) -> Result<bool, Error> {
    for term in value.terms() {
        let term = Term::from_field_text(field, term);
        if snapshot.is_met(&term, kind, Stemmings::ALL).map_err(|error| snapshot.failed(error))? {
            return Ok(true);
        }
    }
    Ok(false)
}
