//! Reported speech: `X said that …`, `…, X said`, `according to X, …`.
//!
//! Only plain verbs of saying count, or others before `that`; the clause must hold no passage in marks,
//! for that is a quote by itself. The span is the reported clause, without its full stop.

use crate::quote::{
    direct::Attributed,
    lexicon::Class,
    mention::{Mention, MentionKind},
    reading::Reading,
    token::{Kind, Token, shape},
    whose::Resolver,
    word_id::of_ascii,
};

/// A quoted fragment inside a report has at most so many words and marks.
const LONGEST_FRAGMENT: usize = 9;
/// A clause has at least this many words.
const SHORTEST_CLAUSE: usize = 3;
/// Between a speaker and `that`: `told reporters in Geneva on Monday that`.
const LONGEST_ADVERBIAL: usize = 12;

/// Between a subject behind its verb and `that`.
const LONGEST_APPOSITION: usize = 16;
/// A dateline has at most so many words and signs.
const LONGEST_DATELINE: usize = 12;

const SAID: u32 = of_ascii("said");
const SAYS: u32 = of_ascii("says");
const THAT: u32 = of_ascii("that");

/// A reported clause: its tokens, the mention that reports, the verb.
struct Report {
    first: usize,
    end: usize,
    mention: usize,
    cue: usize,
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
    for idx in 0..reading.mentions.len() {
        let mention = &reading.mentions[idx];
        if !is_running(mention.paragraph) || !can_report(reading, mention) {
            continue;
        }
        let Some(report) = report(reading, idx) else { continue };
        let inner = reading.span(report.first, report.end);
        let n_words =
            reading.tokens[report.first..report.end].iter().filter(|token| token.is_word()).count();
        if report.first < end_before || n_words < SHORTEST_CLAUSE || holds_quote(direct, &report) {
            continue;
        }
        end_before = report.end;
        let spoke = last_speaker(direct, &found, report.first, mention.paragraph);
        found.push(Attributed {
            span: inner,
            inner,
            first: report.first,
            end: report.end,
            paragraph: mention.paragraph,
            whose: resolver.resolve(report.mention, spoke, 0.0),
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

fn can_report(reading: &Reading<'_>, mention: &Mention) -> bool {
    let token = &reading.tokens[mention.first];
    let is_dummy = mention.kind == MentionKind::Pronoun && token.id == of_ascii("it");
    mention.kind != MentionKind::Thing && !is_dummy
}

/// Whether the clause holds a quote by itself; a few quoted words inside it are part of the report.
fn holds_quote(direct: &[Attributed], report: &Report) -> bool {
    let from = direct.partition_point(|quote| quote.end <= report.first);
    direct[from..]
        .iter()
        .take_while(|quote| quote.first < report.end)
        .any(|quote| quote.end - quote.first > LONGEST_FRAGMENT || quote.first <= report.first)
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

fn report(reading: &Reading<'_>, idx: usize) -> Option<Report> {
    according_to(reading, idx)
        .or_else(|| parenthetical(reading, idx))
        .or_else(|| behind(reading, idx))
        .or_else(|| inverted(reading, idx))
        .or_else(|| before(reading, idx))
}

/// `X said that …`, `X, director of …, said …`.
fn behind(reading: &Reading<'_>, idx: usize) -> Option<Report> {
    let cue = verb_behind(reading, idx)?;
    let tokens = &reading.tokens;
    let end = sentence_end(reading, cue);
    let verb = &tokens[cue];
    if !reports(verb) {
        return None;
    }
    let limit = (cue + 1 + LONGEST_ADVERBIAL).min(end);
    let that = (cue + 1..limit)
        .take_while(|&at| !tokens[at].is_quoted() && tokens[at].kind != Kind::Mark)
        .find(|&at| is_that(&tokens[at]))
        .filter(|&that| {
            let gap = tokens[cue + 1..that].iter().filter(|token| !token.is_sign(',')).count();
            gap == 0 || may_part(verb, &tokens[cue + 1])
        });
    let first = match that {
        Some(that) if tokens[that + 1].is_sign(',') => that + 2,
        Some(that) => that + 1,
        None if is_plain(verb) => {
            let comma = usize::from(tokens.get(cue + 1).is_some_and(|token| token.is_sign(',')));
            bare_clause(tokens, cue + 1 + comma, end)?
        }
        None => return None,
    };
    (first < end && !tokens[first].is_quoted()).then_some(Report { first, end, mention: idx, cue })
}

/// The verb that a mention is the subject of.
fn verb_behind(reading: &Reading<'_>, idx: usize) -> Option<usize> {
    let mention = &reading.mentions[idx];
    let tokens = &reading.tokens;
    let is_in = |at: usize| tokens.get(at).is_some_and(|token| token.sentence == mention.sentence);
    let is_small = |token: &Token| {
        matches!(token.class, Class::Function | Class::Negation)
            || (token.class == Class::Auxiliary && token.id == of_ascii("has"))
            || token.class == Class::Auxiliary && token.id == of_ascii("have")
    };
    let at = (mention.end..mention.end + 4).find(|&at| is_in(at) && !is_small(&tokens[at]))?;
    if is_in(at) && tokens[at].is_cue() && !tokens[at].is_quoted() {
        return Some(at);
    }
    // behind an apposition: from comma to comma
    let apposition = reading.around(idx).apposition;
    let speaks = matches!(apposition, 2 | 3 | 11 | 12);
    if !speaks || !matches!(mention.kind, MentionKind::Name | MentionKind::Single) {
        return None;
    }
    (mention.end + 1..mention.end + 34)
        .take_while(|&at| is_in(at))
        .find(|&at| tokens[at].is_cue() && (1..3).any(|back| tokens[at - back].is_sign(',')))
}

fn is_that(token: &Token) -> bool {
    token.id == THAT && token.is_word()
}

/// Whether a verb in this form reports: not `believe`, which may stand in a question or a plan.
fn reports(verb: &Token) -> bool {
    let perceives = [of_ascii("learned"), of_ascii("sees"), of_ascii("saw"), of_ascii("felt")];
    verb.class == Class::Say
        || (verb.class == Class::Cue && verb.ending != 0 && !perceives.contains(&verb.id))
}

/// Whether what follows a verb may part it from its `that`: `told reporters that`, `said on Monday that`.
/// Behind a noun `that` rather begins a relative clause.
fn may_part(verb: &Token, next: &Token) -> bool {
    let tells = [of_ascii("told"), of_ascii("tells")].contains(&verb.id);
    tells
        || (verb.class == Class::Say
            && matches!(next.class, Class::Function | Class::Preposition | Class::Calendar))
}

/// `said`, `says`: verbs that report without `that`.
fn is_plain(verb: &Token) -> bool {
    verb.class == Class::Say && (verb.id == SAID || verb.id == SAYS)
}

/// A clause that follows its verb without `that`: it starts with a word for its subject and holds an
/// auxiliary or a past tense.
fn bare_clause(tokens: &[Token], first: usize, end: usize) -> Option<usize> {
    let start = tokens.get(first..end)?.first()?;
    let starts = !matches!(
        start.class,
        Class::Preposition | Class::Relative | Class::Conjunction | Class::CueIng | Class::Function
    ) && matches!(start.kind, Kind::Word | Kind::Number);
    let has_verb = tokens[first..end].iter().any(|token| {
        token.class == Class::Auxiliary || (token.ending == 1 && !token.is(shape::CAPITAL))
    });
    let has_mark = tokens[first..end].iter().any(Token::is_quoted);
    (starts && has_verb && !has_mark).then_some(first)
}

/// `That, she says, is enough.`: the whole sentence is reported.
fn parenthetical(reading: &Reading<'_>, idx: usize) -> Option<Report> {
    let mention = &reading.mentions[idx];
    let tokens = &reading.tokens;
    let comma = mention.first.checked_sub(1).filter(|&at| tokens[at].is_sign(','))?;
    let cue = mention.end;
    let is_framed = tokens.get(cue).is_some_and(|token| token.class == Class::Say)
        && tokens.get(cue + 1).is_some_and(|token| token.is_sign(','))
        && tokens[cue].sentence == mention.sentence;
    let (first, end) = (sentence_start(reading, comma), sentence_end(reading, comma));
    let is_free = tokens[first..end].iter().all(|token| !token.is_quoted());
    (is_framed && is_free && first < comma && cue + 2 < end).then_some(Report {
        first,
        end,
        mention: idx,
        cue,
    })
}

/// `وقال X إن …`: the verb stands before its subject, the clause behind.
fn inverted(reading: &Reading<'_>, idx: usize) -> Option<Report> {
    let mention = &reading.mentions[idx];
    let tokens = &reading.tokens;
    let cue = mention.first.checked_sub(1).filter(|&at| tokens[at].class == Class::Say)?;
    let starts = cue == 0 || tokens[cue - 1].sentence != tokens[cue].sentence;
    let end = sentence_end(reading, cue);
    let limit = (mention.end + LONGEST_APPOSITION).min(end);
    let that = (mention.end..limit)
        .take_while(|&at| !tokens[at].is_quoted())
        .find(|&at| is_that(&tokens[at]))?;
    (starts && that + 1 < end).then_some(Report { first: that + 1, end, mention: idx, cue })
}

/// `…, X said today.`: the sentence before, if nothing but small words follow.
fn before(reading: &Reading<'_>, idx: usize) -> Option<Report> {
    let mention = &reading.mentions[idx];
    let tokens = &reading.tokens;
    let comma = mention.first.checked_sub(1)?;
    let inverted = tokens[comma].is_cue() && comma > 0 && tokens[comma - 1].is_sign(',');
    let (comma, cue) =
        if inverted { (comma - 1, comma) } else { (comma, verb_behind(reading, idx)?) };
    let subject_end = if inverted { mention.end } else { cue + 1 };
    let (first, end) = (sentence_start(reading, comma), sentence_end(reading, subject_end - 1));
    let is_free = tokens[comma].is_sign(',')
        && tokens[comma].sentence == mention.sentence
        && comma > first
        && tokens[cue].class == Class::Say
        && tokens.get(end).is_none_or(|token| !token.is_sign(':'))
        && tokens[first..comma].iter().all(|token| token.kind != Kind::Mark || !token.is_quoted());
    let only_small = inverted
        || tokens[subject_end.min(end)..end].iter().all(|token| {
            token.class != Class::Auxiliary && token.class != Class::Conjunction && !is_that(token)
        });
    (is_free && only_small).then_some(Report { first, end: comma, mention: idx, cue })
}

/// `according to X, …` and `…, according to X`.
fn according_to(reading: &Reading<'_>, idx: usize) -> Option<Report> {
    let mention = &reading.mentions[idx];
    let tokens = &reading.tokens;
    let cue = (1..=2).filter_map(|back| mention.first.checked_sub(back)).find(|&at| {
        tokens[at].class == Class::According && tokens[at].sentence == mention.sentence
    })?;
    let start = sentence_start(reading, cue);
    let end = sentence_end(reading, cue);
    let starts = (start..cue).all(|at| tokens[at].class == Class::Preposition);
    if starts {
        let comma =
            (mention.end..end).find(|&at| tokens[at].is_sign(',') && !tokens[at].is_quoted())?;
        // an apposition ends at the second comma
        let is_apposition = tokens[mention.end..comma].is_empty()
            && tokens[comma..end]
                .iter()
                .any(|token| token.has(crate::quote::lexicon::traits::ROLE));
        let next = (comma + 1..end).find(|&at| tokens[at].is_sign(',')).filter(|_| is_apposition);
        let first = next.unwrap_or(comma) + 1;
        return Some(Report { first, end, mention: idx, cue });
    }
    let comma = cue.checked_sub(1).filter(|&at| tokens[at].is_sign(','))?;
    (comma > start).then_some(Report { first: start, end: comma, mention: idx, cue })
}

/// The first word of the sentence; a dateline before a dash is left out.
fn sentence_start(reading: &Reading<'_>, at: usize) -> usize {
    let tokens = &reading.tokens;
    let sentence = tokens[at].sentence;
    let start =
        tokens[..at].iter().rposition(|token| token.sentence != sentence).map_or(0, |at| at + 1);
    let is_first = reading.paragraphs[tokens[at].paragraph].first == start;
    let dash = (start..at.min(start + LONGEST_DATELINE)).rfind(|&at| tokens[at].is_dash());
    dash.filter(|_| is_first).map_or(start, |dash| dash + 1)
}

/// One past the last word of the sentence: its final sign is left out.
fn sentence_end(reading: &Reading<'_>, at: usize) -> usize {
    let sentence = reading.tokens[at].sentence;
    let rest = &reading.tokens[at..];
    let mut end =
        at + rest.iter().position(|token| token.sentence != sentence).unwrap_or(rest.len());
    while end > at + 1 && reading.tokens[end - 1].kind == Kind::Sign {
        end -= 1;
    }
    end
}
