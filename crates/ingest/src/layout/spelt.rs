//! Letters that a scanner or a designer has set apart: `M E D I A  R E L E A S E`.

use crate::lexicon;
use crate::lexicon::Blanks as _;

/// So many letters in a row stand apart.
const FEWEST: usize = 3;

/// The words of a line whose letters stand apart, if they do: one blank parts letters, two part words.
pub(super) fn close_up(line: &str) -> Option<String> {
    if !has_loose_letters(line) && !is_all_scraps(line) {
        return None;
    }
    let mut closed = String::with_capacity(line.len());
    let mut word: Vec<&str> = Vec::new();
    let mut end = 0;
    let mut has_closed = false;
    for (at, token) in lexicon::words_at(line) {
        let n_blanks = line[end..at].chars().count();
        if n_blanks > 1 {
            has_closed |= flush(&mut word, &mut closed);
        }
        word.push(token);
        end = at + token.len();
    }
    has_closed |= flush(&mut word, &mut closed);
    has_closed.then_some(closed)
}

/// `R IV E RS`: a word in capitals that a scanner has cut anyhow.
fn is_all_scraps(line: &str) -> bool {
    let (mut n_tokens, mut n_single) = (0, 0);
    for token in line.by_blanks() {
        let is_scrap = token.len() <= 3 && token.bytes().all(|byte| byte.is_ascii_uppercase());
        if !is_scrap || n_tokens > 8 {
            return false;
        }
        n_tokens += 1;
        n_single += usize::from(token.len() == 1);
    }
    n_tokens >= 4 && n_single * 2 >= n_tokens && !line.contains("  ")
}

#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches many bytes are looked at together"
)]
/// Whether three single letters in a row stand apart, a blank behind each of them.
fn has_loose_letters(line: &str) -> bool {
    let bytes = line.as_bytes();
    // a count of a byte each, so that many bytes are looked at together
    let is_alone = |(before, after): (&u8, &u8)| u8::from((*before == b' ') & (*after == b' '));
    let behind = bytes.get(2..).unwrap_or_default();
    let n_alone: usize = bytes
        .chunks(usize::from(u8::MAX))
        .zip(behind.chunks(usize::from(u8::MAX)))
        .map(|(before, after)| usize::from(before.iter().zip(after).map(is_alone).sum::<u8>()))
        .sum();
    // the first of them may open the line
    if n_alone + 1 < FEWEST || !may_stand_in_a_row(bytes) {
        return false;
    }
    let (mut n_loose, mut start) = (0, 0);
    for end in memchr::memchr_iter(b' ', bytes) {
        if end > start {
            let is_loose = end == start + 1 && bytes[start].is_ascii_alphabetic();
            n_loose = if is_loose { n_loose + 1 } else { 0 };
            if n_loose >= FEWEST {
                return true;
            }
        }
        start = end + 1;
    }
    false
}

#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches many bytes are looked at together"
)]
/// Whether three blanks stand one byte apart, or two beside each other.
fn may_stand_in_a_row(line: &[u8]) -> bool {
    let behind = |by: usize| line.get(by..).unwrap_or_default();
    let is_wide = line
        .iter()
        .zip(behind(1))
        .fold(false, |any, (here, next)| any | (*here == b' ') & (*next == b' '));
    is_wide
        || line.iter().zip(behind(2)).zip(behind(4)).fold(false, |any, ((first, second), third)| {
            any | (*first == b' ') & (*second == b' ') & (*third == b' ')
        })
}

/// Writes the tokens of a word, together if they are its letters.
fn flush(word: &mut Vec<&str>, closed: &mut String) -> bool {
    let n_letters: usize =
        word.iter().map(|token| token.chars().filter(|c| c.is_alphabetic()).count()).sum();
    let n_single = word.iter().filter(|token| token.chars().count() == 1).count();
    let is_spelt = word.len() >= FEWEST
        && n_single * 2 >= word.len()
        && n_letters * 4 <= word.len() * 9
        && n_letters * 2 >= word.len();
    for (idx, token) in word.iter().enumerate() {
        if !closed.is_empty() && (idx == 0 || !is_spelt) {
            closed.push(' ');
        }
        closed.push_str(token);
    }
    word.clear();
    is_spelt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_set_apart_are_closed_up() {
        for (line, wanted) in [
            ("M e d i a  R e l e a s e", "Media Release"),
            ("S H A D O W  M IN IS T E R  F O R  R IV E R S", "SHADOW MINISTER FOR RIVERS"),
            ("OFFICE OF ADA ROE  M E M B E R", "OFFICE OF ADA ROE MEMBER"),
            ("R IV E RS", "RIVERS"),
        ] {
            assert_eq!(close_up(line).as_deref(), Some(wanted));
        }
        assert_eq!(close_up("Plan A and plan B"), None);
        assert_eq!(close_up("A river runs"), None);
    }
}
