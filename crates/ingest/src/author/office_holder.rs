//! The name of who holds an office that stands without one: `PRIME MINISTER: …`.

use release::Part;
use rustc_hash::FxHashMap;

use crate::{
    author::{Person, name::quietly},
    layout::{Layout, feature::Feature, office},
    lexicon,
};

/// An office of more words is no address.
const LONGEST: usize = 5;

/// The holder of the office that is all of a letterhead, by how the text names it: `Prime Minister Roe`.
pub(super) fn of_letterhead(layout: &Layout) -> Option<Person> {
    let lede = layout.lede()?;
    let is_head =
        |idx: &usize| !matches!(layout.blocks[*idx].part, Part::Chrome | Part::Marker | Part::Date);
    let head = (0..lede).filter(is_head);
    let head = head.filter(|idx| layout.features[*idx].has(Feature::OfficeLine));
    let mut offices = head.filter(|idx| {
        let words = layout.words[*idx].as_str();
        words.split_whitespace().count() <= LONGEST && !is_desk(words)
    });
    offices.find_map(|idx| {
        let name = beside(layout, &layout.words[idx])?;
        Some(Person { name, span: layout.blocks[idx].span, is_sure: true })
    })
}

/// `Press`: a desk, which nobody holds.
fn is_desk(words: &str) -> bool {
    lexicon::with_lower(words.trim(), |lower| matches!(lower, "press" | "media"))
}

/// The name that most often follows an office in the running text: `Prime Minister Roe`.
pub(super) fn beside(layout: &Layout, office: &str) -> Option<String> {
    let office: Vec<String> = office.split_whitespace().map(str::to_lowercase).collect();
    let first = office.first()?.trim_matches(|c: char| !c.is_alphanumeric());
    let first = lexicon::key(first);
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for idx in 0..layout.words.len() {
        let line = layout.line(idx);
        let word = |at: usize| line.as_written(&line.words[at]);
        for begin in 0..line.words.len().saturating_sub(office.len()) {
            if line.words[begin].key != first {
                continue;
            }
            let at = begin + office.len();
            let is_said = office
                .iter()
                .zip(begin..at)
                .all(|(wanted, at)| wanted.eq_ignore_ascii_case(word(at).trim_end_matches(',')));
            let is_former = || {
                let before = begin.checked_sub(1).map_or("", word);
                lexicon::with_lower(before, |lower| matches!(lower, "former" | "deputy" | "shadow"))
            };
            if is_said
                && !is_former()
                && let Some(name) = capitalised((at..line.words.len()).map(word))
            {
                *counts.entry(name).or_default() += 1;
            }
        }
    }
    most_frequent(counts)
}

/// Up to three capitalised words that are neither titles nor offices.
fn capitalised<'t>(words: impl Iterator<Item = &'t str>) -> Option<String> {
    let mut name = String::new();
    for word in words.take(5) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
        let lower = lexicon::Lower::of(bare.trim_end_matches('.'));
        let lower = lower.as_str();
        if lexicon::is_honorific(lower) && name.is_empty() || matches!(lower, "the" | "hon") {
            continue;
        }
        let is_part = bare.starts_with(char::is_uppercase)
            && bare.contains(char::is_lowercase)
            && bare.chars().count() > 2
            && !office::is_of_office(lower)
            && !lexicon::is_organisation_word(bare);
        if !is_part {
            break;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(bare);
        if word.len() > bare.len() && word.ends_with(|c: char| !c.is_alphanumeric()) {
            break;
        }
    }
    (!name.is_empty() && name.split(' ').count() <= 3).then_some(name)
}

/// The surname by which askers most often address who answers: `Mr Roe, is it true …`.
pub(super) fn addressed(turns: &[&str]) -> Option<String> {
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for turn in turns {
        let words: Vec<&str> = turn.split_whitespace().take(60).collect();
        for (idx, pair) in words.windows(2).enumerate() {
            let is_title =
                matches!(pair[0], "Mr" | "Ms" | "Mrs" | "Miss" | "Dr" | "Senator" | "Mr." | "Ms.");
            let surname = pair[1].trim_matches(|c: char| !c.is_alphanumeric());
            let opens = idx == 0 || words[idx - 1].ends_with([',', '.', '?']);
            let next = words.get(idx + 2).map_or("", |word| word.trim_end_matches(','));
            let goes_on = pair[1].ends_with([',', '?', '.']) || is_of_question(next);
            if is_title && opens && goes_on && surname.starts_with(char::is_uppercase) {
                *counts.entry(quietly(surname)).or_default() += 1;
            }
        }
    }
    most_frequent(counts)
}

/// What follows an address: `Mr Roe you said …`.
fn is_of_question(word: &str) -> bool {
    matches!(
        word,
        "you"
            | "your"
            | "do"
            | "did"
            | "are"
            | "can"
            | "could"
            | "why"
            | "what"
            | "how"
            | "when"
            | "if"
            | "would"
            | "just"
            | "on"
            | "where"
            | "isn't"
            | "aren't"
            | "don't"
            | "doesn't"
    )
}

fn most_frequent(counts: FxHashMap<String, usize>) -> Option<String> {
    counts
        .into_iter()
        .max_by(|one, other| (one.1, &other.0).cmp(&(other.1, &one.0)))
        .map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn askers_address_who_answers() {
        let turns =
            ["Mr Roe, is it true?", "Mr Lund says no. Mr Roe why not?", "And then, Mr Roe, what?"];
        assert_eq!(addressed(&turns).as_deref(), Some("Roe"));
        assert_eq!(addressed(&["Mr Lund has said no"]), None);
    }
}
