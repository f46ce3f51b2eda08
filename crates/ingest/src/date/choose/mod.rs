//! The release's own date among the dates of the text, ranked by place.
//!
//! A date line or dateline beats front matter, that an embargo, that a mail header. Dates of the running
//! text are what the release is about and never its own, but for `today, 3 April 2012` in the first
//! sentence. No clock is read: an undated release stays undated.

mod before;
mod order;
mod standing;
mod year;

use release::{Found, Part, Precision, ReleaseDate, Span, Warning, WarningKind};

use self::{order::month_comes_first, standing::standing, year::complete};
use crate::{
    date::{Mention, Order, scan},
    layout::Layout,
    text::Text,
    words,
};

/// The date of a release and what was unsure about it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chosen {
    pub(crate) date: Option<Found<ReleaseDate>>,
    pub(crate) warnings: Vec<Warning>,
}

#[derive(Clone, Copy, Debug)]
struct Candidate {
    date: ReleaseDate,
    span: Span,
    rule: &'static str,
    confidence: f32,
    is_open: bool,
}

/// Chooses the date of a release.
pub(crate) fn choose(text: &Text, layout: &Layout, is_american: bool) -> Chosen {
    let month_first = month_comes_first(&layout.dates, is_american);
    let mut candidates = Vec::new();
    let mut partial = Vec::new();
    for mention in &layout.dates {
        let Some((rule, confidence)) = standing(text, layout, mention) else { continue };
        match reading(mention, month_first) {
            Some(date) => candidates.push(Candidate {
                date,
                span: mention.span,
                rule,
                confidence,
                is_open: mention.order == Order::Open && month_first.is_none(),
            }),
            None => partial.push((mention, rule, confidence)),
        }
    }
    candidates.extend(of_meta(text, month_first));
    leave_the_page_its_day(layout, &mut candidates);
    complete(&partial, text, layout, &mut candidates);
    best(&candidates)
}

/// `Saturday, 4 May 2012` above the headline, `Suva, 3 May 2012.` below it: whoever passes a release on has a day of their
/// own, and the dateline that of the release.
fn leave_the_page_its_day(layout: &Layout, candidates: &mut [Candidate]) {
    let month = |date: ReleaseDate| {
        let month = date.month().filter(|_| date.precision() == Precision::Day)?;
        Some(u32::from(date.year()) * 12 + u32::from(month))
    };
    let Some((title, dateline)) = layout.of_part(Part::Title).next().and_then(|(_, title)| {
        let dateline = candidates.iter().find(|candidate| candidate.rule == "dateline-date")?;
        Some((title, *dateline))
    }) else {
        return;
    };
    for candidate in candidates {
        let is_near = month(candidate.date)
            .zip(month(dateline.date))
            .is_some_and(|(page, own)| (own..=own + 1).contains(&page));
        if candidate.rule == "head-date-line"
            && candidate.span.end <= title.start
            && is_near
            && dateline.date.first_day() < candidate.date.first_day()
        {
            candidate.confidence = candidate.confidence.min(dateline.confidence - 0.01);
        }
    }
}

/// The candidate of the best place; the first in the text among equals.
fn best(candidates: &[Candidate]) -> Chosen {
    let mut chosen = Chosen::default();
    let Some(first) =
        candidates.iter().fold(None, |best: Option<&Candidate>, candidate| match best {
            Some(best) if best.confidence >= candidate.confidence => Some(best),
            _ => Some(candidate),
        })
    else {
        return chosen;
    };
    let rival = candidates.iter().find(|other| {
        other.rule == first.rule && other.date != first.date && !is_within(other, first)
    });
    let mut confidence = first.confidence;
    if let Some(rival) = rival {
        confidence *= 0.8;
        chosen.warnings.push(
            Warning::new(
                WarningKind::AmbiguousDate,
                format!("`{}` and `{}` stand at places of equal rank", first.date, rival.date),
            )
            .at(rival.span),
        );
    }
    if first.is_open {
        confidence = confidence.min(0.5);
        chosen.warnings.push(
            Warning::new(
                WarningKind::AmbiguousDate,
                format!("nothing tells day from month; read day first as `{}`", first.date),
            )
            .at(first.span),
        );
    }
    chosen.date = Some(Found::new(first.date, first.span, first.rule, confidence));
    chosen
}

/// Whether one date is the other, less precise.
fn is_within(one: &Candidate, other: &Candidate) -> bool {
    let holds = |outer: ReleaseDate, inner: ReleaseDate| {
        outer.first_day() <= inner.first_day() && inner.last_day() <= outer.last_day()
    };
    holds(one.date, other.date) || holds(other.date, one.date)
}

/// The date that a mention gives, if it gives its year.
fn reading(mention: &Mention, month_first: Option<bool>) -> Option<ReleaseDate> {
    let (month, day) = match (mention.order, month_first, mention.day) {
        (Order::Open, Some(true), Some(day)) => (day, Some(mention.month)),
        _ => (mention.month, mention.day),
    };
    ReleaseDate::new(mention.year?, Some(month), day).ok()
}

fn of_meta(text: &Text, month_first: Option<bool>) -> Option<Candidate> {
    let written = text.meta.date.as_deref()?;
    // `2012-04-03T10:00:00Z`: the time would hide the day
    let written = written.split_once('T').map_or(written, |(day, _)| day);
    let cut = words::cut(written);
    let mention = scan(written, &cut).into_iter().find(|mention| mention.year.is_some())?;
    let date = reading(&mention, month_first)?;
    let confidence = if date.precision() == Precision::Day { 0.88 } else { 0.6 };
    let is_open = false;
    Some(Candidate { date, span: Span::default(), rule: "metadata-date", confidence, is_open })
}
