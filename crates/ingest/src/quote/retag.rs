//! Classes that only the neighbours of a word decide: a verb of saying that is a name, a preposition that
//! names a source.

use crate::quote::{
    given_name::is_given_name,
    lexicon::{Class, Habit, traits},
    lexicons::Lexicons,
    notes::Notes,
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

/// Between the preposition and the noun for what somebody says: `nach den eigenen`.
const LONGEST_LEAD: usize = 3;
/// Names and titles between the preposition and the comma are not longer.
const LONGEST_SOURCE: usize = 18;

/// `Said Benhaddou told reporters`: a verb of saying with a capital before a name that has a verb of its
/// own is a given name.
pub(crate) fn names(tokens: &mut [Token], notes: &Notes) {
    for &at in &notes.capital_cues {
        let Some(&[token, name, verb]) = tokens.get(at..at + 3) else { continue };
        let is_name = token.is_cue()
            && token.is_capital()
            && is_given_name(&token)
            && name.is_capital()
            && name.class == Class::Other
            && name.sentence == token.sentence;
        let has_verb = verb.is_cue() || verb.class == Class::Auxiliary || verb.is_sign(',');
        if is_name && has_verb && !token.is_quoted() {
            tokens[at].class = Class::Other;
        }
    }
}

/// `In her opinion …`, `Nach Angaben von …`: a noun for what somebody says, behind a preposition that begins
/// its clause, attributes like `according`.
pub(crate) fn opinions(tokens: &mut [Token], notes: &Notes, lexicons: &Lexicons) {
    for &at in &notes.sources {
        if at == 0 || !tokens[at].has(traits::SOURCE) || tokens[at].is_quoted() {
            continue;
        }
        let sentence = tokens[at].sentence;
        let first = at.saturating_sub(LONGEST_LEAD);
        let is_small = |token: &Token| {
            matches!(token.class, Class::Determiner | Class::Possessive)
                || (token.class == Class::Other && token.is_word() && !token.is(shape::CAPITAL))
        };
        let lead = (first..at).rev().find(|&before| !is_small(&tokens[before]));
        let begins = |lead: usize| {
            lead == 0
                || tokens[lead - 1].sentence != sentence
                || matches!(tokens[lead - 1].sign, ',' | '—' | '–' | '-')
        };
        let leads = |lead: &usize| {
            let token = &tokens[*lead];
            // `Zum Urteil erklärt …` is about it
            let is_about =
                token.id == TO && tokens[at].is(shape::CAPITAL) && lexicons.are_of_release();
            token.sentence == sentence
                && !is_about
                && matches!(token.class, Class::Preposition | Class::According)
                && begins(*lead)
        };
        if lead.as_ref().is_some_and(leads) {
            tokens[at].class = Class::According;
            tokens[at].id = of_ascii("according");
        }
    }
}

/// `Pour Jane Roe, …`, `Para el juez, …`: gives the preposition the class of `according` where a name or
/// a title and a comma follow it.
pub(crate) fn sources(tokens: &mut [Token], lexicons: &Lexicons) {
    let habits = [Habit::Elides, Habit::DropsSubjects];
    if !habits.iter().any(|habit| lexicons.any_has(*habit)) {
        return;
    }
    for at in 0..tokens.len() {
        let token = &tokens[at];
        let starts = at == 0 || tokens[at - 1].sentence != token.sentence;
        if starts
            && token.is_word()
            && token.id == FOR
            && habits.iter().any(|habit| lexicons.at(at).has(*habit))
            && names_source(&tokens[at + 1..], token)
        {
            tokens[at].class = Class::According;
            tokens[at].id = of_ascii("according");
        }
    }
}

const FOR: u32 = of_ascii("for");
const TO: u32 = of_ascii("to");

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
