//! Hits and counts recomputed without an index.
//!
//! The releases are understood once more and kept as plain lists. Questions are drawn by a seeded
//! generator from what the lists hold: words, phrases, windows, beginnings and slips in every field,
//! joined by every operator; every filter as flag and in the query, several values of one, exclusions,
//! dates in all forms, standing text or not. Each answer of the program is compared with what going
//! through the lists gives: the hits, their order by date, the total, every count of every facet, and
//! the hits page by page. Words are cut, folded, stemmed and counted here by the documented rules, not
//! by the code of the index.
//!
//! `PROVE_CASES` sets the number of questions, `PROVE_SEED` draws others. `DATELINE_REAL` names a folder
//! of releases that are asked about besides.

mod answer;
mod clause;
mod dates;
mod demand;
mod dice;
mod history;
mod leaf;
mod lists;
mod names;
mod question;
mod scan;
mod words;

use rayon::prelude::*;

use self::{answer::Asked, names::Spelling};
pub(crate) use self::{
    dates::days_before,
    dice::Dice,
    lists::{Lists, Understood, files},
    question::Question,
};
use crate::{archive::Archive, repeated::repeating_corpus};

/// The facets by the names of their flags.
const FACETS: [&str; 8] =
    ["country", "mentions", "year", "speaker", "org", "place", "lang", "type"];

#[test]
fn every_search_gives_what_the_lists_give() {
    prove_corpus("search");
}

#[test]
fn every_search_for_quotes_gives_what_the_lists_give() {
    prove_corpus("quotes");
}

#[test]
fn so_does_every_search_where_releases_repeat_a_paragraph() {
    let archive = repeating_corpus();
    let lists = Lists::of(&archive.path("releases"));
    assert!(lists.n_demoted > 9, "only {} countries hang on what is repeated", lists.n_demoted);
    for command in ["search", "quotes"] {
        prove(Asked { archive: &archive, index: ".dateline", command }, &lists, cases(75));
    }
}

fn prove_corpus(command: &str) {
    let archive = Archive::corpus();
    let lists = Lists::of(&archive.path("releases"));
    assert!(lists.items(command).len() > 90, "the corpus gives little to ask for");
    let asked = Asked { archive, index: ".dateline", command };
    let n_with_hits = prove(asked, &lists, cases(75));
    assert!(n_with_hits > 10, "only {n_with_hits} questions had hits");
}

/// How many questions are asked.
fn cases(usual: u64) -> u64 {
    number("PROVE_CASES").unwrap_or(usual)
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|value| value.parse().ok())
}

/// Asks so many questions; how many of them had hits.
fn prove(asked: Asked<'_>, lists: &Lists, cases: u64) -> u64 {
    let first_seed = number("PROVE_SEED").unwrap_or(1);
    let spelling = Spelling::of(lists);
    let asked_of = |seed: u64| -> Result<bool, String> {
        let dice = &mut Dice(seed);
        let question = Question::draw(dice, lists, asked.command);
        let expected = question.scan(lists, asked.command, &spelling);
        let answer = asked.ask(&question);
        let shown = format!(
            "question {seed}: dateline {} {}",
            asked.command,
            question.arguments().join(" ")
        );
        let difference = answer.difference(&expected, &question);
        if !difference.is_empty() {
            return Err(format!("{shown}\n    {difference}"));
        }
        if seed.is_multiple_of(16) && answer.hits.len() < 300 {
            let size = 1 + answer.hits.len() / (2 + dice.below(4));
            assert_eq!(asked.pages(&question, size), answer.hits, "pages of {size}: {shown}");
        }
        Ok(!expected.hits.is_empty())
    };
    let outcomes: Vec<Result<bool, String>> =
        (first_seed..first_seed + cases).into_par_iter().map(asked_of).collect();
    let n_with_hits = outcomes.iter().filter(|outcome| **outcome == Ok(true)).count() as u64;
    let differences: Vec<String> = outcomes.into_iter().filter_map(Result::err).collect();
    let n = differences.len();
    assert!(n == 0, "{n} of {cases} differ\n{}", differences[..n.min(12)].join("\n"));
    n_with_hits
}
