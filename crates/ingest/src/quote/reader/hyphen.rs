//! Words that a hyphen joins: `vice-director`, `al-Hubaishi`, `CA-39`.

use release::{Span, Word};

use crate::quote::{
    lexicon::{Entry, Habit, traits},
    reader::{
        Reader,
        spelling::{ending, split_possessive},
    },
    token::{Kind, shape},
    word_id::{extend, word_id},
};

/// Articles that Arabic names have.
const ARTICLES: [&str; 12] =
    ["al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul", "ed", "es"];

/// The letters of a state before the number of a seat.
const SEAT: usize = 2;

impl Reader<'_> {
    /// Joins `word` to the token before if only a hyphen parts them.
    pub(super) fn joins(&mut self, at: usize, word: &Word) -> bool {
        let start = word.span.start as usize;
        let hyphen = &self.text[at..start];
        let Some(last) = self.tokens.last() else { return false };
        let abuts = last.span.end as usize == at && matches!(last.kind, Kind::Word | Kind::Number);
        if !abuts || !matches!(hyphen, "-" | "\u{2010}" | "\u{2011}") {
            return false;
        }
        let piece = word.span.of(self.text);
        if self.lexicon.has(Habit::Elides) && is_inverted_pronoun(piece) {
            self.word(*word);
            return true;
        }
        let (piece, possessive) = split_possessive(piece);
        let end = start + piece.len();
        self.spelling = extend(extend(self.spelling, "-"), piece);
        let whole = last.span.start as usize..end;
        let n_letters = last.span.len();
        let is_former = matches!(last.span.of(self.text), "ex" | "Ex" | "экс" | "Экс")
            && piece.starts_with(char::is_lowercase);
        let entry = self.entry(self.spelling, &self.text[whole]).or_else(|| {
            // `vice-director` is at least a director
            self.entry(word_id(piece), piece)
                .filter(|entry| entry.traits & (traits::ROLE | traits::HUMAN) != 0)
                .map(|entry| Entry { id: self.spelling, ..entry })
                // `auditora-fiscal`: outside English the head comes first
                .or_else(|| {
                    let is_head = !self.lexicon.is_english
                        && last.has(traits::ROLE)
                        && piece.starts_with(char::is_lowercase);
                    is_head.then_some(Entry {
                        class: last.class,
                        traits: last.traits,
                        id: self.spelling,
                    })
                })
                // whoever was something was somebody
                .or_else(|| {
                    is_former.then(|| Entry {
                        traits: traits::ROLE,
                        id: self.spelling,
                        ..Entry::default()
                    })
                })
        });
        let entry = entry.unwrap_or(Entry { id: self.spelling, ..Entry::default() });
        let Some(last) = self.tokens.last_mut() else { return false };
        last.span.end = Span::new(start, end).end;
        last.class = entry.class;
        last.traits = entry.traits;
        last.id = entry.id;
        last.ending = ending(piece);
        last.shape &= !shape::INITIAL;
        // `CA-39` is a seat and abbreviates no name
        if n_letters == SEAT && piece.bytes().all(|byte| byte.is_ascii_digit()) {
            last.shape &= !shape::UPPER;
        }
        // `al-Hubaishi` is a name whatever its article
        let is_article = matches!(last.span.of(self.text).split_once('-'), Some((article, _)) if ARTICLES.contains(&article));
        if is_article && piece.starts_with(char::is_uppercase) {
            last.shape |= shape::CAPITAL;
        }
        let last = *last;
        self.notes.see(self.tokens.len() - 1, &last);
        if possessive > 0 {
            self.possessive(end, end + possessive);
        }
        true
    }
}

fn is_inverted_pronoun(piece: &str) -> bool {
    matches!(piece, "t" | "il" | "elle" | "ils" | "elles" | "on" | "je" | "nous" | "vous" | "ce")
}
