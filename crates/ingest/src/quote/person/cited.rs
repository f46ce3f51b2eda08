//! How a name is shown: in the nominative, without the capitals of a headline.

use std::ops::Range;

use crate::quote::{
    declension,
    person::name::without_preposition,
    reading::Reading,
    token::{Kind, shape},
};

/// The name in the nominative; beside a verb of saying it stands in it.
pub(super) fn cited_name(reading: &Reading<'_>, name: Range<usize>, speaks: bool) -> String {
    let is_cyrillic = ('А'..='Я').contains(&reading.tokens[name.start].sign);
    let before =
        name.start.checked_sub(1).map_or("", |at| reading.tokens[at].span.of(reading.text));
    let written = name_of(reading, name);
    if let Some(plain) = without_preposition(written.split(' ').next().unwrap_or_default()) {
        return format!("{plain}{}", &written[plain.len() + 'ل'.len_utf8()..]);
    }
    if !is_cyrillic || speaks {
        return written;
    }
    declension::nominative(&written)
        .or_else(|| declension::of_a_man(&written, before))
        .or_else(|| declension::of_a_woman(&written))
        .unwrap_or(written)
}

/// The name as it is shown: one blank between words, no capitals throughout.
pub(super) fn name_of(reading: &Reading<'_>, name: Range<usize>) -> String {
    let tokens = &reading.tokens[name.clone()];
    let is_shouted = tokens.len() > 1 && tokens.iter().all(|token| token.is(shape::UPPER));
    // `“Bo” Larsen`: the name began inside the marks of a nickname
    let is_half_marked = tokens.iter().filter(|token| token.kind == Kind::Mark).count() % 2 == 1;
    let mut name = String::with_capacity(reading.span(name.start, name.end).len());
    let mut end_before = None;
    for token in tokens.iter().filter(|token| !is_half_marked || token.kind != Kind::Mark) {
        let word = token.span.of(reading.text);
        if end_before.is_some_and(|end| end != token.span.start) {
            name.push(' ');
        }
        end_before = Some(token.span.end);
        if is_shouted {
            let mut letters = word.chars();
            name.extend(letters.next());
            name.extend(letters.flat_map(char::to_lowercase));
        } else {
            name.push_str(word);
        }
    }
    name
}
