//! Questions: `search`, `quotes`, `facets`, `who`, `speaker`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use query::Field;

use super::{FilterArgs, Of, Shape};

#[derive(Clone, Debug, Args)]
pub(crate) struct SearchArgs {
    /// Words, "exact phrases", field:value, AND OR NOT, word*, word~1
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) filters: FilterArgs,
    /// How many hits; 0 prints counts only
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    /// How many hits to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: usize,
    /// The order: relevance, date (oldest first) or -date (newest first)
    #[arg(long, value_name = "ORDER", default_value = "relevance", allow_hyphen_values = true)]
    pub(crate) sort: SortBy,
    /// Rank newer releases before older ones that match about as well
    #[arg(long, conflicts_with = "sort")]
    pub(crate) recent: bool,
    /// Count the values of this field: country, mentions, region, year, month, speaker, org, place, lang, type
    /// [default: country, year, speaker]
    #[arg(long, value_name = "FIELD", value_parser = facet_field)]
    pub(crate) facet: Vec<Field>,
    /// How many values of each facet; 0 lists all
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) facet_limit: usize,
    /// One hit for each group of near-duplicates
    #[arg(long)]
    pub(crate) collapse: bool,
    #[command(flatten)]
    pub(crate) shape: Shape,
}

/// What `search` takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct ReleasesArgs {
    #[command(flatten)]
    pub(crate) search: SearchArgs,
    /// A table of counts for the queries of a file, one a line; `-` reads standard input
    ///
    /// Blank lines and those that start with # are passed over. Filters hold for every line. Each --facet
    /// adds a column for each value, `--facet year` one for every year from the first to the last. A line
    /// that cannot be read as a query keeps its row and tells why. Exit codes: 0 found, 1 nothing found for
    /// any line, 2 no line could be read, 3 some could not.
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    pub(crate) queries: Option<PathBuf>,
}

/// What `quotes` takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct QuotesArgs {
    #[command(flatten)]
    pub(crate) search: SearchArgs,
    /// Only quotes whose words stand in another release too, with where else, who and what differs
    #[arg(long, conflicts_with = "cite")]
    pub(crate) reused: bool,
    /// The quotes with their sources, one a line, to be copied
    #[arg(long, conflicts_with_all = ["json", "jsonl", "csv"], help_heading = "Output")]
    pub(crate) cite: bool,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SortBy {
    /// Best first
    Relevance,
    /// Oldest first
    Date,
    /// Newest first
    #[value(name = "-date")]
    Newest,
}

#[derive(Debug, Args)]
pub(crate) struct FacetsArgs {
    /// country, mentions, region, year, month, speaker, org, place, lang or type
    #[arg(value_parser = facet_field)]
    pub(crate) field: Field,
    /// Count only releases that match this
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) filters: FilterArgs,
    /// Only values with a word that starts so
    #[arg(long, value_name = "LETTERS")]
    pub(crate) prefix: Option<String>,
    /// What is counted
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = Of::Releases)]
    pub(crate) of: Of,
    /// Below each value, those of this field that lie in it: month below year, country below region
    #[arg(long, value_name = "FIELD", value_parser = facet_field, conflicts_with_all = ["prefix", "zeros"])]
    pub(crate) by: Option<Field>,
    /// A histogram: years or months between the first and the last that hold nothing are shown too
    #[arg(long, conflicts_with_all = ["prefix", "limit"])]
    pub(crate) zeros: bool,
    /// How many values; 0 lists all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 0)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) shape: Shape,
}

fn facet_field(name: &str) -> Result<Field, String> {
    Field::from_name(name).filter(|field| *field != Field::Date).ok_or_else(|| {
        "facets are country, mentions, region, year, month, speaker, org, place, lang and type"
            .to_owned()
    })
}

#[derive(Debug, Args)]
pub(crate) struct WhoArgs {
    /// The words as you remember them: sought as they stand, then ever more loosely; or a query
    #[arg(value_name = "PHRASE")]
    pub(crate) phrase: Vec<String>,
    #[command(flatten)]
    pub(crate) filters: FilterArgs,
    /// How many speakers; 0 prints counts only
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    /// How many speakers to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: usize,
    #[command(flatten)]
    pub(crate) shape: Shape,
}

#[derive(Debug, Args)]
pub(crate) struct SpeakerArgs {
    /// A name or alias; otherwise the one person whose name has all its words
    #[arg(required = true, value_name = "NAME")]
    pub(crate) name: Vec<String>,
    /// How many of the latest quotes
    #[arg(short = 'n', long, value_name = "N", default_value_t = 5)]
    pub(crate) limit: usize,
    /// One JSON object
    #[arg(long)]
    pub(crate) json: bool,
}
