//! Who speaks in Chinese: a name has no capitals and no blanks around it, but a verb of saying behind it and,
//! before it, what its bearer is or nothing at all: `秘书长陈佩琪表示，“…”`, `“…”老邱说，`, `她说：「…」`.

use std::ops::Range;

use crate::quote::{
    clause::longest_in_marks,
    han_words::{
        ADVERBS, BODIES, BODY_NOUNS, CALLING_LEADS, CALLINGS, FAMILIAR, FEELS, FIELDS, FIGURES,
        HOUSES, JOINS, NO_NAMES, PLAIN_VERBS, PRONOUNS, SOURCES, SPEAKING_HOUSES, SURNAMES, TITLES,
        TWO_CHARACTERS, VAGUE, VERBS,
    },
    mark::Marked,
    mention::{Mention, MentionKind},
    reading::Reading,
    token::{Token, shape},
};

/// Whom a verb of saying follows: where their name begins and ends.
pub(crate) struct Speaker {
    pub(crate) end: usize,
    pub(crate) kind: MentionKind,
}

/// A frame between a name and its verb has no more characters.
const LONGEST_FRAME: usize = 14;
/// What somebody is behind their name has no more characters.
const LONGEST_PARENTHESIS: usize = 24;
/// A source that is named has at least so many characters.
const SHORTEST_SOURCE: usize = 3;
/// A body and an office in it have no more characters.
const LONGEST_OFFICE: usize = 20;
/// The field of an office has no more characters.
const LONGEST_FIELD: usize = 7;
/// A name written by its sound, dots included, is no longer.
const LONGEST_FOREIGN: usize = 16;
/// The name of a body has no more characters.
const LONGEST_BODY: usize = 20;
/// `去年整理的资料`: between a body and the comma behind its figures.
const LONGEST_FIGURES: usize = 10;
/// What somebody is was said so many bytes before at most.
const REACH: usize = 600;
/// Words in marks inside a reported clause are no more characters and signs.
const LONGEST_FRAGMENT: usize = 12;
/// A Chinese character has so many bytes.
const LONGEST_LETTER: usize = 3;
/// A clause that is reported has more characters and signs.
const SHORTEST_CLAUSE: usize = 5;

/// Whether a character is one of those that Chinese is written with.
pub(crate) fn is_han(sign: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&sign)
}

/// Whether a character joins names: `黄丽珍与何志强`.
pub(crate) fn joins(sign: char) -> bool {
    JOINS.contains(&sign)
}

/// Whether nothing or what somebody is stands before a name.
pub(crate) fn is_title(passage: &str) -> bool {
    passage.is_empty()
        || passage.chars().count() <= LONGEST_OFFICE
            && passage.chars().all(is_han)
            && CALLINGS.iter().any(|calling| passage.ends_with(calling))
}

/// `黄丽珍与秘书何志强表示`: whether another name, and then a verb of saying, follow a name.
fn is_joined(passage: &str) -> bool {
    let mut letters = passage.chars();
    if !letters.next().is_some_and(joins) {
        return false;
    }
    let behind = letters.as_str();
    let starts = behind.char_indices().take(LONGEST_OFFICE).take_while(|(_, c)| is_han(*c));
    starts.map(|(at, _)| behind.split_at(at)).filter(|(title, _)| is_title(title)).any(
        |(_, name)| {
            name.char_indices().map(|(at, _)| at).skip(2).take(2).any(|end| {
                let (name, rest) = name.split_at(end);
                is_name(name) && says(rest)
            })
        },
    )
}

/// Whether a passage in marks holds Chinese.
fn is_passage(reading: &Reading<'_>, which: usize) -> bool {
    let marked = &reading.marked[which];
    reading.tokens[marked.first..marked.end]
        .iter()
        .find(|token| token.is_word())
        .is_some_and(|token| is_han(token.sign))
}

/// Whether a piece of a list is a name: a surname and one or two characters.
pub(crate) fn is_name(piece: &str) -> bool {
    let mut letters = piece.trim().chars();
    letters.next().is_some_and(|first| SURNAMES.contains(first))
        && letters.clone().all(is_han)
        && (1..=2).contains(&letters.count())
}

