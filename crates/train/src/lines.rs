//! Learns the weights of the unit labels, from those set by hand on.
//!
//! An averaged perceptron over sequences. What is known of a text only bounds the labels: the words of the
//! title are a title and nothing else is one, quoted words are running text, a contact's details are a
//! contact, a release line is a marker. Where the labels that the weights give lie within the bounds,
//! nothing is learned; else a small step is taken to the best labels that do.

use std::path::Path;

use ingest::{
    lines::{Reading, Weights},
    text::Text,
};
use serde::Deserialize;

use crate::{
    gold, manifest,
    random::Random,
    say,
    wording::{self, holds, words},
};

const COMMAND: &str = "cargo run --release -p train -- lines";
const EPOCHS: u32 = 8;
/// Small against weights set by hand, which are between 0.5 and 10.
const RATE: f32 = 0.003;
const FOLDS: usize = 5;

/// A labelled release of the corpus.
#[derive(Debug, Deserialize)]
struct Row {
    title: Option<String>,
    #[serde(default)]
    alt_titles: Vec<String>,
    subtitle: Option<String>,
    #[serde(default)]
    quotes: Vec<Quote>,
    #[serde(default)]
    contacts: Vec<Contact>,
}

#[derive(Debug, Deserialize)]
struct Quote {
    starts: String,
    kind: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Contact {
    Name(String),
    Person { name: String },
}

/// A text and how far it is learned from.
#[derive(Debug)]
struct Example {
    /// Bound by what is known.
    known: Reading,
    /// Bound everywhere, by what is known first.
    reading: Reading,
}

impl Example {
    fn new(known: Reading) -> Self {
        let mut reading = known.clone();
        reading.keep(&Weights::by_hand());
        Self { known, reading }
    }
}

/// Learns from the corpus, and writes `lines.learned.tsv` and its manifest to `out`.
pub(crate) fn learn(corpus: &Path, out: &Path) -> anyhow::Result<()> {
    let (rows, labels) = gold::taught::<Row>(corpus, gold::FIRST)?;
    let labelled: Vec<Example> = rows.iter().map(|(text, row)| of_gold(text, row)).collect();
    let held_out = cross_validate(&labelled);
    let hand = agreement(labelled.iter(), &Weights::by_hand());
    say(&format!("by hand {hand}; learned, cross-validated {held_out}"));
    let weights = fit(labelled.iter());
    let rows = format!(
        "# What learning added to `lines.tsv`; written by `train`.\n{}",
        weights.learned_rows()
    );
    let text = format!(
        "# What `lines.learned.tsv` was learned from; written by `train`.\n\n\
         command = \"{COMMAND}\"\nhash = \"{}\"\nby_hand = \"{hand}\"\ncross_validated = \"{held_out}\"\n{}",
        &blake3::hash(rows.as_bytes()).to_hex()[..16],
        manifest::our_sources(&labels)
    );
    manifest::save(out, "lines.learned.tsv", rows.as_bytes())?;
    manifest::save(out, "lines.manifest.toml", text.as_bytes())
}

/// Units that keep to what is known of them.
struct Agreement {
    in_sequence: usize,
    settled: usize,
    of: usize,
}

impl std::fmt::Display for Agreement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |right: usize| right as f64 / self.of.max(1) as f64;
        write!(
            f,
            "{:.4} in sequence, {:.4} after the rules, of {} units",
            share(self.in_sequence),
            share(self.settled),
            self.of
        )
    }
}

fn agreement<'e>(examples: impl Iterator<Item = &'e Example>, weights: &Weights) -> Agreement {
    let mut all = Agreement { in_sequence: 0, settled: 0, of: 0 };
    for example in examples {
        let (in_sequence, settled, of) = example.known.agreement(weights);
        all.in_sequence += in_sequence;
        all.settled += settled;
        all.of += of;
    }
    all
}

/// The agreement of each part of the corpus with weights learned without it.
fn cross_validate(labelled: &[Example]) -> Agreement {
    let mut all = Agreement { in_sequence: 0, settled: 0, of: 0 };
    for fold in 0..FOLDS {
        let is_held = |idx: &usize| idx % FOLDS == fold;
        let kept = (0..labelled.len()).filter(|idx| !is_held(idx)).map(|idx| &labelled[idx]);
        let weights = fit(kept);
        let held = (0..labelled.len()).filter(is_held).map(|idx| &labelled[idx]);
        let part = agreement(held, &weights);
        all.in_sequence += part.in_sequence;
        all.settled += part.settled;
        all.of += part.of;
    }
    all
}

