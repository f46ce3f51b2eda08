//! Do the releases that answer a question come first? nDCG@10 and mean average precision on test
//! collections of others, whose questions come with the texts that are relevant.
//!
//! A folder given as argument holds a folder for each collection, with `docs.jsonl` (`id`, `title`,
//! `text`), `queries.jsonl` (`id`, `text`) and `qrels.tsv` (query, document, grade). Where it is absent,
//! that is said. Weights are chosen on the odd-numbered queries only, so the even ones tell what to
//! expect of others.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a bench prints, and should stop on a fault

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

use index::{Archive, ContentHash, FilePath, KnownFile, Outcome, Request, Writer, WriterOptions};
use ingest::words;
use release::{Block, Found, Language, Part, Release, ReleaseId, ReleaseKind, Source, Span};
use serde::Deserialize;

const COLLECTIONS: [&str; 2] = ["cacm", "cranfield"];

/// How deep hits are looked at.
const DEPTH: usize = 1000;

#[derive(Deserialize)]
struct Entry {
    id: String,
    #[serde(default)]
    title: String,
    text: String,
}

/// Grades by query and document; what is not relevant is left out.
type Relevant = BTreeMap<String, BTreeMap<String, f64>>;

/// nDCG@10 and average precision of one query, by its number.
type Scores = Vec<(u64, f64, f64)>;

fn main() {
    // cargo itself adds `--bench`
    let folder = env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let Some(folder) = folder.map(PathBuf::from).filter(|folder| folder.is_dir()) else {
        println!("no test collections are here: `cargo bench --bench ranking -- FOLDER`");
        return;
    };
    for collection in COLLECTIONS {
        let folder = folder.join(collection);
        if folder.is_dir() {
            measure(collection, &folder);
        } else {
            println!("{collection:<10} `{}` is not here: not measured", folder.display());
        }
    }
}

fn measure(collection: &str, folder: &Path) {
    let (entries, queries) = (read(folder, "docs.jsonl"), read(folder, "queries.jsonl"));
    let relevant = relevant(folder);
    let target = tempfile::tempdir().unwrap();
    build(target.path(), &entries);
    let archive = Archive::open(target.path()).unwrap();
    assert_eq!(archive.status().unwrap().releases, entries.len() as u64, "all are in the index");
    let scores: Scores = queries
        .iter()
        .filter_map(|query| relevant.get(&query.id).map(|grades| (query, grades)))
        .map(|(query, grades)| score(&archive, &entries, query, grades))
        .collect();
    for (which, parity) in [("all", None), ("odd", Some(1)), ("even", Some(0))] {
        let of: Vec<_> = scores
            .iter()
            .filter(|(number, ..)| parity.is_none_or(|parity| number % 2 == parity))
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "a few hundred queries")]
        let n = of.len() as f64;
        let gain = of.iter().map(|(_, gain, _)| gain).sum::<f64>() / n;
        let precision = of.iter().map(|(.., precision)| precision).sum::<f64>() / n;
        println!("{collection:<10} {which:<5} nDCG@10 {gain:.4}  MAP {precision:.4}  n {n}");
    }
}

fn read(folder: &Path, file: &str) -> Vec<Entry> {
    let lines = fs::read_to_string(folder.join(file)).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn relevant(folder: &Path) -> Relevant {
    let mut relevant = Relevant::new();
    for line in fs::read_to_string(folder.join("qrels.tsv")).unwrap().lines() {
        let [query, document, grade] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        let grade: f64 = grade.parse().unwrap();
        if grade > 0.0 {
            relevant.entry(query.to_owned()).or_default().insert(document.to_owned(), grade);
        }
    }
    relevant
}

/// Asks the query as `search --any` would.
fn score(
    archive: &Archive,
    entries: &[Entry],
    query: &Entry,
    grades: &BTreeMap<String, f64>,
) -> (u64, f64, f64) {
    let parsed = query::parse(&query.text, query::Options { any: true }).unwrap();
    let mut request = Request::new(&query.text, parsed);
    (request.limit, request.snippets) = (DEPTH, false);
    request.facets.clear();
    let answer = archive.search(&request).unwrap();
    let grade = |path: &str| {
        let entry = &entries[path.parse::<usize>().unwrap()];
        grades.get(&entry.id).copied().unwrap_or(0.0)
    };
    let found: Vec<f64> = answer.hits.iter().map(|hit| grade(&hit.path)).collect();
    let mut ideal: Vec<f64> = grades.values().copied().collect();
    ideal.sort_by(|a, b| b.total_cmp(a));
    (query.id.parse().unwrap(), gain(&found) / gain(&ideal), precision(&found, grades.len()))
}

/// The discounted gain of the first ten.
fn gain(grades: &[f64]) -> f64 {
    (2_u32..)
        .zip(&grades[..grades.len().min(10)])
        .map(|(at, grade)| grade / f64::from(at).log2())
        .sum()
}

/// The average precision, of so many that are relevant.
#[expect(clippy::cast_precision_loss, reason = "a few thousand documents")]
fn precision(grades: &[f64], n_relevant: usize) -> f64 {
    let at = grades.iter().enumerate().filter(|(_, grade)| **grade > 0.0).map(|(at, _)| at);
    at.enumerate().map(|(before, at)| (before + 1) as f64 / (at + 1) as f64).sum::<f64>()
        / n_relevant as f64
}

fn build(folder: &Path, entries: &[Entry]) {
    let mut writer = Writer::open(folder, WriterOptions::default()).unwrap();
    for (number, entry) in entries.iter().enumerate() {
        let release = release(number as u64, entry);
        let cut = words::cut(&release.text);
        let name = number.to_string();
        let path = FilePath { absolute: name.as_bytes().into(), shown: name.as_str().into() };
        writer.add(&path, &release, &cut).unwrap();
        let recorded = writer.record(&KnownFile {
            path,
            size: release.text.len() as u64,
            hash: ContentHash([0; 16]),
            stamp: None,
            outcome: Outcome::Indexed { releases: vec![release.id] },
        });
        recorded.unwrap();
    }
    writer.commit().unwrap();
    writer.close().unwrap();
}

/// A release with a headline and a body: what the collections tell of their texts.
fn release(number: u64, entry: &Entry) -> Release {
    let body = entry.text.strip_prefix(&entry.title).unwrap_or(&entry.text);
    let text = format!("{}\n\n{body}", entry.title);
    let (title, all) = (Span::new(0, entry.title.len()), Span::new(0, text.len()));
    let mut blocks = vec![Block { span: title, part: Part::Title }];
    let mut start = entry.title.len();
    for paragraph in text[start..].split("\n\n") {
        let end = start + paragraph.len();
        if !paragraph.trim().is_empty() {
            blocks.push(Block { span: Span::new(start, end), part: Part::Body });
        }
        start = end + 2;
    }
    Release {
        id: ReleaseId(number),
        source: Source::default(),
        blocks,
        kind: Found::new(ReleaseKind::Other, all, "collection", 1.0),
        language: Some(Found::new(Language::ENGLISH, all, "collection", 1.0)),
        title: Some(Found::new(entry.title.clone(), title, "collection", 1.0)),
        text,
        subtitle: None,
        date: None,
        places: Vec::new(),
        organisation: None,
        countries: Vec::new(),
        passages: Vec::new(),
        speakers: Vec::new(),
        quotes: Vec::new(),
        contacts: Vec::new(),
        warnings: Vec::new(),
    }
}
