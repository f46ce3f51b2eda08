//! A query may start with `-` (`dateline search trial -Sudan`): which words are flags, which are not.

use std::ffi::OsString;

/// One-letter flags that stand alone, and those that take a value.
const SWITCHES: &str = "vqhV";
const NUMBERS: &str = "nj";

/// Gives words that only look like a bundle of flags a leading blank, which makes them plain words to the
/// parser and nothing to the query.
pub(crate) fn guard(words: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut guarded: Vec<OsString> = Vec::new();
    for word in words {
        let is_value = guarded.last().is_some_and(|before| before == "--sort");
        let is_excluded = word.to_str().is_some_and(|word| !is_value && is_excluded_word(word));
        if is_excluded {
            let mut plain = OsString::from(" ");
            plain.push(word);
            guarded.push(plain);
        } else {
            guarded.push(word);
        }
    }
    guarded
}

fn is_excluded_word(word: &str) -> bool {
    let Some(rest) =
        word.strip_prefix('-').filter(|rest| !rest.is_empty() && !rest.starts_with('-'))
    else {
        return false;
    };
    let mut letters = rest.chars();
    let first = letters.next().unwrap_or_default();
    let value = letters.as_str();
    if SWITCHES.contains(first) {
        return !rest.chars().all(|letter| SWITCHES.contains(letter));
    }
    if NUMBERS.contains(first) {
        return !value
            .trim_start_matches('=')
            .chars()
            .all(|digit| digit.is_ascii_digit() || digit == ',');
    }
    // `-iFOLDER` is a flag where it can be told from a word
    !(first == 'i' && (value.is_empty() || value.contains(['/', '.', '='])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_with_a_dash_is_a_word_and_a_flag_stays_a_flag() {
        for word in [
            "-Sudan",
            "-impunity",
            "-north",
            "-journalists",
            "-violence",
            "-\"civil society\"",
            "-country:KEN",
        ] {
            assert!(is_excluded_word(word), "{word}");
        }
        for flag in [
            "-",
            "--",
            "--country",
            "-n",
            "-n5",
            "-n=5",
            "-j2",
            "-i",
            "-i/tmp/x",
            "-i=x",
            "-v",
            "-qv",
            "-V",
        ] {
            assert!(!is_excluded_word(flag), "{flag}");
        }
    }

    #[test]
    fn the_value_of_sort_is_left_alone() {
        let words = ["dateline", "search", "--sort", "-date", "-Sudan"].map(OsString::from);
        let expected = ["dateline", "search", "--sort", "-date", " -Sudan"].map(OsString::from);
        assert_eq!(guard(words.into_iter()), expected);
    }
}
