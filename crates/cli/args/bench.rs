//! Measuring: `bench make`, `bench index`, `bench query`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::examples;

/// What is measured, or made to be measured.
#[derive(Debug, Subcommand)]
pub(crate) enum BenchCommand {
    /// Write invented releases to a folder, a thousand files to a subfolder
    ///
    /// Release number i of a seed is always the same text, whatever N is.
    #[command(after_help = examples::BENCH_MAKE)]
    Make(BenchMakeArgs),
}

#[derive(Debug, Args)]
pub(crate) struct BenchMakeArgs {
    /// How many releases
    #[arg(value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub(crate) number: u64,
    /// A folder that is new or empty
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
    /// Another seed gives other releases
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
}
