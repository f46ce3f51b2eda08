//! `Line`: a line whose words were looked up once, in all lists together.
//!
//! Dozens of questions are asked about every line of a text: is it running text, a name, an organisation?
//! Each of them looks at the same words, so these are parted and looked up before the first question.

use std::{cell::RefCell, sync::LazyLock};

use rustc_hash::FxHashMap;

use crate::{
    kind,
    layout::{office, phrase},
    lexicon::{
        self, Sieve,
        form::{Forms, letters_at},
        name,
        organisation::{is_german_compound, may_be_german_compound},
        with_lower,
    },
    organisation,
};

/// What is known of a word between blanks; a bit each.
pub(crate) mod traits {
    /// A small word of some language.
    pub(crate) const FUNCTION: u32 = 1;
    /// A word of names of organisations.
    pub(crate) const ORGANISATION: u32 = 1 << 1;
    /// A verb of headlines.
    pub(crate) const HEADLINE_VERB: u32 = 1 << 2;
    /// The first word of some well-known name.
    pub(crate) const OPENS_KNOWN: u32 = 1 << 4;
    /// The first word of some phrase that lines announce themselves with.
    pub(crate) const OPENS_PHRASE: u32 = 1 << 5;
    /// The first letter is a capital.
    pub(crate) const CAPITAL: u32 = 1 << 6;
    /// The first letter is a small one.
    pub(crate) const SMALL: u32 = 1 << 7;
    /// The first letter or digit is a digit.
    pub(crate) const NUMERIC: u32 = 1 << 8;
    /// There are only letters and digits between the signs around it.
    pub(crate) const PLAIN: u32 = 1 << 9;
    /// Plain, and ASCII throughout.
    pub(crate) const ASCII: u32 = 1 << 10;
    /// The head of a role.
    pub(crate) const ROLE: u32 = 1 << 3;
    /// A capital, and no small letter anywhere.
    pub(crate) const UPPER: u32 = 1 << 11;
    /// An office, a title before a name or letters after it.
    pub(crate) const OFFICIAL: u32 = 1 << 12;
    /// A verb that demands something.
    pub(crate) const DEMAND: u32 = 1 << 13;
    /// Can be part of saying a date.
    pub(crate) const DATE: u32 = 1 << 14;
    /// Names a month, also glued to the word before.
    pub(crate) const MONTH: u32 = 1 << 15;
    /// The first word of some phrase that announces something inside a line as well.
    pub(crate) const OPENS_ANYWHERE: u32 = 1 << 16;
    /// The first word of what says of which kind a release is.
    pub(crate) const OPENS_KIND: u32 = 1 << 17;
}

/// A word of a line between blanks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    start: u32,
    end: u32,
    /// The word without the signs around it.
    bare: (u32, u32),
    /// [`key`] of the bare word.
    pub(crate) key: u64,
    traits: u32,
    /// How many of its letters are capitals, and how many are small.
    pub(crate) n_upper: u16,
    pub(crate) n_lower: u16,
}

/// A line and its words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'t> {
    pub(crate) text: &'t str,
    pub(crate) words: &'t [Seen],
}

impl Seen {
    /// The same word that many bytes further on.
    fn moved(self, by: usize) -> Self {
        let by = index(by);
        let bare = (self.bare.0 + by, self.bare.1 + by);
        Self { start: self.start + by, end: self.end + by, bare, ..self }
    }

    /// Where the word starts in its line, in bytes.
    pub(crate) fn start(&self) -> usize {
        self.start as usize
    }

    /// Where the word ends in its line, in bytes.
    pub(crate) fn end(&self) -> usize {
        self.end as usize
    }

    /// Where the word without the signs around it starts, in bytes.
    pub(crate) fn bare_start(&self) -> usize {
        self.bare.0 as usize
    }

    /// Whether there is no letter and no digit in it.
    pub(crate) fn is_sign(&self) -> bool {
        self.bare.0 == self.bare.1
    }

    /// Whether any of `traits` holds.
    pub(crate) fn is(&self, traits: u32) -> bool {
        self.traits & traits != 0
    }
}

