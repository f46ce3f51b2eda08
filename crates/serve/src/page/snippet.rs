//! A snippet cut at its highlights: templates put `<mark>` around what was sought.

use index::Snippet;
use serde::Serialize;

/// A run of text, sought or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) sought: bool,
}

/// The runs of a snippet. Highlights that are not in order are passed over.
pub(super) fn runs(snippet: &Snippet) -> Vec<Run> {
    let run = |text: &str, sought| Run { text: text.to_owned(), sought };
    let mut runs = Vec::new();
    let mut at = 0;
    for &[start, end] in &snippet.highlights {
        if let (Some(before), Some(sought)) =
            (snippet.text.get(at..start), snippet.text.get(start..end))
        {
            runs.extend([run(before, false), run(sought, true)]);
            at = end;
        }
    }
    runs.push(run(snippet.text.get(at..).unwrap_or_default(), false));
    runs.retain(|run| !run.text.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sought_is_cut_out() {
        let snippet = |highlights| Snippet { field: "body", text: "é wells".into(), highlights };
        let texts = |highlights| {
            let runs = runs(&snippet(highlights)).into_iter();
            runs.map(|run| (run.text, run.sought)).collect::<Vec<_>>()
        };
        assert_eq!(texts(vec![[3, 8]]), [("é ".into(), false), ("wells".into(), true)]);
        assert_eq!(texts(vec![[1, 99], [5, 2]]), [("é wells".into(), false)]);
    }
}
