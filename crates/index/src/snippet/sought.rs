//! `Sought`: the words of a query, as a snippet looks for them in a text.

use std::collections::BTreeMap;

use query::{Node, Query, TextField};
use release::Language;
use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    analyzer::{self, Stems},
    compile::{folded_words, runs},
    stem::Stemming,
};

/// The most chunks of text remembered.
const MAX_REMEMBERED: usize = 1 << 16;

/// What a query seeks, without what it excludes.
#[derive(Debug, Default)]
pub(crate) struct Sought {
    targets: Vec<Target>,
    memories: BTreeMap<Stemming, Memory>,
}

/// One word or phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    /// Any form of it; as typed.
    Stem(String),
    /// These forms, one after the other.
    Exact(Vec<String>),
    /// What starts so.
    Prefix(String),
    /// What is spelt nearly so.
    Near(String, usize),
}

/// What was seen in the texts of one language. Texts repeat their words, and so do the hits of an
/// answer: each chunk between blanks is looked at once.
#[derive(Debug, Default)]
struct Memory {
    /// The stems of each target that is sought in any form.
    stems: Vec<Option<Stems>>,
    /// The first bytes of words that can match; `None` where any word may.
    first_bytes: Option<Vec<u8>>,
    chunks: FxHashMap<Box<str>, Vec<Piece>>,
    matches: Vec<Match>,
}

/// [`Sought`] in the texts of one language.
#[derive(Debug)]
pub(super) struct SoughtIn<'a> {
    targets: &'a [Target],
    stemming: Stemming,
    memory: &'a mut Memory,
}

/// A word of a text: first byte, one past the last, and what it matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) range: [usize; 2],
    /// The number of a [`Match`]; `None` for most words.
    found: Option<usize>,
}

/// Which targets a word meets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Match {
    /// A target of one word.
    single: Option<usize>,
    /// Targets of several words, with the places in them at which this word stands.
    places: Vec<(usize, Vec<usize>)>,
}

impl Sought {
    /// The words of a query that are sought in text.
    pub(crate) fn of(query: &Query) -> Self {
        let mut sought = Self::default();
        sought.add(&query.root);
        sought
    }

    fn add(&mut self, node: &Node) {
        let targets = &mut self.targets;
        match node {
            Node::Word { field: TextField::Path, .. }
            | Node::Phrase { field: TextField::Path, .. }
            | Node::Prefix { field: TextField::Path, .. }
            | Node::Fuzzy { field: TextField::Path, .. }
            | Node::All
            | Node::Filter { .. }
            | Node::Not(_) => {}
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|node| self.add(node)),
            Node::Word { word, .. } => self.add_word(word),
            Node::Phrase { text, slop: 0, .. } => targets.push(Target::Exact(folded_words(text))),
            Node::Phrase { text, .. } => {
                targets
                    .extend(folded_words(text).into_iter().map(|word| Target::Exact(vec![word])));
            }
            Node::Prefix { stem, .. } => {
                let mut words = folded_words(stem);
                let prefix = words.pop().map(Target::Prefix);
                targets.extend((!words.is_empty()).then_some(Target::Exact(words)));
                targets.extend(prefix);
            }
            Node::Fuzzy { word, distance, .. } => {
                let near = |word| Target::Near(word, usize::from(*distance));
                targets.extend(folded_words(word).into_iter().map(near));
            }
        }
    }

    fn add_word(&mut self, typed: &str) {
        for run in runs(typed) {
            if run.len() > 1 {
                self.targets.push(Target::Exact(folded_words(&run.join(" "))));
                continue;
            }
            let pieces = run.into_iter().flat_map(analyzer::pieces);
            self.targets.extend(pieces.map(|piece| Target::Stem(piece.to_owned())));
        }
    }

    pub(super) fn in_language(&mut self, language: Option<Language>) -> SoughtIn<'_> {
        let stemming = Stemming::of(language);
        let memory = self.memories.entry(stemming).or_default();
        let stems = |target: &Target| match target {
            Target::Stem(piece) => Some(analyzer::stems(piece, stemming)),
            _ => None,
        };
        if memory.stems.len() != self.targets.len() {
            memory.stems = self.targets.iter().map(stems).collect();
            memory.first_bytes = first_bytes(&self.targets, &memory.stems, stemming);
        }
        SoughtIn { targets: &self.targets, stemming, memory }
    }
}

/// With which bytes words begin that can match; `None` if that cannot be said.
fn first_bytes(targets: &[Target], stems: &[Option<Stems>], stemming: Stemming) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for (target, stems) in targets.iter().zip(stems) {
        match target {
            Target::Stem(_) if stemming.keeps_first_letter() => {
                let stems = stems.iter().flat_map(Stems::iter);
                bytes.extend(stems.filter_map(|stem| stem.as_bytes().first()));
            }
            Target::Exact(words) => {
                bytes.extend(words.iter().filter_map(|word| word.as_bytes().first()));
            }
            Target::Prefix(prefix) => bytes.extend(prefix.as_bytes().first()),
            Target::Stem(_) | Target::Near(..) => return None,
        }
    }
    Some(bytes)
}

