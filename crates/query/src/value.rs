//! The value of a filter: what may stand behind `country:`, `year:` and the like.

use release::{ReleaseKind, Span};

use crate::{
    Error, Field, Filter, country, date, language,
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
    let is_star = text == "*" && matches!(field, Field::Year | Field::Date);
    let is_open = text == ".." && field == Field::Date;
    if !text.contains(char::is_alphanumeric) && !is_star && !is_open {
        return Err(Error::MissingValue { field: field.name(), span });
    }
    match field {
        Field::Country => read_country(text, span).map(Filter::Country),
        Field::Mentions => read_country(text, span).map(Filter::Mentions),
        Field::Year if text.eq_ignore_ascii_case("undated") => Ok(Filter::Undated),
        Field::Year => date::read_years(text, span).map(Filter::Year),
        Field::Date => date::read(text, span).map(Filter::Date),
        Field::Speaker => Ok(Filter::Speaker(text.to_owned())),
        Field::Organisation => Ok(Filter::Organisation(text.to_owned())),
        Field::Place => Ok(Filter::Place(text.to_owned())),
        Field::Language => language::read(text).map(Filter::Language).ok_or_else(|| {
            let suggestion = language::nearest(text);
            Error::UnknownLanguage { name: text.to_owned(), span, suggestion }
        }),
        Field::Kind => read_kind(text, span).map(Filter::Kind),
    }
}

fn read_country(text: &str, span: Span) -> Result<release::Country, Error> {
    country::resolve(text).ok_or_else(|| {
        let suggestion = country::nearest(text).map(str::to_owned);
        Error::UnknownCountry { name: text.to_owned(), span, suggestion }
    })
}

/// `Press Release` and `press_releases` are `press-release`.
fn read_kind(text: &str, span: Span) -> Result<ReleaseKind, Error> {
    let name = text.to_lowercase().replace([' ', '_'], "-");
    let singular = name.strip_suffix('s').unwrap_or(&name);
    let kind = ReleaseKind::from_name(&name).or_else(|| ReleaseKind::from_name(singular));
    kind.ok_or_else(|| {
        let by_distance = |kind: &ReleaseKind| strsim::osa_distance(kind.name(), &name);
        let nearest = ReleaseKind::ALL.into_iter().min_by_key(by_distance);
        let nearest = nearest.filter(|kind| by_distance(kind) <= 3 && name.len() < 32);
        Error::UnknownType {
            name: text.to_owned(),
            span,
            suggestion: nearest.map(ReleaseKind::name),
        }
    })
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
