//! The lines of a page with where and how they are set, in reading order.

use pdfboss_output::{Block, Line as Set, PageLayout};

use super::glyph;

/// A line as it is printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::format) struct Line {
    pub(in crate::format) text: String,
    /// Where it begins, in the direction of its script.
    pub(in crate::format) start: f32,
    /// Where it ends.
    pub(in crate::format) end: f32,
    /// The height of its baseline above the foot of the page.
    pub(in crate::format) base: f32,
    /// The size of its largest letters.
    pub(in crate::format) size: f32,
    /// All of it is bold.
    pub(in crate::format) is_bold: bool,
    /// What the lines around it make of it.
    pub(in crate::format) kind: Kind,
}

impl Line {
    /// Gives a line whose places are those of its left and right end those of its script.
    pub(in crate::format) fn turn(&mut self) {
        if glyph::is_right_to_left(&self.text) {
            (self.start, self.end) = (-self.end, -self.start);
        }
    }
}

/// What a line is among its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::format) enum Kind {
    /// One of a paragraph, or a paragraph.
    #[default]
    Running,
    /// The first of an item of a list.
    Item,
    /// A row of a table.
    Row,
}

/// `(a)`, `12.`, a bullet.
const LONGEST_LABEL: usize = 5;

/// The lines of a page.
#[derive(Clone, Debug, Default)]
pub(in crate::format) struct Page {
    pub(in crate::format) lines: Vec<Line>,
    /// A picture fills it, and there are few letters on it.
    pub(in crate::format) is_picture: bool,
}

impl Page {
    /// Adds the lines of a layout below those that are there.
    pub(super) fn append(&mut self, layout: &PageLayout) {
        for block in &layout.blocks {
            match block {
                Block::Heading { lines, .. } | Block::Paragraph { lines, .. } => {
                    for line in lines {
                        self.push(&[line], Kind::Running);
                    }
                }
                Block::List { items, .. } => {
                    for item in items {
                        for (nth, line) in item.lines.iter().enumerate() {
                            self.push(&[line], if nth == 0 { Kind::Item } else { Kind::Running });
                        }
                    }
                }
                Block::Table { rows, .. } => {
                    for row in rows {
                        let cells: Vec<&Set> =
                            row.iter().filter_map(|cell| cell.line.as_ref()).collect();
                        self.push(&cells, kind_of_row(&cells));
                    }
                }
            }
        }
    }

    fn push(&mut self, cells: &[&Set], kind: Kind) {
        let mut text = String::new();
        for cell in cells {
            glyph::append(&mut text, " ");
            cell.inlines.iter().for_each(|inline| glyph::append(&mut text, &inline.text));
        }
        text.truncate(text.trim_end().len());
        glyph::mend_bullet(&mut text);
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return };
        if text.is_empty() {
            return;
        }
        let is_bold = cells
            .iter()
            .flat_map(|cell| &cell.inlines)
            .all(|inline| inline.bold || inline.text.trim().is_empty());
        let (start, end) = (finite(first.x), finite(last.end_x));
        let size = cells.iter().map(|cell| finite(cell.size)).fold(0.0, f32::max);
        let mut line = Line { text, start, end, base: finite(first.y), size, is_bold, kind };
        line.turn();
        self.lines.push(line);
    }

    /// How many letters and other signs stand on it.
    pub(in crate::format) fn n_characters(&self) -> usize {
        let drawn =
            |line: &Line| line.text.chars().filter(|letter| !letter.is_whitespace()).count();
        self.lines.iter().map(drawn).sum()
    }
}

/// What looks like a table may be a list, or running text that happens to leave a lane.
fn kind_of_row(cells: &[&Set]) -> Kind {
    let is_apart = |pair: &[&Set]| match pair {
        [one, other] => other.x - one.end_x > other.size,
        _ => false,
    };
    let is_label = |cell: &Set| {
        let letters = cell.inlines.iter().flat_map(|inline| inline.text.trim().chars());
        letters.take(LONGEST_LABEL + 1).count() <= LONGEST_LABEL
    };
    match cells {
        [first, _] if is_label(first) => Kind::Item,
        [_, _, ..] if cells.windows(2).any(is_apart) => Kind::Row,
        _ => Kind::Running,
    }
}

/// A spoilt file may place its words nowhere.
fn finite(number: f32) -> f32 {
    if number.is_finite() { number.clamp(-1e6, 1e6) } else { 0.0 }
}
