//! The country whose profile a text is: chapters of yearly reports and country pages have a box that says who
//! heads the state, how many live there and what its capital is, and may name the country nowhere but in the
//! running head.

use gazetteer::{Kind, fold};
use release::{Country, Span};

use super::Sighting;

/// What a line of the box opens with, folded; a colon follows before the name or after all labels.
const HEADS: [&str; 15] = [
    "head of state",
    "head of government",
    "chief of state",
    "chef de l'etat",
    "chef du gouvernement",
    "chef d'etat",
    "jefe de estado",
    "jefe del estado",
    "jefa de estado",
    "jefatura del estado",
    "chefe de estado",
    "chefe do estado",
    "staatsoberhaupt",
    "глава государства",
    "رييس الدولة",
];
/// What else a box tells of a country. One of them may head any table.
const FACTS: [&str; 17] = [
    "death penalty",
    "population",
    "life expectancy",
    "adult literacy",
    "peine de mort",
    "esperance de vie",
    "pena de muerte",
    "poblacion",
    "esperanza de vida",
    "pena de morte",
    "populacao",
    "esperanca de vida",
    "todesstrafe",
    "einwohner",
    "lebenserwartung",
    "население",
    "عدد السكان",
];
const CAPITALS: [&str; 5] = ["capital", "capitale", "hauptstadt", "столица", "العاصمة"];
/// Columns of a page put other labels, a running head or a sentence between the label and the name.
const BOX: usize = 600;
/// A label and what qualifies it: `Head of state of Transitional Federal Government:`.
const LABEL: usize = 64;

/// More words in small letters before a name than `represented by` make a sentence of it.
const FEW: usize = 2;

/// The one country that the first box of a text is about, or the name that heads it. A chapter may have run into the
/// box of the next, but a text of more boxes with different countries is no profile of any.
pub(super) fn find(text: &str, sightings: &[Sighting]) -> Option<(Country, Span)> {
    let heading = sightings.first().filter(|sighting| is_heading(text, sighting));
    let mut boxed = sightings.iter().filter(|sighting| is_boxed(text, sighting));
    let first = heading.or_else(|| boxed.next())?;
    // what the same box holds besides is of no weight: the next chapter may have run into it
    let end_of_box = first.span.start as usize + BOX;
    let mut others = boxed
        .filter(|sighting| sighting.span.start as usize > end_of_box)
        .map(|sighting| sighting.country)
        .filter(|country| *country != first.country);
    let is_profile = others.next().is_none_or(|next| {
        let opens_text = end_of_box < 3 * BOX;
        opens_text && others.all(|other| other == next)
    });
    is_profile.then_some((first.country, first.span))
}

/// Whether the first line is hardly more than the name of a leader, as the box is left without its labels.
fn is_heading(text: &str, sighting: &Sighting) -> bool {
    let Span { start, end } = sighting.span;
    let before = text.get(..start as usize).unwrap_or_default().trim_start();
    let after = text.get(end as usize..).unwrap_or_default();
    let after = after.split(['\n', '(']).next().unwrap_or_default();
    // many who lead nothing have the surname of one who does
    let is_full_name = sighting.span.of(text).contains(' ');
    sighting.kind == Kind::Leader
        && is_full_name
        && !before.contains('\n')
        && before.split_whitespace().chain(after.split_whitespace()).take(FEW + 1).count() <= FEW
}

fn is_boxed(text: &str, sighting: &Sighting) -> bool {
    let before = text.get(..sighting.span.start as usize).unwrap_or_default();
    let window = &before[before.ceil_char_boundary(before.len().saturating_sub(BOX))..];
    match sighting.kind {
        Kind::Leader => {
            !is_in_sentence(window)
                && (window.lines().any(|line| opens_with(line, &HEADS))
                    || window.lines().filter(|line| opens_with(line, &FACTS)).count() > 1)
        }
        Kind::City => window.lines().next_back().is_some_and(|line| opens_with(line, &CAPITALS)),
        _ => false,
    }
}

/// Whether words in small letters lead up to what follows.
fn is_in_sentence(before: &str) -> bool {
    let clause = before.rsplit(['\n', ':']).next().unwrap_or_default();
    clause.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count() > FEW
}

/// Whether a line opens with one of the labels and a colon closes it.
fn opens_with(line: &str, labels: &[&str]) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = line.char_indices().map(|(at, _)| at).nth(LABEL).unwrap_or(line.len());
    let Some((label, _)) = line[..end].split_once(':') else { return false };
    let label = fold(label);
    labels.iter().any(|known| {
        label.strip_prefix(known).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_here_as_they_are_compared() {
        for label in HEADS.iter().chain(&FACTS).chain(&CAPITALS) {
            assert_eq!(fold(label), *label);
        }
    }
}
