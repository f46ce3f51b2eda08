//! `Token`: a word or a sign of the text, with everything later steps ask about it.

use release::Span;

use crate::quote::lexicon::{Class, traits};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word.
    Word,
    /// A number.
    Number,
    /// The `’s` behind a word.
    Possessive,
    /// A quotation mark or an apostrophe that stands like one.
    Mark,
    /// Any other sign.
    Sign,
}

/// How a token is written; a bit each.
pub mod shape {
    /// It starts with a capital.
    pub const CAPITAL: u8 = 1;
    /// It is all capitals, at least two.
    pub const UPPER: u8 = 1 << 1;
    /// It is a single capital: `J.`
    pub const INITIAL: u8 = 1 << 2;
    /// A mark that can open a quote.
    pub const OPENS: u8 = 1 << 3;
    /// A mark that can close a quote.
    pub const CLOSES: u8 = 1 << 4;
    /// It stands inside quotation marks.
    pub const QUOTED: u8 = 1 << 5;
    /// Its letters have no case.
    pub const CASELESS: u8 = 1 << 6;
    /// It stands first behind a line that ended early, as lines of a heading or an address do.
    pub const AFTER_BREAK: u8 = 1 << 7;
}

/// A word or a sign of the text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: Kind,
    /// The class of the word.
    pub class: Class,
    /// Its traits.
    pub traits: u32,
    /// Its [shape].
    pub shape: u8,
    /// A common English ending: 1 for `-ed`, 2 for `-ing`, 3 for `-s`, else 0.
    pub ending: u8,
    /// The sign; for words their first character.
    pub sign: char,
    /// The identity of the word or of its English counterpart.
    pub id: u32,
    /// The paragraph it stands in.
    pub paragraph: u32,
    /// The sentence it stands in, counted through the text.
    pub sentence: u32,
}

impl Token {
    /// Whether all of `bits` of its [shape] are set.
    pub fn is(&self, bits: u8) -> bool {
        self.shape & bits == bits
    }

    /// Whether it has any of these traits.
    pub fn has(&self, bits: u32) -> bool {
        self.traits & bits != 0
    }

    /// Whether it is a word, numbers excluded.
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it is a word with a capital.
    pub fn is_capital(&self) -> bool {
        self.is_word() && self.is(shape::CAPITAL)
    }

    /// Whether it is this sign.
    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign && self.sign == sign
    }

    /// Whether it is a dash.
    pub fn is_dash(&self) -> bool {
        self.kind == Kind::Sign && matches!(self.sign, '—' | '–' | '-')
    }

    /// Whether it stands inside quotation marks.
    pub fn is_quoted(&self) -> bool {
        self.is(shape::QUOTED)
    }

    /// Whether it is a verb that attributes words.
    pub fn is_cue(&self) -> bool {
        matches!(self.class, Class::Say | Class::Cue)
    }

    /// Whether it attributes words in any form, participles and `according` included.
    pub fn attributes(&self) -> bool {
        matches!(self.class, Class::Say | Class::Cue | Class::CueIng | Class::According)
    }

    /// Whether it is the head of a role or a noun for people.
    pub fn is_human(&self) -> bool {
        self.has(traits::HUMAN)
    }
}
