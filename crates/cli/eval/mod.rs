//! Measuring: what is understood against what readers of the same texts wrote down.
//!
//! 1. [`gold`] reads the annotations;
//! 2. [`answer`] is what was understood of a text, as far as it is measured;
//! 3. [`document`] compares the two by the rules of [`matching`] and of [`fold`];
//! 4. [`score`] adds up, [`confusion`] counts what is taken for what; [`report`] shows the sums.
//!
//! Everything is counted, so that the figures of parts add up to those of the whole.

mod answer;
mod confusion;
mod confusion_report;
mod document;
mod fold;
pub(crate) mod gold;
mod matching;
pub(crate) mod report;
mod score;

use std::{collections::BTreeMap, path::PathBuf};

use rayon::prelude::*;
use serde::Serialize;

use self::{
    answer::Answer,
    confusion::Confusions,
    document::{Difference, Marks},
    gold::Annotation,
    score::{Field, Scores},
};

/// The sums over a gold set.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Evaluation {
    /// Over all documents.
    pub(crate) total: Scores,
    /// By the language that the annotation names.
    pub(crate) languages: BTreeMap<String, Scores>,
    /// By the kind of source that the annotation names.
    pub(crate) sources: BTreeMap<String, Scores>,
    /// Documents whose text is not there; they are in no figure.
    pub(crate) missing: Vec<Unmeasured>,
    /// Documents whose text gave no release; they are scored as if nothing was found in them.
    pub(crate) unread: Vec<Unmeasured>,
    /// Where gold and answer differ, in the order of the gold.
    #[serde(skip)]
    pub(crate) differences: Vec<(Field, Difference)>,
    /// What was taken for what.
    #[serde(skip)]
    pub(crate) confusions: Confusions,
}

/// A document that could not be measured.
#[derive(Debug, Serialize)]
pub(crate) struct Unmeasured {
    /// The id of its annotation.
    pub(crate) id: String,
    /// Where its text was looked for.
    pub(crate) path: PathBuf,
    /// Why there was none.
    pub(crate) reason: String,
}

/// What became of the text of one annotation.
enum Outcome {
    Read(Box<Answer>),
    Unread(String),
    Missing,
}

/// Understands the text of every annotation and compares.
pub(crate) fn evaluate(annotations: &[Annotation]) -> Evaluation {
    let outcomes: Vec<Outcome> = annotations.par_iter().map(understood).collect();
    let mut evaluation = Evaluation::default();
    for (annotation, outcome) in annotations.iter().zip(outcomes) {
        let unmeasured = |reason: &str| Unmeasured {
            id: annotation.id.clone(),
            path: annotation.text.clone(),
            reason: reason.to_owned(),
        };
        let answer = match outcome {
            Outcome::Read(answer) => *answer,
            Outcome::Unread(reason) => {
                evaluation.unread.push(unmeasured(&reason));
                Answer::default()
            }
            Outcome::Missing => {
                evaluation.missing.push(unmeasured("no such file"));
                continue;
            }
        };
        evaluation.add(annotation, &answer);
    }
    evaluation
}

impl Evaluation {
    fn add(&mut self, annotation: &Annotation, answer: &Answer) {
        let Marks { scores, differences, pairs } = document::compare(annotation, answer);
        self.total += &scores;
        *self.languages.entry(annotation.lang.clone()).or_default() += &scores;
        *self.sources.entry(annotation.source.clone()).or_default() += &scores;
        self.differences.extend(differences);
        for pair in pairs {
            self.confusions.count(pair, &annotation.id);
        }
    }

    /// Whether a text was read at all.
    pub(crate) fn has_read_any(&self) -> bool {
        self.total.documents > self.unread.len() as u64
    }
}

/// An annotation is about one release: of a file with several, the one it names, else the first.
fn understood(annotation: &Annotation) -> Outcome {
    if !annotation.text.exists() {
        return Outcome::Missing;
    }
    let mut answer = None;
    let mut n_releases = 0;
    let reading = ingest::understand_file(&annotation.text, &mut |extracted| {
        n_releases += 1;
        if n_releases == annotation.item.unwrap_or(1) {
            answer = Some(Answer::from(&extracted.release));
        }
    });
    match (answer, reading) {
        (Some(answer), _) => Outcome::Read(Box::new(answer)),
        (None, Err(ingest::Unread::Skipped(skip))) => Outcome::Unread(skip.to_string()),
        (None, Err(ingest::Unread::Failed(error))) => Outcome::Unread(error.to_string()),
        (None, Ok(_)) => Outcome::Unread("no release in it".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_missing_text_is_in_no_figure_and_an_empty_one_counts_as_nothing_found() {
        let folder = tempfile::tempdir().unwrap();
        let gold = folder.path().join("gold.jsonl");
        fs::write(
            &gold,
            "{\"id\": \"1\", \"title\": \"Cells\"}\n\n{\"id\": \"2\", \"title\": \"Rivers\"}\n",
        )
        .unwrap();
        fs::write(folder.path().join("1.txt"), "").unwrap();
        let evaluation = evaluate(&gold::read(&gold).unwrap());
        assert_eq!(
            (evaluation.total.documents, evaluation.total.one(score::Single::Title).of),
            (1, 1)
        );
        assert_eq!(
            (evaluation.missing[0].id.as_str(), evaluation.unread[0].reason.as_str()),
            ("2", "empty")
        );
        assert!(!evaluation.has_read_any());
    }
}
