//! `Recall`: a phrase half remembered, as queries from the strictest to the loosest.

use release::Span;
use unicode_segmentation::UnicodeSegmentation;

use crate::{Node, Query, TextField, limits};

/// From so many words on one may be remembered wrongly.
const FEWEST_TO_SPARE_ONE: usize = 4;
/// Of more words than that a query for all but one would be too long.
const MOST_TO_SPARE_ONE: usize = 12;
/// A window that is narrower than that is hardly looser than the phrase.
const NARROWEST_WINDOW: usize = 5;
/// Words of so many letters may be wrong by two.
const LONG_WORD: usize = 8;

/// One way to look for a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recall {
    /// What is sought.
    pub query: Query,
    /// How its words are sought, as a part of a sentence; `None` for the phrase as it stands.
    pub looser: Option<&'static str>,
}

/// The ways to look for a phrase that somebody half remembers: as it stands, its words near one another, any
/// form of them, nearly so spelt, all but one. The first that finds something is the one to take.
///
/// Only plain words are such a phrase. A query that says how it is meant (quotation marks, a field, an
/// operator) is the only way to look for itself.
///
/// # Examples
///
/// ```
/// let ways = |typed| -> Vec<String> {
///     let parsed = query::parse(typed, Default::default()).unwrap();
///     query::recall(&parsed.query).iter().map(|way| way.query.to_string()).collect()
/// };
/// assert_eq!(ways("a locked door")[..3], ["\"a locked door\"", "\"a locked door\"~5", "a locked door"]);
/// assert_eq!(ways("\"locked door\""), ["\"locked door\""]);
/// ```
pub fn recall(query: &Query) -> Vec<Recall> {
    let Some(words) = plain_words(&query.root) else {
        return vec![Recall { query: query.clone(), looser: None }];
    };
    let looser = |root, how| Recall { query: Query { root }, looser: Some(how) };
    let slop = u32::try_from(words.len().max(NARROWEST_WINDOW)).unwrap_or(limits::MAX_SLOP);
    let mut ways = vec![Recall { query: Query { root: phrase(&words, 0) }, looser: None }];
    // beyond that a window is no query
    let n_words = words.iter().map(|word| word.unicode_words().count()).sum::<usize>();
    if words.len() > 1 && n_words <= limits::MAX_WINDOW_WORDS {
        ways.push(looser(phrase(&words, slop), "near one another"));
    }
    ways.push(looser(query.root.clone(), "in any order and form"));
    let fuzzy = nearly(&words);
    if fuzzy != query.root {
        ways.push(looser(fuzzy, "nearly so spelt"));
    }
    if (FEWEST_TO_SPARE_ONE..=MOST_TO_SPARE_ONE).contains(&words.len()) {
        ways.push(looser(all_but_one(&words), "all but one"));
    }
    ways
}

/// The words, if the query is nothing else.
fn plain_words(root: &Node) -> Option<Vec<&str>> {
    let word = |node| match node {
        &Node::Word { field: TextField::Any, ref word, .. } => Some(word.as_str()),
        _ => None,
    };
    match root {
        Node::And(nodes) => nodes.iter().map(word).collect(),
        node => Some(vec![word(node)?]),
    }
}

/// The words as phrases, none of them longer than a phrase may be.
fn phrase(words: &[&str], slop: u32) -> Node {
    let mut texts: Vec<String> = Vec::new();
    let mut n_words = usize::MAX;
    for word in words {
        let more = word.unicode_words().count();
        match texts.last_mut() {
            Some(text) if n_words.saturating_add(more) <= limits::MAX_PHRASE_WORDS => {
                text.push(' ');
                text.push_str(word);
                n_words += more;
            }
            _ => {
                texts.push((*word).to_owned());
                n_words = more;
            }
        }
    }
    let (field, span) = (TextField::Any, Span::default());
    Node::and(texts.into_iter().map(|text| Node::Phrase { field, text, slop, span }))
}

fn plain(word: &str) -> Node {
    Node::Word { field: TextField::Any, word: word.to_owned(), span: Span::default() }
}

/// As many of the longest words as may be fuzzy, nearly as they are spelt.
fn nearly(words: &[&str]) -> Node {
    let n_letters = |word: &str| word.chars().count();
    let may_be = |word: &str| {
        let letters = limits::MIN_FUZZY_LETTERS..=limits::MAX_FUZZY_LETTERS;
        letters.contains(&n_letters(word)) && word.chars().all(char::is_alphabetic)
    };
    let mut longest: Vec<usize> = (0..words.len()).filter(|&at| may_be(words[at])).collect();
    longest.sort_by_key(|&at| (std::cmp::Reverse(n_letters(words[at])), at));
    longest.truncate(limits::MAX_FUZZY_WORDS);
    Node::and(words.iter().enumerate().map(|(at, word)| {
        if !longest.contains(&at) {
            return plain(word);
        }
        let distance = if n_letters(word) < LONG_WORD { 1 } else { limits::MAX_DISTANCE };
        let (field, span) = (TextField::Any, Span::default());
        Node::Fuzzy { field, word: (*word).to_owned(), distance, span }
    }))
}

/// Any form of all words but one, whichever it is.
fn all_but_one(words: &[&str]) -> Node {
    let without = |spared: usize| {
        let others = words.iter().enumerate().filter(move |(at, _)| *at != spared);
        Node::and(others.map(|(_, word)| plain(word)))
    };
    Node::or((0..words.len()).map(without))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, parse};

    fn ways(typed: &str) -> Vec<String> {
        let parsed = parse(typed, Options::default()).unwrap();
        recall(&parsed.query).iter().map(|way| way.query.to_string()).collect()
    }

    #[test]
    fn a_phrase_is_sought_ever_more_loosely() {
        assert_eq!(
            ways("no locked door is answered"),
            [
                "\"no locked door is answered\"",
                "\"no locked door is answered\"~5",
                "no locked door is answered",
                "no locked~1 door~1 is answered~2",
                "(locked door is answered) OR (no door is answered) OR (no locked is answered) OR \
                 (no locked door answered) OR (no locked door is)",
            ]
        );
        assert_eq!(ways("egg"), ["\"egg\"", "egg"]);
    }

    #[test]
    fn a_query_that_says_how_it_is_meant_is_left_alone() {
        for typed in ["\"locked door\"", "locked OR door", "locked -door", "lock* door", "*"] {
            assert_eq!(ways(typed).len(), 1, "{typed}");
        }
        assert_eq!(ways("quote:door"), ["quote:door"]);
    }

    #[test]
    fn every_way_reads_back_as_itself() {
        for n_words in [1, 4, 12, 13, 40] {
            let typed: Vec<String> = (0..n_words).map(|n| format!("word{n}-l'eau")).collect();
            let typed = typed.join(" ");
            for way in recall(&parse(&typed, Options::default()).unwrap().query) {
                let spelt = way.query.to_string();
                assert_eq!(parse(&spelt, Options::default()).unwrap().query, way.query, "{spelt}");
            }
        }
    }
}
