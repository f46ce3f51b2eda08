//! `Days`: a range of days, and the ways to type it.

use super::dice::Dice;

/// From day to day, both as `YYYYMMDD`; open where there is none, but what is undated is never meant.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Days {
    first: Option<u32>,
    last: Option<u32>,
}

impl Days {
    /// Whether the whole period of a date lies inside.
    pub(super) fn hold(self, days: Option<(u32, u32)>) -> bool {
        days.is_some_and(|(first, last)| {
            self.first.is_none_or(|from| from <= first) && self.last.is_none_or(|to| last <= to)
        })
    }

    fn new(first: Option<u32>, last: Option<u32>) -> Self {
        Self { first, last }
    }
}

/// A period near that of an item in one of all forms, and the days that it means.
pub(super) fn typed_days(dice: &mut Dice, about: (u32, u32)) -> (String, Days) {
    let (one, (first, last)) = period(dice, about.0);
    let later = about.0 + 10_000 * u32::try_from(dice.below(3)).unwrap();
    let (other, (_, end)) = period(dice, later.max(last / 10_000 * 10_000 + 101).max(last));
    match dice.below(13) {
        0 => (format!("date:{one}"), Days::new(Some(first), Some(last))),
        1 => (format!("date:{one}..{other}"), Days::new(Some(first), Some(end))),
        2 => (format!("date:{one}.."), Days::new(Some(first), None)),
        3 => (format!("date:..{one}"), Days::new(None, Some(last))),
        4 => (format!("date:[{one} TO {other}]"), Days::new(Some(first), Some(end))),
        5 => (format!("date:[{one} TO *]"), Days::new(Some(first), None)),
        6 => (format!("date:>={one}"), Days::new(Some(first), None)),
        // the days of the number line need no calendar: what lies behind the last day begins behind it
        7 => (format!("date:>{one}"), Days::new(Some(last + 1), None)),
        8 => (format!("date:<={one}"), Days::new(None, Some(last))),
        9 => (format!("date:<{one}"), Days::new(None, Some(first - 1))),
        10 => (format!("from:{one}"), Days::new(Some(first), None)),
        11 => (format!("to:{one}"), Days::new(None, Some(last))),
        _ => ("date:*".to_owned(), Days::new(None, None)),
    }
}

/// The year, the month or the day in which a day lies, as typed, and its first and last day.
fn period(dice: &mut Dice, day: u32) -> (String, (u32, u32)) {
    let (year, month, day) = (day / 10_000, day / 100 % 100, day % 100);
    match dice.below(3) {
        0 => (format!("{year:04}"), (year * 10_000 + 101, year * 10_000 + 1231)),
        1 => {
            let start = year * 10_000 + month * 100;
            (format!("{year:04}-{month:02}"), (start + 1, start + days_of(year, month)))
        }
        _ => {
            let day = day.min(days_of(year, month));
            let number = year * 10_000 + month * 100 + day;
            (format!("{year:04}-{month:02}-{day:02}"), (number, number))
        }
    }
}

/// How many days went before one, counted month by month.
pub(crate) fn days_before(day: u32) -> u32 {
    let (year, month, day) = (day / 10_000, day / 100 % 100, day % 100);
    let months = (1..year).flat_map(|year| (1..=12).map(move |month| (year, month)));
    let months = months.chain((1..month).map(|month| (year, month)));
    months.map(|(year, month)| days_of(year, month)).sum::<u32>() + day
}

fn days_of(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(is_leap),
        _ => 31,
    }
}
