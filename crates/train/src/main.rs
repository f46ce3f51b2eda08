//! Learns the weights that `ingest` embeds, and measures what they are worth.
//!
//! `just train FOLDER` learns everything anew, in this order, for each step sees texts through the weights
//! of the one before: `lines` and `issuers` from our own corpus; `quotes` and `countries` from it and from the sources
//! named in [`source`]. Each writes a file of weights into `crates/ingest/weights` and a manifest beside it.
//! Equal data give equal weights.

#![expect(clippy::cast_precision_loss, reason = "counts of texts and passages are small")]

mod ablation;
mod countries;
mod gold;
mod issuers;
mod learn;
mod lines;
mod manifest;
mod measure;
mod random;
mod silver;
mod source;
mod wording;

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail};
use ingest::quote::model::{Ranker, Weights};

const USAGE: &str = "usage: train lines|issuers [--corpus FOLDER] [--out FOLDER]
       train quotes|countries --data FOLDER [--corpus FOLDER] [--out FOLDER]
       train ablation --data FOLDER [--corpus FOLDER]
       train measure SET --data FOLDER [--weights FILE] [--errors N]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let command = args.next().context(USAGE)?;
    let set = if command == "measure" { args.next().context(USAGE)? } else { String::new() };
    let mut data = None;
    let mut corpus = PathBuf::from("corpus");
    let mut out = PathBuf::from("crates/ingest/weights");
    let mut weights = None;
    let mut errors = 0;
    while let Some(flag) = args.next() {
        let value = args.next().context(USAGE)?;
        match flag.as_str() {
            "--data" => data = Some(PathBuf::from(value)),
            "--corpus" => corpus = PathBuf::from(value),
            "--out" => out = PathBuf::from(value),
            "--weights" => weights = Some(PathBuf::from(value)),
            "--errors" => errors = value.parse().context(USAGE)?,
            _ => bail!(USAGE),
        }
    }
    if command == "lines" {
        return lines::learn(&corpus, &out);
    }
    if command == "issuers" {
        return issuers::learn(&corpus, &out);
    }
    let data = data.context(USAGE)?;
    match command.as_str() {
        "quotes" => quotes(&data, &corpus, &out),
        "countries" => countries(&data, &corpus, &out),
        "ablation" => ablation::run(&data, &corpus),
        "measure" => {
            let weights = weights.map(|file| read_weights(&file)).transpose()?;
            let ranker = Ranker::Learned(weights.as_ref().unwrap_or_else(|| Weights::embedded()));
            measure::run(&set, &data, ranker, errors)
        }
        _ => bail!(USAGE),
    }
}

fn quotes(data: &Path, corpus: &Path, out: &Path) -> anyhow::Result<()> {
    let sources = source::read(data)?;
    let corpus = gold::read(corpus)?;
    let examples = learn::examples(&sources, &corpus.labelled);
    say(&format!("{} texts with passages to learn from", examples.len()));
    let learned = learn::learn(&examples, &[], &say);
    manifest::write(out, &sources, &corpus, &learned)
}

fn countries(data: &Path, corpus: &Path, out: &Path) -> anyhow::Result<()> {
    let sources = source::read(data)?;
    let learned = countries::learn(corpus, &sources)?;
    countries::write(out, &sources, &learned)
}

fn read_weights(file: &Path) -> anyhow::Result<Weights> {
    let context = || format!("could not read `{}`", file.display());
    let bytes = std::fs::read(file).with_context(context)?;
    Weights::parse(&bytes).with_context(context)
}

fn say(line: &str) {
    // a closed stderr is no reason to stop learning
    let _ = writeln!(std::io::stderr(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEIGHTS: &str = "../ingest/weights";
    const CORPUS: &str = "../../corpus";

    /// Where the sources are if they are there at all: outside of the project.
    fn data() -> Option<PathBuf> {
        let data = PathBuf::from("../../../shared/data");
        if data.is_dir() {
            return Some(data);
        }
        say("the sources are not here: whether they give the shipped weights is not tested");
        None
    }

    /// Whether learning anew writes the files that are shipped, to the byte.
    #[track_caller]
    fn check(learn: impl Fn(&Path, &Path) -> anyhow::Result<()>, files: &[&str]) {
        let out = tempfile::tempdir().unwrap();
        learn(Path::new(CORPUS), out.path()).unwrap();
        for file in files {
            let made = std::fs::read(out.path().join(file)).unwrap();
            assert!(made == std::fs::read(Path::new(WEIGHTS).join(file)).unwrap(), "{file}");
        }
    }

    #[test]
    fn learning_gives_the_shipped_weights_of_lines() {
        check(lines::learn, &["lines.learned.tsv", "lines.manifest.toml"]);
    }

    #[test]
    fn learning_gives_the_shipped_weights_of_issuers() {
        check(issuers::learn, &["organisation.tsv", "organisation.manifest.toml"]);
    }

    #[test]
    fn learning_gives_the_shipped_weights_of_quotes() {
        let Some(data) = data() else { return };
        let files = ["quotes.i8", "quotes.manifest.toml"];
        check(|corpus, out| quotes(&data, corpus, out), &files);
    }

    #[test]
    fn learning_gives_the_shipped_weights_of_countries() {
        let Some(data) = data() else { return };
        let files = ["country.tsv", "country.manifest.toml"];
        check(|corpus, out| countries(&data, corpus, out), &files);
    }
}
