//! Quotes for a terminal with where else their words were used.

use std::io;

use index::{ReusedAnswer, Use};
use unicode_width::UnicodeWidthStr;

use super::{FAINT, Screen, VALUE, facets, fit, hits, printable};

/// Writes each quote and its other uses, then the facets.
pub(crate) fn quotes(screen: &mut Screen<'_>, reused: &ReusedAnswer) -> io::Result<()> {
    hits::head(screen, &reused.answer, "quote")?;
    if reused.answer.hits.is_empty() && reused.answer.total > 0 {
        screen.line("none of their words stand in another release")?;
        screen.line("")?;
    }
    for (hit, reuse) in reused.answer.hits.iter().zip(&reused.reuses) {
        hits::quote(screen, hit)?;
        for other in &reuse.uses {
            let label = format!("  ↳ {}", kind(other));
            let room = screen.width.saturating_sub(label.width());
            let changes = screen.paint(FAINT, &fit(&changes(other), room));
            let label = screen.paint(VALUE, &label);
            screen.line(&format!("{label}{changes}"))?;
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

/// So many columns of a run of words are shown; the words themselves stand below.
const MOST_OF_RUN: usize = 24;

/// ` [-every cell-] {+each door+}`.
fn changes(other: &Use) -> String {
    let short = |run: &String| fit(&printable(run), MOST_OF_RUN);
    let dropped = other.dropped.iter().map(|run| format!(" [-{}-]", short(run)));
    let added = other.added.iter().map(|run| format!(" {{+{}+}}", short(run)));
    dropped.chain(added).collect()
}
