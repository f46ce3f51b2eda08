//! Words as the contract compares them: cut, folded and stemmed by the documented rules.

use std::collections::HashMap;

use frostem::{Algorithm, Stemmer};
use release::Span;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

/// Longer ones are not indexed.
const MAX_WORD_BYTES: usize = 255;

/// A word of a text in some language.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) spelt: String,
    pub(super) folded: String,
    pub(super) stems: Vec<String>,
    /// Number of the language.
    pub(super) language: usize,
}

/// All words met, by number.
#[derive(Default)]
pub(super) struct Vocabulary {
    pub(super) words: Vec<Word>,
    /// The languages met.
    pub(super) languages: Vec<String>,
    numbers: HashMap<(usize, String), u32>,
}

impl Vocabulary {
    /// The number of a language; the empty code is that of no language.
    pub(super) fn language(&mut self, code: &str) -> usize {
        self.languages.iter().position(|other| other == code).unwrap_or_else(|| {
            self.languages.push(code.to_owned());
            self.languages.len() - 1
        })
    }

    /// The numbers of the pieces of some words of a text.
    pub(super) fn numbers<'a>(
        &mut self,
        language: usize,
        words: impl Iterator<Item = &'a str>,
    ) -> Vec<u32> {
        words.flat_map(pieces).filter_map(|piece| self.number(language, piece)).collect()
    }

    fn number(&mut self, language: usize, piece: &str) -> Option<u32> {
        let key = (language, piece.to_owned());
        if let Some(number) = self.numbers.get(&key) {
            return Some(*number);
        }
        let folded = fold(piece);
        if folded.is_empty() || folded.len() > MAX_WORD_BYTES || piece.len() > MAX_WORD_BYTES {
            return None;
        }
        let stems = stems(&self.languages[language], piece);
        let number = u32::try_from(self.words.len()).unwrap();
        self.words.push(Word { spelt: piece.to_owned(), folded, stems, language });
        self.numbers.insert(key, number);
        Some(number)
    }

    /// Which words a test holds for.
    pub(super) fn which(&self, holds: impl FnMut(&Word) -> bool) -> Vec<bool> {
        self.words.iter().map(holds).collect()
    }

    /// Which words have a stem in common with what was typed.
    pub(super) fn with_stem_of(&self, typed: &str) -> Vec<bool> {
        let sought: Vec<Vec<String>> =
            self.languages.iter().map(|code| stems(code, typed)).collect();
        self.which(|word| word.stems.iter().any(|stem| sought[word.language].contains(stem)))
    }
}

/// The stems of a word in a language: of the word as it is spelt, and of the word without accents.
fn stems(language: &str, piece: &str) -> Vec<String> {
    let algorithm = match language {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return vec![fold(piece)],
    };
    let stemmer = Stemmer::new(algorithm);
    let spelt: String = piece.nfkc().flat_map(char::to_lowercase).collect();
    vec![fold(&stemmer.stem(&spelt)), stemmer.stem(&fold(piece)).into_owned()]
}

/// The words of a passage: those that begin in it.
pub(super) fn words_in(text: &str, span: Span) -> impl Iterator<Item = &str> {
    let range = span.range();
    // a word at the border is cut by what stands beside it, so the neighbourhood is cut as well
    let line_start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    let words = text[line_start..line_end].unicode_word_indices();
    let inside = words.filter(move |(start, _)| range.contains(&(line_start + start)));
    inside.map(|(_, word)| word)
}

/// A word is cut at its apostrophes and at narrow blanks.
pub(super) fn pieces(word: &str) -> impl Iterator<Item = &str> {
    word.split(|c| "'’‘‛ʼʻʹʾʿ′＇`´\u{202f}".contains(c)).filter(|piece| !piece.is_empty())
}

/// The pieces of what was typed, folded.
pub(super) fn folded_pieces(typed: &str) -> Vec<String> {
    typed.unicode_words().flat_map(pieces).map(fold).filter(|word| !word.is_empty()).collect()
}

/// The words of a path: every mark parts them.
pub(super) fn path_words(path: &str) -> Vec<String> {
    let words = path.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c));
    words.map(fold).filter(|word| !word.is_empty()).collect()
}

/// Without case and diacritics.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::new();
    for c in text.nfkd().filter(|&c| !is_combining_mark(c) && c != 'ـ').flat_map(char::to_lowercase)
    {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ə' => folded.push('e'),
            'ς' => folded.push('σ'),
            'ى' | 'ی' => folded.push('ي'),
            'ک' => folded.push('ك'),
            '‐' | '–' | '—' | '−' => folded.push('-'),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => {}
            c => folded.push(c),
        }
    }
    folded
}

pub(super) fn fold_name(name: &str) -> String {
    let blanks_joined = name.split_whitespace().collect::<Vec<_>>().join(" ");
    fold(&blanks_joined.replace(['’', '‘', 'ʼ', '´', '`'], "'"))
}

/// The words of a folded name.
pub(super) fn name_words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Letters to put in, leave out, change or swap with their neighbour to make one word of the other.
pub(super) fn edits(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut cost = vec![vec![0; other.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            if i == 0 || j == 0 {
                cost[i][j] = i + j;
                continue;
            }
            let changed = usize::from(one[i - 1] != other[j - 1]);
            let least = (cost[i - 1][j] + 1).min(cost[i][j - 1] + 1);
            cost[i][j] = least.min(cost[i - 1][j - 1] + changed);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                cost[i][j] = cost[i][j].min(cost[i - 2][j - 2] + 1);
            }
        }
    }
    cost[one.len()][other.len()]
}
