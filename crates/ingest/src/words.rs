//! The words of a text by UAX#29, cut once for understanding and for the index.
//!
//! Exactly the words of `unicode_segmentation`, several times faster on Western text: chunks between
//! ASCII white space that are all ASCII go through the table of word-break rules that can apply there
//! (`WB5` to `WB13b`); any other chunk takes the library's path. ASCII white space breaks words, so the chunks
//! are independent.

use release::{Span, Word, Words};
use unicode_segmentation::UnicodeSegmentation;

/// Cuts `text` into its words.
///
/// # Examples
///
/// ```
/// let words = ingest::words::cut("Côte d'Ivoire, 3.5 %");
/// assert_eq!(words.len(), 3);
/// ```
pub fn cut(text: &str) -> Words {
    let bytes = text.as_bytes();
    let mut words = Vec::with_capacity(bytes.len() / 6 + 8);
    let mut at = 0;
    while at < bytes.len() {
        let blank_start = at;
        while at < bytes.len() && bytes[at] <= b' ' {
            at += 1;
        }
        let start = at;
        let mut seen = 0_u8;
        while at < bytes.len() && bytes[at] > b' ' {
            seen |= bytes[at];
            at += 1;
        }
        if seen < 0x80 {
            cut_ascii(bytes, start..at, &mut words);
        } else {
            // a mark that opens a chunk joins the blanks before it (WB4), so they go along
            let start = if bytes[start] < 0x80 { start } else { blank_start };
            let chunk = &text[start..at];
            words.extend(chunk.unicode_word_indices().map(|(offset, word)| {
                Word::new(Span::new(start + offset, start + offset + word.len()), flags(word))
            }));
        }
    }
    words
}

/// The words of an ASCII chunk without white space.
fn cut_ascii(bytes: &[u8], chunk: std::ops::Range<usize>, words: &mut Words) {
    let mut at = chunk.start;
    while at < chunk.end {
        if !is_wordish(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        let mut has_letter_or_digit = false;
        while at < chunk.end {
            if is_wordish(bytes[at]) {
                has_letter_or_digit |= bytes[at] != b'_';
                at += 1;
            } else if at + 1 < chunk.end && joins(bytes[at - 1], bytes[at], bytes[at + 1]) {
                at += 2;
            } else {
                break;
            }
        }
        if has_letter_or_digit {
            words.push(Word::new(Span::new(start, at), ascii_flags(&bytes[start..at])));
        }
    }
}

fn is_wordish(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether `mark` between these two neighbours does not end a word (WB6, WB7, WB11, WB12).
fn joins(before: u8, mark: u8, after: u8) -> bool {
    let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    (letters && matches!(mark, b'\'' | b'.' | b':'))
        || (digits && matches!(mark, b'\'' | b'.' | b',' | b';'))
}

fn ascii_flags(word: &[u8]) -> u8 {
    let mut flags = Word::ASCII;
    let (mut has_upper, mut has_lower) = (false, false);
    for byte in word {
        has_upper |= byte.is_ascii_uppercase();
        has_lower |= byte.is_ascii_lowercase();
    }
    if word[0].is_ascii_uppercase() {
        flags |= Word::CAPITAL;
    }
    if has_upper {
        flags |= if has_lower { Word::ANY_UPPER } else { Word::ANY_UPPER | Word::ALL_UPPER };
    }
    if word[0].is_ascii_digit() {
        flags |= Word::NUMBER;
    }
    flags
}

fn flags(word: &str) -> u8 {
    if word.is_ascii() {
        return ascii_flags(word.as_bytes());
    }
    let mut flags = 0;
    let mut letters = word.chars();
    let first = letters.clone().next().unwrap_or_default();
    if first.is_uppercase() {
        flags |= Word::CAPITAL;
    }
    if first.is_numeric() {
        flags |= Word::NUMBER;
    }
    if letters.any(char::is_uppercase) {
        flags |= Word::ANY_UPPER;
        if !word.chars().any(char::is_lowercase) {
            flags |= Word::ALL_UPPER;
        }
    }
    flags
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn reference(text: &str) -> Vec<(usize, &str)> {
        text.unicode_word_indices().collect()
    }

    fn ours(text: &str) -> Vec<(usize, &str)> {
        cut(text).iter().map(|word| (word.span.start as usize, word.span.of(text))).collect()
    }

    proptest! {
        #[test]
        fn the_words_are_those_of_the_reference(text in "[ab1_ '.:,;\\-\n\t\"éж文\u{301}\u{200d}’“\u{ad}\u{a0}א🙂🇫🇷\u{2060}٣ー]{0,24}") {
            prop_assert_eq!(ours(&text), reference(&text));
        }

        #[test]
        fn any_text_has_the_words_of_the_reference(text in "\\PC{0,60}") {
            prop_assert_eq!(ours(&text), reference(&text));
        }
    }

    #[test]
    fn the_case_of_a_word_is_seen_while_cutting() {
        let words = cut("UNHCR Élan niño 2012");
        assert!(words[0].is_all_upper() && words[0].is_ascii());
        assert!(words[1].is_capital() && !words[1].is_all_upper() && !words[1].is_ascii());
        assert!(!words[2].has_upper());
        assert!(words[3].is_number());
    }
}
