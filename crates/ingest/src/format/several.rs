//! Several releases in one file: a digest, a year of releases pasted together, a page with one below the
//! other.
//!
//! A file is cut at rules, end marks, release lines and headings of one level, and only if at least two of
//! the pieces are releases by themselves: each with a headline, a date of its own near its top and running
//! text. What stands between two of them belongs to the one before, so that nothing is lost; a head
//! without sentences above the first is passed over with a warning.

use release::{Span, Warning, WarningKind};

use crate::{
    date::{self, Mention},
    dateline,
    layout::{
        ends_sentence,
        phrase::{self, Phrase},
        unit::is_rule,
    },
    text::{Hint, Meta, Style, Text},
    words,
};

/// Headline and date of a release stand in its first lines.
const HEAD_LINES: usize = 9;
/// A release has so many words or more.
const FEWEST_WORDS: usize = 45;
/// A rule is at least so wide.
const RULE_WIDTH: usize = 12;
/// The head of a digest is short.
const LONGEST_HEAD: usize = 900;

/// The releases of a text; the text itself where it holds one.
pub(super) fn split(text: Text) -> Vec<Text> {
    let characters = text.characters.as_str();
    let bounds = bounds(&text);
    if bounds.is_empty() {
        return vec![text];
    }
    let starts: Vec<usize> = [0].into_iter().chain(bounds).collect();
    let mut heads: Vec<(usize, Head)> = Vec::new();
    for (idx, start) in starts.iter().enumerate() {
        let end = starts.get(idx + 1).copied().unwrap_or(characters.len());
        if let Some(head) = head(&characters[*start..end]) {
            heads.push((*start, head));
        }
    }
    if !are_several(&heads) {
        return vec![text];
    }
    let first = heads[0].0;
    let above = &characters[..first];
    let is_furniture = above.len() <= LONGEST_HEAD && !has_sentences(above);
    let mut parts = Vec::with_capacity(heads.len());
    for (idx, (start, _)) in heads.iter().enumerate() {
        let from = if idx == 0 && !is_furniture { 0 } else { *start };
        let to = heads.get(idx + 1).map_or(characters.len(), |(next, _)| *next);
        parts.push(part(&text, from, to, idx));
    }
    if is_furniture && !above.trim().is_empty() {
        let detail = format!(
            "the file holds {} releases; the {} bytes above the first belong to none",
            parts.len(),
            above.trim().len()
        );
        parts[0].warnings.push(Warning::new(WarningKind::PartSkipped, detail));
    }
    parts
}

fn part(text: &Text, from: usize, to: usize, idx: usize) -> Text {
    let characters = text.characters[from..to].trim_end().to_owned();
    let (first, last) = (Span::new(from, from).start, Span::new(to, to).start);
    let hints = text
        .hints
        .iter()
        .filter(|hint| hint.span.start >= first && hint.span.end <= last)
        .map(|hint| Hint {
            span: Span { start: hint.span.start - first, end: hint.span.end - first },
            ..*hint
        })
        .filter(|hint| hint.span.end as usize <= characters.len())
        .collect();
    Text {
        characters,
        format: text.format,
        encoding: text.encoding,
        item: u32::try_from(idx + 1).unwrap_or(u32::MAX),
        within: text.within.clone(),
        hints,
        // title and date of the file are those of no release in it
        meta: Meta { title: None, date: None, ..text.meta.clone() },
        pages: text.pages.within(Span { start: first, end: last }),
        pictures: Vec::new(),
        warnings: if idx == 0 { text.warnings.clone() } else { Vec::new() },
    }
}

