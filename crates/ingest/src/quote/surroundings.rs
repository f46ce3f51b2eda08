//! What stands around a mention, whatever quote it is asked about.

use crate::quote::{
    lexicon::Class,
    mention::Mention,
    symbol::{END, START, symbol},
    token::{Kind, Token, shape},
};

/// An apposition between a name and its verb may be this long.
const LONGEST_APPOSITION: usize = 32;
/// A party, a town or an age in parentheses behind a name.
const LONGEST_PARENTHESIS: usize = 8;
/// A verb of saying is looked for this far to the right and to the left.
const REACH_RIGHT: usize = 12;
const REACH_LEFT: usize = 8;

/// A verb of saying near a mention.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NearCue {
    /// Tokens between; beyond reach if there is none.
    pub(crate) distance: usize,
    /// Its class as a number, 0 if there is none.
    pub(crate) class: u32,
    /// Its identity.
    pub(crate) id: u32,
}

/// What stands around a mention.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Surroundings {
    /// The symbols of the two tokens before, nearest first.
    pub(crate) left: [u32; 2],
    /// The symbols of the three tokens after.
    pub(crate) right: [u32; 3],
    /// The words beside it, if in its sentence.
    pub(crate) left_word: Option<u32>,
    pub(crate) right_word: Option<u32>,
    /// Whether a verb of saying follows an apposition or a relative clause: `…, director of …, said`.
    pub(crate) apposition: u32,
    pub(crate) cue_right: NearCue,
    pub(crate) cue_left: NearCue,
    /// Whether it begins its sentence.
    pub(crate) starts_sentence: bool,
}

/// Looks around a mention.
pub(crate) fn around(tokens: &[Token], mention: &Mention) -> Surroundings {
    let before = |back: usize| mention.first.checked_sub(back).map(|at| &tokens[at]);
    let after = |ahead: usize| tokens.get(mention.end + ahead);
    let in_sentence = |token: &&Token| token.sentence == mention.sentence;
    Surroundings {
        left: [1, 2].map(|back| before(back).map_or(START, symbol)),
        right: [0, 1, 2].map(|ahead| after(ahead).map_or(END, symbol)),
        left_word: before(1).filter(in_sentence).map(|token| token.id),
        right_word: after(0).filter(in_sentence).map(|token| token.id),
        apposition: apposition(tokens, mention),
        cue_right: cue_right(tokens, mention),
        cue_left: cue_left(tokens, mention),
        starts_sentence: before(1).is_none_or(|token| token.sentence != mention.sentence),
    }
}

/// `Roe (Kiel) said`, `Roe (34) said`: one past a few words in parentheses, if they begin at `at`.
pub(super) fn behind_parenthesis(tokens: &[Token], at: usize) -> usize {
    if !tokens.get(at).is_some_and(|token| token.is_sign('(')) {
        return at;
    }
    let close = (at + 1..tokens.len().min(at + LONGEST_PARENTHESIS))
        .find(|&at| tokens[at].is_sign(')') || tokens[at].kind == Kind::Mark);
    close.filter(|&close| tokens[close].is_sign(')')).map_or(at, |close| close + 1)
}

fn apposition(tokens: &[Token], mention: &Mention) -> u32 {
    // an acronym alone in parentheses names a body
    let is_acronym = matches!(tokens.get(mention.end..mention.end + 3), Some([open, acronym, close])
        if open.is_sign('(') && close.is_sign(')') && acronym.is(shape::UPPER) && !acronym.is(shape::INITIAL));
    let end = if is_acronym { mention.end } else { behind_parenthesis(tokens, mention.end) };
    let Some(next) = tokens.get(end).filter(|token| token.sentence == mention.sentence) else {
        return 0;
    };
    let is_comma = next.is_sign(',');
    let is_linked = matches!(next.class, Class::Relative | Class::Preposition);
    if !is_comma && !is_linked {
        return 0;
    }
    let limit = (end + LONGEST_APPOSITION).min(tokens.len());
    for at in end + 1..limit {
        let token = &tokens[at];
        if token.sentence != mention.sentence || token.is_quoted() {
            return 0;
        }
        if is_comma && at == end + 1 && token.class == Class::Relative {
            return match cue_behind(tokens, at + 1, limit) {
                0 => behind_clause(tokens, at + 1, limit, mention.sentence),
                found => 6 + found,
            };
        }
        if is_comma {
            let found = if token.is_sign(',') { cue_behind(tokens, at + 1, limit) } else { 0 };
            if found > 0 {
                return found;
            }
        } else if token.is_cue() {
            return if token.class == Class::Say { 5 } else { 6 };
        }
    }
    0
}

/// Whether a verb of saying follows the comma that ends a relative clause: 11 and more, else 7.
fn behind_clause(tokens: &[Token], at: usize, limit: usize, sentence: u32) -> u32 {
    let clause =
        (at..limit).take_while(|&at| tokens[at].sentence == sentence && !tokens[at].is_quoted());
    let commas = clause.filter(|&at| tokens[at].is_sign(','));
    commas
        .map(|at| cue_behind(tokens, at + 1, limit))
        .find(|found| *found > 0)
        .map_or(7, |found| 9 + found)
}

/// The verb of saying at `at`, small words passed over: 2 plain, 3 other, 4 participle, 0 none.
fn cue_behind(tokens: &[Token], at: usize, limit: usize) -> u32 {
    let is_small = |token: &&Token| {
        matches!(token.class, Class::Function | Class::Negation | Class::Auxiliary)
    };
    let verb = tokens[at.min(limit)..limit].iter().find(|token| !is_small(token));
    match verb.map(|token| token.class) {
        Some(Class::Say) => 2,
        Some(Class::Cue) => 3,
        Some(Class::CueIng) => 4,
        _ => 0,
    }
}

fn cue_right(tokens: &[Token], mention: &Mention) -> NearCue {
    let limit = (mention.end + REACH_RIGHT).min(tokens.len());
    let reach = tokens[mention.end..limit].iter().enumerate();
    nearest(reach, mention).unwrap_or(NearCue { distance: 20, ..NearCue::default() })
}

fn cue_left(tokens: &[Token], mention: &Mention) -> NearCue {
    let limit = mention.first.saturating_sub(REACH_LEFT);
    let reach = tokens[limit..mention.first].iter().rev().enumerate();
    nearest(reach, mention).unwrap_or(NearCue { distance: 20, ..NearCue::default() })
}

fn nearest<'t>(
    reach: impl Iterator<Item = (usize, &'t Token)>,
    mention: &Mention,
) -> Option<NearCue> {
    reach
        .take_while(|(_, token)| token.sentence == mention.sentence)
        .find(|(_, token)| !token.is_quoted() && token.attributes())
        .map(|(distance, token)| NearCue { distance, class: token.class as u32, id: token.id })
}
