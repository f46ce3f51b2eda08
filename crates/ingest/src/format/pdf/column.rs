//! Columns that are written one after the other, each laid out by itself.
//!
//! The layout of a page finds columns that are long. Short ones side by side it takes for a table and reads in
//! rows; where they hold running text and the file writes them whole, the file is right.

use std::ops::Range;

use pdfboss_output::TextSpan;

/// A column has so many lines at least.
const FEWEST_LINES: usize = 3;
/// And so many characters on each.
const FEWEST_CHARACTERS: usize = 20;

/// The spans of a page in runs to lay out one by one; most often one run.
pub(super) fn runs(spans: &[TextSpan]) -> Vec<Range<usize>> {
    let is_rise = |idx: &usize| spans[*idx].y > spans[idx - 1].y + 2.0 * spans[*idx].size.abs();
    let mut rises: Vec<usize> = (1..spans.len()).filter(is_rise).collect();
    rises.push(spans.len());
    let mut runs = Vec::new();
    let mut start = 0;
    for pair in rises.windows(2) {
        let (rise, next) = (pair[0], pair[1]);
        if are_columns(&spans[start..rise], &spans[rise..next]) {
            runs.push(start..rise);
            start = rise;
        }
    }
    runs.push(start..spans.len());
    runs
}

/// Whether `right` begins beside the end of `left`, and both are running text.
fn are_columns(left: &[TextSpan], right: &[TextSpan]) -> bool {
    let Some(first) = right.first().filter(|first| first.rotate == 0) else { return false };
    let em = first.size.abs().max(1.0);
    let beside: Vec<&TextSpan> = left.iter().filter(|span| span.y <= first.y + em).collect();
    let right: Vec<&TextSpan> = right.iter().collect();
    let most = |spans: &[&TextSpan], is_in: &dyn Fn(&TextSpan) -> bool| {
        let weigh = |span: &&TextSpan| span.text.len();
        let all: usize = spans.iter().map(weigh).sum();
        let there: usize = spans.iter().filter(|span| is_in(span)).map(weigh).sum();
        there * 10 >= all * 9
    };
    is_running(&beside)
        && is_running(&right)
        && most(&beside, &|span| span.end_x <= first.x - 0.5 * em)
        && most(&right, &|span| span.x >= first.x - em)
}

fn is_running(spans: &[&TextSpan]) -> bool {
    let mut lines: Vec<f32> = spans.iter().map(|span| span.y).collect();
    lines.sort_by(f32::total_cmp);
    lines.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    let n_characters: usize = spans.iter().map(|span| span.text.chars().count()).sum();
    lines.len() >= FEWEST_LINES && n_characters >= lines.len() * FEWEST_CHARACTERS
}
