//! What a name looks like, whatever the text.

use std::cell::RefCell;

use crate::{
    lexicon,
    met::Met,
    organisation::known::{self, is_known},
};

/// A longer name is none.
pub(super) const LONGEST_NAME: usize = 160;

/// What a name looks like, whatever the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    pub(super) folded: String,
    /// A person's name, and not known as an issuer's.
    pub(super) is_person: bool,
    /// A country, a part of the world, a law, an event, or words of a clause.
    pub(super) is_no_body: bool,
    /// An abbreviation, and not known as an issuer's.
    pub(super) is_acronym: bool,
}

thread_local! {
    static LOOKS: RefCell<Met<Look>> = RefCell::default();
}

impl Look {
    pub(super) fn of(name: &str) -> Self {
        LOOKS.with_borrow_mut(|looks| {
            looks.get_or(name, || {
                let is_person = lexicon::is_name(name) && !looks_like_one(name);
                if name.len() > LONGEST_NAME {
                    return Self { is_person, ..Self::default() };
                }
                Self {
                    folded: known::fold(name),
                    is_person,
                    is_no_body: gazetteer::resolve(name).is_some()
                        || lexicon::is_part_of_the_world(name)
                        || is_law(name)
                        || is_event(name)
                        || is_held(name)
                        || is_officer(name)
                        || is_kind_of_text(name)
                        || is_clause(name),
                    is_acronym: lexicon::is_acronym(name)
                        && !lexicon::is_unspaced(name)
                        && !is_known(name),
                }
            })
        })
    }
}

/// `Repression of Harbour Defenders`: what is done to them, as headlines begin.
fn is_event(name: &str) -> bool {
    const EVENTS: [&str; 23] = [
        "Abuse",
        "Actions",
        "Arrest",
        "Arrests",
        "Attack",
        "Attacks",
        "Criminalisation",
        "Criminalization",
        "Detention",
        "Eviction",
        "Execution",
        "Harassment",
        "Imprisonment",
        "Intimidation",
        "Killing",
        "Killings",
        "Murder",
        "Persecution",
        "Release",
        "Repression",
        "Threats",
        "Trial",
        "Violence",
    ];
    let mut words = name.split(' ');
    let first = words.next().unwrap_or_default();
    EVENTS.contains(&first) && matches!(words.next(), Some("of" | "on" | "against"))
}

/// `Clean Rivers Act`, `Clean Rivers Act of 2003`, but not the `Coalition for a River Treaty`.
fn is_law(name: &str) -> bool {
    const LAWS: [&str; 5] = ["act", "amendment", "bill", "covenant", "treaty"];
    let mut words = name.rsplit(' ');
    let last = words.next().unwrap_or_default();
    let is_year = last.len() == 4 && last.bytes().all(|byte| byte.is_ascii_digit());
    let noun = if is_year { words.nth(1) } else { Some(last) };
    let first = name.split(' ').next().unwrap_or_default();
    noun.is_some_and(|noun| is_one_of(noun, &LAWS)) && !lexicon::is_organisation_word(first)
}

/// `River Heritage Month`, `Award Ceremony`: what is held.
fn is_held(name: &str) -> bool {
    const HELD: [&str; 4] = ["month", "week", "ceremony", "anniversary"];
    let last = name.rsplit(' ').next().unwrap_or_default();
    is_one_of(last, &HELD)
}

/// `With an office in Oran`, `Honouring Mothers on Their Day`: words of a clause, which no name has in English.
fn is_clause(name: &str) -> bool {
    const OPENERS: [&str; 10] = [
        "with",
        "at",
        "regarding",
        "during",
        "amid",
        "despite",
        "while",
        "when",
        "honoring",
        "honouring",
    ];
    const INSIDE: [&str; 14] = [
        "his", "her", "their", "was", "were", "is", "are", "has", "have", "when", "while", "they",
        "he", "she",
    ];
    let mut words = name.split(' ');
    let opens = words.next().is_some_and(|word| is_one_of(word, &OPENERS));
    opens || words.any(|word| word.len() < 6 && is_one_of(word, &INSIDE))
}

/// `Nota de Repúdio`, `Moção de Apoio`: what a text is, with capitals as names have.
fn is_kind_of_text(name: &str) -> bool {
    const KINDS: [&str; 6] =
        ["Nota de ", "Nota Pública", "Nota Oficial", "Moção de ", "Carta Aberta", "Carta de "];
    KINDS.iter().any(|kind| name.starts_with(kind))
}

/// `Председатель бюро П. Ф. Роев`: an office and who holds it.
fn is_officer(name: &str) -> bool {
    let is_initial = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
    };
    let mut words = name.split(' ');
    let first = words.next().unwrap_or_default();
    !name.is_ascii() && words.any(is_initial) && lexicon::has_role(first)
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    lexicon::with_lower(word, |word| list.contains(&word))
}

/// A two-word name of an organisation also looks like a person's.
fn looks_like_one(name: &str) -> bool {
    lexicon::is_organisation(name) || is_known(name)
}
