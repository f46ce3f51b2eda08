//! How fast is text understood? MB of text a second, on one thread and on all.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a bench prints, and should stop on a fault

mod common;

use ingest::text::Text;
use rayon::prelude::*;

const RELEASES: usize = 400;
const RUNS: usize = 5;

fn main() {
    let texts = common::releases(7, RELEASES);
    let bytes: usize = texts.iter().map(String::len).sum();
    let n_quotes: usize = texts.iter().map(|text| understand(text)).sum();
    assert!(n_quotes > RELEASES, "the made releases hold quotes, {n_quotes} were found");
    println!("{RELEASES} releases, {:.1} MB, {n_quotes} quotes", megabytes(bytes));
    for threads in [1, rayon::current_num_threads()] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let taken = common::time(RUNS, || {
            let found: usize = pool.install(|| texts.par_iter().map(|text| understand(text)).sum());
            assert_eq!(found, n_quotes, "the number of threads must not change the answer");
        });
        let median = common::percentile(&taken, 50).as_secs_f64();
        let fastest = taken[0].as_secs_f64();
        println!(
            "{threads} threads: median {:.1} MB/s, fastest {:.1} MB/s",
            megabytes(bytes) / median,
            megabytes(bytes) / fastest
        );
    }
}

/// Understands a text; the number of its quotes is the answer that is checked.
fn understand(text: &str) -> usize {
    let text =
        Text { characters: text.to_owned(), format: "txt", encoding: "utf-8", ..Text::default() };
    std::hint::black_box(ingest::extract(text)).release.quotes.len()
}

#[expect(clippy::cast_precision_loss, reason = "shown with one digit")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
