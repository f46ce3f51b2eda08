//! Quotes and speakers of German Wikinews articles annotated by the Redewiedergabe categories.
//!
//! Wanted is every passage annotated as direct, fragments inside reported speech included, each once; words
//! annotated as reported in any way are neutral for quotes that are not annotated by themselves. A
//! passage that stands in several annotations is right with any of their speakers. The free ones – not
//! inside an annotation of another kind – are counted once more by themselves.

use std::path::Path;

use ingest::quote::model::Ranker;
use serde::Deserialize;

use crate::measure::{
    passage::{Annotated, Counts, Passage, lines},
    rows::{read, understand},
};

#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    quotes: Vec<Quote>,
}

#[derive(Deserialize)]
struct Quote {
    start: usize,
    end: usize,
    speaker_start: Option<usize>,
    speaker_end: Option<usize>,
    kind: String,
    nested: bool,
}

/// Measures all articles.
pub(crate) fn measure(data: &Path, ranker: Ranker<'_>, mut errors: usize) -> anyhow::Result<()> {
    let rows: Vec<Row> = read(data, "quotes/german_news_dev.jsonl")?;
    let (mut all, mut free) = (Counts::default(), Counts::default());
    for row in &rows {
        let extracted = understand(&row.text, ranker);
        all.add(&annotated(row, |_| true), &extracted, &mut errors);
        free.add(&annotated(row, |quote| !quote.nested), &extracted, &mut 0);
    }
    all.say("direct quotes,");
    free.say("those outside reported speech,");
    Ok(())
}

fn annotated(row: &Row, is_wanted: impl Fn(&Quote) -> bool) -> Annotated {
    let text: Vec<char> = row.text.chars().collect();
    let (mut direct, mut neutral): (Vec<Passage>, _) = (Vec::new(), Vec::new());
    for quote in &row.quotes {
        if quote.kind != "direct" || !is_wanted(quote) {
            neutral.push(quote.start..quote.end);
            continue;
        }
        let source = quote.speaker_start.zip(quote.speaker_end).map(|(start, end)| start..end);
        for range in lines(&text, quote.start..quote.end) {
            match direct.iter_mut().find(|known| known.range == range) {
                Some(known) => known.sources.extend(source.clone()),
                None => direct.push(Passage { range, sources: source.iter().cloned().collect() }),
            }
        }
    }
    Annotated { id: row.id.clone(), text, direct, neutral }
}
