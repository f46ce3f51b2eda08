//! Who else says it: `stated Jane Roe, president of the Union, and John Doe, its director`.

use crate::quote::{
    lexicon::Class,
    mention::MentionKind,
    token::Kind,
    whose::{Resolver, Whose},
};

/// An apposition between the two names may be this long.
const LONGEST_APPOSITION: usize = 16;

/// The second person of a joint attribution.
pub(crate) fn partner(resolver: &Resolver<'_>, whose: Whose) -> Option<usize> {
    let reading = resolver.reading;
    let first = whose.person?;
    let mention = &reading.mentions[whose.mention];
    let limit = mention.end + LONGEST_APPOSITION;
    let next = (whose.mention + 1..reading.mentions.len())
        .take(8)
        .take_while(|&idx| reading.mentions[idx].first <= limit)
        .filter(|&idx| reading.mentions[idx].kind == MentionKind::Name)
        .find_map(|idx| Some((idx, resolver.named(idx)?)))
        .filter(|(_, person)| *person != first)?;
    let second = &reading.mentions[next.0];
    let between = &reading.tokens[mention.end..second.first];
    let is_one_list = second.sentence == mention.sentence
        && between.iter().all(|token| {
            !token.is_quoted()
                && !token.attributes()
                && !matches!(token.class, Class::Auxiliary | Class::Relative)
                && (token.kind != Kind::Sign || token.sign == ',')
        });
    let and = between.last().is_some_and(|token| token.class == Class::Conjunction);
    (is_one_list && and).then_some(next.1)
}
