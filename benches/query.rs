//! How long does an answer with facets take? Median and 99th percentile by class of query.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a bench prints, and should stop on a fault

mod common;

use std::{path::Path, time::Instant};

use index::{Archive, Request, Writer, WriterOptions};
use ingest::text::Text;
use rayon::prelude::*;

const RELEASES: usize = 5_000;
const RUNS: usize = 50;

const CLASSES: [(&str, &[&str]); 4] = [
    ("one word", &["refugees", "mercury", "detention", "journalists", "water"]),
    ("several words", &["police violence", "court trial lawyer", "river company permit"]),
    ("phrase", &["\"human rights\"", "\"of the\"", "\"the government\""]),
    ("all releases, filtered", &["country:kazakhstan", "year:2004..2008", "-police year:2010"]),
];

fn main() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path());
    let archive = Archive::open(folder.path()).unwrap();
    println!(
        "{RELEASES} made releases; top 20 with snippets, three facets and the exact total; one thread"
    );
    for (class, queries) in CLASSES {
        let requests: Vec<Request> = queries.iter().map(|query| request(query)).collect();
        let totals: Vec<u64> =
            requests.iter().map(|request| archive.search(request).unwrap().total).collect();
        let mut taken = Vec::new();
        for _ in 0..RUNS {
            for (request, total) in requests.iter().zip(&totals) {
                let started = Instant::now();
                let answer = archive.search(request).unwrap();
                taken.push(started.elapsed());
                assert_eq!(answer.total, *total, "the same question has the same answer");
            }
        }
        taken.sort();
        let (median, slow) = (common::percentile(&taken, 50), common::percentile(&taken, 99));
        println!("{class:<24} median {median:>9.1?}  99 % below {slow:>9.1?}  hits {totals:?}");
    }
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