/// Where a release may begin, after the start of the text.
fn bounds(text: &Text) -> Vec<usize> {
    let characters = text.characters.as_str();
    let mut bounds = Vec::new();
    let mut offset = 0;
    // whether running text or a heading stands since the last bound
    let mut is_open = false;
    let level = heading_level(text);
    let mut headings =
        text.hints.iter().filter(|hint| Some(hint.style) == level.map(Style::Heading)).peekable();
    for line in characters.split_inclusive('\n') {
        let content = line.trim();
        let at = offset;
        offset += line.len();
        let mut is_heading = level.is_some_and(|level| markdown_level(content) == Some(level));
        while let Some(hint) = headings.next_if(|hint| (hint.span.start as usize) < offset) {
            is_heading |= hint.span.start as usize >= at;
        }
        if content.is_empty() {
            continue;
        }
        let is_mark = is_rule(content) && content.len() >= RULE_WIDTH || is_end(content);
        if is_mark {
            bounds.push(offset);
            is_open = false;
        } else if is_heading {
            if is_open {
                bounds.push(at);
            }
            is_open = true;
        } else if content.len() <= 60 && is_marker(content) {
            // letterhead and date may stand above the release line, back to the last mark
            if is_open {
                bounds.push(at);
            }
            is_open = false;
        } else if content.len() > 60 && ends_sentence(content) {
            is_open = true;
        }
    }
    bounds.retain(|bound| *bound > 0 && *bound < characters.trim_end().len());
    bounds.dedup();
    bounds
}

/// The highest level of heading that stands twice or more in a text with markup.
fn heading_level(text: &Text) -> Option<u8> {
    (1..=2).find(|level| {
        let n_hints = text.hints.iter().filter(|hint| hint.style == Style::Heading(*level)).count();
        let n_marks = || {
            text.characters
                .lines()
                .filter(|line| markdown_level(line.trim()) == Some(*level))
                .count()
        };
        n_hints.max(if text.format == "markdown" { n_marks() } else { 0 }) >= 2
    })
}

fn markdown_level(line: &str) -> Option<u8> {
    let depth = line.bytes().take_while(|byte| *byte == b'#').count();
    let is_heading = (1..=6).contains(&depth) && line[depth..].starts_with(' ');
    is_heading.then(|| u8::try_from(depth).unwrap_or(6))
}

fn is_end(content: &str) -> bool {
    content.len() <= 16
        && (content.bytes().all(|byte| matches!(byte, b'#' | b' ')) && content.contains("##")
            || content.contains("# # #")
            || phrase::find_at_start(content)
                .iter()
                .any(|met| met.is_whole && met.phrase == Phrase::End))
}

fn is_marker(content: &str) -> bool {
    phrase::find_at_start(content)
        .iter()
        .any(|met| met.phrase == Phrase::Marker && met.n_words >= 2)
}

/// What makes a piece a release.
struct Head {
    title: String,
    date: (u16, u8, u8),
    is_numbered: bool,
}

/// Headline and date of a piece, if it has both and running text below.
fn head(piece: &str) -> Option<Head> {
    if piece.split_whitespace().nth(FEWEST_WORDS - 1).is_none() || !has_sentences(piece) {
        return None;
    }
    let end = piece.char_indices().nth(1_400).map_or(piece.len(), |(at, _)| at);
    let top = &piece[..end];
    let dates = date::scan(top, &words::cut(top));
    let mut title = None;
    let mut date = None;
    let mut is_numbered = false;
    let mut offset = 0;
    let mut n_full = 0;
    for line in top.split_inclusive('\n') {
        let content = line.trim();
        let at = offset + (line.len() - line.trim_start().len());
        offset += line.len();
        if content.is_empty() {
            continue;
        }
        n_full += 1;
        if n_full > HEAD_LINES {
            break;
        }
        if n_full == 1 && is_number(content) {
            is_numbered = true;
            continue;
        }
        let here = dates
            .iter()
            .find(|date| (date.span.start as usize) >= at && (date.span.start as usize) < offset);
        let full = here.and_then(full_date);
        let n_words = content.split_whitespace().count();
        let rest = content.trim_start_matches(['*', '_', '#', ' ']);
        let is_date = full.is_some()
            && (n_words <= 8 && content.len() <= 70 || dateline::opens(rest) || is_early(here, at));
        if is_date {
            date = date.or(full);
            if n_words > 8 {
                break;
            }
        } else if title.is_none() && is_headline(content, n_words) {
            title = Some(content.to_lowercase());
        }
        // running text begins
        if n_words > 8 && title.is_some() && ends_sentence(content) && content.len() > 90 {
            break;
        }
    }
    Some(Head { title: title?, date: date?, is_numbered })
}

