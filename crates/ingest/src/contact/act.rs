//! What a line of contacts says, piece by piece.

use std::ops::Range;

use release::Part;

use crate::{
    contact::piece::{
        Piece, after_head, after_honorific, bare_place_label, is_branch_abroad, is_called,
        is_detail_label, is_known_organisation, names_inside, pieces, place_before, role_then_name,
        split_words,
    },
    layout::phrase,
    lexicon,
    quote::{han_role_and_name, is_given_name, is_han_name, may_be_han_name},
};

/// In a sentence an organisation has no more words.
const LONGEST_ORGANISATION: usize = 8;
/// A line of more words is a sentence: details and signs are none.
const LONGEST_LIST: usize = 12;
/// In a sentence the office behind a name has no more words.
const LONGEST_OFFICE: usize = 9;

/// What a piece of a line says.
#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    /// Where those are who follow.
    Place,
    /// Where the one is who was named before.
    Town,
    Name,
    Role,
    Organisation,
    Phone,
    Email,
}

/// What a line says, piece by piece, each with its place in the line.
pub(super) type Acts = Vec<(Act, Range<usize>)>;

/// Reads a line.
pub(super) fn acts(line: &str, part: Part) -> Acts {
    let mut acts = Acts::new();
    let mut add = |act: Act, piece: &str| {
        // a piece is a part of its line: to search for it would take the square of the length
        let start = piece.as_ptr().addr() - line.as_ptr().addr();
        acts.push((act, start..start + piece.len()));
    };
    let mut rest = line.trim();
    if let Some(bullet) = rest.strip_prefix(['•', '-', '*', '·']) {
        rest = bullet.trim_start();
    }
    // whose page it is
    if rest.starts_with('©') {
        return acts;
    }
    rest = after_head(rest);
    let is_sentence = part != Part::Contacts || n_words(rest) > LONGEST_LIST;
    if let Some((place, after)) = place_before(rest).or_else(|| lexicon::place_label(rest)) {
        add(Act::Place, place);
        rest = after;
    } else if let Some(place) = bare_place_label(rest) {
        add(Act::Place, place);
        return acts;
    }
    let parts = pieces(rest);
    let has_details = parts.len() > 1;
    let mut parts = parts.into_iter().peekable();
    let mut is_first = true;
    while let Some(piece) = parts.next() {
        match piece {
            Piece::Words(mut words) => {
                // `…; in Suva, Ada Roe, 555 0100`, `… Press Suva: Ada Roe, 555 0100`
                let rest = words.trim_start_matches(|c: char| !c.is_alphanumeric());
                let rest = if is_first { "" } else { after_head(without_or(rest)) };
                if let Some((place, after)) =
                    place_before(rest).or_else(|| lexicon::place_label(rest))
                {
                    add(Act::Place, place);
                    words = after;
                }
                is_first = false;
                let last = split_words(words).last().copied().filter(|_| {
                    !is_sentence
                        && !words.is_ascii()
                        && matches!(parts.peek(), Some(Piece::Phone(_)))
                });
                // `联系人：普艳 138-0000-0000`
                let name = last.filter(|last| may_be_han_name(last) && !is_detail_label(last));
                let end =
                    name.map_or(words.len(), |name| name.as_ptr().addr() - words.as_ptr().addr());
                acts_of_words(&words[..end], is_sentence, has_details, &mut add);
                if let Some(name) = name {
                    add(Act::Name, name);
                }
            }
            Piece::Phone(number) => add(Act::Phone, number),
            Piece::Email(address) => add(Act::Email, address),
        }
    }
    acts
}

/// The words of a line that are written in letters, and no address.
fn n_words(line: &str) -> usize {
    let is_word = |word: &&str| word.contains(char::is_alphabetic) && !word.contains('@');
    line.split_whitespace().filter(is_word).count()
}

