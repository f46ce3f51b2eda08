//! The voices of a transcript: names before a colon, in capitals or at the start of a line.

use release::Span;

use crate::{
    author::{Person, is_same, name::quietly, office_holder},
    layout::{Layout, office},
    lexicon,
    quote::is_given_name,
};

/// So many turns make a speaker of a transcript.
const FEWEST_TURNS: usize = 2;
/// No more voices are kept apart.
const MOST_VOICES: usize = 40;
/// So much of a turn tells whom it addresses.
const OPENING: usize = 400;

/// Who speaks in a transcript, by their names in capitals before a colon.
pub(super) fn find(text: &str, layout: &Layout, persons: &[Person]) -> Vec<Person> {
    let mut turns: Vec<(&str, Span, usize)> = Vec::new();
    let mut asked: Vec<&str> = Vec::new();
    let start = layout.carried.fields.iter().map(|field| field.value.end as usize).max();
    let start = start.unwrap_or_default();
    for at in memchr::memchr_iter(b':', text.as_bytes()).filter(|at| *at > start) {
        let before = &text[..at];
        let Some(voice) = voice_before(before).or_else(|| name_before(before)) else { continue };
        if asks(voice) {
            let turn = &text[at + 1..];
            let end = turn.char_indices().nth(OPENING).map_or(turn.len(), |(end, _)| end);
            asked.push(&turn[..end]);
        }
        match turns.iter().position(|(known, ..)| *known == voice) {
            Some(known) => turns[known].2 += 1,
            None if turns.len() < MOST_VOICES => {
                // a blank may stand between the name and its colon
                let start = before.rfind(voice).unwrap_or_default();
                turns.push((voice, Span::new(start, start + voice.len()), 1));
            }
            None => {}
        }
    }
    turns.retain(|(voice, _, n_turns)| {
        let is_of_head = persons.iter().any(|person| is_same(&person.name, voice));
        (*n_turns >= FEWEST_TURNS || is_of_head)
            && (asked.len() >= FEWEST_TURNS || is_plain_voice(voice))
    });
    let n_turns: usize = turns.iter().map(|(_, _, n_turns)| n_turns).sum();
    if n_turns < 2 * FEWEST_TURNS {
        return Vec::new();
    }
    let mut voices: Vec<Person> = Vec::new();
    for (voice, span, _) in turns.into_iter().filter(|(voice, ..)| !is_asker(voice)) {
        let Some(name) = full_name(voice, layout, persons, &asked) else { continue };
        if !voices.iter().any(|person| is_same(&person.name, &name)) {
            voices.push(Person { name, span, is_sure: true });
        }
    }
    voices
}

/// Whether a voice needs no askers to be one: it is in capitals, or a name in full.
fn is_plain_voice(voice: &str) -> bool {
    !voice.contains(char::is_lowercase) || voice.contains(' ')
}

/// The name at the end of `before` that is all of its line so far: `Ada Roe`, `Roe`.
fn name_before(before: &str) -> Option<&str> {
    let window = before.len() - before.len().min(40);
    let start = (window..before.len()).find(|at| before.is_char_boundary(*at))?;
    let line = before[start..]
        .rsplit_once('\n')
        .map(|(_, line)| line)
        .or_else(|| (start == 0).then_some(before))?;
    let name = line.trim();
    let is_name = name.split(' ').count() <= 3
        && name.split(' ').all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
        })
        && name.contains(char::is_lowercase);
    let is_person = || !name.contains(' ') || name.split(' ').next().is_some_and(is_given_name);
    (is_name && is_person()).then_some(name)
}

/// The words in capitals at the end of `before`, where a line or sentence has just begun.
fn voice_before(before: &str) -> Option<&str> {
    let start = before
        .char_indices()
        .rev()
        .take(42)
        .take_while(|(_, c)| {
            c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\'' | '’' | '\u{a0}')
        })
        .last()
        .map(|(at, _)| at)?;
    // what opens the turn is no part of the name: `Thank you. ROE`
    let run = &before[start..];
    let from =
        run.rfind(". ").filter(|at| run[..*at].chars().filter(|c| c.is_uppercase()).count() <= 1);
    let voice = from
        .map_or(run, |at| &run[at + 2..])
        .trim_matches(|c: char| !c.is_alphabetic() && c != '.');
    let n_letters = voice.chars().filter(|c| c.is_uppercase()).count();
    (n_letters >= 2 && voice.split_whitespace().count() <= 5).then_some(voice)
}

