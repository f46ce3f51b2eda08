//! How values are put into words for people.

use query::{Field, Filter};
use release::{Language, ReleaseDate};

/// A message for a reader of pages: what stands between ticks for a terminal is quoted.
pub(crate) fn told(message: String) -> String {
    if message.matches('`').count() % 2 == 1 {
        return message;
    }
    let mut parts = message.split('`');
    let mut told = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        told.push(if at % 2 == 0 { '“' } else { '”' });
        told.push_str(part);
    }
    told
}

/// `3 April 2012` for `2012-04-03`.
pub(crate) fn day(date: &str) -> String {
    date.parse().map_or_else(|_| date.to_owned(), ReleaseDate::in_words)
}

/// From the first date to the last; one of them where they are the same.
pub(crate) fn span(first: Option<&str>, last: Option<&str>) -> Option<String> {
    match (first, last) {
        (Some(first), Some(last)) if first != last => {
            Some(format!("{} to {}", day(first), day(last)))
        }
        (first, last) => first.or(last).map(day),
    }
}

/// The name of a field.
pub(crate) fn field(field: Field) -> &'static str {
    match field {
        Field::Country => "country",
        Field::Mentions => "names country",
        Field::Region => "region",
        Field::Year => "year",
        Field::Month => "month",
        Field::Date => "date",
        Field::Speaker => "speaker",
        Field::Organisation => "organisation",
        Field::Place => "place",
        Field::Language => "language",
        Field::Kind => "type",
    }
}

/// Several values of a field.
pub(crate) fn plural(field: Field) -> &'static str {
    match field {
        Field::Country => "Countries",
        Field::Mentions => "Countries named",
        Field::Region => "Regions",
        Field::Year => "Years",
        Field::Month => "Months",
        Field::Date => "Dates",
        Field::Speaker => "Speakers",
        Field::Organisation => "Organisations",
        Field::Place => "Places",
        Field::Language => "Languages",
        Field::Kind => "Types",
    }
}

/// The same of a parameter.
pub(crate) fn parameter(name: &str) -> &str {
    match Field::from_name(name) {
        Some(field) => self::field(field),
        None => name,
    }
}

/// A value of a filter.
pub(crate) fn value(filter: &Filter, typed: &str) -> String {
    match filter {
        Filter::Country(country) | Filter::Mentions(country) => {
            gazetteer::name(*country).to_owned()
        }
        Filter::Region(region) => region.clone(),
        Filter::Undated => "undated".to_owned(),
        Filter::Language(language) => self::language(*language),
        Filter::Kind(kind) => kind.name().replace('-', " "),
        Filter::Year(_) | Filter::Date(_) => typed.replace("..", "–"),
        Filter::Speaker(name) | Filter::Organisation(name) | Filter::Place(name) => name.clone(),
    }
}

/// The English name of a language, its code where it has none.
pub(crate) fn language(language: Language) -> String {
    query::language_name(language).unwrap_or(language.code()).to_owned()
}

/// What a value of a facet is called.
pub(crate) fn label(field: Field, value: &str, label: &str) -> String {
    match field {
        Field::Language | Field::Kind => query::filter(field, value)
            .map_or_else(|_| label.to_owned(), |it| self::value(&it, value)),
        _ => label.to_owned(),
    }
}

/// Role and organisation, as far as they are known.
pub(crate) fn office(role: Option<&str>, organisation: Option<&str>) -> Option<String> {
    let parts: Vec<&str> = [role, organisation].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The first words of a text, with an ellipsis where there are more.
pub(crate) fn first_words(text: &str, most: usize) -> String {
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(most).collect();
    let more = if words.next().is_some() { " …" } else { "" };
    format!("{}{more}", first.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_become_quotation_marks_where_they_are_pairs() {
        let told = |message: &str| told(message.to_owned());
        assert_eq!(told("no `a`, but `b`"), "no “a”, but “b”");
        assert_eq!(told("one ` alone"), "one ` alone");
    }

    #[test]
    fn a_span_of_dates_is_as_precise_as_its_ends() {
        let told = span(Some("2002-11"), Some("2012-01-17"));
        assert_eq!(told.as_deref(), Some("November 2002 to 17 January 2012"));
        assert_eq!(span(Some("2012"), Some("2012")).as_deref(), Some("2012"));
        assert_eq!(span(None, None), None);
    }

    #[test]
    fn codes_are_told_by_name() {
        assert_eq!(label(Field::Language, "fr", "fr"), "French");
        assert_eq!(label(Field::Kind, "open-letter", "open-letter"), "open letter");
        assert_eq!(label(Field::Speaker, "Ana Roe", "Ana Roe"), "Ana Roe");
    }
}
