//! Lines.
use pdfboss_output::{Block, Line, PageLayout};

pub(super) fn lines(layout: &PageLayout) -> Vec<String> {
    let text = |line: &Line| line.inlines.iter().map(|i| i.text.as_str()).collect::<String>();
    let mut out = Vec::new();
    for block in &layout.blocks {
        match block {
            Block::Heading { lines, .. } | Block::Paragraph { lines, .. } => {
                out.extend(lines.iter().map(text))
            }
            Block::List { items, .. } => out.extend(items.iter().flat_map(|i| &i.lines).map(text)),
            Block::Table { rows, .. } => out.extend(rows.iter().map(|r| {
                r.iter().filter_map(|c| c.line.as_ref()).map(text).collect::<Vec<_>>().join(" ")
            })),
        }
    }
    out
}
