//! Whether a text states a date that its catalogue gives, and how far two titles agree.

use std::collections::HashMap;

/// Whether a text states the date `2012-04-03` in any spelling: day, month and year as neighbours in any
/// order, the month by number, name or abbreviation, the year in full or by two digits, the day with or
/// without its ending; `of` and `day` may stand between them.
pub(crate) fn states_date(text: &[String], date: &str) -> bool {
    let mut parts = date.split('-').map(|part| part.parse::<u32>().unwrap_or_default());
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let said: Vec<&str> = text
        .iter()
        .map(String::as_str)
        .filter(|word| !matches!(*word, "of" | "the" | "day"))
        .collect();
    let is_day = |word: &str| number(word) == Some(day);
    let is_year = |word: &str| {
        word == year.to_string() || word.len() == 2 && number(word) == Some(year % 100)
    };
    let is_month =
        |word: &str| word.len() <= 2 && number(word) == Some(month) || is_named(word, month);
    said.windows(3).any(|window| match window {
        [first, second, third] => {
            is_year(third)
                && (is_day(first) && is_month(second) || is_month(first) && is_day(second))
                || is_year(first) && first.len() == 4 && is_month(second) && is_day(third)
        }
        _ => false,
    })
}

fn number(word: &str) -> Option<u32> {
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
    bare.unwrap_or(word).parse().ok()
}

fn is_named(word: &str, month: u32) -> bool {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = (month as usize).checked_sub(1).and_then(|idx| NAMES.get(idx));
    word.len() >= 3 && name.is_some_and(|name| name.starts_with(word))
}

/// F1 of the words of two passages, by count.
pub(crate) fn overlap(gold: &[String], got: &[String]) -> f64 {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for word in gold {
        *left.entry(word).or_default() += 1;
    }
    let mut shared = 0;
    for word in got {
        if let Some(count) = left.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    if shared == 0 { 0.0 } else { 2.0 * f64::from(shared) / (gold.len() + got.len()) as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::words;

    #[test]
    fn a_date_is_stated_in_any_spelling() {
        for text in [
            "3 April 2012",
            "Tuesday, 3rd of April, 2012",
            "APR. 3, 2012",
            "3/4/12",
            "2012-04-03",
            "04-03-2012",
        ] {
            assert!(states_date(&words(text), "2012-04-03"), "{text}");
        }
        assert!(!states_date(&words("4 April 2012; 3 May 2012"), "2012-04-03"));
    }
}
