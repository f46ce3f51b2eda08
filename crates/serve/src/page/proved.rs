//! `/prove`: the counts of a question, proved: everything that is found is counted anew, every value clicked.

use ask::Error;
use index::{Archive, Proof};
use serde::Serialize;

use super::{
    Page,
    asked::Asked,
    chips::{Chip, chips},
    frame::Frame,
};

#[derive(Debug, Serialize)]
struct Proved {
    #[serde(flatten)]
    frame: Frame,
    in_words: String,
    chips: Vec<Chip>,
    back: String,
    /// None where it would take longer than an answer may.
    proof: Option<Told>,
    /// What to type where a page may not take so long.
    command: String,
}

#[derive(Debug, Serialize)]
struct Told {
    releases: String,
    quotes: String,
    values: String,
    faults: Vec<String>,
}

/// The proof of a question.
///
/// # Errors
///
/// As a search.
pub(crate) fn page(archive: &Archive, asked: &Asked) -> Result<Page, Error> {
    let request = asked.narrowing.request(&asked.q)?;
    let proof = match archive.prove(&request) {
        Ok(proof) => Some(told(proof)),
        Err(index::Error::TooSlow { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    Ok(Page::new(
        "proved.html",
        &Proved {
            frame: Frame::of_results("Counts proved", asked, "/"),
            in_words: request.in_words(query::Subject::Releases),
            chips: chips(asked, "/prove"),
            back: asked.at("/").href(),
            proof,
            command: command(asked),
        },
    ))
}

fn told(proof: Proof) -> Told {
    Told {
        releases: ask::count(proof.releases, "release"),
        quotes: ask::count(proof.quotes, "quote"),
        values: ask::count(proof.facet_values, "value"),
        faults: proof.faults,
    }
}

/// The same question for a shell.
fn command(asked: &Asked) -> String {
    let mut words = vec!["dateline verify".to_owned()];
    words.extend(asked.filters().map(|pair| format!("--{} {}", pair.name, in_shell(&pair.value))));
    let flags = [("any", asked.narrowing.any), ("boilerplate", asked.narrowing.boilerplate)];
    words
        .extend(flags.into_iter().filter(|(_, is_on)| *is_on).map(|(flag, _)| format!("--{flag}")));
    if !asked.q.trim().is_empty() {
        words.push(format!("-- {}", in_shell(&asked.q)));
    }
    words.join(" ")
}

/// A word that a shell takes as it is.
fn in_shell(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.=".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::Params;

    #[test]
    fn a_question_is_spelt_so_that_a_shell_takes_it() {
        let query = "q=it%27s+%22dry%22&country=KEN&not=lang%3Dfr&any=true";
        let asked = Asked::take(&mut Params::of_form(Some(query))).unwrap();
        assert_eq!(
            command(&asked),
            r#"dateline verify --country KEN --not lang=fr --any -- 'it'\''s "dry"'"#
        );
        let everything = Asked::take(&mut Params::of_form(Some(""))).unwrap();
        assert_eq!(command(&everything), "dateline verify");
    }
}
