//! `Analyzer`: words as the index compares them, folded, and their stems.
//!
//! A word of UAX#29 is cut further at apostrophes, so `d’Ivoire` is two words and `Kazakhstan's` holds
//! `kazakhstan`. Each is folded by [`gazetteer::fold`]. It has the stem of the folded word, and that of the
//! word as it is spelt, because stemmers look at accents; one typed without accents finds it.

use std::{borrow::Cow, iter};

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    memo::{Memo, Seen},
    short::{Met, Short},
    stem::Stemming,
    tokens::{self, MAX_WORD_BYTES, Tokens},
    vocabulary::{self, Kind},
};

/// Folds the words of texts, remembering what it has seen.
#[derive(Debug, Default)]
pub(crate) struct Analyzer {
    /// Short words.
    met: Met,
    /// Others.
    seen: Memo,
    /// Which words met have which stems, what has been taken of it excepted.
    vocabulary: Tokens,
}

/// The words of one part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PartTokens {
    /// Each word, folded.
    pub(crate) exact: Tokens,
    /// Words with accents once more, at the same positions, where their stem cannot be told from the folded word: as
    /// [entries](vocabulary::entry) of the vocabulary.
    pub(crate) accented: Tokens,
    /// The position behind all that is there, of either.
    end: u32,
    accented_end: u32,
    /// The positions at which blocks end.
    block_ends: Vec<u32>,
}

impl PartTokens {
    /// Makes room for the words of so many bytes of text.
    pub(crate) fn reserve(&mut self, n_bytes: usize) {
        self.exact.reserve(n_bytes);
    }

    /// Ends a block; an empty one leaves no gap.
    pub(crate) fn end_block(&mut self) {
        if self.exact.end_block() {
            self.block_ends.push(self.end);
            self.end += 1;
        }
    }

    /// [`END`](tokens::END) at each position at which a block ends and another follows.
    pub(crate) fn ends(&self) -> Tokens {
        let (mut ends, mut n_before) = (Tokens::default(), 0);
        for &at in self.block_ends.iter().filter(|at| **at + 1 < self.end) {
            ends.skip(at - n_before);
            ends.push(tokens::END);
            n_before = at + 1;
        }
        ends
    }

    /// The position of the next word.
    #[inline]
    pub(crate) fn end(&self) -> u32 {
        self.end
    }

    #[inline]
    fn push_short(&mut self, word: Short) {
        self.exact.push_short(word);
        self.end += 1;
    }

    /// Appends a folded word, and what it is besides.
    fn push_folded(&mut self, folded: &str, entry: Option<&str>) {
        if let Some(entry) = entry {
            self.accented.skip(self.end - self.accented_end);
            self.accented.push(entry);
            self.accented_end = self.end + 1;
        }
        self.exact.push(folded);
        self.end += 1;
    }

    /// Appends what a word of a text has become.
    fn push(&mut self, Seen { exact, accented }: Seen<'_>) {
        if !accented.is_empty() {
            self.accented.skip(self.end - self.accented_end);
            self.accented.push_cut(accented);
            self.accented_end = self.end + tokens::n_positions(accented);
        }
        self.exact.push_cut(exact);
        self.end += tokens::n_positions(exact);
    }
}

impl Analyzer {
    /// Appends one word of a text to `out`.
    pub(crate) fn add(&mut self, word: &str, stemming: Stemming, out: &mut PartTokens) {
        if let Some(short) = Short::of(word) {
            if !self.met.contains(short, stemming) {
                self.meet(short, word, stemming);
            }
            out.push_short(short);
            return;
        }
        if let Some(seen) = self.seen.get(word, stemming) {
            out.push(seen);
            return;
        }
        let PartTokens { exact, accented, .. } = self.analyzed(word, stemming);
        let seen = Seen { exact: exact.as_str(), accented: accented.as_str() };
        out.push(seen);
        if word.len() <= MAX_WORD_BYTES {
            self.seen.insert(word, stemming, seen);
        }
    }

    /// Notes a short word that was not met before.
    fn meet(&mut self, short: Short, word: &str, stemming: Stemming) {
        let folded = word.to_ascii_lowercase();
        let stem = plain_stem(&folded, stemming);
        if stem != folded {
            self.vocabulary.push(&vocabulary::entry(&stem, stemming, &folded, Kind::Plain));
        }
        self.met.insert(short, stemming);
    }

