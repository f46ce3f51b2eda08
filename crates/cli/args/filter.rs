//! What narrows a question.

use clap::Args;

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