fn full_date(mention: &Mention) -> Option<(u16, u8, u8)> {
    (!mention.is_range).then(|| Some((mention.year?, mention.month, mention.day?))).flatten()
}

/// In the first words of a line, as a dateline has it.
fn is_early(mention: Option<&Mention>, line: usize) -> bool {
    mention.is_some_and(|mention| (mention.span.start as usize).saturating_sub(line) <= 40)
}

/// `3.`, `[3]`, `(3)`.
fn is_number(content: &str) -> bool {
    let bare = content.trim_matches(['.', '[', ']', '(', ')', ' ', '#']);
    !bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_headline(content: &str, n_words: usize) -> bool {
    (3..=30).contains(&n_words)
        && !content.ends_with(['.', ',', ';', ':'])
        && !content.contains('@')
        && !phrase::find_at_start(content).iter().any(|met| {
            matches!(
                met.phrase,
                Phrase::Contact | Phrase::Notes | Phrase::Background | Phrase::About
            ) || met.is_whole && matches!(met.phrase, Phrase::Marker | Phrase::Kind)
        })
}

/// Two lines or more that end like sentences and are no single words.
fn has_sentences(piece: &str) -> bool {
    let is_sentence = |line: &&str| line.len() >= 25 && ends_sentence(line);
    piece.lines().map(str::trim).filter(is_sentence).nth(1).is_some()
}

/// Whether the pieces are releases of their own: with different headlines, and different dates or numbers.
/// The same release in another language keeps its date.
fn are_several(heads: &[(usize, Head)]) -> bool {
    heads.len() >= 2
        && heads.windows(2).all(|pair| {
            let [(_, one), (_, other)] = pair else { return false };
            one.title != other.title
                && (one.date != other.date || one.is_numbered && other.is_numbered)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(characters: &str) -> Vec<(u32, String)> {
        let text = Text { characters: characters.to_owned(), format: "txt", ..Text::default() };
        split(text)
            .into_iter()
            .map(|text| {
                (
                    text.item,
                    text.characters
                        .lines()
                        .find(|line| line.len() > 3)
                        .unwrap_or_default()
                        .to_owned(),
                )
            })
            .collect()
    }

    const BODY: &str = "The council of the delta said on Monday that forty families had lost their boats in the storm.\n\n\
        \"Nobody came to count them,\" said Ada Roe, who chairs the council. \"We counted them ourselves, twice.\"\n\n\
        The council asks the ministry to replace the boats before the season opens in the first week of May.\n";

    #[test]
    fn a_digest_is_several_releases() {
        let digest = format!(
            "WEEKLY DIGEST\n\n{rule}\n1.\nBoats lost in the delta\n\nPort Roe, 3 April 2012 -- {BODY}\n{rule}\n2.\n\
             Fishers sue the harbour\n4 April 2012\n\n{BODY}\n{rule}\nTo leave this list, write to us.\n",
            rule = "=".repeat(60)
        );
        let items = items(&digest);
        assert_eq!(items.len(), 2);
        assert_eq!(items[0], (1, "Boats lost in the delta".to_owned()));
        assert_eq!(items[1], (2, "Fishers sue the harbour".to_owned()));
    }

    #[test]
    fn release_lines_and_end_marks_part_releases() {
        let year = format!(
            "FOR IMMEDIATE RELEASE\n3 April 2012\n\nBoats lost in the delta\n\n{BODY}\n###\n\n\
             FOR IMMEDIATE RELEASE\n9 April 2012\n\nFishers sue the harbour\n\n{BODY}\n###\n"
        );
        assert_eq!(items(&year).len(), 2);
    }

    #[test]
    fn a_release_with_rules_and_a_translation_stays_one() {
        let rule = "-".repeat(40);
        let one = format!(
            "Boats lost in the delta\n3 April 2012\n\n{BODY}\n{rule}\nContact: Ada Roe, +1 555 0101\n"
        );
        assert_eq!(items(&one).len(), 1);
        let twice = format!(
            "Boats lost in the delta\n3 April 2012\n\n{BODY}\n{rule}\nBateaux perdus dans le delta\n3 April 2012\n\n{BODY}"
        );
        assert_eq!(items(&twice).len(), 1);
    }
}
