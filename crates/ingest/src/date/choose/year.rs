//! The year of a date that is written without one.

use release::ReleaseDate;

use crate::{
    date::{Mention, choose::Candidate},
    layout::Layout,
    text::Text,
};

/// A release is not passed on so many months later.
const HALF_A_YEAR: u8 = 6;

/// A head date without a year takes the year that the other dates of the head, else all dates, agree on, else that
/// of the copyright.
pub(super) fn complete(
    partial: &[(&Mention, &'static str, f32)],
    text: &Text,
    layout: &Layout,
    candidates: &mut Vec<Candidate>,
) {
    if candidates.iter().any(|candidate| candidate.confidence >= 0.85) {
        return;
    }
    let Some((mention, rule, confidence)) =
        partial.iter().find(|(mention, rule, _)| mention.day.is_some() && *rule != "page-stamp")
    else {
        return;
    };
    // of a mail sent in January the dateline may be of December
    let year_before = |date: ReleaseDate| {
        let is_later = date.month().is_some_and(|month| mention.month > month + HALF_A_YEAR);
        date.year() - u16::from(is_later)
    };
    let year = candidates.first().map(|candidate| year_before(candidate.date)).or_else(|| {
        let mut years = layout.dates.iter().filter_map(|date| date.year);
        let first = years.next()?;
        years.all(|year| year == first).then_some(first)
    });
    let year = year.or_else(|| year_of_rights(&text.characters));
    let date = year.and_then(|year| ReleaseDate::new(year, Some(mention.month), mention.day).ok());
    if let Some(date) = date {
        let confidence = confidence * 0.8;
        candidates.push(Candidate { date, span: mention.span, rule, confidence, is_open: false });
    }
}

/// `(c) 2012 Open Sea News`: the one year in which a right is claimed, if no other is.
fn year_of_rights(characters: &str) -> Option<u16> {
    let mut claims = ["©", "(c)", "(C)", "Copyright"].into_iter().flat_map(|mark| {
        characters.match_indices(mark).filter_map(|(at, mark)| {
            let rest = characters[at + mark.len()..].trim_start_matches([' ', '(', 'c', ')', '©']);
            let year = rest.get(..4)?.parse().ok().filter(|year| (1980..2100).contains(year))?;
            // `© 2009–2016` is the age of a page
            let is_range = rest[4..].trim_start().starts_with(['-', '–', '—', ',']);
            (!is_range && !rest[4..].starts_with(|c: char| c.is_ascii_digit())).then_some(year)
        })
    });
    let first = claims.next()?;
    claims.all(|year| year == first).then_some(first)
}
