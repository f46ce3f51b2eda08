//! Which paragraphs are standing text because many releases repeat them.
//!
//! A paragraph that two releases share may be news told twice; what is said on several occasions, and
//! over a season, is what an issuer says of itself and of the matter each time. Versions of one text count
//! once, and so do texts of one day: a release that is sent out again, or with another county in its title,
//! makes nothing of it boilerplate. (Over 13,914 government releases paragraphs of two texts are news in three
//! cases of four; those of three are as often the story of a case, told again at each step, as standing text;
//! those of four are such a story in one case of six, those of five hardly ever.)

use release::ReleaseId;

use crate::Passage;

/// So many occasions make a paragraph standing text if they are spread over [`SEASON`].
const FEWEST_OCCASIONS: u8 = 4;
/// So many make it so however near they are.
const ENOUGH_OCCASIONS: usize = 5;
/// Days between the first and the last occasion.
const SEASON: u32 = 90;

/// A paragraph met in a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Met {
    /// Its words, as [`Passage::words`] tells.
    pub words: u64,
    /// The release that stands for all versions of the text.
    pub text: ReleaseId,
    /// The release itself.
    pub release: ReleaseId,
    /// The first and the last day of its date as `YYYYMMDD`.
    pub days: Option<(u32, u32)>,
}

/// A paragraph that is standing text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Repeated {
    /// Its words, as [`Passage::words`] tells.
    pub words: u64,
    /// How many releases hold it, versions too.
    pub releases: u32,
}

/// The paragraphs that are standing text, sorted by their words. A function of the set of what was met.
pub fn repeated(mut met: Vec<Met>) -> Vec<Repeated> {
    met.sort_unstable();
    met.dedup();
    let alike = met.chunk_by(|a, b| a.words == b.words);
    alike.filter(|alike| is_standing(alike)).filter_map(of_all).collect()
}

fn of_all(alike: &[Met]) -> Option<Repeated> {
    let mut releases: Vec<ReleaseId> = alike.iter().map(|met| met.release).collect();
    releases.sort_unstable();
    releases.dedup();
    let words = alike.first()?.words;
    Some(Repeated { words, releases: u32::try_from(releases.len()).unwrap_or(u32::MAX) })
}

/// Whether a paragraph met in these texts, which are sorted, is standing text.
fn is_standing(alike: &[Met]) -> bool {
    let texts = alike.chunk_by(|a, b| a.text == b.text);
    // nobody knows of an undated text whether its day was another
    let days = texts.map(|versions| versions.iter().filter_map(|met| met.days).min());
    let (mut dated, undated): (Vec<_>, Vec<_>) = days.partition(Option::is_some);
    dated.sort_unstable();
    dated.dedup();
    let n_occasions = dated.len() + undated.len();
    let dated = || dated.iter().flatten();
    let first = dated().map(|(_, last)| day_number(*last)).min();
    let last = dated().map(|(first, _)| day_number(*first)).max();
    let spread = first.zip(last).map_or(0, |(first, last)| last.saturating_sub(first));
    n_occasions >= ENOUGH_OCCASIONS
        || (n_occasions >= usize::from(FEWEST_OCCASIONS) && spread >= SEASON)
}

/// Counts the days of the calendar.
fn day_number(day: u32) -> u32 {
    let (year, month, day) = (day / 10_000, day / 100 % 100, day % 100);
    // a year that begins in March ends with its leap day
    let (year, month) =
        if month > 2 { (year, month - 3) } else { (year.saturating_sub(1), month + 9) };
    year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day
}

/// What may be repeated, told in little room, a count for each hash: of a large archive most paragraphs stand in one release, and
/// nothing more is to be kept of them. It may take a paragraph for repeated that is not, never the other way.
#[derive(Debug)]
pub struct Sieve {
    counts: Vec<u8>,
}

impl Sieve {
    /// For so many passages; a byte is spent on each, 64 MB at most.
    pub fn new(n_passages: usize) -> Self {
        Self { counts: vec![0; n_passages.next_power_of_two().clamp(1 << 10, 1 << 26)] }
    }

    fn slot(&self, passage: Passage) -> usize {
        // the number of slots is a power of two
        let low = passage.words() & (self.counts.len() as u64 - 1);
        usize::try_from(low).unwrap_or_default()
    }

    /// Counts a passage of a release.
    pub fn add(&mut self, passage: Passage) {
        let slot = self.slot(passage);
        self.counts[slot] = self.counts[slot].saturating_add(1);
    }

