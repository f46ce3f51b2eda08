//! Records of other systems: tables (CSV, TSV), JSON and JSON lines.
//!
//! A record becomes front matter and a body, so that each field has a place in the text to point to. Which column
//! holds what is told by a [`Map`], or known of the system that wrote the file.

mod json;
mod known;
mod map;
mod table;

use release::Span;

pub use self::map::{Field, Map, MapError};
pub(super) use self::{
    json::{read as read_json, read_lines as read_json_lines},
    table::read as read_table,
};
use super::{decode, html};
use crate::{
    error::Error,
    text::{Hint, Meta, Style, Text},
};

/// One value of each field of a record.
#[derive(Debug, Default)]
pub(super) struct Record {
    title: String,
    subtitle: String,
    date: String,
    organisation: String,
    language: String,
    place: String,
    body: String,
}

impl Record {
    /// What a field is to hold.
    pub(super) fn field(&mut self, field: Field) -> &mut String {
        match field {
            Field::Title => &mut self.title,
            Field::Subtitle => &mut self.subtitle,
            Field::Date => &mut self.date,
            Field::Organisation => &mut self.organisation,
            Field::Language => &mut self.language,
            Field::Place => &mut self.place,
            Field::Body => &mut self.body,
        }
    }

    /// The record that `value` of each column makes. Of several columns of a field the first that holds something
    /// is taken; texts are put below each other.
    fn of(map: &Map, value: impl Fn(&str) -> Option<String>) -> Self {
        let mut record = Self::default();
        for field in Field::ALL {
            for column in map.columns(field) {
                let found = value(column).unwrap_or_default();
                let found = found.trim();
                let held = record.field(field);
                if field == Field::Body && !held.is_empty() && !found.is_empty() {
                    held.push_str("\n\n");
                    held.push_str(found);
                } else if held.is_empty() {
                    found.clone_into(held);
                }
            }
        }
        record
    }

    /// The record as a text; `None` where it has no body.
    pub(super) fn write(mut self, format: &'static str, item: u32) -> Option<Text> {
        if self.body.trim().is_empty() {
            return None;
        }
        let mut text = Text { format, encoding: "utf-8", item, ..Text::default() };
        let fence = |text: &mut Text| {
            let start = text.characters.len();
            text.characters.push_str("---");
            text.hints.push(Hint { span: Span::new(start, start + 3), style: Style::FrontMatter });
            text.characters.push('\n');
        };
        fence(&mut text);
        if let Some(date) = of_seconds(&self.date) {
            self.date = date;
        }
        for field in Field::ALL.into_iter().filter(|field| *field != Field::Body) {
            let value = self.field(field).split_whitespace().collect::<Vec<_>>().join(" ");
            if value.is_empty() {
                continue;
            }
            let start = text.characters.len();
            text.characters.extend([field.name(), ": ", &value]);
            let span = Span::new(start, text.characters.len());
            text.hints.push(Hint { span, style: Style::FrontMatter });
            text.characters.push('\n');
        }
        fence(&mut text);
        text.characters.push('\n');
        let offset = text.characters.len();
        if is_markup(&self.body) {
            let page = html::main_text(&self.body);
            text.hints.extend(page.hints.into_iter().map(|hint| Hint {
                span: Span::new(hint.span.start as usize + offset, hint.span.end as usize + offset),
                ..hint
            }));
            text.warnings = page.warnings;
            text.characters.push_str(&page.characters);
        } else {
            let body = decode::clean(&self.body, &mut text.warnings);
            text.characters.push_str(&body);
        }
        let given = |value: String| Some(value).filter(|value| !value.is_empty());
        text.meta = Meta {
            title: given(self.title),
            date: given(self.date),
            site: given(self.organisation),
            language: given(self.language),
        };
        Some(text)
    }
}

/// The date of a time that is counted in seconds, or thousandths of them, as databases do.
fn of_seconds(date: &str) -> Option<String> {
    let n_digits = date.strip_prefix('-').unwrap_or(date).len();
    let number: i64 = date.parse().ok().filter(|_| n_digits >= 9)?;
    let seconds = if n_digits >= 12 { number / 1000 } else { number };
    let written = mail_parser::DateTime::from_timestamp(seconds).to_rfc3339();
    written.get(..10).map(str::to_owned)
}

/// Whether a table has the text that a map asks for.
fn check(
    map: &Map,
    format: &'static str,
    has: impl Fn(&str) -> bool,
    columns: &[String],
) -> Result<(), Error> {
    if map.columns(Field::Body).any(&has) {
        return Ok(());
    }
    let wanted = map.columns(Field::Body).next().unwrap_or_default();
    let reason = format!("it has no `{wanted}`; there are {}", columns.join(", "));
    Err(Error::Malformed { format, reason })
}

/// Whether a body is written in HTML: tags of paragraphs or breaks stand in it.
fn is_markup(body: &str) -> bool {
    let lower = body.to_ascii_lowercase();
    ["<p>", "<p ", "<br", "<div", "</p>", "<h1", "<h2"].iter().any(|tag| lower.contains(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_becomes_front_matter_and_a_body() {
        let map: Map = "title=t,date=d,body=b".parse().unwrap();
        let value = |column: &str| match column {
            "t" => Some("Ferries\nstop".to_owned()),
            "b" => Some("<p>The ferries stop.</p><p>For good.</p>".to_owned()),
            _ => None,
        };
        let text = Record::of(&map, value).write("csv", 3).unwrap();
        assert_eq!(
            text.characters,
            "---\ntitle: Ferries stop\n---\n\nThe ferries stop.\n\nFor good.\n"
        );
        assert_eq!((text.item, text.meta.title.as_deref()), (3, Some("Ferries\nstop")));
        assert!(Record::default().write("csv", 1).is_none());
    }
}
