//! How a file of `data/lexicon` is read: what its sections mean, and the forms of a role that it leaves out.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::quote::{
    entries::Entries,
    lexicon::{Class, Entry, Habit, Lexicon, traits},
    word_id::{extend, word_id},
};

/// Russian letters that end no stem.
const VOWELS: [char; 11] = ['а', 'е', 'и', 'й', 'о', 'у', 'ы', 'ь', 'э', 'ю', 'я'];

impl Lexicon {
    pub(super) fn parse(code: &str, source: &'static str) -> Self {
        let mut lexicon =
            Self { habit: Habit::of(code), is_english: code == "en", ..Self::default() };
        let mut entries = FxHashMap::default();
        let mut section = (Class::Other, 0);
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                section = meaning(name);
                continue;
            }
            for item in line.split_whitespace() {
                lexicon.add(&mut entries, item, section);
            }
        }
        lexicon.endings.sort_by_key(|(ending, _)| Reverse(ending.len()));
        lexicon.entries = Entries::of(&entries.into_iter().collect::<Vec<_>>());
        lexicon
    }

    fn add(
        &mut self,
        entries: &mut FxHashMap<u32, Entry>,
        item: &'static str,
        (class, traits): (Class, u32),
    ) {
        let (word, model) = item.split_once('=').unwrap_or((item, ""));
        let model = (!model.is_empty()).then(|| word_id(model));
        if let Some(ending) = word.strip_prefix('-') {
            self.add_ending(ending, class, traits, model);
            return;
        }
        let (word, prefixes): (_, &[&str]) = match word.strip_prefix('+') {
            Some(word) => (word, &["", "و", "ف"]),
            None => (word, &[""]),
        };
        for prefix in prefixes {
            let own = extend(word_id(prefix), word);
            let entry = entries.entry(own).or_insert(Entry { class, traits: 0, id: 0 });
            if entry.class == Class::Other {
                entry.class = class;
            }
            entry.traits |= traits;
            if entry.id == 0 {
                entry.id = model.unwrap_or(own);
            }
        }
        if traits & traits::ROLE != 0 {
            let is_german = self.habit == Some(Habit::CapitalNouns);
            inflect(entries, (word, is_german), class, traits);
        }
    }

    fn add_ending(&mut self, ending: &'static str, class: Class, traits: u32, model: Option<u32>) {
        if let Some((_, entry)) = self.endings.iter_mut().find(|(known, _)| *known == ending) {
            entry.traits |= traits;
        } else {
            let id = model.unwrap_or_else(|| word_id(ending));
            self.endings.push((ending, Entry { class, traits, id }));
        }
    }
}

/// `адвоката`, `адвокату`: the forms of a Russian role behind `according to` and `by`; `Arztes`, `Sprechers`: those of a
/// German one.
fn inflect(
    entries: &mut FxHashMap<u32, Entry>,
    (word, is_german): (&str, bool),
    class: Class,
    traits: u32,
) {
    let (stem, endings) = match word.chars().next_back() {
        Some('a'..='z')
            if is_german && !word.ends_with(['a', 'e', 's']) && !word.ends_with("in") =>
        {
            (word, ["s", "es"])
        }
        Some('ь') => (&word[..word.len() - 'ь'.len_utf8()], ["я", "ю"]),
        Some('а'..='я') if !word.ends_with(VOWELS) => (word, ["а", "у"]),
        _ => return,
    };
    for ending in endings {
        let id = extend(word_id(stem), ending);
        entries.entry(id).or_insert(Entry { class, traits: 0, id }).traits |= traits;
    }
}

/// The class and the traits that a section of a lexicon file gives.
fn meaning(section: &str) -> (Class, u32) {
    match section {
        "say" => (Class::Say, 0),
        "cue" => (Class::Cue, 0),
        "cue-ing" => (Class::CueIng, 0),
        "pronoun" => (Class::Pronoun, 0),
        "determiner" => (Class::Determiner, 0),
        "possessive" => (Class::Possessive, 0),
        "preposition" => (Class::Preposition, 0),
        "conjunction" => (Class::Conjunction, 0),
        "auxiliary" => (Class::Auxiliary, 0),
        "calendar" => (Class::Calendar, 0),
        "relative" => (Class::Relative, 0),
        "according" => (Class::According, 0),
        "function" => (Class::Function, 0),
        "negation" => (Class::Negation, 0),
        "title" => (Class::Title, traits::HUMAN),
        "human" => (Class::Human, traits::HUMAN),
        "organisation" => (Class::Organisation, traits::ORGANISATION),
        "role" => (Class::Other, traits::ROLE),
        "honorific" => (Class::Other, traits::HONORIFIC),
        "particle" => (Class::Other, traits::PARTICLE),
        "joiner" => (Class::Other, traits::JOINER),
        "abbreviation" => (Class::Other, traits::ABBREVIATION),
        "male" => (Class::Other, traits::MALE),
        "female" => (Class::Other, traits::FEMALE),
        "plural" => (Class::Other, traits::PLURAL),
        "self" => (Class::Other, traits::SELF),
        "perfect" => (Class::Other, traits::PERFECT),
        "department" => (Class::Other, traits::DEPARTMENT),
        "statement" => (Class::Other, traits::STATEMENT),
        "noun" => (Class::Other, traits::NOUN),
        "person" => (Class::Other, traits::PERSON),
        "rank" => (Class::Other, traits::RANK),
        "source" => (Class::Other, traits::SOURCE),
        "reported" => (Class::Other, traits::REPORTED),
        "oblique" => (Class::Other, traits::OBLIQUE),
        "definite" => (Class::Other, traits::DEFINITE),
        "leads" => (Class::Other, traits::LEADS),
        "body" => (Class::Other, traits::BODY),
        "kin" => (Class::Other, traits::KIN | traits::ROLE),
        "former" => (Class::Other, traits::FORMER),
        "so" => (Class::Other, traits::SO),
        "naming" => (Class::Other, traits::NAMING),
        "finds" => (Class::Other, traits::FINDS),
        _ => (Class::Other, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote::lexicon::SOURCES;

    #[test]
    fn every_section_of_every_lexicon_has_a_meaning() {
        for (code, source) in SOURCES {
            for line in source.lines() {
                if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                    assert_ne!(meaning(name), (Class::Other, 0), "{code}: [{name}]");
                }
            }
        }
    }
}
