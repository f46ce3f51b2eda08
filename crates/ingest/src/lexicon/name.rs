//! What names of persons look like.

use std::{cell::RefCell, sync::LazyLock};

use crate::lexicon::{
    Blanks as _, ROLES, Words, ends_like_a_sentence,
    form::{Forms, letters_of},
    is_caseless, is_function_word, is_organisation_word, is_unspaced, lines, with_lower,
};

static COMMON_CAPITALS: Words =
    LazyLock::new(|| lines(include_str!("../../data/common_capitals.txt")).collect());

/// What no name of a person ends with: `Natural Resources`, `Judiciary Committees`.
const THINGS: [&str; 21] = [
    "committees",
    "subcommittee",
    "subcommittees",
    "councils",
    "caucus",
    "commissions",
    "departments",
    "agencies",
    "legislation",
    "amendment",
    "programs",
    "programmes",
    "services",
    "resources",
    "issues",
    "affairs",
    "advisory",
    "newsletter",
    "statement",
    "month",
    "ceremony",
];

/// Whether a name of several words ends with a word for a thing or a body, as no person's does.
pub(crate) fn ends_with_thing(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default();
    last.len() < name.len() && with_lower(last, |last| THINGS.contains(&last))
}

/// Small words inside names of persons.
pub(crate) fn is_name_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "do"
            | "dos"
            | "das"
            | "del"
            | "della"
            | "di"
            | "du"
            | "la"
            | "le"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ten"
            | "ter"
            | "bin"
            | "ibn"
            | "al"
            | "el"
            | "bint"
            | "y"
            | "e"
            | "af"
            | "zu"
            | "st."
            | "al-"
            | "d'"
            | "ben"
    )
}

/// Titles before a name, in lower case without a full stop.
const HONORIFICS: [&str; 52] = [
    "me",
    "mgr",
    "pe",
    "eng",
    "dra",
    "ing",
    "arq",
    "lcdo",
    "lcda",
    "dona",
    "supt",
    "adv",
    "mag",
    "dipl",
    "père",
    "maitre",
    "maître",
    "pater",
    "sister",
    "lic",
    "right",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "hon",
    "rev",
    "sen",
    "rep",
    "mme",
    "m",
    "mlle",
    "sr",
    "sra",
    "don",
    "doña",
    "herr",
    "frau",
    "h.e",
    "senator",
    "ambassador",
    "judge",
    "justice",
    "fr",
    "sheikh",
    "г-н",
    "г-жа",
];

/// The titles before a name.
pub(super) fn honorifics() -> impl Iterator<Item = &'static str> {
    HONORIFICS.into_iter()
}

/// Whether a word in lower case, without a full stop, is a title before a name.
pub(crate) fn is_honorific(word: &str) -> bool {
    static TABLE: Words = LazyLock::new(|| honorifics().collect());
    word.len() <= 10 && TABLE.contains(word)
}

/// Whether a word is what branches of organisations are called after: a country, a part of the world.
pub(crate) fn is_region(word: &str) -> bool {
    matches!(
        word,
        "Africa"
            | "Asia"
            | "Europe"
            | "America"
            | "Pacific"
            | "International"
            | "Caribbean"
            | "Afrique"
            | "Asie"
            | "América"
            | "África"
            | "Asien"
            | "Afrika"
            | "Europa"
    ) || gazetteer::resolve(word).is_some()
}

/// Whether all of a name is that of a country or town.
pub(crate) fn is_place(name: &str) -> bool {
    gazetteer::resolve(name).is_some() || gazetteer::town(name).is_some()
}

/// Whether a passage is shaped like a person's name: two to five capitalised words, no role, no office.
pub(crate) fn is_name(passage: &str) -> bool {
    let mut n_full = 0;
    let mut n_words = 0;
    let mut first = None;
    for word in passage.by_blanks() {
        n_words += 1;
        if n_words > 6 {
            return false;
        }
        // one word alone is no name
        if n_words == 1 {
            first = Some(word);
            continue;
        }
        let before = first.take().map(|first| word_parts(first).first);
        for part in before.into_iter().chain([word_parts(word).later]) {
            match part {
                Part::None => return false,
                Part::Small => {}
                Part::Full => n_full += 1,
            }
        }
    }
    n_words > 1
        && (1..=4).contains(&n_full)
        && !ends_like_a_sentence(passage)
        && !is_unspaced(passage)
}

/// What a word is in names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    /// No part of a name.
    #[default]
    None,
    /// A title, a small word or an initial.
    Small,
    /// A name.
    Full,
}

