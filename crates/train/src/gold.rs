//! Labels made by hand: the quotes of our own corpus, matched to passages by their first words.
//!
//! The corpus names the speaker, not the mention; every mention that can stand for the speaker there is a
//! right answer, and learning finds out which of them it was.

use std::{collections::BTreeSet, fs::File, path::Path};

use anyhow::Context;
use ingest::{
    quote::model::{Mention, MentionKind, Reading, Token},
    text::Text,
};
use release::Language;
use serde::{Deserialize, de::DeserializeOwned};

use crate::{silver::Label, wording::words};

/// The labels of the first set, below the corpus folder.
pub(crate) const FIRST: &[&str] = &["gold.jsonl"];
/// Those of all texts whose errors are looked at. What is held out teaches nothing.
pub(crate) const ALL: &[&str] = &[
    "gold.jsonl",
    "second/gold.jsonl",
    "third/gold.jsonl",
    "fourth/gold.jsonl",
    "fifth/gold.jsonl",
    "sixth/gold.jsonl",
    "seventh/gold.jsonl",
    "eighth/gold.jsonl",
    "ninth/gold.jsonl",
    "tenth/gold.jsonl",
    "eleventh/gold.jsonl",
    "twelfth/gold.jsonl",
    "thirteenth/gold.jsonl",
    "fourteenth/gold.jsonl",
];

/// A file of labels.
#[derive(Clone, Debug)]
pub(crate) struct Labels {
    /// Its path in the corpus.
    pub(crate) file: &'static str,
    pub(crate) hash: String,
    pub(crate) n_texts: usize,
}

/// The corpus as far as it teaches.
#[derive(Debug)]
pub(crate) struct Corpus {
    /// Its releases.
    pub(crate) labelled: Vec<Labelled>,
    pub(crate) labels: Vec<Labels>,
}

/// A release of the corpus and its quotes.
#[derive(Debug)]
pub(crate) struct Labelled {
    /// The text as `ingest` reads it; how it is laid out makes no difference to learning.
    pub(crate) text: String,
    quotes: Vec<GoldQuote>,
    language: Option<Language>,
}

#[derive(Debug, Deserialize)]
struct Row {
    lang: String,
    quotes: Vec<GoldQuote>,
}

#[derive(Debug, Deserialize)]
struct GoldQuote {
    speaker: String,
    speaker_type: String,
    starts: String,
    kind: String,
}

/// Reads the labels of the corpus folder that teach and the releases they are of.
///
/// # Errors
///
/// Fails if the labels or a release cannot be read.
pub(crate) fn read(corpus: &Path) -> anyhow::Result<Corpus> {
    let (rows, labels) = taught::<Row>(corpus, FIRST)?;
    let labelled: anyhow::Result<Vec<Labelled>> = rows
        .into_iter()
        .map(|(text, row)| {
            let language = Language::new(row.lang.get(..2).unwrap_or_default());
            Ok(Labelled { text: text.characters, quotes: row.quotes, language })
        })
        .collect();
    Ok(Corpus { labelled: labelled?, labels })
}

/// What a learner needs of the label of a file.
#[derive(Deserialize)]
struct Placed<Row> {
    path: String,
    /// Set where a file holds several releases; none of them teaches.
    item: Option<u32>,
    #[serde(flatten)]
    row: Row,
}

/// Texts with what a learner needs of the label of each, and the files of labels.
pub(crate) type Taught<Row> = (Vec<(Text, Row)>, Vec<Labels>);

