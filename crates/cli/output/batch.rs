//! Counts of many queries: a row a query.

use std::{collections::BTreeMap, io};

use ask::{CountRow, UNDATED};
use query::Field;
use unicode_width::UnicodeWidthStr;

use super::{FAINT, STRONG, Screen, VALUE, fit, pad, printable, thousands};

/// What every table has; the columns of facets follow.
const COLUMNS: [&str; 9] =
    ["line", "query", "interpreted", "releases", "quotes", "first", "last", "notes", "error"];

/// A value of a facet that is a column.
pub(crate) struct Column {
    field: Field,
    value: String,
}

/// The columns of the facets over all rows: every year from the first to the last, then `undated`; of the
/// other facets the first `limit` values of each row (0: all), those that count most first.
pub(crate) fn columns(rows: &[CountRow], facets: &[Field], limit: usize) -> Vec<Column> {
    let mut columns = Vec::new();
    for &field in facets {
        let values = if field == Field::Year { years(rows) } else { values(rows, field, limit) };
        columns.extend(values.into_iter().map(|value| Column { field, value }));
    }
    columns
}

/// The header line; where there are several facets, a column names its own.
pub(crate) fn header(columns: &[Column], names_field: bool) -> Vec<String> {
    let name = |column: &Column| {
        let field = if names_field { format!("{}:", column.field.name()) } else { String::new() };
        format!("{field}{}", column.value)
    };
    COLUMNS.iter().map(ToString::to_string).chain(columns.iter().map(name)).collect()
}

/// The cells of a row; a query that failed has no counts.
pub(crate) fn cells(row: &CountRow, columns: &[Column]) -> Vec<String> {
    let number = |number: u64| match row.error {
        None => number.to_string(),
        Some(_) => String::new(),
    };
    let mut cells = vec![
        row.line.to_string(),
        row.query.clone(),
        row.interpreted.clone().unwrap_or_default(),
        number(row.releases),
        number(row.quotes),
        row.first.clone().unwrap_or_default(),
        row.last.clone().unwrap_or_default(),
        row.notes.join("; "),
        row.error.as_ref().map(ToString::to_string).unwrap_or_default(),
    ];
    cells.extend(columns.iter().map(|column| number(count(row, column))));
    cells
}

fn count(row: &CountRow, column: &Column) -> u64 {
    let values = row.facets.get(column.field).iter();
    values.filter(|value| value.value == column.value).map(|value| value.count).sum()
}

fn years(rows: &[CountRow]) -> Vec<String> {
    let met = || rows.iter().flat_map(|row| row.facets.get(Field::Year)).filter(|y| y.count > 0);
    let dated = || met().filter_map(|year| year.value.parse::<u16>().ok());
    let mut years: Vec<String> = match (dated().min(), dated().max()) {
        (Some(first), Some(last)) => (first..=last).map(|year| year.to_string()).collect(),
        _ => Vec::new(),
    };
    years.extend(met().any(|year| year.value == UNDATED).then(|| UNDATED.to_owned()));
    years
}

fn values(rows: &[CountRow], field: Field, limit: usize) -> Vec<String> {
    let limit = if limit == 0 { usize::MAX } else { limit };
    let mut totals: BTreeMap<&str, u64> = BTreeMap::new();
    for row in rows {
        for value in row.facets.get(field).iter().filter(|value| value.count > 0).take(limit) {
            *totals.entry(&value.value).or_default() += value.count;
        }
    }
    let mut values: Vec<(&str, u64)> = totals.into_iter().collect();
    values.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
    values.into_iter().map(|(value, _)| value.to_owned()).collect()
}

/// Writes the rows for people: counts, the years they span and, where years were asked for, their course.
pub(crate) fn print(screen: &mut Screen<'_>, rows: &[CountRow], limit: usize) -> io::Result<()> {
    let years: Vec<String> =
        years(rows).into_iter().filter(|year| year != UNDATED && year.len() == 4).collect();
    let longest = rows.iter().map(|row| printable(&row.query).width()).max().unwrap_or(0);
    let room = screen.width.saturating_sub(42 + years.len());
    let width = longest.clamp(5, room.max(20));
    let course = if years.is_empty() {
        String::new()
    } else {
        format!("  {}–{}", years[0], years[years.len() - 1])
    };
    let head =
        format!("line  {}  releases    quotes  {}{course}", pad("query", width), pad("years", 9));
    let head = screen.paint(STRONG, head.trim_end());
    screen.line(&head)?;
    for row in rows {
        let start = format!("{:>4}  {}", row.line, pad(&fit(&printable(&row.query), width), width));
        if let Some(error) = &row.error {
            screen.line(&format!("{start}  {}", printable(&error.to_string())))?;
            continue;
        }
        let counts = format!("{:>10}{:>10}", thousands(row.releases), thousands(row.quotes));
        let span = match (&row.first, &row.last) {
            (Some(first), Some(last)) if first == last => first.clone(),
            (Some(first), Some(last)) => format!("{first}–{last}"),
            _ if row.releases > 0 => UNDATED.to_owned(),
            _ => "–".to_owned(),
        };
        let course = screen.paint(VALUE, course_of(row, &years).trim_end());
        let line = format!("{start}{counts}  {}  {course}", pad(&span, 9));
        screen.line(line.trim_end())?;
        beneath(screen, row, limit)?;
    }
    Ok(())
}

/// What else there is to tell of a row: how it was read, where that was not plain, and its facets.
fn beneath(screen: &mut Screen<'_>, row: &CountRow, limit: usize) -> io::Result<()> {
    let limit = if limit == 0 { usize::MAX } else { limit };
    let mut lines = Vec::new();
    if let Some(interpreted) = row.interpreted.as_ref().filter(|read| **read != row.query) {
        lines.push(format!("read as {interpreted}"));
    }
    lines.extend(row.notes.iter().map(|note| format!("note: {note}")));
    for (field, values) in row.facets.0.iter().filter(|(field, _)| *field != Field::Year) {
        let values = values.iter().filter(|value| value.count > 0).take(limit);
        let told: Vec<String> =
            values.map(|value| format!("{} {}", value.label, thousands(value.count))).collect();
        if !told.is_empty() {
            lines.push(format!("{}: {}", field.name(), told.join(", ")));
        }
    }
    for line in lines {
        let line = fit(&printable(&line), screen.width.saturating_sub(6));
        let line = screen.paint(FAINT, &line);
        screen.line(&format!("      {line}"))?;
    }
    Ok(())
}

/// A column a year, as high as its share of the row's best; a dot for none.
fn course_of(row: &CountRow, years: &[String]) -> String {
    const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let counted = row.facets.get(Field::Year);
    let count = |year: &String| {
        counted.iter().find(|value| value.value == *year).map_or(0, |value| value.count)
    };
    let most = years.iter().map(count).max().unwrap_or(0);
    let height = |year| match count(year) {
        0 => '·',
        n => HEIGHTS[usize::try_from((n * 8).div_ceil(most) - 1).unwrap_or(0).min(7)],
    };
    years.iter().map(height).collect()
}
