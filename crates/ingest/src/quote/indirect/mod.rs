//! Reported speech: `X said that …`, `…, X said`, `according to X, …`.
//!
//! Only plain verbs of saying count, or others before `that`; the clause must hold no passage in marks,
//! for that is a quote by itself. The span is the reported clause, without its full stop.

mod order;
mod source;
mod verb;

use crate::{
    dateline,
    quote::{
        clause::{LONGEST_FRAGMENT, SHORTEST_CLAUSE, is_free_of_quotes, is_that},
        direct::Attributed,
        han, joint,
        lexicon::{Class, traits},
        mention::{Mention, MentionKind},
        person::Proof,
        reading::Reading,
        token::{Kind, Token},
        whose::Resolver,
        word_id::of_ascii,
    },
};
use order::{before, behind, behind_second, inverted, parenthetical, participle};
use source::{
    according_to, as_said, is_it_says, is_told_there, is_view, it_says, opens_so, so_said,
};
use verb::finds;

/// Between a subject behind its verb and `that`.
const LONGEST_APPOSITION: usize = 24;
/// A dateline has at most so many words and signs.
const LONGEST_DATELINE: usize = 12;
const OF: u32 = of_ascii("of");
/// Between `according to` and a name: a title.
const LONGEST_SOURCE: usize = 5;

/// A reported clause: its tokens, the mention that reports, the verb.
struct Report {
    first: usize,
    end: usize,
    mention: usize,
    cue: usize,
}

/// A sentence, worked out once for all its mentions.
#[derive(Clone, Copy)]
struct Sentence {
    number: u32,
    /// Its first word behind a dateline.
    first: usize,
    /// One past its last word; its final sign is left out.
    end: usize,
    /// Whether a word outside marks attributes.
    is_attributed: bool,
}

/// Finds reported speech in the running text.
pub(crate) fn find(
    resolver: &Resolver<'_>,
    is_running: impl Fn(usize) -> bool,
    direct: &[Attributed],
) -> Vec<Attributed> {
    let reading = resolver.reading;
    let mut found: Vec<Attributed> = Vec::new();
    let mut end_before = 0;
    let mut sentence: Option<Sentence> = None;
    for idx in 0..reading.mentions.len() {
        let mention = &reading.mentions[idx];
        if !is_running(mention.paragraph) {
            continue;
        }
        let is_known = sentence.is_some_and(|known| known.number == mention.sentence);
        let current = match sentence.filter(|_| is_known) {
            Some(known) => known,
            None => Sentence::around(reading, mention.first),
        };
        if !is_known
            && !current.is_attributed
            && let Some(report) = goes_on(reading, &current, found.last(), idx)
                .or_else(|| goes_on(reading, &current, quote_before(direct, &current), idx))
        {
            end_before = report.end;
            found.push(report);
        }
        sentence = Some(current);
        if let Some((first, end)) = han::clause(reading, mention) {
            let inner = reading.span(first, end);
            found.push(Attributed {
                span: inner,
                inner,
                first,
                end,
                paragraph: mention.paragraph,
                whose: joint::first(resolver, resolver.resolve(idx, None, 1.0)),
                is_own: true,
                cue: None,
                continues: false,
                is_direct: false,
                rule: "reported",
                confidence: 0.8,
            });
            continue;
        }
        let is_of_dateline = mention.first < current.first && mention.sentence == current.number;
        if !current.is_attributed || is_of_dateline || !can_report(resolver, mention) {
            continue;
        }
        let Some(mut report) = report(reading, &current, idx) else { continue };
        report.end = before_quote(reading, direct, &report);
        let n_words =
            reading.tokens[report.first..report.end].iter().filter(|token| token.is_word()).count();
        if report.first < end_before || n_words < SHORTEST_CLAUSE || holds_quote(direct, &report) {
            continue;
        }
        end_before = report.end;
        let spoke = last_speaker(direct, &found, report.first, mention.paragraph);
        let inner = reading.span(report.first, report.end);
        // `по мнению директора фонда «Причал» Нины Лаптевой`: the office behind the word for a source tells a person
        let named = &reading.mentions[report.mention];
        let is_in_office = reading.tokens[report.cue].class == Class::According
            && named.kind == MentionKind::Name
            && reading
                .tokens
                .get(report.cue..named.first)
                .is_some_and(|title| title.iter().any(|token| token.has(traits::ROLE)));
        let whose = resolver.resolve(report.mention, spoke, if is_in_office { 1.0 } else { 0.0 });
        let mut whose = joint::first(resolver, whose);
        // `the governor of Texas announced`: nobody is called so
        let is_of = named.first.checked_sub(1).is_some_and(|of| reading.tokens[of].id == OF);
        if is_of && reading.is_place(named.first, named.end) {
            whose.person = None;
        }
        // what finds is as often a report or an office whose capitals look like a name
        if !reading.tokens[report.cue].attributes() {
            whose.person =
                whose.person.filter(|&person| resolver.persons.all[person].proof > Proof::None);
        }
        found.push(Attributed {
            span: inner,
            inner,
            first: report.first,
            end: report.end,
            paragraph: mention.paragraph,
            whose,
            is_own: true,
            cue: Some(report.cue),
            continues: false,
            is_direct: false,
            rule: "reported",
            confidence: 0.8,
        });
    }
    found
}

