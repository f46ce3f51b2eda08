//! Which verb of saying has a mention for its subject.

use crate::quote::{
    clause::LONGEST_ADVERBIAL,
    clause::is_that,
    indirect::{LONGEST_APPOSITION, LONGEST_SOURCE},
    lexicon::{Class, traits},
    mention::{Mention, MentionKind},
    reading::Reading,
    second,
    surroundings::behind_parenthesis,
    token::{Kind, Token},
    word_id::of_ascii,
};

/// Between a verb and the name behind it: a title.
const LONGEST_TITLE: usize = 9;
const AND: u32 = of_ascii("and");
/// A name in marks behind the noun for a body has no more words and marks.
const LONGEST_IN_MARKS: usize = 8;
/// The words of a genitive behind its article.
const LONGEST_GENITIVE: usize = 5;
const WENT: u32 = of_ascii("went");
const GOES: u32 = of_ascii("goes");
const ON: u32 = of_ascii("on");
const TO: u32 = of_ascii("to");
const HAD: u32 = of_ascii("had");
const HAS: u32 = of_ascii("has");
const HAVE: u32 = of_ascii("have");
/// By what somebody says something from afar: `said by telephone`.
const MEDIA: [u32; 8] = [
    of_ascii("email"),
    of_ascii("e-mail"),
    of_ascii("mail"),
    of_ascii("phone"),
    of_ascii("telephone"),
    of_ascii("fax"),
    of_ascii("letter"),
    of_ascii("satellite"),
];

/// `found that`, `установил, что`
pub(super) fn finds(tokens: &[Token], at: usize) -> bool {
    tokens[at].has(traits::FINDS) && second::that_behind(tokens, at).is_some()
}

/// The verb of saying right before a subject, or one word before it.
pub(super) fn verb_before(tokens: &[Token], mention: &Mention) -> Option<usize> {
    // `confirmed to the Lake Union that`: whom somebody told it
    let is_hearer = mention.first.checked_sub(1).is_some_and(|at| {
        tokens[at].class == Class::Preposition && tokens[at].id != of_ascii("by")
    });
    let reach = if is_hearer { 1 } else { 2 };
    (1..=reach).filter_map(|back| mention.first.checked_sub(back)).find(|&at| {
        tokens[at].is_cue() && tokens[at].sentence == mention.sentence && !tokens[at].is_quoted()
    })
}

/// The verb that a mention is the subject of.
pub(super) fn verb_behind(reading: &Reading<'_>, idx: usize) -> Option<usize> {
    let mention = &reading.mentions[idx];
    let tokens = &reading.tokens;
    let is_in = |at: usize| tokens.get(at).is_some_and(|token| token.sentence == mention.sentence);
    let is_small = |token: &Token| {
        matches!(token.class, Class::Function | Class::Negation)
            || (token.class == Class::Auxiliary && [HAS, HAVE, HAD].contains(&token.id))
    };
    if mention.first == mention.end {
        // a verb without its subject
        return Some(mention.first).filter(|&at| is_in(at) && tokens[at].is_cue());
    }
    // `the report found that`: a phrase goes on over verbs that no list has
    let last = mention.end - 1;
    if mention.kind == MentionKind::Phrase && last > mention.first && finds(tokens, last) {
        return Some(last);
    }
    let end = behind_parenthesis(tokens, mention.end);
    let end = behind_name_in_marks(reading, end);
    let end = behind_genitive(reading, mention, end);
    let at = (end..end + 4).find(|&at| is_in(at) && !is_small(&tokens[at]))?;
    if is_in(at) && finds(tokens, at) {
        return Some(at);
    }
    // `went on to say that`
    if let Some([went, on, to, say]) = tokens.get(at..at + 4)
        && is_in(at)
        && [WENT, GOES].contains(&went.id)
        && on.id == ON
        && to.id == TO
        && say.class == Class::Say
    {
        return Some(at + 3);
    }
    if is_in(at) && tokens[at].is_cue() && !tokens[at].is_quoted() {
        return Some(at).filter(|&at| !is_passive(tokens, at));
    }
    if let Some(at) = verb_behind_place(reading, mention, at) {
        return Some(at);
    }
    // `The chair of the network, Jane Roe, stressed that`: the name itself is the apposition
    if is_in(at + 1)
        && tokens[at].is_sign(',')
        && tokens[at + 1].is_cue()
        && !tokens[at + 1].is_quoted()
        && !is_passive(tokens, at + 1)
        && matches!(mention.kind, MentionKind::Name | MentionKind::Single)
        && behind_comma(tokens, mention)
    {
        return Some(at + 1);
    }
    // behind an apposition: from comma to comma
    let apposition = reading.around(idx).apposition;
    let speaks = matches!(apposition, 2 | 3 | 11 | 12);
    if speaks && matches!(mention.kind, MentionKind::Name | MentionKind::Single) {
        let comma = (mention.end + 1..mention.end + 34).take_while(|&at| is_in(at)).find(|&at| {
            tokens[at].is_cue()
                && (1..3).any(|back| tokens[at - back].is_sign(','))
                && tokens[at - 1].class != Class::Relative
                && !is_passive(tokens, at)
        });
        if comma.is_some() {
            return comma;
        }
    }
    relative_verb(reading, mention)
        .or_else(|| verb_behind_office(reading, mention))
        .or_else(|| verb_behind_frame(tokens, mention))
        .or_else(|| second_verb(reading, mention))
}