/// What a word between blanks is in names and in roles.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    /// As the first word of a name.
    first: Part,
    /// As any other.
    later: Part,
    has_role: bool,
}

thread_local! {
    /// Of the words that this thread was asked about.
    static PARTS: RefCell<Forms<Parts, 4096>> = RefCell::default();
}

fn word_parts(word: &str) -> Parts {
    match letters_of(word) {
        Some(letters) => PARTS.with_borrow_mut(|parts| parts.get(letters, || see_parts(word))),
        None => see_parts(word),
    }
}

fn see_parts(word: &str) -> Parts {
    let has_role = names_role(word);
    let bare =
        word.trim_matches(|c: char| matches!(c, ',' | '.' | '*' | '"' | '“' | '”' | '(' | ')'));
    if bare.is_empty()
        || has_inner_stop(bare)
        || bare
            .chars()
            .any(|c| c.is_numeric() || matches!(c, '@' | '/' | ':' | '_' | '|' | '&' | '+'))
    {
        return Parts { has_role, ..Parts::default() };
    }
    let as_part = |is_first: bool| match with_lower(bare, |lower| part(bare, lower, is_first)) {
        None => Part::None,
        Some(false) => Part::Small,
        Some(true) => Part::Full,
    };
    Parts { first: as_part(true), later: as_part(false), has_role }
}

/// Whether a line names a role: `Executive Director`.
pub(crate) fn has_role(line: &str) -> bool {
    line.by_blanks().any(|word| word_parts(word).has_role)
}

/// Whether a word, or a part of it between signs, is the head of a role.
fn names_role(word: &str) -> bool {
    word.split(['/', ',', '(', ')', ':', ';'])
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-'))
        .filter(|word| !word.is_empty() && word.len() <= 48)
        .any(|word| with_lower(word, |lower| ROLES.contains(without_genitive(lower))))
}

/// A word without any `'s` at its end.
fn without_genitive(mut word: &str) -> &str {
    for ending in ["'s", "’s"] {
        while let Some(stem) = word.strip_suffix(ending) {
            word = stem;
        }
    }
    word
}

/// Whether a part of a name is more than a title, a small word or an initial; `None` of what is no part.
fn part(bare: &str, lower: &str, is_first: bool) -> Option<bool> {
    if is_honorific(lower) || is_name_particle(bare) || (!is_first && is_name_particle(lower)) {
        return Some(false);
    }
    let is_capital = bare.chars().next().is_some_and(|c| c.is_uppercase() || is_caseless(c));
    if !is_capital || ROLES.contains(lower) || is_organisation_word(bare) {
        return None;
    }
    let is_initial = bare.chars().filter(|c| c.is_alphabetic()).count() == 1;
    if is_initial {
        return Some(false);
    }
    (!is_common_capital(lower)).then_some(true)
}

/// `Казахстан.Тел`: a full stop inside a word that is no row of initials.
fn has_inner_stop(word: &str) -> bool {
    word.split('.').filter(|part| part.chars().count() > 2).count() > 1
}

/// Words with a capital in contact blocks that are no names.
fn is_common_capital(lower: &str) -> bool {
    let is_small = is_function_word(lower)
        && lower.len() <= 4
        && !matches!(lower, "an" | "don" | "per" | "van" | "een");
    let is_also_a_name = matches!(
        lower,
        "may"
            | "april"
            | "june"
            | "august"
            | "jan"
            | "mai"
            | "mars"
            | "jun"
            | "julio"
            | "abril"
            | "avril"
    );
    let is_month = crate::date::is_month(lower) && !is_also_a_name;
    is_small || is_month || COMMON_CAPITALS.contains(lower)
}

/// `ADA ROE-LUND` as `Ada Roe-Lund`: every letter behind another in lower case.
pub(crate) fn in_small_letters(name: &str) -> String {
    let mut small = String::with_capacity(name.len());
    let mut opens = true;
    for c in name.chars() {
        if opens {
            small.push(c);
        } else {
            small.extend(c.to_lowercase());
        }
        opens = !c.is_alphabetic();
    }
    small
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_no_offices_in_them() {
        for name in
            ["Ada Roe", "Ilse Marwitz-Okonjo", "José da Silva", "Dr. A. N. Other", "Матильда Рё"]
        {
            assert!(is_name(name), "{name}");
        }
        for other in
            ["Executive Director", "Geneva Office", "Tel Aviv 12", "ada roe", "Help End Torture?"]
        {
            assert!(!is_name(other), "{other}");
        }
    }
}
