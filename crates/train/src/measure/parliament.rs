//! Releases of politicians whose catalogue gives title, date and speaker; many were scanned.
//!
//! A title counts where its words stand in the text in their order; it is right if its words and those
//! found agree to F1 .9. A date counts where the text states it in any spelling. The speaker is right if
//! one of the persons of the catalogue is among the speakers of the release: the author of a statement is.
//! `Roe, Ada; Sea Party` names Ada Roe; bodies have no comma. It counts where the text holds the surname.

use std::path::Path;

use ingest::quote::model::Ranker;

use serde::Deserialize;

use crate::{
    measure::{
        rows::{read, understand},
        stated::{overlap, states_date},
    },
    say,
    wording::{holds, words},
};

#[derive(Deserialize)]
struct Row {
    id: String,
    title: String,
    date: String,
    #[serde(default)]
    speaker: String,
    text: String,
}

/// Right answers of those that count, and what was wrong.
#[derive(Default)]
struct Tally {
    right: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn count(&mut self, is_right: bool, id: &str, gold: &str, got: &str) {
        if is_right {
            self.right += 1;
        } else {
            self.wrong.push(format!("{id}: gold {gold:?} got {got:?}"));
        }
    }

    fn report(&self, field: &str, errors: usize) {
        let of = self.right + self.wrong.len();
        let share = self.right as f64 / of.max(1) as f64;
        say(&format!("{field} {share:.3} ({} of {of})", self.right));
        for wrong in self.wrong.iter().take(errors) {
            say(&format!("  {wrong}"));
        }
    }
}

/// Measures the releases of politicians.
pub(crate) fn measure(data: &Path, ranker: Ranker<'_>, errors: usize) -> anyhow::Result<()> {
    measure_file(data, "releases-real/au_parliament_dev.jsonl", ranker, errors)
}

/// Measures title, date and, where the catalogue has one, speaker of the rows of `file`.
pub(crate) fn measure_file(
    data: &Path,
    file: &str,
    ranker: Ranker<'_>,
    errors: usize,
) -> anyhow::Result<()> {
    let rows: Vec<Row> = read(data, file)?;
    let (mut title, mut dates, mut speaker) = <(Tally, Tally, Tally)>::default();
    for row in &rows {
        let release = understand(&row.text, ranker).release;
        let said = words(&row.text);
        let wanted = words(&row.title);
        if holds(&said, &wanted) {
            let got = release.title.as_ref().map_or("", |title| title.value.as_str());
            title.count(overlap(&wanted, &words(got)) >= 0.9, &row.id, &row.title, got);
        }
        if states_date(&said, &row.date) {
            let got = release.date.as_ref().map(|date| date.value.to_string()).unwrap_or_default();
            dates.count(got == row.date, &row.id, &row.date, &got);
        }
        let persons = persons(&row.speaker);
        let is_named = |person: &Vec<String>| person.iter().any(|word| said.contains(word));
        if persons.iter().any(is_named) {
            let names: Vec<&str> = release.speakers.iter().map(|of| of.name.as_str()).collect();
            let is_right = names.iter().any(|name| {
                let name = words(name);
                persons.iter().any(|person| is_same(person, &name))
            });
            speaker.count(is_right, &row.id, &row.speaker, &names.join("; "));
        }
    }
    title.report("title where its words stand in the text", errors);
    dates.report("date where the text states it", errors);
    if speaker.right + speaker.wrong.len() > 0 {
        speaker.report("speaker where the text has the surname", errors);
    }
    Ok(())
}

/// The persons of `Roe, Ada; Sea Party`: surname first.
fn persons(catalogue: &str) -> Vec<Vec<String>> {
    let persons = catalogue.split(';').filter(|person| person.contains(','));
    persons
        .filter_map(|person| person.split_once(','))
        .map(|(surname, _)| words(surname))
        .filter(|surname| !surname.is_empty())
        .collect()
}

/// Whether a name ends in a surname, whatever the first names: `Bob Roe` is `Roe, Robert`.
fn is_same(surname: &[String], name: &[String]) -> bool {
    name.ends_with(surname)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_of_the_catalogue_are_no_persons() {
        assert_eq!(persons("Roe-Lund, Ada; Sea Party"), [words("Roe-Lund")]);
        assert!(is_same(&words("Roe-Lund"), &words("Ada Roe-Lund")));
        assert!(!is_same(&words("Roe"), &words("Roe Street")));
    }
}