/// The mean of the weights after each round.
fn fit<'e>(examples: impl Iterator<Item = &'e Example>) -> Weights {
    let examples: Vec<&Example> = examples.collect();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(20_120_403);
    let mut weights = Weights::by_hand();
    let mut mean = Weights::by_hand();
    mean.add_all(&weights, -1.0);
    for _ in 0..EPOCHS {
        for idx in (1..order.len()).rev() {
            order.swap(idx, random.below(idx + 1));
        }
        for &idx in &order {
            examples[idx].reading.step(&mut weights, RATE);
        }
        mean.add_all(&weights, 1.0 / EPOCHS as f32);
    }
    mean
}

/// A release of the corpus, its units bound by its labels.
fn of_gold(text: &Text, row: &Row) -> Example {
    let mut reading = Reading::of(text);
    bind_title(&mut reading, row);
    for idx in 0..reading.len() {
        let words = words(reading.unit(idx).1);
        let is_quote = |quote: &Quote| {
            let starts = wording::words(&quote.starts);
            quote.kind == "direct" && starts.len() >= 4 && holds(&words, &starts)
        };
        if row.quotes.iter().any(is_quote) && words.len() > 12 {
            reading.allow(idx, &["lede", "prose", "item"]);
        }
        let names_contact = row.contacts.iter().any(|contact| {
            let (Contact::Name(name) | Contact::Person { name }) = contact;
            holds(&words, &wording::words(name))
        });
        let has_detail = reading.has(idx, "email") || reading.has(idx, "phone");
        if names_contact && has_detail && words.len() <= 24 {
            reading.allow(idx, &["CONTACT"]);
        }
    }
    bind_itself(&mut reading);
    Example::new(reading)
}

/// The first unit with the words of the title, and its neighbours that go on with it, are the title; no
/// other unit is one.
fn bind_title(reading: &mut Reading, row: &Row) {
    let titles: Vec<Vec<String>> =
        row.title.iter().chain(&row.alt_titles).map(|title| words(title)).collect();
    let subtitle = row.subtitle.as_deref().map(words).unwrap_or_default();
    let mut has_title = false;
    for idx in 0..reading.len() {
        let unit = words(reading.unit(idx).1);
        let is_title = !unit.is_empty()
            && titles.iter().any(|title| *title == unit || unit.len() >= 3 && holds(title, &unit));
        if is_title && (!has_title || idx > 0) && !reading.has(idx, "carrier") {
            // a headline is printed twice, or once more in the page; which of them is the title is open
            has_title = true;
        } else {
            reading.forbid(idx, "title");
        }
        if unit.len() >= 3 && !subtitle.is_empty() && unit == subtitle && !is_title {
            reading.allow(idx, &["subtitle"]);
        }
    }
    if let Some(first) = (0..reading.len()).find(|idx| {
        let unit = words(reading.unit(*idx).1);
        titles.contains(&unit) && !reading.has(*idx, "carrier")
    }) && (first + 1..reading.len())
        .all(|idx| words(reading.unit(idx).1) != words(reading.unit(first).1))
    {
        reading.allow(first, &["title"]);
    }
}

/// The units that say themselves what they are.
fn bind_itself(reading: &mut Reading) {
    for idx in 0..reading.len() {
        if reading.has(idx, "carrier") {
            continue;
        }
        let n_words = reading.unit(idx).1.split_whitespace().count();
        if reading.has(idx, "marker") && n_words <= 4 {
            reading.allow(idx, &["marker"]);
        } else if reading.has(idx, "date-only") && n_words <= 5 {
            reading.allow(idx, &["date", "tail-date"]);
        } else if reading.has(idx, "email") && reading.has(idx, "phone") && n_words <= 12 {
            reading.allow(idx, &["CONTACT", "letterhead"]);
        } else if reading.has(idx, "end-mark") && n_words <= 3 {
            reading.allow(idx, &["end"]);
        }
    }
}