fn acts_of_words(
    words: &str,
    is_sentence: bool,
    has_details: bool,
    add: &mut impl FnMut(Act, &str),
) {
    let mut person: Option<&str> = None;
    // whom the line names, and whether a name or a label stands before
    let mut named: Option<&str> = None;
    let mut has_told = false;
    let cut = split_words(words);
    for (idx, &piece) in cut.iter().enumerate() {
        let next = cut.get(idx + 1).map_or("", |next| after_honorific(next));
        let piece = after_honorific(piece);
        let before = person.take();
        if piece.is_empty() || is_detail_label(piece) {
            continue;
        }
        if names_a_body(piece) {
            has_told = true;
            continue;
        }
        let is_branch = lexicon::is_name(piece) && is_branch_abroad(piece);
        let is_han = !is_sentence && is_han_name(piece);
        // `أين المفقودون؟`
        let asks = piece.ends_with(['?', '؟', '!']);
        let is_where = is_street(piece) || piece.contains(' ') && gazetteer::town(piece).is_some();
        let is_person = !asks
            && !is_where
            && lexicon::is_name(piece)
            && !is_known_organisation(piece)
            && !is_branch
            || is_han;
        let is_body = |person: &str| is_body_of(piece, person);
        if is_person && !is_han && (before.or(named).is_some_and(is_body)) {
            add(Act::Organisation, piece);
        } else if is_person && (!is_sentence || is_called(words, piece)) {
            add(Act::Name, piece);
            person = Some(piece);
        } else if let Some((role, name)) = han_role_and_name(piece).filter(|_| !is_sentence) {
            add(Act::Name, name);
            add(Act::Role, role);
        } else if let Some((role, name)) = role_then_name(piece) {
            add(Act::Name, name);
            add(Act::Role, role);
        } else if has_told && !is_sentence && is_town(piece) {
            add(Act::Town, piece);
        } else if is_sentence && before.is_some() && is_office(piece) {
            add(Act::Role, piece);
        } else if let Some(office) =
            office_called(piece).filter(|_| is_sentence && lexicon::is_name(next))
        {
            add(Act::Role, office);
        } else if is_sentence
            && (piece.split_whitespace().nth(LONGEST_ORGANISATION).is_some()
                || !lexicon::is_organisation(piece))
        {
            // the last, or whom one should call
            let mut inside = names_inside(piece);
            let last = inside.next().filter(|name| is_called(words, name));
            if let Some(name) = last.or_else(|| inside.find(|name| is_asked_for(piece, name))) {
                add(Act::Name, name);
                person = Some(name);
            }
        } else if let Some(body) = spoken_for(piece) {
            add(Act::Organisation, body);
        } else if (lexicon::is_organisation(piece) && !lexicon::opens_with_role(piece))
            || is_known_organisation(piece)
            || is_branch
        {
            add(Act::Organisation, piece);
        } else if lexicon::has_role(piece) && piece.split_whitespace().count() <= 12 {
            add(Act::Role, piece);
        } else if (has_told || heads_name(words, piece, next)) && is_capitalised(piece) {
            add(Act::Organisation, piece);
        } else if let Some(name) = names_inside(piece)
            .find(|name| is_asked_for(piece, name) || has_details && is_told_to_call(words, name))
        {
            add(Act::Name, name);
            person = Some(name);
        }
        named = person.or(named);
        has_told |= person.is_some();
    }
}

/// `Ada Roe – Media officer, Open Sea Group`: two words or more, each with a capital or small and short.
fn is_capitalised(piece: &str) -> bool {
    const MOST_WORDS: usize = 7;
    let mut words = piece.split_whitespace();
    let is_word = |word: &str| {
        word.starts_with(char::is_uppercase) || lexicon::is_function_word(word) || word == "&"
    };
    piece.starts_with(char::is_uppercase)
        && words.clone().all(is_word)
        && (2..=MOST_WORDS).contains(&words.clone().filter(|word| word.len() > 2).count())
        && !words.any(|word| word.chars().any(char::is_numeric))
        && gazetteer::town(piece).is_none()
        && gazetteer::resolve(piece).is_none()
        && !lexicon::is_name(piece)
}

/// `… please contact our press officer, Ada Roe, on 555 0100`: the office before a name in a sentence.
fn office_called(piece: &str) -> Option<&str> {
    let behind = |call: &str| Some(piece.rfind(call)? + call.len());
    let at = [" contact ", " call "].into_iter().find_map(behind).unwrap_or(0);
    Some(&piece[at..]).filter(|office| is_office(without_determiner(office)))
}

/// `with Ada Roe on 555 0100`: a name in a clause beside a telephone number or an address.
fn is_told_to_call(words: &str, name: &str) -> bool {
    const FEWEST_SMALL: usize = 2;
    let is_small = |word: &&str| word.starts_with(char::is_lowercase);
    words.split_whitespace().filter(is_small).nth(FEWEST_SMALL - 1).is_some()
        && !words.trim_start().starts_with(name)
        && is_called(words, name)
}