impl Sentence {
    fn around(reading: &Reading<'_>, at: usize) -> Self {
        let tokens = &reading.tokens;
        let number = tokens[at].sentence;
        let start = tokens[..at].iter().rposition(|token| token.sentence != number);
        let start = start.map_or(0, |at| at + 1);
        let rest = &tokens[at..];
        let length = rest.iter().position(|token| token.sentence != number);
        let mut end = at + length.unwrap_or(rest.len());
        let is_attributed = (start..end).any(|at| {
            (reports_words(tokens, at) || opens_so(tokens, at) || is_it_says(reading, at))
                && !tokens[at].is_quoted()
        });
        while end > start + 1 && tokens[end - 1].kind == Kind::Sign {
            end -= 1;
        }
        let is_first = reading.paragraphs[tokens[at].paragraph as usize].first == start;
        let dash = (start..end.min(start + LONGEST_DATELINE)).rfind(|&at| tokens[at].is_dash());
        let is_dateline = |dash: usize| {
            let opens = || dateline::opens(&reading.text[tokens[start].span.start as usize..]);
            is_first && (dash < at || opens())
        };
        let first = dash.filter(|&dash| is_dateline(dash)).map_or(start, |dash| dash + 1);
        Self { number, first, end, is_attributed }
    }
}

/// Whether the word at `at` says that somebody reports.
fn reports_words(tokens: &[Token], at: usize) -> bool {
    tokens[at].attributes() || finds(tokens, at) || is_view(tokens, at)
}

/// `Sie hätten das gewusst.` behind a report: a sentence whose verb has the form of reported speech.
fn goes_on(
    reading: &Reading<'_>,
    sentence: &Sentence,
    before: Option<&Attributed>,
    idx: usize,
) -> Option<Attributed> {
    let before = before?;
    let tokens = &reading.tokens[sentence.first..sentence.end];
    let is_reported = tokens.iter().any(|token| token.has(traits::REPORTED));
    let is_free = is_free_of_quotes(tokens);
    let follows = tokens.first()?.sentence == reading.tokens[before.end - 1].sentence + 1
        && reading.mentions[idx].paragraph == before.paragraph;
    let inner = reading.span(sentence.first, sentence.end);
    (is_reported && is_free && follows).then(|| Attributed {
        span: inner,
        inner,
        first: sentence.first,
        end: sentence.end,
        is_own: false,
        cue: None,
        continues: true,
        is_direct: false,
        rule: "reported",
        confidence: 0.6,
        ..before.clone()
    })
}

/// The last direct quote before a sentence, if somebody said it.
fn quote_before<'q>(direct: &'q [Attributed], sentence: &Sentence) -> Option<&'q Attributed> {
    let n_before = direct.partition_point(|quote| quote.first < sentence.first);
    direct[..n_before].last().filter(|quote| quote.whose.person.is_some())
}

