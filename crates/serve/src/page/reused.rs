//! `Again`: a quote with the other uses of its words.

use ask::Error;
use index::{Archive, ReusedAnswer, Use};
use serde::Serialize;

use super::hits::QuoteHit;

/// A quote, and where else its words were used.
#[derive(Debug, Serialize)]
pub(crate) struct Again {
    quote: QuoteHit,
    uses: Vec<Other>,
}

/// One other use.
#[derive(Debug, Serialize)]
struct Other {
    quote: QuoteHit,
    /// How it differs.
    told: String,
}

/// The hits of an answer, each with its other uses.
///
/// # Errors
///
/// Where a release cannot be read.
pub(crate) fn hits(archive: &Archive, found: &ReusedAnswer, q: &str) -> Result<Vec<Again>, Error> {
    let hits = found.answer.hits.iter().zip(&found.reuses);
    let again = |(hit, reuse): (_, &index::Reuse)| {
        let other = |other: &Use| {
            Ok(Other { quote: QuoteHit::new(archive, &other.quote, "")?, told: told(other) })
        };
        let uses: Result<Vec<Other>, Error> = reuse.uses.iter().map(other).collect();
        Ok(Again { quote: QuoteHit::new(archive, hit, q)?, uses: uses? })
    };
    hits.map(again).collect()
}

fn told(other: &Use) -> String {
    let mut parts = Vec::new();
    parts
        .push(if other.version_of.is_some() { "a reprint" } else { "another occasion" }.to_owned());
    if other.same_words {
        parts.push("the same words".to_owned());
    } else {
        let percent = (other.likeness * 100.0).round();
        parts.push(format!("{percent} % the same"));
    }
    if !other.same_speaker {
        parts.push("given to someone else".to_owned());
    }
    for (what, words) in [("without", &other.dropped), ("with", &other.added)] {
        if !words.is_empty() {
            let words: Vec<String> = words.iter().map(|run| format!("“{run}”")).collect();
            parts.push(format!("{what} {}", words.join(", ")));
        }
    }
    parts.join(" · ")
}
