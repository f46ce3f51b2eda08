//! The pieces of a contact line: details, and the words between them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::{
    contact::{emails, hidden_emails, phones},
    layout::phrase::{self, Phrase},
    lexicon,
    quote::is_given_name,
};

/// One piece of a contact line.
pub(super) enum Piece<'t> {
    Words(&'t str),
    Phone(&'t str),
    Email(&'t str),
}

/// What parts the words of a contact line.
#[derive(Clone, Copy)]
enum Mark {
    Phone,
    Email,
    /// An address that nobody can read, `[email protected]`.
    Hidden,
}

/// What follows a contact head: `For more information, contact: Ada Roe` → `Ada Roe`.
pub(super) fn after_head(line: &str) -> &str {
    let mut rest = line;
    for _ in 0..3 {
        let Some(met) = phrase::find_at_start(rest)
            .into_iter()
            .find(|met| matches!(met.phrase, Phrase::Contact | Phrase::Notes | Phrase::Kind))
        else {
            break;
        };
        if met.is_whole {
            return "";
        }
        // `Media officer: Ada Roe`
        let label = rest.split([':', ',']).next().unwrap_or_default();
        if met.n_words == 1 && lexicon::opens_with_role(label) && !lexicon::is_role(label) {
            break;
        }
        rest = skip_words(rest, met.n_words);
        if let Some((head, after)) = rest.split_once(':')
            && head.len() <= 90
            && !head.contains('@')
            && phones(head).next().is_none()
            && !lexicon::is_name(head.trim())
            && lexicon::place_label(rest).is_none()
            && place_before(rest).is_none()
            // `Press contacts`, and below `Open Sea Network: Ada Roe`
            && !lexicon::is_organisation(head)
            && head.split_whitespace().count() <= 9
            && !head.split([',', '(']).any(|piece| names_inside(piece).next().is_some())
        {
            rest = after.trim_start();
        }
    }
    rest.trim_start_matches(|c: char| {
        matches!(c, ':' | '-' | '–' | '—' | ',' | '*' | '.') || c.is_whitespace()
    })
}

fn skip_words(line: &str, n_words: usize) -> &str {
    let mut n_left = n_words;
    let mut is_inside = false;
    for (at, c) in line.char_indices() {
        if c.is_alphanumeric() {
            if !is_inside && n_left == 0 {
                return &line[at..];
            }
            is_inside = true;
        } else {
            if is_inside {
                n_left -= 1;
            }
            is_inside = false;
            if n_left == 0 && !c.is_whitespace() {
                return &line[at..];
            }
        }
    }
    ""
}

/// The name of a town has no more bytes.
const LONGEST_TOWN: usize = 40;

/// `Geneva:` or `GENEVA` alone on its line.
pub(super) fn bare_place_label(line: &str) -> Option<&str> {
    // `SUVA`
    let is_shouted = || !line.contains(char::is_lowercase) && gazetteer::town(line).is_some();
    if line.len() <= LONGEST_TOWN && is_shouted() {
        return Some(line);
    }
    let label = line.strip_suffix(':')?.trim().trim_matches('*');
    let is_place = !label.is_empty()
        && label.split_whitespace().count() <= 3
        && label.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '/' | '-'))
        && label.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
        && !lexicon::has_role(label)
        && !lexicon::is_organisation(label)
        && !lexicon::is_name(label)
        && !is_detail_label(label)
        && label.split_whitespace().count() == 1;
    is_place.then_some(label)
}

