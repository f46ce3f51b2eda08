//! Learns which of the names that may be the issuer's is: a softmax over the names of each text, by `AdaGrad` on all
//! texts at once, in a fixed order.
//!
//! Several names of a text may be right, for one is a form of another; what is made likely is that any of them is chosen.

use std::{fmt::Write as _, path::Path};

use ingest::{ISSUER_FEATURES, issuer_candidates, text::Text};
use rayon::prelude::*;
use serde::Deserialize;

use crate::{gold, manifest, say, wording::words};

const COMMAND: &str = "cargo run --release -p train -- issuers";
const ROUNDS: usize = 1_500;
const RATE: f64 = 0.3;
/// Keeps weights near what they start from.
const SHRINKAGE: f64 = 2.0;
/// What weighs before anything is learned. In a corpus of invented bodies those that everybody knows are others, as they
/// are not in life; deeds that only issuers do are rare in it.
const START: [(&str, f64); 5] =
    [("points", 3.0), ("well-known", 1.0), ("issues", 1.0), ("leads", 2.0), ("first-signer", 1.5)];
const FOLDS: usize = 8;

#[derive(Deserialize)]
struct Row {
    organisation: Option<String>,
}

/// A text with the names that may be its issuer's.
struct Example {
    names: Vec<Name>,
}

struct Name {
    /// Those that are not nothing: the number of the feature and its value.
    features: Vec<(usize, f64)>,
    is_right: bool,
}

/// Learns from the corpus, and writes `organisation.tsv` and its manifest to `out`.
///
/// # Errors
///
/// Fails if the labels or a text of the corpus cannot be read, or a file cannot be written.
pub(crate) fn learn(corpus: &Path, out: &Path) -> anyhow::Result<()> {
    let (rows, labels) = gold::taught::<Row>(corpus, gold::ALL)?;
    let examples: Vec<Example> = rows.par_iter().filter_map(|(text, row)| of(text, row)).collect();
    let held_out = cross_validated(&examples);
    let kept: Vec<&Example> = examples.iter().collect();
    let weights = fit(&kept);
    let mut table = String::from(
        "# Which name is the issuer's: feature, weight of a softmax; what each feature is:\n\
         # src/organisation/rank/feature.rs. Written by `train issuers`, see organisation.manifest.toml.\n",
    );
    for (name, weight) in ISSUER_FEATURES.iter().zip(&weights) {
        writeln!(table, "{name}\t{weight:.2}")?;
    }
    manifest::save(out, "organisation.tsv", table.as_bytes())?;
    let head = format!(
        "# What `organisation.tsv` was learned from; written by `train`.\n\n\
         command = \"{COMMAND}\"\nhash = \"{}\"\ntexts = {}\n\
         by_points = \"{}\"\ncross_validated = \"{held_out}\"\n",
        &blake3::hash(table.as_bytes()).to_hex()[..16],
        examples.len(),
        Share::of(&kept, &start()),
    );
    let text = head + &manifest::our_sources(&labels);
    manifest::save(out, "organisation.manifest.toml", text.as_bytes())
}

fn of(text: &Text, row: &Row) -> Option<Example> {
    let wanted = folded(row.organisation.as_deref()?);
    let names = issuer_candidates(text).into_iter().map(|(forms, features)| {
        let features = features.iter().enumerate().map(|(at, value)| (at, f64::from(*value)));
        Name {
            features: features.filter(|(_, value)| *value != 0.0).collect(),
            is_right: forms.iter().any(|form| folded(form) == wanted),
        }
    });
    Some(Example { names: names.collect() })
}

/// The words of a name without an article before them.
fn folded(name: &str) -> Vec<String> {
    const ARTICLES: [&str; 11] =
        ["the", "la", "le", "les", "el", "los", "las", "die", "der", "das", "os"];
    let mut words = words(name);
    if words.len() > 1 && ARTICLES.contains(&words[0].as_str()) {
        words.remove(0);
    }
    words
}

/// The weights that learning starts from.
fn start() -> Vec<f64> {
    let weight = |name: &&str| START.iter().find(|(known, _)| known == name);
    ISSUER_FEATURES.iter().map(|name| weight(name).map_or(0.0, |(_, weight)| *weight)).collect()
}

fn score(weights: &[f64], name: &Name) -> f64 {
    name.features.iter().map(|(at, value)| weights[*at] * value).sum()
}

fn fit(examples: &[&Example]) -> Vec<f64> {
    let start = start();
    let mut weights = start.clone();
    let mut squares = vec![0.0_f64; weights.len()];
    for _ in 0..ROUNDS {
        let pulled = |(weight, start): (&f64, &f64)| SHRINKAGE * (weight - start);
        let mut gradient: Vec<f64> = weights.iter().zip(&start).map(pulled).collect();
        for example in examples.iter().filter(|example| example.is_telling()) {
            step(example, &weights, &mut gradient);
        }
        for (at, slope) in gradient.iter().enumerate() {
            squares[at] += slope * slope;
            weights[at] -= RATE * slope / (squares[at].sqrt() + 1e-9);
        }
    }
    // as they are written
    weights.iter().map(|weight| (weight * 100.0).round() / 100.0).collect()
}

impl Example {
    /// Whether some names are right and others wrong.
    fn is_telling(&self) -> bool {
        let is_right = |name: &Name| name.is_right;
        self.names.iter().any(is_right) && !self.names.iter().all(is_right)
    }

    fn is_met(&self, weights: &[f64]) -> bool {
        let better = |a: &&Name, b: &&Name| score(weights, a).total_cmp(&score(weights, b));
        self.names.iter().max_by(better).is_some_and(|name| name.is_right)
    }
}

/// Adds what makes a wrong name likely to the gradient.
fn step(example: &Example, weights: &[f64], gradient: &mut [f64]) {
    let scores: Vec<f64> = example.names.iter().map(|name| score(weights, name)).collect();
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let shares: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
    let total: f64 = shares.iter().sum();
    let rights = shares.iter().zip(&example.names).filter(|(_, name)| name.is_right);
    let right: f64 = rights.map(|(share, _)| share).sum();
    for (share, name) in shares.iter().zip(&example.names) {
        let wanted = if name.is_right { share / right.max(1e-300) } else { 0.0 };
        for (at, value) in &name.features {
            gradient[*at] += (share / total - wanted) * value;
        }
    }
}

/// How many texts have a right name chosen.
struct Share {
    right: usize,
    of: usize,
}

impl Share {
    fn of(examples: &[&Example], weights: &[f64]) -> Self {
        let right = examples.iter().filter(|example| example.is_met(weights)).count();
        Self { right, of: examples.len() }
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {}", self.right, self.of)
    }
}

/// The texts of each part met by weights learned without it.
fn cross_validated(examples: &[Example]) -> Share {
    let parts: Vec<Share> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| {
            let is_held = |(idx, _): &(usize, &Example)| idx % FOLDS == fold;
            let all = || examples.iter().enumerate();
            let kept: Vec<&Example> = all().filter(|e| !is_held(e)).map(|(_, e)| e).collect();
            let held: Vec<&Example> = all().filter(is_held).map(|(_, e)| e).collect();
            Share::of(&held, &fit(&kept))
        })
        .collect();
    let sum = |which: fn(&Share) -> usize| parts.iter().map(which).sum();
    let share = Share { right: sum(|part| part.right), of: sum(|part| part.of) };
    let kept: Vec<&Example> = examples.iter().collect();
    say(&format!("by points {}; learned, cross-validated {share}", Share::of(&kept, &start())));
    share
}