/// `Фонд «Причал» сообщил`: one past a short name in marks, if one begins at `at`.
fn behind_name_in_marks(reading: &Reading<'_>, at: usize) -> usize {
    let tokens = &reading.tokens;
    let is_open = |mark: &&Token| mark.kind == Kind::Mark && mark.sign == '«';
    let Some(open) = tokens.get(at).filter(is_open) else { return at };
    if !reading.is_short_name_in_marks(open.span) {
        return at;
    }
    let close =
        (at + 1..tokens.len().min(at + LONGEST_IN_MARKS)).find(|&at| tokens[at].sign == '»');
    close.map_or(at, |close| close + 1)
}

/// `Der Sprecher des Ministeriums sagte`, `Министерство рыболовства заявило`: one past the genitive behind a noun.
fn behind_genitive(reading: &Reading<'_>, mention: &Mention, at: usize) -> usize {
    let tokens = &reading.tokens;
    let is_in = |at: usize| tokens.get(at).filter(|token| token.sentence == mention.sentence);
    let is_article = |token: &Token| {
        token.class == Class::Determiner && matches!(token.span.of(reading.text), "des" | "der")
    };
    let is_german = mention.kind == MentionKind::Phrase && reading.has_capital_nouns(mention.first);
    let is_body =
        |token: &Token| ('А'..='я').contains(&token.sign) && token.has(traits::ORGANISATION);
    let is_russian = matches!(mention.kind, MentionKind::Phrase | MentionKind::Organisation)
        && mention.end.checked_sub(1).is_some_and(|last| is_body(&tokens[last]));
    let opens = is_german && is_in(at).is_some_and(is_article);
    if !opens && !is_russian {
        return at;
    }
    let from = at + usize::from(opens);
    let goes_on = |token: &Token| {
        let is_small = is_russian && token.class == Class::Preposition;
        token.is_word()
            && !token.is_quoted()
            && (is_small
                || matches!(token.class, Class::Other | Class::Organisation | Class::Human))
    };
    let length =
        (from..from + LONGEST_GENITIVE).take_while(|at| is_in(*at).is_some_and(goes_on)).count();
    let end = from + length;
    // the verb follows at once
    let is_led = length > 0 && is_in(end).is_some_and(Token::is_cue);
    if is_led { end } else { at }
}

