//! Quotes that their attribution interrupts between dashes, the marks left open: `«A, — говорит X. — B»`,
//! `“A, – declares X, director -, B.”`

use crate::quote::{
    lexicon::{Class, Habit, traits},
    lexicons::Lexicons,
    mark::{Family, Marked},
    token::{Kind, Token},
};

/// An attribution between dashes may be this long.
const LONGEST_FRAME: usize = 40;

/// Splits the passages that are interrupted; French does so between commas too.
pub(crate) fn split(tokens: &[Token], found: Vec<Marked>, lexicons: &Lexicons) -> Vec<Marked> {
    let mut parts = Vec::with_capacity(found.len());
    for marked in found {
        let mut rest = marked;
        let elides = lexicons.at(marked.first).has(Habit::Elides);
        let next = |rest: &Marked| {
            let between_commas =
                || elides.then(|| comma_frame(tokens, rest.first + 1, rest.end)).flatten();
            frame(tokens, rest.first + 1, rest.end).or_else(between_commas)
        };
        while let Some((end, start)) = next(&rest) {
            parts.push(part(tokens, rest, rest.first, end, true));
            if start >= rest.end {
                break;
            }
            rest = part(tokens, rest, start, rest.end, rest.unclosed);
        }
        let has_words = tokens[rest.first..rest.end].iter().any(Token::is_word);
        let is_new = parts.last().is_none_or(|last: &Marked| last.end <= rest.first);
        if has_words && is_new {
            parts.push(rest);
        }
    }
    parts
}

fn part(tokens: &[Token], whole: Marked, first: usize, end: usize, unclosed: bool) -> Marked {
    let span = tokens[first].span.cover(tokens[end - 1].span);
    let continues = whole.continues && first == whole.first;
    Marked { span, first, end, unclosed, continues, ..whole }
}

/// An attribution between dashes: where the words before it end, and where they go on.
pub(crate) fn frame(tokens: &[Token], from: usize, end: usize) -> Option<(usize, usize)> {
    let opens = |at: &usize| tokens[*at].is_dash() && is_cue_behind(tokens, *at + 1, end);
    let open = (from..end).find(opens)?;
    let ends_clause = matches!(tokens[open - 1].sign, ',' | '?' | '!' | '…' | '.')
        || tokens[open].span.start == tokens[open - 1].span.end
        || tokens[open].sign == '—';
    if tokens[open - 1].kind == Kind::Sign && !ends_clause {
        return None;
    }
    let limit = (open + LONGEST_FRAME).min(end);
    let close = (open + 2..limit).find(|&at| tokens[at].is_dash());
    let Some(close) = close else { return Some((open, end)) };
    let next = (close + 1..end).find(|&at| tokens[at].kind != Kind::Sign).unwrap_or(end);
    Some((open, next))
}

/// An attribution between a comma and a full stop or comma: `« A, ajoute Mme X. B »`.
fn comma_frame(tokens: &[Token], from: usize, end: usize) -> Option<(usize, usize)> {
    let opens = |at: &usize| {
        let says = || {
            let names = |token: &Token| token.is_capital() || token.class == Class::Title;
            let behind = tokens[(*at + 2).min(end)..end].first();
            tokens.get(*at + 1).is_some_and(|verb| {
                verb.class == Class::Say || verb.class == Class::Cue && behind.is_some_and(names)
            }) && tokens[(*at + 2).min(end)..(*at + 5).min(end)].iter().any(|name| {
                name.is_capital() || matches!(name.class, Class::Title | Class::Pronoun)
            })
        };
        tokens[*at].is_sign(',') && (is_inverted(tokens, *at + 1, end) || says())
    };
    let open = (from..end).find(opens)?;
    let limit = (open + LONGEST_FRAME).min(end);
    let is_turned = is_inverted(tokens, open + 1, end);
    let close = (open + 3..limit).find(|&at| {
        let stops = tokens[at].is_sign('.') || tokens[at].kind == Kind::Mark;
        let is_last_comma = tokens[at].is_sign(',')
            && tokens
                .get(at + 1)
                .is_some_and(|next| !next.has(traits::ROLE) && next.class != Class::Title);
        stops || is_last_comma
    })?;
    // `« À moins, a-t-il ajouté, que … »` is one sentence
    if is_turned && tokens[close].is_sign(',') {
        return None;
    }
    let next = (close + 1..end).find(|&at| tokens[at].is_word()).unwrap_or(end);
    Some((open + 1, next))
}

