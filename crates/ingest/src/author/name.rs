//! The names of persons in lines of names, titles and offices.

use crate::{layout::office, lexicon, quote::is_given_name};

/// A name in a line of the head.
pub(super) struct Named {
    pub(super) name: String,
    /// A title stands before it or letters after it.
    pub(super) is_titled: bool,
}

/// The names of persons in a line of names and offices.
pub(super) fn names(line: &str) -> Vec<Named> {
    let mut names = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    let mut is_titled = false;
    for token in line.split_whitespace() {
        let word = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let lower = word.trim_end_matches('.').to_lowercase();
        let is_title = lexicon::is_honorific(&lower) && word.len() > 1;
        let has_letters = office::is_after_name(word);
        let is_particle = !run.is_empty() && lexicon::is_name_particle(word);
        // `Ada Roe (D-Calif.)`, and a nickname is a given name
        let is_aside = token.starts_with('(') && !is_given_name(word);
        // `ADA ROE ON THE RIVERS`
        let is_small = !run.is_empty() && !is_particle && lexicon::is_function_word(&lower);
        let is_part = (word.starts_with(char::is_uppercase) || is_particle)
            && !is_aside
            && !is_small
            && !is_title
            && !has_letters
            && !office::is_of_office(&lower)
            // `ROE ISSUES STATEMENT`
            && !(run.len() == 1 && lexicon::is_headline_verb(word) && !is_given_name(word))
            && !word.contains(|c: char| c.is_ascii_digit());
        if is_part {
            run.push(word);
        }
        let ends = token.ends_with([',', ';', ':', ')']);
        if !is_part || ends {
            names.extend(named(&run, is_titled, has_letters));
            run.clear();
            is_titled = is_title && !ends || is_titled && lower == "the";
        }
    }
    names.extend(named(&run, is_titled, false));
    names
}

/// The name at the end of a run of capitalised words: from its given name on, or all of a titled one.
fn named(run: &[&str], is_titled: bool, has_letters: bool) -> Option<Named> {
    let given = run.iter().position(|word| is_given_name(word));
    let first = match given {
        Some(first) => first,
        None if is_titled || has_letters => 0,
        None => return None,
    };
    let parts = &run[first..];
    let is_plain =
        parts.iter().all(|word| !lexicon::is_organisation_word(word) && !is_of_territory(word));
    if !(2..=4).contains(&parts.len()) || !is_plain {
        return None;
    }
    let parts: Vec<String> = parts.iter().map(|part| quietly(part)).collect();
    let name = parts.join(" ");
    // `CHARLOTTE AMALIE` alone in its line
    let is_titled = is_titled || has_letters;
    let is_nobody = !is_titled && lexicon::is_place(&name) || lexicon::ends_with_thing(&name);
    (!is_nobody).then_some(Named { name, is_titled })
}

/// `Orange County District Attorney`: whose office it is.
fn is_of_territory(word: &str) -> bool {
    const TERRITORIES: [&str; 7] =
        ["county", "district", "city", "state", "province", "parish", "borough"];
    lexicon::with_lower(word, |lower| TERRITORIES.contains(&lower))
}

/// `ROE-LUND` as `Roe-Lund`; other spellings stay.
pub(super) fn quietly(word: &str) -> String {
    let is_shouted = word.chars().filter(|c| c.is_alphabetic()).count() > 2
        && !word.contains(char::is_lowercase)
        && !word.trim_end_matches('.').contains('.');
    if is_shouted { lexicon::in_small_letters(word) } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_before_after_and_between_offices() {
        for (line, wanted) in [
            ("Shadow Minister for Rivers and Lakes Peter Lund", "Peter Lund"),
            ("The Hon Julia Roe, MP Minister for Rivers", "Julia Roe"),
            ("SENATOR PETER ROE-LUND LEADER OF THE OPPOSITION", "Peter Roe-Lund"),
            ("HIS EXCELLENCY THE RIGHT REVEREND DR PETER ROE, AC", "Peter Roe"),
            ("John van Roe QC", "John van Roe"),
            ("Minister for Rivers", ""),
            ("MR. ROE ISSUES STATEMENT ON RIVERS", ""),
            ("SEN. ROE ISSUES", ""),
            ("Senator Ada Roe (D-Calif.) on rivers", "Ada Roe"),
            ("ADA ROE ON THE RIVERS", "Ada Roe"),
            ("CHARLOTTE AMALIE", ""),
            ("Orange County District Attorney", ""),
            ("Media Advisory", ""),
        ] {
            let names: Vec<String> = names(line).into_iter().map(|named| named.name).collect();
            assert_eq!(names.join("; "), wanted, "{line}");
        }
    }
}