    /// Appends every word of `text`.
    pub(crate) fn add_text(&mut self, text: &str, stemming: Stemming, out: &mut PartTokens) {
        text.unicode_words().for_each(|word| self.add(word, stemming, out));
    }

    /// What becomes of one word of a text: one word of the index, or several, or none; and those with accents.
    fn analyzed(&mut self, word: &str, stemming: Stemming) -> PartTokens {
        let mut analyzed = PartTokens::default();
        for piece in pieces(word) {
            let folded = fold(piece);
            if folded.is_empty() || folded.len() > MAX_WORD_BYTES || piece.len() > MAX_WORD_BYTES {
                continue;
            }
            let Stems { plain, spelt } = stems(piece, stemming);
            if plain != folded {
                self.vocabulary.push(&vocabulary::entry(&plain, stemming, &folded, Kind::Plain));
            }
            let spelt = spelt.map(|spelt| {
                let entry = vocabulary::entry(&spelt, stemming, &folded, Kind::Accented);
                self.vocabulary.push(&entry);
                entry
            });
            analyzed.push_folded(&folded, spelt.as_deref());
        }
        analyzed
    }

    /// The entries of the vocabulary for words met since it was last taken.
    pub(crate) fn take_vocabulary(&mut self) -> Tokens {
        std::mem::take(&mut self.vocabulary)
    }
}

/// The parts of a word between apostrophes. The narrow blank joins words too, for it joins the figures of a
/// number; yet it parts what can be asked for.
pub(crate) fn pieces(word: &str) -> impl Iterator<Item = &str> {
    word.split(|c: char| is_apostrophe(c) || c.is_whitespace()).filter(|piece| !piece.is_empty())
}

/// The words of a path: every mark parts them, so that `b.html` holds `html`.
pub(crate) fn path_words(path: &str) -> Vec<String> {
    let words = path.split(|c: char| !c.is_alphanumeric() && !is_mark(c));
    words.map(fold).filter(|word| !word.is_empty() && word.len() <= MAX_WORD_BYTES).collect()
}

/// Accents that follow their letter: macOS writes file names so.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The characters that [`gazetteer::fold`] takes for apostrophes.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '‛' | 'ʼ' | 'ʻ' | 'ʹ' | 'ʾ' | 'ʿ' | '′' | '＇' | '`' | '´')
}

/// The form in which exact words are compared; empty if nothing is left.
pub(crate) fn fold(piece: &str) -> String {
    if piece.is_ascii() {
        return piece.to_ascii_lowercase();
    }
    let mut folded = gazetteer::fold(piece);
    folded.retain(|c| !c.is_whitespace() && !c.is_control());
    folded
}

/// The stems of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stems {
    /// Of the folded word.
    pub(crate) plain: String,
    /// Of the word as it is spelt, then folded; where it is another one.
    pub(crate) spelt: Option<String>,
}

impl Stems {
    pub(crate) fn contains(&self, stem: &str) -> bool {
        self.iter().any(|own| own == stem)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        iter::once(self.plain.as_str()).chain(self.spelt.as_deref())
    }
}

/// The stems of a piece.
pub(crate) fn stems(piece: &str, stemming: Stemming) -> Stems {
    let folded = fold(piece);
    let plain = plain_stem(&folded, stemming).into_owned();
    if piece.is_ascii() {
        return Stems { plain, spelt: None };
    }
    let lower: String = piece.nfkc().flat_map(char::to_lowercase).collect();
    let spelt = stemming.stem(&lower).map(|stem| fold(&stem)).filter(|spelt| *spelt != plain);
    Stems { plain, spelt }
}

/// The stem of a folded word.
pub(crate) fn plain_stem(folded: &str, stemming: Stemming) -> Cow<'_, str> {
    stemming.stem(folded).unwrap_or(Cow::Borrowed(folded))
}

#[cfg(test)]
mod tests {
    use release::Language;

    use super::*;
    use crate::tokens::words;

