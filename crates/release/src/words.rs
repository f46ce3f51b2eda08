//! `Words`: the words of a text, cut once for understanding and for the index.

use crate::Span;

/// One word by the rules of UAX#29, with what was seen while cutting it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    flags: u8,
}

impl Word {
    /// The word is ASCII throughout.
    pub const ASCII: u8 = 1;
    /// The first letter is upper case.
    pub const CAPITAL: u8 = 2;
    /// An upper-case letter stands somewhere in it.
    pub const ANY_UPPER: u8 = 4;
    /// Every letter is upper case (and there is one).
    pub const ALL_UPPER: u8 = 8;
    /// It starts with a digit.
    pub const NUMBER: u8 = 16;

    /// A word at `span` with the constants of this type as `flags`.
    #[inline]
    pub fn new(span: Span, flags: u8) -> Self {
        Self { span, flags }
    }

    /// Whether the word is ASCII throughout.
    #[inline]
    pub fn is_ascii(self) -> bool {
        self.flags & Self::ASCII != 0
    }

    /// Whether the first letter is upper case.
    #[inline]
    pub fn is_capital(self) -> bool {
        self.flags & Self::CAPITAL != 0
    }

    /// Whether an upper-case letter stands somewhere in it.
    #[inline]
    pub fn has_upper(self) -> bool {
        self.flags & Self::ANY_UPPER != 0
    }

    /// Whether every letter is upper case, and there is one.
    #[inline]
    pub fn is_all_upper(self) -> bool {
        self.flags & Self::ALL_UPPER != 0
    }

    /// Whether it starts with a digit.
    #[inline]
    pub fn is_number(self) -> bool {
        self.flags & Self::NUMBER != 0
    }
}

/// The words of one release in text order.
pub type Words = Vec<Word>;