/// Telephones and addresses, and the words between them.
pub(super) fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut marks: Vec<(std::ops::Range<usize>, Mark)> =
        emails(line).into_iter().map(|range| (range, Mark::Email)).collect();
    marks.extend(phones(line).map(|range| (range, Mark::Phone)));
    marks.extend(hidden_emails(line).map(|range| (range, Mark::Hidden)));
    marks.sort_by_key(|(range, _)| range.start);
    let mut found = Vec::new();
    let mut at = 0;
    let mut is_fax = false;
    for (mut range, mark) in marks {
        if range.start < at {
            continue;
        }
        if matches!(mark, Mark::Phone) {
            range.end += extension(&line[range.end..]);
        }
        let between = &line[at..range.start];
        is_fax = is_fax_label(between) || (is_fax && between.trim().is_empty());
        found.push(Piece::Words(between));
        let detail = &line[range.clone()];
        match mark {
            Mark::Email => found.push(Piece::Email(detail)),
            Mark::Phone if !is_fax && !is_fax_label_after(&line[range.end..]) => {
                found.push(Piece::Phone(detail.trim()));
            }
            Mark::Phone | Mark::Hidden => {}
        }
        at = range.end;
    }
    found.push(Piece::Words(&line[at..]));
    found
}

/// The bytes of ` ext. 12`, ` x12`, ` poste 12` behind a telephone number.
fn extension(rest: &str) -> usize {
    const LABELS: [&str; 10] =
        ["extension", "ext.", "ext", "x", "poste", "ramal", "interno", "int.", "durchwahl", "доб."];
    const MOST_DIGITS: usize = 5;
    let label = rest.trim_start_matches([' ', ',']);
    let Some(number) = LABELS.iter().find_map(|label_of| {
        let head = label.get(..label_of.len())?;
        (lexicon::with_lower(head, |head| head == *label_of)).then(|| &label[label_of.len()..])
    }) else {
        return 0;
    };
    let digits = number.trim_start_matches(' ');
    let n_digits = digits.bytes().take_while(u8::is_ascii_digit).count();
    let is_whole = !digits[n_digits..].starts_with(char::is_alphanumeric);
    if (1..=MOST_DIGITS).contains(&n_digits) && is_whole {
        rest.len() - digits.len() + n_digits
    } else {
        0
    }
}

fn is_fax_label(between: &str) -> bool {
    let last = between.split(|c: char| !c.is_alphabetic()).rfind(|word| !word.is_empty());
    last.is_some_and(|last| {
        lexicon::with_lower(last, |last| {
            matches!(last, "fax" | "telefax" | "pin" | "факс" | "فاكس")
        })
    })
}

fn is_fax_label_after(rest: &str) -> bool {
    rest.trim_start().to_lowercase().starts_with("(fax")
}

/// The words between details, cut at commas, brackets, bars and small joints.
pub(super) fn split_words(words: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let parts = |c: char| {
        matches!(
            c,
            ',' | ';'
                | '\t'
                | '('
                | ')'
                | '|'
                | '/'
                | '•'
                | '<'
                | '>'
                | '"'
                | ':'
                | '：'
                | '，'
                | '؛'
                | '،'
                | '；'
                | '、'
                | '（'
                | '）'
        )
    };
    for piece in words.split(parts).filter(|piece| !piece.is_empty()) {
        split_at_breaks(piece, &BREAKS, &mut pieces);
    }
    pieces
}

/// What parts the pieces of a line beside its signs, one after the other.
const BREAKS: [&str; 6] = ["  ", " – ", " — ", " - ", " · ", " or "];

/// Cuts a piece at each of `breaks`.
fn split_at_breaks<'t>(piece: &'t str, breaks: &[&str], pieces: &mut Vec<&'t str>) {
    let is_second = |byte: u8| matches!(byte, b' ' | b'-' | b'o' | 0xC2 | 0xE2);
    let may_break = piece.as_bytes().windows(2).any(|pair| pair[0] == b' ' && is_second(pair[1]));
    match breaks {
        [first, rest @ ..] if may_break => {
            piece.split(first).for_each(|part| split_at_breaks(part, rest, pieces));
        }
        _ => split_at_joints(piece, pieces),
    }
}

/// Words that join the names of two, or a name and what is its.
const JOINTS: [&str; 11] =
    [" and ", " et ", " y ", " und ", " e ", " и ", " at ", " on ", " ou ", " oder ", " o "];

