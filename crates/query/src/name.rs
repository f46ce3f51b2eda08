//! `Name`: what may stand before a colon.

use crate::{Field, TextField};

/// A field by its name in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    /// Words are sought in this text.
    Text(TextField),
    /// A value is demanded.
    Filter(Field),
    /// The date is not before.
    From,
    /// The date is not after.
    To,
}

/// What people write for a field that is called otherwise here.
const SYNONYMS: [(&str, &str); 17] = [
    ("author", "speaker"),
    ("before", "to"),
    ("after", "from"),
    ("countries", "country"),
    ("headline", "title"),
    ("issuer", "org"),
    ("kind", "type"),
    ("language", "lang"),
    ("location", "place"),
    ("mentioned", "mentions"),
    ("organisation", "org"),
    ("organization", "org"),
    ("said", "speaker"),
    ("since", "from"),
    ("text", "body"),
    ("until", "to"),
    ("who", "speaker"),
];

impl Name {
    /// The field of that name; capitals do not matter, as telephones put them at the start.
    pub(crate) fn find(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "from" => Some(Self::From),
            "to" => Some(Self::To),
            _ => TextField::from_name(&name)
                .map(Self::Text)
                .or_else(|| Field::from_name(&name).map(Self::Filter)),
        }
    }

    /// The field whose name is one edit away. Two letters are too few to tell a slip from a word.
    pub(crate) fn near(name: &str) -> Option<&'static str> {
        let name = name.to_ascii_lowercase();
        let is_near = |known: &&str| {
            known.len() > 2 && name.len() > 2 && strsim::osa_distance(known, &name) == 1
        };
        // longer names would only cost time
        if name.len() > 16 { None } else { all().find(is_near) }
    }

    /// The field that is meant by another word for it.
    pub(crate) fn synonym(name: &str) -> Option<&'static str> {
        let name = name.to_ascii_lowercase();
        SYNONYMS.iter().find(|(word, _)| *word == name).map(|&(_, field)| field)
    }

    /// The name as it is printed.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Text(field) => field.name(),
            Self::Filter(field) => field.name(),
            Self::From => "from",
            Self::To => "to",
        }
    }

    /// Whether its values are dates, which may be written as ranges and comparisons.
    pub(crate) fn is_dated(self) -> bool {
        matches!(self, Self::Filter(Field::Date | Field::Year | Field::Month))
    }
}

fn all() -> impl Iterator<Item = &'static str> {
    TextField::NAMED
        .into_iter()
        .map(TextField::name)
        .chain(Field::ALL.into_iter().map(Field::name))
        .chain(["from"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_one_letter_is_near() {
        for (slip, field) in [("contry", "country"), ("tilte", "title"), ("Speakr", "speaker")] {
            assert_eq!(Name::near(slip), Some(field));
        }
        assert_eq!(Name::near("no"), None);
        assert_eq!(Name::near("azerbaijan"), None);
    }

    #[test]
    fn synonyms_name_fields_and_are_none() {
        for (word, field) in SYNONYMS {
            assert!(Name::find(field).is_some() && Name::find(word).is_none(), "{word}");
        }
    }
}
