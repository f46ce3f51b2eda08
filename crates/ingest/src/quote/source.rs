//! `Pour Jane Roe, …`, `Para el juez, …`: the preposition that names a source in French, Spanish and
//! Portuguese.

use crate::quote::{
    lexicon::{Class, Habit, Lexicon, traits},
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

/// Names and titles between the preposition and the comma are not longer.
const LONGEST_SOURCE: usize = 12;

/// Gives the preposition the class of `according` where a name or a title and a comma follow it.
pub(crate) fn mark(tokens: &mut [Token], lexicon: &Lexicon) {
    if !lexicon.has(Habit::Elides) && !lexicon.has(Habit::DropsSubjects) {
        return;
    }
    for at in 0..tokens.len() {
        let token = &tokens[at];
        let starts = at == 0 || tokens[at - 1].sentence != token.sentence;
        if starts && token.is_word() && token.id == FOR && names_source(&tokens[at + 1..], token) {
            tokens[at].class = Class::According;
            tokens[at].id = of_ascii("according");
        }
    }
}

const FOR: u32 = of_ascii("for");

fn names_source(behind: &[Token], preposition: &Token) -> bool {
    let source = behind.iter().take(LONGEST_SOURCE).take_while(|token| {
        token.sentence == preposition.sentence && token.kind != Kind::Sign && !token.attributes()
    });
    let (mut n_words, mut is_somebody, mut is_body) = (0, false, false);
    for token in source {
        n_words += 1;
        is_somebody |= token.is(shape::CAPITAL) || token.has(traits::ROLE);
        is_body |= token.class == Class::Auxiliary;
    }
    is_somebody && !is_body && behind.get(n_words).is_some_and(|token| token.is_sign(','))
}
