//! The country whose profile a text is: chapters of yearly reports and country pages have a box that says who
//! heads the state and what its capital is, and may name the country nowhere but in the running head.

use gazetteer::Kind;
use release::{Country, Span};

use super::Sighting;

/// What a line of the box opens with, folded; a colon follows before the name or after all labels.
const HEADS: [&str; 17] = [
    "head of state",
    "head of government",
    "chief of state",
    "chef de l'état",
    "chef de l'etat",
    "chef de l’état",
    "chef du gouvernement",
    "chef d'état",
    "jefe de estado",
    "jefe del estado",
    "jefa de estado",
    "jefatura del estado",
    "chefe de estado",
    "chefe do estado",
    "staatsoberhaupt",
    "глава государства",
    "رئيس الدولة",
];
const CAPITALS: [&str; 5] = ["capital", "capitale", "hauptstadt", "столица", "العاصمة"];
/// Columns of a page put other labels, a running head or a sentence between the label and the name.
const BOX: usize = 600;
/// A label and what qualifies it: `Head of state of Transitional Federal Government:`.
const LABEL: usize = 64;

/// The one country that the first box of a text is about. A text of several boxes with different countries is
/// no profile of any.
pub(super) fn find(text: &str, sightings: &[Sighting]) -> Option<(Country, Span)> {
    let mut boxed = sightings.iter().filter(|sighting| is_boxed(text, sighting));
    let first = boxed.next()?;
    // what the same box holds besides is of no weight: the next chapter may have run into it
    let mut later =
        boxed.filter(|sighting| sighting.span.start as usize > first.span.start as usize + BOX);
    later.all(|sighting| sighting.country == first.country).then_some((first.country, first.span))
}

fn is_boxed(text: &str, sighting: &Sighting) -> bool {
    let before = text.get(..sighting.span.start as usize).unwrap_or_default();
    match sighting.kind {
        Kind::Institution => {
            let from = before.len().saturating_sub(BOX);
            let from = (from..=before.len()).find(|&at| before.is_char_boundary(at));
            let window = &before[from.unwrap_or(before.len())..];
            window.lines().any(|line| opens_with(line, &HEADS))
        }
        Kind::City => before.lines().next_back().is_some_and(|line| opens_with(line, &CAPITALS)),
        _ => false,
    }
}

/// Whether a line opens with one of the labels and a colon closes it.
fn opens_with(line: &str, labels: &[&str]) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = line.char_indices().map(|(at, _)| at).nth(LABEL).unwrap_or(line.len());
    let Some((label, _)) = line[..end].split_once(':') else { return false };
    let label = label.to_lowercase();
    labels.iter().any(|known| {
        label.strip_prefix(known).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}
