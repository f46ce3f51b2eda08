//! Abbreviations that a text defines: `Open Sea Network (OSN)`.

use crate::{
    lexicon,
    organisation::{known, word},
};

/// Long names and their abbreviations, as the text writes them.
#[derive(Clone, Debug, Default)]
pub(super) struct Aliases {
    pairs: Vec<Pair>,
}

#[derive(Clone, Debug)]
struct Pair {
    long: String,
    long_key: String,
    short: String,
}

/// What stands in the brackets of a definition has no more characters.
const LONGEST_INSIDE: usize = 120;
/// More definitions than this are a list, not a release.
const MOST: usize = 64;

impl Aliases {
    /// Reads the definitions of all blocks.
    pub(super) fn read(blocks: &[String]) -> Self {
        let mut aliases = Self::default();
        for words in blocks {
            if let Some((long, short)) = spelt_beside(words) {
                let long_key = known::fold(long);
                if aliases.pairs.len() < MOST
                    && aliases.pairs.iter().all(|pair| pair.short != short)
                {
                    aliases.pairs.push(Pair {
                        long: long.to_owned(),
                        long_key,
                        short: short.to_owned(),
                    });
                }
            }
            for open in memchr::memchr_iter(b'(', words.as_bytes()) {
                if aliases.pairs.len() >= MOST {
                    return aliases;
                }
                aliases.define(words, open);
            }
        }
        aliases
    }

    fn define(&mut self, words: &str, open: usize) {
        let inner = &words[open + 1..];
        let Some(close) = inner.char_indices().take(LONGEST_INSIDE).find(|(_, c)| *c == ')') else {
            return;
        };
        let marks = ['"', '“', '”', '\'', ' ', '«', '»'];
        let inside = inner[..close.0].trim_matches(marks);
        let before = words[..open].trim_end();
        let (long, short) = if lexicon::is_acronym(inside) {
            (long_form(before, inside), inside)
        } else {
            // `du RPL (Réseau des peuples de la Lande)`
            let short = before.rsplit([' ', '’', '\'']).next().unwrap_or_default();
            let is_spelt = inside.contains(' ')
                && lexicon::is_acronym(short)
                && long_form(inside, short) == Some(inside);
            (is_spelt.then_some(inside), short)
        };
        let Some(long) = long else { return };
        let long_key = known::fold(long);
        if self.pairs.iter().all(|pair| pair.long_key != long_key) {
            self.pairs.push(Pair { long: long.to_owned(), long_key, short: short.to_owned() });
        }
    }

    /// The folded name with abbreviations written out, so that forms of one name are equal.
    pub(super) fn key(&self, name: &str, folded: &str) -> String {
        if let Some(pair) = self.pairs.iter().find(|pair| pair.short.eq_ignore_ascii_case(name)) {
            return pair.long_key.clone();
        }
        if let Some(full) = known::full(folded) {
            return full.to_owned();
        }
        if self.pairs.is_empty() {
            return folded.to_owned();
        }
        // A word in capitals inside a longer name: `Coalition for the ICC`.
        let mut key = String::with_capacity(folded.len());
        for word in folded.split(' ') {
            if !key.is_empty() {
                key.push(' ');
            }
            let is_written_so = |pair: &&Pair| {
                pair.short.to_lowercase() == word && name.contains(pair.short.as_str())
            };
            key.push_str(self.pairs.iter().find(is_written_so).map_or(word, |pair| &pair.long_key));
        }
        known::full(&key).map_or(key, str::to_owned)
    }

