//! Lines, blocks and what each block is for.

use std::ops::Range;

use release::{Block, Part, Span};

use crate::text::Text;

/// A physical line without its carrier: indentation, `>` prefixes and trailing blanks are cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The content of the line.
    pub(crate) span: Span,
}

/// The lines of a text, the blocks they make and what each block is for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    /// Content lines in order; blank lines have an empty span.
    pub(crate) lines: Vec<Line>,
    /// Blocks in order, without overlap.
    pub(crate) blocks: Vec<Block>,
    /// The lines of each block, as a range of `lines`.
    pub(crate) block_lines: Vec<Range<usize>>,
}

impl Layout {
    /// The words of `span` as one line: line ends, prefixes and runs of blanks become one blank.
    pub(crate) fn clean(&self, text: &str, span: Span) -> String {
        let first = self.lines.partition_point(|line| line.span.end <= span.start);
        let mut clean = String::with_capacity(span.len());
        for line in &self.lines[first..] {
            if line.span.start >= span.end {
                break;
            }
            let part =
                Span { start: line.span.start.max(span.start), end: line.span.end.min(span.end) };
            for word in part.of(text).split_whitespace() {
                if !clean.is_empty() {
                    clean.push(' ');
                }
                clean.push_str(word);
            }
        }
        clean
    }
}

/// Splits a text at blank lines.
pub(crate) fn lay_out(text: &Text) -> Layout {
    let mut layout = Layout::default();
    let mut offset = 0;
    let mut open = false;
    for raw in text.characters.split_inclusive('\n') {
        let start = offset + (raw.len() - raw.trim_start().len());
        let end = offset + raw.trim_end().len();
        let is_blank = raw.trim().is_empty();
        let span = if is_blank { Span::new(offset, offset) } else { Span::new(start, end) };
        let line_idx = layout.lines.len();
        layout.lines.push(Line { span });
        match (is_blank, open) {
            (true, _) => open = false,
            (false, true) => {
                if let (Some(block), Some(lines)) =
                    (layout.blocks.last_mut(), layout.block_lines.last_mut())
                {
                    block.span = block.span.cover(span);
                    lines.end = line_idx + 1;
                }
            }
            (false, false) => {
                layout.blocks.push(Block { span, part: Part::Body });
                layout.block_lines.push(line_idx..line_idx + 1);
                open = true;
            }
        }
        offset += raw.len();
    }
    layout
}
