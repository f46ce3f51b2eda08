//! `Answer`: what is compared, and how the program is asked for it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{FACETS, question::Question};
use crate::archive::{Archive, ran};

/// The furthest hit that a page can reach.
const MAX_DEPTH: usize = 10_000;

/// What is compared.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) total: u64,
    /// In the order of their dates, or as the program ranks them.
    pub(super) hits: Vec<String>,
    /// Of each facet the values in their order, with count and whether it is asked for.
    pub(super) facets: BTreeMap<&'static str, Vec<(String, u64, bool)>>,
}

/// An index, and a command that asks it.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) archive: &'a Archive,
    pub(super) index: &'a str,
    pub(super) command: &'a str,
}

impl Asked<'_> {
    fn json(self, question: &Question, more: &[&str]) -> Value {
        let mut arguments: Vec<String> =
            [self.command, "--index", self.index, "--json"].map(str::to_owned).to_vec();
        arguments.extend(more.iter().map(|&word| word.to_owned()));
        arguments.extend(question.arguments());
        let ran = ran(&mut self.archive.command_in("", &arguments));
        assert!(ran.code < 2, "dateline {}: {}", arguments.join(" "), ran.stderr);
        ran.json()
    }

    pub(super) fn ask(self, question: &Question) -> Answer {
        let facets = FACETS.map(|facet| format!("--facet={facet}"));
        let mut more = vec!["-n", "10000", "--facet-limit", "0"];
        more.extend(facets.iter().map(String::as_str));
        let answer = self.json(question, &more);
        let value = |value: &Value| {
            let text = value["value"].as_str().unwrap().to_owned();
            (text, value["count"].as_u64().unwrap(), value["selected"] == true)
        };
        let facet = |facet: &'static str| {
            // what is asked for and not met may be listed, so that a click can take it back
            let counted =
                answer["facets"][facet].as_array().unwrap().iter().filter(|one| one["count"] != 0);
            (facet, counted.map(value).collect())
        };
        Answer {
            total: answer["total"].as_u64().unwrap(),
            hits: ids(&answer),
            facets: FACETS.map(facet).into_iter().collect(),
        }
    }

    /// All hits, asked for page by page.
    pub(super) fn pages(self, question: &Question, size: usize) -> Vec<String> {
        let mut hits = Vec::new();
        loop {
            let (size, offset) = (size.to_string(), hits.len().to_string());
            let page = ids(
                &self.json(question, &["-n", &size, "--offset", &offset, "--facet-limit", "1"])
            );
            if page.is_empty() {
                return hits;
            }
            hits.extend(page);
        }
    }
}

fn ids(answer: &Value) -> Vec<String> {
    let hits = answer["hits"].as_array().unwrap();
    hits.iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
}

impl Answer {
    /// In what an answer differs from what was expected; nothing if it is equal.
    pub(super) fn difference(&self, expected: &Self, question: &Question) -> String {
        let mut difference = String::new();
        let hits: BTreeSet<&String> = self.hits.iter().collect();
        let all: BTreeSet<&String> = expected.hits.iter().collect();
        let n_shown = expected.hits.len().min(MAX_DEPTH);
        let is_whole =
            hits.len() == n_shown || question.is_collapsed && hits.is_empty() == (n_shown == 0);
        if self.total != expected.total
            || hits.len() != self.hits.len()
            || !is_whole
            || !hits.is_subset(&all)
        {
            let some = |ids: Vec<&&String>| format!("{:?}", &ids[..ids.len().min(8)]);
            difference = format!(
                "total {} / {}, too many {}, too few {}",
                self.total,
                expected.total,
                some(hits.difference(&all).collect()),
                some(all.difference(&hits).collect())
            );
        } else if question.sort != "relevance"
            && !question.is_collapsed
            && self.hits[..] != expected.hits[..n_shown]
        {
            difference.push_str("the hits are not in the order of their dates");
        }
        for (facet, values) in &self.facets {
            let pairs = values
                .iter()
                .map(Some)
                .chain([None])
                .zip(expected.facets[facet].iter().map(Some).chain([None]));
            for (value, expected) in pairs.filter(|(value, expected)| value != expected).take(1) {
                difference.push_str(&format!(" {facet}: {value:?} / {expected:?}"));
            }
        }
        difference
    }
}
