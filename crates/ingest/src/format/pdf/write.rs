//! Pages of lines written as paragraphs, with headings as hints and where each page begins.

use release::{Pages, Span};

use super::{
    page::{Kind, Line, Page},
    paragraph::{Join, LARGER, LONGEST_HEADING, Usual, join, over_the_break},
};
use crate::{
    format::hyphen::Vocabulary,
    text::{Hint, Style, Text},
};

/// Writes `pages` into `text`.
pub(super) fn write(pages: &[Page], text: &mut Text) {
    let usual = Usual::of(pages);
    let vocabulary =
        Vocabulary::of(pages.iter().flat_map(|page| &page.lines).map(|line| line.text.as_str()));
    let levels = levels(pages, usual);
    let mut writer = Writer { usual, vocabulary, levels, text, first: None, last: None };
    writer.text.pages = Pages { first: 1, starts: Vec::with_capacity(pages.len()) };
    for page in pages {
        writer.page(page);
    }
    writer.close();
    if !writer.text.characters.is_empty() {
        writer.text.characters.push('\n');
    }
}

/// The sizes of headings, the largest first.
fn levels(pages: &[Page], usual: Usual) -> Vec<f32> {
    let mut sizes: Vec<f32> = Vec::new();
    for line in pages.iter().flat_map(|page| &page.lines) {
        let is_new = !sizes.iter().any(|size| (size - line.size).abs() < 0.5);
        if line.size >= usual.size * LARGER && is_new && sizes.len() < 32 {
            sizes.push(line.size);
        }
    }
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes
}

struct Writer<'w> {
    usual: Usual,
    vocabulary: Vocabulary,
    levels: Vec<f32>,
    text: &'w mut Text,
    /// The first line of the open paragraph and where it begins.
    first: Option<(Line, usize)>,
    /// The last line, and where lines of its column end at the latest.
    last: Option<(Line, f32)>,
}

impl Writer<'_> {
    fn page(&mut self, page: &Page) {
        let rights = rights(page);
        for (idx, line) in page.lines.iter().enumerate() {
            let how = self.how(idx == 0, line, page.lines.get(idx + 1));
            match how {
                Some(Join::Wrapped) => {
                    self.vocabulary.append(&mut self.text.characters, &line.text);
                }
                Some(Join::Line) => self.end("\n"),
                Some(Join::Paragraph) => self.end("\n\n"),
                None => {}
            }
            let start = self.text.characters.len();
            if idx == 0 {
                self.begin_page(start);
            }
            self.text.characters.push_str(&line.text);
            if self.first.is_none() {
                self.first = Some((line.clone(), start));
            }
            self.last = Some((line.clone(), rights[idx]));
        }
        if page.lines.is_empty() {
            self.begin_page(self.text.characters.len());
        }
    }

    fn begin_page(&mut self, start: usize) {
        let start = Span::new(start, start).start;
        // the first page holds the start of the text whatever stands on it
        let start = if self.text.pages.starts.is_empty() { 0 } else { start };
        self.text.pages.starts.push(start);
    }

    fn how(&self, is_first_of_page: bool, line: &Line, next: Option<&Line>) -> Option<Join> {
        let (last, right) = self.last.as_ref()?;
        if is_first_of_page {
            return Some(over_the_break(last, line, next, *right));
        }
        let is_one = self.first.as_ref().is_some_and(|(first, _)| first == last);
        let first =
            if is_one { last } else { self.first.as_ref().map_or(last, |(first, _)| first) };
        Some(join(self.usual, first, last, line, next, *right))
    }

    fn end(&mut self, mark: &str) {
        self.close();
        self.text.characters.push_str(mark);
    }

    /// Ends the open paragraph with a hint of its style.
    fn close(&mut self) {
        let Some((first, start)) = self.first.take() else { return };
        let span = Span::new(start, self.text.characters.len());
        let level = self.levels.iter().position(|size| (size - first.size).abs() < 0.5);
        let style = match level {
            Some(level) if span.len() <= LONGEST_HEADING => {
                Style::Heading(u8::try_from(level + 1).unwrap_or(6).min(6))
            }
            _ if first.is_bold && span.len() <= LONGEST_HEADING => Style::Bold,
            _ if first.kind == Kind::Item => Style::ListItem,
            _ => return,
        };
        self.text.hints.push(Hint { span, style });
    }
}

/// For each line, where the lines of its column end at the latest. A line that ends where many others do is
/// justified: it is full, however far the column goes.
fn rights(page: &Page) -> Vec<f32> {
    let mut rights = vec![0.0; page.lines.len()];
    let columns = columns(page);
    let starts: Vec<f32> =
        columns.iter().map(|column| start_of(&page.lines[column.clone()])).collect();
    for (nth, column) in columns.into_iter().enumerate() {
        let lines = &page.lines[column.clone()];
        // what juts out into the next column is a word that no line holds
        let beside = starts.iter().copied().filter(|start| *start > starts[nth] + 1.0);
        let beside = beside.fold(f32::MAX, f32::min);
        let ends = lines.iter().map(|line| line.end);
        let right = ends.filter(|end| *end <= beside).fold(f32::MIN, f32::max);
        let mut ends: Vec<f32> = lines.iter().map(|line| line.end).collect();
        ends.sort_by(f32::total_cmp);
        for (line, right_of) in lines.iter().zip(&mut rights[column]) {
            let low = ends.partition_point(|end| *end < line.end - 1.0);
            let high = ends.partition_point(|end| *end <= line.end + 1.0);
            let is_edge = high - low >= 4 && (high - low) * 10 >= lines.len();
            *right_of = if is_edge { line.end } else { right };
        }
    }
    rights
}

fn start_of(lines: &[Line]) -> f32 {
    lines.iter().map(|line| line.start).fold(f32::MAX, f32::min)
}

/// Runs of lines that follow each other down the page.
fn columns(page: &Page) -> Vec<std::ops::Range<usize>> {
    let mut columns = Vec::new();
    let mut start = 0;
    for idx in 1..page.lines.len() {
        let (before, line) = (&page.lines[idx - 1], &page.lines[idx]);
        let is_beside = line.start > before.end || line.end < before.start;
        if is_beside && (line.base > before.base - 0.3 * line.size || is_jump(page, idx)) {
            columns.push(start..idx);
            start = idx;
        }
    }
    if start < page.lines.len() {
        columns.push(start..page.lines.len());
    }
    columns
}

/// Whether a line far to the side is the head of a column that goes on there.
fn is_jump(page: &Page, idx: usize) -> bool {
    page.lines.get(idx + 1).is_some_and(|next| (next.start - page.lines[idx].start).abs() < 2.0)
        && idx
            .checked_sub(2)
            .is_some_and(|two| (page.lines[two].start - page.lines[idx - 1].start).abs() < 2.0)
}
