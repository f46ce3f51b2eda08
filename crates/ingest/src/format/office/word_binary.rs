//! Word until 2003: the binary format, read by the crate `undoc`.

use undoc::{
    doc::DocParser,
    model::{Block, Paragraph as Source, RevisionType, Table},
};

use super::{
    PACKAGE, RTF,
    lines::{Lines, Paragraph},
    properties::stated_title,
    read_rtf, read_word,
};
use crate::{
    error::Error,
    text::{Style, Text},
};

/// The name of the format.
const FORMAT: &str = "doc";
/// Tables may stand in tables so deep.
const DEEPEST: usize = 16;

pub(in crate::format) fn read(bytes: &[u8]) -> Result<Text, Error> {
    // what is called `.doc` is often another format of Word
    if bytes.starts_with(RTF) {
        return read_rtf(bytes);
    }
    if bytes.starts_with(&PACKAGE) {
        return read_word(bytes);
    }
    let document = DocParser::from_bytes(bytes.to_vec())
        .and_then(|mut parser| parser.parse())
        .map_err(|error| refusal(&error))?;
    let (mut above, mut body) = (Lines::default(), Lines::default());
    let (mut notes, mut below) = (Lines::default(), Lines::default());
    for section in &document.sections {
        above.push_once(lines(section.header.as_deref().unwrap_or_default()));
        below.push_once(lines(section.footer.as_deref().unwrap_or_default()));
        for block in &section.content {
            match block {
                Block::Paragraph(source) => body.push(paragraph(source)),
                Block::Table(table) => push_table(table, &mut body, 0),
                Block::Note { content, .. } => notes.push_once(lines(content)),
                Block::PageBreak | Block::SectionBreak | Block::Image { .. } => {}
            }
        }
    }
    body.put_above(above);
    body.push_once(notes);
    body.push_once(below);
    let (characters, hints) = body.write();
    let mut text =
        Text { characters, format: FORMAT, encoding: "utf-16le", hints, ..Text::default() };
    text.meta.title = document.metadata.title.as_deref().and_then(stated_title);
    Ok(text)
}

fn lines(sources: &[Source]) -> Lines {
    let mut lines = Lines::default();
    for source in sources {
        lines.push(paragraph(source));
    }
    lines
}

fn push_table(table: &Table, lines: &mut Lines, depth: usize) {
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        for source in &cell.content {
            lines.push(paragraph(source));
        }
        for table in cell.nested_tables.iter().filter(|_| depth < DEEPEST) {
            push_table(table, lines, depth + 1);
        }
    }
}

fn paragraph(source: &Source) -> Paragraph {
    let mut paragraph = Paragraph::default();
    let level = source.heading.level();
    paragraph.style = match source.style_name.as_deref() {
        Some("Title") => Some(Style::Heading(1)),
        Some("Subtitle") => Some(Style::Heading(2)),
        _ if level > 0 => Some(Style::Heading(level)),
        _ => source.list_info.as_ref().map(|_| Style::ListItem),
    };
    for run in source.runs.iter().filter(|run| run.revision != RevisionType::Deleted) {
        paragraph.push(&run.text, run.style.bold);
        if run.line_break || run.page_break {
            paragraph.push("\n", true);
        }
    }
    paragraph
}

fn refusal(error: &undoc::Error) -> Error {
    match error {
        undoc::Error::Encrypted => Error::Encrypted { format: FORMAT },
        other => Error::Unreadable { format: FORMAT, reason: other.to_string() },
    }
}
