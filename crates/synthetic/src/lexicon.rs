//! `Lexicon`: what a language has to say, read from `data/`.

use rustc_hash::FxHashMap;

use crate::{
    Dice,
    template::{Template, compile},
    vocabulary::Vocabulary,
};

/// The tables of the languages, in the order of the columns of `data/countries.tsv`.
const TABLES: [&str; 5] = [
    include_str!("../data/en.txt"),
    include_str!("../data/fr.txt"),
    include_str!("../data/es.txt"),
    include_str!("../data/pt.txt"),
    include_str!("../data/de.txt"),
];

/// Marks of quotation that each language is printed with, the usual one first.
const MARKS: [&[[&str; 2]]; 5] = [
    &[["“", "”"], ["\"", "\""], ["“", "”"], ["‘", "’"]],
    &[["«", "»"], ["“", "”"], ["\"", "\""]],
    &[["“", "”"], ["«", "»"], ["\"", "\""]],
    &[["“", "”"], ["\"", "\""], ["«", "»"]],
    &[["„", "“"], ["»", "«"], ["\"", "\""]],
];

/// The lines below each heading of a table.
#[derive(Debug, Default)]
pub(crate) struct Table(FxHashMap<&'static str, Vec<&'static str>>);

impl Table {
    pub(crate) fn read(text: &'static str) -> Self {
        let mut table = Self::default();
        let mut heading = "";
        for line in text.lines().filter(|line| !line.is_empty()) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(named) => heading = named,
                None if line.starts_with("# ") => {}
                None => table.0.entry(heading).or_default().push(line),
            }
        }
        table
    }

    /// The lines of a heading.
    pub(crate) fn lines(&self, heading: &str) -> Vec<&'static str> {
        self.0.get(heading).cloned().unwrap_or_else(|| panic!("a table has no `{heading}`"))
    }

    fn templates(&self, heading: &str) -> Vec<Template> {
        self.lines(heading).into_iter().map(compile).collect()
    }
}

/// A language: words, sentences and the furniture of a release.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Releases in this language, of a hundred.
    pub(crate) share: usize,
    pub(crate) marks: &'static [[&'static str; 2]],
    pub(crate) nouns: Vocabulary,
    pub(crate) plurals: Vocabulary,
    pub(crate) verbs: Vocabulary,
    pub(crate) adjectives: Vocabulary,
    pub(crate) adverbs: Vocabulary,
    pub(crate) months: Vec<&'static str>,
    pub(crate) dates: Vec<Template>,
    pub(crate) sentences: Vec<Template>,
    pub(crate) openings: Vec<Template>,
    pub(crate) codas: Vec<Template>,
    pub(crate) speeches: Vec<Template>,
    pub(crate) said: Vec<Template>,
    pub(crate) said_again: Vec<Template>,
    pub(crate) indirect: Vec<Template>,
    pub(crate) titles: Vec<Template>,
    pub(crate) subtitles: Vec<Template>,
    pub(crate) demands: Vec<Template>,
    pub(crate) calls: Vec<Template>,
    pub(crate) headings: Vec<Template>,
    pub(crate) about: Vec<Template>,
    pub(crate) roles: Vec<Template>,
    pub(crate) organisations: Vec<Template>,
    pub(crate) themes: Vec<Template>,
    pub(crate) addressees: Vec<Template>,
    pub(crate) salutations: Vec<Template>,
    pub(crate) letters: Vec<Template>,
    pub(crate) memo_to: Vec<Template>,
    pub(crate) memo: Vec<&'static str>,
    pub(crate) markers: Vec<&'static str>,
    pub(crate) statements: Vec<&'static str>,
    pub(crate) contacts: Vec<&'static str>,
    pub(crate) closings: Vec<&'static str>,
    pub(crate) ends: Vec<&'static str>,
}

impl Lexicon {
    /// All languages, with the invented words of `seed`.
    pub(crate) fn all(seed: u64) -> Vec<Self> {
        TABLES
            .iter()
            .zip(MARKS)
            .enumerate()
            .map(|(number, (text, marks))| {
                Self::new(&Table::read(text), marks, &mut Dice::of(seed, number as u64))
            })
            .collect()
    }

    fn new(table: &Table, marks: &'static [[&'static str; 2]], dice: &mut Dice) -> Self {
        let syllables = table.lines("syllable");
        let share = table.lines("share")[0].parse().expect("a share is a number");
        let mut vocabulary = |core, tail, number| {
            Vocabulary::new(&table.lines(core), &table.lines(tail), &syllables, number, dice)
        };
        Self {
            share,
            marks,
            nouns: vocabulary("noun", "tail-noun", 60_000),
            plurals: vocabulary("plural", "tail-plural", 25_000),
            verbs: vocabulary("verb", "tail-verb", 12_000),
            adjectives: vocabulary("adjective", "tail-adjective", 15_000),
            adverbs: vocabulary("adverb", "tail-adverb", 4_000),
            months: table.lines("month"),
            dates: table.templates("date"),
            sentences: table.templates("sentence"),
            openings: table.templates("opening"),
            codas: table.templates("coda"),
            speeches: table.templates("spoken"),
            said: table.templates("said"),
            said_again: table.templates("said-again"),
            indirect: table.templates("indirect"),
            titles: table.templates("title"),
            subtitles: table.templates("subtitle"),
            demands: table.templates("demand"),
            calls: table.templates("calls"),
            headings: table.templates("heading"),
            about: table.templates("about"),
            roles: table.templates("role"),
            organisations: table.templates("organisation"),
            themes: table.templates("theme"),
            addressees: table.templates("addressee"),
            salutations: table.templates("salutation"),
            letters: table.templates("letter"),
            memo_to: table.templates("memo-to"),
            memo: table.lines("memo"),
            markers: table.lines("release"),
            statements: table.lines("statement"),
            contacts: table.lines("contact"),
            closings: table.lines("closing"),
            ends: table.lines("end"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lexicon;
    use crate::template::Piece;

    #[test]
    fn every_language_has_its_tables_and_every_place_means_something() {
        let lexicons = Lexicon::all(1);
        assert_eq!(lexicons.iter().map(|lexicon| lexicon.share).sum::<usize>(), 100);
        for lexicon in &lexicons {
            assert_eq!((lexicon.months.len(), lexicon.memo.len()), (12, 4));
            let unread = |piece: &&Piece| matches!(piece, Piece::Text(text) if text.contains('{'));
            let lines = [&lexicon.sentences, &lexicon.said, &lexicon.said_again, &lexicon.titles];
            assert_eq!(lines.into_iter().flatten().flatten().find(unread), None);
        }
    }
}
