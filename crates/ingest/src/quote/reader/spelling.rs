//! What the letters of a word show: its shape and ending, an elided article before it, a possessive behind it.

use crate::quote::token::shape;

/// The stem and the length of a possessive ending, 0 if there is none.
pub(super) fn split_possessive(word: &str) -> (&str, usize) {
    if !matches!(word.as_bytes(), [_, .., b's' | b'S']) {
        return (word, 0);
    }
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| !stem.is_empty()) {
            return (stem, ending.len());
        }
    }
    (word, 0)
}

/// The length of an elided French word with its apostrophe, 0 if there is none: `d’`, `qu’`.
pub(super) fn elided_length(word: &str) -> usize {
    let Some(at) = word.find(['\'', '’']) else { return 0 };
    let is_elided = matches!(
        &word[..at],
        "d" | "l"
            | "n"
            | "s"
            | "j"
            | "c"
            | "m"
            | "t"
            | "qu"
            | "D"
            | "L"
            | "N"
            | "S"
            | "J"
            | "C"
            | "M"
            | "T"
            | "Qu"
            | "jusqu"
            | "lorsqu"
            | "puisqu"
            | "Jusqu"
            | "Lorsqu"
            | "Puisqu"
    );
    let apostrophe = if word[at..].starts_with('\'') { 1 } else { '’'.len_utf8() };
    // `M’Barka`, `N’Guessan`
    if matches!(&word[..at], "M" | "N") && word[at + apostrophe..].starts_with(char::is_uppercase) {
        return 0;
    }
    if is_elided && word.len() > at + apostrophe { at + apostrophe } else { 0 }
}

/// The shape of a word of ASCII letters.
#[inline]
pub(super) fn shape_of_letters(letters: &[u8]) -> u8 {
    match letters {
        [first, ..] if !first.is_ascii_uppercase() => 0,
        [_] => shape::CAPITAL | shape::INITIAL,
        [_, rest @ ..] if rest.iter().all(u8::is_ascii_uppercase) => shape::CAPITAL | shape::UPPER,
        _ => shape::CAPITAL,
    }
}

pub(super) fn word_shape(word: &str) -> u8 {
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return shape_of_letters(word.as_bytes());
    }
    let mut letters = word.chars().filter(|ch| ch.is_alphabetic());
    let Some(first) = letters.next() else { return 0 };
    if !first.is_uppercase() {
        return if first.is_lowercase() { 0 } else { shape::CASELESS };
    }
    let mut rest = letters.peekable();
    if rest.peek().is_none() {
        shape::CAPITAL | shape::INITIAL
    } else if rest.all(char::is_uppercase) {
        shape::CAPITAL | shape::UPPER
    } else {
        shape::CAPITAL
    }
}

pub(super) fn ending(word: &str) -> u8 {
    match word.as_bytes() {
        [.., b'e' | b'E', b'd' | b'D'] => 1,
        [.., b'i' | b'I', b'n' | b'N', b'g' | b'G'] => 2,
        [.., b's' | b'S'] => 3,
        _ => 0,
    }
}

/// The first letter or sign.
#[inline]
pub(super) fn first_letter(passage: &str) -> char {
    match passage.as_bytes() {
        [first, ..] if first.is_ascii() => char::from(*first),
        _ => passage.chars().next().unwrap_or(' '),
    }
}
