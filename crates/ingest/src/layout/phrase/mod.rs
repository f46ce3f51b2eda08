//! What lines say about themselves: release lines, heads of sections, end marks, page furniture.
//!
//! The phrases of eight languages stand in `data/phrases.tsv`.

mod fold;
mod glued;
mod kind;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use self::fold::{FOLDED, Folded};
use crate::lexicon::with_lower;

pub(crate) use self::{
    fold::{fold, fold_words},
    glued::glued_head,
    kind::{is_kind, is_kind_or_marker, name_beside_kind, says_kind},
};

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
    include_str!("../../../data/phrases.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let phrase = phrase(columns.next()?)?;
            let mode = match columns.next()? {
                "line" => Mode::Line,
                "start" => Mode::Start,
                "any" => Mode::Any,
                _ => return None,
            };
            Some((phrase, mode, columns.next()?))
        })
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
}
