//! Where a name begins and ends within the letters around it.

use crate::{
    scan::Candidate,
    sense::{Bond, Kind, Sense},
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
    let fits = match edges.ending {
        "" => sense.bond != Bond::Ending,
        _ if sense.is_foreign || sense.kind == Kind::Demonym => false,
        ending => ending_fits(candidate.surface(), ending, candidate.language),
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
        return article || (bare && sense.bond != Bond::Article);
    }
    prefix.is_empty()
        || (is_hebrew
            && prefix.chars().count() <= 2
            && prefix.chars().all(|c| "בלמהושכ".contains(c)))
}

/// Whether the letters after a name are an ending that its language gives to names.
fn ending_fits(surface: &str, ending: &str, language: &str) -> bool {
    const EAST_SLAVIC: [&str; 23] = [
        "а", "у", "ом", "ем", "е", "ы", "и", "ой", "ей", "ою", "ею", "ю", "я", "ь", "ью", "й", "і",
        "ї", "єю", "ам", "ами", "ах", "ов",
    ];
    let longest = match language {
        "ru" | "uk" | "be" => return EAST_SLAVIC.contains(&ending),
        "de" => return ending == "s",
        "pl" | "cs" | "sk" | "hr" | "sr" | "bg" => 3,
        "ka" | "hy" => 5,
        "kk" | "ky" | "az" | "uz" | "fi" | "hu" | "tr" => 6,
        _ => return false,
    };
    surface.chars().count() >= 4
        && ending.chars().count() <= longest
        && ending.chars().all(|c| !c.is_uppercase() && c.is_alphabetic())
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