/// Whether a piece of a list before a telephone can be a name, whatever the surname.
pub(crate) fn may_be_name(piece: &str) -> bool {
    let piece = piece.trim();
    piece.chars().all(is_han)
        && (2..=3).contains(&piece.chars().count())
        && !piece.ends_with(|last| BODIES.contains(last))
        && !CALLINGS.iter().any(|calling| piece.ends_with(calling))
}

/// `協會專員 許庭瑄`, `協會　專員　許庭瑄`, `主任李明华`: what somebody is and their name, of a piece of a list.
pub(crate) fn role_and_name(piece: &str) -> Option<(&str, &str)> {
    let piece = piece.trim();
    if let Some((before, name)) = piece.rsplit_once([' ', '\u{3000}']) {
        let role = before.rsplit([' ', '\u{3000}']).next().unwrap_or(before);
        let is_role = !role.is_empty() && role.chars().all(is_han);
        return (is_role && is_name(name)).then_some((role, name));
    }
    let starts = piece.char_indices().rev().map(|(at, _)| at).skip(1).take(2);
    starts.map(|at| piece.split_at(at)).find(|(role, name)| {
        is_name(name) && CALLINGS.iter().any(|calling| role.ends_with(calling))
    })
}

/// The speaker whose name or pronoun begins at the token `at`.
pub(crate) fn speaker(text: &str, tokens: &[Token], at: usize) -> Option<Speaker> {
    let start = tokens[at].span.start as usize;
    let before = &text[..start];
    let is_pronoun = PRONOUNS.contains(&tokens[at].sign);
    if is_pronoun && says(rest(text, tokens, at + 1)) {
        return Some(Speaker { end: at + 1, kind: MentionKind::Pronoun });
    }
    let calling = CALLINGS.iter().any(|calling| before.ends_with(calling));
    let opens = !before.chars().next_back().is_some_and(is_han);
    let is_source = is_source(before);
    let is_behind_body = before.ends_with('的');
    if !calling && !opens && !is_source && !is_behind_body {
        return None;
    }
    let ends = |length: usize| {
        if !calling && !opens && !is_source {
            return None;
        }
        let name = tokens.get(at..at + length)?;
        let is_whole = name.iter().all(|token| {
            is_han(token.sign) && token.sentence == tokens[at].sentence && !token.is_quoted()
        });
        let behind = rest(text, tokens, at + length);
        let is_label = calling && behind.starts_with([':', '：']);
        let feels = calling && feels(behind);
        let says = says(behind) || is_joined(behind);
        (is_whole && (says || is_label || feels)).then_some(at + length)
    };
    let is_name = SURNAMES.contains(tokens[at].sign) || FAMILIAR.contains(&tokens[at].sign);
    let is_body = |end: &usize| {
        tokens[*end - 1].span.of(text).starts_with(|last| BODIES.contains(last))
            || NO_NAMES.contains(&tokens[at].span.cover(tokens[*end - 1].span).of(text))
    };
    // `刘医生说`, `潘补充说`: a surname, and how its bearer is addressed or what they do
    let behind = rest(text, tokens, at + 1);
    let is_addressed = TITLES.iter().any(|title| behind.starts_with(title)) && says(behind);
    let tells = || VERBS.iter().any(|verb| verb.len() > LONGEST_LETTER && behind.starts_with(verb));
    if is_name && (opens || is_source) && (is_addressed || tells()) {
        return Some(Speaker { end: at + 1, kind: MentionKind::Single });
    }
    let is_double = TWO_CHARACTERS.iter().any(|surname| text[start..].starts_with(surname));
    let end = if is_double { ends(4) } else { None };
    let end = end.or_else(|| if is_name || is_double { ends(3) } else { None });
    let end = end.or_else(|| if is_name { ends(2) } else { None });
    let end = end.filter(|end| !is_body(end));
    // `工会的约翰·史密斯`: the name begins behind the body
    let may_be_foreign = calling || is_behind_body;
    let end = end.or_else(|| if may_be_foreign { foreign_end(text, tokens, at) } else { None });
    if let Some(end) = end {
        return Some(Speaker { end, kind: MentionKind::Name });
    }
    if opens || is_source { body(text, tokens, at, is_source) } else { None }
}

