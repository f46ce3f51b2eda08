//! What is known about single words of a language: verbs of saying, pronouns, titles, word classes.
//!
//! The lists are the files of `data/lexicon`, one a language. A word of another language borrows the
//! identity of an English one (`dijo=said`), so that one set of weights serves them all.

mod file;

use std::{cmp::Reverse, sync::OnceLock};

use release::{Language, Word};

use crate::quote::{entries::Entries, word_id::word_id};

/// What sort of word it is; one class a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Class {
    /// Nothing is known about it.
    #[default]
    Other,
    /// A plain verb of saying: `said`.
    Say,
    /// A verb that can attribute words: `warned`, `called`.
    Cue,
    /// Its participle: `noting`.
    CueIng,
    /// A personal pronoun.
    Pronoun,
    /// An article or demonstrative.
    Determiner,
    /// A possessive: `his`.
    Possessive,
    /// A preposition.
    Preposition,
    /// A conjunction.
    Conjunction,
    /// An auxiliary verb.
    Auxiliary,
    /// A month or a day of the week.
    Calendar,
    /// A relative pronoun.
    Relative,
    /// `according` and its kin.
    According,
    /// An adverb or another small word.
    Function,
    /// A word of denial.
    Negation,
    /// A word that stands before a name: `Dr`, `President`, `spokesman`.
    Title,
    /// A noun for people and for what speaks like them: `witness`, `report`.
    Human,
    /// A word that makes a name an organisation's: `Committee`.
    Organisation,
}

/// What else is known about a word; a bit each.
pub(crate) mod traits {
    /// A noun for people, titles included.
    pub(crate) const HUMAN: u32 = 1;
    /// A word that makes a name an organisation's.
    pub(crate) const ORGANISATION: u32 = 1 << 1;
    /// The head of a role: `director`.
    pub(crate) const ROLE: u32 = 1 << 2;
    /// A form of address, no part of a name: `Dr`.
    pub(crate) const HONORIFIC: u32 = 1 << 3;
    /// A small word inside names of persons: `van`.
    pub(crate) const PARTICLE: u32 = 1 << 4;
    /// A small word inside names of organisations: `of`.
    pub(crate) const JOINER: u32 = 1 << 5;
    /// A full stop after it ends no sentence.
    pub(crate) const ABBREVIATION: u32 = 1 << 6;
    /// Used of a man.
    pub(crate) const MALE: u32 = 1 << 7;
    /// Used of a woman.
    pub(crate) const FEMALE: u32 = 1 << 8;
    /// Stands for several.
    pub(crate) const PLURAL: u32 = 1 << 9;
    /// The first person.
    pub(crate) const SELF: u32 = 1 << 10;
    /// Makes the perfect tense of the participle after it: `a déclaré`.
    pub(crate) const PERFECT: u32 = 1 << 11;
    /// Names a department or a field of work, not an organisation: `Communications`.
    pub(crate) const DEPARTMENT: u32 = 1 << 13;
    /// A noun for words given out: `statement`.
    pub(crate) const STATEMENT: u32 = 1 << 14;
    /// A verb of saying that is a plural noun as well: `states`.
    pub(crate) const NOUN: u32 = 1 << 15;
    /// A noun for one person: `witness`.
    pub(crate) const PERSON: u32 = 1 << 16;
    /// Stands before a role and belongs to it: `Executive`.
    pub(crate) const RANK: u32 = 1 << 17;
    /// A noun for what somebody says or thinks, behind a preposition: `in her opinion`.
    pub(crate) const SOURCE: u32 = 1 << 18;
    /// A verb in the form of reported speech: `sei`.
    pub(crate) const REPORTED: u32 = 1 << 19;
    /// An article that no subject has: `dem`.
    pub(crate) const OBLIQUE: u32 = 1 << 20;
    /// A definite article.
    pub(crate) const DEFINITE: u32 = 1 << 21;
    /// A verb for what somebody does by office: `heads`.
    pub(crate) const LEADS: u32 = 1 << 22;
    /// A noun for a body, behind which its name stands: `the newspaper`.
    pub(crate) const BODY: u32 = 1 << 23;
    /// A noun for a relative: `mother`.
    pub(crate) const KIN: u32 = 1 << 24;
    /// Says that somebody no longer is what follows: `former`.
    pub(crate) const FORMER: u32 = 1 << 25;
    /// A noun for a word or for words, whose quotation follows it: `the term`.
    pub(crate) const NAMING: u32 = 1 << 26;
    /// A verb that reports a finding or what is put to a court, with `that`: `found`.
    pub(crate) const FINDS: u32 = 1 << 27;
    /// German `so`, which attributes right behind a quote.
    pub(crate) const SO: u32 = 1 << 12;
}

