//! Facets for a terminal: values with bars, several facets side by side where there is room.

use std::io;

use index::{Branch, FacetValue, Facets};
use query::Field;
use unicode_width::UnicodeWidthStr;

use super::{FAINT, STRONG, Screen, VALUE, fit, hits, pad, printable, thousands};

const GAP: usize = 3;
const BAR: usize = 8;
/// The longest bar of a histogram: longer ones are no easier to compare.
const WIDE_BAR: usize = 40;
/// The longest label: one name that is longer moves no bar away from all the others.
const WIDE_LABEL: usize = 60;
/// What stands before values that lie in another.
const INDENT: &str = "  ";

/// Writes facets side by side, as many in a row as fit.
pub(crate) fn columns(screen: &mut Screen<'_>, facets: &Facets) -> io::Result<()> {
    let filled: Vec<_> = facets.0.iter().filter(|(_, values)| !values.is_empty()).collect();
    let mut rest = filled.as_slice();
    while !rest.is_empty() {
        let width_of = |facet: &&(Field, Vec<FacetValue>)| column_width(screen, &facet.1);
        let mut n_in_row = 1;
        let mut used = width_of(&rest[0]);
        while n_in_row < rest.len() && used + GAP + width_of(&rest[n_in_row]) <= screen.width {
            used += GAP + width_of(&rest[n_in_row]);
            n_in_row += 1;
        }
        let (row, later) = rest.split_at(n_in_row);
        write_row(screen, row)?;
        rest = later;
    }
    Ok(())
}

/// Writes how much was counted, and the notes.
pub(crate) fn head(
    screen: &mut Screen<'_>,
    found: &str,
    asked: &str,
    notes: &[String],
) -> io::Result<()> {
    hits::head_line(screen, found, asked, "")?;
    hits::notes(screen, notes)?;
    screen.line("")
}

/// Writes one facet with all its values.
pub(crate) fn list(screen: &mut Screen<'_>, values: &[FacetValue]) -> io::Result<()> {
    write_lines(screen, values, whole_labels(screen, values), BAR)
}

/// Writes years or months with bars as long as there is room, so that a trend is seen.
pub(crate) fn histogram(screen: &mut Screen<'_>, values: &[FacetValue]) -> io::Result<()> {
    let label_width = label_width(screen, values);
    let used = label_width + count_width(values) + 2;
    let room = screen.width.saturating_sub(used).clamp(BAR, WIDE_BAR);
    write_lines(screen, values, label_width, room)
}

/// Writes values with those that lie in each of them, indented.
pub(crate) fn tree(screen: &mut Screen<'_>, branches: &[Branch]) -> io::Result<()> {
    let inner = |value: &FacetValue| FacetValue {
        label: format!("{INDENT}{}", value.label),
        ..value.clone()
    };
    let values: Vec<FacetValue> = branches
        .iter()
        .flat_map(|branch| {
            let rest = (branch.rest > 0 && !branch.values.is_empty()).then(|| FacetValue {
                value: String::new(),
                label: format!("{INDENT}no month"),
                count: branch.rest,
                selected: false,
            });
            let inner = branch.values.iter().map(inner);
            std::iter::once(branch.value.clone()).chain(inner).chain(rest)
        })
        .collect();
    write_lines(screen, &values, whole_labels(screen, &values), BAR)
}

fn write_lines(
    screen: &mut Screen<'_>,
    values: &[FacetValue],
    label_width: usize,
    bar: usize,
) -> io::Result<()> {
    for line in lines(screen, values, label_width, bar) {
        screen.line(&line)?;
    }
    Ok(())
}

fn write_row(screen: &mut Screen<'_>, row: &[&(Field, Vec<FacetValue>)]) -> io::Result<()> {
    let columns: Vec<(String, usize, Vec<String>)> = row
        .iter()
        .map(|(field, values)| {
            let width = column_width(screen, values);
            let head = screen.paint(STRONG, &pad(field.name(), width));
            (head, width, lines(screen, values, label_width(screen, values), BAR))
        })
        .collect();
    let gap = " ".repeat(GAP);
    let heads: Vec<&str> = columns.iter().map(|(head, _, _)| head.as_str()).collect();
    screen.line(heads.join(&gap).trim_end())?;
    let n_lines = columns.iter().map(|(_, _, lines)| lines.len()).max().unwrap_or(0);
    for line_idx in 0..n_lines {
        let cells: Vec<String> = columns
            .iter()
            .map(|(_, width, lines)| {
                lines.get(line_idx).cloned().unwrap_or_else(|| " ".repeat(*width))
            })
            .collect();
        screen.line(cells.join(&gap).trim_end())?;
    }
    screen.line("")
}

fn column_width(screen: &Screen<'_>, values: &[FacetValue]) -> usize {
    label_width(screen, values) + 1 + BAR + 1 + count_width(values)
}

/// The width of labels where facets stand side by side.
fn label_width(screen: &Screen<'_>, values: &[FacetValue]) -> usize {
    longest_label(values).clamp(8, screen.width / 3)
}

/// The width of labels where one facet has the line for itself: a name that is cut cannot be typed again.
fn whole_labels(screen: &Screen<'_>, values: &[FacetValue]) -> usize {
    let room = screen.width.saturating_sub(BAR + count_width(values) + 2);
    longest_label(values).clamp(8, room.clamp(8, WIDE_LABEL))
}

fn longest_label(values: &[FacetValue]) -> usize {
    values.iter().map(|value| printable(&value.label).width() + 2).max().unwrap_or(0)
}

fn count_width(values: &[FacetValue]) -> usize {
    values.iter().map(|value| thousands(value.count).len()).max().unwrap_or(0)
}

/// A line a value, all of one width: mark, label, bar, count.
fn lines(
    screen: &Screen<'_>,
    values: &[FacetValue],
    label_width: usize,
    bar_width: usize,
) -> Vec<String> {
    let most = values.iter().map(|value| value.count).max().unwrap_or(0).max(1);
    let count_width = count_width(values);
    let line = |value: &FacetValue| {
        let mark = if value.selected { "● " } else { "  " };
        let label =
            pad(&fit(&format!("{mark}{}", printable(&value.label)), label_width), label_width);
        let bar = screen.paint(VALUE, &bar(value.count, most, bar_width));
        let count = format!("{:>count_width$}", thousands(value.count));
        format!("{label} {bar} {}", screen.paint(FAINT, &count))
    };
    values.iter().map(line).collect()
}

/// A bar of eighths of a column, blank-filled; whatever counts shows at least an eighth.
fn bar(count: u64, most: u64, width: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths =
        usize::try_from(count.saturating_mul(width as u64 * 8).div_ceil(most)).unwrap_or(0);
    let eighths = eighths.min(width * 8);
    pad(&format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8]), width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_shows_its_share_and_is_never_lost() {
        assert_eq!(bar(10, 10, 8), "████████");
        assert_eq!(bar(5, 10, 8), "████    ");
        assert_eq!(bar(1, 10_000, 8), "▏       ");
        assert_eq!(bar(0, 10, 8), "        ");
    }
}
