//! How fast do releases that are understood already become an index, and how large is it?
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a bench prints, and should stop on a fault

mod common;

use std::{fs, path::Path};

use index::{Archive, Writer, WriterOptions};
use ingest::{Extracted, text::Text};
use rayon::prelude::*;

const RELEASES: usize = 2_000;
const RUNS: usize = 3;

fn main() {
    let texts = common::releases(7, RELEASES);
    let bytes: usize = texts.iter().map(String::len).sum();
    let releases: Vec<Extracted> = texts.into_par_iter().map(understand).collect();
    let mut size = 0;
    let taken = common::time(RUNS, || {
        let folder = tempfile::tempdir().unwrap();
        build(folder.path(), &releases);
        let status = Archive::open(folder.path()).unwrap().status().unwrap();
        assert_eq!(status.releases, RELEASES as u64, "every release is in the index");
        size = bytes_below(folder.path());
    });
    let median = common::percentile(&taken, 50).as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "shown with one digit")]
    let (megabytes, number, share) =
        (bytes as f64 / 1e6, RELEASES as f64, size as f64 / bytes as f64);
    println!(
        "{RELEASES} releases, {megabytes:.1} MB of text, {} threads",
        rayon::current_num_threads()
    );
    println!(
        "median {:.0} releases/s, {:.1} MB/s; {share:.2} bytes of index a byte of text",
        number / median,
        megabytes / median
    );
}

fn understand(characters: String) -> Extracted {
    ingest::extract(Text { characters, format: "txt", encoding: "utf-8", ..Text::default() })
}

/// Builds an index of `releases` in `folder`.
fn build(folder: &Path, releases: &[Extracted]) {
    let threads = rayon::current_num_threads().clamp(1, 8);
    let options =
        WriterOptions { threads, memory_bytes: threads * (100 << 20), ..WriterOptions::default() };
    let mut writer = Writer::open(folder, options).unwrap();
    releases.par_iter().enumerate().for_each(|(number, extracted)| {
        common::add(&writer, number, extracted);
    });
    writer.commit().unwrap();
    writer.close().unwrap();
}

fn bytes_below(folder: &Path) -> u64 {
    fs::read_dir(folder).unwrap().map(|file| file.unwrap().metadata().unwrap().len()).sum()
}
