//! Roles whose head no list knows: `a net-mender from Kisumu`, `former lamplighter`.

use std::ops::Range;

use crate::quote::{
    given_name::is_given_name,
    lexicon::{Class, traits},
    reading::Reading,
    token::{Kind, Token, shape},
    word_id::{of_ascii, word_id},
};

/// A role of more words is rather a sentence.
const LONGEST: usize = 9;
/// What leads to somebody's age or years.
const YEARS: [u32; 3] = [of_ascii("of"), of_ascii("with"), of_ascii("aged")];
/// `one of its three founding`: words before the noun.
const LONGEST_COUNT: usize = 4;
const OF: u32 = of_ascii("of");
/// How names of callings end in languages of Latin.
const AGENTS: [&str; 22] = [
    "dor", "dora", "tor", "tora", "ista", "ero", "era", "eiro", "eira", "ólogo", "óloga", "ógrafo",
    "ógrafa", "teur", "seur", "euse", "trice", "ière", "iste", "ologue", "icienne", "icien",
];
/// The same in German.
const GERMAN_AGENTS: [&str; 12] = [
    "erin", "istin", "orin", "ologin", "ärin", "eurin", "antin", "entin", "ologe", "eur", "ant",
    "ler",
];
/// How words end that say what was done to somebody.
const PARTICIPLES: [&str; 10] =
    ["ado", "ada", "ido", "ida", "ndo", "né", "née", "ante", "ente", "mente"];
/// What leads to a place, a time or a cause with `of`, and where somebody is from.
const BEFORE_OF: [&str; 27] = [
    "antes",
    "cerca",
    "lejos",
    "fuera",
    "dentro",
    "además",
    "debajo",
    "encima",
    "frente",
    "junto",
    "través",
    "vez",
    "causa",
    "partir",
    "près",
    "loin",
    "autour",
    "hors",
    "lors",
    "perto",
    "longe",
    "além",
    "fora",
    "oriundo",
    "oriunda",
    "natural",
    "originaire",
];
/// A name of a calling has more bytes.
const SHORTEST_AGENT: usize = 6;
/// What everybody is.
const ANYBODY: [u32; 5] = [
    of_ascii("man"),
    of_ascii("woman"),
    of_ascii("people"),
    of_ascii("person"),
    of_ascii("resident"),
];
/// The role that an apposition behind a name gives, if only its article or `former` shows that it is one.
pub(super) fn unlisted(reading: &Reading<'_>, segment: Range<usize>) -> Option<Range<usize>> {
    let tokens = &reading.tokens;
    let first = tokens.get(segment.start).filter(|_| !segment.is_empty())?;
    let is_article =
        first.class == Class::Determiner && [of_ascii("a"), of_ascii("an")].contains(&first.id);
    if !is_article && !first.has(traits::FORMER) && !is_bare(reading, segment.clone()) {
        return None;
    }
    let start = segment.start + usize::from(is_article);
    let end = years(tokens, start..segment.end);
    let noun = (start..end).find(|&at| ends_noun(tokens, at, end))?;
    let head = &tokens[noun];
    let is_plain = head.is_word()
        && matches!(head.class, Class::Other | Class::Human | Class::Title)
        && !head.has(traits::ORGANISATION)
        && (reading.has_capital_nouns(noun) || !head.is(shape::CAPITAL))
        && !ANYBODY.contains(&head.id);
    // `a continuing care aide`: what stands before the noun says nothing
    let describes = |at: usize| at < noun && tokens[at].span.of(reading.text).ends_with("ing");
    let is_sentence = (start..end).any(|at| {
        let token = &tokens[at];
        matches!(token.class, Class::Negation | Class::Auxiliary | Class::Pronoun)
            || token.is_cue() && !describes(at)
            || token.is_quoted()
    });
    (is_plain && !is_sentence && end - start <= LONGEST).then_some(start..end)
}

/// `guardia de la comunidad`, `pêcheuse à Lami`: a noun that languages of Latin put behind a name without an article; it
/// ends as names of callings do, or says of what.
fn is_bare(reading: &Reading<'_>, segment: Range<usize>) -> bool {
    let tokens = &reading.tokens;
    let noun = &tokens[segment.start];
    let next = tokens.get(segment.start + 1).filter(|_| segment.len() > 1);
    let is_of = next.is_some_and(|next| next.class == Class::Preposition && next.id == OF);
    let word = noun.span.of(reading.text);
    let is_participle = PARTICIPLES.iter().any(|ending| word.ends_with(ending));
    reading.is_romance(segment.start)
        && noun.is_word()
        && noun.class == Class::Other
        && !noun.is(shape::CAPITAL)
        && !noun.is(shape::CASELESS)
        && !word.ends_with('s')
        && (is_agent(word) || is_of && !is_participle && !BEFORE_OF.contains(&word))
}

