//! What somebody is: the office before a name or in parentheses behind it, and the body it is in.

use crate::quote::{
    han::{
        LONGEST_OFFICE, is_han, is_name, joins,
        words::{CALLING_LEADS, CALLINGS, FIELDS, HOUSES, SOURCES, SPEAKING_HOUSES},
    },
    mention::Mention,
    reading::Reading,
};

/// What somebody is, and in which body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Office<'t> {
    pub(crate) role: &'t str,
    pub(crate) body: Option<&'t str>,
}

/// What somebody is behind their name has no more characters.
const LONGEST_PARENTHESIS: usize = 24;
/// The field of an office has no more characters.
const LONGEST_FIELD: usize = 7;
/// What somebody is was said so many bytes before at most.
const REACH: usize = 600;

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
pub(super) fn parenthesis(passage: &str) -> Option<(&str, usize)> {
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
