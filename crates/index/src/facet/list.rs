//! The values of a facet in the order in which they are shown.

use std::cmp::Reverse;

use query::{Field, Filter, Filters};
use release::{Country, ReleaseDate};

use super::{Counted, month};
use crate::{FacetValue, document::UNDATED};

/// The values that were met, by count, then by value; years and months newest first, `undated` last.
///
/// `limit` 0 gives all. `prefix` keeps values of which a word starts so, folded. `selected` are the
/// numbers of the names that filters demand, sorted.
pub(crate) fn list(
    field: Field,
    counted: &Counted,
    filters: &Filters,
    selected: &[usize],
    prefix: &str,
    limit: usize,
) -> Vec<FacetValue> {
    let prefix = gazetteer::fold(prefix);
    let is_selected = |number: usize| selected.binary_search(&number).is_ok();
    let mut numbers: Vec<usize> = counted
        .met()
        .filter(|&number| prefix.is_empty() || starts_with(field, counted, number, &prefix))
        .collect();
    let shown = |number: usize| counted.values.get(number).shown();
    let limit = if limit == 0 { numbers.len() } else { limit.min(numbers.len()) };
    if matches!(field, Field::Year | Field::Month) {
        numbers.sort_by_key(|&number| (shown(number) == UNDATED, Reverse(shown(number))));
    } else {
        numbers = first_by_count(counted, numbers, limit);
    }
    numbers.truncate(limit);
    let value = |number: usize| FacetValue {
        value: shown(number).to_owned(),
        label: label(field, shown(number)),
        count: counted.count(number),
        selected: is_selected(number) || is_filtered(field, shown(number), filters),
    };
    numbers.into_iter().map(value).collect()
}

/// The first of these values by count, then by what is shown.
///
/// Most values of a long facet share the lowest counts. Their strings are compared only where they
/// compete for the last places.
fn first_by_count(counted: &Counted, mut numbers: Vec<usize>, limit: usize) -> Vec<usize> {
    let count = |number: usize| counted.count(number);
    let by_text = |a: &usize, b: &usize| counted.values.compare(*a, *b);
    if limit == 0 || numbers.is_empty() {
        return Vec::new();
    }
    let mut ties = Vec::new();
    if limit < numbers.len() {
        let mut counts: Vec<u64> = numbers.iter().map(|&number| count(number)).collect();
        let (_, &mut least, _) =
            counts.select_nth_unstable_by_key(limit - 1, |count| Reverse(*count));
        ties.extend(numbers.iter().copied().filter(|&number| count(number) == least));
        numbers.retain(|&number| count(number) > least);
        let n_left = limit - numbers.len();
        if n_left < ties.len() {
            ties.select_nth_unstable_by(n_left, by_text);
            ties.truncate(n_left);
        }
    }
    numbers.append(&mut ties);
    numbers.sort_by(|a, b| count(*b).cmp(&count(*a)).then_with(|| by_text(a, b)));
    numbers
}

/// Whether the value, its label or a word of either starts with the folded prefix.
fn starts_with(field: Field, counted: &Counted, number: usize, prefix: &str) -> bool {
    let value = counted.values.get(number);
    let texts = [gazetteer::fold(value.folded()), gazetteer::fold(&label(field, value.shown()))];
    texts.iter().any(|text| {
        let starts = text.match_indices(prefix).map(|(at, _)| &text[..at]);
        starts.into_iter().any(|before| !before.ends_with(char::is_alphanumeric))
    })
}

pub(super) fn label(field: Field, value: &str) -> String {
    let name = match (field, Country::new(value)) {
        (Field::Country | Field::Mentions, Some(country)) => gazetteer::name(country),
        (Field::Month, _) => return month::label(value).unwrap_or_else(|| value.to_owned()),
        _ => "",
    };
    if name.is_empty() { value } else { name }.to_owned()
}

/// Whether a filter of this field demands the value. Names are resolved by the caller.
fn is_filtered(field: Field, value: &str, filters: &Filters) -> bool {
    let groups = filters.groups.iter().filter(|group| group.field == field.own());
    groups.flat_map(|group| &group.any_of).any(|filter| match filter {
        Filter::Country(country) | Filter::Mentions(country) => country.code() == value,
        Filter::Region(region) if field == Field::Region => {
            region == value
                || gazetteer::countries_of(region)
                    .any(|country| gazetteer::region(country) == value)
        }
        Filter::Region(region) => {
            gazetteer::countries_of(region).any(|country| country.code() == value)
        }
        Filter::Year(range) => value.parse::<ReleaseDate>().is_ok_and(|year| range.contains(year)),
        Filter::Undated => value == UNDATED,
        Filter::Language(language) => language.code() == value,
        Filter::Kind(kind) => kind.name() == value,
        Filter::Date(_) | Filter::Speaker(_) | Filter::Organisation(_) | Filter::Place(_) => false,
    })
}
