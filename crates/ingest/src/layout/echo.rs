//! Lines of the head that the way to the page says at its end, or its name at its beginning: `Home » Press » The port
//! is closed`, `The port is closed | Open Sea`.

use crate::layout::{observe::fold_title, unit::Unit};

/// The head of a page has so many lines at most, and the way to it stands among the first of them.
const HEAD: usize = 40;
const WAY: usize = 16;
/// Sections of a site have names of fewer words than headlines.
const FEWEST_WORDS: usize = 4;
/// No headline is longer, in bytes, nor the way to it.
const LONGEST: usize = 400;
/// Two spellings of a headline differ by so few bytes.
const NEAR: usize = 8;

/// Whether each unit is said once more so.
pub(super) fn of(units: &[Unit]) -> Vec<bool> {
    let head = &units[..units.len().min(HEAD)];
    let mut said: Vec<&str> = Vec::new();
    for unit in head.iter().take(WAY).filter(|unit| unit.words.len() <= LONGEST) {
        said.extend(ends(&unit.words));
    }
    let mut echoes = vec![false; units.len()];
    if said.is_empty() {
        return echoes;
    }
    for (echo, unit) in echoes.iter_mut().zip(head) {
        let words = unit.words.as_str();
        let mut alike = said.iter().filter(|said| said.len().abs_diff(words.len()) <= NEAR);
        *echo = alike.any(|said| *said == words || fold_title(said) == fold_title(words));
    }
    echoes
}

/// What a line says behind its last step, before its first bar and before its last, if it can be a headline.
fn ends(words: &str) -> impl Iterator<Item = &str> {
    let (mut last_step, mut first_bar, mut last_bar) = (None, None, None);
    // without branches, so that many bytes are looked at together
    let may_join = |byte: u8| matches!(byte, b'>' | b'/' | b'|' | b'-' | b':' | 0xC2 | 0xE2);
    let has_joint = words.bytes().fold(false, |has, byte| has | may_join(byte));
    let words = if has_joint { words } else { "" };
    for blank in memchr::memchr_iter(b' ', words.as_bytes()) {
        match joint(&words.as_bytes()[blank + 1..]) {
            Some((Joint::Step, length)) => last_step = Some(blank + 1 + length),
            Some((Joint::Bar, _)) => {
                first_bar = first_bar.or(Some(blank));
                last_bar = Some(blank);
            }
            None => {}
        }
    }
    let last_bar = last_bar.filter(|last| Some(*last) != first_bar);
    [
        last_step.map(|from| words[from..].trim()),
        first_bar.map(|to| &words[..to]),
        last_bar.map(|to| &words[..to]),
    ]
    .into_iter()
    .flatten()
    .filter(|part| part.split(' ').nth(FEWEST_WORDS - 1).is_some())
}

/// What parts the steps of a way, or a headline from a site.
enum Joint {
    Step,
    Bar,
}

/// The joint that the bytes behind a blank begin with, a blank behind it, and its length.
fn joint(bytes: &[u8]) -> Option<(Joint, usize)> {
    let (joint, length) = match bytes {
        [b'>' | b'/', ..] => (Joint::Step, 1),
        [b'|' | b'-', ..] => (Joint::Bar, 1),
        // `»`
        [0xC2, 0xBB, ..] => (Joint::Step, 2),
        // `–`, `—`, `›`
        [0xE2, 0x80, 0x93 | 0x94, ..] => (Joint::Bar, 3),
        [0xE2, 0x80, 0xBA, ..] => (Joint::Step, 3),
        [b':', b':', ..] => (Joint::Bar, 2),
        _ => return None,
    };
    (bytes.get(length) == Some(&b' ')).then_some((joint, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_step_of_a_way_and_what_stands_before_a_site_may_be_the_headline() {
        let parts = |words| ends(words).collect::<Vec<_>>();
        assert_eq!(parts("Home » Press » The port is closed"), ["The port is closed"]);
        assert_eq!(
            parts("The port is closed - again - Open Sea"),
            ["The port is closed", "The port is closed - again"]
        );
        assert!(parts("Home / Press / News").is_empty());
        assert!(parts("A well-known port is closed").is_empty());
    }
}
