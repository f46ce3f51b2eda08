//! What words look like: names, roles, organisations, small words.
//!
//! The lists stand in `data/`; shapes are told by capitals.

mod blank;
mod date_word;
mod form;
mod line;
mod lower;
mod name;
mod organisation;
mod place_label;
mod world;

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use self::date_word::date_words;
pub(crate) use self::{
    blank::{Blanks, after_signs, runs},
    date_word::{is_date_word, is_today, is_weekday, tells_day},
    line::{Line, Seen, key, look_up, traits},
    lower::{Lower, with_lower},
    name::{
        ends_with_thing, has_role, in_small_letters, is_honorific, is_name, is_name_particle,
        is_place, is_region,
    },
    organisation::{
        is_acronym, is_organisation, is_organisation_word, is_self_description, organisation_words,
    },
    place_label::place_label,
    world::is_part_of_the_world,
};

/// Tells at once that a table does not have a word.
pub(crate) type Sieve = gazetteer::Sieve<1024>;

/// The words of a text between blanks, each with the byte at which it begins.
pub(crate) fn words_at(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.by_blanks().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// A list of words, one a line.
type Words = LazyLock<FxHashSet<&'static str>>;

pub(crate) fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

static ROLES: Words = LazyLock::new(|| role_heads().collect());

/// Words that make a line beside a name a role.
fn role_heads() -> impl Iterator<Item = &'static str> {
    lines(include_str!("../../data/role_heads.txt"))
}

static FUNCTION_WORDS: Words = LazyLock::new(|| function_words().collect());

/// The small words of all languages.
fn function_words() -> impl Iterator<Item = &'static str> {
    lines(include_str!("../../data/function_words.tsv"))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(_, words)| words.split(' '))
}

/// Verbs that headlines use.
fn headline_verbs() -> impl Iterator<Item = &'static str> {
    lines(include_str!("../../data/headline_verbs.txt")).flat_map(|line| line.split(' '))
}

/// Whether a line has a verb that headlines use, after its first word.
pub(crate) fn has_headline_verb(line: &str) -> bool {
    Line { text: line, words: &look_up(line) }.has_headline_verb()
}

/// Whether a word is such a verb.
pub(crate) fn is_headline_verb(word: &str) -> bool {
    look_up(word).first().is_some_and(|seen| seen.is(traits::HEADLINE_VERB))
}

impl Line<'_> {
    /// Whether the line has a verb that headlines use, after its first word.
    pub(crate) fn has_headline_verb(&self) -> bool {
        // `for the Open Sea`: what follows an article is no verb.
        (1..self.words.len().min(30)).any(|idx| {
            self.is(idx, traits::HEADLINE_VERB) && !precedes_noun(self.bare(&self.words[idx - 1]))
        })
    }
}

fn precedes_noun(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "The"
            | "a"
            | "an"
            | "of"
            | "for"
            | "on"
            | "in"
            | "and"
            | "der"
            | "die"
            | "das"
            | "für"
            | "de"
            | "des"
            | "du"
            | "la"
            | "le"
            | "les"
            | "el"
            | "los"
            | "las"
            | "da"
            | "do"
            | "dos"
            | "das "
            | "para"
            | "pour"
            | "your"
            | "our"
            | "its"
    )
}

/// Whether a word carries no content in some language.
pub(crate) fn is_function_word(word: &str) -> bool {
    word.len() <= 24 && with_lower(word, |lower| FUNCTION_WORDS.contains(lower))
}

/// A passage without the signs around it.
pub(crate) fn without_signs(passage: &str) -> &str {
    match passage.as_bytes() {
        [only] if only.is_ascii_alphanumeric() => passage,
        [first, .., last] if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() => {
            passage
        }
        _ => passage.trim_matches(|c: char| !c.is_alphanumeric()),
    }
}

#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches many bytes are looked at together"
)]
/// Whether a line is written without blanks between its words.
pub(crate) fn is_unspaced(line: &str) -> bool {
    // the first bytes of their letters; 0xE2 opens the signs of every script
    if !line.bytes().fold(false, |is_any, byte| is_any | (byte >= 0xE0) & (byte != 0xE2)) {
        return false;
    }
    let mut n_unspaced = 0;
    let mut n_letters = 0;
    for letter in line.chars().filter(|c| c.is_alphabetic()).take(60) {
        n_letters += 1;
        n_unspaced += usize::from(is_unspaced_letter(letter));
    }
    n_unspaced * 2 > n_letters
}

fn is_unspaced_letter(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// The words of a line between its blanks; other white space than blanks does not part words.
///
/// For lines that were put on one line already, whose words single blanks part.
pub(crate) fn words_of(line: &str) -> impl Iterator<Item = &str> {
    let bytes = line.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while *bytes.get(at)? == b' ' {
            at += 1;
        }
        let start = at;
        at = blank::next_space(bytes, at);
        Some(&line[start..at])
    })
}

#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches many bytes are looked at together"
)]
/// Whether single blanks part the words of a line and there is no other white space in it.
pub(crate) fn is_tidy(line: &str) -> bool {
    let bytes = line.as_bytes();
    // without branches, so that many bytes are looked at together
    let is_odd = bytes.iter().fold(false, |is_odd, &byte| is_odd | !(b' '..0x7f).contains(&byte));
    if !is_odd {
        let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
        let is_wide = pairs.fold(false, |is_wide, (&a, &b)| is_wide | (a == b' ') & (b == b' '));
        return !is_wide
            && bytes.first() != Some(&b' ')
            && bytes.last().is_some_and(|last| *last != b' ');
    }
    let mut before = b' ';
    for (at, &byte) in bytes.iter().enumerate() {
        let is_plain = match byte {
            0..b' ' | 0x7f | 0xE1 | 0xE3 => false,
            b' ' => before != b' ',
            // the white space of Unicode begins with one of these
            0xC2 => !matches!(bytes.get(at + 1), Some(0x85 | 0xA0)),
            0xE2 => !matches!(
                bytes.get(at + 1..at + 3),
                Some([0x80, 0x80..=0x8A | 0xA8..=0xAF] | [0x81, _])
            ),
            _ => true,
        };
        if !is_plain {
            return false;
        }
        before = byte;
    }
    before != b' '
}

/// The first letters of a line, `most` at most.
pub(crate) fn first_letters(line: &str, most: usize) -> &str {
    match line.as_bytes().get(..most) {
        None => line,
        Some(head) if head.is_ascii() => &line[..most],
        Some(_) => line.char_indices().nth(most).map_or(line, |(at, _)| &line[..at]),
    }
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.')
}

/// Whether a word in lower case is the head of a role: `director`.
pub(crate) fn is_role(lower: &str) -> bool {
    ROLES.contains(lower)
}

/// Whether a piece opens with an office: `Head of the Geneva Secretariat`.
pub(crate) fn opens_with_role(piece: &str) -> bool {
    piece.by_blanks().take(3).any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-');
        with_lower(word, |lower| !is_adjective(lower) && ROLES.contains(lower))
    })
}

/// Whether a word stands before the head of a role: `press officer`.
fn is_adjective(lower: &str) -> bool {
    matches!(
        lower,
        "general"
            | "press"
            | "media"
            | "policy"
            | "communications"
            | "programme"
            | "program"
            | "member"
            | "executive"
            | "associate"
            | "expert"
            | "research"
    )
}

fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

fn ends_like_a_sentence(passage: &str) -> bool {
    let last = passage.split_whitespace().next_back().unwrap_or_default();
    passage.ends_with(['?', '!', ':']) || (passage.ends_with('.') && last.chars().count() > 4)
}
