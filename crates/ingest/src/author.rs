//! In whose name a release speaks: the person of its letterhead or byline, and the voices of a transcript.
//!
//! A release under a person's letterhead that speaks in the first person, or in which nobody else is
//! quoted, is that person's statement. A transcript names its speakers before their words: `ROE: …`.

use release::{Evidence, Part, Span, Speaker};

use crate::{
    layout::{Layout, feature::Feature, office},
    lexicon,
    quote::is_given_name,
};

/// A letterhead with more persons is a list of a board.
const MOST_AUTHORS: usize = 3;
/// So many turns make a speaker of a transcript.
const FEWEST_TURNS: usize = 2;
/// No more voices are kept apart.
const MOST_VOICES: usize = 40;
/// The first person stands so often in a statement.
const FEWEST_SELVES: usize = 2;

/// A person of the head.
struct Person {
    name: String,
    span: Span,
}

/// The speakers that no quote names.
pub(crate) fn find(text: &str, layout: &Layout, quoted: &[Speaker]) -> Vec<Speaker> {
    let persons = persons_of_head(layout);
    let voices = voices(text, layout, &persons);
    let mut authors = if voices.is_empty() {
        let speaks = || quoted.is_empty() || speaks_in_first_person(layout);
        if (1..=MOST_AUTHORS).contains(&persons.len()) && speaks() { persons } else { Vec::new() }
    } else {
        voices
    };
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

/// Whether two names end in the same word.
fn is_same(one: &str, other: &str) -> bool {
    let last = |name: &str| name.split_whitespace().next_back().map(str::to_lowercase);
    last(one) == last(other)
}

/// The persons whose letterhead or byline stands above the text.
fn persons_of_head(layout: &Layout) -> Vec<Person> {
    let lede = layout.lede().unwrap_or(layout.blocks.len());
    let mut persons: Vec<Person> = Vec::new();
    // who is named above a salutation is addressed
    let is_letter =
        layout.features.iter().take(lede + 2).any(|block| block.has(Feature::Salutation));
    if is_letter {
        return persons;
    }
    for idx in 0..lede {
        let is_office = |idx: usize| {
            layout.features.get(idx).is_some_and(|block| block.has(Feature::OfficeLine))
        };
        let is_contact = layout.blocks[idx].part == Part::Contacts
            && (layout.features[idx].has(Feature::Phone)
                || layout.features[idx].has(Feature::ContactHead));
        let is_name = layout.features[idx].has(Feature::NameShaped)
            && (is_office(idx + 1) || idx > 0 && is_office(idx - 1));
        let is_byline = layout.blocks[idx].part == Part::Byline;
        if is_contact || !(is_office(idx) || is_name || is_byline) {
            continue;
        }
        for name in names(&layout.words[idx]) {
            if !persons.iter().any(|person| is_same(&person.name, &name)) {
                persons.push(Person { name, span: layout.blocks[idx].span });
            }
        }
    }
    persons
}

/// The names of persons in a line of names and offices.
fn names(line: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    let mut is_titled = false;
    for token in line.split_whitespace() {
        let word = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let lower = word.trim_end_matches('.').to_lowercase();
        let is_title = lexicon::is_honorific(&lower) && word.len() > 1;
        let has_letters = office::is_after_name(word);
        let is_part = word.starts_with(char::is_uppercase)
            && !is_title
            && !has_letters
            && !office::is_of_office(&lower)
            && !word.contains(|c: char| c.is_ascii_digit());
        if is_part {
            run.push(word);
        }
        if !is_part || token.ends_with([',', ';', ':', ')']) {
            names.extend(name(&run, is_titled || has_letters));
            run.clear();
            is_titled = is_title || is_titled && lower == "the";
        }
    }
    names.extend(name(&run, is_titled));
    names
}

/// The name at the end of a run of capitalised words: from its given name on, or all of a titled one.
fn name(run: &[&str], is_titled: bool) -> Option<String> {
    let given = run.iter().position(|word| is_given_name(word));
    let first = match given {
        Some(first) => first,
        None if is_titled => 0,
        None => return None,
    };
    let parts = &run[first..];
    let is_plain = parts.iter().all(|word| !lexicon::is_organisation_word(word));
    ((2..=4).contains(&parts.len()) && is_plain).then(|| {
        let parts: Vec<String> = parts.iter().map(|part| in_small_letters(part)).collect();
        parts.join(" ")
    })
}

/// `ROE-LUND` as `Roe-Lund`; other spellings stay.
fn in_small_letters(word: &str) -> String {
    let is_shouted = word.chars().filter(|c| c.is_alphabetic()).count() > 2
        && !word.contains(char::is_lowercase)
        && !word.trim_end_matches('.').contains('.');
    if !is_shouted {
        return word.to_owned();
    }
    let mut small = String::with_capacity(word.len());
    let mut opens = true;
    for c in word.chars() {
        if opens {
            small.push(c);
        } else {
            small.extend(c.to_lowercase());
        }
        opens = !c.is_alphabetic();
    }
    small
}

/// Who speaks in a transcript, by their names in capitals before a colon.
fn voices(text: &str, layout: &Layout, persons: &[Person]) -> Vec<Person> {
    let mut turns: Vec<(&str, Span, usize)> = Vec::new();
    for (at, _) in text.match_indices(':') {
        let Some(voice) = voice_before(&text[..at]) else { continue };
        match turns.iter().position(|(known, ..)| *known == voice) {
            Some(known) => turns[known].2 += 1,
            None if turns.len() < MOST_VOICES => {
                turns.push((voice, Span::new(at - voice.len(), at), 1));
            }
            None => {}
        }
    }
    turns.retain(|(_, _, n_turns)| *n_turns >= FEWEST_TURNS);
    let n_turns: usize = turns.iter().map(|(_, _, n_turns)| n_turns).sum();
    if n_turns < 2 * FEWEST_TURNS {
        return Vec::new();
    }
    let mut voices: Vec<Person> = Vec::new();
    for (voice, span, _) in turns.into_iter().filter(|(voice, ..)| !is_asker(voice)) {
        let Some(name) = full_name(voice, layout, persons) else { continue };
        if !voices.iter().any(|person| is_same(&person.name, &name)) {
            voices.push(Person { name, span });
        }
    }
    voices
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

fn is_asker(voice: &str) -> bool {
    voice.split_whitespace().all(|word| {
        matches!(
            word.trim_matches(|c: char| !c.is_alphabetic()),
            "QUESTION"
                | "QUESTIONS"
                | "JOURNALIST"
                | "JOURNALISTS"
                | "INTERVIEWER"
                | "HOST"
                | "REPORTER"
                | "COMPERE"
                | "PRESENTER"
                | "MODERATOR"
                | "UNIDENTIFIED"
                | "SPEAKER"
                | "Q"
                | "A"
                | "QUES"
                | "ANSWER"
                | "CALLER"
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
                | "TEL"
                | "FAX"
                | "PH"
        )
    })
}

/// The name in full: as it is said, as the head gives it, or as anywhere before the surname.
fn full_name(voice: &str, layout: &Layout, persons: &[Person]) -> Option<String> {
    let said: Vec<&str> = voice
        .split_whitespace()
        .filter(|word| {
            let lower = word.trim_end_matches('.').to_lowercase();
            !lexicon::is_honorific(&lower) && !office::is_of_office(&lower) && lower != "the"
        })
        .collect();
    let Some(surname) = said.last().map(|word| in_small_letters(word)) else {
        // `PRIME MINISTER: …`
        return persons.first().filter(|_| persons.len() == 1).map(|person| person.name.clone());
    };
    if let Some(person) = persons.iter().find(|person| is_same(&person.name, &surname)) {
        return Some(person.name.clone());
    }
    if said.len() >= 2 {
        let is_known = is_given_name(said[0]) || said[0].len() <= 3;
        return is_known
            .then(|| said.iter().map(|word| in_small_letters(word)).collect::<Vec<_>>().join(" "));
    }
    let lower = surname.to_lowercase();
    for words in &layout.words {
        let mut before = "";
        for word in words.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
            if bare.len() == surname.len() && bare.to_lowercase() == lower && is_given_name(before)
            {
                return Some(format!("{} {surname}", in_small_letters(before)));
            }
            before = bare;
        }
    }
    Some(surname)
}

/// Whether the running text, outside of quotation marks, says `I` or `we`.
fn speaks_in_first_person(layout: &Layout) -> bool {
    let mut n_selves = 0;
    for (block, words) in layout.blocks.iter().zip(&layout.words) {
        if !block.part.is_running_text() {
            continue;
        }
        let mut is_quoted = false;
        for word in words.split_whitespace() {
            is_quoted |= word.starts_with(['"', '“', '«', '„']);
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let is_self = matches!(
                bare.split(['\'', '’']).next().unwrap_or_default(),
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
            if word.trim_end_matches([',', '.', ';', ':', '!', '?']).ends_with(['"', '”', '»']) {
                is_quoted = false;
            }
        }
        if n_selves >= FEWEST_SELVES {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_before_after_and_between_offices() {
        for (line, wanted) in [
            ("Shadow Minister for Rivers and Lakes Peter Lund", "Peter Lund"),
            ("The Hon Julia Roe, MP Minister for Rivers", "Julia Roe"),
            ("SENATOR PETER ROE-LUND LEADER OF THE OPPOSITION", "Peter Roe-Lund"),
            ("Minister for Rivers", ""),
        ] {
            assert_eq!(names(line).join("; "), wanted, "{line}");
        }
    }

    #[test]
    fn a_voice_is_what_stands_in_capitals_before_the_colon() {
        assert_eq!(voice_before("Thank you. PETER ROE"), Some("PETER ROE"));
        assert_eq!(voice_before("\nROE"), Some("ROE"));
        assert_eq!(voice_before("he said"), None);
    }
}
