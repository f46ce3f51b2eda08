//! The words and marks of a dateline.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Comma,
    Slash,
    Dash,
    Open,
    Close,
    Colon,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// Two blanks or more stand before it.
    pub(super) is_after_gap: bool,
}

pub(super) fn tokens(head: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut letters = head.char_indices().peekable();
    let mut n_blanks = 0;
    let mut before = ' ';
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map_or(' ', |(_, next)| *next);
        let end = at + c.len_utf8();
        // `Bogotá.-` ends with the dash alone.
        let is_abbreviation = tokens
            .last()
            .is_some_and(|last: &Token| last.end == at && head[last.start..at].contains('.'));
        if c == '.' && matches!(next, '-' | '–' | '—') && !is_abbreviation {
            before = ' ';
            continue;
        }
        let kind = match c {
            c if c.is_whitespace()
                || matches!(c, '*' | '_' | '>' | '[' | ']' | '"' | '“' | '#') =>
            {
                n_blanks += usize::from(c.is_whitespace());
                before = ' ';
                continue;
            }
            ',' | '،' | '、' => Kind::Comma,
            '/' => Kind::Slash,
            '(' => Kind::Open,
            ')' => Kind::Close,
            ':' => Kind::Colon,
            '—' | '–' | '―' => Kind::Dash,
            '-' if is_dash(before, next) => Kind::Dash,
            _ => Kind::Word,
        };
        let is_after_gap = n_blanks >= 2;
        let had_blank = n_blanks > 0;
        n_blanks = 0;
        before = c;
        match tokens.last_mut() {
            Some(last)
                if last.end == at
                    && last.kind == kind
                    && matches!(kind, Kind::Word | Kind::Dash)
                    && !had_blank =>
            {
                last.end = end;
            }
            _ => tokens.push(Token { start: at, end, kind, is_after_gap }),
        }
    }
    tokens
}

/// A hyphen that parts and does not join: beside a blank, doubled, or after a number or a full stop and
/// before a capital.
fn is_dash(before: char, next: char) -> bool {
    before.is_whitespace()
        || next.is_whitespace()
        || before == '-'
        || next == '-'
        || ((before.is_numeric() || matches!(before, '.' | ')')) && next.is_uppercase())
}
