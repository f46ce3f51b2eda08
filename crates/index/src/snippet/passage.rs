//! The passage of a block that matches best: whole sentences where they are short.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::{clean::clean, sought::SoughtIn};
use crate::Snippet;

/// The most characters of a passage.
const MAX_CHARS: usize = 300;

/// A sought word or phrase in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) range: [usize; 2],
    /// Which of those that are sought.
    target: usize,
}

/// The sought words of a text, in order, without overlap.
pub(super) fn tokens(text: &str, sought: &mut SoughtIn<'_>) -> Vec<Token> {
    let pieces = sought.pieces(text);
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let Some((n_words, target)) = sought.met(&pieces, at) else {
            at += 1;
            continue;
        };
        let range = [pieces[at].range[0], pieces[at + n_words - 1].range[1]];
        tokens.push(Token { range, target });
        at += n_words;
    }
    tokens
}

/// How many of those that are sought were met.
pub(super) fn n_met(tokens: &[Token]) -> usize {
    tokens.iter().map(|token| token.target).collect::<BTreeSet<_>>().len()
}

/// Cuts the best passage out of a text.
pub(super) fn best_passage(field: &'static str, text: &str, tokens: &[Token]) -> Snippet {
    let [start, end] = best_range(text, tokens);
    let inside = tokens.iter().filter(|token| start <= token.range[0] && token.range[1] <= end);
    let ranges: Vec<_> =
        inside.map(|token| [token.range[0] - start, token.range[1] - start]).collect();
    let cleaned = clean(&text[start..end], &ranges);
    let (before, after) = (is_cut_before(text, start), is_cut_after(text, end));
    let lead = if before { "… " } else { "" };
    let trail = if after { " …" } else { "" };
    let shift = |[start, end]: [usize; 2]| [start + lead.len(), end + lead.len()];
    Snippet {
        field,
        text: format!("{lead}{}{trail}", cleaned.text),
        highlights: cleaned.ranges.into_iter().map(shift).collect(),
    }
}

/// Whether a passage that starts here starts within a sentence.
fn is_cut_before(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end();
    !before.is_empty() && !ends_sentence(before)
}

fn is_cut_after(text: &str, end: usize) -> bool {
    !text[end..].trim().is_empty() && !ends_sentence(text[..end].trim_end())
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_stop(c));
    text.ends_with(is_stop)
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '؟' | ':' | ';')
}

/// The sentences, or the part of one, that hold most of what is sought.
fn best_range(text: &str, tokens: &[Token]) -> [usize; 2] {
    if n_chars(text) <= MAX_CHARS {
        return [0, text.len()];
    }
    let mut sentences = Vec::new();
    for (start, sentence) in text.split_sentence_bound_indices() {
        cut_long([start, start + sentence.len()], text, tokens, &mut sentences);
    }
    let window = |from: usize| {
        let fits = |to: &usize| n_chars(&text[sentences[from][0]..sentences[*to][1]]) <= MAX_CHARS;
        let last = (from..sentences.len()).take_while(fits).last().unwrap_or(from);
        [sentences[from][0], sentences[last][1]]
    };
    let worth = |[start, end]: [usize; 2]| {
        let from = tokens.partition_point(|token| token.range[0] < start);
        let to = tokens.partition_point(|token| token.range[1] <= end);
        let inside = &tokens[from..to.max(from)];
        (n_met(inside), inside.len())
    };
    let mut best = ((0, 0), window(0));
    for (from, &sentence) in sentences.iter().enumerate() {
        // a window whose first sentence holds nothing is never better than the next one
        if worth(sentence).0 > 0 {
            let range = window(from);
            let worth = worth(range);
            if worth > best.0 {
                best = (worth, range);
            }
        }
    }
    best.1
}

/// Cuts a sentence that is too long at blanks, never within what is sought.
fn cut_long([start, end]: [usize; 2], text: &str, tokens: &[Token], out: &mut Vec<[usize; 2]>) {
    let mut from = start;
    while n_chars(&text[from..end]) > MAX_CHARS {
        let rest = &text[from..end];
        let limit = rest.char_indices().nth(MAX_CHARS).map_or(rest.len(), |(at, _)| at);
        let blank = rest[..limit].rfind(char::is_whitespace).filter(|&at| at > limit / 2);
        let to = from + blank.unwrap_or(limit);
        let cut = tokens.get(tokens.partition_point(|token| token.range[1] <= to));
        let to = match cut.filter(|token| token.range[0] < to).map(|token| token.range) {
            Some([before, _]) if before > from => before,
            Some([_, after]) => after.min(end),
            None => to,
        };
        if to == end {
            break;
        }
        out.push([from, to]);
        from = to;
    }
    out.push([from, end]);
}

fn n_chars(text: &str) -> usize {
    // enough to compare with the limit; long texts are not counted to their end
    text.chars().take(MAX_CHARS + 1).count()
}

#[cfg(test)]
mod tests {
    use query::Options;
    use release::Language;

    use super::{super::Sought, *};

    fn check(text: &str, query: &str) -> (String, Vec<String>) {
        let parsed = query::parse(query, Options { any: false }).unwrap();
        let mut sought = Sought::of(&parsed.query);
        let mut sought = sought.in_language(Some(Language::ENGLISH));
        let snippet = best_passage("body", text, &tokens(text, &mut sought));
        let marked =
            snippet.highlights.iter().map(|&[start, end]| snippet.text[start..end].to_owned());
        (snippet.text.clone(), marked.collect())
    }

    #[test]
    fn every_form_of_a_word_is_marked_and_a_phrase_as_one() {
        let (_, marked) = check("Rights defenders of Côte d’Ivoire stand up for a right.", "right");
        assert_eq!(marked, ["Rights", "right"]);
        let (_, marked) = check("Civil society in Kazakhstan. Society civil.", "\"civil society\"");
        assert_eq!(marked, ["Civil society"]);
    }

    #[test]
    fn a_long_text_is_cut_to_the_sentences_that_match() {
        let filler = "Nothing to see in this sentence at all, whatever one may think. ".repeat(9);
        let text = format!("{filler}The Zhanaozen trial ends. {filler}");
        let (passage, marked) = check(&text, "zhanaozen");
        assert!(passage.starts_with("The Zhanaozen trial ends."), "{passage}");
        assert!(passage.chars().count() <= MAX_CHARS + 4);
        assert_eq!(marked, ["Zhanaozen"]);
    }

    #[test]
    fn a_text_without_blanks_is_cut_on_characters() {
        let (passage, marked) = check(&"ÄÖ".repeat(400), "nothing");
        assert!(passage.chars().count() <= MAX_CHARS + 2);
        assert!(marked.is_empty());
    }
}