impl<'t> Line<'t> {
    /// The word without the signs around it.
    pub(crate) fn bare(&self, seen: &Seen) -> &'t str {
        &self.text[seen.bare.0 as usize..seen.bare.1 as usize]
    }

    /// The word as it stands.
    pub(crate) fn as_written(&self, seen: &Seen) -> &'t str {
        &self.text[seen.start as usize..seen.end as usize]
    }

    /// The words before byte `end` as they stand; the last may be cut.
    pub(crate) fn head(&self, end: usize) -> impl Iterator<Item = &'t str> + use<'_, 't> {
        let head = self.words.iter().take_while(move |seen| (seen.start as usize) < end);
        head.map(move |seen| &self.text[seen.start as usize..(seen.end as usize).min(end)])
    }

    /// The words as they stand.
    pub(crate) fn texts(&self) -> impl DoubleEndedIterator<Item = &'t str> + Clone + use<'t> {
        let text = self.text;
        self.words.iter().map(|seen| &text[seen.start as usize..seen.end as usize])
    }

    /// Whether a word may be the head of a role.
    pub(crate) fn may_have_role(&self) -> bool {
        self.words.iter().any(|seen| seen.is(traits::ROLE) || !seen.is(traits::PLAIN))
    }

    /// Whether a word may be an office, a title before a name or letters after it.
    pub(crate) fn may_name_office(&self) -> bool {
        self.words
            .iter()
            .any(|seen| seen.is(traits::ROLE | traits::OFFICIAL) || !seen.is(traits::PLAIN))
    }

    /// Whether the word of that number has any of `traits`.
    pub(crate) fn is(&self, idx: usize, traits: u32) -> bool {
        self.words.get(idx).is_some_and(|seen| seen.is(traits))
    }
}

/// The traits of words by their [`key`]s.
struct Table {
    traits: FxHashMap<u64, u32>,
    sieve: Sieve,
}

impl Table {
    fn get(&self, key: u64) -> Option<u32> {
        if !self.sieve.passes(half(key)) {
            return None;
        }
        self.traits.get(&key).copied()
    }
}

/// Half of a key; the sieve needs no more.
fn half(key: u64) -> u64 {
    key >> 32
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table: FxHashMap<u64, u32> = FxHashMap::default();
    let mut add = |words: &mut dyn Iterator<Item = &'static str>, traits: u32| {
        for word in words {
            *table.entry(key(word)).or_default() |= traits;
        }
    };
    add(&mut lexicon::function_words(), traits::FUNCTION);
    add(&mut lexicon::organisation_words(), traits::ORGANISATION);
    add(&mut lexicon::headline_verbs(), traits::HEADLINE_VERB);
    add(&mut lexicon::role_heads(), traits::ROLE);
    add(&mut office::official_words(), traits::OFFICIAL);
    add(&mut name::honorifics(), traits::OFFICIAL);
    add(&mut organisation::known_openers(), traits::OPENS_KNOWN);
    add(&mut phrase::openers(), traits::OPENS_PHRASE);
    add(&mut phrase::openers_anywhere(), traits::OPENS_ANYWHERE);
    add(&mut kind::openers(), traits::OPENS_KIND);
    add(&mut organisation::demand_verbs(), traits::DEMAND);
    add(&mut lexicon::date_words(), traits::DATE);
    add(&mut crate::date::months(), traits::DATE | traits::MONTH);
    let sieve = Sieve::of(table.keys().copied().map(half));
    Table { traits: table, sieve }
});

/// A number that all spellings of a word have in common, in capitals or not, with or without Arabic vowel
/// signs.
pub(crate) fn key(word: &str) -> u64 {
    if word.is_ascii() {
        return key_of(word.as_bytes(), |byte| byte.to_ascii_lowercase());
    }
    let letters = word.chars().filter(|c| !matches!(c, '\u{64b}'..='\u{65f}'));
    let mut key = Key::default();
    for c in letters.flat_map(char::to_lowercase) {
        c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| key.push(byte));
    }
    key.end()
}

/// The key of bytes that stand for themselves once folded.
fn key_of(word: &[u8], fold: impl Fn(u8) -> u8) -> u64 {
    let mut key = Key::default();
    for byte in word {
        key.push(fold(*byte));
    }
    key.end()
}

/// Eight letters are mixed in together: a multiplication for each would be most of the cost.
#[derive(Clone, Copy)]
struct Key {
    mixed: u64,
    letters: u64,
}

impl Default for Key {
    fn default() -> Self {
        Self { mixed: 0xcbf2_9ce4_8422_2325, letters: 1 }
    }
}

impl Key {
    fn push(&mut self, byte: u8) {
        if self.letters >> 56 != 0 {
            self.mix();
        }
        self.letters = self.letters << 8 | u64::from(byte);
    }

