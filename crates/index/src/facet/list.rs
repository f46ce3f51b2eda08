//! The values of a facet in the order in which they are shown.

use std::cmp::Reverse;

use query::{Field, Filter, Filters};
use release::{Country, ReleaseDate};

use super::{Counted, month};
use crate::{FacetValue, document::UNDATED};

/// So many values are kept in order while the others pass by.
const FEW: usize = 64;

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
    let met = counted
        .met()
        .filter(|&number| prefix.is_empty() || starts_with(field, counted, number, &prefix));
    let shown = |number: usize| counted.values.get(number).shown();
    let limit = if limit == 0 { usize::MAX } else { limit };
    let numbers = if matches!(field, Field::Year | Field::Month) {
        let mut numbers: Vec<usize> = met.collect();
        numbers.sort_by_key(|&number| (shown(number) == UNDATED, Reverse(shown(number))));
        numbers.truncate(limit);
        numbers
    } else if limit <= FEW {
        first_few_by_count(counted, met, limit)
    } else {
        first_by_count(counted, met.collect(), limit)
    };
    let value = |number: usize| FacetValue {
        value: shown(number).to_owned(),
        label: label(field, shown(number)),
        count: counted.count(number),
        selected: is_selected(number) || is_filtered(field, shown(number), filters),
    };
    numbers.into_iter().map(value).collect()
}

/// The first few of these values by count, then by what is shown. Nearly all are less than what is kept.
fn first_few_by_count(
    counted: &Counted,
    numbers: impl Iterator<Item = usize>,
    limit: usize,
) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::with_capacity(limit + 1);
    let mut least = 0;
    for number in numbers {
        let count = counted.count(number);
        if count < least {
            continue;
        }
        let is_before = |&other: &usize| {
            let by_count = count.cmp(&counted.count(other));
            by_count.then_with(|| counted.values.compare(other, number)).is_lt()
        };
        let at = kept.partition_point(is_before);
        if at == limit {
            continue;
        }
        kept.insert(at, number);
        kept.truncate(limit);
        if kept.len() == limit {
            least = kept.last().map_or(0, |&last| counted.count(last));
        }
    }
    kept
}

/// The first of these values by count, then by what is shown.
///
/// Most values of a long facet share the lowest counts. Their strings are compared only where they
/// compete for the last places.
fn first_by_count(counted: &Counted, mut numbers: Vec<usize>, limit: usize) -> Vec<usize> {
    let count = |number: usize| counted.count(number);
    let by_text = |a: &usize, b: &usize| counted.values.compare(*a, *b);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_few_values_are_the_first_of_all(
            counts in proptest::collection::vec(0_u32..6, 0..200),
            limit in 1_usize..20,
        ) {
            let counted = Counted::of_numbers(counts);
            let met: Vec<usize> = counted.met().collect();
            let mut all = first_by_count(&counted, met, usize::MAX);
            all.truncate(limit);
            prop_assert_eq!(first_few_by_count(&counted, counted.met(), limit), all);
        }
    }
}
