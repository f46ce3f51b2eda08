//! The command line. Doc comments are the help that users read.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use query::Field;

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
    /// Say more: every file that was passed over, every warning
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
    /// Show one release: its fields, text and quotes
    #[command(after_help = examples::SHOW)]
    Show(ShowArgs),
    /// Show what would be understood of files, without an index
    Inspect(InspectArgs),
    /// Tell what the index holds and what it could not understand
    #[command(after_help = examples::STATUS)]
    Status(StatusArgs),
    /// Check the index, or prove the counts of a query: counted anew, every facet value clicked
    #[command(after_help = examples::VERIFY)]
    Verify(VerifyArgs),
    /// Measure what is understood against hand-made annotations
    Eval(EvalArgs),
    /// Print a completion script for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

#[derive(Debug, Args)]
pub(crate) struct IndexArgs {
    /// Files and folders to read
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Remove what the index knows under a PATH that is missing or empty now
    #[arg(long)]
    pub(crate) prune: bool,
    /// Print the report as JSON on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

/// What narrows a search; a repeated flag widens (OR), different flags narrow (AND).
#[derive(Clone, Debug, Default, Args)]
#[command(
    next_help_heading = "Filters (a flag given twice means either; different flags mean both)"
)]
pub(crate) struct FilterArgs {
    /// Releases about this country: a name, alias or code in any language
    #[arg(long, value_name = "COUNTRY")]
    pub(crate) country: Vec<String>,
    /// Releases that name this country, about it or not
    #[arg(long, value_name = "COUNTRY")]
    pub(crate) mentions: Vec<String>,
    /// A year, a range such as `2012..2014`, or `undated`
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: Vec<String>,
    /// Dated then or later: `2012`, `2012-04` or `2012-04-03`
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// Dated then or earlier
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<String>,
    /// A person whose words are given
    #[arg(long, value_name = "NAME")]
    pub(crate) speaker: Vec<String>,
    /// The organisation that issued the release
    #[arg(long, value_name = "NAME")]
    pub(crate) org: Vec<String>,
    /// A place of the dateline
    #[arg(long, value_name = "PLACE")]
    pub(crate) place: Vec<String>,
    /// A language, such as `fr`
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Vec<String>,
    /// press-release, statement, open-letter, urgent-action, media-advisory, report or other
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) kind: Vec<String>,
    /// What must not hold, such as `country=Kenya` or `year=2012`
    #[arg(long, value_name = "FIELD=VALUE")]
    pub(crate) not: Vec<String>,
    /// Let text search and --mentions cover background, notes and contact lines too
    #[arg(long)]
    pub(crate) boilerplate: bool,
    /// Find releases with any of the words instead of all
    #[arg(long)]
    pub(crate) any: bool,
}

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

/// What `export` takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct ExportArgs {
    /// Words, "exact phrases", field:value, AND OR NOT, word*, word~1; nothing exports everything
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    /// A record for each release, or for each quote
    #[arg(long, value_name = "WHAT", default_value = "releases")]
    pub(crate) of: ExportOf,
    /// How it is written
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: ExportFormat,
    #[command(flatten)]
    pub(crate) filters: FilterArgs,
}

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportOf {
    /// Releases that match
    Releases,
    /// Quotes that match
    Quotes,
}

/// How an export is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// A table with a header line
    Csv,
    /// A JSON object a line
    Jsonl,
    /// A heading a release, its quotes with their sources below
    Markdown,
    /// Entries for LaTeX and reference managers
    Bibtex,
    /// Records for reference managers
    Ris,
    /// A JSON array for reference managers and citation processors
    CslJson,
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
    pub(crate) filters: FilterArgs,
}

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

fn facet_field(name: &str) -> Result<Field, String> {
    Field::from_name(name).filter(|field| *field != Field::Date).ok_or_else(|| {
        "facets are country, mentions, region, year, month, speaker, org, place, lang and type"
            .to_owned()
    })
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
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = CountOf::Releases)]
    pub(crate) of: CountOf,
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

/// What `facets` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CountOf {
    /// Releases
    Releases,
    /// Quotes, each by itself
    Quotes,
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

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that a user types")]
pub(crate) struct ShowArgs {
    /// The id that `search` prints, or its first 6 or more digits; the id of a quote shows its release
    pub(crate) id: String,
    /// Add where each value stands, by which rule, how sure
    #[arg(long)]
    pub(crate) evidence: bool,
    /// The text alone, as offsets count it
    #[arg(long, conflicts_with_all = ["evidence", "json", "similar"])]
    pub(crate) text: bool,
    /// The releases related to it instead of its text, and what they share
    #[arg(long)]
    pub(crate) similar: bool,
    /// One JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that a user types")]
pub(crate) struct InspectArgs {
    /// Files and folders to read
    #[arg(required = true, value_name = "FILE")]
    pub(crate) paths: Vec<PathBuf>,
    /// Add where each value stands, by which rule, how sure
    #[arg(long)]
    pub(crate) evidence: bool,
    /// The extracted text alone, as offsets count it
    #[arg(long, conflicts_with_all = ["evidence", "json", "jsonl"])]
    pub(crate) text: bool,
    /// One JSON array
    #[arg(long, conflicts_with = "jsonl")]
    pub(crate) json: bool,
    /// A JSON object for each release, one a line
    #[arg(long)]
    pub(crate) jsonl: bool,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that a user types")]
pub(crate) struct StatusArgs {
    /// List the files that failed, and why
    #[arg(long)]
    pub(crate) failed: bool,
    /// List the files that were passed over, and why
    #[arg(long)]
    pub(crate) skipped: bool,
    /// List the releases whose text is in several files or that have versions (near-duplicates)
    #[arg(long)]
    pub(crate) duplicates: bool,
    /// List the releases without a date
    #[arg(long)]
    pub(crate) undated: bool,
    /// List the releases without a focus country
    #[arg(long)]
    pub(crate) no_country: bool,
    /// List the releases with a quote of nobody known
    #[arg(long)]
    pub(crate) unattributed: bool,
    /// One JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// Prove the counts of this query instead of those of the whole index
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) filters: FilterArgs,
    /// Prove the counts of the queries of a file, one a line; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) queries: Option<PathBuf>,
    /// How many queries, drawn from the words and names of the index, are proved beside the whole
    #[arg(long, value_name = "N", default_value_t = 4)]
    pub(crate) sample: usize,
    /// One JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct EvalArgs {
    /// Annotations, one JSON object a line
    pub(crate) gold: PathBuf,
    /// Print up to this many differences of each field
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) errors: usize,
    /// Only documents in this language
    #[arg(long, value_name = "LANG")]
    pub(crate) lang: Option<String>,
    /// One JSON object
    #[arg(long)]
    pub(crate) json: bool,
}
