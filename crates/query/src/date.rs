//! `DateRange`: days from first to last, and the ways to write it.

use std::fmt;

use release::{Precision, ReleaseDate, Span};
use serde::{Deserialize, Serialize};

use crate::{Error, input::excerpt};

/// Days from first to last, both included, each as the number `YYYYMMDD`; `None` is open.
///
/// A release lies in it if its whole period does: a release of `2012` does not lie in `2012-04`.
/// It prints as `2012`, `2012-04..2014`, `..2014-04-01` or, open at both ends, `*`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct DateRange {
    /// The first day.
    pub first: Option<u32>,
    /// The last day.
    pub last: Option<u32>,
}

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// `from:`
    First,
    /// `to:`
    Last,
}

impl From<ReleaseDate> for DateRange {
    fn from(date: ReleaseDate) -> Self {
        Self { first: Some(date.first_day()), last: Some(date.last_day()) }
    }
}

impl DateRange {
    /// Whether the whole period of `date` lies inside.
    pub fn contains(self, date: ReleaseDate) -> bool {
        self.first.is_none_or(|first| first <= date.first_day())
            && self.last.is_none_or(|last| date.last_day() <= last)
    }
}

/// Reads `2012`, `2012-04..2014`, `2012..`, `[2012 TO 2014]`, `>=2012` or `*`.
pub(crate) fn read(text: &str, span: Span) -> Result<DateRange, Error> {
    let bracketed = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let ends = match bracketed.and_then(|text| text.split_once(" TO ").or(text.split_once(" to ")))
    {
        Some(ends) => Some(ends),
        None => text.split_once(".."),
    };
    let (first, last) = match ends {
        Some((first, last)) => (end(first, span)?, end(last, span)?),
        None if text == "*" => (None, None),
        None => match split_comparison(text) {
            Some((sign, day)) => {
                let beyond = Error::ImpossibleDate { text: excerpt(text), span, suggestion: None };
                return compared(sign, date(day, span)?).ok_or(beyond);
            }
            None => return Ok(date(text, span)?.into()),
        },
    };
    let range = DateRange {
        first: first.map(ReleaseDate::first_day),
        last: last.map(ReleaseDate::last_day),
    };
    match (first, last) {
        (Some(first), Some(last)) if first.first_day() > last.last_day() => {
            let suggestion = DateRange::from(last).to(first).to_string();
            Err(Error::BackwardRange { range: excerpt(text), span, suggestion })
        }
        _ => Ok(range),
    }
}

/// Reads whole years as [`read`] does.
pub(crate) fn read_years(text: &str, span: Span) -> Result<DateRange, Error> {
    let range = read(text, span)?;
    let is_first = range.first.is_none_or(|day| day % 10_000 == 101);
    let is_last = range.last.is_none_or(|day| day % 10_000 == 1231);
    if is_first && is_last {
        return Ok(range);
    }
    Err(Error::NotAYear { text: excerpt(text), span, suggestion: format!("date:{range}") })
}

/// Reads a single date as the first or last of a range.
pub(crate) fn read_end(text: &str, span: Span, end: End) -> Result<DateRange, Error> {
    let date = DateRange::from(date(text, span)?);
    Ok(match end {
        End::First => DateRange { last: None, ..date },
        End::Last => DateRange { first: None, ..date },
    })
}

fn end(text: &str, span: Span) -> Result<Option<ReleaseDate>, Error> {
    match text.trim() {
        "" | "*" => Ok(None),
        text => date(text, span).map(Some),
    }
}

fn date(text: &str, span: Span) -> Result<ReleaseDate, Error> {
    text.parse().map_err(|_| {
        let suggestion = nearest(text);
        Error::ImpossibleDate { text: excerpt(text), span, suggestion }
    })
}

fn split_comparison(text: &str) -> Option<(&'static str, &str)> {
    [">=", "<=", ">", "<"]
        .into_iter()
        .find_map(|sign| Some((sign, text.strip_prefix(sign)?.trim_start())))
}

/// Before and after a date; none if that is beyond the years of the calendar.
fn compared(sign: &str, date: ReleaseDate) -> Option<DateRange> {
    let from = |date: ReleaseDate| DateRange { first: Some(date.first_day()), last: None };
    let to = |date: ReleaseDate| DateRange { first: None, last: Some(date.last_day()) };
    match sign {
        ">=" => Some(from(date)),
        "<=" => Some(to(date)),
        ">" => day_after(date).map(from),
        _ => day_before(date).map(to),
    }
}

