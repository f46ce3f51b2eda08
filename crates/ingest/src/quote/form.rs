//! `Form`: what the lexicon of a language says of a word, whatever stands beside it.

use std::cell::RefCell;

use crate::{
    lexicon::{Forms, letters_between},
    quote::{
        lexicon::{Class, Entry, Lexicon},
        token::shape,
        word_id::{of_letters, word_id},
    },
};

/// What is known of a word by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Form {
    /// The identity as written.
    pub(super) spelling: u32,
    /// The identity that the lexicon gives.
    pub(super) id: u32,
    /// The traits that it gives.
    pub(super) traits: u32,
    /// The class that it gives.
    pub(super) class: Class,
    /// How the word is written.
    pub(super) shape: u8,
    /// Its common English ending.
    pub(super) ending: u8,
    /// Whether it has letters of ASCII alone.
    pub(super) is_plain: bool,
}

thread_local! {
    /// The forms met by this thread.
    static FORMS: RefCell<Forms<Form, 2048>> = RefCell::default();
}

impl Form {
    /// The word from `start` to `end` of a text, in the language of `lexicon`.
    #[inline]
    pub(super) fn at(text: &str, start: usize, end: usize, lexicon: &Lexicon) -> Self {
        let see = || Self::of(&text[start..end], lexicon);
        match letters_between(text.as_bytes(), start, end) {
            Some(letters) => {
                // the length leaves half of its byte free
                let letters = letters | u128::from(lexicon.number) << 124;
                FORMS.with_borrow_mut(|forms| forms.get(letters, see))
            }
            None => see(),
        }
    }

    fn of(word: &str, lexicon: &Lexicon) -> Self {
        let of_letters = of_letters(word.as_bytes());
        let spelling = of_letters.unwrap_or_else(|| word_id(word));
        let shape = word_shape(word);
        let known = lexicon.get(spelling).or_else(|| lexicon.by_ending(word));
        let Entry { mut class, traits, id } =
            known.unwrap_or(Entry { id: spelling, ..Entry::default() });
        if known.is_none() && word.len() > 4 && word.ends_with("ly") && shape & shape::CAPITAL == 0
        {
            class = Class::Function;
        }
        let (ending, is_plain) = (ending(word), of_letters.is_some());
        Self { spelling, id, traits, class, shape, ending, is_plain }
    }
}

/// The shape of a word of ASCII letters.
#[inline]
fn shape_of_letters(letters: &[u8]) -> u8 {
    match letters {
        [first, ..] if !first.is_ascii_uppercase() => 0,
        [_] => shape::CAPITAL | shape::INITIAL,
        [_, rest @ ..] if rest.iter().all(u8::is_ascii_uppercase) => shape::CAPITAL | shape::UPPER,
        _ => shape::CAPITAL,
    }
}

fn word_shape(word: &str) -> u8 {
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
