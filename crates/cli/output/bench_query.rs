//! What `bench query` measured, for people.

use std::io;

use super::{
    FAINT, STRONG, Screen,
    bench_index::{head, row},
    count, pad, printable, thousands,
};
use crate::command::bench::{Asked, Latency, OfClass};

/// The columns of classes and of figures.
const CLASS: usize = 26;
const FIGURE: usize = 9;

pub(crate) fn print(screen: &mut Screen<'_>, asked: &Asked) -> io::Result<()> {
    let index = &asked.index;
    let (releases, quotes) = (count(index.releases, "release"), count(index.quotes, "quote"));
    let size = format!(
        "{} MB in {}",
        thousands(index.bytes / 1_000_000),
        count(index.segments as u64, "segment")
    );
    row(screen, "index", &format!("{}: {releases}, {quotes}; {size}", index.folder))?;
    let queries = match asked.queries_from.as_str() {
        "drawn" => "drawn from the index itself".to_owned(),
        file => format!("those of {file}"),
    };
    let times = count(asked.repeats.into(), "time");
    row(
        screen,
        "queries",
        &format!("{}, {queries}; each {times} warm, its median", asked.all.queries),
    )?;
    head(screen, &asked.machine, &asked.versions)?;
    for unread in &asked.unread {
        row(screen, "not read", unread)?;
    }
    screen.line("")?;
    let title = screen.paint(STRONG, &pad("µs of one processor", CLASS));
    let heads = ["p50", "p95", "p99", "max", "page p50", "bare p50", "cold p50", "hits"];
    let heads: String = heads.iter().map(|head| right(head)).collect();
    screen.line(&format!("{title}{}", screen.paint(FAINT, &heads)))?;
    for class in asked.classes.iter().chain([&asked.all]) {
        of_class(screen, class)?;
    }
    let note = "p50 to max: total, ten ids, counts of country, year and speaker. page: with ten hits and their snippets; \
                bare: without facets; cold: with facets, the index opened for it.";
    for line in note.split_inclusive(". ") {
        screen.line(&screen.paint(FAINT, line.trim_end()))?;
    }
    screen.line("")?;
    row(screen, "to open the index", &format!("{:.2} ms", asked.open_ms))?;
    let Latency { p50, p95, max, .. } = asked.process;
    let process =
        format!("{} ms, 95 % below {}, at most {}", millis(p50), millis(p95), millis(max));
    row(screen, "fresh process", &format!("{process} ({} of them)", asked.processes))?;
    for threads in &asked.threads {
        let Latency { p50, p99, .. } = threads.latency;
        let rate = format!(
            "{:.0} queries/s; p50 {p50:.0} µs, p99 {p99:.0} µs elapsed",
            threads.queries_per_s
        );
        row(screen, &count(threads.threads.into(), "thread"), &rate)?;
    }
    let sound = if asked.faults.is_empty() { "all right" } else { "WRONG" };
    let checked =
        format!("{} of {} answers against a scan: {sound}", asked.checked, asked.all.queries);
    row(screen, "checked", &checked)?;
    for fault in &asked.faults {
        screen.line(&format!("  {}", printable(fault)))?;
    }
    Ok(())
}

fn of_class(screen: &mut Screen<'_>, class: &OfClass) -> io::Result<()> {
    let of = |way: &str| {
        class.ways.iter().find(|other| other.way == way).map(|way| way.latency).unwrap_or_default()
    };
    let Latency { p50, p95, p99, max, .. } = of("facets");
    let figures = [p50, p95, p99, max, of("page").p50, of("bare").p50, of("cold").p50];
    let figures: String = figures.iter().map(|figure| right(&format!("{figure:.0}"))).collect();
    let hits = right(&thousands(class.hits));
    let line = format!("{}{figures}{hits}", pad(&class.class, CLASS));
    screen.line(&if class.class == "all" { screen.paint(STRONG, &line) } else { line })
}

fn right(text: &str) -> String {
    format!("{text:>FIGURE$}")
}

fn millis(micros: f64) -> String {
    format!("{:.1}", micros / 1e3)
}
