//! Writes the weights and a manifest that says what they were learned from.

use std::{fmt::Write, fs, path::Path};

use anyhow::Context;
use ingest::quote::model::{FORMAT, of_features};

use crate::{
    gold::{Corpus, Labels},
    learn::Learned,
    source::Source,
};

const COMMAND: &str = "cargo run --release -p train -- quotes --data FOLDER";

/// Writes `quotes.i8` and `quotes.manifest.toml` to `folder`.
///
/// # Errors
///
/// Fails if a file cannot be written.
pub(crate) fn write(
    folder: &Path,
    sources: &[Source],
    corpus: &Corpus,
    learned: &Learned,
) -> anyhow::Result<()> {
    let weights = file(sources, corpus, learned);
    save(folder, "quotes.i8", &weights)?;
    save(folder, "quotes.manifest.toml", manifest(sources, corpus, learned, &weights)?.as_bytes())
}

/// The file of weights: a header, and a byte a slot.
pub(crate) fn file(sources: &[Source], corpus: &Corpus, learned: &Learned) -> Vec<u8> {
    let mut data: Vec<&str> = sources.iter().map(|source| source.hash.as_str()).collect();
    data.extend(corpus.labels.iter().map(|labels| labels.hash.as_str()));
    let header = format!(
        "format: {FORMAT}\nfeatures: {}\nunit: {}\ncommand: {COMMAND}\ndata: {}\nagreement: {:.4}\n\n",
        of_features(),
        learned.unit,
        data.join(" "),
        learned.agreement,
    );
    let mut weights = header.into_bytes();
    weights.extend(learned.values.iter().map(|value| value.cast_unsigned()));
    weights
}

fn manifest(
    sources: &[Source],
    corpus: &Corpus,
    learned: &Learned,
    weights: &[u8],
) -> anyhow::Result<String> {
    let mut text = String::from("# What `quotes.i8` was learned from; written by `train`.\n\n");
    writeln!(text, "command = \"{COMMAND}\"")?;
    writeln!(text, "features = \"{}\"", of_features())?;
    writeln!(text, "hash = \"{}\"", &blake3::hash(weights).to_hex()[..16])?;
    writeln!(text, "texts = {}\npassages = {}", learned.n_texts, learned.n_passages)?;
    writeln!(text, "agreement = {:.4}", learned.agreement)?;
    text.push_str(&self::sources(sources));
    text.push_str(&our_sources(&corpus.labels));
    Ok(text)
}

/// The sources as tables: file, licence, hash and number of texts.
pub(crate) fn sources(sources: &[Source]) -> String {
    let tables = sources
        .iter()
        .map(|source| table(source.file, source.licence, &source.hash, source.texts.len()));
    tables.collect()
}

/// The labels of our own as tables, by their paths in the corpus.
pub(crate) fn our_sources(labels: &[Labels]) -> String {
    let tables = labels.iter().map(|labels| {
        let file = format!("corpus/{}", labels.file);
        table(&file, "our own; CC0 1.0", &labels.hash, labels.n_texts)
    });
    tables.collect()
}

fn table(file: &str, licence: &str, hash: &str, n_texts: usize) -> String {
    format!(
        "\n[[source]]\nfile = \"{file}\"\nlicence = \"{licence}\"\nhash = \"{hash}\"\ntexts = {n_texts}\n"
    )
}

/// Writes a file of weights.
///
/// # Errors
///
/// Fails if it cannot be written.
pub(crate) fn save(folder: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let path = folder.join(name);
    fs::write(&path, bytes).with_context(|| format!("could not write `{}`", path.display()))
}
