//! The rows of a set, and its offsets.

use std::{fs::File, io::Read, path::Path};

use anyhow::Context;
use flate2::read::GzDecoder;
use ingest::{
    extract::{Extracted, extract_by},
    quote::model::Ranker,
    text::Text,
};
use serde::de::DeserializeOwned;

use crate::say;

/// The rows of a file with one JSON object a line; none where there is no such file, which is said.
///
/// # Errors
///
/// Fails if the file is there and is not such rows.
pub(crate) fn read<Row: DeserializeOwned>(folder: &Path, file: &str) -> anyhow::Result<Vec<Row>> {
    let path = folder.join(file);
    if !path.exists() {
        say(&format!("`{}` is not here: not measured", path.display()));
        return Ok(Vec::new());
    }
    let context = || format!("could not read `{}`", path.display());
    let mut lines = String::new();
    let mut source = File::open(&path).with_context(context)?;
    if path.extension().is_some_and(|extension| extension == "gz") {
        GzDecoder::new(source).read_to_string(&mut lines).with_context(context)?;
    } else {
        source.read_to_string(&mut lines).with_context(context)?;
    }
    lines.lines().map(|line| serde_json::from_str(line).with_context(context)).collect()
}

/// Understands a text of a set as `dateline inspect` would a plain text file of it.
pub(crate) fn understand(text: &str, ranker: Ranker<'_>) -> Extracted {
    let mut first = None;
    let sink = &mut |text: Text| {
        first.get_or_insert(text);
    };
    let is_read = ingest::format::read(text.as_bytes(), Path::new("text.txt"), sink).is_ok();
    extract_by(first.filter(|_| is_read).unwrap_or_default(), ranker)
}
