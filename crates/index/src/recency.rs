//! `Recency`: how much less an older release weighs, where that is asked for.

use crate::{rank::rounded, reader::Snapshot};

/// A release so many years older than the newest weighs half as much.
const HALVED_AFTER_YEARS: f32 = 3.0;

/// The newest and the oldest day of an archive. No clock is read: what is recent is told by the archive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recency {
    newest: f32,
    oldest: f32,
}

impl Recency {
    pub(crate) fn of(snapshot: &Snapshot) -> Self {
        let mut recency = Self { newest: 0.0, oldest: f32::MAX };
        for (_, reader, columns) in snapshot.segments() {
            for day in reader.doc_ids_alive().filter_map(|doc| columns.first_day.first(doc)) {
                let year = years(day);
                recency.newest = recency.newest.max(year);
                recency.oldest = recency.oldest.min(year);
            }
        }
        recency
    }

    /// The score of a release of this first day; an undated one is as old as the oldest.
    pub(crate) fn weighed(self, score: f32, first_day: Option<u64>) -> f32 {
        let year = first_day.map_or(self.oldest, years);
        let age = (self.newest - year).max(0.0);
        rounded(score * HALVED_AFTER_YEARS / (HALVED_AFTER_YEARS + age))
    }
}

/// A day `YYYYMMDD` in years.
fn years(day: u64) -> f32 {
    let part = |number: u64| f32::from(u16::try_from(number).unwrap_or(u16::MAX));
    part(day / 10_000) + (part(day / 100 % 100) - 1.0) / 12.0 + (part(day % 100) - 1.0) / 372.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_older_weighs_less_and_the_undated_least() {
        let recency = Recency { newest: years(20_140_210), oldest: years(19_980_101) };
        let weighed = |day| recency.weighed(1.0, day);
        assert!((weighed(Some(20_140_210)) - 1.0).abs() < 1e-4);
        assert!((weighed(Some(20_110_210)) - 0.5).abs() < 1e-3);
        assert!(weighed(Some(20_130_101)) > weighed(Some(20_121_231)));
        assert_eq!(weighed(None).to_bits(), weighed(Some(19_980_101)).to_bits());
    }

    #[test]
    fn an_archive_without_dates_ranks_as_ever() {
        let recency = Recency { newest: 0.0, oldest: f32::MAX };
        assert_eq!(recency.weighed(2.0, None).to_bits(), rounded(2.0).to_bits());
    }
}
