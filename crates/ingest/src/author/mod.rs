//! In whose name a release speaks: the person of its letterhead or byline, and the voices of a transcript.
//!
//! A release under a person's letterhead is that person's statement; under a bare name it is, where it
//! speaks in the first person or nobody else is quoted. A transcript names its speakers before their words:
//! `ROE: …`.

mod letterhead;
mod name;
mod office_holder;
mod voice;

use std::cell::LazyCell;

use release::{Contact, Evidence, Span, Speaker};

use crate::{
    layout::{Layout, office},
    lexicon::traits,
};

/// A letterhead with more persons is a list of a board.
const MOST_AUTHORS: usize = 3;
/// So many holders of offices of state may speak together.
const MOST_HOLDERS: usize = 6;
/// The first person stands so often in a statement.
const FEWEST_SELVES: usize = 2;

/// A person of the head.
#[derive(Clone)]
struct Person {
    name: String,
    span: Span,
    /// An office, a title or the word `by` stands beside the name.
    is_sure: bool,
}

/// The persons of the head of a release.
pub(crate) struct Head(Vec<Person>);

impl Head {
    pub(crate) fn of(layout: &Layout) -> Self {
        Self(letterhead::persons(layout))
    }
}

/// Whom else a release names.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    /// The speakers of quotes.
    pub(crate) quoted: &'a [Speaker],
    pub(crate) contacts: &'a [Contact],
}

/// The speakers that no quote names.
pub(crate) fn find(text: &str, layout: &Layout, head: &Head, known: Known<'_>) -> Vec<Speaker> {
    let Known { quoted, .. } = known;
    let voices = voice::find(text, layout, &head.0);
    let mut authors = if voices.is_empty() { of_head(layout, head, known) } else { voices };
    authors.retain(|author| !quoted.iter().any(|speaker| is_same(&author.name, &speaker.name)));
    authors
        .into_iter()
        .map(|person| Speaker {
            name: person.name,
            role: None,
            organisation: None,
            quotes: 0,
            evidence: Evidence::new(person.span, "author", 0.7),
        })
        .collect()
}

/// Whether a contact is this person, with a number or an address.
fn is_called(contact: &Contact, person: &Person) -> bool {
    let is_reached = !contact.phones.is_empty() || !contact.emails.is_empty();
    is_reached && contact.name.as_deref().is_some_and(|name| is_same(name, &person.name))
}

/// Who speaks where no voices are told apart: the head, else the office of its letterhead, else the foot.
fn of_head(layout: &Layout, Head(persons): &Head, known: Known<'_>) -> Vec<Person> {
    let Known { quoted, contacts } = known;
    // who is to be called speaks for somebody
    let is_called = |person: &Person| contacts.iter().any(|contact| is_called(contact, person));
    let mut persons: Vec<Person> =
        persons.iter().filter(|person| person.is_sure || !is_called(person)).cloned().collect();
    let speaks = LazyCell::new(|| quoted.is_empty() || speaks_in_first_person(layout));
    if persons.iter().any(|person| person.is_sure) {
        persons.retain(|person| person.is_sure);
    } else if !persons.is_empty() && !*speaks {
        persons.clear();
    }
    if persons.is_empty() && !letterhead::is_letter(layout) {
        persons.extend(office_holder::of_letterhead(layout));
    }
    if persons.is_empty() {
        // few texts are signed so; what they say is looked at in these alone
        let signed = letterhead::signatures(layout);
        if !signed.is_empty() && *speaks {
            persons = signed;
        }
    }
    let most =
        if persons.iter().all(|person| person.is_sure) { MOST_HOLDERS } else { MOST_AUTHORS };
    if persons.len() > most {
        persons.clear();
    }
    persons
}

