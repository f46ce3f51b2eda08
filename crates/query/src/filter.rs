//! `Filter`: a field value that a query demands, and the filters in force for a search.

use release::{Country, Language, ReleaseKind};
use serde::{Deserialize, Serialize};

use crate::DateRange;

/// A field that filters look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// A country that the release is about.
    Country,
    /// A country that the release is about or names.
    Mentions,
    /// A region of the world that holds a country the release is about. Its filters are those of
    /// [`Country`](Self::Country).
    Region,
    /// The year of the release, or that it is undated.
    Year,
    /// The month of the release, where it is known. Its filters are those of [`Date`](Self::Date).
    Month,
    /// The date of the release; `from:` and `to:` look at it too.
    Date,
    /// A person to whom words are attributed.
    Speaker,
    /// The issuer.
    #[serde(rename = "org")]
    Organisation,
    /// A place of the dateline.
    Place,
    /// The language of the running text.
    #[serde(rename = "lang")]
    Language,
    /// The type of the release.
    #[serde(rename = "type")]
    Kind,
}

impl Field {
    /// Every field, in the order of the contract.
    pub const ALL: [Self; 11] = [
        Self::Country,
        Self::Mentions,
        Self::Region,
        Self::Year,
        Self::Month,
        Self::Date,
        Self::Speaker,
        Self::Organisation,
        Self::Place,
        Self::Language,
        Self::Kind,
    ];

    /// The name before the colon, also the long name of the flag and of the facet.
    pub fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Mentions => "mentions",
            Self::Region => "region",
            Self::Year => "year",
            Self::Month => "month",
            Self::Date => "date",
            Self::Speaker => "speaker",
            Self::Organisation => "org",
            Self::Place => "place",
            Self::Language => "lang",
            Self::Kind => "type",
        }
    }

    /// The field whose filters a facet of this one leaves out of its counts: a region is demanded by
    /// its countries, a month within its year.
    #[must_use]
    pub fn own(self) -> Self {
        match self {
            Self::Region => Self::Country,
            Self::Month => Self::Year,
            field => field,
        }
    }

    /// The field of that [name](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// A value that a query demands of a field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Filter {
    /// The release is about this country.
    Country(Country),
    /// The release is about a country of this region, as [`gazetteer::find_region`] spells it.
    Region(String),
    /// The release is about this country or names it in its title, subtitle, lede or body.
    Mentions(Country),
    /// The release is of these years.
    Year(DateRange),
    /// The release has no date.
    Undated,
    /// The whole period of the release's date lies inside.
    Date(DateRange),
    /// One of its speakers goes by this name; as typed.
    Speaker(String),
    /// Its issuer goes by this name; as typed.
    Organisation(String),
    /// Its dateline names this place; as typed.
    Place(String),
    /// It is in this language.
    Language(Language),
    /// It is of this type.
    Kind(ReleaseKind),
}

impl Filter {
    /// The field it looks at.
    pub fn field(&self) -> Field {
        match self {
            Self::Country(_) | Self::Region(_) => Field::Country,
            Self::Mentions(_) => Field::Mentions,
            Self::Year(_) | Self::Undated => Field::Year,
            Self::Date(_) => Field::Date,
            Self::Speaker(_) => Field::Speaker,
            Self::Organisation(_) => Field::Organisation,
            Self::Place(_) => Field::Place,
            Self::Language(_) => Field::Language,
            Self::Kind(_) => Field::Kind,
        }
    }
}

/// All filters in force: the groups are joined by AND, the values of one group by OR.
///
/// A facet leaves the groups of its own field out of its own counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filters {
    /// Each must hold.
    pub groups: Vec<Group>,
    /// None of these may hold.
    pub not: Vec<Filter>,
}

/// Values of one field, of which one must hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The field of all of them.
    pub field: Field,
    /// The values, at least one.
    pub any_of: Vec<Filter>,
}
