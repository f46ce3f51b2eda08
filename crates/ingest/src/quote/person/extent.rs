//! Where in a mention the name begins and ends: behind titles and offices, before degrees, bodies and the verbs of
//! headlines.

use std::ops::Range;

use crate::lexicon;
use crate::quote::{
    given_name::is_given_name,
    lexicon::{Class, traits},
    mention::Mention,
    office,
    reading::Reading,
    token::{Token, shape},
    word_id::of_ascii,
};

/// A degree or the like behind a name is not longer, in bytes, its stops counted.
const LONGEST_DEGREE: usize = 8;
/// Adverbs before a name are longer than surnames that end like them: `Connally`.
const LONGEST_SURNAME: usize = 8;
/// Surnames that headlines use as verbs.
const SURNAMES: [&str; 2] = ["marks", "sparks"];
const STATEMENT: u32 = of_ascii("statement");
const COMMENTS: u32 = of_ascii("comments");

/// `DA`, `AG`: a word of two capitals, which a name may have in small letters.
const SHORT_OFFICES: [u32; 4] = [of_ascii("da"), of_ascii("ag"), of_ascii("dda"), of_ascii("ada")];

/// What ranks an office from behind.
const DEPUTIES: [u32; 2] = [of_ascii("adjunto"), of_ascii("adjunta")];

/// The first token of the name: titles and forms of address are passed over.
pub(crate) fn name_start(reading: &Reading<'_>, mention: &Mention) -> usize {
    first_of_name(reading, mention, name_end(reading, mention))
}

/// One past the last token of the name: `Jr` and degrees are left out.
pub(crate) fn name_end(reading: &Reading<'_>, mention: &Mention) -> usize {
    let mut end = mention.end;
    while end > mention.name + 1
        && reading.tokens[end - 1].is(shape::CAPITAL)
        && reading.tokens[end - 1].span.len() <= LONGEST_DEGREE
        && matches!(
            reading.tokens[end - 1].span.of(reading.text).trim_end_matches('.'),
            "Jr" | "Sr" | "II" | "III" | "PhD" | "Ph.D" | "MD" | "M.D" | "Esq" | "MP" | "MEP"
        )
    {
        end -= 1;
    }
    before_body(reading, mention).or_else(|| before_verb(reading, mention)).unwrap_or(end)
}

/// The tokens of a name, without titles, forms of address and degrees.
pub(super) fn name_range(reading: &Reading<'_>, mention: &Mention) -> Range<usize> {
    let end = name_end(reading, mention);
    first_of_name(reading, mention, end)..end
}

fn first_of_name(reading: &Reading<'_>, mention: &Mention, end: usize) -> usize {
    let skips = |token: &Token| token.has(traits::HONORIFIC) || !token.is_word() || is_lower(token);
    let first = (mention.name..end).find(|&at| !skips(&reading.tokens[at])).unwrap_or(mention.name);
    let is_adverb = first + 1 < end && is_adverb(reading, first);
    behind_offices(reading, first + usize::from(is_adverb), end)
}

/// Past an office among the first words of a name, and past the field of one: `Minister of Foreign Affairs
/// Ada Roe`.
fn behind_offices(reading: &Reading<'_>, first: usize, end: usize) -> usize {
    let tokens = &reading.tokens;
    if end < first + 2 {
        return first;
    }
    // `Idaho Senators Ada Roe`
    if let Some(office) = (first..(first + 2).min(end - 1)).find(|&at| is_office(&tokens[at])) {
        return office + 1;
    }
    // `Secretario Adjunto Roe`
    let follows_office = first.checked_sub(1).is_some_and(|at| tokens[at].has(traits::ROLE));
    if follows_office && DEPUTIES.contains(&tokens[first].id) {
        return first + 1;
    }
    // `County Assessor Ada Roe`
    let leads_to_given = |at: &usize| {
        let office = &tokens[*at];
        office.has(traits::ROLE)
            && office.class == Class::Other
            && office.is(shape::CAPITAL)
            && !is_given_name(office)
            && is_given_name(&tokens[*at + 1])
    };
    if let Some(office) = (first..(first + 2).min(end - 1)).find(leads_to_given) {
        return office + 1;
    }
    let is_given = |at: usize| is_given_name(&tokens[at]) || tokens[at].is(shape::INITIAL);
    let sentence = tokens[first].sentence;
    let before = |n: usize| {
        first.checked_sub(n).map(|at| &tokens[at]).filter(|before| before.sentence == sentence)
    };
    let leads = before(1).is_some_and(|lead| lead.class == Class::Preposition);
    let follows_role = before(2).is_some_and(|role| role.has(traits::ROLE)) && leads;
    // `Director of Research Ada Roe`, `глава МИД Ада Роэ`
    let is_field = follows_role && tokens[first].has(traits::DEPARTMENT);
    let is_body = before(1).is_some_and(|role| role.has(traits::ROLE))
        && tokens[first].is(shape::UPPER)
        && !tokens[first].is(shape::INITIAL)
        && !tokens[first + 1].is(shape::UPPER);
    // `Head of Government Affairs Ada Roe`
    let is_second = before(1).is_some_and(Token::is_capital)
        && before(2).is_some_and(|lead| lead.class == Class::Preposition)
        && before(3).is_some_and(|role| role.has(traits::ROLE))
        && tokens[first].has(traits::DEPARTMENT);
    let is_field = is_field || is_second;
    if end >= first + 3 && (is_field || is_body) && is_given(first + 1) && !is_given(first) {
        return first + 1;
    }
    let is_in_field = end >= first + 4 && follows_role;
    let given = (first..end)
        .find(|&at| is_given(at))
        .filter(|given| is_in_field && *given >= first + 2 && *given + 1 < end);
    given.unwrap_or(first)
}

