//! Who else says it: `stated Jane Roe, president of the Union, and John Doe, its director`, `Senators Ada Roe, Bo Lund
//! and Cy Hale said that …`.
//!
//! A quote has the name of the first of them; all of them speak.

use crate::quote::{
    given_name::is_given_name,
    han,
    lexicon::{Class, traits},
    mention::{Mention, MentionKind},
    reading::Reading,
    surroundings::behind_parenthesis,
    token::{Kind, Token},
    whose::{Resolver, Whose},
    word_id::of_ascii,
};

/// An apposition between two names may be this long.
const LONGEST_APPOSITION: usize = 16;
/// A title between a comma and the name of the next is no longer: `l’adjointe au maire`.
const LONGEST_TITLE: usize = 8;
/// Mentions between two names of a list: titles, bodies.
const MOST_BETWEEN: usize = 8;
/// A list has so many names before and behind one of them.
const LONGEST_LIST: usize = 8;
const AND: u32 = of_ascii("and");

/// How a name of a list follows the one before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    Comma,
    And,
}

/// Who says it beside the one whose name the quote has.
pub(crate) fn others(resolver: &Resolver<'_>, whose: Whose) -> Vec<usize> {
    let Some(first) = whose.person else { return Vec::new() };
    let list = list(resolver.reading, whose.mention);
    let named = list.iter().skip_while(|&&idx| idx <= whose.mention);
    let persons: Option<Vec<usize>> = named.map(|&idx| resolver.named(idx)).collect();
    let mut persons = persons.unwrap_or_default();
    persons.retain(|&person| {
        person != first && resolver.persons.is_plausible(resolver.reading, person)
    });
    persons
}

/// `Ada Roe and Bo Lund said`: the first of those who say it, where the verb stands beside another.
pub(crate) fn first(resolver: &Resolver<'_>, whose: Whose) -> Whose {
    let reading = resolver.reading;
    if whose.person.is_none() {
        return whose;
    }
    let list = list(reading, whose.mention);
    let is_it = |idx: &usize| *idx == whose.mention;
    let Some((first, _)) = list.split_first().filter(|(first, _)| !is_it(first)) else {
        return whose;
    };
    let person = resolver.named(*first);
    let are_persons = list.iter().all(|&idx| resolver.named(idx).is_some());
    if are_persons && is_subject(reading, &reading.mentions[*first]) {
        Whose { person, mention: *first }
    } else {
        whose
    }
}

/// The names of a list in which a mention stands, in the order of the text; it alone where there is none.
pub(crate) fn list(reading: &Reading<'_>, mention: usize) -> Vec<usize> {
    let mut names = vec![mention];
    let mut links = Vec::new();
    while let Some((idx, link)) = names.last().and_then(|&idx| next(reading, idx))
        && links.len() < LONGEST_LIST
    {
        names.push(idx);
        links.push(link);
    }
    // what no conjunction closes is no list
    let n_links = links.iter().rposition(|link| *link == Link::And).map_or(0, |last| last + 1);
    names.truncate(n_links + 1);
    let mut before = Vec::new();
    let mut is_closed = n_links > 0;
    while let Some((idx, link)) = previous(reading, *before.last().unwrap_or(&mention))
        && before.len() < LONGEST_LIST
    {
        is_closed |= link == Link::And;
        if !is_closed {
            break;
        }
        before.push(idx);
    }
    // `after a talk with Ada Roe, Bo Lund and Cy Hale said`
    while before.last().is_some_and(|&idx| is_object(reading, &reading.mentions[idx])) {
        before.pop();
    }
    before.reverse();
    before.append(&mut names);
    before
}

/// Whether a mention names somebody; a lone noun for people is written with a capital in German.
fn is_name(reading: &Reading<'_>, mention: &Mention) -> bool {
    let is_noun = || reading.tokens[mention.name].has(traits::ROLE | traits::HUMAN);
    match mention.kind {
        MentionKind::Name => true,
        MentionKind::Single => !is_noun(),
        _ => false,
    }
}

/// Whether the words of a mention alone show a person: a given name, or a form of address before the name.
pub(crate) fn is_person(reading: &Reading<'_>, mention: &Mention) -> bool {
    let tokens = &reading.tokens;
    let is_titled =
        || tokens[mention.first..mention.name].iter().any(|token| token.has(traits::HONORIFIC));
    mention.kind == MentionKind::Name
        && !tokens[mention.name].has(traits::ROLE)
        && (is_given_name(&tokens[mention.name]) || is_titled())
}

