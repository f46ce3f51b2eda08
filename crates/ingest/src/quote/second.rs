//! What else somebody says in the sentence of their quote: `“…”, she said, adding that …`, `“…”, dijo X y
//! recordó que …`.

use crate::quote::{
    clause::is_that,
    lexicon::Class,
    mention::Mention,
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

/// Between the first verb and the second: the name, an apposition, where it was said.
const FARTHEST: usize = 28;

const AND: u32 = of_ascii("and");

/// The second verb of whoever says the words in marks before the first, and the first token of the clause
/// that follows `that`.
pub(super) fn clause(
    tokens: &[Token],
    mention: &Mention,
    first_verb: usize,
) -> Option<(usize, usize)> {
    let start = mention.first.min(first_verb);
    if !follows_marks(tokens, start) {
        return None;
    }
    let from = mention.end.max(first_verb + 1);
    let is_near = |at: &usize| tokens[*at].sentence == mention.sentence && !tokens[*at].is_quoted();
    let verb = (from..tokens.len().min(from + FARTHEST)).take_while(is_near).find(|&at| {
        // `said X, who added that`
        let is_who = |before: &Token| before.class == Class::Relative;
        let is_joined = at > from
            && tokens[at].is_cue()
            && (is_and(&tokens[at - 1]) || is_who(&tokens[at - 1]));
        let is_beside = is_participle(&tokens[at])
            && at.checked_sub(1).is_some_and(|before| tokens[before].is_sign(','));
        (is_joined || is_beside) && that_behind(tokens, at).is_some()
    })?;
    Some((verb, that_behind(tokens, verb)? + 1))
}

/// `adding`, `saying`
pub(super) fn is_participle(verb: &Token) -> bool {
    verb.class == Class::CueIng || verb.is_cue() && verb.ending == 2
}

/// Whether a passage in marks ends right before `at`, or before the sign there.
fn follows_marks(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else { return false };
    let is_end = |token: &Token| token.is_quoted() || token.kind == Kind::Mark;
    is_end(before)
        || (before.is_sign(',') || before.is_dash())
            && at
                .checked_sub(2)
                .is_some_and(|before| is_end(&tokens[before]) || tokens[before].is_sign(','))
}

/// `that` right behind a verb, or behind the comma that Russian and German put before it, or the preposition that
/// Arabic does (`مشيراً إلى أن`).
pub(super) fn that_behind(tokens: &[Token], verb: usize) -> Option<usize> {
    let parts = |token: &Token| {
        token.is_sign(',') || token.class == Class::Preposition && token.is(shape::CASELESS)
    };
    let at = verb + 1 + usize::from(tokens.get(verb + 1).is_some_and(parts));
    tokens.get(at).is_some_and(is_that).then_some(at)
}

fn is_and(token: &Token) -> bool {
    token.class == Class::Conjunction && token.id == AND
}
