//! Learns which of the countries a text names it is about: a logistic regression by `AdaGrad` on all
//! examples at once, in a fixed order.
//!
//! Labels are those of our own corpus, and what texts of the United States say of themselves: they are
//! about that country, mostly without naming it, and not about the countries of which they name a town.

use std::{fmt::Write as _, path::Path};

use ingest::{FOCUS_FEATURES, focus_features, text::Text};
use rayon::prelude::*;
use release::Country;
use serde::Deserialize;

use crate::{
    gold::{self, Labels},
    manifest, say,
    source::Source,
};

const ROUNDS: usize = 2_000;
const RATE: f64 = 0.3;
/// Keeps weights small; the bias is free.
const SHRINKAGE: f64 = 2.0;
/// What an example that labels itself counts beside one labelled by hand.
const SILVER_WEIGHT: f64 = 0.02;
/// Every so many texts of the self-labelled sources are learned from.
const SILVER_STEP: usize = 10;
const FOLDS: usize = 8;

/// A country of a text with what is seen of it.
#[derive(Clone, Debug)]
struct Example {
    features: Vec<f32>,
    is_focus: bool,
    weight: f64,
    /// The number of its text; silver texts have none.
    text: Option<usize>,
}

/// The weights of the model and what they were learned from.
#[derive(Debug)]
pub(crate) struct Learned {
    /// One weight a feature, rounded to hundredths as they are written.
    pub(crate) weights: Vec<f64>,
    /// The files of labels made by hand.
    labels: Vec<Labels>,
    pub(crate) n_texts: usize,
    pub(crate) n_examples: usize,
    /// F1 of focus countries in cross-validation over the texts labelled by hand.
    pub(crate) f1: f64,
}

/// The labels learned from, below the corpus folder.
const LABELS: [&str; 3] = ["gold.jsonl", "second/gold.jsonl", "second/heldout.jsonl"];

#[derive(Deserialize)]
struct Row {
    focus_countries: Vec<String>,
    focus_optional: Vec<String>,
}

/// Learns from the corpus and the sources.
///
/// # Errors
///
/// Fails if the labels or a text of the corpus cannot be read.
pub(crate) fn learn(corpus: &Path, sources: &[Source]) -> anyhow::Result<Learned> {
    let (mut examples, labels, missed) = labelled(corpus)?;
    let n_gold = labels.iter().map(|labels| labels.n_texts).sum();
    let n_labelled = examples.len();
    examples.extend(silver(sources));
    let f1 = cross_validated(&examples[..n_labelled], &examples[n_labelled..], n_gold, missed);
    let all: Vec<&Example> = examples.iter().collect();
    let weights = fit(&all).into_iter().map(|weight| (weight * 100.0).round() / 100.0).collect();
    let n_texts =
        n_gold + sources.iter().map(|s| s.texts.len().div_ceil(SILVER_STEP)).sum::<usize>();
    Ok(Learned { weights, labels, n_texts, n_examples: examples.len(), f1 })
}

/// The examples of the corpus, the labels they are from, and how many focus countries no text names.
fn labelled(corpus: &Path) -> anyhow::Result<(Vec<Example>, Vec<Labels>, usize)> {
    let (rows, labels) = gold::taught::<Row>(corpus, &LABELS)?;
    let mut examples = Vec::new();
    let mut missed = 0;
    for (number, (text, row)) in rows.iter().enumerate() {
        let codes = |names: &[String]| -> Vec<Country> {
            names.iter().filter_map(|code| gazetteer::resolve(code)).collect()
        };
        let (focus, arguable) = (codes(&row.focus_countries), codes(&row.focus_optional));
        let seen = focus_features(text);
        missed += focus.iter().filter(|c| seen.iter().all(|(seen, _)| seen != *c)).count();
        for (country, features) in seen {
            if !arguable.contains(&country) {
                let is_focus = focus.contains(&country);
                examples.push(Example { features, is_focus, weight: 1.0, text: Some(number) });
            }
        }
    }
    Ok((examples, labels, missed))
}