/// What a lexicon says about a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Entry {
    pub(crate) class: Class,
    pub(crate) traits: u32,
    /// The identity of the word or of its English counterpart.
    pub(crate) id: u32,
}

/// The words of one language.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    entries: Entries,
    /// Endings of German compounds, longest first.
    endings: Vec<(&'static str, Entry)>,
    habit: Option<Habit>,
    /// Whether it is the English one, whose verbs look like their nouns.
    pub(crate) is_english: bool,
}

/// What sets the writing of a language apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Habit {
    /// Every noun has a capital.
    CapitalNouns,
    /// Letters have no case.
    Caseless,
    /// A verb can go without its subject.
    DropsSubjects,
    /// `l’`, `d’` and the like are words of their own.
    Elides,
}

impl Habit {
    fn of(code: &str) -> Option<Self> {
        match code {
            "de" => Some(Self::CapitalNouns),
            "ar" => Some(Self::Caseless),
            "es" | "pt" => Some(Self::DropsSubjects),
            "fr" => Some(Self::Elides),
            _ => None,
        }
    }
}

const SOURCES: [(&str, &str); 7] = [
    ("en", include_str!("../../../data/lexicon/en.txt")),
    ("fr", include_str!("../../../data/lexicon/fr.txt")),
    ("es", include_str!("../../../data/lexicon/es.txt")),
    ("pt", include_str!("../../../data/lexicon/pt.txt")),
    ("de", include_str!("../../../data/lexicon/de.txt")),
    ("ru", include_str!("../../../data/lexicon/ru.txt")),
    ("ar", include_str!("../../../data/lexicon/ar.txt")),
];

/// Words looked at to guess a language.
const SAMPLE: usize = 400;

static LEXICONS: [OnceLock<Lexicon>; 7] = [const { OnceLock::new() }; 7];

/// The lexicon of a language; of a language without one, that of its nearest kin.
pub(crate) fn of(language: Option<Language>) -> &'static Lexicon {
    let code = language.unwrap_or(Language::ENGLISH);
    let kin = match code.code() {
        "gl" | "ca" | "ast" => "es",
        "uk" | "be" | "bg" | "kk" | "ky" | "tg" | "sr" | "mk" => "ru",
        "fa" | "ur" => "ar",
        code => code,
    };
    let which = SOURCES.iter().position(|(code, _)| *code == kin).unwrap_or(0);
    LEXICONS[which].get_or_init(|| Lexicon::parse(SOURCES[which].0, SOURCES[which].1))
}

/// The lexicon of a text whose language is not known: that of its letters, or that which knows most of its first small
/// words.
pub(crate) fn guess(text: &str, words: &[Word]) -> &'static Lexicon {
    if let Some(code) = code_of_letters(text, words) {
        return of(Language::new(code));
    }
    let ids: Vec<u32> = words.iter().take(SAMPLE).map(|word| word_id(word.span.of(text))).collect();
    let hits = |lexicon: &Lexicon| {
        let is_small = |id: &&u32| {
            lexicon.get(**id).is_some_and(|entry| {
                matches!(entry.class, Class::Determiner | Class::Preposition | Class::Conjunction)
            })
        };
        ids.iter().filter(is_small).count()
    };
    let lexicons = SOURCES.iter().map(|(code, _)| of(Language::new(code)));
    let best = lexicons.enumerate().max_by_key(|(idx, lexicon)| (hits(lexicon), Reverse(*idx)));
    best.map_or_else(|| of(None), |(_, lexicon)| lexicon)
}

