//! Who is named far behind the verb that follows their words: `« … », a déclaré ce matin à la Maison du peuple
//! Mgr Roe`, `"…", afirmou a auditora do trabalho Ada Roe`.
//!
//! Where and when it was said, or an office of several words, stands between; the body or the place that it names
//! does not speak.

use crate::quote::{
    decode::Decision,
    lexicon::Class,
    mention::MentionKind,
    reading::Reading,
    token::{Kind, Token},
};

/// How sure this rule is.
const INVERTED: f32 = 0.6;
/// A passage of fewer words may be a name itself.
const SHORTEST: usize = 4;
/// Between the verb and the name.
const FARTHEST: usize = 14;

/// Mends a decision for nobody, or for no name, by the first name behind the verb.
pub(super) fn mend(reading: &Reading<'_>, which: usize, decision: Decision) -> Decision {
    // `la Maison`: one word behind an article names nobody
    let is_named = |mention: usize| {
        let mention = &reading.mentions[mention];
        mention.kind.is_person()
            && !(mention.kind == MentionKind::Single && reading.has_article(mention))
    };
    if decision.mention.is_some_and(is_named) {
        return decision;
    }
    named_behind(reading, which)
        .map_or(decision, |mention| Decision { mention: Some(mention), probability: INVERTED })
}

/// `mit diesen Worten`, `Mit den Worten`.
fn is_with_these_words(reading: &Reading<'_>, at: usize) -> bool {
    let word = |at: usize| reading.tokens.get(at).map_or("", |token| token.span.of(reading.text));
    matches!(word(at), "mit" | "Mit")
        && matches!(word(at + 1), "diesen" | "den")
        && word(at + 2) == "Worten"
}

fn named_behind(reading: &Reading<'_>, which: usize) -> Option<usize> {
    let marked = &reading.marked[which];
    let tokens = &reading.tokens;
    let n_words = tokens[marked.first..marked.end].iter().filter(|token| token.is_word()).count();
    if n_words < SHORTEST {
        return None;
    }
    let comma = tokens.get(marked.end).filter(|token| matches!(token.sign, ',' | ':'));
    let verb = marked.end + usize::from(comma.is_some());
    // `mit diesen Worten wandte sich Ada Roe`: any verb will do
    let verb = verb + if is_with_these_words(reading, verb) { 3 } else { 0 };
    let is_led = verb > marked.end + 2;
    let first =
        tokens.get(verb).filter(|token| (is_led || token.is_cue()) && !token.is_quoted())?;
    if first.paragraph as usize != marked.paragraph {
        return None;
    }
    let mentions = reading.paragraph_mentions(marked.paragraph);
    let idx = mentions
        .filter(|&idx| reading.mentions[idx].first > verb)
        .take_while(|&idx| reading.mentions[idx].first <= verb + FARTHEST)
        .find(|&idx| {
            let mention = &reading.mentions[idx];
            mention.kind == MentionKind::Name && !reading.is_place(mention.name, mention.end)
        })?;
    let mention = &reading.mentions[idx];
    let between = tokens.get(verb + 1..mention.first)?;
    let is_plain = |token: &Token| {
        token.kind != Kind::Mark
            && !token.is_cue()
            && token.sentence == first.sentence
            && !matches!(token.sign, ',' | ':' | ';')
            && !matches!(
                token.class,
                Class::Relative | Class::Conjunction | Class::Auxiliary | Class::Pronoun
            )
    };
    // `said in Ada Roe’s house`: a name that a preposition governs
    let is_governed = between.last().is_some_and(|last| last.class == Class::Preposition);
    let is_owner = tokens.get(mention.end).is_some_and(|next| next.kind == Kind::Possessive);
    (between.iter().all(is_plain) && !is_governed && !is_owner).then_some(idx)
}
