//! Writes out what was found: quotes with their speakers' names, and the list of speakers.

use std::cell::LazyCell;

use release::{Evidence, Quote, QuoteKind, Span, Speaker};

use crate::quote::{
    Input, Spoken,
    direct::Attributed,
    joint,
    mention::MentionKind,
    organisation::Organisations,
    person::Proof,
    role::{self, Affiliation, Rank},
    token::shape,
    unclosed, utterance,
    whose::Resolver,
};

/// Mentions of one person that are read for a role.
const MOST_MENTIONS: usize = 32;

/// Writes out the attributed passages.
pub(crate) fn write(
    input: &Input<'_>,
    resolver: &Resolver<'_>,
    found: &[Attributed],
    stating: &[usize],
) -> Spoken {
    let utterances = utterance::number(resolver.reading, found);
    let mut counts: Vec<Option<u32>> = vec![None; resolver.persons.all.len()];
    for &person in stating {
        counts[person] = Some(0);
    }
    for attributed in found {
        // all say it, but a quote has the name of the first
        for person in joint::others(resolver, attributed.whose) {
            counts[person].get_or_insert(0);
        }
        if let Some(person) = attributed.whose.person {
            *counts[person].get_or_insert(0) += 1;
        }
    }
    let organisations = LazyCell::new(|| Organisations::new(resolver.reading, input.issuer));
    let affiliations: Vec<Affiliation> = counts
        .iter()
        .enumerate()
        .map(|(person, n_quotes)| match n_quotes {
            None => Affiliation::default(),
            Some(_) => affiliation(input, resolver, &organisations, person),
        })
        .collect();
    let quotes: Vec<Quote> = found
        .iter()
        .zip(utterances)
        .map(|(attributed, utterance)| {
            let mut quote = quote(input, resolver, attributed, utterance);
            if let Some(person) = attributed.whose.person {
                let Affiliation { role, organisation, .. } = affiliations[person].clone();
                (quote.role, quote.organisation) = (role, organisation);
            }
            quote
        })
        .collect();
    let speakers = speakers(resolver, &counts, &affiliations);
    let persons =
        mentions(resolver, |kind| matches!(kind, MentionKind::Name | MentionKind::Single));
    let organisations = mentions(resolver, |kind| kind == MentionKind::Organisation);
    let warnings = unclosed::warnings(resolver.reading);
    Spoken { quotes, speakers, persons, organisations, warnings }
}

fn quote(
    input: &Input<'_>,
    resolver: &Resolver<'_>,
    attributed: &Attributed,
    utterance: u32,
) -> Quote {
    let reading = resolver.reading;
    let mention = &reading.mentions[attributed.whose.mention];
    let surface = reading.span(mention.first, mention.end);
    let block = reading.paragraphs[attributed.paragraph].block;
    let person = attributed.whose.person.map(|person| &resolver.persons.all[person]);
    Quote {
        span: attributed.span,
        text: input.layout.clean(input.text, attributed.inner),
        kind: if attributed.is_direct { QuoteKind::Direct } else { QuoteKind::Indirect },
        utterance,
        paragraph: u32::try_from(block).unwrap_or(u32::MAX),
        speaker: person.map(|person| person.name.clone()),
        speaker_surface: Some(input.layout.clean(input.text, surface)),
        role: None,
        organisation: None,
        cue: attributed.cue.map(|at| reading.words(at, at + 1).to_owned()),
        mentions: Vec::new(),
        evidence: Evidence::new(surface, attributed.rule, attributed.confidence),
    }
}

/// What a person is, as best given: beside the name first, else among the contacts.
fn affiliation(
    input: &Input<'_>,
    resolver: &Resolver<'_>,
    organisations: &Organisations<'_>,
    person: usize,
) -> Affiliation {
    let reading = resolver.reading;
    let person = &resolver.persons.all[person];
    let mut affiliation = Affiliation::default();
    for &mention in person.mentions.iter().take(MOST_MENTIONS) {
        let mention = &reading.mentions[mention];
        if reading.paragraphs[mention.paragraph].spoken {
            affiliation.improve(
                role::of_mention(reading, organisations, mention)
                    .in_small_letters(reading.tokens[mention.end - 1].is(shape::UPPER)),
            );
        }
    }
    if let Some(contact) = person.contact.map(|idx| &input.contacts[idx]) {
        affiliation.fill(Affiliation {
            role: contact.role.clone(),
            organisation: contact.organisation.as_ref().map(|name| organisations.resolve(name)),
            rank: Rank::Office,
            is_past: false,
        });
    }
    // `said Stone’s lawyer, Ada Roe`: a client is no body
    let is_of_person = |name: &String| {
        let mut others = resolver.persons.all.iter().filter(|other| other.is_full());
        others.any(|other| other.name.rsplit(' ').next() == Some(name))
    };
    if affiliation.organisation.as_ref().is_some_and(is_of_person) {
        affiliation.organisation = None;
    }
    affiliation
}

/// The speakers in order of appearance.
fn speakers(
    resolver: &Resolver<'_>,
    counts: &[Option<u32>],
    affiliations: &[Affiliation],
) -> Vec<Speaker> {
    let mut speakers: Vec<(Span, Speaker)> = Vec::new();
    for (idx, person) in resolver.persons.all.iter().enumerate() {
        let Some(quotes) = counts[idx] else { continue };
        let first = person.mentions.first().map(|&mention| &resolver.reading.mentions[mention]);
        let place =
            first.map_or(person.span, |first| resolver.reading.span(first.first, first.end));
        let Affiliation { role, organisation, .. } = affiliations[idx].clone();
        let evidence = Evidence::new(person.span, "speaker", 0.9);
        let name = person.name.clone();
        speakers.push((place, Speaker { name, role, organisation, quotes, evidence }));
    }
    speakers.sort_by_key(|(place, _)| *place);
    speakers.into_iter().map(|(_, speaker)| speaker).collect()
}

fn mentions(resolver: &Resolver<'_>, is_wanted: impl Fn(MentionKind) -> bool) -> Vec<Span> {
    let reading = resolver.reading;
    let mentions = reading.mentions.iter().enumerate();
    mentions
        .filter(|(_, mention)| is_wanted(mention.kind))
        .filter(|(idx, mention)| {
            mention.kind == MentionKind::Organisation
                || resolver
                    .persons
                    .of(*idx)
                    .is_some_and(|person| resolver.persons.all[person].proof > Proof::None)
        })
        .map(|(_, mention)| reading.span(mention.name, mention.end))
        .collect()
}
