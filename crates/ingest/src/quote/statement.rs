//! Speakers without a quote: `Statement by Jane Roe, director of the Lake Union` over words in the first
//! person.

use crate::quote::{
    lexicon::{Class, traits},
    mention::MentionKind,
    reading::Reading,
    whose::Resolver,
};

/// A statement names its speaker within the first paragraphs.
const FIRST_PARAGRAPHS: usize = 14;
/// Between `statement` and the name: `of`, `by the`, titles.
const LONGEST_GAP: usize = 8;
/// The first person stands so often in the words of a statement.
const FEWEST_SELVES: usize = 2;

/// The persons in whose name the text speaks.
pub(crate) fn speakers(resolver: &Resolver<'_>, may_state: impl Fn(usize) -> bool) -> Vec<usize> {
    let reading = resolver.reading;
    if !speaks_in_first_person(reading) {
        return Vec::new();
    }
    let mut speakers = Vec::new();
    for paragraph in
        (0..reading.paragraphs.len()).take(FIRST_PARAGRAPHS).filter(|&idx| may_state(idx))
    {
        for idx in reading.paragraph_mentions(paragraph) {
            let person = resolver.persons.of(idx).filter(|_| follows_statement(reading, idx));
            let is_person = |person: &usize| resolver.persons.is_plausible(reading, *person);
            if let Some(person) =
                person.filter(is_person).filter(|person| !speakers.contains(person))
            {
                speakers.push(person);
            }
        }
    }
    speakers
}

/// `Statement of …`, `Remarks by President …`, and the second of two names.
pub(crate) fn follows_statement(reading: &Reading<'_>, idx: usize) -> bool {
    let mention = &reading.mentions[idx];
    if mention.kind != MentionKind::Name {
        return false;
    }
    let first = mention.first.saturating_sub(LONGEST_GAP);
    let before = &reading.tokens[first..mention.name];
    let Some(noun) = before.iter().rposition(|token| token.has(traits::STATEMENT)) else {
        return false;
    };
    let gap = &before[noun + 1..];
    let is_led = gap.first().is_some_and(|token| token.class == Class::Preposition);
    let is_same = gap.iter().all(|token| {
        token.paragraph as usize == mention.paragraph && !token.attributes() && !token.is_sign('.')
    });
    is_led && is_same
}

fn speaks_in_first_person(reading: &Reading<'_>) -> bool {
    if !reading.notes.may_have(traits::SELF) {
        return false;
    }
    let selves = reading
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.spoken)
        .flat_map(|paragraph| &reading.tokens[paragraph.first..paragraph.end])
        .filter(|token| token.has(traits::SELF) && !token.is_quoted());
    selves.take(FEWEST_SELVES).count() == FEWEST_SELVES
}
