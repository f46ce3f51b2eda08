//! Years and months without releases, so that a trend shows its gaps.

use query::Field;
use release::ReleaseDate;

use super::list::label;
use crate::FacetValue;

/// Adds what lies between the first and the last year or month and was not met, with a count of 0. The
/// order stays: newest first, `undated` last. Values of other facets have no between.
pub fn with_zeros(field: Field, values: Vec<FacetValue>) -> Vec<FacetValue> {
    let mut filled: Vec<FacetValue> = Vec::with_capacity(values.len());
    for value in values {
        let next = filled.last().and_then(|newer| before(field, &newer.value));
        let gaps = std::iter::successors(next, |value| before(field, value));
        let is_dated = before(field, &value.value).is_some();
        let gaps = gaps.take_while(|gap| is_dated && *gap > value.value);
        let zero = |gap: String| FacetValue {
            label: label(field, &gap),
            value: gap,
            count: 0,
            selected: false,
        };
        let gaps: Vec<FacetValue> = gaps.map(zero).collect();
        filled.extend(gaps);
        filled.push(value);
    }
    filled
}

/// The year or month before; `None` for what is neither.
fn before(field: Field, value: &str) -> Option<String> {
    let date: ReleaseDate = value.parse().ok()?;
    match (field, date.month()) {
        (Field::Year, None) => Some(format!("{:04}", date.year() - 1)),
        (Field::Month, Some(1)) => Some(format!("{:04}-12", date.year() - 1)),
        (Field::Month, Some(month)) => Some(format!("{:04}-{:02}", date.year(), month - 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(field: Field, met: &[&str], expected: &[(&str, u64)]) {
        let value = |value: &&str| FacetValue {
            value: (*value).to_owned(),
            label: String::new(),
            count: 1,
            selected: false,
        };
        let filled = with_zeros(field, met.iter().map(value).collect());
        let filled: Vec<(&str, u64)> =
            filled.iter().map(|value| (value.value.as_str(), value.count)).collect();
        assert_eq!(filled, expected);
    }

    #[test]
    fn gaps_between_first_and_last_are_filled() {
        check(
            Field::Year,
            &["2014", "2011", "undated"],
            &[("2014", 1), ("2013", 0), ("2012", 0), ("2011", 1), ("undated", 1)],
        );
        check(
            Field::Month,
            &["2012-02", "2011-11"],
            &[("2012-02", 1), ("2012-01", 0), ("2011-12", 0), ("2011-11", 1)],
        );
    }

    #[test]
    fn nothing_lies_between_other_values() {
        check(Field::Year, &["undated"], &[("undated", 1)]);
        check(Field::Speaker, &["2014", "2011"], &[("2014", 1), ("2011", 1)]);
    }
}