fn can_report(resolver: &Resolver<'_>, mention: &Mention) -> bool {
    let reading = resolver.reading;
    let token = &reading.tokens[mention.first];
    let is_dummy = mention.kind == MentionKind::Pronoun && token.id == of_ascii("it");
    // `Jane Roe (Lab, Hull) said`
    let is_inside = mention.first.checked_sub(1).is_some_and(|at| reading.tokens[at].is_sign('('))
        && !reading.tokens.get(mention.end).is_some_and(Token::is_cue);
    // `That said, …`
    let is_that = is_that(token) && mention.end == mention.first + 1;
    let is_body = || {
        is_body(reading, mention)
            || resolver.is_issuer(
                reading.words(reading.skip_articles(mention.first, mention.end), mention.end),
            )
    };
    let may_tell = || is_body() || is_told_there(reading, mention);
    (mention.kind != MentionKind::Thing || may_tell()) && !is_dummy && !is_inside && !is_that
}

/// `le ministère`, `die Fischereibehörde`: a phrase whose noun is one for a body.
fn is_body(reading: &Reading<'_>, mention: &Mention) -> bool {
    let is_noun = |at: &usize| reading.tokens[*at].has(traits::ORGANISATION);
    let is_oblique = reading.tokens[mention.first].has(traits::OBLIQUE);
    !is_oblique && (mention.first..mention.end).any(|at| is_noun(&at))
}

/// Whether the clause holds a quote by itself; a few quoted words inside it are part of the report.
fn holds_quote(direct: &[Attributed], report: &Report) -> bool {
    let from = direct.partition_point(|quote| quote.end <= report.first);
    direct[from..]
        .iter()
        .take_while(|quote| quote.first < report.end)
        .any(|quote| quote.end - quote.first > LONGEST_FRAGMENT || quote.first <= report.first)
}

/// Where a clause ends that goes over into a longer quote behind a comma: `that nobody was held, “only …”`.
fn before_quote(reading: &Reading<'_>, direct: &[Attributed], report: &Report) -> usize {
    // `In a letter, she said, “…”` leads to it
    if report.cue >= report.first || !reading.tokens[report.cue].is_cue() {
        return report.end;
    }
    let from = direct.partition_point(|quote| quote.first <= report.first);
    let next = direct
        .get(from)
        .filter(|quote| quote.first < report.end && quote.end - quote.first > LONGEST_FRAGMENT);
    let comma = next.and_then(|quote| quote.first.checked_sub(1));
    let parts = |at: &usize| {
        let sign = &reading.tokens[*at];
        *at > report.first && (sign.is_sign(',') || sign.is_dash())
    };
    comma.filter(parts).unwrap_or(report.end)
}

/// Who spoke last before the token `at`, and in which paragraph.
fn last_speaker(
    direct: &[Attributed],
    indirect: &[Attributed],
    at: usize,
    paragraph: usize,
) -> Option<(usize, usize)> {
    let before = |quotes: &[Attributed]| {
        let n_before = quotes.partition_point(|quote| quote.first < at);
        let last = quotes[..n_before].last()?;
        let person = last.whose.person?;
        (last.paragraph + 2 >= paragraph).then_some((last.first, person, last.paragraph))
    };
    let last = before(direct).max(before(indirect))?;
    Some((last.1, last.2))
}

/// Who reports what in a sentence, by the first form that fits.
fn report(reading: &Reading<'_>, sentence: &Sentence, idx: usize) -> Option<Report> {
    according_to(reading, sentence, idx)
        .or_else(|| as_said(reading, sentence, idx))
        .or_else(|| so_said(reading, sentence, idx))
        .or_else(|| parenthetical(reading, sentence, idx))
        .or_else(|| behind(reading, sentence, idx))
        .or_else(|| inverted(reading, sentence, idx))
        .or_else(|| before(reading, sentence, idx))
        .or_else(|| order::second(reading, sentence, idx))
        .or_else(|| participle(reading, sentence, idx))
        .or_else(|| it_says(reading, sentence, idx))
        .or_else(|| behind_second(reading, sentence, idx))
}