/// Whether a passage ends in `根据`, which leads to whose figures follow.
fn is_source(passage: &str) -> bool {
    SOURCES.iter().any(|source| passage.ends_with(source))
}

/// A body or people without a name whom a verb of saying follows, `警方在声明中称`, `一名村民说`, or whose figures are told:
/// `根据协会的统计，`.
fn body(text: &str, tokens: &[Token], at: usize, is_source: bool) -> Option<Speaker> {
    let start = tokens[at].span.start as usize;
    for end in at + 1..tokens.len().min(at + LONGEST_BODY) {
        let last = &tokens[end - 1];
        if !is_han(last.sign) || last.is_quoted() || last.sentence != tokens[at].sentence {
            return None;
        }
        let name = &text[start..last.span.end as usize];
        let ends_in = |nouns: &[&str]| nouns.iter().any(|noun| name.ends_with(noun));
        let behind = rest(text, tokens, end);
        let is_body =
            ends_in(&SPEAKING_HOUSES) || ends_in(&BODY_NOUNS) || is_source && counts(name, behind);
        if !is_body && !ends_in(&CALLINGS) {
            continue;
        }
        let speaks = if is_source { figures(behind).is_some() } else { says(behind) };
        if speaks {
            let kind = if is_body { MentionKind::Organisation } else { MentionKind::Phrase };
            return Some(Speaker { end, kind });
        }
    }
    None
}

/// `据港口观察统计，`: whoever has counted is named, whatever nouns the name is made of.
fn counts(name: &str, behind: &str) -> bool {
    let behind = behind.strip_prefix('的').unwrap_or(behind);
    let is_named = name.chars().count() >= SHORTEST_SOURCE
        && !VAGUE.iter().any(|vague| name.starts_with(vague));
    is_named
        && FIGURES
            .iter()
            .any(|noun| behind.strip_prefix(noun).is_some_and(|rest| rest.starts_with([',', '，'])))
}

/// How many bytes `的统计，` has, if it begins a passage.
fn figures(passage: &str) -> Option<usize> {
    let comma = passage.find([',', '，'])?;
    let figures = &passage[..comma];
    let is_short = figures.chars().count() <= LONGEST_FIGURES && figures.chars().all(is_han);
    (is_short && FIGURES.iter().any(|noun| figures.ends_with(noun)))
        .then(|| comma + passage[comma..].chars().next().map_or(0, char::len_utf8))
}

/// What somebody is, and in which body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Office<'t> {
    pub(crate) role: &'t str,
    pub(crate) body: Option<&'t str>,
}

/// What stands right before a name, or in parentheses behind it, here or where it was met before: `秘书长`, `漁工代表`,
/// `菲律賓籍漁工`, `大学社会学教授`; `is_issuer` knows the names of who issues the release.
pub(crate) fn calling<'t>(
    reading: &Reading<'t>,
    mention: &Mention,
    is_issuer: impl Fn(&str) -> bool,
) -> Option<Office<'t>> {
    let first = reading.tokens.get(mention.first)?;
    let start = first.span.start as usize;
    // `组织秘书长Jane Roe`: a name in other letters right behind what somebody is
    let follows_han = || reading.text[..start].chars().next_back().is_some_and(is_han);
    if !is_han(first.sign) && !follows_han() {
        return None;
    }
    let name = reading.span(mention.first, mention.end).of(reading.text);
    let before =
        &reading.text[reading.text.floor_char_boundary(start.saturating_sub(REACH))..start];
    let behind = &reading.text[reading.span(mention.first, mention.end).end as usize..];
    office_at_end(before, &is_issuer)
        .or_else(|| office_at_end(parenthesis(behind)?.0, &is_issuer))
        .or_else(|| {
            let mut others = before.match_indices(name);
            others.find_map(|(at, _)| office_at_end(&before[..at], &is_issuer))
        })
}

