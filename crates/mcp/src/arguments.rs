//! What the tools take. The comments are what a program that asks is told.

use ask::{Counting, Narrowing, Of, facet_field};
use query::Field;
use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;

use crate::answer::Refused;

/// What narrows a search: several values of one field mean either, different fields mean all.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(crate) struct Filters {
    /// Countries that a release is about: names, adjectives or codes in any language
    country: Vec<String>,
    /// Countries that a release names, about them or not; of quotes, those named in the words
    mentions: Vec<String>,
    /// Years, ranges such as `2012..2014`, or `undated`
    year: Vec<String>,
    /// Dated then or later: `2012`, `2012-04` or `2012-04-03`
    from: Option<String>,
    /// Dated then or earlier
    to: Option<String>,
    /// Persons whose words are given
    speaker: Vec<String>,
    /// Organisations that issued the release
    org: Vec<String>,
    /// Languages, such as `fr`
    lang: Vec<String>,
    /// press-release, statement, open-letter, urgent-action, media-advisory, report or other
    #[serde(rename = "type")]
    kind: Vec<String>,
    /// What must not hold, such as `country=Kenya` or `year=2012`
    not: Vec<String>,
}

impl From<Filters> for Narrowing {
    fn from(filters: Filters) -> Self {
        let Filters { country, mentions, year, from, to, speaker, org, lang, kind, not } = filters;
        Self { country, mentions, year, from, to, speaker, org, lang, kind, not, ..Self::default() }
    }
}

/// A question, and how much of the answer is wanted.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Search {
    /// Words, "exact phrases", AND OR NOT, word*, field:value; nothing means everything
    pub(crate) query: String,
    /// What narrows it
    pub(crate) filters: Filters,
    /// How many hits, 20 at most [default: 5]
    pub(crate) limit: Option<usize>,
    /// How many hits to pass over
    pub(crate) offset: usize,
    /// `relevance`, `date` (oldest first) or `-date` (newest first) [default: relevance]
    pub(crate) sort: Option<String>,
}

/// One release.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Get {
    /// The id that a search gives, or its first 6 or more digits; that of a quote gives its release
    pub(crate) id: String,
    /// Whether to give the text too
    #[serde(default)]
    pub(crate) body: bool,
    /// The byte at which the text starts, to read on
    #[serde(default)]
    pub(crate) start: usize,
}

/// One facet.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Facets {
    /// country, mentions, region, year, month, speaker, org, place, lang or type
    field: String,
    /// Count only what matches this; nothing means everything
    #[serde(default)]
    pub(crate) query: String,
    /// What narrows it
    #[serde(default)]
    pub(crate) filters: Filters,
    /// Only values with a word that starts so
    #[serde(default)]
    prefix: Option<String>,
    /// Whether to count quotes instead of releases
    #[serde(default)]
    quotes: bool,
    /// How many values, 100 at most [default: 20]
    #[serde(default)]
    limit: Option<usize>,
}

/// So many values of a facet are listed.
const FEW_VALUES: usize = 20;
const MOST_VALUES: usize = 100;

impl Facets {
    pub(crate) fn field(&self) -> Result<Field, Refused> {
        facet_field(&self.field).map_err(Refused)
    }

    pub(crate) fn counting(&self) -> Counting {
        Counting {
            prefix: self.prefix.clone(),
            of: if self.quotes { Of::Quotes } else { Of::Releases },
            limit: self.limit.unwrap_or(FEW_VALUES).clamp(1, MOST_VALUES),
            ..Counting::default()
        }
    }
}
