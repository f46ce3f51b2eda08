//! The words of a dateline: those of a date, those that join places, small ones inside the name of a place.

use crate::lexicon;

/// Words between two places.
pub(super) fn is_joint(word: &str) -> bool {
    matches!(word, "and" | "et" | "und" | "y" | "e" | "и" | "&" | "or")
}

/// Small words inside the name of a place.
pub(super) fn is_small_in_name(word: &str) -> bool {
    matches!(
        word,
        "de" | "la"
            | "of"
            | "do"
            | "da"
            | "el"
            | "am"
            | "an"
            | "der"
            | "del"
            | "le"
            | "les"
            | "sur"
            | "di"
    )
}

/// Articles that open a name and are no part of a date, though small ones may be.
pub(super) fn is_opening_article(word: &str) -> bool {
    matches!(word, "The" | "El" | "Le" | "Den")
}

/// Whether a word is of a script without capitals.
pub(super) fn is_caseless(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
}

/// Whether a word can be part of a date.
pub(super) fn is_date(word: &str) -> bool {
    let bare = lexicon::without_signs(word);
    let bare = bare.strip_suffix("-feira").unwrap_or(bare);
    !bare.is_empty()
        && (matches!(bare, "los" | "días" | "dias" | "mes" | "mês")
            || bare.chars().next().is_some_and(char::is_numeric)
            || (lexicon::with_lower(bare, lexicon::is_date_word) && !is_opening_article(bare)))
}

/// Whether a word is part of a date and of nothing else.
pub(super) fn tells_date(word: &str) -> bool {
    let bare = lexicon::without_signs(word);
    bare.chars().next().is_some_and(char::is_numeric)
        || (bare.len() >= 3 && crate::date::is_month(bare))
}
