//! The value of a filter flag, on the command line or in an address.

use release::Span;

use crate::{
    Error, Field, Filter,
    input::{Input, tidy},
    name::Name,
    value,
};

/// Reads one value of a filter flag such as `--country` or `--year`.
///
/// # Errors
///
/// Fails where the field has no such value, no such date, or the value is longer than a query.
///
/// # Examples
///
/// ```
/// use query::{DateRange, Field, Filter};
///
/// let years = query::filter(Field::Year, "2012..2014")?;
/// assert_eq!(years, Filter::Year(DateRange { first: Some(20_120_101), last: Some(20_141_231) }));
/// assert_eq!(query::filter(Field::Year, "undated")?, Filter::Undated);
/// # Ok::<(), query::Error>(())
/// ```
pub fn filter(field: Field, value: &str) -> Result<Filter, Error> {
    read_flag(Name::Filter(field), value)
}

/// Reads one value of a filter by the name of its flag: as [`filter`], and `from` and `to` as well.
///
/// # Errors
///
/// As [`filter`]; also where no filter has that name.
///
/// # Examples
///
/// ```
/// use query::{DateRange, Filter};
///
/// let until = query::named_filter("to", "2012-02")?;
/// assert_eq!(until, Filter::Date(DateRange { first: None, last: Some(20_120_229) }));
/// let error = query::named_filter("contry", "KAZ").unwrap_err();
/// assert_eq!(error.suggestion(), Some("country"));
/// # Ok::<(), query::Error>(())
/// ```
pub fn named_filter(name: &str, value: &str) -> Result<Filter, Error> {
    match Name::find(name) {
        Some(Name::Text(_)) | None => Err(Error::UnknownFilter {
            name: tidy(name),
            suggestion: Name::near(name).or_else(|| Name::synonym(name)),
            span: Span::new(0, name.len()),
        }),
        Some(name) => read_flag(name, value),
    }
}

fn read_flag(name: Name, value: &str) -> Result<Filter, Error> {
    let text = Input::read(value)?.tidy();
    value::read(name, &text, Span::new(0, value.len()))
}
