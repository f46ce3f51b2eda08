//! `Query`: what was asked, as a tree.

use release::Span;
use serde::{Deserialize, Serialize};

use crate::Filter;

/// What was asked, as a tree.
///
/// It prints in its canonical spelling, and the canonical spelling reads back as an equal query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// The whole of it.
    pub root: Node,
}

/// A query or a part of one.
///
/// Two nodes are equal if they ask the same; where they stood in the input does not count.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub enum Node {
    /// Every release: the empty query or `*`.
    #[default]
    All,
    /// An unquoted word: any form of it, by the stemmer of the release's language.
    Word {
        /// Where it is sought.
        field: TextField,
        /// As typed, neither folded nor cut: it may hold several words of the index (a URL, `C++`).
        word: String,
        /// Where it stands in the input.
        span: Span,
    },
    /// A quoted word or phrase: exact word forms.
    Phrase {
        /// Where it is sought.
        field: TextField,
        /// The text between the marks, at least one word; blanks are single.
        text: String,
        /// 0: the words follow one another in this order. Above: they stand, in any order, in a
        /// window with at most so many other words.
        slop: u32,
        /// Where it stands in the input, marks included.
        span: Span,
    },
    /// `word*`: every word that starts so.
    Prefix {
        /// Where it is sought.
        field: TextField,
        /// The part before the star, as typed.
        stem: String,
        /// Where it stands in the input.
        span: Span,
    },
    /// `word~1`: every word within so many edits.
    Fuzzy {
        /// Where it is sought.
        field: TextField,
        /// The part before the tilde, as typed.
        word: String,
        /// The number of edits, 1 or 2.
        distance: u8,
        /// Where it stands in the input.
        span: Span,
    },
    /// A demand on a field such as `country:KAZ`.
    Filter {
        /// The demand.
        filter: Filter,
        /// Where it stands in the input.
        span: Span,
    },
    /// All of these, at least two.
    And(Vec<Node>),
    /// Any of these, at least two.
    Or(Vec<Node>),
    /// Every release but these, wherever it stands: `-a` alone is all minus `a`.
    Not(Box<Node>),
}

/// The text in which words are sought.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum TextField {
    /// Everything that text search covers.
    #[default]
    Any,
    /// The headline.
    Title,
    /// The running text.
    Body,
    /// The words of quotes.
    Quote,
    /// The path of the file.
    Path,
}

impl TextField {
    /// The fields that can be named in a query.
    pub const NAMED: [Self; 4] = [Self::Title, Self::Body, Self::Quote, Self::Path];

    /// The name before the colon; empty for [`Any`](Self::Any).
    pub fn name(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::Title => "title",
            Self::Body => "body",
            Self::Quote => "quote",
            Self::Path => "path",
        }
    }

    /// The field of that [name](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMED.into_iter().find(|field| field.name() == name)
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::All, Self::All) => true,
            (Self::Word { field, word, .. }, Self::Word { field: field2, word: word2, .. }) => {
                (field, word) == (field2, word2)
            }
            (
                Self::Phrase { field, text, slop, .. },
                Self::Phrase { field: field2, text: text2, slop: slop2, .. },
            ) => (field, text, slop) == (field2, text2, slop2),
            (Self::Prefix { field, stem, .. }, Self::Prefix { field: field2, stem: stem2, .. }) => {
                (field, stem) == (field2, stem2)
            }
            (
                Self::Fuzzy { field, word, distance, .. },
                Self::Fuzzy { field: field2, word: word2, distance: distance2, .. },
            ) => (field, word, distance) == (field2, word2, distance2),
            (Self::Filter { filter, .. }, Self::Filter { filter: filter2, .. }) => {
                filter == filter2
            }
            (Self::And(nodes), Self::And(nodes2)) | (Self::Or(nodes), Self::Or(nodes2)) => {
                nodes == nodes2
            }
            (Self::Not(node), Self::Not(node2)) => node == node2,
            _ => false,
        }
    }
}

impl Eq for Node {}
