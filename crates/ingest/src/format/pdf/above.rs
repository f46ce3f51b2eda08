//! What stands above all that was written before it is read first: word processors write the head of a page
//! behind its text.

use std::ops::Range;

use pdfboss_output::TextSpan;

/// Puts the spans of heads before the rest; the order of all others is kept.
pub(super) fn first(spans: Vec<TextSpan>) -> Vec<TextSpan> {
    // blanks stand anywhere, and what is turned stands above nothing
    let tells = |span: &TextSpan| span.rotate == 0 && !span.text.trim().is_empty();
    let told = spans.iter().filter(|span| tells(span));
    let places: Vec<Place> =
        told.map(|span| Place { base: span.y, size: span.size.abs() }).collect();
    let ranks = ranks(&places);
    if ranks.iter().all(|rank| *rank == 0) {
        return spans;
    }
    let mut ranks = ranks.into_iter();
    let mut rank = 0;
    let mut ranked: Vec<(i32, TextSpan)> = Vec::with_capacity(spans.len());
    for span in spans {
        if tells(&span) {
            rank = ranks.next().unwrap_or_default();
        }
        ranked.push((rank, span));
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, span)| span).collect()
}

/// How high something stands and how large it is.
#[derive(Clone, Copy)]
struct Place {
    base: f32,
    size: f32,
}

/// How a run of places stands to all that was written before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    Above,
    Below,
    Beside,
}

/// For each place 0, or less for one of a head; a later head stands above the earlier.
fn ranks(places: &[Place]) -> Vec<i32> {
    let mut ranks = vec![0; places.len()];
    let runs = runs(places);
    // what follows a head stands above it, or at the foot of the page: a column beside would lose what is before it
    let last = runs.iter().rposition(|(_, stands)| *stands == Stands::Beside);
    let behind = &runs[last.map_or(0, |last| last + 1)..];
    let heads = behind.iter().filter(|(_, stands)| *stands == Stands::Above);
    for ((run, _), rank) in heads.zip(1..) {
        ranks[run.clone()].fill(-rank);
    }
    ranks
}

/// Places that go on down the page.
fn runs(places: &[Place]) -> Vec<(Range<usize>, Stands)> {
    let mut runs: Vec<(Range<usize>, Stands)> = Vec::new();
    let (mut top, mut foot) = (f32::MIN, f32::MIN);
    let mut start = 0;
    while start < places.len() {
        let end = start + length(&places[start..], top, foot);
        let run = &places[start..end];
        let stands = match start {
            0 => Stands::Beside,
            _ if run.iter().all(|place| place.base > top + 0.5 * place.size) => Stands::Above,
            _ if run.iter().all(|place| place.base < foot) => Stands::Below,
            _ => Stands::Beside,
        };
        let lowest = run.iter().map(|place| place.base).fold(f32::MAX, f32::min);
        foot = if start == 0 { lowest } else { foot.min(lowest) };
        top = run.iter().map(|place| place.base).fold(top, f32::max);
        runs.push((start..end, stands));
        start = end;
    }
    runs
}

/// How many places go on down the page, until one rises, or falls from above all that stood before to below it.
fn length(places: &[Place], top: f32, foot: f32) -> usize {
    let breaks = |pair: &[Place]| match pair {
        [before, next] => {
            let is_rise = next.base > before.base + 2.0 * next.size;
            is_rise || before.base > top && next.base < foot
        }
        _ => false,
    };
    places.windows(2).position(breaks).map_or(places.len(), |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranks_of(bases: &[f32]) -> Vec<i32> {
        ranks(&bases.iter().map(|base| Place { base: *base, size: 10.0 }).collect::<Vec<_>>())
    }

    #[test]
    fn a_head_that_is_written_behind_the_text_comes_before_it() {
        assert_eq!(ranks_of(&[700.0, 688.0, 780.0, 768.0]), [0, 0, -1, -1]);
        // and the foot behind it
        assert_eq!(ranks_of(&[700.0, 688.0, 780.0, 40.0]), [0, 0, -1, 0]);
        // the number of the page comes first in the file, its head last
        assert_eq!(ranks_of(&[40.0, 700.0, 688.0, 780.0]), [0, -1, -1, -2]);
    }

    #[test]
    fn a_column_that_begins_higher_is_no_head() {
        assert_eq!(ranks_of(&[600.0, 588.0, 700.0, 595.0]), [0; 4]);
        // the number of the page stays before the columns
        assert_eq!(ranks_of(&[40.0, 600.0, 500.0, 600.0, 500.0]), [0; 5]);
        assert_eq!(ranks_of(&[700.0, 680.0]), [0; 2]);
        assert_eq!(ranks_of(&[f32::NAN, 700.0, f32::NAN]), [0; 3]);
        assert_eq!(ranks_of(&[]), [0; 0]);
    }
}
