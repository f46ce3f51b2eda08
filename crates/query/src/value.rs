//! The value of a filter: what may stand behind `country:`, `year:` and the like.

use release::{ReleaseKind, Span};

use crate::{
    Error, Field, Filter, country, date,
    input::excerpt,
    language,
    name::Name,
    token::{Kind, Token},
};

/// Reads the value of a field; `span` is where it stands.
pub(crate) fn read(name: Name, text: &str, span: Span) -> Result<Filter, Error> {
    match name {
        Name::Filter(field) => read_field(field, text, span),
        Name::From => date::read_end(text, span, date::End::First).map(Filter::Date),
        Name::To => date::read_end(text, span, date::End::Last).map(Filter::Date),
        Name::Text(field) => Err(Error::MissingValue { field: field.name(), span }),
    }
}

fn read_field(field: Field, text: &str, span: Span) -> Result<Filter, Error> {
    let is_star = text == "*" && matches!(field, Field::Year | Field::Month | Field::Date);
    let is_open = text == ".." && matches!(field, Field::Month | Field::Date);
    if !text.contains(char::is_alphanumeric) && !is_star && !is_open {
        return Err(Error::MissingValue { field: field.name(), span });
    }
    match field {
        Field::Country => match gazetteer::find_region(text) {
            Some(region) if country::resolve(text).is_none() => {
                Ok(Filter::Region(region.to_owned()))
            }
            _ => read_country(text, span).map(Filter::Country),
        },
        Field::Region => read_region(text, span),
        Field::Mentions => read_country(text, span).map(Filter::Mentions),
        Field::Year if text.eq_ignore_ascii_case("undated") => Ok(Filter::Undated),
        Field::Year => date::read_years(text, span).map(Filter::Year),
        Field::Date | Field::Month => date::read(text, span).map(Filter::Date),
        Field::Speaker => Ok(Filter::Speaker(text.to_owned())),
        Field::Organisation => Ok(Filter::Organisation(text.to_owned())),
        Field::Place => Ok(Filter::Place(text.to_owned())),
        Field::Language => language::read(text).map(Filter::Language).ok_or_else(|| {
            let suggestion = language::nearest(text);
            Error::UnknownLanguage { name: excerpt(text), span, suggestion }
        }),
        Field::Kind => read_kind(text, span).map(Filter::Kind),
    }
}

fn read_country(text: &str, span: Span) -> Result<release::Country, Error> {
    country::resolve(text).ok_or_else(|| {
        let suggestion = country::nearest(text).map(str::to_owned);
        Error::UnknownCountry { name: excerpt(text), span, suggestion }
    })
}

fn read_region(text: &str, span: Span) -> Result<Filter, Error> {
    let region = gazetteer::find_region(text).map(str::to_owned);
    region.map(Filter::Region).ok_or_else(|| Error::UnknownRegion { name: excerpt(text), span })
}

/// `Press Release` and `press_releases` are `press-release`.
fn read_kind(text: &str, span: Span) -> Result<ReleaseKind, Error> {
    let name = text.to_lowercase().replace([' ', '_'], "-");
    let singular = name.strip_suffix('s').unwrap_or(&name);
    let kind = ReleaseKind::from_name(&name).or_else(|| ReleaseKind::from_name(singular));
    kind.ok_or_else(|| {
        let distance = |kind: &ReleaseKind| strsim::osa_distance(kind.name(), &name);
        let nearest = ReleaseKind::ALL.into_iter().filter(|_| name.len() < 32).min_by_key(distance);
        let nearest = nearest.filter(|kind| distance(kind) <= 3);
        Error::UnknownType { name: excerpt(text), span, suggestion: nearest.map(ReleaseKind::name) }
    })
}

/// Whether the text is a value of the field; quicker than to [`read`] it and seek a suggestion.
pub(crate) fn is_value(name: Name, text: &str) -> bool {
    match name {
        Name::Filter(Field::Country) => {
            country::resolve(text).is_some() || gazetteer::find_region(text).is_some()
        }
        Name::Filter(Field::Region) => gazetteer::find_region(text).is_some(),
        Name::Filter(Field::Mentions) => country::resolve(text).is_some(),
        _ => read(name, text, Span::default()).is_ok(),
    }
}

/// The most words a value has.
pub(crate) fn max_words(name: Name) -> usize {
    match name {
        // "the United Kingdom of Great Britain and Northern Ireland" has nine
        Name::Filter(Field::Country | Field::Mentions | Field::Region) => 12,
        Name::Filter(Field::Speaker | Field::Organisation | Field::Place) => usize::MAX,
        Name::Filter(Field::Language | Field::Kind) => 2,
        _ => 1,
    }
}

/// A word or phrase as a value. Sentences run on behind it: a comma is not part of it.
pub(crate) fn text(token: &Token) -> String {
    match &token.kind {
        Kind::Word(term) => term.text.trim_end_matches([',', ';']).to_owned(),
        Kind::Phrase { text, .. } => text.clone(),
        _ => String::new(),
    }
}

/// Several words as one value.
pub(crate) fn join(words: &[Token]) -> String {
    words.iter().map(text).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::{Field, Filter, Options, parse};

    #[test]
    fn every_country_goes_by_its_display_name_in_quotes_and_in_capitals() {
        for entry in gazetteer::all() {
            for name in [entry.name.to_owned(), entry.name.to_uppercase()] {
                let parsed = parse(&format!("country:“{name}”"), Options::default()).unwrap();
                assert_eq!(
                    parsed.filters.groups[0].any_of,
                    [Filter::Country(entry.country)],
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn a_region_may_be_typed_where_a_country_may() {
        let west = Ok(Filter::Region("Western Africa".to_owned()));
        assert_eq!(crate::filter(Field::Country, "West Africa"), west);
        assert_eq!(crate::filter(Field::Region, "western africa"), west);
        let parsed = parse("country:(\"West Africa\" OR KEN) strike", Options::default()).unwrap();
        assert_eq!(parsed.interpreted, "strike country:(\"Western Africa\" OR KEN)");
        // a country of that name goes first
        let south = crate::filter(Field::Country, "South Africa");
        assert_eq!(south, Ok(Filter::Country(release::Country::new("ZAF").unwrap())));
        assert!(crate::filter(Field::Region, "Atlantis").is_err());
    }

    #[test]
    fn a_type_goes_by_its_name_however_it_is_put() {
        for text in ["press-release", "Press Release", "press_releases"] {
            let kind = release::ReleaseKind::PressRelease;
            assert_eq!(crate::filter(Field::Kind, text), Ok(Filter::Kind(kind)), "{text}");
        }
    }
}