/// `X, in a letter to the court, said that`, `X, в ответ на запрос указал, что`: the verb behind where or how somebody
/// speaks.
fn verb_behind_frame(tokens: &[Token], mention: &Mention) -> Option<usize> {
    let is_name = !matches!(mention.kind, MentionKind::Pronoun | MentionKind::Thing);
    let [comma, lead] = tokens.get(mention.end..mention.end + 2)? else { return None };
    let before = mention.first.checked_sub(1).map(|at| &tokens[at]);
    let is_object = before.is_some_and(|before| before.class == Class::Preposition);
    if !is_name || is_object || !comma.is_sign(',') || lead.class != Class::Preposition {
        return None;
    }
    let from = mention.end + 2;
    let is_in = |at: &usize| {
        tokens[*at].sentence == mention.sentence
            && (tokens[*at].is_word() || tokens[*at].is_sign(','))
    };
    let cue = (from..tokens.len().min(from + LONGEST_ADVERBIAL)).take_while(is_in).find(|&at| {
        tokens[at].is_cue() || tokens[at].class == Class::CueIng || finds(tokens, at)
    })?;
    let n_commas = tokens[from..cue].iter().filter(|token| token.is_sign(',')).count();
    let is_framed = n_commas == 0 || n_commas == 1 && tokens[cue - 1].is_sign(',');
    let says = (tokens[cue].is_cue() || finds(tokens, cue))
        && !tokens[cue].is_quoted()
        && !is_passive(tokens, cue);
    (is_framed && says).then_some(cue)
}

/// `X, директор центра «Причал», заявила`: the verb behind an office that holds the name of a body in marks.
fn verb_behind_office(reading: &Reading<'_>, mention: &Mention) -> Option<usize> {
    let tokens = &reading.tokens;
    let is_name = mention.kind == MentionKind::Name;
    let comma = tokens.get(mention.end).is_some_and(|next| next.is_sign(','));
    if !is_name || !comma {
        return None;
    }
    let is_in = |at: &usize| tokens[*at].sentence == mention.sentence;
    let (mut n_marked, mut has_role) = (0, false);
    let limit = tokens.len().min(mention.end + LONGEST_APPOSITION);
    for at in (mention.end + 1..limit).take_while(is_in) {
        let token = &tokens[at];
        n_marked += usize::from(token.is_quoted());
        has_role |= token.has(traits::ROLE);
        if n_marked > LONGEST_IN_MARKS || token.class == Class::Relative {
            return None;
        }
        if token.is_cue() && !token.is_quoted() {
            let follows = tokens[at - 1].is_sign(',');
            return (n_marked > 0 && has_role && follows && !is_passive(tokens, at)).then_some(at);
        }
    }
    None
}

/// `X, who said that …`: the verb behind a relative pronoun, if nothing but its clause follows.
fn relative_verb(reading: &Reading<'_>, mention: &Mention) -> Option<usize> {
    let tokens = &reading.tokens;
    let is_in =
        |at: &usize| tokens.get(*at).is_some_and(|token| token.sentence == mention.sentence);
    let is_name = matches!(mention.kind, MentionKind::Name | MentionKind::Single);
    let [comma, relative] = tokens.get(mention.end..mention.end + 2)? else { return None };
    if !is_name || !comma.is_sign(',') || relative.class != Class::Relative {
        return None;
    }
    let from = mention.end + 2;
    let cue = (from..from + 3).take_while(is_in).find(|&at| tokens[at].is_cue())?;
    let is_small =
        |token: &Token| matches!(token.class, Class::Function | Class::Auxiliary | Class::Pronoun);
    let is_last = (cue + 1..tokens.len())
        .take_while(is_in)
        .all(|at| !tokens[at].is_sign(',') && !tokens[at].is_cue());
    (tokens[from..cue].iter().all(is_small) && is_last).then_some(cue)
}

/// Whether a comma stands before a name and its titles.
pub(super) fn behind_comma(tokens: &[Token], mention: &Mention) -> bool {
    let is_inside = tokens[mention.first..mention.name].iter().any(|token| token.is_sign(','));
    let is_before = (1..=LONGEST_SOURCE)
        .filter_map(|back| mention.first.checked_sub(back))
        .take_while(|&at| tokens[at].sentence == mention.sentence)
        .take_while(|&at| tokens[at + 1].is_word() || at + 1 == mention.first)
        .any(|at| tokens[at].is_sign(','));
    is_inside || is_before
}