/// The next name of a list, and how it follows.
fn next(reading: &Reading<'_>, idx: usize) -> Option<(usize, Link)> {
    let from = &reading.mentions[idx];
    let behind = (idx + 1..reading.mentions.len()).take(MOST_BETWEEN);
    let next = behind
        .take_while(|&other| reading.mentions[other].first <= from.end + LONGEST_APPOSITION)
        .find(|&other| is_name(reading, &reading.mentions[other]))?;
    link(reading, idx, next).map(|link| (next, link))
}

/// The name of a list before, and how this one follows it.
fn previous(reading: &Reading<'_>, idx: usize) -> Option<(usize, Link)> {
    let to = &reading.mentions[idx];
    let before = (0..idx).rev().take(MOST_BETWEEN);
    let before = before
        .take_while(|&other| reading.mentions[other].end + LONGEST_APPOSITION >= to.first)
        .find(|&other| is_name(reading, &reading.mentions[other]))?;
    link(reading, before, idx).map(|link| (before, link))
}

fn link(reading: &Reading<'_>, left: usize, right: usize) -> Option<Link> {
    let (from, to) = (&reading.mentions[left], &reading.mentions[right]);
    let tokens = &reading.tokens;
    let between = tokens.get(behind_parenthesis(tokens, from.end)..to.first)?;
    if from.sentence != to.sentence || between.iter().any(parts) {
        return None;
    }
    if han::is_han(tokens[to.first].sign) {
        let [joint, title @ ..] = between else { return None };
        let title = title.first().map_or("", |first| {
            &reading.text[first.span.start as usize..reading.span(to.first, to.end).start as usize]
        });
        return (han::joins(joint.sign) && han::is_title(title)).then_some(Link::And);
    }
    let is_and = |token: &Token| token.class == Class::Conjunction && token.id == AND;
    // `l’adjointe au maire Ada Roe`: the office before the name is part of the mention
    let has_office = to.first < to.name;
    let is_title = |title: &[Token]| is_title(title, has_office);
    match between {
        [and, title @ ..] if is_and(and) => is_title(title).then_some(Link::And),
        [comma, and, title @ ..] if comma.is_sign(',') && is_and(and) => {
            is_title(title).then_some(Link::And)
        }
        [comma, .., and] if comma.is_sign(',') && is_and(and) && is_person(reading, to) => {
            Some(Link::And)
        }
        [comma, title @ ..] if comma.is_sign(',') => is_title(title).then_some(Link::Comma),
        _ => None,
    }
}

/// Whether a token stands in no list of persons.
fn parts(token: &Token) -> bool {
    token.is_quoted()
        || token.attributes()
        || matches!(token.class, Class::Auxiliary | Class::Relative | Class::Pronoun)
        || token.kind == Kind::Sign && token.sign != ','
}

/// Whether nothing or a title stands before a name.
fn is_title(title: &[Token], has_office: bool) -> bool {
    let is_office = |token: &Token| {
        token.class == Class::Title || token.has(traits::ROLE | traits::HONORIFIC | traits::HUMAN)
    };
    let leads = |token: &Token| token.class == Class::Preposition;
    let is_plain = |token: &Token| token.is_word() && !token.has(traits::KIN);
    title.is_empty()
        || title.len() <= LONGEST_TITLE
            && title.iter().all(is_plain)
            && title.iter().any(is_office)
            && (has_office || !title.last().is_some_and(leads))
}

/// Whether a name rather stands behind a preposition or is what somebody did something to; behind `according to` it
/// speaks.
fn is_object(reading: &Reading<'_>, mention: &Mention) -> bool {
    let before = |back: usize| {
        let at = mention.first.checked_sub(back)?;
        reading.tokens.get(at).filter(|token| token.sentence == mention.sentence)
    };
    let is_source = || (1..=2).filter_map(before).any(|token| token.class == Class::According);
    before(1).is_some_and(|token| token.class == Class::Preposition) && !is_source()
}

fn is_subject(reading: &Reading<'_>, mention: &Mention) -> bool {
    let before = mention.first.checked_sub(1).map(|at| &reading.tokens[at]);
    let before = before.filter(|before| before.sentence == mention.sentence);
    !is_object(reading, mention)
        && before.is_none_or(|before| before.is_cue() || before.ending != 1)
}
