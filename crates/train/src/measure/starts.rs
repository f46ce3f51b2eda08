//! Direct quotes of persons in labelled releases, known by their first words; a short form of what
//! `dateline eval` says in full, for another ranker than the shipped one.

use std::path::Path;

use ingest::{extract::extract_by, quote::model::Ranker};
use release::{Quote, QuoteKind};
use serde::Deserialize;

use crate::{gold::first_text, measure::rows::read, say, wording::words};

#[derive(Deserialize)]
struct Row {
    id: String,
    path: Option<String>,
    quotes: Vec<Labelled>,
}

#[derive(Deserialize)]
struct Labelled {
    speaker: Option<String>,
    #[serde(default = "person")]
    speaker_type: String,
    starts: String,
    #[serde(default)]
    kind: String,
}

fn person() -> String {
    "person".to_owned()
}

/// Measures `releases-dev`.
pub(crate) fn measure(data: &Path, ranker: Ranker<'_>, errors: usize) -> anyhow::Result<()> {
    measure_folder(&data.join("releases-dev"), ranker, errors)
}

/// Measures the labelled releases of a folder.
pub(crate) fn measure_folder(
    folder: &Path,
    ranker: Ranker<'_>,
    mut errors: usize,
) -> anyhow::Result<()> {
    let rows: Vec<Row> = read(folder, "gold.jsonl")?;
    let (mut wanted, mut found, mut right, mut free, mut wronged) = (0, 0, 0, 0, 0);
    for row in &rows {
        let file = folder.join(row.path.clone().unwrap_or_else(|| format!("{}.txt", row.id)));
        let given = extract_by(first_text(&file)?, ranker).release.quotes;
        for labelled in row.quotes.iter().filter(|labelled| labelled.kind != "indirect") {
            let starts = words(&labelled.starts);
            let is_it = |quote: &&Quote| {
                quote.kind == QuoteKind::Direct && words(&quote.text).starts_with(&starts)
            };
            let quote = given.iter().find(is_it);
            let speaker = quote.and_then(|quote| quote.speaker.clone());
            if labelled.speaker_type != "person" {
                free += 1;
                wronged += usize::from(speaker.is_some());
                continue;
            }
            wanted += 1;
            found += usize::from(quote.is_some());
            let given = speaker.unwrap_or_default();
            let named = words(labelled.speaker.as_deref().unwrap_or_default());
            let is_right = words(&given).last().is_some_and(|last| named.contains(last));
            right += usize::from(is_right);
            if !is_right && errors > 0 {
                errors -= 1;
                say(&format!("{}\t{:?} given {given:?}", row.id, labelled.starts));
            }
        }
    }
    say(&format!(
        "direct quotes of persons: {found} of {wanted} found, {right} with their speaker; {wronged} of \
         {free} of nobody named given to a person"
    ));
    Ok(())
}
