//! `dateline quotes --reused`: where else the same words were used.

use ::export::QUOTE_COLUMNS;
use index::{QuoteHit, Reuse, ReusedAnswer, Use};
use serde::Serialize;

use super::search::quote_row;
use crate::{
    args::Shape,
    exit::Exit,
    output::{Screen, csv, json, reused},
};

/// A line of JSON: a hit and its other uses.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    hit: &'a QuoteHit,
    uses: &'a [Use],
}

/// Writes an answer in the shape asked for.
pub(super) fn show(
    shape: Shape,
    answer: &ReusedAnswer,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let groups = || answer.answer.hits.iter().zip(&answer.reuses);
    if shape.json {
        json::object(screen, answer)?;
    } else if shape.jsonl {
        json::lines(screen, groups().map(|(hit, reuse)| Line { hit, uses: &reuse.uses }))?;
    } else if shape.csv {
        csv::table(screen, columns(), groups().enumerate().flat_map(rows))?;
    } else {
        reused::quotes(screen, answer)?;
    }
    Ok(Exit::found(!answer.answer.hits.is_empty()))
}

/// How many columns tell of a use, before those of its quote.
const N_OWN: usize = 4;
const N_COLUMNS: usize = N_OWN + QUOTE_COLUMNS.0.len();

fn columns() -> [&'static str; N_COLUMNS] {
    let own: [&str; N_OWN] = ["group", "likeness", "same_speaker", "version_of"];
    std::array::from_fn(|at| if at < N_OWN { own[at] } else { QUOTE_COLUMNS.0[at - N_OWN] })
}

/// The quotes of a group, a row each, the hit first.
fn rows((number, (hit, reuse)): (usize, (&QuoteHit, &Reuse))) -> Vec<[String; N_COLUMNS]> {
    let row = |quote: &QuoteHit, own: [String; N_OWN]| {
        let cells: Vec<String> = own.into_iter().chain(quote_row(quote)).collect();
        std::array::from_fn(|at| cells.get(at).cloned().unwrap_or_default())
    };
    let group = (number + 1).to_string();
    let first = row(hit, [group.clone(), "1".to_owned(), String::new(), String::new()]);
    let others = reuse.uses.iter().map(|other| {
        let version_of = other.version_of.clone().unwrap_or_default();
        let likeness = other.likeness.to_string();
        row(&other.quote, [group.clone(), likeness, other.same_speaker.to_string(), version_of])
    });
    [first].into_iter().chain(others).collect()
}