/// What texts of the United States label by themselves.
fn silver(sources: &[Source]) -> Vec<Example> {
    let usa = gazetteer::resolve("USA");
    let implied = FOCUS_FEATURES.iter().position(|name| *name == "implied");
    let texts: Vec<&String> =
        sources.iter().flat_map(|source| source.texts.iter().step_by(SILVER_STEP)).collect();
    let examples: Vec<Vec<Example>> = texts
        .par_iter()
        .map(|text| {
            let characters = (*text).clone();
            let text = Text { characters, format: "txt", encoding: "utf-8", ..Text::default() };
            let seen = focus_features(&text);
            let is_implied = |features: &[f32]| implied.is_some_and(|at| features[at] > 0.0);
            let tells = seen
                .iter()
                .filter(|(country, features)| Some(*country) == usa || is_implied(features));
            tells
                .map(|(country, features)| Example {
                    features: features.clone(),
                    is_focus: Some(*country) == usa,
                    weight: SILVER_WEIGHT,
                    text: None,
                })
                .collect()
        })
        .collect();
    examples.into_iter().flatten().collect()
}

fn fit(examples: &[&Example]) -> Vec<f64> {
    let n = FOCUS_FEATURES.len();
    let (mut weights, mut squares) = (vec![0.0_f64; n], vec![0.0_f64; n]);
    for _ in 0..ROUNDS {
        let mut gradient = vec![0.0_f64; n];
        for example in examples {
            let error = example.weight
                * (probability(&weights, example) - f64::from(u8::from(example.is_focus)));
            for (sum, value) in gradient.iter_mut().zip(&example.features) {
                *sum += error * f64::from(*value);
            }
        }
        for (at, slope) in gradient.iter().enumerate() {
            let slope = slope + if at == 0 { 0.0 } else { SHRINKAGE * weights[at] };
            squares[at] += slope * slope;
            weights[at] -= RATE * slope / (squares[at].sqrt() + 1e-9);
        }
    }
    weights
}

fn probability(weights: &[f64], example: &Example) -> f64 {
    let sum: f64 = weights
        .iter()
        .zip(&example.features)
        .map(|(weight, value)| weight * f64::from(*value))
        .sum();
    1.0 / (1.0 + (-sum).exp())
}

fn cross_validated(gold: &[Example], silver: &[Example], n_texts: usize, missed: usize) -> f64 {
    let counts: Vec<(usize, usize, usize)> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| {
            let is_held =
                |example: &&Example| example.text.is_some_and(|text| text % FOLDS == fold);
            let learned: Vec<&Example> =
                gold.iter().filter(|example| !is_held(example)).chain(silver).collect();
            let weights = fit(&learned);
            let mut counts = (0, 0, 0);
            for example in gold.iter().filter(is_held) {
                match (probability(&weights, example) >= 0.5, example.is_focus) {
                    (true, true) => counts.0 += 1,
                    (true, false) => counts.1 += 1,
                    (false, true) => counts.2 += 1,
                    (false, false) => {}
                }
            }
            counts
        })
        .collect();
    let sum = |which: fn(&(usize, usize, usize)) -> usize| counts.iter().map(which).sum::<usize>();
    let (right, extra, lost) = (sum(|c| c.0), sum(|c| c.1), sum(|c| c.2) + missed);
    say(&format!(
        "cross-validation over {n_texts} texts: {right} right, {extra} extra, {lost} missed"
    ));
    2.0 * right as f64 / (2 * right + extra + lost).max(1) as f64
}

/// Writes `country.tsv` and `country.manifest.toml` to `folder`.
///
/// # Errors
///
/// Fails if a file cannot be written.
pub(crate) fn write(folder: &Path, sources: &[Source], learned: &Learned) -> anyhow::Result<()> {
    let mut table = String::from(
        "# The focus model of countries: feature, weight of a logistic regression; what each feature is:\n\
         # src/country/feature.rs. Written by `train countries`, see country.manifest.toml.\n",
    );
    for (name, weight) in FOCUS_FEATURES.iter().zip(&learned.weights) {
        writeln!(table, "{name}\t{weight:.2}")?;
    }
    manifest::save(folder, "country.tsv", table.as_bytes())?;
    let head = format!(
        "# What `country.tsv` was learned from; written by `train`.\n\n\
         command = \"cargo run --release -p train -- countries --data FOLDER\"\n\
         hash = \"{}\"\ntexts = {}\nexamples = {}\ncross_validated_f1 = {:.3}\n",
        &blake3::hash(table.as_bytes()).to_hex()[..16],
        learned.n_texts,
        learned.n_examples,
        learned.f1,
    );
    let text = head + &manifest::sources(sources) + &manifest::our_sources(&learned.labels);
    manifest::save(folder, "country.manifest.toml", text.as_bytes())
}
