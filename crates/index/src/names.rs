//! Names of speakers, organisations and places: when two spellings are one value.
//!
//! A name stands in its column as its folded form, a separator and the name as given. So the columns
//! are sorted by the folded form, and spellings that are one name are neighbours.

use memchr::memchr;

/// Between the folded form and the name as given: sorts before every character of a name.
const SEPARATOR: char = '\u{1f}';

/// The longest name in bytes; the rest is cut off. Nobody is called more.
const MAX_NAME_BYTES: usize = 512;

/// The value of a name in its column; empty for a name without letters.
pub(crate) fn key(name: &str) -> String {
    let name = shortened(name);
    let printable: String;
    let name = if name.contains(char::is_control) {
        printable = name.chars().filter(|c| !c.is_control()).collect();
        &printable
    } else {
        name
    };
    let name = name.trim();
    let mut key = gazetteer::fold(name);
    if !key.is_empty() {
        key.reserve(SEPARATOR.len_utf8() + name.len());
        key.push(SEPARATOR);
        key.push_str(name);
    }
    key
}

fn shortened(name: &str) -> &str {
    let end = (0..=MAX_NAME_BYTES.min(name.len())).rev().find(|&end| name.is_char_boundary(end));
    &name[..end.unwrap_or(0)]
}

/// The value of a speaker in its column: the name, and the organisation for which the speaker speaks, by
/// which two of one name can be told apart.
pub(crate) fn speaker_key(name: &str, organisation: &str) -> String {
    let mut key = key(name);
    if !key.is_empty() && !organisation.is_empty() {
        key.push(SEPARATOR);
        key.push_str(shortened(&gazetteer::fold(organisation)));
    }
    key
}

/// The folded form and the name as given of a value of a column.
pub(crate) fn split(key: &str) -> (&str, &str) {
    let parted = |text: &str| memchr(SEPARATOR as u8, text.as_bytes());
    let Some(at) = parted(key) else { return (key, key) };
    let (folded, given) = (&key[..at], &key[at + SEPARATOR.len_utf8()..]);
    (folded, parted(given).map_or(given, |end| &given[..end]))
}

/// The name as given and the folded organisation of the value of a speaker.
pub(crate) fn speaker_of(key: &str) -> (&str, &str) {
    let organisation = key.split(SEPARATOR).nth(2).unwrap_or_default();
    (split(key).1, organisation)
}

/// Whether `folded` holds every one of these words.
pub(crate) fn has_words(folded: &str, words: &[&str]) -> bool {
    words.iter().all(|word| name_words(folded).any(|other| other == *word))
}

/// The words of a folded name.
pub(crate) fn name_words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_neighbours() {
        let mut keys = [key("Zoë Roe"), key("Zoltan"), key("ZOE ROE")];
        keys.sort();
        assert_eq!(keys.map(|key| split(&key).1.to_owned()), ["ZOE ROE", "Zoë Roe", "Zoltan"]);
    }

    #[test]
    fn speakers_of_one_name_are_told_apart_by_whom_they_speak_for() {
        let key = speaker_key("Bo Li", "Harbour Bank");
        assert_eq!(split(&key), ("bo li", "Bo Li"));
        assert_eq!(speaker_of(&key), ("Bo Li", "harbour bank"));
        assert_eq!(speaker_key("Bo Li", ""), super::key("Bo Li"));
        assert_eq!(speaker_key(" \u{7} ", "Harbour Bank"), "");
    }

    #[test]
    fn a_name_without_letters_is_none_and_a_monstrous_one_is_cut() {
        assert_eq!(key(" \u{7} "), "");
        assert!(key(&"é".repeat(5000)).len() < 2000);
    }

    #[test]
    fn hyphens_part_the_words_of_a_name() {
        assert!(has_words("ilse marwitz-okonjo", &["okonjo", "ilse"]));
        assert!(!has_words("ilse marwitz-okonjo", &["oko"]));
    }
}
