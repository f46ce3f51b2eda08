//! The texts that may be learned from: every one of them may be used in what ships.

use std::{fs::File, io::Read, path::Path};

use anyhow::Context;
use flate2::read::GzDecoder;
use serde::Deserialize;

/// Where texts come from.
#[derive(Debug)]
pub(crate) struct Source {
    /// The file in the data folder.
    pub(crate) file: &'static str,
    /// Whose texts they are, and by which right they are used.
    pub(crate) licence: &'static str,
    /// The hash of the file.
    pub(crate) hash: String,
    /// The texts.
    pub(crate) texts: Vec<String>,
}

const FILES: [(&str, &str); 2] = [
    ("train-usgov.jsonl.gz", "press releases of the United States government; public domain"),
    (
        "releases-real/fightforthefuture_dev.jsonl",
        "posts of Fight for the Future; public-domain dedication",
    ),
];

#[derive(Deserialize)]
struct Row {
    text: String,
}

/// Reads the sources in `folder`.
///
/// # Errors
///
/// Fails if a file is missing or is not lines of JSON with a `text`.
pub(crate) fn read(folder: &Path) -> anyhow::Result<Vec<Source>> {
    FILES.iter().map(|&(file, licence)| read_file(folder, file, licence)).collect()
}

fn read_file(folder: &Path, file: &'static str, licence: &'static str) -> anyhow::Result<Source> {
    let path = folder.join(file);
    let context = || format!("could not read `{}`", path.display());
    let mut bytes = Vec::new();
    File::open(&path).and_then(|mut file| file.read_to_end(&mut bytes)).with_context(context)?;
    let hash = blake3::hash(&bytes).to_hex()[..16].to_owned();
    let mut lines = String::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        GzDecoder::new(bytes.as_slice()).read_to_string(&mut lines).with_context(context)?;
    } else {
        lines = String::from_utf8(bytes).with_context(context)?;
    }
    let text = |line: &str| serde_json::from_str(line).map(|row: Row| row.text);
    let texts = lines.lines().map(text).collect::<Result<_, _>>().with_context(context)?;
    Ok(Source { file, licence, hash, texts })
}