    /// The words as they are indexed, and the stems of those that the vocabulary tells of.
    fn check(text: &str, language: &str) -> (String, String) {
        let (mut out, mut again) = (PartTokens::default(), PartTokens::default());
        let stemming = Stemming::of(Language::new(language));
        let mut analyzer = Analyzer::default();
        analyzer.add_text(text, stemming, &mut out);
        let vocabulary = words(&analyzer.take_vocabulary());
        analyzer.add_text(text, stemming, &mut again);
        assert_eq!(again, out, "what is remembered is what was found");
        assert!(analyzer.take_vocabulary().is_empty(), "what was met before is told once");
        let stem = |entry: &String| entry.split(char::is_control).next().unwrap().to_owned();
        let stems: Vec<String> = vocabulary.iter().map(stem).collect();
        (words(&out.exact).join(" "), stems.join(" "))
    }

    #[test]
    fn words_are_cut_at_apostrophes_and_folded() {
        let (exact, stems) = check("Kazakhstan’s d'Ivoire RIGHTS", "en");
        assert_eq!(exact, "kazakhstan s d ivoire rights");
        assert_eq!(stems, "ivoir right");
    }

    #[test]
    fn narrow_blanks_part_words() {
        let (exact, stems) = check("The\u{202f}free\u{202f}harbours\u{202f}!", "en");
        assert_eq!(exact, "the free harbours");
        assert_eq!(stems, "harbour");
        assert_eq!(check("prisonniers\u{202f}!", "fr").1, "prisonni");
    }

    #[test]
    fn a_word_with_accents_is_stemmed_with_and_without_them() {
        let (exact, stems) = check("opérée operee opérer", "fr");
        assert_eq!(exact, "operee operee operer");
        assert_eq!(stems, "opere oper opere oper");
        let stemming = Stemming::of(Language::new("fr"));
        let Stems { plain, spelt } = super::stems("opérée", stemming);
        assert_eq!((plain.as_str(), spelt.as_deref()), ("opere", Some("oper")));
        assert!(super::stems("opérer", stemming).spelt.is_none());
    }

    #[test]
    fn a_word_that_a_folded_word_does_not_tell_of_is_indexed_twice() {
        let mut out = PartTokens::default();
        let stemming = Stemming::of(Language::new("fr"));
        Analyzer::default().add_text("opérée operee opérer", stemming, &mut out);
        assert_eq!(words(&out.accented).len(), 1);
    }

    #[test]
    fn a_word_with_accents_stands_where_its_folded_form_does() {
        let mut out = PartTokens::default();
        let (mut analyzer, stemming) = (Analyzer::default(), Stemming::of(Language::new("fr")));
        for _ in 0..2 {
            analyzer.add_text("Il l'aime, opérée l'une l'opérée", stemming, &mut out);
            out.end_block();
        }
        let places = |tokens: &Tokens, wanted: &str| -> Vec<usize> {
            let positions = tokens::positions(tokens).into_iter();
            positions.filter(|(word, _)| word.contains(wanted)).map(|(_, at)| at).collect()
        };
        assert_eq!(places(&out.exact, "operee"), [3, 7, 12, 16]);
        assert_eq!(places(&out.accented, "oper"), [3, 7, 12, 16]);
        assert_eq!(out.end(), 18);
    }

    #[test]
    fn ends_stand_between_the_blocks() {
        let (mut out, mut analyzer) = (PartTokens::default(), Analyzer::default());
        out.end_block();
        for n_words in [2, 1, 70_000] {
            analyzer.add_text(&"word ".repeat(n_words), Stemming::NONE, &mut out);
            out.end_block();
            out.end_block();
        }
        let ends = |out: &PartTokens| -> Vec<usize> {
            let ends = tokens::positions(&out.ends()).into_iter();
            ends.inspect(|(word, _)| assert_eq!(word, tokens::END)).map(|(_, at)| at).collect()
        };
        assert_eq!(ends(&out), [2, 4]);
        analyzer.add_text("word", Stemming::NONE, &mut out);
        assert_eq!(ends(&out), [2, 4, 70_005]);
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same() {
        assert_eq!(check("Co\u{302}te CÔTE", "fr").0, "cote cote");
    }

    #[test]
    fn a_word_of_a_language_without_stemmer_stays() {
        assert_eq!(check("fjalëve", "sq"), ("fjaleve".to_owned(), String::new()));
    }

    #[test]
    fn a_monstrous_word_is_dropped() {
        let mut out = PartTokens::default();
        Analyzer::default().add_text(&"x".repeat(300), Stemming::NONE, &mut out);
        assert!(out.exact.is_empty());
    }
}