/// What the parenthesis that begins a passage holds, and how many bytes it has.
fn parenthesis(passage: &str) -> Option<(&str, usize)> {
    let inner = passage.strip_prefix(['（', '('])?;
    let (close, _) =
        inner.char_indices().take(LONGEST_PARENTHESIS).find(|(_, c)| ")）".contains(*c))?;
    let opened = passage.len() - inner.len();
    let closed = inner[close..].chars().next().map_or(0, char::len_utf8);
    Some((&inner[..close], opened + close + closed))
}

/// The office that ends a passage: `渔民工会副主席兼法律顾问` is one in a body, `社会学教授` one in a field.
fn office_at_end<'t>(passage: &'t str, is_issuer: &impl Fn(&str) -> bool) -> Option<Office<'t>> {
    let calling = calling_at_end(passage)?;
    let plain = Office { role: calling, body: None };
    let before = &passage[..passage.len() - calling.len()];
    let opens = before.char_indices().rev().take(LONGEST_OFFICE);
    let start = opens.take_while(|(_, c)| is_han(*c) && *c != '的').last().map(|(at, _)| at);
    let Some(start) = start else { return Some(plain) };
    let start = behind_name(before, start);
    let start = SOURCES
        .iter()
        .find(|source| before[start..].starts_with(**source))
        .map_or(start, |source| start + source.len());
    let lead = &before[start..];
    let ends = |at: &usize| lead.is_char_boundary(*at);
    let body = (1..=lead.len()).rev().filter(ends).find(|&end| {
        is_issuer(&lead[..end])
            || SPEAKING_HOUSES
                .iter()
                .chain(&HOUSES)
                .any(|noun| lead[..end].ends_with(noun) && end > noun.len())
    });
    let role = |from: usize| passage.get(start + from..).unwrap_or(calling);
    match body {
        Some(end) => Some(Office { role: role(end), body: Some(&lead[..end]) }),
        // `法律援助部主任`, `海洋法教授`
        None if FIELDS.iter().any(|field| lead.ends_with(field))
            && lead.chars().count() <= LONGEST_FIELD =>
        {
            Some(Office { role: role(0), body: None })
        }
        None => Some(plain),
    }
}

/// `主席黄丽珍与秘书`: past an office, its bearer and what joins them to the next, if they begin at `start`.
fn behind_name(passage: &str, start: usize) -> usize {
    let is_bearer = |at: usize| {
        let before = &passage[start..start + at];
        let starts = before.char_indices().rev().map(|(at, _)| at).skip(1).take(2);
        starts.map(|at| before.split_at(at)).any(|(title, name)| {
            is_name(name) && CALLINGS.iter().any(|calling| title.ends_with(calling))
        })
    };
    let joint = passage[start..].char_indices().filter(|(_, c)| joins(*c));
    let joint = joint.rev().find(|(at, _)| is_bearer(*at));
    joint.map_or(start, |(at, joint)| start + at + joint.len_utf8())
}

/// The words for what somebody is that end a passage.
fn calling_at_end(passage: &str) -> Option<&str> {
    let mut rest = passage;
    let cut = |rest: &str| {
        let callings = CALLINGS.iter().filter(|calling| rest.ends_with(**calling));
        callings.map(|calling| rest.len() - calling.len()).min()
    };
    while let Some(start) = cut(rest) {
        rest = &rest[..start];
        // `副主席兼法律顾问`
        let joined = rest.rsplit_once(['兼', '暨']).filter(|(first, field)| {
            field.chars().count() <= LONGEST_FIELD
                && field.chars().all(is_han)
                && cut(first).is_some()
        });
        rest = joined.map_or(rest, |(first, _)| first);
    }
    if rest.len() == passage.len() {
        return None;
    }
    while let Some(lead) = CALLING_LEADS.iter().find(|lead| rest.ends_with(**lead)) {
        rest = &rest[..rest.len() - lead.len()];
    }
    // `菲律賓籍`: where somebody is from
    if rest.ends_with('籍') {
        let opens = rest.rfind(|c| !is_han(c));
        rest =
            &rest[..opens.map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8))];
    }
    Some(&passage[rest.len()..])
}

