//! `Paging`: which of the hits, in which order, with which facets.

use clap::{Args, ValueEnum};
use index::{Request, Sort};
use query::Field;

use crate::facet_field;

/// Which of the hits are wanted and what is counted beside them.
#[derive(Clone, Debug, Args)]
pub struct Paging {
    /// How many hits; 0 prints counts only
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// How many hits to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// The order: relevance, date (oldest first) or -date (newest first)
    #[arg(long, value_name = "ORDER", default_value = "relevance", allow_hyphen_values = true)]
    pub sort: Order,
    /// Rank newer releases before older ones that match about as well
    #[arg(long, conflicts_with = "sort")]
    pub recent: bool,
    /// Count the values of this field: country, mentions, region, year, month, speaker, org, place, lang, type
    /// [default: country, year, speaker]
    #[arg(long, value_name = "FIELD", value_parser = facet_field)]
    pub facet: Vec<Field>,
    /// How many values of each facet; 0 lists all
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub facet_limit: usize,
    /// One hit for each group of near-duplicates
    #[arg(long)]
    pub collapse: bool,
}

impl Default for Paging {
    /// Those of the command line.
    fn default() -> Self {
        Self {
            limit: 20,
            offset: 0,
            sort: Order::Relevance,
            recent: false,
            facet: Vec::new(),
            facet_limit: 10,
            collapse: false,
        }
    }
}

impl Paging {
    /// Asks for this page in a request.
    pub fn apply(&self, request: &mut Request) {
        request.limit = self.limit;
        request.offset = self.offset;
        request.sort = match self.sort {
            Order::Relevance if self.recent => Sort::Recent,
            Order::Relevance => Sort::Relevance,
            Order::Date => Sort::Oldest,
            Order::Newest => Sort::Newest,
        };
        if !self.facet.is_empty() {
            request.facets.clear();
            for field in &self.facet {
                if !request.facets.contains(field) {
                    request.facets.push(*field);
                }
            }
        }
        request.facet_limit = self.facet_limit;
        request.collapse = self.collapse;
    }
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// Best first
    #[default]
    Relevance,
    /// Oldest first
    Date,
    /// Newest first
    #[value(name = "-date")]
    Newest,
}

/// Which part of a list is wanted.
#[derive(Clone, Copy, Debug, Args)]
pub struct Window {
    /// How many rows; 0 prints counts only
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// How many rows to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
}

impl Default for Window {
    /// That of the command line.
    fn default() -> Self {
        Self { limit: 20, offset: 0 }
    }
}

impl Window {
    /// Asks for these rows in a request.
    pub fn apply(&self, request: &mut Request) {
        request.limit = self.limit;
        request.offset = self.offset;
    }
}