/// The language of most of the first words, if their letters tell it.
fn code_of_letters(text: &str, words: &[Word]) -> Option<&'static str> {
    let (mut n_words, mut n_cyrillic, mut n_arabic) = (0, 0, 0);
    for word in words.iter().take(SAMPLE) {
        n_words += 1;
        match word.span.of(text).chars().next() {
            Some('А'..='я') => n_cyrillic += 1,
            Some('\u{620}'..='\u{64a}') => n_arabic += 1,
            _ => {}
        }
    }
    let is_most = |count: usize| count > n_words / 2;
    if is_most(n_cyrillic) {
        Some("ru")
    } else if is_most(n_arabic) {
        Some("ar")
    } else {
        None
    }
}

impl Lexicon {
    /// `адвокат` for `адвоката`, `Arzt` for `Arztes`: the form of a role that dictionaries give.
    pub(crate) fn nominative(&self, word: &str) -> Option<String> {
        let is_role = |word: &str| {
            self.get(word_id(word)).is_some_and(|entry| entry.traits & traits::ROLE != 0)
        };
        if self.habit == Some(Habit::CapitalNouns) {
            // `Ökonomen`, `Experten` as well
            let endings = ["es", "s", "en", "n"].into_iter();
            let stems = endings.filter_map(|ending| word.strip_suffix(ending));
            return stems.filter(|stem| is_role(stem) && is_role(word)).map(str::to_owned).next();
        }
        let stem = word.strip_suffix(['а', 'у', 'я', 'ю'])?;
        let is_soft = word.ends_with(['я', 'ю']);
        let plain = if is_soft { format!("{stem}ь") } else { stem.to_owned() };
        (is_role(&plain) && is_role(word)).then_some(plain)
    }

    /// Whether the language has this habit.
    pub(crate) fn has(&self, habit: Habit) -> bool {
        self.habit == Some(habit)
    }

    /// What is known about the word of this identity.
    #[inline]
    pub(crate) fn get(&self, id: u32) -> Option<Entry> {
        self.entries.get(id)
    }

    /// What is known about a compound by its ending.
    #[inline]
    pub(crate) fn by_ending(&self, word: &str) -> Option<Entry> {
        if self.endings.is_empty() { None } else { self.find_ending(word) }
    }

    fn find_ending(&self, word: &str) -> Option<Entry> {
        let ends = |ending: &str| word.len() > ending.len() + 2 && word.ends_with(ending);
        self.endings.iter().find(|(ending, _)| ends(ending)).map(|(_, entry)| *entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(language: &str, word: &str) -> Entry {
        of(Language::new(language)).get(word_id(word)).unwrap_or_default()
    }

    #[test]
    fn a_verb_of_another_language_borrows_an_english_identity() {
        assert_eq!(entry("es", "Dijo").id, word_id("said"));
        assert_eq!(entry("ru", "заявила").class, Class::Say);
    }

    #[test]
    fn a_word_has_one_class_and_all_its_traits() {
        let director = entry("en", "director");
        assert_eq!(director.class, Class::Title);
        assert_eq!(director.traits, traits::HUMAN | traits::ROLE);
    }

    #[test]
    fn arabic_verbs_are_known_with_a_conjunction_written_onto_them() {
        assert_eq!(entry("ar", "وقال").class, Class::Say);
    }

    #[test]
    fn german_compounds_are_known_by_their_ending() {
        let german = of(Language::new("de"));
        assert_eq!(
            german.by_ending("Vorstandssprecherin").map(|entry| entry.class),
            Some(Class::Title)
        );
        assert!(german.by_ending("Rat").is_none());
    }
}