    /// The long form that opens a line, behind an article or not.
    pub(super) fn opening(&self, words: &str) -> Option<&str> {
        let bare = ["THE ", "The "].iter().find_map(|article| words.strip_prefix(article));
        let bare = bare.unwrap_or(words);
        self.pairs.iter().map(|pair| pair.long.as_str()).find(|long| {
            bare.strip_prefix(long).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }

    /// The long forms, as the text writes them.
    pub(super) fn longs(&self) -> impl Iterator<Item = &str> {
        self.pairs.iter().map(|pair| pair.long.as_str())
    }

    /// The abbreviations of a key.
    pub(super) fn short_of<'t>(&'t self, key: &'t str) -> impl Iterator<Item = &'t str> {
        self.pairs.iter().filter(move |pair| pair.long_key == key).map(|pair| pair.short.as_str())
    }

    /// The long forms of a key as the text writes them.
    pub(super) fn long_of<'t>(&'t self, key: &'t str) -> impl Iterator<Item = &'t str> {
        self.pairs.iter().filter(move |pair| pair.long_key == key).map(|pair| pair.long.as_str())
    }
}

/// `Movement of the Workers of the Quay – MWQ`, `MWQ - MOVEMENT OF THE WORKERS OF THE QUAY`, all of a line: a name and its
/// abbreviation, whose letters are among the initials.
fn spelt_beside(line: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 120;
    if line.len() > LONGEST {
        return None;
    }
    let mut parts = [" – ", " — ", " - "].iter().filter_map(|dash| line.split_once(dash));
    let (left, right) = parts.next()?;
    let (left, right) = (left.trim(), right.trim());
    let (long, short) = if lexicon::is_acronym(right) { (left, right) } else { (right, left) };
    let is_short = lexicon::is_acronym(short) && short.len() > 2 && !short.contains(' ');
    let is_name = long.starts_with(char::is_uppercase)
        && (2..=12).contains(&long.split(' ').count())
        && !long.contains(['–', '—', ':', '.', '@'])
        && !long.contains(|c: char| c.is_ascii_digit());
    if !is_short || !is_name {
        return None;
    }
    let folded = gazetteer::fold(long);
    let mut initials = folded.split(' ').filter_map(|word| word.chars().next());
    let wanted = gazetteer::fold(short);
    let mut letters = wanted.chars().filter(|c| c.is_alphabetic());
    let is_spelt = letters.next() == initials.next()
        && letters.all(|letter| initials.any(|initial| initial == letter));
    // `FERENO – Federación de Regantes del Norte`: letters of several words
    let mut letters = folded.chars();
    let is_within = short.len() > 3
        && letters.next() == wanted.chars().next()
        && wanted.chars().skip(1).all(|wanted| letters.any(|letter| letter == wanted));
    (is_spelt || is_within).then_some((long, short))
}

/// The capitalised run before a bracket whose initials are the abbreviation.
pub(crate) fn long_form<'t>(before: &'t str, short: &str) -> Option<&'t str> {
    let wanted: Vec<char> =
        short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let start = before.char_indices().rev().nth(140).map_or(0, |(at, _)| at);
    let tail = &before[start..];
    // `l’Union Libre (UL)`
    let words: Vec<(usize, &str)> = word::word_indices(tail).map(word::after_elision).collect();
    // The longest run of words whose initials, small words left out at will, spell the abbreviation.
    let longest = |spells: Spells| {
        words.iter().enumerate().find(|(idx, (_, word))| {
            let is_start = word.starts_with(|c: char| c.is_uppercase() || !c.is_ascii());
            is_start
                && words.len() - idx <= 14
                && !matches!(*word, "The" | "A" | "In" | "On" | "THE")
                && spells(&words[*idx..], &wanted)
        })
    };
    let found = longest(|words, wanted| spells(words, wanted, 1)).or_else(|| {
        (wanted.len() >= FEWEST_SYLLABLES).then(|| longest(spells_by_syllables)).flatten()
    });
    found.map(|(_, (at, _))| tail[*at..].trim_matches(['"', '“', '”', '«', '»', ' ', ',']))
}

/// Whether words spell the letters of an abbreviation.
type Spells = fn(&[(usize, &str)], &[char]) -> bool;

/// Abbreviations of fewer letters are of initials alone.
const FEWEST_SYLLABLES: usize = 4;
/// A word gives no more of its letters to an abbreviation.
const LONGEST_SYLLABLE: usize = 4;

/// `Sindicato das Professoras do Ensino Público (SINPEP)`, `Oficina Regional de Observación de los Derechos Humanos (OROD)`:
/// several letters of a word, and none of the last.
fn spells_by_syllables(words: &[(usize, &str)], wanted: &[char]) -> bool {
    let without_last = words.split_last().map_or(words, |(_, words)| words);
    spells(words, wanted, LONGEST_SYLLABLE)
        || without_last.len() > 2 && spells(without_last, wanted, 1)
}

/// Whether the initials of the words, or up to so many letters of each, spell the abbreviation; small words count or not,
/// as it needs.
fn spells(words: &[(usize, &str)], wanted: &[char], n_letters: usize) -> bool {
    // The numbers of letters that the words so far can have spelt, as bits.
    let mut spelt = 1_u32;
    for (idx, (_, word)) in words.iter().enumerate() {
        let initials: Vec<char> = word
            .split('-')
            .filter_map(|part| part.chars().find(|c| c.is_alphanumeric()))
            .flat_map(char::to_lowercase)
            .collect();
        let mut next = if idx > 0 && is_small(word) { spelt } else { 0 };
        for n in 0..wanted.len().min(24) {
            let n_taken =
                initials.iter().zip(&wanted[n..]).take_while(|(have, want)| have == want).count();
            if spelt >> n & 1 == 1 && n_taken > 0 {
                next |= 1 << (n + 1);
                next |= 1 << (n + n_taken);
                if n_letters > 1 && !word.contains('-') {
                    let letters = word.chars().filter(|c| c.is_alphanumeric());
                    let letters = letters.flat_map(char::to_lowercase).take(n_letters);
                    let n_same =
                        letters.zip(&wanted[n..]).take_while(|(have, want)| have == *want).count();
                    (1..=n_same).for_each(|n_same| next |= 1 << (n + n_same));
                }
            }
        }
        spelt = next;
        if spelt == 0 {
            return false;
        }
    }
    wanted.len() < 24 && spelt >> wanted.len() & 1 == 1
}

fn is_small(word: &str) -> bool {
    const SHOUTED: [&str; 8] = ["OF", "FOR", "THE", "AND", "DE", "DU", "DES", "LA"];
    word.starts_with(char::is_lowercase)
        || SHOUTED.contains(&word)
        || matches!(word, "&" | "Inc." | "Inc")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_is_told_by_its_initials() {
        let words =
            ["Talks of the Coalition for the Open Sea (COS) and the Court of the Sea (CS) ended."
                .to_owned()];
        let aliases = Aliases::read(&words);
        let key = |name: &str| aliases.key(name, &known::fold(name));
        assert_eq!(key("COS"), "coalition for the open sea");
        assert_eq!(key("Friends of the CS"), "friends of the court of the sea");
    }
}
