//! How results are written.

use clap::Args;

/// How results are written.
#[derive(Clone, Copy, Debug, Default, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Shape {
    /// One JSON object
    #[arg(long, conflicts_with_all = ["jsonl", "csv"])]
    pub(crate) json: bool,
    /// A JSON object for each hit, one a line
    #[arg(long, conflicts_with = "csv")]
    pub(crate) jsonl: bool,
    /// A table with a header line
    #[arg(long)]
    pub(crate) csv: bool,
}
