//! `dateline bench query`: how long answers take, by class of query, and whether they are right.

use std::{
    path::Path,
    process::{Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use cpu_time::ThreadTime;
use index::{Archive, Request};
use serde::Serialize;

use super::{
    latency::{Latency, median},
    mix::{self, Mix},
    spread::rounded,
    versions::Versions,
};
use crate::{
    args::{BenchQueryArgs, Common},
    exit::Exit,
    machine::Machine,
    output::{Screen, bench_query, json},
    progress,
};

/// What was measured.
#[derive(Debug, Serialize)]
pub(crate) struct Asked {
    pub(crate) machine: Machine,
    pub(crate) versions: Versions,
    pub(crate) index: Index,
    /// `drawn`, or the file.
    pub(crate) queries_from: String,
    pub(crate) unread: Vec<String>,
    pub(crate) repeats: u16,
    /// Milliseconds of the wall clock until the archive is open.
    pub(crate) open_ms: f64,
    pub(crate) classes: Vec<OfClass>,
    /// All classes together.
    pub(crate) all: OfClass,
    /// A fresh process a query, `dateline search -n 10`, by the clock on the wall.
    pub(crate) process: Latency,
    pub(crate) processes: usize,
    pub(crate) threads: Vec<AtOnce>,
    pub(crate) checked: usize,
    pub(crate) faults: Vec<String>,
}

/// The index that was asked.
#[derive(Debug, Serialize)]
pub(crate) struct Index {
    pub(crate) folder: String,
    pub(crate) releases: u64,
    pub(crate) quotes: u64,
    pub(crate) segments: usize,
    pub(crate) bytes: u64,
}

/// A class of queries; microseconds of processor time, the median of each query.
#[derive(Debug, Default, Serialize)]
pub(crate) struct OfClass {
    pub(crate) class: String,
    pub(crate) queries: usize,
    /// The middle of how many releases are found.
    pub(crate) hits: u64,
    pub(crate) ways: Vec<Way>,
}

/// One way to ask.
#[derive(Debug, Serialize)]
pub(crate) struct Way {
    pub(crate) way: &'static str,
    pub(crate) latency: Latency,
}

/// Several threads that ask at once, by the clock on the wall, with facets.
#[derive(Debug, Serialize)]
pub(crate) struct AtOnce {
    pub(crate) threads: u16,
    pub(crate) queries_per_s: f64,
    pub(crate) latency: Latency,
}

/// The ways to ask, from the most that is wanted to the least; the last is that of a fresh reader.
const WAYS: [&str; 4] = ["page", "facets", "bare", "cold"];

/// So many fresh processes of each class.
const PROCESSES: usize = 3;

pub(super) fn run(
    args: &BenchQueryArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let folder = match &args.folder {
        Some(folder) => folder.clone(),
        None => crate::command::index_folder(common)?,
    };
    // a file that cannot be read is told before an index is
    let given = args.queries.as_deref().map(mix::of_file).transpose()?;
    let archive = Archive::open(&folder)?;
    let (mix, unread) = match given {
        Some(given) => given,
        None => (mix::drawn(&archive)?, Vec::new()),
    };
    let n_queries: usize = mix.iter().map(|(_, queries)| queries.len()).sum();
    if n_queries == 0 {
        let why = unread.first().map_or("there are no queries", String::as_str);
        bail!("nothing to ask: {why}");
    }
    let bar = progress::bar(common, n_queries, "queries");
    let bench = Bench { folder: &folder, archive: &archive, args, bar: &bar };
    let asked = bench.all(&mix, unread)?;
    bar.finish_and_clear();
    if args.json {
        json::object(screen, &asked)?;
    } else {
        bench_query::print(screen, &asked)?;
    }
    Ok(match (asked.faults.is_empty(), asked.unread.is_empty()) {
        (false, _) => Exit::NothingFound,
        (true, false) => Exit::SomeFilesFailed,
        (true, true) => Exit::Found,
    })
}

struct Bench<'b> {
    folder: &'b Path,
    archive: &'b Archive,
    args: &'b BenchQueryArgs,
    bar: &'b indicatif::ProgressBar,
}

/// The times of a class, a query after the other, by way.
#[derive(Default)]
struct Times([Vec<Duration>; WAYS.len()]);

impl Times {
    fn add(&mut self, other: &Self) {
        for (mine, others) in self.0.iter_mut().zip(&other.0) {
            mine.extend(others);
        }
    }

    fn class(self, class: String, mut hits: Vec<u64>) -> OfClass {
        hits.sort_unstable();
        let queries = hits.len();
        let ways = WAYS.into_iter().zip(self.0);
        let ways = ways.map(|(way, times)| Way { way, latency: Latency::of(times) });
        OfClass {
            class,
            queries,
            hits: hits.get(queries / 2).copied().unwrap_or(0),
            ways: ways.collect(),
        }
    }
}

impl Bench<'_> {
    fn all(&self, mix: &Mix, unread: Vec<String>) -> anyhow::Result<Asked> {
        let status = self.archive.status()?;
        let opening = (0..self.args.repeats).map(|_| {
            let started = Instant::now();
            Archive::open(self.folder).map(|_| started.elapsed())
        });
        let opening: Result<Vec<Duration>, _> = opening.collect();
        let (mut classes, mut faults) = (Vec::new(), Vec::new());
        let (mut all_times, mut all_hits) = (Times::default(), Vec::new());
        let (mut process, mut checked) = (Vec::new(), 0);
        for (class, queries) in mix {
            let (mut times, mut hits) = (Times::default(), Vec::new());
            let every = queries.len().div_ceil(self.args.check.max(1));
            for (number, query) in queries.iter().enumerate() {
                let is_checked = self.args.check > 0 && number % every == 0;
                checked += usize::from(is_checked);
                hits.push(self.ask(query, is_checked, &mut times, &mut faults)?);
                if number < PROCESSES {
                    process.push(self.process(&query.text)?);
                }
                self.bar.inc(1);
            }
            all_times.add(&times);
            all_hits.extend(&hits);
            classes.push(times.class(class.clone(), hits));
        }
        let queries: Vec<Request> =
            mix.iter().flat_map(|(_, queries)| queries).map(with_facets).collect();
        let threads: anyhow::Result<Vec<AtOnce>> =
            self.args.threads.iter().map(|&threads| self.at_once(threads, &queries)).collect();
        Ok(Asked {
            machine: Machine::here(),
            versions: Versions::here(),
            index: Index {
                folder: self.folder.display().to_string(),
                releases: status.releases,
                quotes: status.quotes,
                segments: status.segments,
                bytes: status.bytes_on_disk,
            },
            queries_from: match &self.args.queries {
                None => "drawn".to_owned(),
                Some(file) => file.display().to_string(),
            },
            unread,
            repeats: self.args.repeats,
            open_ms: rounded(median(opening?).as_secs_f64() * 1e3),
            classes,
            all: all_times.class("all".to_owned(), all_hits),
            processes: process.len(),
            process: Latency::of(process),
            threads: threads?,
            checked,
            faults,
        })
    }

    /// Asks a query in every way; how many releases it finds.
    fn ask(
        &self,
        query: &Request,
        is_checked: bool,
        times: &mut Times,
        faults: &mut Vec<String>,
    ) -> anyhow::Result<u64> {
        let facets = with_facets(query);
        let bare = Request { facets: Vec::new(), ..facets.clone() };
        let page = Request { snippets: true, ..facets.clone() };
        let started = ThreadTime::now();
        let fresh = Archive::open(self.folder)?;
        let cold = fresh.ids(&facets)?;
        times.0[3].push(started.elapsed());
        drop(fresh);
        let mut totals = vec![cold.total];
        let mut warm = |ask: &dyn Fn() -> Result<u64, index::Error>| -> anyhow::Result<Duration> {
            totals.push(ask()?);
            let mut taken = Vec::new();
            for _ in 0..self.args.repeats {
                let started = ThreadTime::now();
                let total = ask()?;
                taken.push(started.elapsed());
                totals.push(total);
            }
            Ok(median(taken))
        };
        let archive = self.archive;
        times.0[0].push(warm(&|| Ok(archive.search(&page)?.total))?);
        times.0[1].push(warm(&|| Ok(archive.ids(&facets)?.total))?);
        times.0[2].push(warm(&|| Ok(archive.ids(&bare)?.total))?);
        if totals.iter().any(|total| *total != cold.total) {
            faults.push(format!("`{}`: not the same total each time: {totals:?}", query.text));
        }
        if is_checked {
            let answer = archive.ids(&facets)?;
            let wrong = archive.check(&facets, answer.total, &answer.facets)?;
            faults.extend(wrong.into_iter().map(|fault| format!("`{}`: {fault}", query.text)));
        }
        Ok(cold.total)
    }

    /// A fresh process that answers the query.
    fn process(&self, query: &str) -> anyhow::Result<Duration> {
        let program = std::env::current_exe().context("could not tell where this program is")?;
        let started = Instant::now();
        let mut command = Command::new(program);
        command.arg("--index").arg(self.folder).args(["search", "-n", "10", "--", query]);
        let ended =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        let took = started.elapsed();
        let ended = ended.context("could not start a fresh process")?;
        if !matches!(ended.code(), Some(0 | 1)) {
            bail!("a fresh process could not answer `{query}`");
        }
        Ok(took)
    }

    /// Threads that ask all queries as often as each is repeated, whoever is free the next.
    fn at_once(&self, threads: u16, queries: &[Request]) -> anyhow::Result<AtOnce> {
        let n_asked = queries.len() * usize::from(self.args.repeats);
        let next = AtomicUsize::new(0);
        let work = || -> Result<Vec<Duration>, index::Error> {
            let mut taken = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= n_asked {
                    return Ok(taken);
                }
                let started = Instant::now();
                self.archive.ids(&queries[number % queries.len()])?;
                taken.push(started.elapsed());
            }
        };
        let started = Instant::now();
        let taken = thread::scope(|scope| {
            let working: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            let ended = working.into_iter().map(|thread| match thread.join() {
                Ok(taken) => taken,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            ended.collect::<Result<Vec<_>, _>>()
        })?;
        let seconds = started.elapsed().as_secs_f64();
        let taken: Vec<Duration> = taken.into_iter().flatten().collect();
        #[expect(clippy::cast_precision_loss, reason = "a rate is shown with one digit")]
        let queries_per_s = rounded(taken.len() as f64 / seconds.max(1e-9));
        Ok(AtOnce { threads, queries_per_s, latency: Latency::of(taken) })
    }
}

/// What the issue of speed asks for: counts of three facets, the exact total, ten ids.
fn with_facets(query: &Request) -> Request {
    Request { limit: 10, snippets: false, ..query.clone() }
}
