//! Posts and releases of an organisation whose front matter gives title and date, by the rules of
//! [`super::parliament`].

use std::path::Path;

use ingest::quote::model::Ranker;

/// Measures the posts.
pub(crate) fn measure(data: &Path, ranker: Ranker<'_>, errors: usize) -> anyhow::Result<()> {
    super::parliament::measure_file(
        data,
        "releases-real/fightforthefuture_dev.jsonl",
        ranker,
        errors,
    )
}
