//! The words of a line folded: in lower case, one blank between them, signs left out.

use std::cell::RefCell;

/// Lower-case words of a line: runs of letters and digits.
pub(crate) fn fold_words(line: &str, at_most: usize) -> Vec<String> {
    line.split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .filter(|word| !word.is_empty())
        .take(at_most)
        .map(|word| {
            word.chars()
                .filter(|c| !matches!(c, '\u{64b}'..='\u{65f}'))
                .flat_map(char::to_lowercase)
                .collect()
        })
        .collect()
}

/// [`fold_words`], with one blank between the words.
pub(crate) fn fold(line: &str, at_most: usize) -> String {
    FOLDED.with_borrow_mut(|folded| {
        folded.read(line, at_most);
        folded.text.clone()
    })
}

thread_local! {
    /// Room for one line after the other.
    pub(super) static FOLDED: RefCell<Folded> = RefCell::default();
}

/// The folded words of a line on one line, and where each of them stands.
#[derive(Default)]
pub(super) struct Folded {
    pub(super) text: String,
    pub(super) words: Vec<(usize, usize)>,
}

impl Folded {
    pub(super) fn read(&mut self, line: &str, at_most: usize) {
        if line.is_ascii() {
            self.read_ascii(line.as_bytes(), at_most);
            return;
        }
        self.text.clear();
        self.words.clear();
        self.text.reserve(line.len().min(at_most * 8));
        self.words.reserve(at_most.min(line.len() / 4 + 1));
        let bytes = line.as_bytes();
        let mut start = None;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            // letters and digits of ASCII go along in one piece
            if byte.is_ascii_alphanumeric() {
                let from = at;
                while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
                    at += 1;
                }
                let begin = self.open_word(&mut start);
                self.text.push_str(&line[from..at]);
                self.text[begin..].make_ascii_lowercase();
                continue;
            }
            let letter = if byte.is_ascii() { None } else { line[at..].chars().next() };
            at += letter.map_or(1, char::len_utf8);
            if let Some(c) = letter.filter(|c| c.is_alphanumeric() || is_mark(*c)) {
                self.open_word(&mut start);
                if !matches!(c, '\u{64b}'..='\u{65f}') {
                    self.text.extend(c.to_lowercase());
                }
            } else if let Some(start) = start.take() {
                self.words.push((start, self.text.len()));
                if self.words.len() == at_most {
                    return;
                }
            }
        }
        if let Some(start) = start {
            self.words.push((start, self.text.len()));
        }
    }

    /// The same of ASCII, in bytes.
    fn read_ascii(&mut self, line: &[u8], at_most: usize) {
        let mut text = std::mem::take(&mut self.text).into_bytes();
        text.clear();
        text.reserve(line.len().min(at_most.saturating_mul(16)));
        self.words.clear();
        self.words.reserve(at_most.min(line.len() / 4 + 1));
        let mut at = 0;
        loop {
            let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric();
            at += line[at..].iter().take_while(|byte| !is_of_word(byte)).count();
            let length = line[at..].iter().take_while(|byte| is_of_word(byte)).count();
            if length == 0 {
                break;
            }
            if !text.is_empty() {
                text.push(b' ');
            }
            let start = text.len();
            // digits have that bit already
            text.extend(line[at..at + length].iter().map(|byte| byte | 0x20));
            self.words.push((start, text.len()));
            if self.words.len() == at_most {
                break;
            }
            at += length;
        }
        self.text = String::from_utf8(text).unwrap_or_default();
    }

    /// Parts a new word from the one before; gives where what comes next is written.
    fn open_word(&mut self, start: &mut Option<usize>) -> usize {
        if start.is_none() {
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            *start = Some(self.text.len());
        }
        self.text.len()
    }
}

/// Combining marks belong to the word before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{963}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_ascii_fold_as_others_do() {
        for line in ["", "FOR  Immediate-Release: 3pm", "...", "a.b.c d", " (Ends) "] {
            for at_most in [1, 2, 30] {
                let words = fold_words(line, at_most);
                assert_eq!(fold(line, at_most), words.join(" "), "{line}");
                let wide = fold(&format!("{line} é"), at_most);
                assert!(words.len() < at_most && wide.ends_with('é') || wide == words.join(" "));
            }
        }
    }
}
