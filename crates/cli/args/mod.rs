//! The command line. Doc comments are the help that users read.

mod ask;
mod bench;
mod keep;
mod look;
mod serve;
mod shape;
mod take;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use self::{
    ask::{FacetsArgs, QuotesArgs, ReleasesArgs, SearchArgs, SpeakerArgs, WhoArgs},
    bench::{BenchCommand, BenchIndexArgs, BenchMakeArgs, BenchQueryArgs},
    keep::{BackupArgs, MigrateArgs, RecoverArgs, WaitArgs},
    look::{EvalArgs, IndexArgs, InspectArgs, ReadingArgs, ShowArgs, StatusArgs, VerifyArgs},
    serve::ServeArgs,
    shape::Shape,
    take::{ExportArgs, WatchArgs},
};
use crate::examples;

/// Who said what about which country, when: search an archive of press releases, statements and open
/// letters.
///
/// `dateline index FOLDER` makes a folder searchable; `dateline search WORDS` asks it. Everything stays on
/// this machine.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100, propagate_version = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Flags that every command takes.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Common options")]
pub(crate) struct Common {
    /// The index [default: `.dateline` here or in the nearest parent that has one]
    #[arg(
        short,
        long,
        global = true,
        value_name = "DIR",
        env = "DATELINE_INDEX",
        hide_env_values = true
    )]
    pub(crate) index: Option<PathBuf>,
    /// How many threads to use [default: all processors]
    #[arg(short = 'j', long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
    /// When to colour the output
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true
    )]
    pub(crate) color: ColourWhen,
    /// No progress bar
    #[arg(long, global = true)]
    pub(crate) no_progress: bool,
    /// Say more: how a query was read, every file that was passed over, every warning
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// Say less: results and errors only
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColourWhen {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Even into a pipe.
    Always,
    /// Not even on a terminal.
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make files and folders searchable; later runs take only what changed
    #[command(after_help = examples::INDEX)]
    Index(IndexArgs),
    /// Find releases, with snippets and facets
    #[command(after_help = examples::SEARCH)]
    Search(ReleasesArgs),
    /// Find quotes: the words, who said them, as what, where and when
    #[command(after_help = examples::QUOTES)]
    Quotes(QuotesArgs),
    /// Tell who said something: speakers with their number of quotes, first and last date
    #[command(after_help = examples::WHO)]
    Who(WhoArgs),
    /// Show one person: names, roles over time, countries, years, latest quotes
    Speaker(SpeakerArgs),
    /// List all values of a facet with their counts
    #[command(after_help = examples::FACETS)]
    Facets(FacetsArgs),
    /// Show one release: its fields, text and quotes
    #[command(after_help = examples::SHOW)]
    Show(ShowArgs),
    /// Write the whole result for other programs: tables, notes, references
    ///
    /// Everything that matches is written, oldest first and undated last, then by id, however much it is. The
    /// same releases always give the same bytes: there is no time and no score in it. Each record tells where
    /// its words stand (paragraph of the running text, bytes of the text that `show ID --text` prints) and the
    /// SHA-256 of that text.
    #[command(after_help = examples::EXPORT)]
    Export(ExportArgs),
    /// Tell what is new for saved queries since the last run
    ///
    /// FILE holds a query a line; blank lines and those that start with # are passed over. What was seen is
    /// remembered in `watch/` in the index folder for each query as it is understood, so lines may be moved.
    /// A query that runs for the first time gives its count, and lists what is new from then on. A release
    /// whose text has changed is listed as changed. Exit codes: 0 something new, 1 nothing, 2 error, 3 some
    /// lines could not be read as queries.
    #[command(after_help = examples::WATCH)]
    Watch(WatchArgs),
    /// Show what would be understood of files, without an index
    Inspect(InspectArgs),
    /// Tell what the index holds and what it could not understand
    #[command(after_help = examples::STATUS)]
    Status(StatusArgs),
    /// Check the index, or prove the counts of a query: counted anew, every facet value clicked
    #[command(after_help = examples::VERIFY)]
    Verify(VerifyArgs),
    /// Serve the archive to a browser and to other programs
    ///
    /// The page is at the address that is printed, the API below `/api/`: the questions of the command line, with
    /// its flags as parameters and its JSON as answers. The index is only read; what a later `dateline index`
    /// commits is shown at once. Ends when it is interrupted.
    #[command(after_help = examples::SERVE)]
    Serve(ServeArgs),
    /// Serve the archive to another program over standard input and output
    ///
    /// It speaks the Model Context Protocol: `search_releases`, `search_quotes`, `get_release` and `list_facets`, all
    /// of which only read. Texts of documents are given as quoted data.
    #[command(after_help = examples::MCP)]
    Mcp,
    /// Copy the index, consistent and checked, also while it is written to
    #[command(after_help = examples::BACKUP)]
    Backup(BackupArgs),
    /// Go back to the last sound state of an index that a disk or a hand has spoilt
    ///
    /// What is found again beside the releases is found again; where releases are spoilt, the index becomes the
    /// last generation that is whole, or what is whole of it. Nothing is thrown away: what is taken out lies in
    /// a folder `damaged-N` in the index folder. Run `dateline index` behind it to read again what is missing.
    #[command(after_help = examples::RECOVER)]
    Recover(RecoverArgs),
    /// Make an index of another version new, from the files it knew
    ///
    /// The new index is made beside the old one and takes its place when it is whole; the old one is kept. A
    /// release whose file is gone is taken over from its record.
    #[command(after_help = examples::MIGRATE)]
    Migrate(MigrateArgs),
    /// Measure what is understood against hand-made annotations
    Eval(EvalArgs),
    /// Measure indexing and searching on this machine, or make releases to measure with
    #[command(subcommand)]
    Bench(BenchCommand),
    /// Print a completion script for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
    /// Read documents for another process of this program
    #[command(hide = true)]
    Worker,
}
