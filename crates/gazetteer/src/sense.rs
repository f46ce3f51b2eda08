//! `Sense`: what a surface form of the tables may mean.

use release::Country;

/// How a country is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Its usual name: `Kazakhstan`.
    Name,
    /// Its long form: `Republic of Korea`.
    Official,
    /// A short, former or colloquial name: `Burma`.
    Alias,
    /// An abbreviation: `DRC`, `U.S.`
    Acronym,
    /// An adjective or the name of its people: `Kazakhstani`.
    Demonym,
    /// A city in it, which is no mention of the country.
    City,
    /// A region of it, which is no mention of the country.
    Region,
    /// A body of its state or an office, which is no mention of the country.
    Institution,
    /// Who leads or led its state, government or opposition, which is no mention of the country.
    Leader,
}

impl Kind {
    /// Whether the country itself is named, not only a place in it.
    pub fn is_mention(self) -> bool {
        !matches!(self, Self::City | Self::Region | Self::Institution | Self::Leader)
    }
}

/// One meaning of a surface form in the texts of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sense {
    /// None for a mask: the passage holds a country's name and does not mean the country.
    pub(crate) country: Option<Country>,
    pub(crate) kind: Kind,
    /// An English form that the language of the text does not share.
    pub(crate) is_foreign: bool,
    /// May mean another country, a person or nothing.
    pub(crate) is_ambiguous: bool,
    pub(crate) bond: Bond,
}

/// What must touch a surface form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bond {
    /// Nothing.
    Free,
    /// An ending: it is a stem.
    Ending,
    /// The Arabic article, which the surface form leaves out.
    Article,
}

impl Sense {
    pub(crate) fn new(country: Option<Country>, kind: Kind) -> Self {
        Self { country, kind, is_foreign: false, is_ambiguous: false, bond: Bond::Free }
    }

    /// Adds it to the senses of a form, unless one of them says as much.
    pub(crate) fn join(self, senses: &mut Vec<Self>) {
        let same = senses.iter_mut().find(|known| {
            known.country == self.country
                && known.bond == self.bond
                && known.kind.is_mention() == self.kind.is_mention()
        });
        match same {
            Some(known) => known.is_foreign &= self.is_foreign,
            None => senses.push(self),
        }
    }
}
