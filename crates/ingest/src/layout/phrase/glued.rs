//! Heads that copying has glued to the text after them: `CONTACTS**In The Hague:**`.

use std::sync::LazyLock;

use crate::layout::phrase::{Mode, Phrase, rows};

/// Heads that copying glues to the text after them.
static GLUED: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    rows()
        .filter(|(phrase, mode, _)| {
            let is_head = matches!(
                phrase,
                Phrase::Marker
                    | Phrase::Contact
                    | Phrase::Background
                    | Phrase::Notes
                    | Phrase::Kind
            );
            is_head && *mode != Mode::Any
        })
        .map(|(_, _, words)| words)
        .collect()
});

/// The number of bytes of a head that is glued to the text after it: `CONTACTS**In The Hague:**`,
/// `FOR IMMEDIATE RELEASEMarch 7, 2019`.
pub(crate) fn glued_head(line: &str) -> Option<usize> {
    if line.len() > 400 || !has_seam(line) {
        return None;
    }
    GLUED
        .iter()
        .filter_map(|words| prefix_length(line, words))
        .filter(|length| is_glue(line, *length))
        .max()
}

#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches many bytes are looked at together"
)]
/// Whether emphasis opens inside a line, or a capital between a capital and a small letter: `SEMa`.
fn has_seam(line: &str) -> bool {
    if !line.starts_with(char::is_uppercase) {
        return false;
    }
    if line.is_ascii() {
        // without branches, so that many bytes are looked at together
        let (first, second) = (line.as_bytes(), line.as_bytes().get(1..).unwrap_or_default());
        let third = second.get(1..).unwrap_or_default();
        let is_pair = first
            .iter()
            .zip(second)
            .fold(false, |any, (&a, &b)| any | (a == b) & ((a == b'*') | (a == b'_')));
        let is_run = first.iter().zip(second).zip(third).fold(false, |any, ((a, b), c)| {
            any | a.is_ascii_uppercase() & b.is_ascii_uppercase() & c.is_ascii_lowercase()
        });
        return is_pair || is_run;
    }
    let mut before = [' '; 2];
    for c in line.chars() {
        let is_star = c == '*' && before[1] == '*' || c == '_' && before[1] == '_';
        if is_star || (c.is_lowercase() && before[1].is_uppercase() && before[0].is_uppercase()) {
            return true;
        }
        before = [before[1], c];
    }
    false
}

/// The bytes of `line` that spell `words`, in any case.
fn prefix_length(line: &str, words: &str) -> Option<usize> {
    let mut letters = line.char_indices();
    for wanted in words.chars() {
        let (_, letter) = letters.next()?;
        if !letter.to_lowercase().eq([wanted]) {
            return None;
        }
    }
    Some(letters.next().map_or(line.len(), |(at, _)| at))
}

/// Whether what follows a head of `length` bytes sticks to it though it is a text of its own.
fn is_glue(line: &str, length: usize) -> bool {
    let (head, rest) = line.split_at(length);
    if rest.starts_with("**") || rest.starts_with("__") {
        return rest.trim_matches(['*', '_', ':', ' ']).chars().count() > 1
            && !line.starts_with("**");
    }
    let mut letters = rest.chars();
    let is_capital_word = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase);
    is_capital_word && head.chars().last().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_glued_to_its_text_is_cut_off() {
        assert_eq!(glued_head("CONTACTS**In Geneva:**"), Some(8));
        assert_eq!(glued_head("FOR IMMEDIATE RELEASEMarch 7, 2019"), Some(21));
        assert_eq!(glued_head("Contactos de prensa"), None);
        assert_eq!(glued_head("CONTACTS"), None);
    }
}