/// Offices of several at once, and short ones: `Senators Ada Roe and Bo Lund`, `DA Roe`.
pub(super) fn is_office(token: &Token) -> bool {
    office::of_several(token.id).is_some()
        || token.is(shape::UPPER) && SHORT_OFFICES.contains(&token.id)
}

/// `Additionally Roe said`: whether a word that a name begins with is an adverb; but `Kelly Roe`, `Reilly Lund`.
fn is_adverb(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.tokens[at].span.of(reading.text);
    let opens = reading.opens_sentence(at);
    let is_long = word.len() > LONGEST_SURNAME
        && ["ally", "ently", "ately"].iter().any(|ending| word.ends_with(ending));
    opens && is_long && !is_given_name(&reading.tokens[at])
}

/// Where a name ends before the body that somebody belongs to, in German: `Ada Roe von der Rechtshilfe`, but `Ada von
/// der Heyde`.
pub(crate) fn before_body(reading: &Reading<'_>, mention: &Mention) -> Option<usize> {
    let tokens = &reading.tokens;
    if mention.end < mention.name + 5 || !reading.has_capital_nouns(mention.name) {
        return None;
    }
    let is_link = |at: usize| {
        tokens[at].class == Class::Preposition
            && tokens[at + 1].class == Class::Determiner
            && !tokens[at].is(shape::CAPITAL)
    };
    let link = (mention.name + 2..mention.end - 2).find(|&at| is_link(at))?;
    let is_full = is_given_name(&tokens[mention.name]) && !is_given_name(&tokens[link - 1]);
    is_full.then_some(link)
}

/// Where a name ends before the verb or the noun of a headline that has taken it in: `Ada Roe Opposes Dam`, `SEN. ROE
/// COMMENTS ON DAM`, `Sen. Roe Statement:`; `Marks` and the like are names.
fn before_verb(reading: &Reading<'_>, mention: &Mention) -> Option<usize> {
    let tokens = &reading.tokens;
    let is_plain = |token: &Token| !token.has(traits::ORGANISATION);
    (mention.name + 1..mention.end)
        .take_while(|&at| is_plain(&tokens[at - 1]))
        .find(|&at| is_headline_verb(reading, mention, at))
}

fn is_headline_verb(reading: &Reading<'_>, mention: &Mention, at: usize) -> bool {
    let token = &reading.tokens[at];
    let word = token.span.of(reading.text);
    if !word.ends_with(['s', 'S', 't', 'T']) || !reading.lexicon(at).is_english {
        return false;
    }
    if token.id == STATEMENT {
        // `Joint Statement` names nobody
        return mention.name > mention.first || at > mention.name + 1;
    }
    let is_noun = token.is(shape::UPPER) && token.has(traits::NOUN);
    let is_verb = || {
        let word = word.to_ascii_lowercase();
        lexicon::is_headline_verb(&word) && !is_noun && !SURNAMES.contains(&word.as_str())
            || token.id == COMMENTS
    };
    let next = reading.tokens.get(at + 1).filter(|next| next.sentence == token.sentence);
    let goes_on = next.is_some_and(|next| {
        (next.is_capital() || next.class == Class::Determiner) && !next.has(traits::ORGANISATION)
    });
    goes_on && is_verb()
}

pub(super) fn is_lower(token: &Token) -> bool {
    !token.is(shape::CAPITAL) && !token.is(shape::CASELESS)
}
