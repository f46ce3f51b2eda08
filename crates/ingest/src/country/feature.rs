//! What can be seen of a country in a release: the features of the focus model.

use std::collections::BTreeMap;

use release::{Country, Language};

use super::{Input, tally::Tally};
use crate::linear::{flag, ratio};

/// The names of the features, in the order of [`Features`]; the weights file uses them.
pub(crate) const NAMES: [&str; N_FEATURES] = [
    "bias",
    "title",
    "title-again",
    "title-alone",
    "title-opens",
    "subtitle",
    "lede",
    "lede-again",
    "first-sentence",
    "late",
    "count",
    "share",
    "share-of-many",
    "top",
    "once",
    "once-in-body",
    "only-demonym",
    "listed",
    "many-countries",
    "other-in-title",
    "nothing-in-title",
    "addressed",
    "places",
    "place-share",
    "place-in-title",
    "implied",
    "sole",
    "standing-text",
    "crowd",
    "places-distinct",
    "places-most",
    "places-in-lede",
    "dateline",
    "dateline-alone",
    "implied-and-standing",
    "implied-alone",
    "first-of-all",
    "second-half-only",
    "implied-beside-named",
    "dateline-only",
    "dateline-only-alone",
    "home",
    "home-dateline",
    "home-implied",
];

pub(crate) const N_FEATURES: usize = 44;

/// One value a feature.
pub(crate) type Features = [f32; N_FEATURES];

/// The features of each country that the release's own words name or imply.
pub(crate) fn features(
    input: &Input<'_>,
    tallies: &BTreeMap<Country, Tally>,
) -> BTreeMap<Country, Features> {
    let whole = Whole::of(input, tallies);
    tallies
        .iter()
        .filter(|(country, tally)| {
            tally.is_candidate(whole.n_countries > 2)
                || tally.in_dateline && whole.is_telling(**country)
        })
        .map(|(&country, tally)| (country, whole.features(country, tally)))
        .collect()
}

/// What is counted of the whole release.
struct Whole {
    text_len: usize,
    language: Option<Language>,
    n_countries: usize,
    n_mentions: u32,
    n_places: u32,
    /// Mentions of the country that is named most.
    most: u32,
    /// Countries in the title.
    n_titled: usize,
    /// Places of the country that has most of them.
    most_places: u32,
    /// Where the first country in the release's own words is named.
    first: u32,
    /// Countries of whose places the release names some.
    n_implied: usize,
}

impl Whole {
    fn of(input: &Input<'_>, tallies: &BTreeMap<Country, Tally>) -> Self {
        let said = || tallies.values().filter(|tally| tally.n_said > 0);
        Self {
            text_len: input.text.len(),
            language: input.language,
            n_countries: said().count(),
            n_mentions: said().map(|tally| tally.n_said).sum(),
            n_places: tallies.values().map(|tally| tally.n_places).sum(),
            most: said().map(|tally| tally.n_said).max().unwrap_or(0),
            n_titled: said().filter(|tally| tally.in_title > 0).count(),
            most_places: tallies.values().map(|tally| tally.n_places).max().unwrap_or(0),
            first: said().map(|tally| tally.first.start).min().unwrap_or(0),
            n_implied: tallies.values().filter(|tally| tally.n_places > 0).count(),
        }
    }

    /// Whether a dateline there says more than where an office is.
    fn is_telling(&self, country: Country) -> bool {
        !is_seat(country) || self.is_home(country)
    }

    fn is_home(&self, country: Country) -> bool {
        self.language.is_some_and(|language| gazetteer::is_home(country, language))
    }

    /// In the order of [`NAMES`].
    fn features(&self, country: Country, tally: &Tally) -> Features {
        let is_home = self.is_home(country);
        // English is written in the offices of those countries and of all others
        let is_english = self.language.is_some_and(|language| language.code() == "en");
        let in_dateline = tally.in_dateline && (is_english || self.is_telling(country));
        let is_only_dateline = in_dateline && tally.n_said + tally.n_places == 0;
        let crowd = ln(self.n_countries);
        let share = ratio(tally.n_said, self.n_mentions);
        let is_titled = tally.in_title > 0;
        let is_apart = tally.in_title + tally.in_subtitle + tally.in_lede == 0;
        let is_once = tally.n_said == 1;
        [
            1.0,
            flag(is_titled),
            flag(tally.in_title > 1),
            flag(is_titled && self.n_titled == 1),
            flag(tally.opens_title > 0),
            flag(tally.in_subtitle > 0),
            flag(tally.in_lede > 0),
            flag(tally.in_lede > 1),
            flag(tally.in_first_sentence > 0),
            ratio(tally.first.start, u32::try_from(self.text_len).unwrap_or(u32::MAX)),
            ln(tally.n_said as usize),
            share,
            share * crowd,
            flag(tally.n_said == self.most && self.most > 1),
            flag(is_once),
            flag(is_once && is_apart),
            flag(tally.n_said > 0 && tally.demonyms == tally.n_said),
            ratio(tally.listed, tally.n_said),
            crowd,
            flag(!is_titled && self.n_titled > 0),
            flag(self.n_titled == 0),
            flag(tally.addressed > 0),
            ln(tally.n_places as usize + 1),
            ratio(tally.n_places, self.n_places),
            flag(tally.places_in_title > 0),
            flag(tally.n_said == 0),
            flag(tally.n_said > 0 && self.n_countries == 1),
            flag(tally.n_standing > tally.n_said),
            flag(self.n_countries > 8),
            ln(tally.n_distinct as usize + 1),
            flag(tally.n_places > 0 && tally.n_places == self.most_places),
            flag(tally.places_in_lede > 0),
            flag(in_dateline),
            flag(in_dateline && self.n_titled == 0),
            flag(tally.n_said == 0 && tally.n_standing > 0),
            flag(tally.n_said == 0 && self.n_implied == 1),
            flag(tally.n_said > 0 && tally.first.start == self.first),
            flag(is_apart && tally.n_said > 0 && tally.first.start as usize * 2 > self.text_len),
            flag(tally.n_said == 0 && self.n_countries > 0),
            flag(is_only_dateline),
            flag(is_only_dateline && self.n_countries == 0),
            flag(is_home),
            flag(is_home && in_dateline),
            flag(is_home && tally.n_said == 0 && tally.n_places > 0),
        ]
    }
}

/// Where organisations have their seat that write about the world.
pub(super) fn is_seat(country: Country) -> bool {
    matches!(country.code(), "AUT" | "BEL" | "CHE" | "DEU" | "FRA" | "GBR" | "NLD" | "USA")
}

/// The logarithm, at most that of 1000.
fn ln(count: usize) -> f32 {
    f32::from(u16::try_from(count.clamp(1, 1000)).unwrap_or(1)).ln()
}
