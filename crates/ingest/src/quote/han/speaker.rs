//! Who speaks: a name, a pronoun, a body or people without a name that a verb of saying follows.

use crate::quote::{
    han::{
        LONGEST_OFFICE, is_han, is_name, is_title, joins, rest,
        verb::{feels, figures, is_source, says},
        words::{
            BODIES, BODY_NOUNS, CALLINGS, FAMILIAR, FIGURES, NO_NAMES, PRONOUNS, SPEAKING_HOUSES,
            SURNAMES, TITLES, TWO_CHARACTERS, VAGUE, VERBS,
        },
    },
    mention::MentionKind,
    token::Token,
};

/// Whom a verb of saying follows: where their name begins and ends.
pub(crate) struct Speaker {
    pub(crate) end: usize,
    pub(crate) kind: MentionKind,
}

/// A Chinese character has so many bytes.
const LONGEST_LETTER: usize = 3;
/// A name written by its sound, dots included, is no longer.
const LONGEST_FOREIGN: usize = 16;
/// The name of a body has no more characters.
const LONGEST_BODY: usize = 20;
/// A source that is named has at least so many characters.
const SHORTEST_SOURCE: usize = 3;

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
