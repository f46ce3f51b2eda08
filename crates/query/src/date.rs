//! `DateRange`: days from first to last.

use release::ReleaseDate;
use serde::{Deserialize, Serialize};

/// Days from first to last, both included, each as the number `YYYYMMDD`; `None` is open.
///
/// A release lies in it if its whole period does: a release of `2012` does not lie in `2012-04`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct DateRange {
    /// The first day.
    pub first: Option<u32>,
    /// The last day.
    pub last: Option<u32>,
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

    /// Reads `2012`, `2012-04`, `2012..2014`, `2012..` or `..2014`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let end = |text: &str| {
            if text.is_empty() { Some(None) } else { text.parse::<ReleaseDate>().ok().map(Some) }
        };
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let (first, last) = (end(first)?, end(last)?);
        Some(Self {
            first: first.map(ReleaseDate::first_day),
            last: last.map(ReleaseDate::last_day),
        })
    }
}