/// `Ada Roe and Bo Lund`, `Ada Roe at`, `ou Ada Roe`: cut where both sides stay whole.
fn split_at_joints<'t>(piece: &'t str, pieces: &mut Vec<&'t str>) {
    let is_joint = |word: &str| {
        matches!(word, "and" | "et" | "y" | "und" | "e" | "и" | "at" | "on" | "ou" | "oder" | "o")
    };
    if !piece.split(' ').any(is_joint) {
        pieces.extend(without_joints(piece));
        return;
    }
    let mut parts = vec![piece];
    for joint in JOINTS {
        parts = parts
            .into_iter()
            .flat_map(|part| match part.split_once(joint) {
                Some((left, right))
                    if lexicon::is_name(left.trim()) || lexicon::is_name(right.trim()) =>
                {
                    vec![left, right]
                }
                _ => vec![part],
            })
            .collect();
    }
    pieces.extend(parts.into_iter().filter_map(without_joints));
}

/// A piece without the joints and signs at its ends, if anything is left.
fn without_joints(part: &str) -> Option<&str> {
    const BEFORE: [&str; 12] = [
        "or ",
        "and ",
        "at ",
        "on ",
        "ou ",
        "et ",
        "oder ",
        "und ",
        "contact ",
        "please contact ",
        "call ",
        "email ",
    ];
    let part = part.trim();
    let part = BEFORE.iter().find_map(|joint| part.strip_prefix(joint)).unwrap_or(part);
    let part = [" at", " on", " or", " and", " au", " al", " unter", " pelo", " по", " via", " by"]
        .iter()
        .find_map(|joint| part.strip_suffix(joint))
        .unwrap_or(part);
    let piece = part.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '_' | '–' | '-' | '—' | '=' | '·')
    });
    (!piece.is_empty()).then_some(piece)
}

pub(super) fn after_honorific(piece: &str) -> &str {
    let Some((first, rest)) = piece.split_once(' ') else { return piece };
    // `Eng.ª`, `Dra.`
    let is_honorific = lexicon::with_lower(first.trim_end_matches(['.', 'ª', 'º']), |bare| {
        lexicon::is_honorific(bare) && bare != "m"
    });
    if is_honorific { rest.trim_start() } else { piece }
}

static DETAIL_LABELS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/detail_labels.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
});

/// `Tel`, `mobile`, `e-mail`: what a detail is, not whose.
pub(super) fn is_detail_label(piece: &str) -> bool {
    piece
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .all(|word| lexicon::with_lower(word, |lower| DETAIL_LABELS.contains(lower)))
}

pub(super) fn is_known_organisation(piece: &str) -> bool {
    crate::organisation::is_known(piece)
}

/// `Open Hands Canada`, `Rio Verde Latin America`: the branch of an organisation, shaped like a person.
pub(super) fn is_branch_abroad(piece: &str) -> bool {
    let Some((first, last)) = piece.split_once(' ') else { return false };
    let last = last.rsplit(' ').next().unwrap_or_default();
    lexicon::is_region(last) && !is_given_name(first)
}

/// `Press Officer Ada Roe`, `Communications director, Ada Roe` joined by a blank.
pub(super) fn role_then_name(piece: &str) -> Option<(&str, &str)> {
    if lexicon::words_at(piece).nth(9).is_some() {
        return None;
    }
    let mut pairs = piece.split_whitespace().zip(lexicon::words_at(piece).skip(1));
    pairs.find_map(|(last_role, (at, _))| {
        let (role, name) = piece.split_at(at);
        (lexicon::has_role(last_role) && lexicon::is_name(name)).then_some((role.trim(), name))
    })
}