/// `2. For interviews please contact Ada Roe`, `Ada Roe can be reached on board`: a name in a clause.
fn is_asked_for(piece: &str, name: &str) -> bool {
    const AUXILIARIES: [&str; 9] =
        ["can", "may", "is", "will", "peut", "puede", "pode", "kann", "может"];
    const CALLS: [&str; 11] = [
        "contact",
        "call",
        "email",
        "phone",
        "reach",
        "contacter",
        "appeler",
        "contactar",
        "llamar",
        "ligar",
        "kontaktieren",
    ];
    let Some(at) = piece.find(name) else { return false };
    if at > 0 {
        let before = piece[..at].split_whitespace().next_back().unwrap_or_default();
        return lexicon::with_lower(before, |before| CALLS.contains(&before));
    }
    let next = piece[name.len()..].split_whitespace().next().unwrap_or_default();
    AUXILIARIES.contains(&next) && is_given_name(name.split(' ').next().unwrap_or_default())
}

/// `or in Suva, …`.
fn without_or(words: &str) -> &str {
    ["or ", "and ", "ou ", "et ", "o ", "y ", "e ", "oder ", "und "]
        .iter()
        .find_map(|joint| words.strip_prefix(joint))
        .unwrap_or(words)
}

/// `Ada Roe, coordinator of the Open Sea Network, at 555 0100`: the office behind a name in a sentence.
pub(super) fn is_office(piece: &str) -> bool {
    piece.split_whitespace().nth(LONGEST_OFFICE).is_none() && lexicon::opens_with_role(piece)
}

/// `Ada Roe (Suva): 555 0100`, `Ada Roe – Suva: 555 0100`: where the person is who was named before.
fn is_town(piece: &str) -> bool {
    piece.starts_with(char::is_uppercase) && gazetteer::town(piece).is_some()
}

/// `Organisation: Open Sea Group`: what the next piece is.
fn names_a_body(piece: &str) -> bool {
    lexicon::with_lower(piece, |piece| {
        matches!(
            piece,
            "organisation" | "organization" | "organización" | "organização" | "company"
        )
    })
}

/// `Open Sea Group: Ada Roe`: a label right before a name.
fn heads_name(words: &str, piece: &str, next: &str) -> bool {
    let end = piece.as_ptr().addr() - words.as_ptr().addr() + piece.len();
    words[end..].trim_start().starts_with(':')
        && lexicon::is_name(next)
        && !lexicon::has_role(piece)
        // `For Europe: Ada Roe`
        && !["For ", "Für ", "Pour ", "Para "].iter().any(|of| piece.starts_with(of))
        && phrase::find(piece).is_empty()
}

/// `for Open Sea Network, Ada Roe: 555 0100`: the body whose contact follows.
fn spoken_for(piece: &str) -> Option<&str> {
    let body = ["for ", "pour ", "für ", "para "].iter().find_map(|of| piece.strip_prefix(of))?;
    let is_named = body.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let is_person = lexicon::is_name(body) && is_given_name(body.split(' ').next()?);
    (body.contains(' ') && (is_named || lexicon::is_organisation(body)) && !is_person)
        .then_some(body)
}

/// `Ada Roe, Highland Wild Guardians, 555 0100`: what follows a person whose given name is known, and is a plural without
/// one, is the body of that person, though it looks like a name too.
fn is_body_of(piece: &str, person: &str) -> bool {
    const ENDINGS: [&str; 7] =
        [" Group", " Desk", " Aid", " Relief", " Circle", " Collective", " Project"];
    let given = |name: &str| is_given_name(name.split(' ').next().unwrap_or_default());
    given(person)
        && !given(piece)
        && piece.contains(' ')
        && (piece.ends_with('s') && piece.split(' ').count() >= 3
            || ENDINGS.iter().any(|end| piece.ends_with(end)))
}

/// `Rua Floriano`: a street that was called after somebody.
fn is_street(piece: &str) -> bool {
    ["Rua ", "Avenida ", "Av. ", "Calle ", "Rue ", "Via ", "Praça ", "Plaza "]
        .iter()
        .any(|street| piece.starts_with(street))
}

/// `our press officer`, `notre chargée de presse`.
pub(super) fn without_determiner(role: &str) -> &str {
    const DETERMINERS: [&str; 10] = [
        "our ", "the ", "its ", "notre ", "nuestro ", "nuestra ", "nosso ", "nossa ", "unser ",
        "unsere ",
    ];
    DETERMINERS.iter().find_map(|word| role.strip_prefix(word)).unwrap_or(role)
}