    fn mix(&mut self) {
        let product = (self.mixed ^ self.letters).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.mixed = product ^ product >> 29;
        self.letters = 1;
    }

    fn end(mut self) -> u64 {
        self.mix();
        // the sieve asks for one half, the map for the other
        self.mixed.wrapping_mul(0xbf58_476d_1ce4_e5b9)
    }
}

thread_local! {
    /// The forms met by this thread.
    static FORMS: RefCell<Forms<Form, 8192>> = RefCell::default();
}

/// What is known of a short word, wherever it stands.
#[derive(Clone, Copy, Debug, Default)]
struct Form {
    key: u64,
    traits: u32,
    bare: (u8, u8),
    n_upper: u8,
    n_lower: u8,
}

impl Form {
    fn of(word: &str) -> Self {
        let narrow = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
        let Seen { bare, key, traits, n_upper, n_lower, .. } = see(word);
        Self {
            key,
            traits,
            bare: (narrow(bare.0), narrow(bare.1)),
            n_upper: narrow(n_upper.into()),
            n_lower: narrow(n_lower.into()),
        }
    }

    fn at(self, start: usize, end: usize) -> Seen {
        let start = index(start);
        Seen {
            start,
            end: index(end),
            bare: (start + u32::from(self.bare.0), start + u32::from(self.bare.1)),
            key: self.key,
            traits: self.traits,
            n_upper: self.n_upper.into(),
            n_lower: self.n_lower.into(),
        }
    }
}

/// Parts the words of a line at its blanks and looks them up.
pub(crate) fn look_up(line: &str) -> Vec<Seen> {
    let bytes = line.as_bytes();
    let mut words = Vec::with_capacity(line.len() / 5 + 2);
    FORMS.with_borrow_mut(|forms| {
        let mut start = 0;
        while start < bytes.len() {
            if bytes[start] == b' ' {
                start += 1;
                continue;
            }
            let end = if let Some((letters, length)) = letters_at(bytes, start) {
                let end = start + length;
                words.push(forms.get(letters, || Form::of(&line[start..end])).at(start, end));
                end
            } else {
                let length = memchr::memchr(b' ', &bytes[start..]);
                let end = length.map_or(bytes.len(), |length| start + length);
                words.push(see(&line[start..end]).moved(start));
                end
            };
            start = end + 1;
        }
    });
    words
}

/// A word that is all of a line.
fn see(word: &str) -> Seen {
    let table = &*TABLE;
    let (bare_start, bare_end) = bounds(word);
    let bare = &word[bare_start..bare_end];
    let Letters { key, shape, n_upper, n_lower } =
        ascii_word(bare.as_bytes()).unwrap_or_else(|| any_word(bare));
    let mut traits = shape | table.get(key).unwrap_or(0);
    if shape & traits::PLAIN == 0 {
        traits |= traits_inside(table, bare);
    }
    if traits & (traits::ORGANISATION | traits::CAPITAL) == traits::CAPITAL
        && bare.len() > 6
        && may_be_german_compound(bare)
        && with_lower(bare, |lower| is_german_compound(bare, lower))
    {
        traits |= traits::ORGANISATION;
    }
    if traits & traits::MONTH == 0 && n_upper > 3 && crate::date::is_month(bare) {
        // `RELEASEMarch`
        traits |= traits::MONTH;
    }
    let narrow = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    Seen {
        start: 0,
        end: index(word.len()),
        bare: (index(bare_start), index(bare_end)),
        key,
        traits,
        n_upper: narrow(n_upper),
        n_lower: narrow(n_lower),
    }
}

/// What the letters of a word without the signs around it show.
struct Letters {
    key: u64,
    shape: u32,
    n_upper: usize,
    n_lower: usize,
}

