//! `Answer`: what an archive gives back. Serialises to the JSON of the command line and of HTTP.

use query::Field;
use release::{Country, Language};
use serde::{Serialize, Serializer, ser::SerializeMap};
use utoipa::ToSchema;

/// The hits, the facet counts and the time taken. `total` and every count are exact.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Answer<H = Hit> {
    /// The query as typed.
    pub query: String,
    /// The canonical spelling of what was understood.
    pub interpreted: String,
    /// The same in plain English; the JSON is fixed and has no place for it.
    #[serde(skip)]
    pub in_words: String,
    /// What the reader should know: how odd input was read, what was suggested.
    pub notes: Vec<String>,
    /// How many there are.
    pub total: u64,
    /// How many were asked for.
    pub limit: usize,
    /// How many were passed over.
    pub offset: usize,
    /// Milliseconds.
    pub took_ms: f64,
    /// The page asked for.
    pub hits: Vec<H>,
    /// The facets asked for.
    #[schema(value_type = BTreeMap<String, Vec<FacetValue>>)]
    pub facets: Facets,
}

/// An answer whose hits, total and facets are about quotes.
pub type QuoteAnswer = Answer<QuoteHit>;

/// Facets in the order they were asked for; serialises as a map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets(pub Vec<(Field, Vec<FacetValue>)>);

impl Facets {
    /// The values of one facet; empty if it was not asked for.
    pub fn get(&self, field: Field) -> &[FacetValue] {
        self.0.iter().find(|(other, _)| *other == field).map_or(&[], |(_, values)| values)
    }
}

impl Serialize for Facets {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (field, values) in &self.0 {
            map.serialize_entry(field.name(), values)?;
        }
        map.end()
    }
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FacetValue {
    /// What to filter by: `KAZ`, `2012`, a name.
    pub value: String,
    /// What to show: `Kazakhstan`, `2012`, a name.
    pub label: String,
    /// How many hits a click on it would give, the other filters in force.
    pub count: u64,
    /// Whether it is among the filters in force.
    pub selected: bool,
}

/// One release in a result.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Hit {
    /// 16 hexadecimal digits.
    pub id: String,
    /// By relevance; 1 where nothing was ranked.
    pub score: f32,
    /// The headline.
    pub title: Option<String>,
    /// The line under it.
    pub subtitle: Option<String>,
    /// `2012-04-03`, `2012-04` or `2012`.
    pub date: Option<String>,
    /// The issuer.
    pub organisation: Option<String>,
    /// Such as `press-release`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// ISO 639-1.
    #[schema(value_type = Option<String>)]
    pub language: Option<Language>,
    /// The focus countries.
    #[schema(value_type = Vec<String>)]
    pub countries: Vec<Country>,
    /// The places of the dateline.
    pub places: Vec<String>,
    /// The persons whose words it gives.
    pub speakers: Vec<String>,
    /// The first of its files, as given.
    pub path: String,
    /// How many other releases say nearly the same.
    pub near_duplicates: u64,
    /// The passages that match best.
    pub snippets: Vec<Snippet>,
}

/// One quote in a result.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct QuoteHit {
    /// The id of its release, a dash and its number in the release, counted from 0.
    pub id: String,
    /// The words without the marks.
    pub text: String,
    /// `direct` or `indirect`.
    pub kind: &'static str,
    /// Spans that one act of saying joins share this number.
    pub utterance: u32,
    /// The person.
    pub speaker: Option<String>,
    /// Whose words they are, as the passage puts it.
    pub speaker_surface: Option<String>,
    /// What the person was then.
    pub role: Option<String>,
    /// For whom the person spoke then.
    pub organisation: Option<String>,
    /// The date of the release.
    pub date: Option<String>,
    /// The focus countries of the release.
    #[schema(value_type = Vec<String>)]
    pub countries: Vec<Country>,
    /// The countries named in the words.
    #[schema(value_type = Vec<String>)]
    pub mentions: Vec<Country>,
    /// Where it stands.
    pub release: QuoteSource,
    /// The block it stands in, counted from 0.
    pub paragraph: u32,
    /// The page it begins on, where the file has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub page: Option<u32>,
    /// First byte in the text of the release, marks included.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// By relevance; 1 where nothing was ranked.
    pub score: f32,
    /// The words with the hits marked.
    pub snippets: Vec<Snippet>,
}

/// The release that a quote stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct QuoteSource {
    /// 16 hexadecimal digits.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// The first of its files, as given.
    pub path: String,
}

/// A passage with the words that were sought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Snippet {
    /// Where it stands: `title`, `lead`, `body`, `contacts`, `background` or `quote`.
    pub field: &'static str,
    /// The passage on one line, without control characters.
    pub text: String,
    /// Byte ranges `[start, end)` of `text`.
    pub highlights: Vec<[usize; 2]>,
}
