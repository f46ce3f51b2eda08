//! What proves that a name is a person's: a title, an age, a given name.

use crate::quote::{
    given_name,
    lexicon::{Class, traits},
    mention::{Mention, MentionKind},
    office,
    person::{
        extent::{is_office, name_range},
        name::NameWord,
    },
    reading::Reading,
    token::{Kind, Token, shape},
    word_id::of_ascii,
};

/// What proves that a name is a person's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Proof {
    /// Nothing does.
    #[default]
    None,
    /// A given name or an initial, which places have too.
    GivenName,
    /// A title or a contact.
    Title,
}

/// What the mention itself proves, with its titles.
pub(super) fn proof(
    reading: &Reading<'_>,
    mention: &Mention,
    titles: &[Token],
    words: &[NameWord],
) -> Proof {
    if ends_office(reading, mention) {
        return Proof::None;
    }
    // `Vorsitzende der Fischergewerkschaft`: a genitive is of a body
    let is_genitive = reading.has_capital_nouns(mention.name)
        && matches!(titles, [.., role, article] if role.has(traits::ROLE) && article.class == Class::Determiner);
    let titles = if is_genitive { &[] } else { titles };
    // `Sen. Roe`
    let is_cut_short = |token: &Token| {
        token.class == Class::Title
            && token.is(shape::CAPITAL)
            && office::of_abbreviation(token.id).is_some()
    };
    let is_title = |token: &Token| {
        token.has(traits::HONORIFIC | traits::ROLE) || is_office(token) || is_cut_short(token)
    };
    if titles.iter().any(is_title) {
        return Proof::Title;
    }
    if mention.kind == MentionKind::Single && tells_age(reading, mention) {
        return Proof::GivenName;
    }
    // `Paul König`: an office is a surname behind a given name
    let is_surname = |token: &Token| token.class == Class::Title && token.is(shape::CAPITAL);
    let is_plain = reading.tokens[mention.name..mention.end].iter().all(|token| {
        !token.has(traits::ORGANISATION) && (!token.has(traits::HUMAN) || is_surname(token))
    });
    let has_given_name = words.len() > 1
        && words.iter().take(2).any(|word| given_name::gender(word.written).is_some());
    let has_initial = words.len() > 1 && words.iter().take(2).any(|word| word.is_initial);
    if is_plain && (has_given_name || has_initial) { Proof::GivenName } else { Proof::None }
}

/// `Fatima, 34, carried her daughter`, `Yolette, 31 ans, …`, `Amina (19)`: whether an age follows.
pub(crate) fn tells_age(reading: &Reading<'_>, mention: &Mention) -> bool {
    let Some([open, age, close]) = reading.tokens.get(mention.end..mention.end + 3) else {
        return false;
    };
    let is_age = age.kind == Kind::Number
        && age.span.of(reading.text).parse::<u8>().is_ok_and(|years| (5..=105).contains(&years));
    let is_closed = close.is_sign(',')
        || matches!(
            close.span.of(reading.text),
            "ans" | "años" | "anos" | "Jahre" | "years" | "лет" | "год" | "года"
        );
    is_age && (open.is_sign(',') && is_closed || open.is_sign('(') && close.is_sign(')'))
}

/// `the Attorney General`, `el Procurador General`: whether the name is but the end of an office.
pub(super) fn ends_office(reading: &Reading<'_>, mention: &Mention) -> bool {
    let name = name_range(reading, mention);
    let before = name.start.checked_sub(1).map(|at| &reading.tokens[at]);
    name.len() == 1
        && reading.tokens[name.start].id == of_ascii("general")
        && before.is_some_and(|office| office.has(traits::HUMAN | traits::ROLE | traits::HONORIFIC))
}