/// The day after the period of a date.
fn day_after(date: ReleaseDate) -> Option<ReleaseDate> {
    let (year, month, day) = parts(date.last_day());
    let new = |year, month, day| ReleaseDate::new(year, Some(month), Some(day)).ok();
    new(year, month, day + 1).or_else(|| new(year, month + 1, 1)).or_else(|| new(year + 1, 1, 1))
}

/// The day before the period of a date.
fn day_before(date: ReleaseDate) -> Option<ReleaseDate> {
    let (year, month, day) = parts(date.first_day());
    if day > 1 {
        return ReleaseDate::new(year, Some(month), Some(day - 1)).ok();
    }
    let (year, month) = if month > 1 { (year, month - 1) } else { (year - 1, 12) };
    let month = ReleaseDate::new(year, Some(month), None).ok()?;
    day_of(month.last_day())
}

/// Year, month and day of the number `YYYYMMDD`; of other numbers something that is no date.
fn parts(day: u32) -> (u16, u8, u8) {
    let year = u16::try_from(day / 10_000).unwrap_or(u16::MAX);
    let two_digits = |number: u32| u8::try_from(number % 100).unwrap_or(u8::MAX);
    (year, two_digits(day / 100), two_digits(day))
}

fn day_of(day: u32) -> Option<ReleaseDate> {
    let (year, month, day) = parts(day);
    ReleaseDate::new(year, Some(month), Some(day)).ok()
}

/// A date or range that may have been meant by what is none.
fn nearest(text: &str) -> Option<String> {
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    match numbers[..] {
        _ if text.len() > 32 => None,
        // 2012-4-3, 2012/04/03 and the thirtieth of February
        [year, month, day] if year.len() == 4 => {
            let new = |day| ReleaseDate::new(year.parse().ok()?, month.parse().ok(), day).ok();
            new(day.parse().ok())
                .or_else(|| day_of(new(None)?.last_day()))
                .or_else(|| year.parse().ok())
        }
        // 2012-2014
        [first, last] if first.len() == 4 && last.len() == 4 => {
            let (first, last) = (first.parse::<ReleaseDate>().ok()?, last.parse().ok()?);
            return Some(DateRange::from(first).to(last).to_string());
        }
        // 2012-4, and the thirteenth month
        [year, month] if year.len() == 4 => {
            let year: ReleaseDate = year.parse().ok()?;
            let month = month.parse().ok();
            Some(ReleaseDate::new(year.year(), month, None).unwrap_or(year))
        }
        _ => None,
    }
    .map(|date| date.to_string())
}

impl DateRange {
    /// The range from this one's first day to the last day of `date`.
    fn to(self, date: ReleaseDate) -> Self {
        Self { last: Some(date.last_day()), ..self }
    }

    /// Both ends as dates of one precision, if they are the ends of such periods.
    pub(crate) fn ends(
        self,
        precision: Precision,
    ) -> Option<(Option<ReleaseDate>, Option<ReleaseDate>)> {
        let at = |day: u32| {
            let (year, month, day) = parts(day);
            let month = (precision != Precision::Year).then_some(month);
            ReleaseDate::new(year, month, (precision == Precision::Day).then_some(day)).ok()
        };
        let first = match self.first {
            Some(day) => Some(at(day).filter(|date| date.first_day() == day)?),
            None => None,
        };
        let last = match self.last {
            Some(day) => Some(at(day).filter(|date| date.last_day() == day)?),
            None => None,
        };
        Some((first, last))
    }
}

impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let precisions = [Precision::Year, Precision::Month, Precision::Day];
        let ends = precisions.into_iter().find_map(|precision| self.ends(precision));
        let text = |date: Option<ReleaseDate>| date.map_or_else(String::new, |d| d.to_string());
        match ends {
            Some((None, None)) => f.write_str("*"),
            Some((first, last)) if first == last => f.write_str(&text(first)),
            Some((first, last)) => write!(f, "{}..{}", text(first), text(last)),
            // no dates at all; the numbers say so best
            None => write!(
                f,
                "{}..{}",
                self.first.unwrap_or_default(),
                self.last.map_or_else(String::new, |day| day.to_string())
            ),
        }
    }
}
