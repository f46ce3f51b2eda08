//! What the words of a line say for or against its being a headline.

use std::cell::RefCell;

use crate::{
    layout::furniture::{
        is_annex_label, is_credited, is_form_field, is_marked_subtitle, is_occasion,
        is_scanned_stamp, is_site_and_section, is_site_name, is_stamp, is_street_line,
        is_subject_line,
    },
    layout::office,
    lexicon::{self, Blanks as _, Line, with_lower},
    met::Met,
};

/// What the words of a line say for or against its being the headline; a bit each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said(u16);

/// The longest of the words that lead on to another page has fewer characters.
const LONGEST_LINK: usize = 20;

thread_local! {
    pub(super) static SAID: RefCell<Met<Said>> = RefCell::default();
}

impl Said {
    pub(super) const TWO_SENTENCES: u16 = 1;
    pub(super) const COUNTRY_FIRST: u16 = 1 << 1;
    /// The name of a site, or the mark of a line under the headline.
    pub(super) const SITE: u16 = 1 << 2;
    pub(super) const SEAT_LAST: u16 = 1 << 3;
    /// What a file is to another, a field of a form, a stamp, a street.
    pub(super) const LABEL: u16 = 1 << 4;
    pub(super) const OCCASION: u16 = 1 << 5;
    pub(super) const PRESENTED: u16 = 1 << 6;
    pub(super) const KIND_LAST: u16 = 1 << 7;
    pub(super) const LONG_WORDS: u16 = 1 << 8;
    /// `To the …`, as letters name whom they go to.
    pub(super) const ADDRESSED: u16 = 1 << 9;
    /// When and by whom a page was published.
    pub(super) const STAMP: u16 = 1 << 10;
    /// `Re: …`, the subject of a letter.
    pub(super) const SUBJECT: u16 = 1 << 11;

    pub(super) fn by(line: &Line<'_>) -> Self {
        let words = line.text;
        let is_label = || {
            is_annex_label(words)
                || is_form_field(words)
                || is_credited(words)
                || is_scanned_stamp(line)
                || is_street_line(words)
                || is_written_by(words)
                || leads_on(words)
                || office::is_dative(words)
        };
        let said = [
            (Self::TWO_SENTENCES, has_two_sentences(words)),
            (Self::COUNTRY_FIRST, names_a_country_first(words)),
            (
                Self::SITE,
                is_site_name(words)
                    || is_site_and_section(words)
                    || is_marked_subtitle(words)
                    || is_name_and_kind(words),
            ),
            (Self::SEAT_LAST, words.split_whitespace().next_back().is_some_and(office::is_seat)),
            (Self::LABEL, is_label()),
            (Self::OCCASION, is_occasion(words)),
            (Self::PRESENTED, words.contains("presented to ") || words.contains("presented at ")),
            (Self::KIND_LAST, ends_with_kind(words)),
            (Self::LONG_WORDS, has_long_words(words, 2)),
            (Self::ADDRESSED, is_addressed(words)),
            (Self::STAMP, is_stamp(words)),
            (Self::SUBJECT, is_subject_line(words)),
        ];
        Self(said.into_iter().fold(0, |all, (bit, holds)| if holds { all | bit } else { all }))
    }

    pub(super) fn has(self, bit: u16) -> bool {
        self.0 & bit != 0
    }
}

/// Different words of four letters or more, or of a script without blanks: what a scanner makes of stamps
/// has few, and so has `URGENT  URGENT  URGENT`.
pub(super) fn n_long_words(words: &str) -> usize {
    if lexicon::is_unspaced(words) {
        return usize::MAX;
    }
    long_words(words).count()
}

fn has_long_words(words: &str, least: usize) -> bool {
    long_words(words).take(least).count() == least || lexicon::is_unspaced(words)
}

fn long_words(words: &str) -> impl Iterator<Item = &str> {
    words.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().nth(3).is_some())
}

/// `… for change. The authorities should …`
fn has_two_sentences(words: &str) -> bool {
    let stops = memchr::memchr_iter(b'.', words.as_bytes());
    stops.filter(|at| words.as_bytes().get(at + 1) == Some(&b' ')).any(|at| {
        let before = words[..at].split_whitespace().next_back().unwrap_or_default();
        let after = &words[at + 2..];
        before.chars().count() > 3
            && words[..at].by_blanks().count() > 4
            && after.chars().next().is_some_and(char::is_uppercase)
    })
}

/// `Azerbaijan: …`, `Tchad. …`.
fn names_a_country_first(words: &str) -> bool {
    let Some(at) = words.find([':', '.', '/']) else { return false };
    at <= 40 && gazetteer::resolve(words[..at].trim()).is_some() && words.len() > at + 8
}

/// `To the Members of the Council`, as a line of a letter's head.
fn is_addressed(words: &str) -> bool {
    const TO: [&str; 9] = ["To ", "To: ", "À ", "Aux ", "An ", "Ao ", "Aos ", "A la ", "Al "];
    TO.iter().any(|to| words.starts_with(to))
}

/// `Court orders builder to pay! Read more.`: the teaser of another page.
fn leads_on(words: &str) -> bool {
    const LINKS: [&str; 7] = [
        "read more",
        "learn more",
        "en savoir plus",
        "leer más",
        "leia mais",
        "mehr erfahren",
        "читать далее",
    ];
    let end = words.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = end.char_indices().rev().nth(LONGEST_LINK).map_or(0, |(at, _)| at);
    with_lower(&end[last..], |last| {
        LINKS.iter().any(|link| last.ends_with(link) && last.len() > link.len())
    })
}

/// `Rédigé par Le Phare et publié dans #ports`: who put a text on a page.
fn is_written_by(words: &str) -> bool {
    const OPENERS: [&str; 8] = [
        "Rédigé par ",
        "Publié par ",
        "Écrit par ",
        "Escrito por ",
        "Publicado por ",
        "Posted by ",
        "Written by ",
        "Geschrieben von ",
    ];
    OPENERS.iter().any(|opener| words.starts_with(opener))
}

/// `海港關懷會　聲明`: who issues a release and what it is, in characters without blanks.
fn is_name_and_kind(words: &str) -> bool {
    const KINDS: [&str; 8] =
        ["声明", "聲明", "新闻稿", "新聞稿", "公开信", "公開信", "公报", "公報"];
    let head = KINDS.iter().find_map(|kind| words.strip_suffix(kind));
    lexicon::is_unspaced(words) && head.is_some_and(|head| head.ends_with(char::is_whitespace))
}

/// `Open Sea Network statement`.
fn ends_with_kind(words: &str) -> bool {
    let last = words.split_whitespace().next_back().unwrap_or_default();
    let is_kind = |last: &str| {
        matches!(
            last,
            "statement"
                | "release"
                | "communiqué"
                | "advisory"
                | "alert"
                | "bulletin"
                | "newsletter"
        )
    };
    with_lower(last, is_kind) && words.by_blanks().count() <= 5
}
