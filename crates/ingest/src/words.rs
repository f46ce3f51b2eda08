//! The words of a text by UAX#29, cut once for understanding and for the index.
//!
//! Exactly the words of `unicode_segmentation`, several times faster on Western text: chunks between ASCII white
//! space that hold nothing but ASCII, Latin and Cyrillic letters and the commonest signs go through the word-break
//! rules that can apply there (`WB5` to `WB13b`); any other chunk takes the library's path. ASCII white space breaks
//! words, so the chunks are independent.

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
    let mut words = Vec::with_capacity(bytes.len() / 5 + 8);
    let mut at = 0;
    while at < bytes.len() {
        let blank_start = at;
        while bytes.get(at).is_some_and(|byte| *byte <= b' ') {
            at += 1;
        }
        let start = at;
        if let Some(end) = cut_lone(bytes, at, &mut words) {
            at = end;
            continue;
        }
        let n_before = words.len();
        if let Some(end) = cut_chunk(text, at, &mut words) {
            at = end;
            continue;
        }
        words.truncate(n_before);
        while bytes.get(at).is_some_and(|byte| *byte > b' ') {
            at += 1;
        }
        // a mark that opens a chunk joins the blanks before it (WB4), so they go along
        let start = if bytes[start] < 0x80 { start } else { blank_start };
        let chunk = &text[start..at];
        words.extend(chunk.unicode_word_indices().map(|(offset, word)| {
            Word::new(Span::new(start + offset, start + offset + word.len()), flags(word))
        }));
    }
    words
}

/// What a character is; a bit each.
mod class {
    pub(super) const LOWER: u8 = 1;
    pub(super) const UPPER: u8 = 1 << 1;
    pub(super) const DIGIT: u8 = 1 << 2;
    /// `_`, which joins words and is none.
    pub(super) const JOINER: u8 = 1 << 3;
    /// Blanks and controls.
    pub(super) const BLANK: u8 = 1 << 4;
    /// The first byte of a character that is not ASCII.
    pub(super) const WIDE: u8 = 1 << 5;
    /// A letter that is not ASCII.
    pub(super) const WIDE_LETTER: u8 = 1 << 6;
    /// `’`, which joins letters and digits as the full stop does.
    pub(super) const WIDE_STOP: u8 = 1 << 7;
    pub(super) const LETTER: u8 = LOWER | UPPER | WIDE_LETTER;
    pub(super) const WORD: u8 = LETTER | DIGIT | JOINER;
}

static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0_u8;
    loop {
        classes[byte as usize] = match byte {
            b'a'..=b'z' => class::LOWER,
            b'A'..=b'Z' => class::UPPER,
            b'0'..=b'9' => class::DIGIT,
            b'_' => class::JOINER,
            0..=b' ' => class::BLANK,
            0x80.. => class::WIDE,
            _ => 0,
        };
        if byte == u8::MAX {
            break classes;
        }
        byte += 1;
    }
};

/// The class and the length of the character at `at`; of those that are not ASCII only the commonest have one.
#[inline]
fn class_at(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let class = bytes.get(at).map_or(class::BLANK, |byte| CLASSES[usize::from(*byte)]);
    if class == class::WIDE { wide_class(&bytes[at..]) } else { Some((class, 1)) }
}

/// The same for a character that is not ASCII.
fn wide_class(rest: &[u8]) -> Option<(u8, usize)> {
    match *rest {
        // `×` and `÷` stand among the letters
        [0xC3, second, ..] => {
            Some((if matches!(second, 0x97 | 0xB7) { 0 } else { class::WIDE_LETTER }, 2))
        }
        [0xC4 | 0xC5 | 0xD0 | 0xD1, ..] => Some((class::WIDE_LETTER, 2)),
        // no-break space, `§`, `«`, `°`, `»`
        [0xC2, 0xA0 | 0xA7 | 0xAB | 0xB0 | 0xBB, ..] => Some((0, 2)),
        // `‘` and `’`
        [0xE2, 0x80, 0x98 | 0x99, ..] => Some((class::WIDE_STOP, 3)),
        // dashes, double quotation marks, `•`, `…`
        [0xE2, 0x80, 0x93 | 0x94 | 0x9C..=0x9E | 0xA2 | 0xA6, ..] => Some((0, 3)),
        _ => None,
    }
}

