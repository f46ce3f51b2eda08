//! Measuring: `bench make`, `bench index`, `bench query`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::examples;

/// What is measured, or made to be measured.
#[derive(Debug, Subcommand)]
pub(crate) enum BenchCommand {
    /// Measure indexing: processor time by stage, throughput, memory, size
    ///
    /// Each run reads all files into a fresh index that is thrown away. One that is not counted comes first,
    /// so that the files are in memory.
    #[command(after_help = examples::BENCH_INDEX)]
    Index(BenchIndexArgs),
    /// Measure searching an index by class of query; every answer is checked against a scan
    ///
    /// Exit codes: 0 measured, 1 an answer is wrong, 2 error, 3 some lines of FILE could not be read as queries.
    #[command(after_help = examples::BENCH_QUERY)]
    Query(BenchQueryArgs),
    /// Write invented releases to a folder, a thousand files to a subfolder
    ///
    /// Release number i of a seed is always the same text, whatever N is.
    #[command(after_help = examples::BENCH_MAKE)]
    Make(BenchMakeArgs),
}

#[derive(Debug, Args)]
pub(crate) struct BenchIndexArgs {
    /// Files and folders to read
    #[arg(value_name = "PATH", required_unless_present = "synthetic")]
    pub(crate) paths: Vec<PathBuf>,
    /// Make this many invented releases instead, in the folder for temporary files
    #[arg(long, value_name = "N", conflicts_with = "paths", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub(crate) synthetic: Option<u64>,
    /// Another seed gives other releases
    #[arg(long, value_name = "S", default_value_t = 1, requires = "synthetic")]
    pub(crate) seed: u64,
    /// Index the same text by plain tantivy too, in turn with the runs that are counted
    ///
    /// Title and body with positions, lower-case words, columns of country, year and speaker; the text in
    /// memory, as many threads, as much memory for the engine.
    #[arg(long)]
    pub(crate) baseline: bool,
    /// How many runs of each are counted
    #[arg(long, value_name = "K", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) repeats: u16,
    /// Numbers of threads to measure with [default: all processors]
    #[arg(short = 'j', long, value_name = "N,N", value_delimiter = ',', value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Vec<u16>,
    /// Where the indexes are built [default: the folder for temporary files]
    #[arg(long, value_name = "DIR")]
    pub(crate) scratch: Option<PathBuf>,
    /// One JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct BenchQueryArgs {
    /// The index [default: the one of `--index`, else `.dateline` here or in the nearest parent]
    #[arg(value_name = "INDEX")]
    pub(crate) folder: Option<PathBuf>,
    /// Queries, one a line; each is classed by its form
    ///
    /// Blank lines and those that start with # are passed over. Without a file, queries are drawn from the index: words by how many releases hold them, pairs that
    /// stand together, countries, years and speakers. `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    pub(crate) queries: Option<PathBuf>,
    /// How often each query is asked warm; its median counts
    #[arg(long, value_name = "K", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) repeats: u16,
    /// Numbers of threads that ask at once [default: 1]
    #[arg(short = 'j', long, value_name = "N,N", value_delimiter = ',', value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Vec<u16>,
    /// How many answers of each class are checked against a scan; 0 checks none
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(crate) check: usize,
    /// One JSON object
    #[arg(long)]
    pub(crate) json: bool,
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
