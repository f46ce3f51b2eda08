//! A headline that copying has run into the text: the text begins where the letterhead is repeated.
//!
//! Under `Senator Ada Roe Sea Party Rivers Spokesperson` stands `Time to close the dam The Sea Party has
//! called on …`. The text says who speaks as the letterhead does, in the middle of a line without a stop.

use std::cell::RefCell;

use crate::lexicon::Blanks as _;
use crate::{
    layout::{office, phrase},
    lexicon,
    met::Met,
};

/// A headline has so many words.
const HEADLINE: std::ops::Range<usize> = 3..15;
/// The text behind it has so many or more.
const FEWEST: usize = 20;
/// More of a line is not looked at.
const MOST: usize = 40;
/// A letterhead has fewer bytes.
const LONGEST_LETTERHEAD: usize = 200;

/// What the lines above say, told of each of them once.
#[derive(Debug, Default)]
pub(super) struct Above<'t> {
    letterheads: Vec<&'t str>,
    has_headline: bool,
}

impl<'t> Above<'t> {
    pub(super) fn push(&mut self, line: &'t str) {
        // below a headline nothing is asked
        if self.has_headline {
            return;
        }
        match MET.with_borrow_mut(|met| met.get_or(line, || Kind::of(line))) {
            Kind::Letterhead => self.letterheads.push(line),
            Kind::Headline => self.has_headline = true,
            Kind::Other => {}
        }
    }
}

/// What a line above may be.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Letterhead,
    /// One with a verb.
    Headline,
    Other,
}

thread_local! {
    static MET: RefCell<Met<Kind>> = RefCell::default();
}

impl Kind {
    fn of(line: &str) -> Self {
        let may_be_letterhead = line.len() < LONGEST_LETTERHEAD;
        let words = if may_be_letterhead { lexicon::look_up(line) } else { Vec::new() };
        let looked_up = lexicon::Line { text: line, words: &words };
        if looked_up.may_name_office() && is_letterhead(line) {
            return Self::Letterhead;
        }
        let has_verb = || {
            if may_be_letterhead {
                looked_up.has_headline_verb()
            } else {
                lexicon::has_headline_verb(line)
            }
        };
        if may_be_headline(line) && has_verb() { Self::Headline } else { Self::Other }
    }
}

/// The end of a headline and the beginning of the text behind it on the same line.
pub(super) fn text_behind_headline(line: &str, above: &Above<'_>) -> Option<(usize, usize)> {
    let letterheads = above.letterheads.as_slice();
    if letterheads.is_empty() || above.has_headline {
        return None;
    }
    let words: Vec<(usize, &str)> = lexicon::words_at(line).take(MOST).collect();
    if words.len() < HEADLINE.start + FEWEST {
        return None;
    }
    let at = HEADLINE.into_iter().find(|at| {
        let (before, opener) = (words[at - 1].1, words[*at].1);
        if !opener.starts_with(char::is_uppercase) {
            return false;
        }
        let joins = before.ends_with(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
            || lexicon::is_function_word(before)
            || office::is_of_office(&before.to_lowercase())
            || lexicon::is_honorific(&before.to_lowercase());
        let first = at + usize::from(opener == "The");
        let pair = phrase::fold(&format!("{before} {opener}"), 3);
        let is_inside = letterheads.iter().any(|line| phrase::fold(line, MOST).contains(&pair));
        !joins
            && !is_inside
            && is_repeated(&words[first..], letterheads)
            && lexicon::has_headline_verb(&line[..words[*at].0])
    })?;
    Some((words[at - 1].0 + words[at - 1].1.len(), words[at].0))
}

/// Whether the next words, two of them no small ones, stand together in a letterhead.
fn is_repeated(words: &[(usize, &str)], letterheads: &[&str]) -> bool {
    let mut repeated = String::new();
    let mut n_names = 0;
    for (_, word) in words.iter().take(5) {
        let bare = lexicon::without_signs(word);
        n_names += usize::from(bare.starts_with(char::is_uppercase));
        if !repeated.is_empty() {
            repeated.push(' ');
        }
        repeated.push_str(&bare.to_lowercase());
        let is_small = bare.starts_with(char::is_lowercase) && !lexicon::is_function_word(bare);
        if is_small {
            return false;
        }
        if n_names == 2 {
            break;
        }
    }
    n_names == 2
        && letterheads.iter().any(|line| phrase::fold(line, MOST).contains(repeated.as_str()))
}

/// Persons and offices.
fn is_letterhead(line: &str) -> bool {
    office::is_letterhead(line)
        || office::without_kind(line).len() < line.len() && office::is_titled_name(line)
}

/// Whether a line above, no letterhead, is a headline already if it has a verb.
fn may_be_headline(line: &str) -> bool {
    line.by_blanks().nth(3).is_some()
        && memchr::memchr2(b'@', b'/', line.as_bytes()).is_none()
        && !line.contains(". ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &[&str] = &["Senator Ada Roe Sea Party Rivers Spokesperson", "MEDIA RELEASE"];
    const REST: &str = "on the minister to open the gates of the old dam before the storms of spring fill the lake";

    fn cut(line: &str) -> Option<(usize, usize)> {
        let mut above = Above::default();
        for line in HEAD {
            above.push(line);
        }
        text_behind_headline(line, &above)
    }

    #[test]
    fn the_text_begins_where_it_repeats_the_letterhead() {
        for (headline, text) in [
            ("Time to close the dam at Lund", "The Sea Party Rivers team has called"),
            ("Roe calls for an early flood plan", "Sea Party Rivers Spokesperson Ada Roe called"),
        ] {
            let line = format!("{headline} {text} {REST}");
            let cut = cut(&line).map(|(end, begin)| (&line[..end], begin));
            assert_eq!(cut, Some((headline, headline.len() + 1)), "{line}");
        }
    }

    #[test]
    fn a_sentence_may_name_the_letterhead() {
        for text in [
            "Today the flood plan of the Sea Party Rivers team goes to the house",
            "Yesterday it was Senator Ada Roe who spoke",
        ] {
            assert_eq!(cut(&format!("{text} {REST}")), None, "{text}");
        }
    }
}
