//! The persons whose letterhead, byline or announcement stands above the text, and who sign below it.

use std::sync::LazyLock;

use release::Part;

use crate::{
    author::{Person, is_same, name},
    layout::{Layout, feature::Feature, office},
    lexicon::{self, Line, Lower, with_lower, words_at},
};

/// A longer block announces no speaker.
const LONGEST: usize = 420;

/// What a person gives is among so many words at the beginning of a block, `by` among so many at its end.
const OPENING: usize = 16;
const CLOSING: usize = 6;

/// What a person gives: `Address by Ada Roe`, `Ada Roe: Speech to the Sea Institute`.
const GIVEN: &[&str] = &[
    "address",
    "speech",
    "remarks",
    "lecture",
    "statement",
    "paper",
    "keynote",
    "presentation",
    "talk",
    "opinion",
    "oration",
    "eulogy",
    "message",
    "comments",
    "discurso",
    "discours",
    "rede",
];

/// Whether a salutation stands above the text: who is named before it is addressed, unless the text is a speech
/// of theirs.
pub(super) fn is_letter(layout: &Layout) -> bool {
    let lede = layout.lede().unwrap_or(layout.blocks.len());
    layout.features.iter().take(lede + 2).any(|block| block.has(Feature::Salutation))
}

/// The persons whose letterhead, byline or announcement stands above the text.
pub(super) fn persons(layout: &Layout) -> Vec<Person> {
    let lede = layout.lede().unwrap_or(layout.blocks.len());
    let mut persons: Vec<Person> = Vec::new();
    let is_letter = is_letter(layout);
    for idx in 0..layout.blocks.len().min(lede + 2) {
        let announced =
            if may_announce(layout.line(idx)) { announced(&layout.words[idx]) } else { None };
        let is_announced = announced.is_some();
        let found = match announced {
            Some(name) => vec![(name, true)],
            None if is_letter || idx >= lede => Vec::new(),
            None => named_in(layout, idx),
        };
        for (name, is_sure) in found {
            let span = layout.blocks[idx].span;
            match persons.iter_mut().find(|person| is_same(&person.name, &name)) {
                Some(person) => person.is_sure |= is_sure,
                None => persons.push(Person { name, span, is_sure }),
            }
        }
        if is_announced {
            persons.retain(|person| person.is_sure);
        }
    }
    persons
}

/// The names that a block of the head gives, and whether an office, a title or a byline says whose they are.
fn named_in(layout: &Layout, idx: usize) -> Vec<(String, bool)> {
    let block = layout.features[idx];
    let part = layout.blocks[idx].part;
    let is_office =
        |idx: usize| layout.features.get(idx).is_some_and(|block| block.has(Feature::OfficeLine));
    let is_contact = part == Part::Contacts
        && (block.has(Feature::Phone)
            || block.has(Feature::Email)
            || block.has(Feature::ContactHead));
    let words = layout.words[idx].as_str();
    if is_contact || words.len() > LONGEST || is_of_subject(words) {
        return Vec::new();
    }
    let is_name = block.has(Feature::NameShaped);
    let is_beside_office =
        is_name && (is_office(idx + 1) || is_office(idx + 2) || idx > 0 && is_office(idx - 1));
    let is_signed = is_office(idx) || is_beside_office || part == Part::Byline;
    let has_seat = !matches!(part, Part::Title | Part::Subtitle | Part::Date)
        && words.starts_with(char::is_uppercase)
        && words.split_whitespace().any(|word| office::is_seat(word) || is_honourable(word));
    if !is_signed && !is_name && !has_seat {
        return Vec::new();
    }
    let is_of_state = (idx.saturating_sub(1)..idx + 3)
        .any(|near| is_office(near) && near < layout.words.len() && of_state(&layout.words[near]));
    // `Two men sentenced - Ada Roe - Lake County Attorney`: of a title and its site, the names are whom it is about
    let is_parted = [" - ", " – ", " — ", " | "].iter().any(|sign| words.contains(sign));
    let is_signed = is_signed && (is_of_state || !is_parted);
    let names = name::names(words).into_iter();
    names
        .filter(|named| is_signed || named.is_titled || named.name.len() == words.len())
        .map(|named| {
            let is_sure = is_signed && is_of_state || has_seat && named.is_titled;
            (named.name, is_sure)
        })
        .collect()
}

fn is_honourable(word: &str) -> bool {
    matches!(word.trim_matches(|c: char| !c.is_alphanumeric()), "Hon" | "HON" | "Honourable")
}

/// Whether an office is one of state, whose holder's letterhead makes a statement theirs: an organisation
/// puts its officers there to be called.
fn of_state(words: &str) -> bool {
    words.split_whitespace().any(|word| {
        let lower = Lower::of(word.trim_matches(|c: char| !c.is_alphanumeric()));
        office::is_seat(word)
            || matches!(
                lower.as_str(),
                "minister"
                    | "shadow"
                    | "senator"
                    | "premier"
                    | "treasurer"
                    | "attorney-general"
                    | "governor"
                    | "governor-general"
                    | "mayor"
                    | "opposition"
                    | "federal"
                    | "congressman"
                    | "congresswoman"
            )
    })
}

/// `Subjects: Peter Lund, …`.
fn is_of_subject(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    with_lower(first, |first| {
        ["subject", "topic", "attention"].iter().any(|wanted| first.starts_with(wanted))
    })
}

