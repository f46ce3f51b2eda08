//! What each learned part adds over its rule: the ranker learned anew without some of its features, and
//! the nearest speaker by hand-written rules, measured on all sets.

use std::path::Path;

use anyhow::Context;
use ingest::quote::model::{Ranker, Template, Weights};

use crate::{gold, learn, manifest, measure, say, source};

/// Features that ask what was decided before.
const SEQUENCE: &[Template] = &[13, 36, 37, 46, 47, 52, 55];
/// Features of "nobody says it", all but the first, which is its share.
const NOBODY: &[Template] = &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19, 40];
/// Features of the path between passage and mention.
const PATH: &[Template] = &[21, 22, 23, 41, 51];
/// Features that name words.
const WORDS: &[Template] = &[10, 11, 28, 29, 40, 44, 45];

const LEFT_OUT: [(&str, &[Template]); 5] = [
    ("all features", &[]),
    ("without what was decided before", SEQUENCE),
    ("without features of nobody", NOBODY),
    ("without paths", PATH),
    ("without words", WORDS),
];

/// Learns and measures each variant.
pub(crate) fn run(data: &Path, corpus: &Path) -> anyhow::Result<()> {
    say("# the nearest speaker by rules");
    measured(data, corpus, Ranker::Nearest)?;
    let sources = source::read(data)?;
    let labelled = gold::read(corpus)?;
    let examples = learn::examples(&sources, &labelled.labelled);
    for (what, without) in LEFT_OUT {
        let learned = learn::learn(&examples, without, &|_| ());
        let file = manifest::file(&sources, &labelled, &learned);
        let weights = Weights::parse(&file).context("the weights just written")?.without(without);
        say(&format!("# {what}"));
        measured(data, corpus, Ranker::Learned(&weights))?;
    }
    Ok(())
}

fn measured(data: &Path, corpus: &Path, ranker: Ranker<'_>) -> anyhow::Result<()> {
    for set in ["polnear", "german", "releases"] {
        measure::run(set, data, ranker, 0)?;
    }
    say("== corpus");
    measure::starts::measure_folder(corpus, ranker, 0)
}
