//! Dates that copying has left at the end of the text, or run into a line of the head.
//!
//! `… awaiting removal.        28 June 2002`, `Further information: Ada Roe 555 0101  Thursday 7 June 1990`,
//! `Ada Roe Speech to the Sea Institute Tuesday 11 March 2003 "Tides"`.

use crate::lexicon::Blanks as _;
use crate::{
    layout::{
        ends_sentence,
        phrase::{self, Phrase},
    },
    lexicon,
};

/// Between a sentence and a date of its own stand at most so many words of place and day.
const MOST_BETWEEN: usize = 3;

/// Whether a date after `before` and ahead of `after` closes the text: nothing goes on with it, and it
/// belongs to no sentence.
pub(super) fn closes(before: &str, after: &str) -> bool {
    is_end(after) && stands_after_sentence(before)
}

/// Whether a date stands behind whoever signs, or behind the place of signing: `Open Sea Network, 3 May 2011.`,
/// `Dado en Suva, a los 3 días del mes de mayo de 2011`.
pub(super) fn signs(before: &str, after: &str) -> bool {
    const MOST_WORDS: usize = 9;
    const LONGEST_SMALL: usize = 3;
    let before = before.trim();
    let is_named = |word: &str| {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        letters.next().is_none_or(char::is_uppercase) || word.chars().count() <= LONGEST_SMALL
    };
    let ends = before.ends_with(',')
        || before.by_blanks().last().is_some_and(|word| word.starts_with(char::is_lowercase));
    !after.contains(char::is_alphanumeric)
        && before.starts_with(char::is_uppercase)
        && ends
        && before.contains(',')
        && (2..=MOST_WORDS).contains(&before.by_blanks().count())
        && before.by_blanks().all(is_named)
}

/// Whether a date closes a line of contacts: a day of the week or a wide blank parts it from the number.
pub(super) fn closes_contacts(before: &str, after: &str) -> bool {
    let is_alone = !after.contains(char::is_alphanumeric);
    let (rest, has_weekday) = without_weekday(before);
    let gap = rest.len() - rest.trim_end().len();
    is_alone
        && !rest.trim().is_empty()
        && (has_weekday || gap >= 2)
        && !rest.trim_end().ends_with(',')
}

/// Whether a date stands in a line of the head as its date: after a day of the week or a kind of release,
/// and before a quotation, the subjects or nothing.
pub(super) fn is_of_head(before: &str, after: &str) -> bool {
    let after =
        after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '–' | '|'));
    let opens = after.is_empty()
        || after.starts_with(['"', '“', '‘', '\''])
        || after.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("subject"));
    let (_, has_weekday) = without_weekday(before);
    opens && (has_weekday || before.by_blanks().any(is_occasion_of_speech))
}

/// What a transcript or a speech calls itself.
fn is_occasion_of_speech(word: &str) -> bool {
    let lower = lexicon::without_signs(word).to_lowercase();
    matches!(
        lower.as_str(),
        "transcript"
            | "speech"
            | "address"
            | "interview"
            | "doorstop"
            | "conference"
            | "lecture"
            | "statement"
            | "release"
            | "seminar"
            | "remarks"
            | "paper"
    )
}

fn without_weekday(before: &str) -> (&str, bool) {
    let bare = before.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    let last = bare.split_whitespace().next_back().unwrap_or_default();
    let word = lexicon::without_signs(last).to_lowercase();
    if lexicon::is_weekday(&word) {
        (&bare[..bare.len() - last.len()], true)
    } else {
        (before, false)
    }
}

/// Nothing, an end mark, or contacts.
fn is_end(after: &str) -> bool {
    let after = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    let head = after.char_indices().nth(80).map_or(after, |(at, _)| &after[..at]);
    after.is_empty()
        || phrase::find(head)
            .iter()
            .any(|met| met.is_start && matches!(met.phrase, Phrase::Contact | Phrase::End))
}

/// Whether a sentence ends before a date, a place in capitals and the day of the week aside.
fn stands_after_sentence(before: &str) -> bool {
    let (mut rest, _) = without_weekday(before);
    for _ in 0..=MOST_BETWEEN {
        let bare = rest.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
        if ends_sentence(bare) {
            return !bare.is_empty();
        }
        let last = bare.split_whitespace().next_back().unwrap_or_default();
        if last.is_empty()
            || last.contains(char::is_lowercase)
            || !last.contains(char::is_alphabetic)
        {
            return false;
        }
        rest = &bare[..bare.len() - last.len()];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_its_own_closes_the_text() {
        for (before, after) in [
            ("The boats wait for removal.        ", ""),
            ("he said.  WESTWATER ", ""),
            ("have been made.   WEDNESDAY, ", "   MEDIA CONTACT: ADA ROE 555 0101"),
        ] {
            assert!(closes(before, after), "{before}");
        }
        for (before, after) in [
            ("The boats wait until ", ""),
            ("The boats wait. On ", ""),
            ("The boats wait. ", " was a dark day"),
            ("", ""),
        ] {
            assert!(!closes(before, after), "{before}");
        }
    }

    #[test]
    fn a_date_may_follow_a_number_of_the_contacts() {
        assert!(closes_contacts("Further information: Ada Roe 555 0101  Thursday ", ""));
        assert!(!closes_contacts("Ada Roe, 555 0101 until ", ""));
    }

    #[test]
    fn a_head_line_holds_its_date() {
        assert!(is_of_head("Ada Roe Speech to the Sea Institute Tuesday ", " \"Tides\""));
        assert!(is_of_head("Joint Press Conference, Westwater ", " Subjects: Tides"));
        assert!(!is_of_head("Roe remembers the flood of ", " in the delta"));
    }
}
