//! `Map`: which column or key of a table of another system holds what of a release.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// What of a release a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    /// The headline.
    Title,
    /// The line below it.
    Subtitle,
    /// When it was published, as written.
    Date,
    /// Who issues it.
    Organisation,
    /// In which language it is written.
    Language,
    /// Where it was issued.
    Place,
    /// The text itself, plain or in HTML.
    Body,
}

impl Field {
    /// Every field, in the order in which a record is written.
    pub const ALL: [Self; 7] = [
        Self::Title,
        Self::Subtitle,
        Self::Date,
        Self::Organisation,
        Self::Language,
        Self::Place,
        Self::Body,
    ];

    /// Its name in a map, which is also its name in front matter.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Date => "date",
            Self::Organisation => "organisation",
            Self::Language => "language",
            Self::Place => "place",
            Self::Body => "body",
        }
    }
}

/// Which column or key holds which field: `title=headline,body=text`.
///
/// A key of nested objects has dots in it: `fields.title`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Map(Vec<(Field, String)>);

impl Map {
    /// The columns that hold a field, in the order given.
    pub fn columns(&self, field: Field) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(of, _)| *of == field).map(|(_, column)| column.as_str())
    }

    /// A map of these pairs.
    pub(super) fn of(pairs: Vec<(Field, String)>) -> Self {
        Self(pairs)
    }

    /// A map that a known system needs.
    pub(super) fn known(pairs: &[(Field, &str)]) -> Self {
        Self(pairs.iter().map(|(field, column)| (*field, (*column).to_owned())).collect())
    }
}

/// A map that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MapError {
    /// A piece without an equals sign.
    #[error("`{0}` names no column; write FIELD=COLUMN, as in title=headline,body=text")]
    NoColumn(String),
    /// No field has that name.
    #[error("there is no field `{0}`; the fields are {fields}", fields = fields())]
    NoField(String),
    /// Without a text there is nothing to read.
    #[error("no column holds the text; add body=COLUMN")]
    NoBody,
}

fn fields() -> String {
    Field::ALL.map(Field::name).join(", ")
}

impl FromStr for Map {
    type Err = MapError;

    fn from_str(map: &str) -> Result<Self, MapError> {
        let mut pairs = Vec::new();
        for piece in map.split(',').map(str::trim).filter(|piece| !piece.is_empty()) {
            let (name, column) = piece
                .split_once('=')
                .map(|(name, column)| (name.trim(), column.trim()))
                .filter(|(_, column)| !column.is_empty())
                .ok_or_else(|| MapError::NoColumn(piece.to_owned()))?;
            let field = Field::ALL
                .into_iter()
                .find(|field| field.name().eq_ignore_ascii_case(name))
                .ok_or_else(|| MapError::NoField(name.to_owned()))?;
            pairs.push((field, column.to_owned()));
        }
        let has_body = pairs.iter().any(|(field, _)| *field == Field::Body);
        if has_body { Ok(Self(pairs)) } else { Err(MapError::NoBody) }
    }
}

impl fmt::Display for Map {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (idx, (field, column)) in self.0.iter().enumerate() {
            let comma = if idx > 0 { "," } else { "" };
            write!(f, "{comma}{}={column}", field.name())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_names_fields_and_their_columns() {
        let map: Map = "title=headline, body = text,body=more".parse().unwrap();
        assert_eq!(map.columns(Field::Body).collect::<Vec<_>>(), ["text", "more"]);
        assert_eq!(map.to_string(), "title=headline,body=text,body=more");
        let refusal = |map: &str| map.parse::<Map>().unwrap_err().to_string();
        assert_eq!(refusal("title=headline"), "no column holds the text; add body=COLUMN");
        assert!(refusal("headline").starts_with("`headline` names no column"));
        assert!(
            refusal("author=by")
                .ends_with("title, subtitle, date, organisation, language, place, body")
        );
    }
}
