//! Quotes that open and never close: worth a warning, for nobody can say where they end.

use release::{Warning, WarningKind};

use crate::quote::{mark::Family, reading::Reading};

/// Warns of every passage that neither closes nor goes on in the next paragraph.
pub(crate) fn warnings(reading: &Reading<'_>) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for (idx, marked) in reading.marked.iter().enumerate() {
        let next = reading.marked.get(idx + 1);
        // an interrupted quote goes on in its paragraph, a long one opens the next
        let goes_on = next.is_some_and(|next| next.continues || next.paragraph == marked.paragraph);
        if marked.unclosed && !goes_on && marked.family != Family::Dash {
            let detail = "a quotation mark opens and never closes";
            warnings.push(Warning::new(WarningKind::UnclosedQuote, detail).at(marked.span));
        }
    }
    warnings
}
