//! Where a name begins and ends within the letters around it.

use crate::{
    scan::Candidate,
    sense::{Kind, Languages, Sense},
};

/// The letters that touch a candidate on both sides.
pub(crate) struct Edges<'t> {
    /// Letters directly before it, at most [`LONGEST`].
    prefix: &'t str,
    /// Letters directly after it, at most [`LONGEST`].
    ending: &'t str,
    is_address: bool,
}

/// No prefix or ending that is allowed has more letters.
const LONGEST: usize = 8;

impl<'t> Edges<'t> {
    pub(crate) fn of(candidate: &Candidate<'t>) -> Self {
        let (before, after) = (candidate.before(), candidate.after());
        let prefix = before.char_indices().rev().take(LONGEST).take_while(|&(_, c)| is_letter(c));
        let prefix_start = prefix.last().map_or(before.len(), |(at, _)| at);
        let ending = after.char_indices().take(LONGEST).take_while(|&(_, c)| is_letter(c));
        let ending_end = ending.last().map_or(0, |(at, c)| at + c.len_utf8());
        Self {
            prefix: &before[prefix_start..],
            ending: &after[..ending_end],
            is_address: is_address(before, after),
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where the candidate in this sense ends; none if the letters around it make another word of it.
pub(crate) fn end(candidate: &Candidate<'_>, edges: &Edges<'_>, sense: Sense) -> Option<usize> {
    if edges.is_address {
        return None;
    }
    if candidate.surface().starts_with(is_unspaced) {
        return Some(candidate.end);
    }
    if !prefix_fits(candidate.surface(), edges.prefix, sense) {
        return None;
    }
    let is_own = candidate
        .language
        .is_none_or(|language| sense.languages.meets(Languages::of_language(language)));
    let fits = match edges.ending {
        "" => !sense.is_stem,
        ending => is_own && ending_fits(candidate.surface(), ending, sense),
    };
    fits.then_some(candidate.end + edges.ending.len())
}

/// Han, kana, Hangul and Thai put no blanks between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

fn prefix_fits(surface: &str, prefix: &str, sense: Sense) -> bool {
    let is_arabic = surface.starts_with(|c| ('\u{600}'..='\u{6ff}').contains(&c));
    let is_hebrew = surface.starts_with(|c| ('\u{590}'..='\u{5ff}').contains(&c));
    if is_arabic {
        let article = ["ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وبال"].contains(&prefix);
        let bare = ["", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب"].contains(&prefix);
        return article || (bare && !sense.needs_article);
    }
    prefix.is_empty()
        || (is_hebrew
            && prefix.chars().count() <= 2
            && prefix.chars().all(|c| "בלמהושכ".contains(c)))
}

/// Whether the letters after a name are an ending that its language gives to names.
fn ending_fits(surface: &str, ending: &str, sense: Sense) -> bool {
    const RUSSIAN: [&str; 24] = [
        "а", "у", "ом", "ем", "е", "ы", "и", "ой", "ей", "ою", "ею", "ю", "я", "ь", "ью", "й", "і",
        "ї", "єю", "ою", "ам", "ами", "ах", "ов",
    ];
    let is = |code| sense.languages.meets(Languages::of(code));
    let n_letters = ending.chars().count();
    let is_lower = ending.chars().all(char::is_lowercase);
    match surface.chars().next() {
        _ if sense.kind == Kind::Demonym || !is_lower => false,
        Some('\u{400}'..='\u{4ff}') if is("ru") || is("uk") || is("be") => {
            RUSSIAN.contains(&ending)
        }
        Some('\u{400}'..='\u{4ff}') if is("kk") || is("ky") => n_letters <= 6,
        Some('\u{10a0}'..='\u{10ff}' | '\u{530}'..='\u{58f}') => n_letters <= 5,
        _ if is("de") && ending == "s" => true,
        _ if surface.chars().count() < 5 => false,
        _ if ["az", "uz", "fi", "hu", "tr"].into_iter().any(is) => n_letters <= 6,
        _ if ["pl", "cs", "sk", "hr", "sr", "bg"].into_iter().any(is) => n_letters <= 3,
        _ => false,
    }
}

/// Whether the passage stands in an URL, an e-mail address or a user name.
fn is_address(before: &str, after: &str) -> bool {
    let touches = before.ends_with(['/', '@', '.', '_', '-', '=', '&', '%'])
        || after.starts_with(['/', '@', '.', '_', '-', '=']);
    touches && {
        let left = token_end(before.as_bytes().iter().rev());
        let right = token_end(after.as_bytes().iter());
        let head = &before.as_bytes()[before.len() - left..];
        let tail = &after.as_bytes()[..right];
        head.contains(&b'@')
            || tail.contains(&b'@')
            || head.windows(3).any(|part| part == b"://")
            || head.windows(4).any(|part| part.eq_ignore_ascii_case(b"www."))
    }
}

/// The number of bytes up to the next blank, at most 200.
fn token_end<'b>(bytes: impl Iterator<Item = &'b u8>) -> usize {
    bytes.take(200).take_while(|byte| !byte.is_ascii_whitespace()).count()
}