fn any_word(bare: &str) -> Letters {
    if bare.is_ascii() {
        let count = |is_counted: fn(&u8) -> bool| bare.bytes().filter(is_counted).count();
        let n_upper = count(u8::is_ascii_uppercase);
        let n_lower = count(u8::is_ascii_lowercase);
        let shape = match bare.as_bytes().first() {
            Some(first) if first.is_ascii_uppercase() && n_lower > 0 => traits::CAPITAL,
            Some(first) if first.is_ascii_uppercase() => traits::CAPITAL | traits::UPPER,
            Some(first) if first.is_ascii_lowercase() => traits::SMALL,
            Some(first) if first.is_ascii_digit() => traits::NUMERIC,
            _ => 0,
        };
        let is_plain = bare.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let shape = if is_plain { shape | traits::PLAIN } else { shape };
        return Letters { key: key(bare), shape, n_upper, n_lower };
    }
    let count = |is_counted: fn(char) -> bool| bare.chars().filter(|c| is_counted(*c)).count();
    Letters {
        key: key(bare),
        shape: shape(bare),
        n_upper: count(char::is_uppercase),
        n_lower: count(char::is_lowercase),
    }
}

/// The same of a word of ASCII letters and digits, in one pass; `None` for any other word.
fn ascii_word(bare: &[u8]) -> Option<Letters> {
    let mut key = Key::default();
    let (mut n_upper, mut n_lower) = (0, 0);
    for &byte in bare {
        if !byte.is_ascii_alphanumeric() {
            return None;
        }
        n_upper += usize::from(byte.is_ascii_uppercase());
        n_lower += usize::from(byte.is_ascii_lowercase());
        // digits have that bit already
        key.push(byte | 0x20);
    }
    let first = match bare.first() {
        Some(byte) if byte.is_ascii_uppercase() && n_lower > 0 => traits::CAPITAL,
        Some(byte) if byte.is_ascii_uppercase() => traits::CAPITAL | traits::UPPER,
        Some(byte) if byte.is_ascii_lowercase() => traits::SMALL,
        Some(_) => traits::NUMERIC,
        None => 0,
    };
    Some(Letters { key: key.end(), shape: first | traits::PLAIN | traits::ASCII, n_upper, n_lower })
}

/// What the letters of any word show.
fn shape(bare: &str) -> u32 {
    let first = match bare.chars().next() {
        Some(c) if c.is_uppercase() && bare.chars().any(char::is_lowercase) => traits::CAPITAL,
        Some(c) if c.is_uppercase() => traits::CAPITAL | traits::UPPER,
        Some(c) if c.is_lowercase() => traits::SMALL,
        Some(c) if c.is_numeric() => traits::NUMERIC,
        _ => 0,
    };
    if bare.chars().all(char::is_alphanumeric) { first | traits::PLAIN } else { first }
}

/// Where a word begins and ends without the signs around it.
fn bounds(word: &str) -> (usize, usize) {
    let is_plain = |at: usize| word.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric);
    let end = word.len();
    if word.is_ascii() {
        let front = word.bytes().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
        let n_behind = word[front..].bytes().rev().take_while(|byte| !byte.is_ascii_alphanumeric());
        return (front, end - n_behind.count());
    }
    let front = if is_plain(0) {
        0
    } else {
        end - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len()
    };
    let back = if front == end || is_plain(end - 1) {
        end
    } else {
        front + word[front..].trim_end_matches(|c: char| !c.is_alphanumeric()).len()
    };
    (front, back)
}

/// What a word has of its parts.
const OF_PARTS: u32 = traits::OPENS_KNOWN | traits::OPENS_PHRASE | traits::OPENS_ANYWHERE;

/// What the parts of `non-press`, `L’Alliance` or `director’s` say of the whole.
fn traits_inside(table: &Table, bare: &str) -> u32 {
    bare.split(|c: char| !c.is_alphanumeric())
        .filter_map(|part| table.get(key(part)))
        .fold(0, |all, traits| all | traits & OF_PARTS)
}

/// A line is part of a text, whose offsets fit.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_looked_up_in_all_lists_at_once() {
        let line = "The “Network” l’Alliance PRESS release, 12";
        let words = look_up(line);
        let line = Line { text: line, words: &words };
        assert!(line.is(0, traits::FUNCTION) && line.is(0, traits::CAPITAL));
        assert_eq!(line.bare(&words[1]), "Network");
        assert!(line.is(1, traits::ORGANISATION));
        assert!(!line.is(2, traits::PLAIN));
        assert!(line.is(3, traits::OPENS_PHRASE));
        assert!(line.is(5, traits::NUMERIC) && !line.is(6, traits::NUMERIC));
    }

    #[test]
    fn capitals_and_vowel_signs_make_no_other_word() {
        assert_eq!(key("ÉLAN"), key("élan"));
        assert_eq!(key("يُحظر"), key("يحظر"));
        assert_ne!(key("said"), key("sand"));
    }
}
