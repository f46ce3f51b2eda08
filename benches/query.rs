//! How long does an answer take? Median, mean and 99th percentile by class of query, in microseconds of one
//! processor.
//!
//! A folder given as argument is an index to ask (a second one is part of the name of a class, to measure
//! it alone); without one, an index of made releases is built. The
//! queries are drawn from the archive itself: words by how many releases hold them, pairs of words that
//! stand together in its texts, countries and speakers of its releases. Each is asked several times, and
//! its median counts; figures are over the queries of a class.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a bench prints, and should stop on a fault

mod common;

use std::{collections::BTreeMap, env, path::Path, path::PathBuf, time::Duration};

use cpu_time::ThreadTime;
use index::{Archive, Request, Writer, WriterOptions};
use ingest::text::Text;
use rayon::prelude::*;
use release::Release;

const RELEASES: usize = 5_000;
/// How many queries of a class, and how often each is asked.
const QUERIES: usize = 60;
const RUNS: usize = 7;
/// From how many releases queries are drawn.
const DRAWN: usize = 400;

/// Shares of the archive that hold a word: rare, middling, frequent, common.
const BANDS: [(&str, f64, f64); 4] = [
    ("word, rare", 0.0, 0.001),
    ("word, middling", 0.001, 0.02),
    ("word, frequent", 0.02, 0.2),
    ("word, common", 0.2, 2.0),
];

/// A way to ask.
#[derive(Clone, Copy)]
enum Way {
    /// Counts of three facets, the total and ten ids.
    Ids,
    /// The same with ten hits.
    Hits,
    /// The same with snippets.
    Snippets,
    /// The total and ten ids alone.
    Bare,
}

const WAYS: [(&str, Way); 4] = [
    ("facets, 10 ids", Way::Ids),
    ("facets, 10 hits", Way::Hits),
    ("with snippets", Way::Snippets),
    ("10 ids alone", Way::Bare),
];

fn main() {
    // cargo itself adds `--bench`
    let mut given = env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let (folder, class) = (given.next(), given.next().unwrap_or_default());
    if let Some(folder) = folder {
        return measure(&PathBuf::from(folder), &class);
    }
    let folder = tempfile::tempdir().unwrap();
    build(folder.path());
    measure(folder.path(), "");
}

/// Measures the classes whose name has `only`.
fn measure(folder: &Path, only: &str) {
    let archive = Archive::open(folder).unwrap();
    let status = archive.status().unwrap();
    println!("{} releases, {} quotes; one thread; µs", status.releases, status.quotes);
    let classes = classes(&archive, status.releases);
    let mut all: BTreeMap<usize, Vec<Duration>> = BTreeMap::new();
    println!("{:<26}{:<18}{:>9}{:>9}{:>9}{:>9}   hits", "", "", "p50", "mean", "p99", "max");
    for (class, queries) in classes.iter().filter(|(class, _)| class.contains(only)) {
        for (number, (name, way)) in WAYS.into_iter().enumerate() {
            let mut hits: Vec<u64> = Vec::new();
            let mut taken: Vec<Duration> = Vec::new();
            for query in queries {
                let (time, total) = time(&archive, query, way);
                taken.push(time);
                hits.push(total);
            }
            hits.sort_unstable();
            all.entry(number).or_default().extend(&taken);
            let middle = hits.get(hits.len() / 2).copied().unwrap_or(0);
            print(if number == 0 { class } else { "" }, name, &mut taken, &middle.to_string());
        }
    }
    for (number, (name, _)) in WAYS.into_iter().enumerate() {
        let taken = all.get_mut(&number).unwrap();
        print(if number == 0 { "all" } else { "" }, name, taken, "");
    }
}

fn print(class: &str, way: &str, taken: &mut [Duration], rest: &str) {
    taken.sort();
    let micros = |time: Duration| time.as_secs_f64() * 1e6;
    let mean = taken.iter().sum::<Duration>() / u32::try_from(taken.len().max(1)).unwrap();
    if taken.is_empty() {
        return;
    }
    println!(
        "{class:<26}{way:<18}{:>9.0}{:>9.0}{:>9.0}{:>9.0}   {rest}",
        micros(common::percentile(taken, 50)),
        micros(mean),
        micros(common::percentile(taken, 99)),
        micros(common::percentile(taken, 100)),
    );
}