/// Cuts the chunk at `at` where it is one word of ASCII with a sign behind it at most, as most are, and gives where
/// it ends; `None` of any other chunk.
#[inline]
fn cut_lone(bytes: &[u8], at: usize, words: &mut Words) -> Option<usize> {
    let class_at =
        |at: usize| bytes.get(at).map_or(class::BLANK, |byte| CLASSES[usize::from(*byte)]);
    let first = class_at(at);
    let (mut seen, mut class, mut end) = (0, first, at);
    while class & class::WORD != 0 {
        seen |= class;
        end += 1;
        class = class_at(end);
    }
    let is_lone = class == class::BLANK || class == 0 && class_at(end + 1) == class::BLANK;
    if !is_lone || seen & (class::LETTER | class::DIGIT) == 0 {
        return None;
    }
    words.push(Word::new(Span::new(at, end), ascii_flags(first, seen)));
    Some(end)
}

/// Cuts the chunk at `at`, up to the next blank, and gives where it ends; `None` where it holds a character that
/// only the library knows.
fn cut_chunk(text: &str, mut at: usize, words: &mut Words) -> Option<usize> {
    let bytes = text.as_bytes();
    loop {
        let (first, length) = class_at(bytes, at)?;
        if first & class::WORD == 0 {
            if first == class::BLANK {
                return Some(at);
            }
            at += length;
            continue;
        }
        let start = at;
        let (mut seen, mut before) = (first, first);
        at += length;
        loop {
            while let Some(&byte) = bytes.get(at) {
                let class = CLASSES[usize::from(byte)];
                if class & class::WORD == 0 {
                    break;
                }
                (seen, before) = (seen | class, class);
                at += 1;
            }
            let (class, length) = class_at(bytes, at)?;
            if class & class::WORD != 0 {
                (seen, before) = (seen | class, class);
                at += length;
                continue;
            }
            if class == class::BLANK {
                break;
            }
            let mark = if class == class::WIDE_STOP { b'.' } else { bytes[at] };
            let (after, after_length) = class_at(bytes, at + length)?;
            if !joins(before, mark, after) {
                break;
            }
            seen |= class | after;
            before = after;
            at += length + after_length;
        }
        if seen & (class::LETTER | class::DIGIT) != 0 {
            let flags = if seen & (class::WIDE_LETTER | class::WIDE_STOP) == 0 {
                ascii_flags(first, seen)
            } else {
                flags(&text[start..at])
            };
            words.push(Word::new(Span::new(start, at), flags));
        }
    }
}

/// Whether `mark` between neighbours of these classes does not end a word (WB6, WB7, WB11, WB12).
fn joins(before: u8, mark: u8, after: u8) -> bool {
    let all_are = |class: u8| before & class != 0 && after & class != 0;
    match mark {
        b'\'' | b'.' => all_are(class::LETTER) || all_are(class::DIGIT),
        b':' => all_are(class::LETTER),
        b',' | b';' => all_are(class::DIGIT),
        _ => false,
    }
}

/// The flags of a word of ASCII by the class of its first byte and those of all.
fn ascii_flags(first: u8, seen: u8) -> u8 {
    let mut flags = Word::ASCII;
    if first == class::UPPER {
        flags |= Word::CAPITAL;
    }
    if seen & class::UPPER != 0 {
        flags |= Word::ANY_UPPER;
        if seen & class::LOWER == 0 {
            flags |= Word::ALL_UPPER;
        }
    }
    if first == class::DIGIT {
        flags |= Word::NUMBER;
    }
    flags
}

fn flags(word: &str) -> u8 {
    if let Some(first) = word.bytes().next().filter(|_| word.is_ascii()) {
        let classes = word.bytes().map(|byte| CLASSES[usize::from(byte)]);
        return ascii_flags(
            CLASSES[usize::from(first)],
            classes.fold(0, |seen, class| seen | class),
        );
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
