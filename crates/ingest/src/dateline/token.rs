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
    /// `|`.
    Bar,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// Two blanks or more stand before it.
    pub(super) is_after_gap: bool,
}

/// So many tokens are cut of most passages.
const USUAL: usize = 8;

/// The tokens of a head, cut as far as somebody asked: most passages show with their second word that they
/// open with no dateline.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    head: &'t str,
    cut: Vec<Token>,
    /// The bytes of `head` that are cut.
    at: usize,
    n_blanks: usize,
    before: char,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(head: &'t str) -> Self {
        Self { head, cut: Vec::with_capacity(USUAL), at: 0, n_blanks: 0, before: ' ' }
    }

    /// The token of that number.
    pub(super) fn get(&mut self, idx: usize) -> Option<Token> {
        // the last token may still grow
        while self.cut.len() <= idx + 1 && self.at < self.head.len() {
            self.step();
        }
        self.cut.get(idx).copied()
    }

    /// Reads one character, or letters and digits of ASCII in one piece.
    fn step(&mut self) {
        let (head, at) = (self.head, self.at);
        let plain = head.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric());
        let n_plain = plain.count();
        if n_plain > 0 {
            self.at = at + n_plain;
            self.grow(Kind::Word, at);
            self.before = char::from(head.as_bytes()[self.at - 1]);
            return;
        }
        let mut letters = head[at..].chars();
        let Some(c) = letters.next() else { return };
        let next = letters.next().unwrap_or(' ');
        let end = at + c.len_utf8();
        self.at = end;
        // `Bogotá.-` ends with the dash alone.
        let is_abbreviation = || {
            self.cut.last().is_some_and(|last| last.end == at && head[last.start..at].contains('.'))
        };
        if c == '.' && matches!(next, '-' | '–' | '—') && !is_abbreviation() {
            self.before = ' ';
            return;
        }
        let kind = match c {
            c if c.is_whitespace()
                || matches!(c, '*' | '_' | '>' | '[' | ']' | '"' | '“' | '#') =>
            {
                self.n_blanks += usize::from(c.is_whitespace());
                self.before = ' ';
                return;
            }
            ',' | '،' | '、' | '，' => Kind::Comma,
            '/' => Kind::Slash,
            '(' | '（' => Kind::Open,
            ')' | '）' => Kind::Close,
            ':' | '：' => Kind::Colon,
            '|' => Kind::Bar,
            '—' | '–' | '―' => Kind::Dash,
            '-' if is_dash(self.before, next) => Kind::Dash,
            _ => Kind::Word,
        };
        self.grow(kind, at);
        self.before = c;
    }

    /// Adds what was read from `at` on to the last token, or makes it one of its own.
    fn grow(&mut self, kind: Kind, at: usize) {
        let n_blanks = std::mem::take(&mut self.n_blanks);
        match self.cut.last_mut() {
            Some(last)
                if last.end == at
                    && last.kind == kind
                    && matches!(kind, Kind::Word | Kind::Dash)
                    && n_blanks == 0 =>
            {
                last.end = self.at;
            }
            _ => {
                let is_after_gap = n_blanks >= 2;
                self.cut.push(Token { start: at, end: self.at, kind, is_after_gap });
            }
        }
    }
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
