//! The nominative of Russian names: `Ивана Абдукадырова` is what others say of `Иван Абдукадыров`.
//!
//! Only the genitive is undone, and only of names whose given name proves it.

use crate::quote::{
    given_name::{self, Gender},
    word_id::word_id,
};

/// Genitive endings of surnames of men and of women, with the nominative's.
const OF_MEN: [(&str, &str); 8] = [
    ("ова", "ов"),
    ("ева", "ев"),
    ("ёва", "ёв"),
    ("ина", "ин"),
    ("ына", "ын"),
    ("ского", "ский"),
    ("цкого", "цкий"),
    ("ича", "ич"),
];
const OF_WOMEN: [(&str, &str); 8] = [
    ("овой", "ова"),
    ("евой", "ева"),
    ("ёвой", "ёва"),
    ("иной", "ина"),
    ("ыной", "ына"),
    ("ской", "ская"),
    ("цкой", "цкая"),
    ("овны", "овна"),
];

/// The nominative of a name in the genitive, if the given name shows that it is one.
pub(super) fn nominative(name: &str) -> Option<String> {
    let (given, rest) = name.split_once(' ')?;
    if given_name::gender(word_id(given)).is_some() {
        return None;
    }
    let (given, gender) = given_nominative(given)?;
    Some(with_surnames(given, rest, if gender == Gender::Male { &OF_MEN } else { &OF_WOMEN }))
}

/// The nominative of a woman's name whose surname alone shows the genitive: `Гульзиры Нурабуллаевой`.
pub(super) fn of_a_woman(name: &str) -> Option<String> {
    let (given, rest) = name.split_once(' ')?;
    let is_genitive = OF_WOMEN.iter().any(|(genitive, _)| rest.ends_with(genitive));
    if !is_genitive || given_name::gender(word_id(given)).is_some() {
        return None;
    }
    let given = if let Some(stem) = given.strip_suffix('ы') {
        format!("{stem}а")
    } else {
        let stem = given.strip_suffix('и')?;
        let ending =
            if stem.ends_with(['г', 'к', 'х', 'ж', 'ш', 'щ', 'ч']) { 'а' } else { 'я' };
        format!("{stem}{ending}")
    };
    Some(with_surnames(given, rest, &OF_WOMEN))
}

/// Puts the words of a name behind the given one, their endings turned.
fn with_surnames(given: String, rest: &str, endings: &[(&str, &str)]) -> String {
    let mut nominative = given;
    for word in rest.split(' ') {
        nominative.push(' ');
        let turned = endings
            .iter()
            .find_map(|(genitive, ending)| word.strip_suffix(genitive).map(|stem| (stem, *ending)));
        let (stem, ending) = turned.unwrap_or((word, ""));
        nominative.push_str(stem);
        nominative.push_str(ending);
    }
    nominative
}

/// The nominative of a man's name behind an adjective in the genitive, `36-летнего`, whatever the given name.
pub(super) fn of_a_man(name: &str, before: &str) -> Option<String> {
    if !(before.ends_with("ого") || before.ends_with("его")) {
        return None;
    }
    let (given, rest) = name.split_once(' ')?;
    if given_name::gender(word_id(given)).is_some() {
        return None;
    }
    let given = match given.strip_suffix('а') {
        Some(stem) => stem.to_owned(),
        None => format!("{}й", given.strip_suffix('я')?),
    };
    Some(with_surnames(given, rest, &OF_MEN))
}

fn given_nominative(given: &str) -> Option<(String, Gender)> {
    const ENDINGS: [(&str, &str, Gender); 7] = [
        // `Павла`, `Льва`
        ("вла", "вел", Gender::Male),
        ("ьва", "ев", Gender::Male),
        ("а", "", Gender::Male),
        ("я", "й", Gender::Male),
        ("я", "ь", Gender::Male),
        ("ы", "а", Gender::Female),
        ("и", "я", Gender::Female),
    ];
    ENDINGS.iter().find_map(|&(genitive, ending, gender)| {
        let name = format!("{}{ending}", given.strip_suffix(genitive)?);
        (given_name::gender(word_id(&name)) == Some(gender)).then_some((name, gender))
    })
}

#[cfg(test)]
mod tests {
    use super::{nominative, of_a_woman};

    #[test]
    fn names_in_the_genitive_are_given_as_others_would_look_them_up() {
        assert_eq!(nominative("Ивана Абдукадырова").as_deref(), Some("Иван Абдукадыров"));
        assert_eq!(nominative("Сергея Лужинского").as_deref(), Some("Сергей Лужинский"));
        assert_eq!(nominative("Ирины Павловой").as_deref(), Some("Ирина Павлова"));
    }

    #[test]
    fn a_surname_shows_the_genitive_of_a_woman() {
        assert_eq!(of_a_woman("Гульзиры Нурабуллаевой").as_deref(), Some("Гульзира Нурабуллаева"));
        assert_eq!(of_a_woman("Айсулуу Токтосунова"), None);
    }

    #[test]
    fn names_in_the_nominative_stay() {
        for name in ["Александра Павлова", "Рустам Абдукадыров", "Maria Silva", "Анна"]
        {
            assert_eq!(nominative(name), None, "{name}");
        }
    }
}
