//! Taking results along: `export` and `watch`.

use std::path::PathBuf;

use ask::{ExportFormat, Narrowing, Of};
use clap::Args;

/// What `export` takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct ExportArgs {
    /// Words, "exact phrases", field:value, AND OR NOT, word*, word~1; nothing exports everything
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    /// A record for each release, or for each quote
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = Of::Releases)]
    pub(crate) of: Of,
    /// How it is written
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: ExportFormat,
    #[command(flatten)]
    pub(crate) filters: Narrowing,
}

/// What `watch` takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct WatchArgs {
    /// A file of queries, one a line; `-` reads standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Remember nothing: the next run tells the same again
    #[arg(long, visible_alias = "dry-run")]
    pub(crate) peek: bool,
    /// One JSON object
    #[arg(long, help_heading = "Output")]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) filters: Narrowing,
}
