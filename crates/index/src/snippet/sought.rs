//! `Sought`: the words of a query, as a snippet looks for them in a text.

use query::{Node, Query, TextField};
use release::Language;
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    analyzer,
    compile::{folded_words, runs},
    stem::Stemming,
};

/// What a query seeks, without what it excludes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sought(Vec<Target>);

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

/// [`Sought`] with the stems of a language.
#[derive(Debug)]
pub(super) struct SoughtStems<'a> {
    targets: Vec<(&'a Target, Vec<String>)>,
    stemming: Stemming,
}

impl Sought {
    /// The words of a query that are sought in text.
    pub(crate) fn of(query: &Query) -> Self {
        let mut sought = Self::default();
        sought.add(&query.root);
        sought
    }

    fn add(&mut self, node: &Node) {
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
            Node::Phrase { text, slop: 0, .. } => self.0.push(Target::Exact(folded_words(text))),
            Node::Phrase { text, .. } => {
                self.0.extend(folded_words(text).into_iter().map(|word| Target::Exact(vec![word])));
            }
            Node::Prefix { stem, .. } => {
                let mut words = folded_words(stem);
                let prefix = words.pop().map(Target::Prefix);
                self.0.extend((!words.is_empty()).then_some(Target::Exact(words)));
                self.0.extend(prefix);
            }
            Node::Fuzzy { word, distance, .. } => {
                let near = |word| Target::Near(word, usize::from(*distance));
                self.0.extend(folded_words(word).into_iter().map(near));
            }
        }
    }

    fn add_word(&mut self, typed: &str) {
        for run in runs(typed) {
            if run.len() > 1 {
                self.0.push(Target::Exact(folded_words(&run.join(" "))));
                continue;
            }
            let pieces = run.into_iter().flat_map(analyzer::pieces);
            self.0.extend(pieces.map(|piece| Target::Stem(piece.to_owned())));
        }
    }

    pub(super) fn in_language(&self, language: Option<Language>) -> SoughtStems<'_> {
        let stemming = Stemming::of(language);
        let stems = |target: &Target| match target {
            Target::Stem(piece) => analyzer::stems(piece, stemming),
            _ => Vec::new(),
        };
        let targets = self.0.iter().map(|target| (target, stems(target))).collect();
        SoughtStems { targets, stemming }
    }
}

/// A word of a text that is looked at.
pub(super) struct Piece<'a> {
    /// Its first byte and one past its last.
    pub(super) range: [usize; 2],
    pub(super) text: &'a str,
    pub(super) folded: String,
}

/// The words of a text as the index sees them, with their places.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let words = text.unicode_word_indices();
    let pieces = words.flat_map(|(start, word)| {
        analyzer::pieces(word).map(move |piece| {
            let start = start + (piece.as_ptr().addr() - word.as_ptr().addr());
            let range = [start, start + piece.len()];
            Piece { range, text: piece, folded: analyzer::fold(piece) }
        })
    });
    pieces.filter(|piece| !piece.folded.is_empty()).collect()
}

impl SoughtStems<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// How many words from `at` on the target with this number covers there, if any; with the target.
    pub(super) fn met(&self, pieces: &[Piece<'_>], at: usize) -> Option<(usize, usize)> {
        let mut stems: Option<Vec<String>> = None;
        let piece = &pieces[at];
        let covers =
            |target: &Target, sought: &[String], stems: &mut Option<Vec<String>>| match target {
                Target::Stem(_) => {
                    let stems =
                        stems.get_or_insert_with(|| analyzer::stems(piece.text, self.stemming));
                    usize::from(stems.iter().any(|stem| sought.contains(stem)))
                }
                Target::Exact(words) => {
                    let here = pieces[at..].iter().map(|piece| &piece.folded);
                    let is_here =
                        words.len() <= pieces.len() - at && words.iter().eq(here.take(words.len()));
                    if is_here { words.len() } else { 0 }
                }
                Target::Prefix(prefix) => usize::from(piece.folded.starts_with(prefix)),
                Target::Near(word, distance) => {
                    usize::from(strsim::osa_distance(&piece.folded, word) <= *distance)
                }
            };
        self.targets
            .iter()
            .enumerate()
            .map(|(number, (target, sought))| (covers(target, sought, &mut stems), number))
            .filter(|(n_words, _)| *n_words > 0)
            .max_by_key(|&(n_words, number)| (n_words, std::cmp::Reverse(number)))
    }
}
