//! `Notes`: what was seen while a text was read, so that no later step looks for what is not there.

use crate::quote::{
    lexicon::traits,
    token::{Kind, Token},
};

/// What a text holds; what is noted may be gone later, what is not noted is not there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    /// The tokens that are marks.
    pub(crate) marks: Vec<usize>,
    /// Verbs of saying with a capital.
    pub(crate) capital_cues: Vec<usize>,
    /// Nouns for what somebody says.
    pub(crate) sources: Vec<usize>,
    /// The traits of all words together.
    pub(crate) traits: u32,
    /// Whether there is a dash.
    pub(crate) has_dash: bool,
}

impl Notes {
    /// Notes the word at `at`; most need no place.
    #[inline]
    pub(crate) fn see_word(&mut self, at: usize, token: &Token) {
        self.traits |= token.traits;
        if token.has(traits::SOURCE) || token.is_cue() {
            self.see(at, token);
        }
    }

    /// Notes the token at `at`.
    pub(crate) fn see(&mut self, at: usize, token: &Token) {
        match token.kind {
            Kind::Word | Kind::Number => {
                self.traits |= token.traits;
                if token.is_cue() && token.is_capital() {
                    self.capital_cues.push(at);
                }
                if token.has(traits::SOURCE) {
                    self.sources.push(at);
                }
            }
            Kind::Mark => self.marks.push(at),
            Kind::Sign => self.has_dash |= token.is_dash(),
            Kind::Possessive => {}
        }
    }

    /// Notes the tokens from `first` on anew, for one before them is gone.
    pub(crate) fn see_again(&mut self, first: usize, tokens: &[Token]) {
        for list in [&mut self.marks, &mut self.capital_cues, &mut self.sources] {
            list.truncate(list.partition_point(|at| *at < first));
        }
        for (at, token) in tokens.iter().enumerate().skip(first) {
            self.see(at, token);
        }
    }

    /// Whether a word may have one of these traits.
    pub(crate) fn may_have(&self, traits: u32) -> bool {
        self.traits & traits != 0
    }
}
