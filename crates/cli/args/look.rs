//! Looking at releases and files: `index`, `show`, `inspect`, `status`, `verify`, `eval`.

use std::path::PathBuf;

use ask::{Narrowing, Showing};
use clap::Args;
use ingest::format::Map;

use super::WaitArgs;

/// What is lost of a run that breaks off is a minute of work; to commit takes a second.
const COMMIT_EVERY: u64 = 60;

/// How files are read.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct ReadingArgs {
    /// Which columns of tables (CSV, TSV) or keys of JSON hold what: title=headline,body=text
    ///
    /// The fields are title, subtitle, date, organisation, language, place and body; a key of nested objects has
    /// dots in it: fields.title. Exports of known systems, and files whose columns are called by these names,
    /// need none.
    #[arg(long, value_name = "FIELD=COLUMN,…")]
    pub(crate) map: Option<Map>,
    /// Recognise the text of scanned PDFs and of pictures (PNG, JPEG, TIFF) by tesseract and pdftoppm, if installed
    ///
    /// It takes seconds a page, and its words may be wrong: a warning `ocr` marks each such release. Files that
    /// had no text before are read anew. A picture with little text on it is passed over.
    #[arg(long)]
    pub(crate) ocr: bool,
    /// The languages of scanned pages, such as fr or ara+eng [default: told from the first page]
    #[arg(long, value_name = "LANG", requires = "ocr")]
    pub(crate) ocr_lang: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct IndexArgs {
    /// Files and folders to read
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Remove what the index knows under a PATH that is missing or empty now
    #[arg(long)]
    pub(crate) prune: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    /// Commit so often in a long run: a run that is broken off goes on from there
    #[arg(long, value_name = "SECONDS", default_value_t = COMMIT_EVERY)]
    pub(crate) commit_every: u64,
    #[command(flatten)]
    pub(crate) wait: WaitArgs,
    /// Print the report as JSON on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

impl IndexArgs {
    /// A run over these paths, as if nothing else was typed.
    pub(crate) fn of(paths: Vec<PathBuf>) -> Self {
        let wait = WaitArgs::default();
        let reading = ReadingArgs::default();
        Self { paths, prune: false, reading, commit_every: COMMIT_EVERY, wait, json: false }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The id that `search` prints, or its first 6 or more digits; the id of a quote shows its release
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) showing: Showing,
    /// The text alone, as offsets count it
    #[arg(long, conflicts_with_all = ["evidence", "json", "similar"])]
    pub(crate) text: bool,
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
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
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
    /// List the releases that were read with a warning: cut off, spoilt, recognised, with words that look like others
    #[arg(long)]
    pub(crate) warned: bool,
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
    pub(crate) filters: Narrowing,
    /// Prove the counts of the queries of a file, one a line; `-` reads standard input
    ///
    /// Blank lines and those that start with # are passed over. Filters hold for every line. Exit codes:
    /// 0 each count is what is there, 1 some is not, 2 no line could be read as a query, 3 some could not.
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
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
