//! From characters to tokens.

use crate::{
    Error,
    input::{Input, tidy},
    limits,
    mark::{self, Family},
    name::Name,
    notes::Notes,
    token::{Kind, Term, Token},
};

/// Cuts a query into tokens. Linear in its length.
pub(crate) fn lex(input: &Input, notes: &mut Notes) -> Result<Vec<Token>, Error> {
    let mut lexer = Lexer {
        input,
        notes,
        at: 0,
        value_of: None,
        exhausted: [false; Family::COUNT],
        tokens: Vec::new(),
    };
    while lexer.input.get(lexer.at).is_some() {
        lexer.step()?;
    }
    Ok(lexer.tokens)
}

struct Lexer<'a> {
    input: &'a Input,
    notes: &'a mut Notes,
    at: usize,
    /// The field whose value starts right here.
    value_of: Option<Name>,
    /// No mark of this family closes a phrase from here on; to look again would cost square time.
    exhausted: [bool; Family::COUNT],
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn step(&mut self) -> Result<(), Error> {
        let value_of = self.value_of.take();
        let start = self.at;
        let Some(c) = self.input.get(start) else { return Ok(()) };
        match c {
            ' ' => self.at += 1,
            '(' => self.sign(Kind::Open),
            ')' => self.sign(Kind::Close),
            '-' if value_of.is_none() && self.is_prefix_sign() => self.sign(Kind::Minus),
            '+' if value_of.is_none() && self.is_prefix_sign() => self.sign(Kind::Plus),
            '[' if value_of.is_some_and(Name::is_dated) && self.bracketed_range() => {}
            _ => match Family::opening(c) {
                Some(family) => self.quoted(family, value_of)?,
                None => self.word(value_of)?,
            },
        }
        Ok(())
    }

    fn push(&mut self, kind: Kind, start: usize) {
        self.tokens.push(Token { kind, span: self.input.span(start..self.at) });
    }

    fn sign(&mut self, kind: Kind) {
        self.at += 1;
        self.push(kind, self.at - 1);
    }

    /// `-x` and `+x`, but not `Guinea-Bissau`, ` - ` or `--x`.
    fn is_prefix_sign(&self) -> bool {
        let is_free = matches!(self.input.before(self.at), None | Some(' ' | '('));
        is_free && self.input.get(self.at + 1).is_some_and(may_follow_sign)
    }

    /// `[2012 TO 2014]` as one word, which the reader of dates understands.
    fn bracketed_range(&mut self) -> bool {
        let start = self.at;
        // two dates fit well into this; a limit keeps the time linear
        let inner = (start + 1..start + 64).map_while(|index| self.input.get(index));
        let text: String = inner.take_while(|&c| c != ']').collect();
        let end = start + 1 + text.chars().count();
        let words: Vec<&str> = text.split_whitespace().collect();
        let is_range = matches!(words[..], [_, to, _] if to.eq_ignore_ascii_case("to"));
        if !is_range || self.input.get(end) != Some(']') {
            return false;
        }
        self.at = end + 1;
        self.push(Kind::Word(Term::plain(format!("[{}]", words.join(" ")))), start);
        true
    }

    fn quoted(&mut self, family: Family, value_of: Option<Name>) -> Result<(), Error> {
        let start = self.at;
        let end = if self.exhausted[family as usize] {
            None
        } else {
            mark::closing(self.input, start + 1, family)
        };
        if let Some(end) = end {
            return self.phrase(start, end);
        }
        self.exhausted[family as usize] = true;
        if family == Family::Single {
            return self.word(value_of);
        }
        self.notes.add("a quotation mark without a partner is left out");
        self.at += 1;
        self.value_of = value_of;
        Ok(())
    }

    fn phrase(&mut self, start: usize, end: usize) -> Result<(), Error> {
        let mut text = String::new();
        let mut index = start + 1;
        while index < end {
            index += usize::from(mark::is_escape(self.input, index));
            text.extend(self.input.get(index));
            index += 1;
        }
        self.at = end + 1;
        let slop = self.slop()?;
        self.push(Kind::Phrase { text: tidy(&text), slop }, start);
        Ok(())
    }

    /// The `~10` behind a phrase.
    fn slop(&mut self) -> Result<u32, Error> {
        let start = self.at;
        if self.input.get(start) != Some('~') {
            return Ok(0);
        }
        let rest = (start + 1..).map_while(|index| self.input.get(index));
        let digits: String = rest.take_while(char::is_ascii_digit).collect();
        let end = start + 1 + digits.len();
        if digits.is_empty() || !matches!(self.input.get(end), None | Some(' ' | ')')) {
            return Ok(0);
        }
        self.at = end;
        let slop = digits.parse().unwrap_or(u32::MAX);
        if slop > limits::MAX_SLOP {
            return Err(Error::TooWide { span: self.input.span(start..end) });
        }
        Ok(slop)
    }

    fn word(&mut self, value_of: Option<Name>) -> Result<(), Error> {
        let start = self.at;
        let mut letters = Vec::new();
        let mut may_be_field = value_of.is_none();
        if self.input.get(start) == Some('\\')
            && let Some(next) = self.input.get(start + 1).filter(|&next| next != ' ')
        {
            letters.push((next, true));
            may_be_field = false;
            self.at += 2;
        }
        while let Some(c) = self.input.get(self.at).filter(|_| !self.is_boundary()) {
            if may_be_field && matches!(c, ':' | '<' | '>') {
                may_be_field = false;
                if self.field(start, c)? {
                    return Ok(());
                }
            }
            let escaped = (c == '\\').then(|| self.input.get(self.at + 1)).flatten();
            let escaped = escaped.filter(|&next| is_escapable(next));
            letters.push((escaped.unwrap_or(c), escaped.is_some()));
            self.at += 1 + usize::from(escaped.is_some());
        }
        let term = Term::new(&letters, self.notes);
        let may_be_operator = value_of.is_none() && !letters.iter().any(|&(_, escaped)| escaped);
        let kind = match term.text.as_str() {
            "AND" if may_be_operator => Kind::And,
            "OR" if may_be_operator => Kind::Or,
            "NOT" if may_be_operator => Kind::Not,
            _ => Kind::Word(term),
        };
        self.push(kind, start);
        Ok(())
    }

    fn is_boundary(&self) -> bool {
        self.input.get(self.at).is_none_or(|c| {
            matches!(c, ' ' | '(' | ')')
                || (Family::of(c).is_some() && !mark::is_gershayim(self.input, self.at))
        })
    }

    /// Whether the characters from `start` to the sign here name a field; if so, it is pushed.
    fn field(&mut self, start: usize, sign: char) -> Result<bool, Error> {
        let name: String = (start..self.at).filter_map(|index| self.input.get(index)).collect();
        // nobody would take a longer one for a field
        if name.is_empty()
            || name.len() > 32
            || !name.bytes().all(|byte| byte.is_ascii_alphabetic())
        {
            return Ok(false);
        }
        let next = self.input.get(self.at + 1).filter(|&next| next != ' ' && next != ')');
        match (Name::find(&name), next) {
            (Some(field), Some(_)) if sign == ':' => {
                self.at += 1;
                self.push_field(field, start);
                return Ok(true);
            }
            // `date>=2012`
            (Some(field), Some(_)) if field.is_dated() => {
                self.push_field(field, start);
                return Ok(true);
            }
            (Some(_), None) if sign == ':' => self
                .notes
                .add(format!("`{name}:` has no value right behind it and is searched as text")),
            (None, Some(next)) if sign == ':' && next != '/' => self.unknown_field(start, &name)?,
            (None, Some(_)) if sign == ':' => {
                self.notes.add(format!("`{name}:` is no field and is searched as text"));
            }
            _ => {}
        }
        Ok(false)
    }

    fn push_field(&mut self, field: Name, start: usize) {
        self.push(Kind::Field(field), start);
        self.value_of = Some(field);
    }

    fn unknown_field(&mut self, start: usize, name: &str) -> Result<(), Error> {
        if let Some(suggestion) = Name::near(name) {
            let span = self.input.span(start..self.at);
            return Err(Error::UnknownField { name: name.to_owned(), span, suggestion });
        }
        let hint = Name::synonym(name).map(|field| format!("; the field is called `{field}`"));
        self.notes.add(format!(
            "`{name}:` is no field and is searched as text{}",
            hint.unwrap_or_default()
        ));
        Ok(())
    }
}

/// What `-` excludes and `+` demands starts so.
pub(crate) fn may_follow_sign(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '(' | '*' | '\\') || Family::opening(c).is_some()
}

/// What loses its meaning behind a backslash inside a word.
pub(crate) fn is_escapable(c: char) -> bool {
    matches!(c, '\\' | '(' | ')' | '*' | '~' | ':') || Family::of(c).is_some()
}