/// The names in full that the head gives to surnames: `Roe` under `Senator Ada Roe`.
pub(crate) fn full_names(Head(persons): &Head, speakers: &[Speaker]) -> Vec<(String, String)> {
    let is_surname = |speaker: &&Speaker| !speaker.name.contains(' ');
    let full = |speaker: &Speaker| {
        let mut sure = persons.iter().filter(|person| person.is_sure);
        let person = sure.find(|person| is_same(&person.name, &speaker.name))?;
        let is_known = speakers.iter().any(|other| other.name == person.name);
        (!is_known).then(|| (speaker.name.clone(), person.name.clone()))
    };
    speakers.iter().filter(is_surname).filter_map(full).collect()
}

/// Names of speakers without what is no part of them: `Ada Roe MP`, `Ada Roe Minister`.
pub(crate) fn bare_name(name: &str) -> &str {
    let mut bare = name.trim_end_matches(',');
    while let Some((rest, last)) = bare.rsplit_once(' ') {
        let lower = last.to_lowercase();
        let is_office = office::is_of_office(&lower) && rest.contains(' ');
        if !is_office && !office::is_after_name(last) {
            break;
        }
        bare = rest.trim_end_matches([',', ' ']);
    }
    bare
}

/// Whether two names end in the same word.
fn is_same(one: &str, other: &str) -> bool {
    let last = |name: &str| name.split_whitespace().next_back().map(str::to_lowercase);
    last(one) == last(other)
}

/// Whether the running text, outside of quotation marks, says `I` or `we`.
fn speaks_in_first_person(layout: &Layout) -> bool {
    let mut n_selves = 0;
    for (idx, block) in layout.blocks.iter().enumerate() {
        if !block.part.is_running_text() {
            continue;
        }
        let mut is_quoted = false;
        let line = layout.line(idx);
        for seen in line.words {
            let word = line.as_written(seen);
            // its first letter settles most of a text
            let is_plain = seen.is(traits::ASCII) && seen.bare_start() == seen.start();
            if !is_quoted && is_plain && !may_open_self(word) {
                continue;
            }
            is_quoted |= word.starts_with(['"', '“', '«', '„']);
            let is_self = matches!(
                first_part(word),
                "I" | "my"
                    | "My"
                    | "me"
                    | "we"
                    | "We"
                    | "our"
                    | "Our"
                    | "je"
                    | "Je"
                    | "nous"
                    | "Nous"
                    | "yo"
                    | "nosotros"
                    | "ich"
                    | "Ich"
                    | "wir"
                    | "Wir"
                    | "eu"
                    | "Eu"
                    | "я"
                    | "Я"
                    | "мы"
                    | "Мы"
            );
            n_selves += usize::from(is_self && !is_quoted);
            if is_quoted
                && word.trim_end_matches([',', '.', ';', ':', '!', '?']).ends_with(['"', '”', '»'])
            {
                is_quoted = false;
            }
        }
        if n_selves >= FEWEST_SELVES {
            return true;
        }
    }
    false
}

/// Whether the first letter of a word is that of an ASCII word for who speaks.
fn may_open_self(word: &str) -> bool {
    const FIRST: &[u8] = b"ImMwWoOjJnyieE";
    word.as_bytes().first().is_some_and(|first| FIRST.contains(first))
}

/// The letters before an apostrophe of a word that may be a self by its first letter: `I` of `(I’ve`.
fn first_part(word: &str) -> &str {
    let first = word.as_bytes().first();
    if first.is_some_and(u8::is_ascii_alphanumeric) && !may_open_self(word) {
        return "";
    }
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.split(['\'', '’']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_offices_are_no_part_of_a_name() {
        for (name, bare) in [
            ("Ada Roe MP", "Ada Roe"),
            ("Ada Roe AM QC", "Ada Roe"),
            ("Peter Lund Minister", "Peter Lund"),
            ("Ada Leader", "Ada Leader"),
            ("Ada Roe", "Ada Roe"),
        ] {
            assert_eq!(bare_name(name), bare);
        }
    }
}
