//! Words that are not what they look: letters of two scripts of which one could be taken for the other, and marks
//! that turn the direction of text around.
//!
//! `Аmnesty` with a Cyrillic A is another word to every search. A word is told where it holds Latin letters and
//! Cyrillic or Greek ones, and those of the rarer script all look like Latin or Cyrillic ones (after the
//! confusables of Unicode Technical Standard 39). `Δt` and `Wi-Fi` are none.

use release::{Span, Warning, WarningKind, Word};

/// Latin letters that have a double in Cyrillic.
const LATIN_IN_CYRILLIC: &str = "aceijopsxyhABCEHIJKMOPSTXY";
/// Latin letters that have a double in Greek.
const LATIN_IN_GREEK: &str = "oABEZHIKMNOPTYX";
/// Cyrillic letters that have a double in Latin.
const CYRILLIC: &str = "аеорсухіїјѕһӏԁԛԝАВЕКМНОРСТУХІЇЈЅҺӀԚԜ";
/// Greek letters that have a double in Latin.
const GREEK: &str = "οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
/// Marks that show what follows the other way round, whatever its letters.
const OVERRIDES: [char; 2] = ['\u{202d}', '\u{202e}'];
/// The byte that they begin with.
const FIRST_OF_OVERRIDES: u8 = 0xE2;
/// A shorter word may be a sign of science.
const FEWEST_LETTERS: usize = 3;
/// So many are shown.
const MOST: usize = 3;

/// What is told of such words; nothing of nearly all texts.
pub(crate) fn warning(text: &str, words: &[Word]) -> Option<Warning> {
    let mut mixed = words.iter().filter(|word| !word.is_ascii() && is_mixed(word.span.of(text)));
    let first = if may_be_mixed(text) { mixed.next() } else { None };
    if let Some(first) = first {
        let shown: Vec<&Word> = [first].into_iter().chain(mixed.by_ref().take(MOST - 1)).collect();
        let names: Vec<String> =
            shown.iter().map(|word| format!("“{}”", word.span.of(text))).collect();
        let more = match mixed.count() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let detail = format!(
            "{}{more}: letters of two scripts that look alike; a search for what it looks like finds it not",
            names.join(", ")
        );
        return Some(Warning::new(WarningKind::LookAlike, detail).at(first.span));
    }
    // nearly all texts are passed over sixteen bytes and more at a time
    let at = memchr::memchr_iter(FIRST_OF_OVERRIDES, text.as_bytes())
        .find(|at| text[*at..].starts_with(OVERRIDES))?;
    let detail = "a mark turns the direction of the text around: it is not what it looks like";
    Some(Warning::new(WarningKind::LookAlike, detail).at(Span::new(at, at + 3)))
}

/// Whether there are Latin letters and letters of which the first bytes are those of Greek or Cyrillic.
fn may_be_mixed(text: &str) -> bool {
    const AT_ONCE: usize = 256;
    let any = |is: fn(u8) -> bool| {
        // without branches, so that many bytes are looked at together
        let has = |chunk: &[u8]| chunk.iter().fold(false, |has, byte| has | is(*byte));
        text.as_bytes().chunks(AT_ONCE).any(has)
    };
    any(|byte| (0xce..=0xd4).contains(&byte)) && any(|byte| byte.is_ascii_alphabetic())
}

fn is_mixed(word: &str) -> bool {
    let count = |is: &dyn Fn(char) -> bool| word.chars().filter(|letter| is(*letter)).count();
    let is_latin =
        |letter: char| letter.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&letter);
    let is_greek = |letter: char| ('\u{370}'..='\u{3ff}').contains(&letter);
    let is_cyrillic = |letter: char| ('\u{400}'..='\u{52f}').contains(&letter);
    let n_latin = count(&is_latin);
    let others = [
        (count(&is_cyrillic), CYRILLIC, LATIN_IN_CYRILLIC),
        (count(&is_greek), GREEK, LATIN_IN_GREEK),
    ];
    others.into_iter().any(|(number, doubles, latin_doubles)| {
        let are_doubles =
            |number: usize, doubles: &str| number == count(&|letter| doubles.contains(letter));
        // `MΩ` is a unit
        n_latin > 0
            && number > 0
            && n_latin + number >= FEWEST_LETTERS
            && (number <= n_latin && are_doubles(number, doubles)
                || n_latin <= number && are_doubles(n_latin, latin_doubles))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    fn told(text: &str) -> Option<String> {
        warning(text, &words::cut(text)).map(|warning| warning.detail)
    }

    #[test]
    fn a_name_with_a_letter_of_another_script_is_told() {
        // a Cyrillic A, and a Latin c in a Russian word
        let text = "The \u{410}da Roe Fund and Совет и \u{63}вобода met. PUTIN \u{39d}YT";
        let detail = told(text).unwrap();
        assert!(
            detail.starts_with("“\u{410}da”, “\u{63}вобода”, “\u{39d}YT”: letters"),
            "{detail}"
        );
        let at = warning(text, &words::cut(text)).unwrap().span.unwrap();
        assert_eq!(at.of(text), "\u{410}da");
        let many = "\u{410}da ".repeat(5);
        assert!(told(&many).unwrap().contains("and 2 more: "));
    }

    #[test]
    fn what_is_written_in_two_scripts_on_purpose_is_not() {
        for text in [
            "Δt is 5 μs of α-particles at 2 MΩ",
            "Совет по правам человека Human Rights Council COVID-19-инфекция",
            "iPhoneом и PR-служба, ТВ, TV, 5G-сети",
            "Müller café Łódź Đorđe",
            "",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }

    #[test]
    fn a_mark_that_turns_the_direction_is_told() {
        assert!(told("signed by \u{202e}eoR adA").unwrap().contains("direction"));
        assert_eq!(told("قال \u{202b}المجلس\u{202c}"), None);
    }
}
