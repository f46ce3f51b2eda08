//! `Analyzer`: words as the index compares them, folded and stemmed.
//!
//! A word of UAX#29 is cut further at apostrophes, so `d’Ivoire` is two words and `Kazakhstan's` holds
//! `kazakhstan`. Each is folded by [`gazetteer::fold`]. Its stem is taken of the word as it is spelt,
//! because stemmers look at accents, and then folded; a word with accents is also stemmed without
//! them, so that one typed without accents finds it.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    memo::Memo,
    stem::Stemming,
    tokens::{MAX_WORD_BYTES, Tokens},
};

/// Folds and stems the words of texts, remembering what it has seen.
#[derive(Debug, Default)]
pub(crate) struct Analyzer {
    seen: Memo,
}

/// The words of one part, in both forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PartTokens {
    pub(crate) exact: Tokens,
    pub(crate) stem: Tokens,
}

impl PartTokens {
    /// Makes room for the words of so many bytes of text.
    pub(crate) fn reserve(&mut self, n_bytes: usize) {
        self.exact.reserve(n_bytes);
        // each stem has a marker
        self.stem.reserve(n_bytes + n_bytes / 8);
    }

    pub(crate) fn end_block(&mut self) {
        self.exact.end_block();
    }

    pub(crate) fn append(&mut self, other: &Self) {
        self.exact.append(&other.exact);
        self.stem.append(&other.stem);
    }
}

impl Analyzer {
    /// Appends one word of a text to `out`.
    pub(crate) fn add(&mut self, word: &str, stemming: Stemming, out: &mut PartTokens) {
        if let Some((exact, stem)) = self.seen.get(word, stemming) {
            out.exact.push_cut(exact);
            out.stem.push_cut(stem);
            return;
        }
        let analyzed = analyzed(word, stemming);
        out.append(&analyzed);
        if word.len() <= MAX_WORD_BYTES {
            self.seen.insert(word, stemming, &analyzed.exact, &analyzed.stem);
        }
    }

    /// Appends every word of `text`.
    pub(crate) fn add_text(&mut self, text: &str, stemming: Stemming, out: &mut PartTokens) {
        text.unicode_words().for_each(|word| self.add(word, stemming, out));
    }
}

/// What becomes of one word of a text: one word of the index, or several, or none.
fn analyzed(word: &str, stemming: Stemming) -> PartTokens {
    let mut analyzed = PartTokens::default();
    for piece in pieces(word) {
        let folded = fold(piece);
        if folded.is_empty() || folded.len() > MAX_WORD_BYTES || piece.len() > MAX_WORD_BYTES {
            continue;
        }
        for stem in stems(piece, stemming) {
            analyzed.stem.push(&stem);
        }
        analyzed.exact.push(&folded);
    }
    analyzed
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

/// The terms under which a piece stands among the stems: one, or two for a word with accents.
pub(crate) fn stems(piece: &str, stemming: Stemming) -> Vec<String> {
    let marked = |stem: &str| format!("{}{stem}", stemming.marker());
    let folded = fold(piece);
    let plain = stemming.stem(&folded).unwrap_or(Cow::Borrowed(&folded));
    if piece.is_ascii() {
        return vec![marked(&plain)];
    }
    let spelt: String = piece.nfkc().flat_map(char::to_lowercase).collect();
    let stem = stemming.stem(&spelt).map_or_else(|| folded.clone(), |stem| fold(&stem));
    if stem == plain { vec![marked(&stem)] } else { vec![marked(&stem), marked(&plain)] }
}

#[cfg(test)]
mod tests {
    use release::Language;

    use super::*;
    use crate::tokens::words;

    fn check(text: &str, language: &str) -> (String, String) {
        let (mut out, mut again) = (PartTokens::default(), PartTokens::default());
        let stemming = Stemming::of(Language::new(language));
        let mut analyzer = Analyzer::default();
        analyzer.add_text(text, stemming, &mut out);
        analyzer.add_text(text, stemming, &mut again);
        assert_eq!(again, out, "what is remembered is what was found");
        (words(&out.exact).join(" "), words(&out.stem).join(" "))
    }

    #[test]
    fn words_are_cut_at_apostrophes_and_folded() {
        let (exact, stem) = check("Kazakhstan’s d'Ivoire RIGHTS", "en");
        assert_eq!(exact, "kazakhstan s d ivoire rights");
        assert_eq!(stem, "ekazakhstan es ed eivoir eright");
    }

    #[test]
    fn narrow_blanks_part_words() {
        let (exact, stem) = check("The\u{202f}free\u{202f}harbours\u{202f}!", "en");
        assert_eq!(exact, "the free harbours");
        assert_eq!(stem, "ethe efree eharbour");
        assert_eq!(check("prisonniers\u{202f}!", "fr").1, "hprisonni");
    }

    #[test]
    fn a_word_with_accents_is_stemmed_with_and_without_them() {
        let (exact, stem) = check("opérée operee opérer", "fr");
        assert_eq!(exact, "operee operee operer");
        assert_eq!(stem, "hoper hopere hopere hoper");
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same() {
        assert_eq!(check("Co\u{302}te CÔTE", "fr").0, "cote cote");
    }

    #[test]
    fn a_word_of_a_language_without_stemmer_stays() {
        assert_eq!(check("fjalëve", "sq").1, "-fjaleve");
    }

    #[test]
    fn a_monstrous_word_is_dropped() {
        let mut out = PartTokens::default();
        Analyzer::default().add_text(&"x".repeat(300), Stemming::NONE, &mut out);
        assert!(out.exact.is_empty());
    }
}
