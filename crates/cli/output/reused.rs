//! Quotes for a terminal with where else their words were used.

use std::io;

use index::{ReusedAnswer, Use};

use super::{FAINT, Screen, VALUE, facets, hits, printable};

/// Writes each quote and its other uses, then the facets.
pub(crate) fn quotes(screen: &mut Screen<'_>, reused: &ReusedAnswer) -> io::Result<()> {
    hits::head(screen, &reused.answer, "quote")?;
    for (hit, reuse) in reused.answer.hits.iter().zip(&reused.reuses) {
        hits::quote(screen, hit)?;
        for other in &reuse.uses {
            let label = screen.paint(VALUE, &format!("  ↳ {}", kind(other)));
            screen.line(&format!("{label}{}", screen.paint(FAINT, &changes(other))))?;
            hits::quote(screen, &other.quote)?;
        }
    }
    facets::columns(screen, &reused.answer.facets)
}

/// What the other use is to the hit.
fn kind(other: &Use) -> String {
    let words = if other.same_words { "the same words" } else { "nearly the same words" };
    let speaker = if other.same_speaker { "by the same speaker" } else { "by another speaker" };
    match (&other.version_of, &other.quote.speaker) {
        (Some(first), _) => format!("{words}, in a version of the text of {first}"),
        (None, None) => format!("{words}, by nobody named"),
        (None, Some(_)) => format!("{words}, {speaker}"),
    }
}

/// ` [-every cell-] {+each door+}`.
fn changes(other: &Use) -> String {
    let dropped = other.dropped.iter().map(|run| format!(" [-{}-]", printable(run)));
    let added = other.added.iter().map(|run| format!(" {{+{}+}}", printable(run)));
    dropped.chain(added).collect()
}
