//! Place labels of contact blocks: `In Geneva:`.

use crate::lexicon::Blanks as _;
use crate::lexicon::is_caseless;

/// The place of a label such as `In Geneva:`; the rest of the line may follow.
pub(crate) fn place_label(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.split_once(':')?;
    // `В Ташкенте — Ада Роу: +998 …`
    let (label, rest) = match [" — ", " – "].iter().find_map(|dash| label.split_once(dash)) {
        Some((label, name)) => (label, &line[line.len() - rest.len() - 1 - name.len()..]),
        None => (label, rest),
    };
    let label = label.trim().trim_matches('*');
    let place = PLACE_PREPOSITIONS.iter().find_map(|preposition| {
        let head = label.get(..preposition.len())?;
        head.eq_ignore_ascii_case(preposition).then(|| label[preposition.len()..].trim())
    });
    let place = place.or_else(|| {
        let lower = label.to_lowercase();
        ["в ", "во ", "у ", "в", "à ", "في "].iter().find_map(|preposition| {
            let is_word = preposition.ends_with(' ') && lower.starts_with(preposition);
            is_word.then(|| label[label.find(' ')?..].trim().into()).flatten()
        })
    })?;
    let is_place = !place.is_empty()
        && place.len() <= 40
        // `A Comissão pede:`
        && place.by_blanks().last().is_some_and(|word| !word.starts_with(char::is_lowercase))
        && place.by_blanks().count() <= 4
        && place.chars().next().is_some_and(|c| c.is_uppercase() || is_caseless(c))
        && !place.contains(['@', '.'])
        && !place.chars().any(char::is_numeric);
    is_place.then(|| (place, rest.trim().trim_matches('*').trim()))
}

const PLACE_PREPOSITIONS: &[&str] = &["in ", "en ", "em ", "im ", "a "];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_label_gives_its_place_and_the_rest() {
        assert_eq!(place_label("In Brussels: Ada Roe"), Some(("Brussels", "Ada Roe")));
        assert_eq!(place_label("**In The Hague:**"), Some(("The Hague", "")));
        assert_eq!(place_label("В Ташкенте: Ада"), Some(("Ташкенте", "Ада")));
        assert_eq!(
            place_label("В Ташкенте — Ада Роу: +998 1"),
            Some(("Ташкенте", "Ада Роу: +998 1"))
        );
        assert_eq!(place_label("A Mesa pede:"), None);
        assert_eq!(place_label("Tel: 12"), None);
    }
}
