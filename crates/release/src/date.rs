//! `ReleaseDate`: the date of a release with its precision: day, month or year.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The date of a release as precise as the release gives it, never more precise.
///
/// Years lie in `1900..=2100`. It prints and reads as `2012-04-03`, `2012-04` or `2012`.
///
/// # Examples
///
/// ```
/// use release::{Precision, ReleaseDate};
///
/// let date: ReleaseDate = "2012-02".parse()?;
/// assert_eq!(date.precision(), Precision::Month);
/// assert_eq!((date.first_day(), date.last_day()), (20_120_201, 20_120_229));
/// assert!("2012-02-30".parse::<ReleaseDate>().is_err());
/// # Ok::<(), release::InvalidDate>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReleaseDate {
    year: u16,
    // 0 is "not known"
    month: u8,
    day: u8,
}

/// How precise a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// Year, month and day.
    Day,
    /// Year and month.
    Month,
    /// The year alone.
    Year,
}

/// The numbers are no date between 1900 and 2100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidDate;

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a date between 1900 and 2100 as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`")
    }
}

impl std::error::Error for InvalidDate {}

/// The English names of the months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl ReleaseDate {
    /// A date of a year, and perhaps a month, and perhaps a day of that month.
    ///
    /// # Errors
    ///
    /// Returns [`InvalidDate`] when the year is not in `1900..=2100`, there is no such month or day, or a
    /// day is given without a month.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Result<Self, InvalidDate> {
        let date = Self { year, month: month.unwrap_or(0), day: day.unwrap_or(0) };
        let month_exists = month.is_none_or(|month| (1..=12).contains(&month));
        let day_exists = day.is_none_or(|day| {
            month.is_some_and(|month| (1..=days_in_month(year, month)).contains(&day))
        });
        let year_is_near = (1900..=2100).contains(&year);
        if year_is_near && month_exists && day_exists { Ok(date) } else { Err(InvalidDate) }
    }

    /// The date whose period has this [first](Self::first_day) and this [last](Self::last_day) day.
    ///
    /// # Errors
    ///
    /// Returns [`InvalidDate`] when no date has.
    ///
    /// # Examples
    ///
    /// ```
    /// let date = release::ReleaseDate::of_period(20_120_201, 20_120_229)?;
    /// assert_eq!(date.to_string(), "2012-02");
    /// # Ok::<(), release::InvalidDate>(())
    /// ```
    pub fn of_period(first_day: u32, last_day: u32) -> Result<Self, InvalidDate> {
        let year = u16::try_from(first_day / 10_000).map_err(|_| InvalidDate)?;
        let part = |number: u32| u8::try_from(number % 100).ok();
        let (month, day) = (part(first_day / 100), part(first_day));
        let candidates = [(None, None), (month, None), (month, day)];
        let mut dates =
            candidates.into_iter().filter_map(|(month, day)| Self::new(year, month, day).ok());
        let has_both = |date: &Self| date.first_day() == first_day && date.last_day() == last_day;
        dates.find(has_both).ok_or(InvalidDate)
    }

    /// The year, in `1900..=2100`.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, in `1..=12`.
    pub fn month(self) -> Option<u8> {
        (self.month != 0).then_some(self.month)
    }

    /// The day of the month, in `1..=31`.
    pub fn day(self) -> Option<u8> {
        (self.day != 0).then_some(self.day)
    }

    /// The date in words, as precise as it is: `3 April 2012`, `April 2012`, `2012`.
    ///
    /// # Examples
    ///
    /// ```
    /// let in_words = |date: &str| date.parse().map(release::ReleaseDate::in_words);
    /// assert_eq!(in_words("2012-04-03")?, "3 April 2012");
    /// assert_eq!(in_words("2012-12")?, "December 2012");
    /// assert_eq!(in_words("2012")?, "2012");
    /// # Ok::<(), release::InvalidDate>(())
    /// ```
    pub fn in_words(self) -> String {
        let month = self.month().and_then(|month| MONTHS.get(usize::from(month) - 1));
        match (month, self.day()) {
            (Some(month), Some(day)) => format!("{day} {month} {}", self.year),
            (Some(month), None) => format!("{month} {}", self.year),
            (None, _) => self.year.to_string(),
        }
    }

    /// How precise it is.
    pub fn precision(self) -> Precision {
        match (self.month, self.day) {
            (0, _) => Precision::Year,
            (_, 0) => Precision::Month,
            _ => Precision::Day,
        }
    }

    /// The first day of its period as the number `YYYYMMDD`, for comparing with ranges.
    pub fn first_day(self) -> u32 {
        number(self.year, self.month.max(1), self.day.max(1))
    }

    /// The last day of its period as the number `YYYYMMDD`.
    pub fn last_day(self) -> u32 {
        let month = self.month().unwrap_or(12);
        number(self.year, month, self.day().unwrap_or_else(|| days_in_month(self.year, month)))
    }
}

fn number(year: u16, month: u8, day: u8) -> u32 {
    u32::from(year) * 10_000 + u32::from(month) * 100 + u32::from(day)
}

fn days_in_month(year: u16, month: u8) -> u8 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for ReleaseDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month() {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day() {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for ReleaseDate {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let mut parts = text.split('-');
        let year = digits(parts.next(), 4)?.ok_or(InvalidDate)?;
        let month = digits(parts.next(), 2)?;
        let day = digits(parts.next(), 2)?;
        if parts.next().is_some() { Err(InvalidDate) } else { Self::new(year, month, day) }
    }
}

/// Reads exactly `width` digits (at most four), if there is a part at all.
fn digits<N: FromStr>(part: Option<&str>, width: usize) -> Result<Option<N>, InvalidDate> {
    let Some(part) = part else { return Ok(None) };
    if part.len() != width || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(InvalidDate);
    }
    part.parse().map(Some).map_err(|_| InvalidDate)
}

impl TryFrom<String> for ReleaseDate {
    type Error = InvalidDate;

    fn try_from(text: String) -> Result<Self, InvalidDate> {
        text.parse()
    }
}

impl From<ReleaseDate> for String {
    fn from(date: ReleaseDate) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_prints_as_it_is_read() {
        for text in ["2012", "2012-04", "2012-04-03", "2000-02-29"] {
            assert_eq!(text.parse::<ReleaseDate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in [
            "2012-13",
            "2012-00",
            "1900-02-29",
            "1899",
            "2101",
            "12-04-03",
            "2012-4-3",
            "2012-04-03-1",
            "٢٠١٢",
        ] {
            assert_eq!(text.parse::<ReleaseDate>(), Err(InvalidDate), "{text}");
        }
    }

    #[test]
    fn a_year_covers_all_its_days() {
        let year = ReleaseDate::new(2012, None, None).unwrap();
        assert_eq!((year.first_day(), year.last_day()), (20_120_101, 20_121_231));
    }
}
