//! What lines say about themselves: release lines, heads of sections, end marks, page furniture.
//!
//! The phrases of eight languages stand in `data/phrases.tsv`.

use std::{cell::RefCell, sync::LazyLock};

use rustc_hash::FxHashMap;

use crate::lexicon::Blanks as _;
use crate::lexicon::with_lower;

/// What a phrase announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phrase {
    /// `FOR IMMEDIATE RELEASE`.
    Marker,
    /// `Embargoed until`.
    Embargo,
    /// `PRESS RELEASE`, alone on its line.
    Kind,
    /// `For more information, contact`.
    Contact,
    /// `Background`.
    Background,
    /// `About the Coalition`.
    About,
    /// `Notes to editors`.
    Notes,
    /// `ENDS`.
    End,
    /// Page furniture.
    Chrome,
    /// `Forwarded message`.
    Forward,
    /// `Sincerely`, `Signatories`.
    SignOff,
    /// `Dear Sir`.
    Salutation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Line,
    Start,
    Any,
}

/// The most words that a phrase of the table has.
const LONGEST: usize = 8;
/// Lines with more words are not searched for phrases in their middle.
pub(crate) const SHORT_LINE: usize = 24;

/// Phrases, and the beginnings of phrases with nothing to announce.
type Table = FxHashMap<&'static str, Vec<(Phrase, Mode)>>;

static PHRASES: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for (phrase, mode, words) in rows() {
        table.entry(words).or_default().push((phrase, mode));
        for (end, _) in words.match_indices(' ') {
            table.entry(&words[..end]).or_default();
        }
    }
    table
});

fn rows() -> impl Iterator<Item = (Phrase, Mode, &'static str)> {
    include_str!("../../data/phrases.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(
        |line| {
            let mut columns = line.split('\t');
            let phrase = phrase(columns.next()?)?;
            let mode = match columns.next()? {
                "line" => Mode::Line,
                "start" => Mode::Start,
                "any" => Mode::Any,
                _ => return None,
            };
            Some((phrase, mode, columns.next()?))
        },
    )
}

fn phrase(name: &str) -> Option<Phrase> {
    Some(match name {
        "marker" => Phrase::Marker,
        "embargo" => Phrase::Embargo,
        "kind" => Phrase::Kind,
        "contact" => Phrase::Contact,
        "background" => Phrase::Background,
        "about" => Phrase::About,
        "notes" => Phrase::Notes,
        "end" => Phrase::End,
        "chrome" => Phrase::Chrome,
        "forward" => Phrase::Forward,
        "signoff" => Phrase::SignOff,
        "salutation" => Phrase::Salutation,
        _ => return None,
    })
}

/// A phrase met in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Met {
    /// What it announces.
    pub(crate) phrase: Phrase,
    /// It is the whole line.
    pub(crate) is_whole: bool,
    /// It opens the line.
    pub(crate) is_start: bool,
    /// The number of words of the phrase.
    pub(crate) n_words: usize,
}

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

/// Combining marks belong to the word before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{963}')
}

/// [`fold_words`], with one blank between the words.
pub(crate) fn fold(line: &str, at_most: usize) -> String {
    FOLDED.with_borrow_mut(|folded| {
        folded.read(line, at_most);
        folded.text.clone()
    })
}

/// The folded words of a line on one line, and where each of them stands.
#[derive(Default)]
struct Folded {
    text: String,
    words: Vec<(usize, usize)>,
}

impl Folded {
    fn read(&mut self, line: &str, at_most: usize) {
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

/// The first words of all phrases.
pub(crate) fn openers() -> impl Iterator<Item = &'static str> {
    rows().filter_map(|(_, _, words)| words.split(' ').next())
}

/// The first words of the phrases that announce something wherever they stand.
pub(crate) fn openers_anywhere() -> impl Iterator<Item = &'static str> {
    let anywhere = rows().filter(|(_, mode, _)| *mode == Mode::Any);
    anywhere.filter_map(|(_, _, words)| words.split(' ').next())
}

/// The first word of a line where it is of ASCII, so that it needs no folding but of its case.
pub(crate) fn plain_opener(line: &str) -> Option<&str> {
    let is_sign = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    let from = line.bytes().take_while(is_sign).count();
    let length = line[from..].bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_plain = length > 0 && line.as_bytes().get(from + length).is_none_or(u8::is_ascii);
    is_plain.then(|| &line[from..from + length])
}

/// The lengths of the first words of phrases, a bit each, by their first byte.
static OPENER_SHAPES: LazyLock<[u32; 128]> = LazyLock::new(|| {
    let mut shapes = [0; 128];
    for word in openers() {
        shapes[usize::from(word.as_bytes()[0]) % 128] |= shape_bit(word);
    }
    shapes
});

/// The bit of a word of that length; those of the longest words are one.
fn shape_bit(word: &str) -> u32 {
    1 << word.len().min(31)
}

/// Whether a phrase opens with the first word of the line.
pub(crate) fn may_open(line: &str) -> bool {
    if let Some(word) = plain_opener(line) {
        // most words show by their first letter and their length that they open none
        return OPENER_SHAPES[usize::from(word.as_bytes()[0].to_ascii_lowercase()) % 128]
            & shape_bit(word)
            != 0
            && with_lower(word, |word| PHRASES.contains_key(word));
    }
    let mut folded = Folded::default();
    folded.read(line, 1);
    PHRASES.contains_key(folded.text.as_str())
}

/// The phrases of a line, longest first at its start.
pub(crate) fn find(line: &str) -> Vec<Met> {
    FOLDED.with_borrow_mut(|folded| {
        folded.read(line, SHORT_LINE + 1);
        let is_short = folded.words.len() <= SHORT_LINE;
        find_in(folded, if is_short { folded.words.len() } else { 1 })
    })
}

