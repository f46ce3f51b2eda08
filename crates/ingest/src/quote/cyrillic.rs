//! Who speaks in Russian without a name of their own in the nominative: `«Вахта порта» утверждает`, `В министерстве
//! пояснили`.

use crate::quote::{
    clause::is_that,
    lexicon::{Class, traits},
    token::{Kind, Token},
    word_id::of_ascii,
};

/// The name of a body in marks has no more words and signs.
const LONGEST_NAME: usize = 7;
/// Where somebody spoke, before the verb, has no more words and marks.
const LONGEST_HOUSE: usize = 10;

const IN: u32 = of_ascii("in");

/// How verbs end that have several for their subject.
const PLURAL: [&str; 3] = ["ли", "ют", "ят"];

/// One past the mark that closes the name of a body, if one opens at `at` and what stands around it says that it speaks:
/// `«Вахта порта» утверждает`, `по данным «Вахты порта»`.
pub(super) fn body_in_marks(tokens: &[Token], at: usize) -> Option<usize> {
    let end = end_of_name(tokens, at)?;
    let before = at.checked_sub(1).map(|at| &tokens[at]);
    let before = before.filter(|before| before.sentence == tokens[at].sentence);
    let speaks = tokens.get(end).is_some_and(|next| {
        next.is_cue() && !next.is_quoted() && next.sentence == tokens[at].sentence
    });
    let is_led = before.is_none_or(|before| before.has(traits::ORGANISATION | traits::BODY));
    let is_source = before.is_some_and(|before| {
        before.class == Class::According
            || before.is_cue() && tokens.get(end).is_some_and(|next| next.is_sign(','))
    });
    (speaks && is_led || is_source).then_some(end)
}

/// One past the closing mark of a few Russian words in marks that begin with a capital and do not end as a sentence.
pub(super) fn end_of_name(tokens: &[Token], open: usize) -> Option<usize> {
    let first = tokens.get(open + 1)?;
    let close = (open + 2..tokens.len().min(open + 2 + LONGEST_NAME))
        .find(|&at| tokens[at].kind == Kind::Mark)?;
    let is_name = tokens[open].sign == '«'
        && tokens[close].sign == '»'
        && first.is_capital()
        && ('А'..='Я').contains(&first.sign)
        && tokens[open + 1..close].iter().all(|token| token.kind == Kind::Word || token.is_dash());
    is_name.then_some(close + 1)
}

/// `В министерстве пояснили, что`: the verb of those who spoke in a house, told by where alone; `at` begins the sentence.
pub(super) fn verb_of_house(tokens: &[Token], text: &str, at: usize) -> Option<usize> {
    let lead = &tokens[at];
    if lead.id != IN || lead.class != Class::Preposition || !matches!(lead.sign, 'В' | 'в') {
        return None;
    }
    let is_near = |verb: &usize| {
        let token = &tokens[*verb];
        token.sentence == lead.sentence && token.kind != Kind::Sign
    };
    let verb = (at + 1..tokens.len().min(at + LONGEST_HOUSE))
        .take_while(is_near)
        .find(|&verb| tokens[verb].is_cue() && !tokens[verb].is_quoted())?;
    let word = tokens[verb].span.of(text);
    let is_plural = PLURAL.iter().any(|ending| word.ends_with(ending));
    // `В письме жители заявили`: somebody is named
    let is_free = !tokens[at + 1..verb].iter().any(|token| token.class == Class::Human);
    let next = tokens.get(verb + 1)?;
    let leads = next.is_sign(':')
        || next.kind == Kind::Mark
        || next.is_sign(',') && tokens.get(verb + 2).is_some_and(is_that);
    (verb > at + 1 && is_plural && is_free && leads).then_some(verb)
}
