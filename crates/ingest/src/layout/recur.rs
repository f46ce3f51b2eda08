//! Which words of a line come again in the running text below it.
//!
//! A headline says in a few words what the text goes on to tell. The links of a page and the names of its sections do not,
//! and the name of an organisation comes again as a whole.

use memchr::memmem;
use rustc_hash::FxHashMap;

use crate::{
    layout::{
        feature::{Feature, Features},
        unit::Unit,
    },
    lexicon::{self, Line, Seen, traits},
};

/// So many words of the running text are looked at.
const MANY: usize = 300;
/// A name that stands on a line of its own has no more words.
const LONGEST_NAME: usize = 7;
/// So many bytes of a paragraph are searched for a name.
const LONGEST_SEARCHED: usize = 2_000;
/// A word is told by so many first letters: endings differ.
const STEM: usize = 5;
/// Shorter words tell nothing.
const SHORTEST: usize = 4;

/// Where a word stands last in the running text, and whether it has no capital there once.
#[derive(Clone, Copy, Debug, Default)]
struct Last {
    unit: usize,
    is_small: bool,
}

/// The words of the first running text.
#[derive(Debug, Default)]
pub(super) struct Text {
    last: FxHashMap<u64, Last>,
    /// The units of that text.
    units: Vec<usize>,
}

/// How much of a line comes again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Again {
    /// Its telling words.
    pub(super) n_words: usize,
    /// Those that come again below.
    pub(super) n_below: usize,
    /// Those of them that are no names there.
    pub(super) n_small: usize,
    /// The line comes again as it is, as names do.
    pub(super) is_name: bool,
}

impl Text {
    /// The running text from unit `first` on.
    pub(super) fn from(units: &[Unit], features: &[Features], first: usize) -> Self {
        let mut text = Self::default();
        let mut n_words = 0;
        for (idx, unit) in units.iter().enumerate().skip(first) {
            if !features[idx].has(Feature::Prose) && !features[idx].has(Feature::WordsMany) {
                continue;
            }
            for (stem, is_small) in stems(&unit.line(), MANY) {
                let last = text.last.entry(stem).or_default();
                last.unit = idx;
                last.is_small |= is_small;
                n_words += 1;
            }
            text.units.push(idx);
            if n_words >= MANY {
                break;
            }
        }
        text
    }

    /// How much of unit `idx` comes again below it.
    pub(super) fn again(&self, units: &[Unit], idx: usize) -> Again {
        let unit = &units[idx];
        let mut again = Again::default();
        for (stem, _) in stems(&unit.line(), MANY) {
            again.n_words += 1;
            let last = self.last.get(&stem).filter(|last| last.unit > idx);
            again.n_below += usize::from(last.is_some());
            again.n_small += usize::from(last.is_some_and(|last| last.is_small));
        }
        let is_short = unit.seen.len() <= LONGEST_NAME && again.n_below == again.n_words;
        again.is_name = is_short && again.n_words > 0 && {
            let name = memmem::Finder::new(unit.words.as_bytes());
            let mut below = self.units.iter().filter(|below| **below > idx);
            let beginning = |words: &str| words.floor_char_boundary(LONGEST_SEARCHED);
            below.any(|below| {
                let words = units[*below].words.as_str();
                name.find(&words.as_bytes()[..beginning(words)]).is_some()
            })
        };
        again
    }
}

/// The telling words among the first `most` of a line by their first letters, and whether they have no capital; of a
/// script without blanks its pairs of letters.
fn stems(line: &Line<'_>, most: usize) -> Vec<(u64, bool)> {
    if lexicon::is_unspaced(line.text) {
        let letters: Vec<(usize, char)> =
            line.text.char_indices().filter(|(_, c)| c.is_alphanumeric()).take(most).collect();
        return letters
            .windows(2)
            .map(|pair| ((pair[0].1 as u64) << 32 | pair[1].1 as u64, true))
            .collect();
    }
    let stem = |seen| Some((stem(line, seen)?, !seen.is(traits::CAPITAL)));
    line.words.iter().take(most).filter_map(stem).collect()
}

fn stem(line: &Line<'_>, seen: &Seen) -> Option<u64> {
    let bare = line.bare(seen);
    if bare.len() < SHORTEST || seen.is(traits::FUNCTION) {
        return None;
    }
    let bare = if bare.is_ascii() { bare } else { without_clitics(bare) };
    match bare.char_indices().nth(STEM) {
        Some((end, _)) => Some(lexicon::key(&bare[..end])),
        None => Some(lexicon::key(bare)),
    }
}

/// An Arabic word without the `and`, the preposition and the article that are written onto it.
fn without_clitics(word: &str) -> &str {
    let mut bare = word;
    for clitics in [&["و", "ف"][..], &["ب", "ل", "ك"], &["ال"]] {
        let rest = clitics.iter().find_map(|clitic| bare.strip_prefix(clitic));
        bare = rest.filter(|rest| rest.len() >= SHORTEST).unwrap_or(bare);
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::look_up;

    fn again(lines: &[&str]) -> Vec<Again> {
        let text = crate::text::Text { characters: lines.join("\n\n"), ..Default::default() };
        let observed = crate::layout::observe(&text, &crate::words::cut(&text.characters));
        let all = Text::from(&observed.units, &observed.features, 0);
        (0..observed.units.len()).map(|idx| all.again(&observed.units, idx)).collect()
    }

    #[test]
    fn a_headline_comes_again_word_by_word_and_a_name_as_a_whole() {
        let found = again(&[
            "Updates Countries Disasters Topics",
            "Open Sea",
            "Fishermen lose boats as the ports are closed",
            "The fishermen of Oran have lost their boats because the port was closed by the army, Open Sea says in a report.",
        ]);
        assert_eq!((found[0].n_words, found[0].n_below), (4, 0));
        assert!(found[1].is_name);
        assert!(found[2].n_below >= 3 && !found[2].is_name, "{:?}", found[2]);
    }

    #[test]
    fn a_script_without_blanks_is_compared_by_pairs_of_letters() {
        let line = "港口關閉";
        assert_eq!(stems(&Line { text: line, words: &look_up(line) }, MANY).len(), 3);
    }
}
