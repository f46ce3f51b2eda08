//! MB of text understood in a CPU second, on one thread and on all.

use std::{path::Path, time::Instant};

use cpu_time::ProcessTime;
use ingest::quote::model::Ranker;
use rayon::prelude::*;
use serde::Deserialize;

use crate::{
    measure::rows::{read, understand},
    say,
};

#[derive(Deserialize)]
struct Row {
    text: String,
}

const RUNS: usize = 3;

/// Understands every text of the set, several times over; the fastest run counts.
pub(crate) fn measure(data: &Path, ranker: Ranker<'_>, _errors: usize) -> anyhow::Result<()> {
    let rows: Vec<Row> = read(data, "train-usgov.jsonl.gz")?;
    let megabytes = rows.iter().map(|row| row.text.len()).sum::<usize>() as f64 / 1e6;
    for threads in [1, rayon::current_num_threads()] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
        let mut best = (f64::MAX, f64::MAX);
        for _ in 0..RUNS {
            let (cpu, wall) = (ProcessTime::now(), Instant::now());
            let quotes: usize = pool.install(|| {
                rows.par_iter().map(|row| understand(&row.text, ranker).release.quotes.len()).sum()
            });
            std::hint::black_box(quotes);
            best =
                (best.0.min(cpu.elapsed().as_secs_f64()), best.1.min(wall.elapsed().as_secs_f64()));
        }
        say(&format!(
            "{} texts, {megabytes:.1} MB, {threads} threads: {:.2} MB a CPU second, {:.2} MB a second",
            rows.len(),
            megabytes / best.0,
            megabytes / best.1
        ));
    }
    Ok(())
}
