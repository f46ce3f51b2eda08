//! What the tokens before a word tell of it: a noun, a word of a name, a date, the second half of a verb.

use crate::quote::{
    lexicon::{Class, traits},
    reader::Reader,
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

/// An auxiliary stands at most so many words and signs before its participle.
const FARTHEST_AUXILIARY: usize = 6;

/// Nouns of what may stand between the two: `pour sa part`, `à son tour`.
const FRAME_NOUNS: [u32; 6] = [
    of_ascii("part"),
    of_ascii("côté"),
    of_ascii("tour"),
    of_ascii("ailleurs"),
    of_ascii("outre"),
    of_ascii("effet"),
];

impl Reader<'_> {
    /// `these reports`, `122 other states`: what follows is a noun.
    pub(super) fn follows_noun_marker(&self) -> bool {
        self.tokens.last().is_some_and(|before| {
            matches!(before.class, Class::Determiner | Class::Possessive | Class::Preposition)
                || matches!(before.kind, Kind::Number | Kind::Possessive)
        })
    }

    /// Whether the word to come goes on with a name: `United States`, `the Notes`.
    pub(super) fn stands_in_a_name(&self) -> bool {
        let first = self.paragraphs.last().map_or(0, |paragraph| paragraph.first);
        self.tokens[first..].last().is_some_and(|before| {
            matches!(before.class, Class::Determiner | Class::Possessive | Class::Preposition)
                || (before.is(shape::CAPITAL) && before.has(traits::ORGANISATION))
        })
    }

    /// Whether a month or day cut short is one: `Jan. 3`, `3 Sun`; else it is rather a name.
    pub(super) fn stands_by_a_number(&self, end: usize) -> bool {
        let rest = &self.text[end..];
        let is_number = |text: &str| text.starts_with(|ch: char| ch.is_ascii_digit());
        rest.starts_with('.')
            || is_number(rest.trim_start())
            || self.tokens.last().is_some_and(|before| before.kind == Kind::Number)
            // `29. Mai`
            || matches!(self.tokens.as_slice(), [.., day, stop] if stop.is_sign('.') && day.kind == Kind::Number)
    }

    pub(super) fn stands_behind_a_quote(&self) -> bool {
        let mut before = self.tokens.iter().rev();
        let is_close = |token: &Token| token.kind == Kind::Mark && token.is(shape::CLOSES);
        match before.next() {
            Some(token) if token.is_sign(',') => before.next().is_some_and(is_close),
            Some(token) => is_close(token),
            None => false,
        }
    }

    /// Takes away the auxiliary before a participle of saying: `a déclaré` is one verb, and in
    /// `a-t-il ajouté` the pronoun stands before it.
    pub(super) fn drop_auxiliary(&mut self) {
        let n = self.tokens.len();
        let is_auxiliary = |back: usize| {
            n.checked_sub(back).is_some_and(|idx| self.tokens[idx].has(traits::PERFECT))
        };
        let between = (1..=FARTHEST_AUXILIARY).find(|back| is_auxiliary(*back));
        let first = self.paragraphs.last().map_or(0, |paragraph| paragraph.first);
        let (Some(back), true) = (between, n > first) else { return };
        let idx = n - back;
        let skipped = &self.tokens[idx + 1..];
        let is_frame = skipped
            .first()
            .is_some_and(|first| first.class == Class::Preposition || first.is_sign(','));
        let only_small = skipped.iter().all(|token| {
            matches!(token.class, Class::Pronoun | Class::Function)
                || (token.sign == 't' && token.span.len() == 1)
                // `a pour sa part rappelé`, `a, de son côté, rappelé`
                || is_frame
                    && (token.is_sign(',')
                        || matches!(token.class, Class::Preposition | Class::Possessive)
                        || FRAME_NOUNS.contains(&token.id))
        });
        if idx < first || !only_small {
            return;
        }
        if is_frame {
            self.tokens.truncate(idx);
        } else {
            self.tokens.remove(idx);
        }
        if self.tokens.get(idx).is_some_and(|token| token.sign == 't' && token.span.len() == 1) {
            self.tokens.remove(idx);
        }
        self.notes.see_again(idx, &self.tokens);
    }
}