/// Whether a word of a language of Latin ends as names of callings do: `criminóloga`, `vendedeira`, `pêcheuse`.
pub(super) fn is_agent(word: &str) -> bool {
    word.len() > SHORTEST_AGENT && AGENTS.iter().any(|ending| word.ends_with(ending))
}

/// Whether a German noun ends as names of callings do: `Kassiererin`, `Imker`.
pub(super) fn is_german_agent(word: &str) -> bool {
    word.len() > SHORTEST_AGENT
        && word.starts_with(char::is_uppercase)
        && GERMAN_AGENTS.iter().any(|ending| word.ends_with(ending))
}

/// `so Kassiererin Jane Roe`: the German calling before the given name at `name`.
fn german_before_name(reading: &Reading<'_>, name: usize) -> Option<usize> {
    let noun = name.checked_sub(1)?;
    let [token, given] = reading.tokens.get(noun..=name)? else { return None };
    let is_one = token.sentence == given.sentence
        && token.is_word()
        && token.class == Class::Other
        && !token.has(traits::ORGANISATION)
        && is_given_name(given)
        && !is_given_name(token)
        && reading.has_capital_nouns(noun);
    (is_one && is_german_agent(token.span.of(reading.text))).then_some(noun)
}

/// `la criminóloga Jane Roe`: the calling between an article and the name that begins at `name`.
pub(super) fn before_name(reading: &Reading<'_>, name: usize) -> Option<usize> {
    if let Some(noun) = german_before_name(reading, name) {
        return Some(noun);
    }
    let noun = name.checked_sub(1)?;
    let article = noun.checked_sub(1)?;
    let [article, token, name] = reading.tokens.get(article..=name)? else { return None };
    let is_one = article.class == Class::Determiner
        && article.sentence == name.sentence
        && token.is_word()
        && token.class == Class::Other
        && !token.is(shape::CAPITAL)
        && name.is_capital()
        && reading.is_romance(noun);
    (is_one && is_agent(token.span.of(reading.text))).then_some(noun)
}

/// `one of three lawyers for the town`: the role of one of several, and the rest of it.
pub(super) fn one_of(
    reading: &Reading<'_>,
    segment: Range<usize>,
) -> Option<(String, Range<usize>)> {
    let tokens = &reading.tokens;
    let [one, of] = tokens.get(segment.start..segment.end)?.first_chunk::<2>()?;
    if one.id != of_ascii("one") || of.id != of_ascii("of") {
        return None;
    }
    let is_noun = |at: &usize| tokens[*at].is_word() && tokens[*at].ending == 3;
    let noun = (segment.start + 2..segment.end).take(LONGEST_COUNT).find(is_noun)?;
    let word = tokens[noun].span.of(reading.text).strip_suffix('s')?;
    let entry = reading.lexicon(noun).get(word_id(word))?;
    let end = (noun + LONGEST).min(segment.end);
    (entry.traits & traits::ROLE != 0).then(|| (word.to_owned(), noun + 1..end))
}

/// `one of the fishers, Jane Roe`, `l’un des pêcheurs, Jane Roe`: what each of them is, before the comma.
pub(super) fn one_of_those(reading: &Reading<'_>, comma: usize) -> Option<String> {
    let tokens = &reading.tokens;
    let noun = comma.checked_sub(1)?;
    let from = noun.saturating_sub(LONGEST_COUNT);
    let sentence = tokens[noun].sentence;
    let is_one = |at: usize| {
        tokens[at].sentence == sentence
            && matches!(
                tokens[at].span.of(reading.text).trim_start_matches(['l', 'L', '’', '\'']),
                "one"
                    | "One"
                    | "un"
                    | "Un"
                    | "une"
                    | "Une"
                    | "uno"
                    | "Uno"
                    | "una"
                    | "Una"
                    | "um"
                    | "Um"
                    | "uma"
                    | "Uma"
            )
            && tokens[at + 1].class == Class::Preposition
    };
    (from..noun).find(|&at| is_one(at))?;
    let word = tokens[noun].span.of(reading.text);
    let lexicon = reading.lexicon(noun);
    let singular =
        ["s", "es"].into_iter().filter_map(|ending| word.strip_suffix(ending)).find(|word| {
            lexicon.get(word_id(word)).is_some_and(|entry| entry.traits & traits::ROLE != 0)
        })?;
    Some(singular.to_owned())
}

/// Whether the noun of the segment is the word at `at`: what follows only says more of it.
fn ends_noun(tokens: &[Token], at: usize, end: usize) -> bool {
    at + 1 >= end || matches!(tokens[at + 1].class, Class::Preposition | Class::Conjunction)
}

/// Where somebody's age or years of service begin, which are no part of a role.
fn years(tokens: &[Token], segment: Range<usize>) -> usize {
    let counts = |at: &usize| {
        YEARS.contains(&tokens[*at].id)
            && tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Number)
    };
    segment.clone().find(counts).unwrap_or(segment.end)
}
