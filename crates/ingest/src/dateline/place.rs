//! What a place of a dateline looks like, and which states belong to it.

use crate::lexicon::Blanks as _;
use crate::{layout::phrase, lexicon};

/// `Wien.` at the end of a dateline.
pub(super) fn without_stop(name: &str) -> &str {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    if ends_place(last) { name.trim_end_matches('.') } else { name }
}

/// A full stop ends a place unless it shortens a word: `St.`, `D.C.`
pub(super) fn ends_place(word: &str) -> bool {
    let stem = word.trim_end_matches('.');
    word.ends_with('.') && stem.chars().count() > 3 && !stem.contains('.')
}

/// Capitalised words that can be a place: no kind of release, no office, no organisation, no month.
pub(super) fn is_place(name: &str) -> bool {
    let words: Vec<&str> = name.by_blanks().collect();
    let first = words.first().copied().unwrap_or_default();
    if words.len() == 1 && lexicon::is_function_word(first) {
        return false;
    }
    let has_other = words.iter().any(|word| {
        let bare = lexicon::without_signs(word);
        lexicon::with_lower(bare, is_no_place)
            || lexicon::is_organisation_word(bare)
            || lexicon::has_role(bare)
            || (bare.len() > 3 && crate::date::is_month(bare))
            || bare.chars().any(char::is_numeric)
    });
    let n_letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let is_too_long = lexicon::is_unspaced(name) && n_letters > 4;
    !has_other
        && n_letters >= 2
        && !is_too_long
        && (words.len() > 1 || !name.contains('.'))
        && !phrase::find_at_start(name).iter().any(|met| met.is_whole)
}

/// Words in lower case that stand before a dash and are no place.
fn is_no_place(lower: &str) -> bool {
    lexicon::is_weekday(lower)
        || matches!(
            lower,
            "today"
                | "yesterday"
                | "update"
                | "release"
                | "source"
                | "by"
                | "we"
                | "this"
                | "in"
                | "for"
                | "on"
                | "it"
                | "as"
                | "he"
                | "she"
                | "they"
                | "note"
                | "statement"
                // `Since 26 December, …`
                | "since"
                // `Sens. Roe and Lund`
                | "sens"
                // `Presseerklärung Nr. 7`
                | "nr"
                | "no"
                | "nº"
                | "n°"
        )
}

/// `Recife (PE)`.
pub(super) fn is_brazilian_state(code: &str) -> bool {
    const CODES: &str =
        " AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO ";
    code.len() == 2 && CODES.contains(&format!(" {code} "))
}

/// A state that belongs to the place: `DC`, `Mass.`.
pub(super) fn is_state(region: &str) -> bool {
    const CODES: &str = " AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR D.C. N.Y. N.J. N.C. S.C. N.H. N.M. R.I. N.D. S.D. W.VA. ON QC BC AB MB SK NS NB ACT NSW VIC QLD TAS ";
    const SHORT: &str = " ala. ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan. ky. la. md. mass. mich. minn. miss. mo. mont. neb. nev. okla. ore. pa. tenn. tex. vt. va. wash. wis. wyo. ";
    let padded = format!(" {} ", region.to_uppercase());
    let with_stop = format!(" {} ", region.to_lowercase());
    let is_code = region.chars().all(|c| c.is_uppercase() || c == '.') && CODES.contains(&padded);
    is_code || SHORT.contains(&with_stop)
}
