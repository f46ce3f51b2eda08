//! Subjects that are not written: `Afirmou que …` behind what names who spoke.

use crate::quote::{
    given_name::is_given_name,
    lexicon::{Class, traits},
    mention::Finder,
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

/// What says where or when somebody speaks, before the verb, has no more words and signs.
const LONGEST_FRAME: usize = 9;

impl Finder<'_> {
    /// `according to her`, `in her opinion`
    pub(super) fn is_source_pronoun(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let is_opinion = |ahead: usize| {
            self.tokens.get(at + ahead).is_some_and(|next| next.class == Class::According)
        };
        if token.class == Class::Possessive && (is_opinion(1) || is_opinion(2)) {
            return true;
        }
        let follows = at > 1 && self.tokens[at - 2].class == Class::According;
        let ends = self.tokens.get(at + 1).is_none_or(|next| next.kind == Kind::Sign);
        follows && ends && token.has(traits::MALE | traits::FEMALE) && !token.is(shape::CAPITAL)
    }

    /// `Agregó que …`: a verb of saying that begins its sentence and has no subject behind it.
    pub(super) fn drops_subject(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let next = self.tokens.get(at + 1).filter(|next| next.paragraph == token.paragraph);
        let before = at.checked_sub(1).map(|before| &self.tokens[before]);
        let follows_quote = before.is_some_and(|before| {
            before.is_quoted()
                || (before.is_sign(',') && at > 1 && self.tokens[at - 2].is_quoted())
                || (before.is_dash() && at > 1 && self.tokens[at - 2].is_quoted())
        });
        let ends =
            next.is_none_or(|next| next.kind == Kind::Sign || next.sentence != token.sentence);
        let opens = |next: &Token| {
            next.class == Class::Relative
                || next.kind == Kind::Mark
                || next.is_sign(':')
                || next.id == of_ascii("that")
        };
        let leads = next.is_some_and(opens)
            // `Sostiene también que`, `وأضافت ساخرة:`
            || (next.is_some_and(|next| {
                matches!(next.class, Class::Function | Class::Other) && !next.is_capital()
            }) && self.tokens.get(at + 2).is_some_and(|next| {
                next.sentence == token.sentence && opens(next)
            }));
        // `En la costa, agregó, nadie pesca`
        let is_framed = before.is_some_and(|before| before.is_sign(','))
            && next.is_some_and(|next| next.is_sign(','))
            && token.class == Class::Say;
        // `Ha perdido doce kilos, añade.`
        let is_last = before.is_some_and(|before| before.is_sign(','))
            && next.is_none_or(|next| next.is_sign('.') || next.sentence != token.sentence)
            && token.class == Class::Say;
        token.is_cue()
            && (is_framed
                || is_last
                || ((self.starts_sentence(at)
                    || self.follows_adverb(at)
                    || self.follows_frame(at))
                    && leads)
                || (follows_quote && ends))
    }

    /// `Mais tarde acrescentou`: an adverb or two begin the sentence.
    fn follows_adverb(&self, at: usize) -> bool {
        let sentence = self.tokens[at].sentence;
        let before = self.tokens[..at].iter().rev().take_while(|token| token.sentence == sentence);
        let mut n_before = 0;
        for token in before {
            n_before += 1;
            let is_adverb = token.class == Class::Function
                || (token.class == Class::Other
                    && token.is_word()
                    && !token.has(traits::ORGANISATION));
            if n_before > 2 || !is_adverb || (n_before == 1 && token.is_capital()) {
                return false;
            }
        }
        n_before == 2
    }

    /// `Em declarações à imprensa, lamentou que`: a preposition and its nouns begin the sentence, a comma ends
    /// them.
    fn follows_frame(&self, at: usize) -> bool {
        let sentence = self.tokens[at].sentence;
        let n_before = self.tokens[..at]
            .iter()
            .rev()
            .take(LONGEST_FRAME + 1)
            .take_while(|token| token.sentence == sentence)
            .count();
        let Some((comma, frame)) = self.tokens[at - n_before..at].split_last() else {
            return false;
        };
        let is_part =
            |token: &Token| token.kind != Kind::Mark && !token.is_cue() && !token.is_sign(',');
        comma.is_sign(',')
            && n_before <= LONGEST_FRAME
            && frame.first().is_some_and(|first| first.class == Class::Preposition)
            && frame.iter().all(is_part)
    }

    pub(super) fn is_adverb(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let followed_by_capital = self.tokens.get(at + 1).is_some_and(Token::is_capital);
        // `Facing the prospect of …`
        let is_participle = token.ending == 2
            && self.tokens.get(at + 1).is_some_and(|next| {
                matches!(next.class, Class::Determiner | Class::Possessive | Class::Preposition)
            });
        (is_participle || token.span.of(self.text).ends_with("ly"))
            && !followed_by_capital
            && !is_given_name(token)
    }
}
