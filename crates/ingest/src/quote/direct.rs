//! Direct quotes: each passage in marks that somebody is found to say.

use release::Span;

use crate::quote::{
    decode::{self, Decision},
    joint, law,
    mark::{Family, Marked},
    ranker::Ranker,
    reading::Reading,
    token::Kind,
    whose::{Resolver, Whose},
};

/// A decision below this for nobody in particular, without a verb of saying, is a catchword.
const FAINT: f32 = 0.4;
/// Words that a headline repeats: so many tell them, and so many are compared.
const SHORTEST_ECHO: usize = 4;
const LONGEST_ECHO: usize = 8;
/// A verb that attributes stands this near the speaker or the quote.
const CUE_REACH: usize = 6;

/// An attributed passage, before its speaker is written out.
#[derive(Clone, Debug)]
pub(crate) struct Attributed {
    /// Where it stands, marks included.
    pub(crate) span: Span,
    /// Its words, marks excluded.
    pub(crate) inner: Span,
    /// Its first token.
    pub(crate) first: usize,
    /// One past its last token.
    pub(crate) end: usize,
    pub(crate) paragraph: usize,
    pub(crate) whose: Whose,
    /// Whether the attribution stands in the paragraph of the words.
    pub(crate) is_own: bool,
    /// The token of the verb that attributes.
    pub(crate) cue: Option<usize>,
    pub(crate) continues: bool,
    pub(crate) is_direct: bool,
    pub(crate) rule: &'static str,
    pub(crate) confidence: f32,
}

/// Finds the direct quotes of a text.
pub(crate) fn find(resolver: &Resolver<'_>, ranker: Ranker<'_>) -> Vec<Attributed> {
    let mut found = attributed(resolver, ranker);
    if is_echo(resolver.reading, &found) {
        found.remove(0);
    }
    found
}

/// Whether the first words, which nobody says there, are those that somebody says further on: headlines quote the text.
fn is_echo(reading: &Reading<'_>, found: &[Attributed]) -> bool {
    let words = |quote: &Attributed| {
        let words = reading.tokens[quote.first..quote.end].iter().filter(|token| token.is_word());
        words.take(LONGEST_ECHO).map(|token| token.id).collect::<Vec<_>>()
    };
    let Some((first, others)) = found.split_first() else { return false };
    let own = words(first);
    let is_said = |other: &Attributed| other.whose.person.is_some();
    !is_said(first)
        && own.len() >= SHORTEST_ECHO
        && others.iter().any(|other| is_said(other) && words(other).starts_with(&own))
}

fn attributed(resolver: &Resolver<'_>, ranker: Ranker<'_>) -> Vec<Attributed> {
    let reading = resolver.reading;
    let decisions = decode::decide(reading, ranker);
    let mut spoke: Option<(usize, usize)> = None;
    let mut found = Vec::new();
    for (marked, Decision { mention, probability }) in reading.marked.iter().zip(decisions) {
        let Some(mention) = mention else { continue };
        // of marks that were spoilt one passage may lie within another
        if found.last().is_some_and(|before: &Attributed| marked.span.start < before.span.end) {
            continue;
        }
        let mut whose = joint::first(resolver, resolver.resolve(mention, spoke, probability));
        // a person who stands before the law they cite does not say its words
        let is_before = reading.mentions[mention].first < marked.first;
        if whose.person.is_some()
            && is_before
            && let Some(law) = law::of_passage(reading, marked)
        {
            whose = Whose { person: None, mention: law };
        }
        if let Some(person) = whose.person {
            spoke = Some((person, marked.paragraph));
        }
        let is_own = reading.mentions[mention].paragraph == marked.paragraph;
        let cue = if is_own { cue(reading, marked, mention) } else { None };
        if probability < FAINT && cue.is_none() && whose.person.is_none() {
            continue;
        }
        found.push(Attributed {
            span: marked.span,
            inner: inner(reading, marked),
            first: marked.first,
            end: marked.end,
            paragraph: marked.paragraph,
            whose,
            is_own,
            cue,
            continues: marked.continues,
            is_direct: true,
            rule: "ranker",
            confidence: probability,
        });
    }
    found
}

/// The words of a passage without its marks.
fn inner(reading: &Reading<'_>, marked: &Marked) -> Span {
    let is_mark = |at: usize| {
        let token = &reading.tokens[at];
        token.kind == Kind::Mark || (marked.family == Family::Dash && token.is_dash())
    };
    let first = marked.first + usize::from(is_mark(marked.first));
    let closes = !marked.unclosed && marked.end > first && is_mark(marked.end - 1);
    let end = marked.end - usize::from(closes);
    reading.span(first, end.max(first + 1).min(reading.tokens.len()))
}

/// The verb that attributes a passage to a mention of its paragraph: between the two, or beside the
/// mention.
fn cue(reading: &Reading<'_>, marked: &Marked, mention: usize) -> Option<usize> {
    let mention = &reading.mentions[mention];
    let tokens = &reading.tokens;
    let attributes = |at: &usize| tokens[*at].attributes() && !tokens[*at].is_quoted();
    let behind = || {
        (mention.end..(mention.end + CUE_REACH).min(tokens.len()))
            .take_while(|&at| tokens[at].sentence == mention.sentence)
            .find(attributes)
    };
    let before = || {
        (mention.first.saturating_sub(CUE_REACH)..mention.first)
            .rev()
            .take_while(|&at| tokens[at].sentence == mention.sentence)
            .find(attributes)
    };
    if mention.first >= marked.end {
        (marked.end..mention.first).rev().find(attributes).or_else(behind)
    } else {
        let between = mention.end..marked.first.max(mention.end);
        let plain =
            between.clone().rev().find(|&at| tokens[at].is_cue() && !tokens[at].is_quoted());
        plain.or_else(|| between.rev().find(attributes)).or_else(before).or_else(behind)
    }
}
