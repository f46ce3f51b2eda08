//! The value of a filter: what may stand behind `country:`, `year:` and the like.

use release::{Language, ReleaseKind, Span};

use crate::{DateRange, Error, Field, Filter, country};

/// Reads the value of a field; `span` is where it stands.
pub(crate) fn read(field: Field, text: &str, span: Span) -> Result<Filter, Error> {
    let (filter, expected) = match field {
        Field::Country => (country::resolve(text).map(Filter::Country), "expected a country"),
        Field::Mentions => (country::resolve(text).map(Filter::Mentions), "expected a country"),
        Field::Year if text == "undated" => (Some(Filter::Undated), ""),
        Field::Year => (DateRange::read(text).map(Filter::Year), "expected a year"),
        Field::Date => (DateRange::read(text).map(Filter::Date), "expected a date"),
        Field::Speaker => (Some(Filter::Speaker(text.to_owned())), ""),
        Field::Organisation => (Some(Filter::Organisation(text.to_owned())), ""),
        Field::Place => (Some(Filter::Place(text.to_owned())), ""),
        Field::Language => (Language::new(text).map(Filter::Language), "expected a language"),
        Field::Kind => (ReleaseKind::from_name(text).map(Filter::Kind), "expected a type"),
    };
    filter.ok_or_else(|| Error::Value {
        expected,
        value: text.to_owned(),
        span,
        suggestion: country::nearest(text),
    })
}