    /// Whether so many passages were counted that this one may be repeated often enough.
    pub fn may_be_repeated(&self, passage: Passage) -> bool {
        self.counts[self.slot(passage)] >= FEWEST_OCCASIONS
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn met(words: u64, release: u64, day: u32) -> Met {
        let id = ReleaseId(release);
        Met { words, text: id, release: id, days: (day > 0).then_some((day, day)) }
    }

    fn found(met: Vec<Met>) -> Vec<(u64, u32)> {
        repeated(met).into_iter().map(|one| (one.words, one.releases)).collect()
    }

    #[test]
    fn four_occasions_over_a_season_make_standing_text() {
        let on = |days: [u32; 4]| {
            (1..).zip(days).map(|(release, day)| met(7, release, day)).collect::<Vec<_>>()
        };
        let spread = on([20_120_110, 20_120_111, 20_120_210, 20_120_420]);
        assert_eq!(found(spread.clone()), [(7, 4)]);
        assert_eq!(found(spread[1..].to_vec()), []);
        assert_eq!(found(on([20_120_110, 20_120_111, 20_120_112, 20_120_114])), []);
        assert_eq!(found(on([0, 0, 0, 20_120_114])), []);
    }

    #[test]
    fn a_season_is_ninety_days_of_the_calendar() {
        let until = |day| {
            let days = [20_151_201, 20_151_202, 20_151_203, day];
            found((1..).zip(days).map(|(release, day)| met(7, release, day)).collect())
        };
        assert_eq!(until(20_160_228), []);
        assert_eq!(until(20_160_229), [(7, 4)]);
        assert_eq!(day_number(20_160_301) - day_number(20_160_228), 2);
        assert_eq!(day_number(19_000_301) - day_number(19_000_228), 1);
        assert_eq!(day_number(20_130_101) - day_number(20_121_231), 1);
    }

    #[test]
    fn five_make_it_however_near_they_are() {
        let undated: Vec<Met> = (1..=5).map(|release| met(7, release, 0)).collect();
        assert_eq!(found(undated[..4].to_vec()), []);
        assert_eq!(found(undated), [(7, 5)]);
        let of_a_week =
            (1..=5).map(|release| met(7, release, 20_120_110 + u32::try_from(release).unwrap()));
        assert_eq!(found(of_a_week.collect()), [(7, 5)]);
        let of_a_day = (1..=50).map(|release| met(7, release, 20_120_110));
        assert_eq!(found(of_a_day.collect()), []);
    }

    #[test]
    fn versions_of_one_text_count_once_and_are_told() {
        let versions = (1..=9).map(|release| Met { text: ReleaseId(1), ..met(7, release, 0) });
        let others = [met(7, 20, 20_110_101), met(7, 21, 20_120_101)];
        let mut met: Vec<Met> = versions.chain(others).collect();
        assert_eq!(found(met.clone()), []);
        met.push(self::met(7, 22, 20_130_101));
        assert_eq!(found(met), [(7, 12)]);
    }

    #[test]
    fn a_date_that_is_known_to_the_year_may_be_any_day_of_it() {
        let of_year = |release, year: u32| {
            let days = Some((year * 10_000 + 101, year * 10_000 + 1231));
            Met { days, ..met(7, release, 0) }
        };
        let in_january = [met(7, 3, 20_130_105), met(7, 4, 20_130_106)];
        let with = |first, last| {
            [of_year(1, first), of_year(2, last)].into_iter().chain(in_january).collect()
        };
        assert_eq!(found(with(2012, 2013)), []);
        assert_eq!(found(with(2011, 2013)), [(7, 4)]);
    }

    proptest! {
        #[test]
        fn order_and_the_sieve_make_no_difference(
            drawn in prop::collection::vec((0_u64..6, 1_u64..12, 0_u32..4), 0..60),
            seed in 0_u64..1000,
        ) {
            // a release has one date
            let day = |release: u64| u32::try_from(release % 4).unwrap() * 90 + 20_120_101;
            let met: Vec<Met> =
                drawn.iter().map(|&(words, release, _)| met(words, release, day(release))).collect();
            let mut other = met.clone();
            other.sort_by_key(|met| (met.words ^ met.release.0).wrapping_mul(seed | 1) % 97);
            let mut distinct = met.clone();
            distinct.sort_unstable();
            distinct.dedup();
            let mut sieve = Sieve::new(0);
            let passage = |met: &Met| Passage::from_number(met.words << 16);
            for met in &distinct {
                sieve.add(passage(met));
            }
            other.retain(|met| sieve.may_be_repeated(passage(met)));
            prop_assert_eq!(repeated(met), repeated(other));
        }
    }
}
