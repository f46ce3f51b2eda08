//! Whose demands a release states: `Die Initiative verlangt …`, `The River Network calls on …`.
//!
//! Releases close with what their issuer wants, by the name in full or by its head noun alone.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lexicon::{self, Line, Seen, traits};

static DEMAND_VERBS: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| verbs().map(lexicon::key).collect());

/// Verbs that say that somebody demands something.
pub(crate) fn verbs() -> impl Iterator<Item = &'static str> {
    lexicon::lines(include_str!("../../data/demand_verbs.txt"))
}

/// Whether a word says that somebody demands something.
pub(super) fn is_demanding(word: &str) -> bool {
    DEMAND_VERBS.contains(&lexicon::key(word.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// The nouns with an article, or opening a sentence, that demand something in a line.
pub(super) fn demanding_nouns<'t>(line: &Line<'t>) -> Vec<&'t str> {
    let mut nouns = Vec::new();
    for (idx, seen) in line.words.iter().enumerate().skip(1) {
        if !seen.is(traits::DEMAND) || !seen.is(traits::SMALL) {
            continue;
        }
        let is_adverb = |seen: &Seen| seen.is(traits::SMALL) && seen.is(traits::FUNCTION);
        let subject = idx - 1 - usize::from(idx > 1 && is_adverb(&line.words[idx - 1]));
        let noun = &line.words[subject];
        let has_article = subject
            .checked_sub(1)
            .is_some_and(|before| lexicon::with_lower(line.bare(&line.words[before]), is_definite));
        if noun.is(traits::CAPITAL) && !noun.is(traits::FUNCTION) && (has_article || subject == 0) {
            nouns.push(after_elision(line.bare(noun)));
        }
    }
    nouns
}

/// Whether a noun stands for a name: it is the first or the last word of it.
pub(super) fn stands_for(noun: &str, name: &str) -> bool {
    let is_same = |word: &str| lexicon::key(word) == lexicon::key(noun);
    let mut words = name.split_whitespace();
    let first = words.next().is_some_and(is_same);
    words.next_back().is_some_and(|last| first || is_same(last))
        // `Wormser Bund für …`: the head stands before the first small word
        || name.split_whitespace().take_while(|word| !word.starts_with(char::is_lowercase)).last().is_some_and(is_same)
            && name.contains(' ')
}

fn after_elision(word: &str) -> &str {
    ["L’", "L'", "l’", "l'"].iter().find_map(|elided| word.strip_prefix(elided)).unwrap_or(word)
}

/// A definite article in lower case.
pub(super) fn is_definite(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "der"
            | "die"
            | "das"
            | "le"
            | "la"
            | "les"
            | "el"
            | "o"
            | "a"
            | "os"
            | "as"
            | "los"
            | "las"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nouns(line: &str) -> Vec<String> {
        let words = lexicon::look_up(line);
        let nouns = demanding_nouns(&Line { text: line, words: &words });
        nouns.into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn the_head_noun_alone_demands() {
        assert_eq!(nouns("Die Initiative verlangt die Freilassung."), ["Initiative"]);
        assert_eq!(
            nouns("L’Alliance demande, the Network also calls on all"),
            ["Alliance", "Network"]
        );
        assert_eq!(nouns("Организация требует ответа."), ["Организация"]);
        assert!(nouns("She demands that the doctors stay.").is_empty());
    }

    #[test]
    fn a_noun_stands_for_the_name_it_heads() {
        assert!(stands_for("Initiative", "Initiative Offene See"));
        assert!(stands_for("Network", "Open Sea Network"));
        assert!(stands_for("Bund", "Seestädter Bund für Erinnerung"));
        assert!(!stands_for("Network", "Network"));
        assert!(!stands_for("See", "Bund der Freunde"));
    }
}