/// Whether a block may have, where [`announced`] looks for it, a word that announces somebody.
fn may_announce(line: Line<'_>) -> bool {
    static WORDS: LazyLock<(gazetteer::Sieve<16>, u64)> = LazyLock::new(|| {
        let words = GIVEN.iter().chain(&["speaker", "author", "transcript"]);
        (gazetteer::Sieve::of(words.map(|word| lexicon::key(word))), lexicon::key("by"))
    });
    let (openers, by) = &*WORDS;
    line.text.len() <= LONGEST
        && (line.words.iter().take(OPENING).any(|seen| openers.passes(seen.key))
            || line.words.iter().rev().take(CLOSING).any(|seen| seen.key == *by))
}

/// Whom a block of the head announces: `Address by Ada Roe`, `Ada Roe Speech to the Sea Institute`,
/// `Speaker: Ada Roe`, `The Sea and Us by Ada Roe`.
fn announced(words: &str) -> Option<String> {
    let tokens: Vec<(usize, &str)> = words_at(words).collect();
    let bare = |idx: usize| tokens[idx].1.trim_matches(|c: char| !c.is_alphanumeric());
    let is_one_of = |idx: usize, wanted: &[&str]| {
        let word = if idx < tokens.len() { bare(idx) } else { "" };
        wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(word))
    };
    let first = bare(tokens.first().map(|_| 0)?);
    if is_one_of(0, &["speaker", "author"]) && words[first.len()..].starts_with(':') {
        return Some(name::names(&words[first.len() + 1..]).into_iter().next()?.name);
    }
    // `TRANSCRIPT OF THE PRIME MINISTER, THE HON. ADA ROE MP`
    if is_one_of(0, &["transcript"]) && is_one_of(1, &["of"]) {
        let named = name::names(&words[tokens[1].0..]).into_iter().next()?;
        return named.is_titled.then_some(named.name);
    }
    let given = (0..tokens.len().min(OPENING)).find(|idx| is_one_of(*idx, GIVEN));
    if let Some(given) = given {
        let by = (given + 1..tokens.len().min(given + 8)).find(|idx| is_one_of(*idx, &["by"]));
        if let Some(by) = by {
            let (at, token) = tokens[by];
            return Some(name::names(&words[at + token.len()..]).into_iter().next()?.name);
        }
        let before = words[..tokens[given].0].trim_end_matches([' ', ':', '-', '–', '—', ',']);
        if (2..=4).contains(&given) && lexicon::is_name(before) {
            return Some(name::names(before).into_iter().next()?.name);
        }
    }
    // nothing but a name after the last `by`
    let by = (1..tokens.len()).rev().take(CLOSING).find(|idx| is_one_of(*idx, &["by"]));
    let (at, token) = tokens[by?];
    let rest = words[at + token.len()..].trim();
    let named = name::names(rest).into_iter().next()?;
    (named.name.len() == rest.len()).then_some(named.name)
}

/// Who signs below the text with letters after the name: `Ada Roe MP, Shadow Minister for Rivers`.
pub(super) fn signatures(layout: &Layout) -> Vec<Person> {
    let last = layout.blocks.iter().rposition(|block| block.part.is_running_text());
    let mut persons: Vec<Person> = Vec::new();
    for idx in last.map_or(0, |last| last + 1)..layout.blocks.len() {
        let words = layout.words[idx].as_str();
        if opens_copies(words) {
            break;
        }
        let is_signature = words.len() <= LONGEST
            && !layout.features[idx].has(Feature::ContactHead)
            && layout.line(idx).texts().any(office::is_seat);
        if !is_signature {
            continue;
        }
        for named in name::names(words).into_iter().filter(|named| named.is_titled) {
            if !persons.iter().any(|person| is_same(&person.name, &named.name)) {
                let span = layout.blocks[idx].span;
                persons.push(Person { name: named.name, span, is_sure: false });
            }
        }
    }
    persons
}

/// `c.c. The Minister`: whom a letter was also sent to.
fn opens_copies(words: &str) -> bool {
    const HEADS: &[&str] = &[
        "c.c.",
        "cc:",
        "cc ",
        "copy to",
        "copies to",
        "copied to",
        "kopie an",
        "copie à",
        "copia a",
    ];
    let opens =
        |head: &&str| words.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head));
    HEADS.iter().any(opens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_go_to_others_than_the_signers() {
        assert!(opens_copies("c.c.   The Mayor of Westwater"));
        assert!(!opens_copies("Ada Roe MP"));
    }

    #[test]
    fn a_head_announces_who_speaks() {
        for (line, wanted) in [
            ("Address by Hon Peter Roe AO QC, President of the Sea Group, Westwater", "Peter Roe"),
            ("Julia Roe Speech to the Sea Institute", "Julia Roe"),
            ("Speaker: John Lund QC", "John Lund"),
            ("TRANSCRIPT OF THE PRIME MINISTER THE HON. PETER ROE MP", "Peter Roe"),
            ("The Sea and Us by Julia Roe", "Julia Roe"),
            ("STATEMENT BY THE MINISTER FOR RIVERS, THE HON. A.R. LUND, M.P.", "A.R. Lund"),
        ] {
            assert_eq!(announced(line).as_deref(), Some(wanted), "{line}");
        }
        for line in
            ["Statement on the river camps", "Rivers opened by Peter in May", "Joint statement"]
        {
            assert_eq!(announced(line), None, "{line}");
        }
    }
}