/// What those are called who put questions.
const ASKERS: &[&str] = &[
    "QUESTION",
    "JOURNALIST",
    "INTERVIEWER",
    "REPORTER",
    "HOST",
    "COMPERE",
    "PRESENTER",
    "MODERATOR",
    "CALLER",
    "Q",
];

/// Whether a voice puts questions.
fn asks(voice: &str) -> bool {
    ASKERS.contains(&voice.to_uppercase().as_str())
}

/// Whether a voice is nobody's name.
fn is_asker(voice: &str) -> bool {
    voice.split_whitespace().all(|word| {
        let upper = word.trim_matches(|c: char| !c.is_alphabetic()).to_uppercase();
        ASKERS.contains(&upper.as_str())
            || matches!(
                upper.as_str(),
                "QUESTIONS"
                    | "JOURNALISTS"
                    | "UNIDENTIFIED"
                    | "SPEAKER"
                    | "A"
                    | "QUES"
                    | "ANSWER"
                    | "SUBJECT"
                    | "SUBJECTS"
                    | "TOPIC"
                    | "TOPICS"
                    | "E"
                    | "O"
                    | "EOE"
                    | "FEMALE"
                    | "MALE"
                    | "INAUDIBLE"
                    | "MC"
                    | "ANCHOR"
                    | "TRANSCRIPT"
                    | "CONTACT"
                    | "MEDIA"
                    | "DATE"
                    | "NOTE"
                    | "FACT"
                    | "FACTS"
                    | "KEY"
                    | "MYTH"
                    | "SOURCE"
                    | "SOURCES"
                    | "WHO"
                    | "WHAT"
                    | "WHEN"
                    | "WHERE"
                    | "WHY"
                    | "TEL"
                    | "FAX"
                    | "PH"
            )
    })
}

/// Who speaks in an office: the person of the head, else who is addressed, else whom the text names
/// beside it.
fn of_office(office: &str, layout: &Layout, persons: &[Person], asked: &[&str]) -> Option<String> {
    let first = persons.first().map(|person| &person.name);
    if persons.len() == 1 {
        return first.cloned();
    }
    let office = if office == "PM" { "prime minister" } else { office };
    office_holder::addressed(asked)
        .or_else(|| office_holder::beside(layout, office))
        .or_else(|| first.cloned())
}

/// The name in full: as it is said, as the head gives it, or as anywhere before the surname.
fn full_name(voice: &str, layout: &Layout, persons: &[Person], asked: &[&str]) -> Option<String> {
    let said: Vec<&str> = voice
        .split_whitespace()
        .filter(|word| {
            let lower = word.trim_end_matches('.').to_lowercase();
            !lexicon::is_honorific(&lower)
                && !office::is_of_office(&lower)
                && !matches!(lower.as_str(), "the" | "pm" | "mp" | "for" | "of")
        })
        .collect();
    let surname = if let Some(surname) = said.last() {
        quietly(surname)
    } else {
        let name = of_office(voice, layout, persons, asked)?;
        if name.contains(' ') {
            return Some(name);
        }
        name
    };
    if let Some(person) = persons.iter().find(|person| is_same(&person.name, &surname)) {
        return Some(person.name.clone());
    }
    if said.len() >= 2 {
        let is_known = is_given_name(said[0]) || said[0].len() <= 3;
        return is_known
            .then(|| said.iter().map(|word| quietly(word)).collect::<Vec<_>>().join(" "));
    }
    let lower = surname.to_lowercase();
    for words in &layout.words {
        let mut before = "";
        for word in words.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
            if bare.len() == surname.len() && bare.to_lowercase() == lower && is_given_name(before)
            {
                return Some(format!("{} {surname}", quietly(before)));
            }
            before = bare;
        }
    }
    Some(surname)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voice_is_what_stands_in_capitals_before_the_colon() {
        assert_eq!(voice_before("Thank you. PETER ROE"), Some("PETER ROE"));
        assert_eq!(voice_before("\nROE"), Some("ROE"));
        assert_eq!(voice_before("he said"), None);
    }

    #[test]
    fn a_voice_in_small_letters_opens_a_line() {
        assert_eq!(name_before("Thank you.\n Ada Roe"), Some("Ada Roe"));
        assert_eq!(name_before("Thank you.\nRoe"), Some("Roe"));
        assert_eq!(name_before("Thank you. Roe"), None);
        assert_eq!(name_before("\nWhat we want"), None);
    }
}
