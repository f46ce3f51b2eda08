//! Markdown: plain text whose marks are hints, and front matter that names fields.
//!
//! The text stays as it is, so that offsets point into the file; marks become [`Hint`]s. Front matter
//! is a block between `---` (or `+++`) lines at the very top.

use release::Span;

use super::plain;
use crate::text::{Hint, Meta, Style, Text};

pub(super) fn read(bytes: &[u8]) -> Text {
    let mut text = plain::read(bytes);
    text.format = "markdown";
    let body_start = read_front_matter(&mut text);
    hint_lines(&mut text, body_start);
    text
}

/// Hints the lines of the front matter, reads its fields and returns where the body starts.
fn read_front_matter(text: &mut Text) -> usize {
    let characters = &text.characters;
    let Some(fence) = ["---\n", "+++\n"].into_iter().find(|fence| characters.starts_with(fence))
    else {
        return 0;
    };
    let mut offset = fence.len();
    let mut hints = vec![Hint { span: Span::new(0, 3), style: Style::FrontMatter }];
    let mut meta = Meta::default();
    for line in characters[offset..].split_inclusive('\n') {
        let span = Span::new(offset, offset + line.trim_end().len());
        hints.push(Hint { span, style: Style::FrontMatter });
        offset += line.len();
        if line.trim_end() == fence.trim_end() {
            text.hints = hints;
            text.meta = meta;
            return offset;
        }
        read_field(line, &mut meta);
    }
    // a fence that never closes is a rule, not front matter
    0
}

fn read_field(line: &str, meta: &mut Meta) {
    let Some((key, value)) = line.split_once([':', '=']) else { return };
    let value = value.trim().trim_matches(['"', '\'']).trim();
    if value.is_empty() || line.starts_with([' ', '\t', '-', '#']) {
        return;
    }
    let field = match key.trim().to_lowercase().as_str() {
        "title" | "headline" => &mut meta.title,
        "date" | "published" | "publishdate" | "pubdate" => &mut meta.date,
        "organisation" | "organization" | "publisher" | "site" | "source" => &mut meta.site,
        "lang" | "language" => &mut meta.language,
        _ => return,
    };
    field.get_or_insert_with(|| value.to_owned());
}

fn hint_lines(text: &mut Text, body_start: usize) {
    let mut offset = body_start;
    for line in text.characters[body_start..].split_inclusive('\n') {
        let content = line.trim();
        let start = offset + (line.len() - line.trim_start().len());
        if let Some(style) = style_of(content) {
            text.hints.push(Hint { span: Span::new(start, start + content.len()), style });
        }
        offset += line.len();
    }
}

fn style_of(line: &str) -> Option<Style> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&level) && line[level..].starts_with(' ') {
        return u8::try_from(level).ok().map(Style::Heading);
    }
    if line.starts_with('>') {
        return Some(Style::BlockQuote);
    }
    if ["* ", "- ", "+ "].iter().any(|bullet| line.starts_with(bullet)) {
        return Some(Style::ListItem);
    }
    let is_bold = |mark: &str| line.len() > 4 && line.starts_with(mark) && line.ends_with(mark);
    (is_bold("**") || is_bold("__")).then_some(Style::Bold)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_names_fields_and_stays_in_the_text() {
        let source = "---\ntitle: \"Free the Judges\"\ndate: 2012-04-03\ntags:\n  - title: no\n---\n# Free the Judges\n";
        let text = read(source.as_bytes());
        assert_eq!(text.characters, source);
        assert_eq!(text.meta.title.as_deref(), Some("Free the Judges"));
        assert_eq!(text.meta.date.as_deref(), Some("2012-04-03"));
        let heading = text.hints.last().unwrap();
        assert_eq!(heading.style, Style::Heading(1));
        assert_eq!(heading.span.of(&text.characters), "# Free the Judges");
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        let text = read(b"---\nGeneva, 3 April\n");
        assert_eq!(text.meta, Meta::default());
        assert!(text.hints.is_empty());
    }
}
