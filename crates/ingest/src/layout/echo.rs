//! Lines of the head that the way to the page says at its end, or its name at its beginning: `Home » Press » The port
//! is closed`, `The port is closed | Open Sea`.

use std::iter;

use crate::layout::{
    feature::Feature,
    observe::fold_title,
    unit::{Link, Unit},
};

/// The head of a page has so many lines at most, and the way to it stands among the first of them.
const HEAD: usize = 40;
const WAY: usize = 16;
/// Sections of a site have names of fewer words than headlines.
const FEWEST_WORDS: usize = 4;
/// No headline is longer, in bytes, nor the way to it.
const LONGEST: usize = 400;
/// Two spellings of a headline differ by so few bytes.
const NEAR: usize = 8;

/// A headline that the name of the page says in one stands in so many lines at most.
const MOST_LINES: usize = 4;
/// The beginning of a headline, three dots behind it, is no shorter, in bytes.
const SHORTEST_CUT: usize = 24;
/// A headline is at most so many times as long as what the name of its page says of it.
const MOST_TIMES: usize = 3;

/// Which units are said once more so, and which say it.
#[derive(Debug)]
pub(super) struct Echoes {
    /// The unit is said once more.
    pub(super) is_said: Vec<bool>,
    /// The unit is the name of the page, a headline that stands below, a bar and the site; or the beginning of a
    /// headline, three dots behind it.
    pub(super) is_of_page: Vec<bool>,
}

/// Looks for lines that are said once more. Where several lines make one headline, each but the first is told to go on
/// with the one above.
pub(super) fn find(units: &mut [Unit]) -> Echoes {
    let n_units = units.len();
    let mut echoes = Echoes { is_said: vec![false; n_units], is_of_page: vec![false; n_units] };
    let head = &units[..n_units.min(HEAD)];
    let mut said: Vec<(usize, End<'_>)> = Vec::new();
    for (idx, unit) in head.iter().enumerate().take(WAY) {
        if unit.words.len() <= LONGEST {
            said.extend(ends(&unit.words).map(|end| (idx, end)));
        }
    }
    let mut goes_on = Vec::new();
    for (by, end) in said {
        let headline = fold_title(end.words);
        for idx in 0..head.len() {
            let Some(again) = Again::of(&head[idx..], &end, &headline) else { continue };
            // links to other pages stand below running text, the name of a site over many headlines
            let is_prose = |unit: &Unit| unit.alone.features.has(Feature::Prose);
            let is_name = head[idx].alone.features.has(Feature::OrgShaped);
            let is_below = !is_name
                && end.is_before_bar
                && by < idx
                && !head[by + 1..=idx].iter().any(is_prose);
            match again {
                Again::Lines(n_lines) => {
                    echoes.is_said[idx..idx + n_lines].fill(true);
                    echoes.is_of_page[by] |= is_below;
                    goes_on.extend(idx + 1..idx + n_lines);
                }
                Again::AndMore if is_below && !is_sentence(&head[idx]) => {
                    echoes.is_said[idx] = true;
                    echoes.is_of_page[by] = true;
                }
                Again::Cut if is_below => {
                    echoes.is_said[by] |= !echoes.is_of_page[by];
                    echoes.is_of_page[idx] = true;
                }
                Again::AndMore | Again::Cut => {}
            }
        }
    }
    for idx in goes_on {
        units[idx].link = Link::Headline;
    }
    echoes
}

/// Whether a unit ends as sentences do.
fn is_sentence(unit: &Unit) -> bool {
    unit.alone.features.has(Feature::EndsStop) || unit.alone.features.has(Feature::Dateline)
}

/// How units say a headline once more.
enum Again {
    /// All of it, in so many units.
    Lines(usize),
    /// All of it, and more behind it.
    AndMore,
    /// Its beginning, and three dots.
    Cut,
}

impl Again {
    /// How the first of `units`, or the first few together, say the headline that a line ends or begins with.
    fn of(units: &[Unit], end: &End<'_>, headline: &str) -> Option<Self> {
        let words = units[0].words.as_str();
        let (own, its) = (words.len(), end.words.len());
        // whatever a unit says of the headline, it begins as that does
        if first_letter(words) != first_letter(end.words) {
            return None;
        }
        if own.abs_diff(its) <= NEAR && (words == end.words || fold_title(words) == headline) {
            return Some(Self::Lines(1));
        }
        if own > its * MOST_TIMES {
            return None;
        }
        if begins_headline(words, headline) {
            return Some(Self::Cut);
        }
        let line = fold_title(words);
        if line.strip_prefix(headline).is_some_and(|more| more.starts_with(' ')) {
            return Some(Self::AndMore);
        }
        lines_of(units, line, headline).map(Self::Lines)
    }
}

fn first_letter(words: &str) -> Option<char> {
    words.chars().find(|c| c.is_alphanumeric()).and_then(|c| c.to_lowercase().next())
}

/// Whether a line is the beginning of a folded headline and three dots.
pub(crate) fn begins_headline(line: &str, headline: &str) -> bool {
    let cut = line.strip_suffix("...").or_else(|| line.strip_suffix('…'));
    cut.is_some_and(|cut| cut.len() >= SHORTEST_CUT && headline.starts_with(&fold_title(cut)))
}

/// The number of units from the first, which is `first` when folded, that make up the folded headline together.
fn lines_of(units: &[Unit], first: String, headline: &str) -> Option<usize> {
    let mut rest = headline;
    let below = units[1..].iter().take(MOST_LINES - 1).map(|unit| fold_title(&unit.words));
    for (idx, line) in iter::once(first).chain(below).enumerate() {
        let behind = rest.strip_prefix(line.as_str()).filter(|_| !line.is_empty())?;
        if behind.is_empty() {
            return Some(idx + 1);
        }
        rest = behind.strip_prefix(' ')?;
    }
    None
}

/// What a line says behind its last step, or before a bar.
#[derive(Clone, Copy, Debug)]
struct End<'t> {
    words: &'t str,
    is_before_bar: bool,
}

/// What a line says behind its last step, before its first bar and before its last, if it can be a headline.
fn ends(words: &str) -> impl Iterator<Item = End<'_>> {
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
    let before = |bar: usize| End { words: &words[..bar], is_before_bar: true };
    [
        last_step.map(|from| End { words: words[from..].trim(), is_before_bar: false }),
        first_bar.map(before),
        last_bar.map(before),
    ]
    .into_iter()
    .flatten()
    .filter(|end| end.words.split(' ').nth(FEWEST_WORDS - 1).is_some())
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
        let parts = |words| ends(words).map(|end| end.words).collect::<Vec<_>>();
        assert_eq!(parts("Home » Press » The port is closed"), ["The port is closed"]);
        assert_eq!(
            parts("The port is closed - again - Open Sea"),
            ["The port is closed", "The port is closed - again"]
        );
        assert!(parts("Home / Press / News").is_empty());
        assert!(parts("A well-known port is closed").is_empty());
    }
}
