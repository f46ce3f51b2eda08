//! The vocabulary: which words that texts hold have which stem.
//!
//! Texts are indexed by their words as they stand, folded; an unquoted word means every word with its stem.
//! To index stems besides would be as much work again for each word of each text. Here each word that a run
//! meets is written once with its stem, as a term of a field of its own, in documents of their own that
//! nobody deletes: what a commit makes visible it makes visible with its words, and segments are merged as they
//! are. A word that is its own stem needs no entry.
//!
//! The stem is that of the folded word. Where a word with accents has another one as it is spelt, the folded
//! word does not tell whether it was spelt so; its entry is then indexed in each text that holds it
//! (`Words::accented`), and stands in the vocabulary to be found.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::TantivyError;

use crate::{
    analyzer::{self, Stems},
    reader::Snapshot,
    stem::{Stemming, Stemmings},
};

/// What an entry says of a word. Behind the stem, in the order of these characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The stem is that of the word with its accents.
    Accented = 0x1e,
    /// The stem is that of the folded word.
    Plain = 0x1f,
}

/// Behind all entries of a stem: no folded word holds it, nor a character before it.
const AFTER_KINDS: char = '\u{20}';

/// Added to how many bytes a word shares with its stem, to write that as one character.
const SHARED: u32 = 0x21;

/// A word that stands for what was sought.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Form {
    /// Where it is indexed: among the words or among those with accents.
    pub(crate) kind: Kind,
    /// The term.
    pub(crate) term: String,
}

/// The stems of what is sought, by stemming.
pub(crate) type Sought = Vec<(Stemming, Stems)>;

/// The words that stand for what was sought, each with the stemmings by which it does.
pub(crate) type Forms = BTreeMap<Form, Stemmings>;

/// A folded word that stands for itself in every language.
pub(crate) fn only(word: &str) -> Forms {
    let form = Form { kind: Kind::Plain, term: word.to_owned() };
    BTreeMap::from([(form, Stemmings::ALL)])
}

/// The entry of a folded word: its stem, the stemming, and how it differs from the stem.
pub(crate) fn entry(stem: &str, stemming: Stemming, folded: &str, kind: Kind) -> String {
    let both = stem.char_indices().zip(folded.chars());
    let first_other = both.clone().find(|((_, a), b)| a != b).map(|((at, _), _)| at);
    let n_shared = first_other.unwrap_or(stem.len().min(folded.len()));
    let mut entry = String::with_capacity(stem.len() + folded.len() - n_shared + 3);
    entry.push_str(stem);
    entry.push(char::from(kind as u8));
    entry.push(stemming.marker());
    entry.extend(u32::try_from(n_shared).ok().and_then(|n| char::from_u32(SHARED + n)));
    entry.push_str(&folded[n_shared..]);
    entry
}

/// The kind, the stemming and the folded word of an entry of this stem.
fn parse(entry: &str, stem: &str) -> Option<(Kind, Stemming, String)> {
    let mut rest = entry.strip_prefix(stem)?.chars();
    let kind = match rest.next()? {
        '\u{1e}' => Kind::Accented,
        '\u{1f}' => Kind::Plain,
        _ => return None,
    };
    let stemming = Stemming::of_marker(rest.next()?)?;
    let n_shared = u32::from(rest.next()?).checked_sub(SHARED)?;
    let shared = stem.get(..usize::try_from(n_shared).ok()?)?;
    Some((kind, stemming, [shared, rest.as_str()].concat()))
}

/// The words of the archive with one of these stems.
pub(crate) fn forms(snapshot: &Snapshot, sought: &Sought) -> Result<Forms, TantivyError> {
    let mut forms = Forms::new();
    let mut add = |kind, term: &str, stemming| {
        forms.entry(Form { kind, term: term.to_owned() }).or_default().insert(stemming);
    };
    let mut looked_up = BTreeSet::new();
    for (stemming, stems) in sought {
        for stem in stems.iter() {
            if analyzer::plain_stem(stem, *stemming) == stem {
                add(Kind::Plain, stem, *stemming);
            }
            if *stemming != Stemming::NONE {
                looked_up.insert(stem);
            }
        }
    }
    for reader in snapshot.searcher.segment_readers() {
        let inverted = reader.inverted_index(snapshot.fields.vocabulary)?;
        for &stem in &looked_up {
            let bound = |last: char| format!("{stem}{last}");
            let from = bound(char::from(Kind::Accented as u8));
            let range = inverted.terms().range().ge(from).lt(bound(AFTER_KINDS));
            let mut stream = range.into_stream()?;
            while stream.advance() {
                let entry = str::from_utf8(stream.key()).unwrap_or_default();
                let Some((kind, stemming, word)) = parse(entry, stem) else { continue };
                let of_stemming = sought.iter().find(|(other, _)| *other == stemming);
                let Some((_, stems)) = of_stemming.filter(|(_, stems)| stems.contains(stem)) else {
                    continue;
                };
                match kind {
                    Kind::Plain => add(kind, &word, stemming),
                    // where the folded word has one of the stems too, it stands for all that are spelt so
                    Kind::Accented if stems.contains(&analyzer::plain_stem(&word, stemming)) => {}
                    Kind::Accented => add(kind, entry, stemming),
                }
            }
        }
    }
    Ok(forms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_gives_its_word_back() {
        let english = Stemming::of(Some(release::Language::ENGLISH));
        let words = [
            ("harbour", "harbours"),
            ("citi", "city"),
            ("ski", "skis"),
            ("права", "право"),
            ("die", "dying"),
            ("a", "b"),
            ("longer", "long"),
        ];
        for (stem, word) in words {
            for kind in [Kind::Accented, Kind::Plain] {
                let entry = entry(stem, english, word, kind);
                assert_eq!(parse(&entry, stem), Some((kind, english, word.to_owned())));
            }
        }
        let long = "ж".repeat(127);
        assert_eq!(parse(&entry(&long, english, &long, Kind::Plain), &long).unwrap().2, long);
    }

    #[test]
    fn entries_of_a_longer_stem_lie_outside_of_those_of_a_shorter_one() {
        let longer = entry("harbours", Stemming::NONE, "harbours", Kind::Accented);
        assert!(longer.as_str() > "harbour\u{20}");
    }
}
