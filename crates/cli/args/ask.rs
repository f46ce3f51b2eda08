//! Questions: `search`, `quotes`, `facets`, `who`, `speaker`.

use std::path::PathBuf;

use ask::{Counting, Narrowing, Paging, Portrait, Window, facet_field};
use clap::Args;
use query::Field;

use super::Shape;

#[derive(Clone, Debug, Args)]
pub(crate) struct SearchArgs {
    /// Words, "exact phrases", field:value, AND OR NOT, word*, word~1
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) filters: Narrowing,
    #[command(flatten)]
    pub(crate) paging: Paging,
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

#[derive(Debug, Args)]
pub(crate) struct FacetsArgs {
    /// country, mentions, region, year, month, speaker, org, place, lang or type
    #[arg(value_parser = facet_field)]
    pub(crate) field: Field,
    /// Count only releases that match this
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) filters: Narrowing,
    #[command(flatten)]
    pub(crate) counting: Counting,
    #[command(flatten)]
    pub(crate) shape: Shape,
}

#[derive(Debug, Args)]
pub(crate) struct WhoArgs {
    /// The words as you remember them: sought as they stand, then ever more loosely; or a query
    #[arg(value_name = "PHRASE")]
    pub(crate) phrase: Vec<String>,
    #[command(flatten)]
    pub(crate) filters: Narrowing,
    #[command(flatten)]
    pub(crate) window: Window,
    #[command(flatten)]
    pub(crate) shape: Shape,
}

#[derive(Debug, Args)]
pub(crate) struct SpeakerArgs {
    /// A name or alias; otherwise the one person whose name has all its words
    #[arg(required = true, value_name = "NAME")]
    pub(crate) name: Vec<String>,
    #[command(flatten)]
    pub(crate) portrait: Portrait,
    /// One JSON object
    #[arg(long)]
    pub(crate) json: bool,
}