/// `a-t-elle dit`, `nous a confié X`: pronouns before a verb of saying whose auxiliary was taken away, which shows
/// by the gap it leaves before the subject or, where a name follows, before the verb.
fn is_inverted(tokens: &[Token], from: usize, end: usize) -> bool {
    const MOST: usize = 3;
    const BLANK: u32 = 1;
    let verb = (from..end.min(from + MOST + 1)).find(|&at| tokens[at].class != Class::Pronoun);
    let Some(verb) = verb.filter(|&verb| verb > from && tokens[verb].class == Class::Say) else {
        return false;
    };
    let has_gap = |at: usize| tokens[at].span.start > tokens[at - 1].span.end + BLANK;
    let names = tokens[verb + 1..end].first().is_some_and(|next| {
        next.is_capital() || matches!(next.class, Class::Title | Class::Determiner)
    });
    (from..verb).any(has_gap) || has_gap(verb) && names
}

fn is_cue_behind(tokens: &[Token], at: usize, end: usize) -> bool {
    let is_small =
        |token: &&Token| matches!(token.class, Class::Pronoun | Class::Auxiliary | Class::Function);
    tokens[at.min(end)..end]
        .iter()
        .take(3)
        .find(|token| !is_small(token))
        .is_some_and(Token::is_cue)
}

/// Speech that a dash opens instead of a mark: `– It must stop, said X.` and `—Basta —dijo X—. Y más.`
pub(crate) fn dialogue(
    tokens: &[Token],
    paragraph: usize,
    first: usize,
    end: usize,
    found: &mut Vec<Marked>,
) {
    let mut at = first;
    while at + 4 < end {
        let starts = tokens[at].is_dash()
            && (at == first || matches!(tokens[at - 1].sign, '.' | '?' | '!' | '…'))
            && tokens[at + 1].is_word();
        if !starts {
            at += 1;
            continue;
        }
        let Some(speech) = speech_end(tokens, at + 2, end) else { return };
        push(tokens, paragraph, at, speech.end, found);
        match speech.goes_on {
            Some(next) if next < end => {
                push(tokens, paragraph, next, end, found);
                return;
            }
            _ => at = speech.end + 1,
        }
    }
}

/// Speech without marks.
struct Speech {
    /// One past its last token.
    end: usize,
    /// Where it goes on behind an attribution between dashes.
    goes_on: Option<usize>,
}

/// Where speech without marks ends.
fn speech_end(tokens: &[Token], from: usize, end: usize) -> Option<Speech> {
    let framed = frame(tokens, from, end);
    let comma = (from..end).find(|&at| {
        tokens[at].kind == Kind::Sign
            && matches!(tokens[at].sign, ',' | '?' | '!')
            && is_attribution(tokens, at + 1, end)
    });
    match (framed, comma) {
        (Some((stop, next)), comma) if comma.is_none_or(|comma| stop <= comma + 1) => {
            Some(Speech { end: stop, goes_on: Some(next) })
        }
        (_, Some(comma)) => Some(Speech { end: comma, goes_on: None }),
        (_, None) => None,
    }
}

/// Whether `said X` or `X says` follows.
fn is_attribution(tokens: &[Token], at: usize, end: usize) -> bool {
    let mut ahead = tokens[at.min(end)..end].iter();
    match ahead.next() {
        Some(token) if token.class == Class::Say => ahead.next().is_some_and(|next| {
            next.is_capital()
                || matches!(next.class, Class::Pronoun | Class::Determiner | Class::Title)
        }),
        Some(token) if token.is_capital() || token.class == Class::Pronoun => ahead
            .take(3)
            .find(|token| !token.is_capital())
            .is_some_and(|token| token.class == Class::Say),
        _ => false,
    }
}

fn push(tokens: &[Token], paragraph: usize, first: usize, end: usize, found: &mut Vec<Marked>) {
    if tokens[first..end].iter().filter(|token| token.is_word()).count() < 3 {
        return;
    }
    found.push(Marked {
        span: tokens[first].span.cover(tokens[end - 1].span),
        first,
        end,
        paragraph,
        family: Family::Dash,
        unclosed: true,
        continues: false,
    });
}
