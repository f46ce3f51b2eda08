//! The program as its users run it: every test starts the binary on files of its own.
#![allow(
    clippy::unwrap_used,                // a failed set-up should panic
    clippy::print_stderr,               // what is skipped is said
    clippy::format_push_string,         // no matter of speed here
    clippy::needless_raw_string_hashes, // `UPDATE_EXPECT` writes them
)]

/// A folder of releases, and the program run in it.
mod archive;
/// Six invented releases that most tests ask about.
mod sample;

/// Whatever lies in a folder, the run goes on, and every file has a named outcome.
mod bad_input;
/// Each format and encoding gives its text, its fields and its name.
mod formats;
/// Spoilt documents cost themselves and nothing else.
mod hostile;
/// What a run does, counts, reports and leaves alone.
mod index;
/// Files that hold records or files: tables and JSON by a map, packages, attachments.
mod records;

/// A file of queries and their counts.
mod batch;
/// The whole result for other programs.
mod export;
/// Months in years, countries in regions, gaps in a trend, quotes counted instead of releases.
mod facet_trees;
/// Counts that keep what they promise: each is what a click would give.
mod facets;
/// One person under all names, versions of one text.
mod people;
/// The words, whose they are, and where they stand.
mod quotes;
/// Newer before older, where asked for; ties in one order always.
mod recent;
/// Standing text is told by repetition.
mod repeated;
/// Where else the same words were used.
mod reused;
/// Queries, filters, pages and the JSON of an answer.
mod search;
/// Related releases and why.
mod similar;
/// The nearest word or name for one that the archive does not hold.
mod suggest;
/// Who said a phrase that somebody half remembers.
mod who;
/// Countries that only repeated paragraphs name count nowhere.
mod withdrawn;

/// One release in full, with the evidence of every value.
mod show;
/// The lists of what somebody should look at.
mod status;
/// What is new for saved queries.
mod watch;

/// The archive over pipes, for other programs.
mod mcp;
/// The archive over HTTP.
mod serve;

/// Whatever is typed is answered, or refused where it is wrong.
mod broken;
/// Every error says what was wanted, what was met and what to do.
mod errors;
/// What a person sees, and what scripts get.
mod output;

/// What is measured, made to be measured, and checked.
mod bench;

/// Search, quotes, facets, export and tables of counts speak of the same sets.
mod agreement;
/// The sample corpus: its questions are answered, its labels are met.
mod corpus;
/// Hits and counts recomputed without an index.
mod oracle;
/// What holds for any input and any number of threads.
mod properties;
/// The two releases that the project began with, where they are at hand.
mod seeds;

/// The arrows of ARCHITECTURE.md hold.
mod layers;
/// The commands of the README do what it says.
mod readme;
