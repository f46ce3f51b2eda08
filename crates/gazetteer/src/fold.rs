//! `fold`: when two spellings are one name.

use unicode_normalization::{UnicodeNormalization, char::decompose_compatible};

/// Folds a name to the form in which it is compared: case, diacritics, the kind of apostrophe,
/// dash and blank, and invisible characters no longer matter.
///
/// Vowel signs of scripts that need them (Devanagari, Thai, kana) stay.
///
/// # Examples
///
/// ```
/// assert_eq!(gazetteer::fold("CÔTE  D’IVOIRE"), "cote d'ivoire");
/// assert_eq!(gazetteer::fold("Bjørn Straße"), "bjorn strasse");
/// assert_eq!(gazetteer::fold("İstanbul"), gazetteer::fold("istanbul"));
/// ```
pub fn fold(name: &str) -> String {
    let mut folded = Folding::with_capacity(name.len());
    if name.is_ascii() {
        for c in name.chars() {
            folded.push(apostrophe(c).to_ascii_lowercase());
        }
    } else if name.chars().all(is_alone) {
        for c in name.chars() {
            alone(c, |part| folded.push(part));
        }
    } else {
        for c in in_company(name) {
            folded.push(c);
        }
    }
    folded.name
}

/// Whether a letter folds alike whatever stands beside it: ASCII, Latin, Greek and Cyrillic. All that is a mark among
/// them or among their parts is dropped, so that nothing is left to be brought into order or composed again.
fn is_alone(c: char) -> bool {
    c < '\u{530}' || matches!(c, '\u{2010}'..='\u{201f}')
}

/// The parts of such a letter, folded.
fn alone(c: char, mut push: impl FnMut(char)) {
    let c = apostrophe(c);
    if c.is_ascii() {
        return push(c.to_ascii_lowercase());
    }
    decompose_compatible(c, |part| {
        if !is_mark(part) && !is_invisible(part) {
            part.to_lowercase().flat_map(Letters::of).for_each(&mut push);
        }
    });
}

/// The characters of any name, folded with regard to each other.
fn in_company(name: &str) -> impl Iterator<Item = char> {
    name.chars()
        .map(apostrophe)
        .nfkd()
        .filter(|&c| !is_mark(c) && !is_invisible(c))
        .flat_map(char::to_lowercase)
        .flat_map(Letters::of)
        .nfc()
}

/// A folded name in the making: words are parted by single blanks, with none at the ends.
struct Folding {
    name: String,
    is_parted: bool,
}

impl Folding {
    fn with_capacity(capacity: usize) -> Self {
        Self { name: String::with_capacity(capacity), is_parted: false }
    }

    #[inline]
    fn push(&mut self, c: char) {
        if c.is_whitespace() {
            self.is_parted = !self.name.is_empty();
            return;
        }
        if self.is_parted {
            self.name.push(' ');
            self.is_parted = false;
        }
        self.name.push(c);
    }
}

/// Before decomposition, which would make a blank of the acute accent.
fn apostrophe(c: char) -> char {
    match c {
        '’' | '‘' | '‛' | 'ʼ' | 'ʻ' | 'ʹ' | 'ʾ' | 'ʿ' | '′' | '＇' | '`' | '´' => {
            '\''
        }
        _ => c,
    }
}

/// Diacritics of Latin, Greek, Cyrillic, Hebrew and Arabic.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'
        | '\u{5c1}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}'
        | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

/// Soft hyphen, zero-width characters, direction marks, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// One letter as the one or two it is compared as.
struct Letters(Option<char>, Option<char>);

impl Letters {
    /// Letters that Unicode does not decompose.
    fn of(c: char) -> Self {
        let pair = |a, b| Self(Some(a), Some(b));
        let one = |a| Self(Some(a), None);
        match c {
            'ß' => pair('s', 's'),
            'æ' => pair('a', 'e'),
            'œ' => pair('o', 'e'),
            'þ' => pair('t', 'h'),
            'ø' => one('o'),
            'ł' => one('l'),
            'đ' | 'ð' => one('d'),
            'ħ' => one('h'),
            'ŧ' => one('t'),
            'ı' => one('i'),
            'ə' => one('e'),
            'ς' => one('σ'),
            'ى' | 'ی' => one('ي'),
            'ک' => one('ك'),
            '‐' | '–' | '—' | '−' => one('-'),
            _ => one(c),
        }
    }
}

impl Iterator for Letters {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        self.0.take().or_else(|| self.1.take())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_unicode_does_not_decompose_fold_too() {
        assert_eq!(fold("Łódź Æþel Đorđe Œuvre"), "lodz aethel dorde oeuvre");
    }

    #[test]
    fn the_kind_of_apostrophe_and_dash_does_not_matter() {
        assert_eq!(fold("O´Neill–Hawaiʻi"), fold("O’Neill-Hawai'i"));
    }

    #[test]
    fn arabic_points_and_alef_forms_fold() {
        assert_eq!(fold("أُذَرْبيجان"), fold("اذربیجان"));
    }

    #[test]
    fn vowel_signs_that_make_the_word_stay() {
        assert_ne!(fold("भारत"), fold("भरत"));
        assert_ne!(fold("ガ"), fold("カ"));
    }

    #[test]
    fn a_letter_that_stands_alone_folds_as_it_does_in_company() {
        let letters: Vec<char> = ('\0'..='\u{2fff}').filter(|c| is_alone(*c)).collect();
        for (at, one) in letters.iter().enumerate() {
            // every letter before some others, and behind them
            for other in [letters[at * 7 % letters.len()], 'e', '\u{301}', 'İ', '´', '-', ' '] {
                let pair: String = [*one, other, *one].iter().collect();
                let mut folded = String::new();
                for c in pair.chars() {
                    alone(c, |part| folded.push(part));
                }
                assert_eq!(folded, in_company(&pair).collect::<String>(), "{pair:?}");
            }
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for name in ["İSTANBUL", "  Côte\u{a0}d’Ivoire ", "ﬁ ǅ ẞ", "Ελλάς", "한국"]
        {
            assert_eq!(fold(&fold(name)), fold(name));
        }
    }
}
