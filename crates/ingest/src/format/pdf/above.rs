//! What stands above all that was written before it is read first: word processors write the head of a page
//! behind its text.

use pdfboss_output::TextSpan;

/// Puts the spans of heads before the rest; the order of all others is kept.
pub(super) fn first(spans: Vec<TextSpan>) -> Vec<TextSpan> {
    let place = |span: &TextSpan| Place {
        // what is turned stands above nothing
        base: if span.rotate == 0 { span.y } else { f32::NAN },
        size: span.size.abs(),
    };
    let ranks = ranks(&spans.iter().map(place).collect::<Vec<_>>());
    if ranks.iter().all(|rank| *rank == 0) {
        return spans;
    }
    let mut ranked: Vec<(i32, TextSpan)> = ranks.into_iter().zip(spans).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, span)| span).collect()
}

/// How high something stands and how large it is.
#[derive(Clone, Copy)]
struct Place {
    base: f32,
    size: f32,
}

/// For each place 0, or less for one of a head; a later head stands above the earlier.
fn ranks(places: &[Place]) -> Vec<i32> {
    let mut ranks = vec![0; places.len()];
    let mut n_heads = 0;
    let (mut top, mut foot) = (f32::MIN, f32::MIN);
    let mut start = 0;
    while start < places.len() {
        let end = start + length(&places[start..], top, foot);
        let run = &places[start..end];
        // a column that begins higher than the one before goes on beside it
        if start > 0 && run.iter().all(|place| place.base > top + 0.5 * place.size) {
            n_heads -= 1;
            ranks[start..end].fill(n_heads);
        }
        let lowest = run.iter().map(|place| place.base).fold(f32::MAX, f32::min);
        foot = if start == 0 { lowest } else { foot.min(lowest) };
        top = run.iter().map(|place| place.base).fold(top, f32::max);
        start = end;
    }
    ranks
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
        assert_eq!(ranks_of(&[700.0, 680.0]), [0; 2]);
        assert_eq!(ranks_of(&[f32::NAN, 700.0, f32::NAN]), [0; 3]);
        assert_eq!(ranks_of(&[]), [0; 0]);
    }
}
