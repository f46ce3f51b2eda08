//! Who speaks in Chinese: a name has no capitals and no blanks around it, but a verb of saying behind it and,
//! before it, what its bearer is or nothing at all: `秘书长陈佩琪表示，“…”`, `“…”老邱说，`, `她说：「…」`.

mod office;
mod report;
mod speaker;
mod verb;
mod words;

use self::words::{BODIES, CALLINGS, JOINS, SURNAMES};
use crate::quote::token::Token;

pub(crate) use self::{
    office::calling,
    report::{attributed, clause},
    speaker::{Speaker, speaker},
};

/// A body and an office in it have no more characters.
const LONGEST_OFFICE: usize = 20;

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

/// The text from a token on.
fn rest<'t>(text: &'t str, tokens: &[Token], at: usize) -> &'t str {
    tokens.get(at).map_or("", |token| &text[token.span.start as usize..])
}