impl SoughtIn<'_> {
    pub(super) fn n_targets(&self) -> usize {
        self.targets.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// The words of a text with what they match.
    pub(super) fn pieces(&mut self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(text.len() / 6);
        // blanks part words everywhere, so chunks between them can be looked at one by one
        for chunk in text.split_ascii_whitespace() {
            let start = chunk.as_ptr().addr() - text.as_ptr().addr();
            let moved = |piece: &Piece| Piece {
                range: piece.range.map(|at| start + at),
                found: piece.found,
            };
            if let Some(n_bytes) = self.hopeless_word(chunk) {
                pieces.push(Piece { range: [start, start + n_bytes], found: None });
                continue;
            }
            if let Some(known) = self.memory.chunks.get(chunk) {
                pieces.extend(known.iter().map(moved));
                continue;
            }
            let seen = self.look_at(chunk);
            pieces.extend(seen.iter().map(moved));
            if self.memory.chunks.len() == MAX_REMEMBERED {
                self.memory.chunks.clear();
            }
            self.memory.chunks.insert(chunk.into(), seen);
        }
        pieces
    }

    /// The length of a word that stands in the chunk alone, if its first letter tells that nothing that
    /// is sought begins so. Most words of a text are such.
    fn hopeless_word(&self, chunk: &str) -> Option<usize> {
        let first_bytes = self.memory.first_bytes.as_ref()?;
        let word = chunk.trim_end_matches([',', '.', ';', ':']);
        let first = word.bytes().next()?;
        let is_plain = word.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (is_plain && !first_bytes.contains(&first.to_ascii_lowercase())).then_some(word.len())
    }

    fn look_at(&mut self, chunk: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (start, word) in chunk.unicode_word_indices() {
            for piece in analyzer::pieces(word) {
                let start = start + (piece.as_ptr().addr() - word.as_ptr().addr());
                let folded = analyzer::fold(piece);
                if !folded.is_empty() {
                    let found = self.matches(piece, &folded);
                    pieces.push(Piece { range: [start, start + piece.len()], found });
                }
            }
        }
        pieces
    }

    fn matches(&mut self, piece: &str, folded: &str) -> Option<usize> {
        let mut found = Match::default();
        let stems = analyzer::stems(piece, self.stemming);
        for (number, (target, sought)) in self.targets.iter().zip(&self.memory.stems).enumerate() {
            let is_met = match target {
                Target::Stem(_) => {
                    let mut sought = sought.iter().flat_map(Stems::iter);
                    sought.any(|stem| stems.contains(stem))
                }
                Target::Exact(words) if words.len() == 1 => words[0] == folded,
                Target::Exact(words) => {
                    let places: Vec<usize> =
                        (0..words.len()).filter(|&at| words[at] == folded).collect();
                    if !places.is_empty() {
                        found.places.push((number, places));
                    }
                    false
                }
                Target::Prefix(prefix) => folded.starts_with(prefix),
                Target::Near(word, distance) => strsim::osa_distance(folded, word) <= *distance,
            };
            if is_met && found.single.is_none() {
                found.single = Some(number);
            }
        }
        if found == Match::default() {
            return None;
        }
        self.memory.matches.push(found);
        Some(self.memory.matches.len() - 1)
    }

    /// How many words from `at` on a target covers, and its number; the longest target wins.
    pub(super) fn met(&self, pieces: &[Piece], at: usize) -> Option<(usize, usize)> {
        let found = &self.memory.matches[pieces[at].found?];
        let whole = found.places.iter().filter(|(number, places)| {
            places.first() == Some(&0) && self.stands_whole(pieces, at, *number)
        });
        let phrases = whole.map(|(number, _)| (self.n_words(*number), *number));
        phrases.max_by_key(|(n_words, _)| *n_words).or(found.single.map(|number| (1, number)))
    }

    fn stands_whole(&self, pieces: &[Piece], at: usize, number: usize) -> bool {
        (1..self.n_words(number)).all(|place| {
            let found = pieces.get(at + place).and_then(|piece| piece.found);
            found.is_some_and(|found| {
                let mut places = self.memory.matches[found].places.iter();
                places.any(|(other, places)| *other == number && places.contains(&place))
            })
        })
    }

    fn n_words(&self, number: usize) -> usize {
        match &self.targets[number] {
            Target::Exact(words) => words.len(),
            Target::Stem(_) | Target::Prefix(_) | Target::Near(..) => 1,
        }
    }
}