/// `were told by …`
fn is_passive(tokens: &[Token], verb: usize) -> bool {
    let is_auxiliary =
        |token: &Token| token.class == Class::Auxiliary && ![HAS, HAVE, HAD].contains(&token.id);
    let before = verb.checked_sub(1).map(|at| &tokens[at]);
    let by = tokens.get(verb + 1).is_some_and(|next| next.id == of_ascii("by"))
        && !tokens.get(verb + 2).is_some_and(|next| MEDIA.contains(&next.id));
    by || before.is_some_and(is_auxiliary)
}

/// `X of the Helsinki office thinks`, `X aus Kuta sagte`: the verb behind where somebody comes from; an
/// apposition may follow the place.
fn verb_behind_place(reading: &Reading<'_>, mention: &Mention, at: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let is_name = matches!(mention.kind, MentionKind::Name | MentionKind::Single);
    if !is_name || tokens[at].class != Class::Preposition {
        return None;
    }
    let is_in = |at: &usize| {
        tokens
            .get(*at)
            .is_some_and(|token| token.sentence == mention.sentence && !token.is_quoted())
    };
    let is_part = |at: &usize| {
        matches!(tokens[*at].class, Class::Determiner | Class::Preposition | Class::Conjunction)
            || tokens[*at].is_capital()
            || tokens[*at].has(traits::ORGANISATION | traits::HUMAN)
            || tokens[*at].kind == Kind::Possessive
    };
    let limit = at + LONGEST_ADVERBIAL;
    let end = (at + 1..limit).take_while(is_in).find(|at| !is_part(at))?;
    if tokens[end].is_cue() {
        return Some(end).filter(|&at| !is_passive(tokens, at));
    }
    if !tokens[end].is_sign(',') {
        return None;
    }
    (end + 2..end + LONGEST_APPOSITION)
        .take_while(is_in)
        .find(|&at| tokens[at].is_cue() && tokens[at - 1].is_sign(','))
}

/// `X kept the ferry and said that …`: the second verb of a subject that begins its sentence.
pub(super) fn second_verb(reading: &Reading<'_>, mention: &Mention) -> Option<usize> {
    let tokens = &reading.tokens;
    if !reading.opens_sentence(mention.first) || !mention.kind.is_person() {
        return None;
    }
    let reach = (mention.end + 1..(mention.end + LONGEST_APPOSITION).min(tokens.len()))
        .take_while(|&at| tokens[at].sentence == mention.sentence && !tokens[at].is_quoted());
    let is_and = |at: usize| tokens[at].class == Class::Conjunction && tokens[at].id == AND;
    reach.filter(|&at| tokens[at].is_cue() && is_and(at - 1)).find(|&at| {
        tokens.get(at + 1).is_some_and(|next| is_that(next) || begins(&tokens[at], next))
    })
}

/// `and said it was safe`: whether a clause may follow a plain verb at once.
pub(super) fn begins(verb: &Token, next: &Token) -> bool {
    [of_ascii("said"), of_ascii("says")].contains(&verb.id) && next.class == Class::Pronoun
}

/// `…, отметила директор центра «Свет» X`: the verb behind a comma, before a title that may name a house in
/// marks.
pub(super) fn cue_before_title(tokens: &[Token], mention: &Mention) -> Option<usize> {
    if mention.kind != MentionKind::Name {
        return None;
    }
    let reach = (1..=LONGEST_TITLE).filter_map(|back| mention.first.checked_sub(back));
    let cue = reach
        .take_while(|&at| tokens[at].sentence == mention.sentence && tokens[at].kind != Kind::Sign)
        .find(|&at| tokens[at].is_cue() && !tokens[at].is_quoted())?;
    let is_title = tokens[cue + 1..mention.first].iter().any(|token| token.has(traits::ROLE));
    let has_comma = cue > 0 && tokens[cue - 1].is_sign(',');
    (is_title && has_comma).then_some(cue)
}