/// The median time of a query, and how many it finds.
fn time(archive: &Archive, query: &str, way: Way) -> (Duration, u64) {
    let mut request = request(query);
    request.limit = 10;
    request.snippets = matches!(way, Way::Snippets);
    if matches!(way, Way::Bare) {
        request.facets.clear();
    }
    let ask = || match way {
        Way::Ids | Way::Bare => archive.ids(&request).unwrap().total,
        Way::Hits | Way::Snippets => archive.search(&request).unwrap().total,
    };
    let total = ask();
    let mut taken: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let started = ThreadTime::now();
            assert_eq!(ask(), total, "the same question has the same answer");
            started.elapsed()
        })
        .collect();
    taken.sort();
    (common::percentile(&taken, 50), total)
}

/// Queries by class, drawn from the releases.
fn classes(archive: &Archive, n_releases: u64) -> Vec<(&'static str, Vec<String>)> {
    let step = (usize::try_from(n_releases).unwrap() / DRAWN).max(1);
    let releases: Vec<Release> =
        archive.releases().step_by(step).map(|release| release.unwrap()).collect();
    let mut dice = synthetic::Dice::new(3);
    let share = |query: &str| -> f64 {
        let mut request = request(query);
        (request.limit, request.facets) = (0, Vec::new());
        let total = archive.search(&request).unwrap().total;
        f64::from(u32::try_from(total).unwrap()) / f64::from(u32::try_from(n_releases).unwrap())
    };
    let mut words: [Vec<String>; 4] = Default::default();
    let (mut phrases, mut stock): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for _ in 0..QUERIES * 60 {
        let text = words_of(&releases[dice.below(releases.len())]);
        if text.len() < 20 {
            continue;
        }
        let at = dice.below(text.len() - 3);
        let (word, next) = (text[at], text[at + 1]);
        let of = share(word);
        if let Some(band) = BANDS.iter().position(|(_, from, to)| *from < of && of <= *to)
            && words[band].len() < QUERIES
        {
            words[band].push(word.to_owned());
        }
        let phrase = format!("\"{word} {next}\"");
        let both_common = of > 0.3 && share(next) > 0.3;
        let into = if both_common { &mut stock } else { &mut phrases };
        if into.len() < QUERIES {
            into.push(phrase);
        }
    }
    let (mut both, mut either, mut narrowed, mut aside) = (vec![], vec![], vec![], vec![]);
    let (mut filters, mut said, mut without) = (vec![], vec![], vec![]);
    for number in 0..QUERIES {
        let one = |band: usize, number: usize| &words[band][number % words[band].len().max(1)];
        if words[1..].iter().any(Vec::is_empty) {
            break;
        }
        both.push(format!("{} {}", one(1 + number % 3, number), one(2 + number % 2, number + 7)));
        either.push(format!("{} OR {}", one(1 + number % 3, number), one(1, number + 5)));
        without.push(format!("{} -{}", one(2, number), one(1, number + 3)));
        let release = &releases[dice.below(releases.len())];
        if let Some(country) = release.focus().next() {
            narrowed.push(format!("{} country:{country}", one(2, number)));
            filters.push(format!("country:{country}"));
            let year = release.date.as_ref().map_or(2005, |date| date.value.year());
            aside.push(format!("{} country:{country} year:{year}", one(3, number)));
        }
        if let Some(speaker) = release.speakers.first()
            && !speaker.name.contains('"')
        {
            said.push(format!("speaker:\"{}\"", speaker.name));
        }
    }
    let mut classes: Vec<(&'static str, Vec<String>)> =
        BANDS.iter().zip(words).map(|((name, ..), words)| (*name, words)).collect();
    classes.extend([
        ("two words", both),
        ("either word", either),
        ("one without the other", without),
        ("phrase", phrases),
        ("phrase of common words", stock),
        ("country", filters),
        ("speaker", said),
        ("word in a country", narrowed),
        ("word, country, year", aside),
        ("everything", vec!["*".to_owned()]),
    ]);
    classes
}

fn words_of(release: &Release) -> Vec<&str> {
    let is_plain = |word: &&str| {
        word.len() > 1
            && word.chars().all(char::is_alphabetic)
            && !matches!(*word, "AND" | "OR" | "NOT" | "NEAR")
    };
    release.text.split_ascii_whitespace().filter(is_plain).collect()
}

fn request(query: &str) -> Request {
    Request::new(query, query::parse(query, query::Options::default()).unwrap())
}

fn build(folder: &Path) {
    let mut writer = Writer::open(folder, WriterOptions::default()).unwrap();
    common::releases(11, RELEASES).into_par_iter().enumerate().for_each(|(number, characters)| {
        let text = Text { characters, format: "txt", encoding: "utf-8", ..Text::default() };
        let extracted = ingest::extract(text);
        common::add(&writer, number, &extracted);
    });
    writer.commit().unwrap();
    writer.close().unwrap();
}
