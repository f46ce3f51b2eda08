//! Names that are a body's, or of what somebody is the head of, though they look like a person's.

use crate::lexicon;
use crate::quote::{
    lexicon::{Class, traits},
    mention::{Mention, MentionKind},
    token::{Kind, Token, shape},
    whose::{BELONGING, LONGEST_TITLE, Resolver},
};

/// The name of a body has so many parts with small words between.
const MOST_PARTS: usize = 3;

impl Resolver<'_> {
    /// `OSN Kenya`, `OSN Africa`: the branch of whom an acronym names.
    pub(super) fn is_branch(&self, mention: &Mention) -> bool {
        let tokens = &self.reading.tokens;
        let [acronym, region] = &tokens[mention.name..mention.end] else { return false };
        let word = region.span.of(self.reading.text);
        acronym.is(shape::UPPER)
            && !acronym.is(shape::INITIAL)
            && !region.is(shape::UPPER)
            && lexicon::is_region(word)
    }

    /// `Servicio Nacional de Atención a Privados de Libertad`: what the name of a body goes on with, small words between.
    pub(super) fn goes_on_body(&self, mention: &Mention) -> bool {
        let tokens = &self.reading.tokens;
        let leads = |at: usize| {
            tokens[at].class == Class::Preposition && tokens[at].sentence == mention.sentence
        };
        let own = self.reading.mentions.partition_point(|other| other.first < mention.first);
        let mut start = mention.first;
        for body in self.reading.mentions[..own].iter().rev().take(MOST_PARTS) {
            let Some(lead) = start.checked_sub(1).filter(|&lead| leads(lead)) else { return false };
            if body.end != lead || !self.reading.is_romance(lead) {
                return false;
            }
            if body.kind == MentionKind::Organisation {
                return start != mention.first || body.end > body.name + 1;
            }
            start = body.first;
        }
        false
    }

    /// `the energy company Lumière Lointaine`: whether the word for a body leads to the name.
    pub(super) fn follows_body(&self, mention: &Mention) -> bool {
        let before = mention.first.checked_sub(1).map(|at| &self.reading.tokens[at]);
        before.is_some_and(|before| {
            before.has(traits::ORGANISATION)
                && !before.is_capital()
                && before.sentence == mention.sentence
        })
    }

    /// `la minera Cerro Alto`, `el vocero de la asociación Tierra Viva, Ada Roe`: whether the noun for a body leads to its
    /// name, whatever words it is made of; `el director de la asociación Ada Roe` is she.
    pub(super) fn is_body_named(&self, mention: &Mention) -> bool {
        let Some(at) = mention.name.checked_sub(1) else { return false };
        let noun = &self.reading.tokens[at];
        let is_body = noun.has(traits::BODY)
            && !noun.is_capital()
            && noun.sentence == mention.sentence
            && noun.sign.is_ascii()
            && self.reading.is_romance(mention.name);
        let next = self.reading.mentions.partition_point(|other| other.first <= mention.first);
        let is_followed = || {
            self.reading.tokens.get(mention.end).is_some_and(|comma| comma.is_sign(','))
                && self.reading.mentions.get(next).is_some_and(|next| {
                    next.kind == MentionKind::Name && next.first == mention.end + 1
                })
        };
        is_body && (!self.follows_office(at.saturating_sub(LONGEST_TITLE)..at) || is_followed())
    }

    /// `the governor of Kanem, Jane Roe, …`: what somebody is the head of.
    pub(super) fn is_held(&self, mention: &Mention) -> bool {
        let Some(office) = mention.first.checked_sub(2) else { return false };
        let [office, of] = &self.reading.tokens[office..mention.first] else { return false };
        let is_behind =
            |at: usize| self.reading.tokens.get(at).is_some_and(|next| next.is_sign(','));
        // `X, head of the Y, said` is X
        let start = mention.first - 2;
        let opens = self.reading.tokens[..start]
            .iter()
            .rev()
            .take_while(|token| token.sentence == mention.sentence)
            .all(Token::is_word);
        mention.kind == MentionKind::Single
            && opens
            && self.is_place(mention)
            && office.has(traits::ROLE)
            && of.id == BELONGING[0]
            && is_behind(mention.end)
    }

    /// Whether an acronym in parentheses follows, as after names of organisations.
    pub(super) fn is_abbreviated(&self, mention: &Mention) -> bool {
        let tokens = &self.reading.tokens;
        tokens.get(mention.end).is_some_and(|token| token.is_sign('('))
            && tokens.get(mention.end + 1).is_some_and(|token| token.is(shape::UPPER))
    }

    /// `X, director of …`
    pub(super) fn has_role_behind(&self, mention: &Mention) -> bool {
        let tokens = &self.reading.tokens;
        let is_near = |at: usize| tokens.get(at).filter(|token| token.sentence == mention.sentence);
        is_near(mention.end).is_some_and(|token| token.is_sign(','))
            && (mention.end + 1..mention.end + 6)
                .map_while(is_near)
                .take_while(|token| token.kind == Kind::Word)
                .any(|token| token.has(traits::ROLE))
    }
}
