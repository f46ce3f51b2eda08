//! `Request`: what is asked of an archive.

use std::time::Duration;

use query::{Field, Filters, Parsed, Query, Subject};

/// The furthest hit that a page can reach; beyond it results are exported.
pub const MAX_DEPTH: usize = 10_000;

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first; then newest first, then by id.
    #[default]
    Relevance,
    /// Best first, where what is older weighs less; then newest first, then by id.
    Recent,
    /// Oldest first, undated last; then by id.
    Oldest,
    /// Newest first, undated last; then by id.
    Newest,
}

impl Sort {
    /// Whether the order depends on how well the hits match.
    pub(crate) fn looks_at_score(self) -> bool {
        matches!(self, Self::Relevance | Self::Recent)
    }
}

/// What is asked of an archive: a query, filters, and how much of the answer is wanted.
#[derive(Clone, Debug)]
pub struct Request {
    /// The query as typed; it is echoed.
    pub text: String,
    /// The canonical spelling of what was understood; it is echoed.
    pub interpreted: String,
    /// What the parser had to say; the answer adds to it.
    pub notes: Vec<String>,
    /// What is sought.
    pub query: Query,
    /// What must hold besides.
    pub filters: Filters,
    /// How many hits; 0 counts only.
    pub limit: usize,
    /// How many hits to pass over.
    pub offset: usize,
    /// The order of hits.
    pub sort: Sort,
    /// The facets to count, in the order they are wanted.
    pub facets: Vec<Field>,
    /// How many values of each facet; 0 gives all.
    pub facet_limit: usize,
    /// Text search covers standing text too, and a mention there counts as a mention.
    pub boilerplate: bool,
    /// One hit for each group of near-duplicates.
    pub collapse: bool,
    /// Whether hits carry snippets.
    pub snippets: bool,
    /// How long the answer may take; beyond it there is an error and no answer. A server asks so.
    pub time_limit: Option<Duration>,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            text: String::new(),
            interpreted: "*".to_owned(),
            notes: Vec::new(),
            query: Query::default(),
            filters: Filters::default(),
            limit: 20,
            offset: 0,
            sort: Sort::Relevance,
            facets: vec![Field::Country, Field::Year, Field::Speaker],
            facet_limit: 10,
            boilerplate: false,
            collapse: false,
            snippets: true,
            time_limit: None,
        }
    }
}

impl Request {
    /// A request for what was parsed from `text`, with the defaults of the command line: 20 hits, and
    /// ten values each of country, year and speaker.
    pub fn new(text: &str, parsed: Parsed) -> Self {
        Self {
            text: text.to_owned(),
            interpreted: parsed.interpreted,
            notes: parsed.notes,
            query: parsed.query,
            filters: parsed.filters,
            ..Self::default()
        }
    }

    /// What is asked for, in plain English.
    pub fn in_words(&self, subject: Subject) -> String {
        let told = query::in_words(subject, &self.query, &self.filters);
        if self.boilerplate { format!("{told}, standing text included") } else { told }
    }
}