thread_local! {
    /// Room for one line after the other.
    static FOLDED: RefCell<Folded> = RefCell::default();
}

/// The phrases that begin with one of the first `n_starts` words.
fn find_in(folded: &Folded, n_starts: usize) -> Vec<Met> {
    let table = &*PHRASES;
    let mut found: Vec<Met> = Vec::new();
    let words = &folded.words;
    let is_short = words.len() <= SHORT_LINE;
    for start in 0..n_starts.min(words.len()) {
        let n_before = found.len();
        for end in start..words.len().min(start + LONGEST) {
            let Some(entries) = table.get(&folded.text[words[start].0..words[end].1]) else {
                break;
            };
            let is_whole = start == 0 && is_short && end + 1 == words.len();
            for &(phrase, mode) in entries {
                let applies = match mode {
                    Mode::Line => is_whole,
                    Mode::Start => start == 0,
                    Mode::Any => true,
                };
                if applies {
                    let n_words = end + 1 - start;
                    found.insert(n_before, Met { phrase, is_whole, is_start: start == 0, n_words });
                }
            }
        }
    }
    found
}

/// The phrases that open a line or are all of it, longest first.
pub(crate) fn find_at_start(line: &str) -> Vec<Met> {
    if !may_open(line) {
        return Vec::new();
    }
    FOLDED.with_borrow_mut(|folded| {
        // most lines go on with a word that no phrase goes on with
        folded.read(line, 2);
        if folded.words.len() == 2 && PHRASES.contains_key(folded.text.as_str()) {
            // no phrase is as long as that, so a line that goes on behind these words is no phrase
            folded.read(line, LONGEST + 1);
        }
        find_in(folded, 1)
    })
}

/// `SEA PARTY MEDIA RELEASE`, `Media Release | Spokesperson Ada Roe`: a kind of release with the name of
/// its issuer, all of it in capitals or capitalised.
pub(crate) fn says_kind(line: &str) -> bool {
    if line.by_blanks().any(|word| word.starts_with(char::is_lowercase)) {
        return false;
    }
    let mut folded = Folded::default();
    folded.read(line, 9);
    let words = &folded.words;
    let word = |(start, end): (usize, usize)| &folded.text[start..end];
    let is_kind = |pair: &[(usize, usize)]| {
        matches!(word(pair[0]), "media" | "press" | "news")
            && matches!(
                word(pair[1]),
                "release" | "releases" | "statement" | "statements" | "alert" | "advisory"
            )
    };
    let n_pairs = words.len().saturating_sub(1);
    words
        .windows(2)
        .enumerate()
        .any(|(idx, pair)| (idx == 0 || idx + 1 == n_pairs) && is_kind(pair))
}

/// `Communiqué de presse`: nothing but what kind of text it is.
pub(crate) fn is_kind(line: &str) -> bool {
    find_at_start(line).iter().any(|met| met.is_whole && met.phrase == Phrase::Kind)
}

/// `Open Sea Bridge - Press release - 5 June 2012`: the name on a short head line that also has a kind and a day.
pub(crate) fn name_beside_kind(line: &str) -> Option<&str> {
    const BARS: [&str; 6] = [" - ", " – ", " — ", " | ", " · ", ", "];
    // `21.11.14`
    let is_short_date = |part: &str| {
        part.len() == "21.11.14".len()
            && part.split('.').filter(|number| number.len() == 2).count() == 3
    };
    let has_year = |part: &str| {
        part.split(|c: char| !c.is_ascii_digit())
            .any(|number| number.len() == 4 && number.starts_with(['1', '2']))
            || part.split(' ').any(is_short_date)
    };
    let bar = BARS.iter().find(|bar| line.contains(**bar)).filter(|_| has_year(line))?;
    let is_day = |part: &str| has_year(part) && part.by_blanks().count() <= 5;
    let (mut name, mut has_kind, mut has_day) = (None, false, false);
    for part in line.split(bar).map(str::trim) {
        match (is_day(part), is_kind(part), name) {
            (true, ..) => has_day = true,
            (_, true, _) => has_kind = true,
            (.., None) => name = Some(part),
            _ => return None,
        }
    }
    name.filter(|name| has_kind && has_day && name.by_blanks().count() <= 6)
}

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

    fn first(line: &str) -> Option<(Phrase, bool)> {
        find(line).first().map(|met| (met.phrase, met.is_whole))
    }

    #[test]
    fn heads_are_known_in_many_languages() {
        assert_eq!(first("**FOR IMMEDIATE RELEASE**"), Some((Phrase::Marker, true)));
        assert_eq!(first("Communiqué de presse"), Some((Phrase::Kind, true)));
        assert_eq!(first("ПРЕСС-РЕЛИЗ"), Some((Phrase::Kind, true)));
        assert_eq!(first("Kontakt: Ada Roe"), Some((Phrase::Contact, false)));
        assert_eq!(first("للاتصال:"), Some((Phrase::Contact, true)));
        assert_eq!(first("- 30 -"), Some((Phrase::End, true)));
    }

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

    #[test]
    fn a_head_glued_to_its_text_is_cut_off() {
        assert_eq!(glued_head("CONTACTS**In Geneva:**"), Some(8));
        assert_eq!(glued_head("FOR IMMEDIATE RELEASEMarch 7, 2019"), Some(21));
        assert_eq!(glued_head("Contactos de prensa"), None);
        assert_eq!(glued_head("CONTACTS"), None);
    }
}
