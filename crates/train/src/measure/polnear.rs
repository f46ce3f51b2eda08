//! Quotes and speakers of US news articles annotated for `PolNeAR`: direct quotes end to end.
//!
//! Wanted are annotated contents that open and close with a mark; contents that hold marks otherwise
//! (`a “first step” and a “second”`) and contents without marks are neutral.

use std::{ops::Range, path::Path};

use ingest::quote::model::Ranker;
use serde::Deserialize;

use crate::measure::{
    passage::{Annotated, Counts, Passage, is_word, lines},
    rows::{read, understand},
};

const SPLIT: &str = "dev";

#[derive(Deserialize)]
struct Row {
    doc: String,
    split: String,
    text: String,
    attrs: Vec<Attribution>,
}

#[derive(Deserialize)]
struct Attribution {
    source: Vec<(usize, usize)>,
    content: Vec<(usize, usize)>,
}

/// Measures the articles of the split.
pub(crate) fn measure(data: &Path, ranker: Ranker<'_>, mut errors: usize) -> anyhow::Result<()> {
    let rows: Vec<Row> = read(data, "quotes/polnear_dev.jsonl")?;
    let mut counts = Counts::default();
    for row in rows.iter().filter(|row| row.split == SPLIT) {
        counts.add(&annotated(row), &understand(&row.text, ranker), &mut errors);
    }
    counts.say("direct quotes,");
    Ok(())
}

fn annotated(row: &Row) -> Annotated {
    let text: Vec<char> = row.text.chars().collect();
    let (mut direct, mut neutral) = (Vec::new(), Vec::new());
    for attribution in &row.attrs {
        let sources: Vec<Range<usize>> =
            attribution.source.iter().map(|&(start, end)| start..end).collect();
        for &(start, end) in &attribution.content {
            if !is_direct(&text[start..end]) {
                neutral.push(start..end);
                continue;
            }
            let passage = |range| Passage { range, sources: sources.clone() };
            direct.extend(lines(&text, start..end).into_iter().map(passage));
        }
    }
    Annotated { id: row.doc.clone(), text, direct, neutral }
}

/// Whether a content opens and closes with a mark and no words stand outside marks in between.
fn is_direct(content: &[char]) -> bool {
    let is_blank = |ch: &char| ch.is_whitespace();
    let first = content.iter().take_while(|ch| is_blank(ch)).count();
    let opens = match &content[first..] {
        ['“' | '"', ..] | ['\'', '\'', ..] | ['`', '`', ..] => true,
        ['‘', next, ..] => is_word(*next),
        _ => false,
    };
    let is_behind_mark = |ch: &&char| is_blank(ch) || ".,;:?!".contains(**ch);
    let n_behind = content.iter().rev().take_while(is_behind_mark).count();
    let closes =
        matches!(&content[..content.len() - n_behind], [.., '”' | '"' | '’'] | [.., '\'', '\'']);
    let has_mark = content.iter().any(|ch| matches!(ch, '"' | '“' | '”'))
        || content.windows(2).any(|pair| pair == ['\'', '\'']);
    has_mark && opens && closes && !leaves_marks(inner(content))
}

/// A content without the marks at its ends.
fn inner(content: &[char]) -> &[char] {
    let n_blank = content.iter().take_while(|ch| ch.is_whitespace()).count();
    let n_behind = content.iter().rev().take_while(|ch| ch.is_whitespace()).count();
    let trimmed = content.get(n_blank + 1..content.len() - n_behind).unwrap_or_default();
    let inner = &trimmed[..trimmed.len().saturating_sub(1)];
    let inner = inner.strip_prefix(&['\'']).unwrap_or(inner);
    inner.strip_suffix(&['\'']).unwrap_or(inner)
}

/// Whether a mark closes inside, words follow, and another mark opens.
fn leaves_marks(inner: &[char]) -> bool {
    let follows =
        |at: usize| inner.get(at).is_some_and(|ch| ch.is_whitespace() || ",.;".contains(*ch));
    let closed = |at: usize| match inner[at..] {
        ['”', ..] => Some(at + 1),
        ['"', ..] if follows(at + 1) => Some(at + 1),
        ['\'', '\'', ..] if follows(at + 2) => Some(at + 2),
        _ => None,
    };
    (0..inner.len()).filter_map(closed).any(|start| {
        let is_between = |ch: &&char| !matches!(**ch, '\n' | '“' | '"' | '\'');
        let end = start + inner[start..].iter().take_while(is_between).count();
        let between = &inner[start..end];
        let is_parted = between.last().is_some_and(|ch| ch.is_whitespace());
        let opens = match inner[end..] {
            ['“', ..] => true,
            ['"', ..] | ['\'', '\'', ..] => is_parted,
            _ => false,
        };
        opens && between.iter().any(|ch| is_word(*ch))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn direct(content: &str) -> bool {
        is_direct(&content.chars().collect::<Vec<_>>())
    }

    #[test]
    fn a_content_is_direct_if_marks_embrace_all_its_words() {
        assert!(direct("“We will stay,”"));
        assert!(direct("''We will stay.''"));
        assert!(direct("“We will stay,” “and wait.”"));
        assert!(!direct("“We” will stay “and wait.”"));
        assert!(!direct("that it was “a shame”"));
        assert!(!direct("it was a shame"));
    }
}
