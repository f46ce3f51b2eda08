//! How well and how fast texts are understood that others annotated: sets that are measured on and
//! never learned from. Each set has a file, with the rule by which its answers are matched.
//!
//! `cargo run --release -p train -- measure SET --data FOLDER` prints the figures; `--errors N` the first N
//! misses behind them. Where the set is absent, that is said.

mod countries;
mod german;
mod parliament;
mod passage;
mod pdf;
mod polnear;
mod posts;
mod rows;
mod speed;
pub(crate) mod starts;
mod stated;

use std::path::Path;

use anyhow::bail;
use ingest::quote::model::Ranker;

use crate::say;

/// The sets, in the order of `measure all`.
const SETS: &[(&str, Measure)] = &[
    ("amnesty", countries::amnesty),
    ("cliff", countries::cliff),
    ("geowebnews", countries::geowebnews),
    ("polnear", polnear::measure),
    ("german", german::measure),
    ("releases", starts::measure),
    ("corpus", |_, ranker, errors| starts::measure_folder(Path::new("corpus"), ranker, errors)),
    ("parliament", parliament::measure),
    ("posts", posts::measure),
    ("pdf", pdf::measure),
    ("speed", speed::measure),
];

/// Prints the figures of a set; the number says how many misses to print.
type Measure = fn(&Path, Ranker<'_>, usize) -> anyhow::Result<()>;

/// Measures `set`, or all of them.
///
/// # Errors
///
/// Fails if there is no such set, or its file is there and cannot be read.
pub(crate) fn run(set: &str, data: &Path, ranker: Ranker<'_>, errors: usize) -> anyhow::Result<()> {
    let mut chosen = SETS.iter().filter(|(name, _)| set == "all" || *name == set).peekable();
    if chosen.peek().is_none() {
        let names: Vec<&str> = SETS.iter().map(|(name, _)| *name).collect();
        bail!("no set `{set}`; there are: all {}", names.join(" "));
    }
    for (name, measure) in chosen {
        say(&format!("== {name}"));
        measure(data, ranker, errors)?;
    }
    Ok(())
}