/// What a learner needs of each release that the files of labels are of, its text, and the files.
///
/// # Errors
///
/// Fails if the labels or a release cannot be read.
pub(crate) fn taught<Row: DeserializeOwned>(
    corpus: &Path,
    files: &[&'static str],
) -> anyhow::Result<Taught<Row>> {
    let (mut all, mut labels) = (Vec::new(), Vec::new());
    for &file in files {
        let path = corpus.join(file);
        let folder = path.parent().unwrap_or(corpus);
        let (of_file, hash) = rows::<Placed<Row>>(&path)?;
        let n_before = all.len();
        for placed in of_file.into_iter().filter(|placed| placed.item.is_none()) {
            all.push((first_text(&folder.join(&placed.path))?, placed.row));
        }
        labels.push(Labels { file, hash, n_texts: all.len() - n_before });
    }
    Ok((all, labels))
}

/// The labels of a file, what a learner needs of each, and the hash of the file.
///
/// # Errors
///
/// Fails if they cannot be read.
pub(crate) fn rows<Row: DeserializeOwned>(path: &Path) -> anyhow::Result<(Vec<Row>, String)> {
    let context = || format!("could not read `{}`", path.display());
    let lines = std::fs::read_to_string(path).with_context(context)?;
    let full = lines.lines().filter(|line| !line.trim().is_empty());
    let rows: Result<Vec<Row>, _> = full.map(serde_json::from_str).collect();
    let hash = blake3::hash(lines.as_bytes()).to_hex()[..16].to_owned();
    Ok((rows.with_context(context)?, hash))
}

/// The first text of a file.
///
/// # Errors
///
/// Fails if it cannot be read or holds none.
pub(crate) fn first_text(file: &Path) -> anyhow::Result<Text> {
    let context = || format!("could not read `{}`", file.display());
    let mut first = None;
    let sink = &mut |text: Text| {
        first.get_or_insert(text);
    };
    let open = File::open(file).with_context(context)?;
    let is_read = ingest::format::read(open, file, sink).is_ok();
    first.filter(|_| is_read).with_context(context)
}

impl Labelled {
    /// The release as the ranker sees it, with the label of each passage.
    pub(crate) fn example(&self) -> (Reading<'_>, Vec<Label>) {
        let reading = Reading::of_paragraphs(&self.text, self.language);
        let labels = (0..reading.marked.len()).map(|which| self.label(&reading, which)).collect();
        (reading, labels)
    }

    fn label(&self, reading: &Reading<'_>, which: usize) -> Label {
        let marked = &reading.marked[which];
        let words = words(marked.span.of(reading.text));
        let matches = |quote: &&GoldQuote| {
            let starts = self::words(&quote.starts);
            quote.kind == "direct" && !starts.is_empty() && words.starts_with(&starts)
        };
        let Some(quote) = self.quotes.iter().find(matches) else {
            return Label::Nobody;
        };
        let mentions = if quote.speaker_type == "person" {
            person(reading, marked.paragraph, &quote.speaker)
        } else {
            other(reading, marked.paragraph, &quote.speaker)
        };
        if mentions.is_empty() { Label::Unknown } else { Label::Mentions(mentions) }
    }
}

/// The mentions that can stand for a person: by a word of the name, else pronouns and phrases beside a
/// verb of saying; those of the nearest paragraph that has any.
fn person(reading: &Reading<'_>, paragraph: usize, speaker: &str) -> Vec<usize> {
    let names: BTreeSet<String> =
        words(speaker).into_iter().filter(|word| word.chars().count() > 2).collect();
    let is_named = |mention: &Mention| {
        let is_name = matches!(mention.kind, MentionKind::Name | MentionKind::Single);
        is_name && words(&text(reading, mention)).iter().any(|word| names.contains(word))
    };
    let stands_in = |mention: &Mention| {
        matches!(mention.kind, MentionKind::Pronoun | MentionKind::Phrase)
            && speaks(reading, mention)
    };
    let own = reading.paragraph_mentions(paragraph);
    let beside: Vec<usize> = own
        .clone()
        .filter(|&idx| {
            let mention = &reading.mentions[idx];
            (is_named(mention) || stands_in(mention)) && speaks(reading, mention)
        })
        .collect();
    if !beside.is_empty() {
        return beside;
    }
    (0..=3)
        .filter_map(|back| paragraph.checked_sub(back))
        .map(|paragraph| {
            let mentions = reading.paragraph_mentions(paragraph);
            mentions.filter(|&idx| is_named(&reading.mentions[idx])).collect::<Vec<_>>()
        })
        .find(|mentions| !mentions.is_empty())
        .unwrap_or_default()
}

/// The mentions that can stand for an organisation, a document or somebody without a name.
fn other(reading: &Reading<'_>, paragraph: usize, speaker: &str) -> Vec<usize> {
    let (_, described) = speaker.split_once(':').unwrap_or(("", speaker));
    let described: BTreeSet<String> =
        words(described).into_iter().filter(|word| word.chars().count() > 3).collect();
    let mentions = reading.paragraph_mentions(paragraph);
    let is_it = |mention: &Mention| {
        words(&text(reading, mention)).iter().any(|word| described.contains(word))
    };
    mentions
        .filter(|&idx| {
            let mention = &reading.mentions[idx];
            mention.kind != MentionKind::Name && (is_it(mention) || speaks(reading, mention))
        })
        .collect()
}

fn speaks(reading: &Reading<'_>, mention: &Mention) -> bool {
    let before = mention.first.checked_sub(1).and_then(|at| reading.tokens.get(at));
    let after = reading.tokens.get(mention.end);
    before.is_some_and(Token::is_cue) || after.is_some_and(Token::is_cue)
}

fn text(reading: &Reading<'_>, mention: &Mention) -> String {
    reading.words(mention.first, mention.end).to_owned()
}