/// Whether a sentence names somebody to call: the name opens it or stands after a verb of calling or a
/// small word, not after `of` or `for`.
pub(super) fn is_called(sentence: &str, name: &str) -> bool {
    let Some(at) = sentence.find(name) else { return false };
    let before = sentence[..at].trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    // `Correspondance : Me Ada Roe`
    let is_honorific = || {
        let bare = last.trim_matches(|c: char| !c.is_alphanumeric() || matches!(c, 'ª' | 'º'));
        lexicon::is_honorific(bare)
    };
    // `to arrange an interview with Ada Roe, please call …`
    let is_beside = !sentence[before.len()..at].contains([',', ':', ';', '(', '–', '—']);
    if is_beside && matches!(last.as_str(), "with" | "avec" | "con" | "com" | "mit") {
        let mut words = before.split_whitespace().rev().skip(1);
        let heard = words.next().unwrap_or_default().to_lowercase();
        return !heard.is_empty()
            && !["interview", "entretien", "entrevista", "gespräch", "speak"]
                .iter()
                .any(|word| heard.starts_with(word));
    }
    last.is_empty()
        || is_honorific()
        || sentence[before.len()..at].contains([',', ':', ';', '(', '–', '—'])
        || matches!(
            last.trim_matches(|c: char| !c.is_alphanumeric()),
            "sr" | "fr"
                | "prof"
                | "père"
                | "mag"
                | "sra"
                | "mme"
                | "m"
                | "herr"
                | "frau"
                | "for"
                | "contact"
                | "call"
                | "email"
                | "e-mail"
                | "to"
                | "or"
                | "and"
                | "à"
                | "ou"
                | "et"
                | "o"
                | "a"
                | "an"
                | "und"
                | "oder"
                | "bei"
                | "contacter"
                | "contactar"
                | "call:"
                | "ms"
                | "mr"
                | "mrs"
                | "dr"
                | "с"
                | "phone"
                | "reach"
                | "ask"
                | "is"
                | "via"
        )
}

/// The names in a sentence such as `please call Ada Roe`, the last first.
pub(super) fn names_inside(piece: &str) -> impl Iterator<Item = &str> {
    let mut start = None;
    let mut found: Vec<&str> = Vec::new();
    let mut check = |from: Option<usize>, to: usize| {
        if let Some(from) = from
            // `Oficina Regional de` goes on
            && !piece[from..to].split_whitespace().next_back().is_some_and(lexicon::is_name_particle)
            // nobody calls `Open Hands's` office by that name
            && !["'s", "’s"].iter().any(|ending| piece[from..to].trim().ends_with(ending))
            && lexicon::is_name(piece[from..to].trim())
            && !is_known_organisation(piece[from..to].trim())
        {
            found.push(piece[from..to].trim());
        }
    };
    for (at, word) in lexicon::words_at(piece) {
        let is_capital = word.starts_with(char::is_uppercase);
        if is_capital || (start.is_some() && lexicon::is_name_particle(word)) {
            start.get_or_insert(at);
        } else {
            check(start.take(), at);
        }
    }
    check(start, piece.len());
    found.into_iter().rev()
}

/// `In Geneva, Ada Roe: 555 0100`, `Geneva – Ada Roe, 555 0100`: the town before a name, and what follows it.
pub(super) fn place_before(line: &str) -> Option<(&str, &str)> {
    const IN: [&str; 6] = ["In ", "in ", "À ", "A ", "En ", "Em "];
    // `CC: Ada Roe`
    const SHORTEST: usize = 3;
    const LONGEST: usize = 40;
    let opener = IN.iter().find_map(|preposition| line.strip_prefix(preposition));
    let signs: &[&str] =
        if opener.is_some() { &[", ", ": "] } else { &[" – ", " — ", " - ", ": "] };
    let label = opener.unwrap_or(line);
    let (place, rest) = signs
        .iter()
        .filter_map(|sign| label.split_once(sign))
        .min_by_key(|(place, _)| place.len())?;
    let place = place.trim();
    let is_place = (SHORTEST..=LONGEST).contains(&place.len())
        && !lexicon::has_role(place)
        && (gazetteer::town(place).is_some() || gazetteer::resolve(place).is_some());
    // `In Geneva, Switzerland: Ada Roe`
    let rest = rest.trim_start();
    (is_place && names_somebody(rest)).then_some((place, rest))
}

/// Whether a line goes on with a name, or with whom it speaks for.
fn names_somebody(line: &str) -> bool {
    let first = split_words(line).into_iter().next().unwrap_or_default();
    line.starts_with("for ") || lexicon::is_name(after_honorific(first))
}

/// `ADA ROE` is written as `Ada Roe`.
pub(super) fn title_case(name: &str) -> String {
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '"' | '*'));
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    lexicon::in_small_letters(name)
}
