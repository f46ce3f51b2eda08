//! Who is named in what follows a passage: the attribution behind words goes before all that stands above them.

use crate::quote::{
    decode::Decision,
    lexicon::Class,
    mention::MentionKind,
    reading::Reading,
    token::{Kind, Token, shape},
};

/// How sure these rules are.
const MENDED: f32 = 0.6;
/// From the closing mark to the verb behind a name and what its bearer is.
const LONGEST_ATTRIBUTION: usize = 18;
/// A passage of fewer words may be a name itself.
const SHORTEST: usize = 4;

/// Mends a decision for somebody who is not named where the attribution of the passage stands.
pub(super) fn mend(reading: &Reading<'_>, which: usize, decision: Decision) -> Decision {
    let mention =
        before_verb(reading, which, decision).or_else(|| behind_verb(reading, which, decision));
    mention.map_or(decision, |mention| Decision { mention: Some(mention), probability: MENDED })
}

/// `“…,” the group’s lawyer, Jane Roe, added`: the name between a sentence whose marks close behind a comma and the verb
/// that follows.
fn before_verb(reading: &Reading<'_>, which: usize, decision: Decision) -> Option<usize> {
    let tokens = &reading.tokens;
    let marked = &reading.marked[which];
    let is_behind = |mention: usize| reading.mentions[mention].first >= marked.end;
    let ends = marked.end.checked_sub(2).is_some_and(|at| tokens[at].is_sign(','));
    let opens = tokens.get(marked.first + 1).is_some_and(|first| first.is(shape::CAPITAL))
        && marked.first.checked_sub(1).is_none_or(|at| {
            let before = &tokens[at];
            before.paragraph as usize != marked.paragraph
                || matches!(before.sign, '.' | '!' | '?')
                || before.kind == Kind::Mark
        });
    if marked.unclosed || !ends || !opens || decision.mention.is_some_and(is_behind) {
        return None;
    }
    let end = reading.paragraphs[marked.paragraph].end.min(marked.end + LONGEST_ATTRIBUTION);
    let behind = tokens.get(marked.end..end)?;
    let n_between = behind.iter().position(Token::is_cue)?;
    let is_plain = |token: &Token| {
        !token.is_quoted()
            && (matches!(token.kind, Kind::Word | Kind::Possessive | Kind::Number)
                || token.is_sign(','))
            && !matches!(token.class, Class::Auxiliary | Class::Relative)
    };
    let is_joined = behind.first().is_some_and(|first| {
        matches!(first.class, Class::Conjunction | Class::Preposition | Class::Function)
    });
    if is_joined || !behind[..n_between].iter().all(is_plain) {
        return None;
    }
    let cue = marked.end + n_between;
    reading.paragraph_mentions(marked.paragraph).find(|&idx| {
        let mention = &reading.mentions[idx];
        let is_owner = tokens.get(mention.end).is_some_and(|next| next.kind == Kind::Possessive);
        matches!(mention.kind, MentionKind::Name | MentionKind::Single)
            && mention.first >= marked.end
            && mention.end <= cue
            && !is_owner
    })
}

/// `“…,” added Roe`: the name right behind the verb that follows the closing mark.
fn behind_verb(reading: &Reading<'_>, which: usize, decision: Decision) -> Option<usize> {
    let tokens = &reading.tokens;
    let marked = &reading.marked[which];
    let is_behind = |mention: usize| reading.mentions[mention].first >= marked.end;
    let n_words = tokens[marked.first..marked.end].iter().filter(|token| token.is_word()).count();
    if marked.unclosed || n_words < SHORTEST || decision.mention.is_some_and(is_behind) {
        return None;
    }
    let comma = tokens.get(marked.end).filter(|token| token.is_sign(','));
    let verb = marked.end + usize::from(comma.is_some());
    // inside of other words all is quoted
    let is_nested = marked.first.checked_sub(1).is_some_and(|at| tokens[at].is_quoted());
    let says = |token: &&Token| token.class == Class::Say && (is_nested || !token.is_quoted());
    tokens.get(verb).filter(says)?;
    reading.paragraph_mentions(marked.paragraph).find(|&idx| {
        let mention = &reading.mentions[idx];
        let is_owner = tokens.get(mention.end).is_some_and(|next| next.kind == Kind::Possessive);
        mention.first == verb + 1
            && matches!(mention.kind, MentionKind::Name | MentionKind::Single)
            && tokens[mention.name].class != Class::Calendar
            && !reading.is_place(mention.name, mention.end)
            && !is_owner
    })
}
