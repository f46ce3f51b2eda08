//! What somebody has said: whose a passage in marks is, and the clause that a verb of saying leads to without marks.

use std::ops::Range;

use crate::quote::{
    clause::longest_in_marks,
    han::{
        is_han, is_title, rest,
        verb::{figures, is_source, verb},
    },
    mark::Marked,
    mention::Mention,
    reading::Reading,
    token::shape,
};

/// Words in marks inside a reported clause are no more characters and signs.
const LONGEST_FRAGMENT: usize = 12;
/// A clause that is reported has more characters and signs.
const SHORTEST_CLAUSE: usize = 5;
/// Between a speaker and a passage stand no more characters and signs.
const FARTHEST: usize = 14;
/// Between a speaker and a passage no more others are named.
const MOST_BETWEEN: usize = 4;
/// A report that ends in the very words has no more characters before them, and they are no name.
const LONGEST_REPORT: usize = 60;
const SHORTEST_REPORTED: usize = 8;

/// The mention that a passage in marks is given to: one whose verb leads to it, or one right behind it.
pub(crate) fn attributed(reading: &Reading<'_>, which: usize) -> Option<usize> {
    if !is_passage(reading, which) {
        return None;
    }
    let marked = &reading.marked[which];
    let own = reading.paragraph_mentions(marked.paragraph);
    let split = own.start
        + reading.mentions[own.clone()].partition_point(|mention| mention.first < marked.first);
    let is_near = |from: usize, to: usize| from <= to && to - from <= FARTHEST;
    let is_han_name = |mention: &Mention| is_han(reading.tokens[mention.first].sign);
    let led_by = |mention: &Mention| {
        let between = between(reading, mention.end, marked.first);
        let verb = verb(between).unwrap_or_default();
        (verb > 0, &between[verb..])
    };
    // `告訴本會志工：`
    let leads = |mention: &Mention| {
        let (_, led) = led_by(mention);
        led.chars().all(|c| matches!(c, '，' | '：' | ',' | ':' | ' '))
            || led.ends_with(['：', ':'])
    };
    // `称，拘留“是安全的需要”`: a few words of the report before those in marks
    let reports = |mention: &Mention| {
        let (has_verb, led) = led_by(mention);
        has_verb && led.starts_with(['，', ','])
    };
    let before = split.checked_sub(1).filter(|before| own.contains(before)).filter(|before| {
        let mention = &reading.mentions[*before];
        is_han_name(mention)
            && is_near(mention.end, marked.first)
            && (leads(mention) || reports(mention))
    });
    let follows = |mention: &Mention| {
        let between = between(reading, marked.end, mention.first);
        // `“…”渔民协会发言人吴国栋说`
        let is_plain = |c| matches!(c, '，' | ',' | ' ');
        between.chars().all(is_plain) || is_title(between.trim_start_matches(is_plain))
    };
    let behind = || {
        Some(split).filter(|behind| own.contains(behind)).filter(|behind| {
            let mention = &reading.mentions[*behind];
            is_han_name(mention) && is_near(marked.end, mention.first) && follows(mention)
        })
    };
    before.or_else(behind).or_else(|| reported(reading, marked, own.start..split, reports))
}

/// The mention whose report ends in a passage: `艾德（Ada Roe）表示，在报社关门两个月后，当局又抓了三人，“…”。`.
fn reported(
    reading: &Reading<'_>,
    marked: &Marked,
    before: Range<usize>,
    reports: impl Fn(&Mention) -> bool,
) -> Option<usize> {
    let comma = reading.tokens.get(marked.first.checked_sub(1)?)?;
    let next = reading.tokens.get(marked.end);
    let ends = next.is_none_or(|next| next.sign == '。' || next.sentence != comma.sentence);
    if !ends || !matches!(comma.sign, '，' | ',') || marked.end - marked.first < SHORTEST_REPORTED
    {
        return None;
    }
    // a name in other letters may stand behind
    before.rev().take(MOST_BETWEEN).find(|idx| {
        let mention = &reading.mentions[*idx];
        is_han(reading.tokens[mention.first].sign)
            && mention.end <= marked.first
            && marked.first - mention.end <= LONGEST_REPORT
            && mention.sentence == comma.sentence
            && reports(mention)
    })
}

/// The clause that a mention reports without marks, `陈佩琪指出，韩国早已修法`: its first token and one past its last.
pub(crate) fn clause(reading: &Reading<'_>, mention: &Mention) -> Option<(usize, usize)> {
    let tokens = &reading.tokens;
    if !tokens.get(mention.first).is_some_and(|token| is_han(token.sign)) {
        return None;
    }
    let rest = rest(reading.text, tokens, mention.end);
    let before = &reading.text[..tokens[mention.first].span.start as usize];
    let verb = if is_source(before) { figures(rest)? } else { verb(rest)? };
    let behind = tokens[mention.end].span.start as usize + verb;
    let first = (mention.end..tokens.len()).find(|&at| tokens[at].span.start as usize >= behind)?;
    let first = first + usize::from(matches!(tokens[first].sign, '，' | ','));
    let length = tokens[first..].iter().position(|token| token.sentence != mention.sentence);
    let mut end = first + length.unwrap_or(tokens.len() - first);
    while end > first && !tokens[end - 1].is_word() {
        end -= 1;
    }
    let is_free = !tokens[first].is_quoted()
        && longest_in_marks(&tokens[first..end]).is_none_or(|longest| longest <= LONGEST_FRAGMENT)
        && tokens[first..end].iter().all(|token| token.sign != '：');
    let is_telling = end > first + SHORTEST_CLAUSE && tokens[first].is(shape::CASELESS);
    (is_free && is_telling).then_some((first, end))
}

/// The characters between two tokens.
fn between<'t>(reading: &Reading<'t>, from: usize, to: usize) -> &'t str {
    let end = |at: usize| at.checked_sub(1).map_or(0, |at| reading.tokens[at].span.end as usize);
    let start =
        reading.tokens.get(from).map_or(reading.text.len(), |token| token.span.start as usize);
    reading.text.get(start.min(end(to))..end(to)).unwrap_or_default()
}

/// Whether a passage in marks holds Chinese.
fn is_passage(reading: &Reading<'_>, which: usize) -> bool {
    let marked = &reading.marked[which];
    reading.tokens[marked.first..marked.end]
        .iter()
        .find(|token| token.is_word())
        .is_some_and(|token| is_han(token.sign))
}