/// `艾德溫·桑托斯說`: one past a name written by its sound, its parts between dots.
fn foreign_end(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let is_dot = |token: &Token| matches!(token.sign, '·' | '‧' | '・' | '•');
    let mut n_dots = 0;
    for end in at..tokens.len().min(at + LONGEST_FOREIGN) {
        let token = &tokens[end];
        if n_dots > 0 && says(rest(text, tokens, end)) {
            return Some(end);
        }
        if is_dot(token) {
            n_dots += 1;
        } else if !is_han(token.sign) || token.sign == '的' || token.sentence != tokens[at].sentence
        {
            return None;
        }
    }
    None
}

/// The text from a token on.
fn rest<'t>(text: &'t str, tokens: &[Token], at: usize) -> &'t str {
    tokens.get(at).map_or("", |token| &text[token.span.start as usize..])
}

/// Whether a verb of saying begins a passage, an adverb before it at most.
fn says(passage: &str) -> bool {
    verb(passage).is_some()
}

/// `则担心`: whether somebody thinks or does what follows; a pronoun may mean them then.
fn feels(passage: &str) -> bool {
    let adverb = ADVERBS.iter().find(|adverb| passage.starts_with(**adverb));
    let behind = adverb.map_or(passage, |adverb| &passage[adverb.len()..]);
    FEELS.iter().any(|verb| behind.starts_with(verb))
}

/// How many bytes the verb of saying that begins a passage has, with what stands before it: an adverb, where or to
/// whom it was said.
fn verb(passage: &str) -> Option<usize> {
    let title = TITLES.iter().find(|title| passage.starts_with(**title)).map_or(0, |it| it.len());
    // `张国强（工会秘书长）说`
    let title = title + parenthesis(&passage[title..]).map_or(0, |(_, length)| length);
    let passage = &passage[title..];
    let adverb =
        ADVERBS.iter().find(|adverb| passage.starts_with(**adverb)).map_or(0, |it| it.len());
    let behind = &passage[adverb..];
    let plain = VERBS.iter().find(|verb| behind.starts_with(**verb)).map(|verb| verb.len());
    plain.or_else(|| framed_verb(behind)).map(|verb| title + adverb + verb)
}

/// `在记者会上表示`, `对记者说`: one past a verb behind where or to whom it was said.
fn framed_verb(passage: &str) -> Option<usize> {
    let is_place = passage.starts_with(['在', '于', '於']);
    let is_hearer = passage.starts_with(['对', '對', '向']);
    if !is_place && !is_hearer {
        return None;
    }
    let ends_place = ['上', '中', '时', '時', '后', '後', '里', '裡', '内', '內'];
    let mut before = passage.chars().next()?;
    for (at, letter) in passage.char_indices().skip(1).take(LONGEST_FRAME) {
        let may_end = is_hearer || ends_place.contains(&before);
        let rest = &passage[at..];
        let verb = PLAIN_VERBS.iter().find(|verb| may_end && rest.starts_with(**verb));
        if let Some(verb) = verb {
            return Some(at + verb.len());
        }
        if !is_han(letter) {
            return None;
        }
        before = letter;
    }
    None
}

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

/// Between a speaker and a passage stand no more characters and signs.
const FARTHEST: usize = 14;
/// Between a speaker and a passage no more others are named.
const MOST_BETWEEN: usize = 4;
/// A report that ends in the very words has no more characters before them, and they are no name.
const LONGEST_REPORT: usize = 60;
const SHORTEST_REPORTED: usize = 8;

/// The characters between two tokens.
fn between<'t>(reading: &Reading<'t>, from: usize, to: usize) -> &'t str {
    let end = |at: usize| at.checked_sub(1).map_or(0, |at| reading.tokens[at].span.end as usize);
    let start =
        reading.tokens.get(from).map_or(reading.text.len(), |token| token.span.start as usize);
    reading.text.get(start.min(end(to))..end(to)).unwrap_or_default()
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
