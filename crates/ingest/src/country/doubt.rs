//! What a name that more than one thing bears means in this release: Georgia, Congo, Korea, Jordan.
//!
//! The rest of the text tells: cities, demonyms and full names are not in doubt.

use std::collections::BTreeMap;

use release::Country;
use rustc_hash::FxHashSet;

use super::{Input, Sighting, beside::are_listed};

/// A name in doubt and the countries it may mean, the usual one first.
struct Doubt {
    /// How the name starts.
    stem: &'static str,
    usual: Country,
    other: Country,
}

const DOUBTS: [Doubt; 8] = [
    doubt("Congo", "COD", "COG"),
    doubt("CONGO", "COD", "COG"),
    doubt("Kongo", "COD", "COG"),
    doubt("Конго", "COD", "COG"),
    doubt("Korea", "KOR", "PRK"),
    doubt("KOREA", "KOR", "PRK"),
    doubt("Dominican", "DOM", "DMA"),
    doubt("DOMINICAN", "DOM", "DMA"),
];

const fn doubt(stem: &'static str, usual: &str, other: &str) -> Doubt {
    Doubt { stem, usual: code(usual), other: code(other) }
}

const fn code(code: &str) -> Country {
    Country::new(code).expect("an alpha-3 code")
}

const GEORGIA: Country = code("GEO");
const USA: Country = code("USA");

/// Rewrites or drops the sightings in doubt.
pub(super) fn settle(input: &Input<'_>, sightings: &mut Vec<Sighting>) {
    let signs = Signs::of(input, sightings);
    let settled: Vec<Option<Country>> =
        (0..sightings.len()).map(|at| signs.decide(input.text, sightings, at)).collect();
    let mut settled = settled.into_iter();
    sightings.retain_mut(|sighting| match settled.next().flatten() {
        Some(country) => {
            sighting.country = country;
            true
        }
        None => false,
    });
}

/// What the whole text tells, gathered once.
struct Signs<'t> {
    /// How often each country is named beyond doubt, places in it included.
    weights: BTreeMap<Country, usize>,
    /// States and cities of the United States, but those where international bodies sit.
    n_american: usize,
    is_america_named: bool,
    is_caucasus_named: bool,
    /// The words of the names of persons that have more than one.
    names: FxHashSet<&'t str>,
}

impl<'t> Signs<'t> {
    fn of(input: &Input<'t>, sightings: &[Sighting]) -> Self {
        let mut weights = BTreeMap::new();
        for sighting in sightings.iter().filter(|sighting| !sighting.is_ambiguous) {
            *weights.entry(sighting.country).or_insert(0) += 1;
        }
        let neighbours = ["ARM", "AZE", "RUS", "UKR", "TUR"].map(code);
        let names = input
            .persons
            .iter()
            .map(|person| person.of(input.text))
            .filter(|name| name.contains(char::is_whitespace))
            .flat_map(|name| name.split(|c: char| !c.is_alphanumeric()))
            .collect();
        Self {
            n_american: sightings.iter().filter(|place| is_american(input.text, place)).count(),
            is_america_named: sightings
                .iter()
                .any(|sighting| sighting.country == USA && sighting.is_mention()),
            is_caucasus_named: neighbours.iter().any(|country| weights.contains_key(country)),
            weights,
            names,
        }
    }

    /// The country that a sighting means; none if it means no country.
    fn decide(&self, text: &str, sightings: &[Sighting], at: usize) -> Option<Country> {
        let sighting = &sightings[at];
        let surface = sighting.span.of(text);
        if !sighting.is_ambiguous {
            return Some(sighting.country);
        }
        if let Some(doubt) = DOUBTS.iter().find(|doubt| surface.starts_with(doubt.stem)) {
            return Some(self.one_of_two(text, sightings, at, doubt));
        }
        let is_country = match surface {
            "Georgia" | "GEORGIA" => self.is_the_country_georgia(text, sightings, at),
            "CAR" | "RCA" => self.weight(sighting.country) > 0,
            _ => {
                !self.names.contains(surface)
                    || self.weight(sighting.country) > 0
                    || follows_preposition(text, sighting)
            }
        };
        is_country.then_some(sighting.country)
    }

    fn weight(&self, country: Country) -> usize {
        self.weights.get(&country).copied().unwrap_or(0)
    }

    fn one_of_two(&self, text: &str, sightings: &[Sighting], at: usize, doubt: &Doubt) -> Country {
        // in the lists of the United Nations the bare name is the smaller Congo's
        let is_listed = doubt.other == code("COG") && listed_sides(text, sightings, at) == 2;
        let is_other = self.weight(doubt.other) > 0 || is_listed;
        if self.weight(doubt.usual) == 0 && is_other { doubt.other } else { doubt.usual }
    }

    /// The state needs signs of its own: advocacy texts mean the country, most of all in a list of
    /// countries.
    fn is_the_country_georgia(&self, text: &str, sightings: &[Sighting], at: usize) -> bool {
        let country = 2 * self.weight(GEORGIA) + usize::from(self.is_caucasus_named);
        let state = self.n_american.min(6) + usize::from(self.is_america_named);
        self.n_american == 0 || country >= state || listed_sides(text, sightings, at) > 0
    }
}

/// Every release of an international body names New York and Washington; they tell nothing.
fn is_american(text: &str, sighting: &Sighting) -> bool {
    let surface = sighting.span.of(text);
    sighting.country == USA
        && !sighting.is_mention()
        && !surface.starts_with("New York")
        && !surface.starts_with("Washington")
}

/// On how many sides a country stands with nothing but a comma or an "and" between.
fn listed_sides(text: &str, sightings: &[Sighting], at: usize) -> usize {
    let is_country = |sighting: &&Sighting| sighting.is_mention();
    let before = at.checked_sub(1).and_then(|before| sightings.get(before)).filter(is_country);
    let after = sightings.get(at + 1).filter(is_country);
    let here = &sightings[at];
    usize::from(before.is_some_and(|before| are_listed(text, before, here)))
        + usize::from(after.is_some_and(|after| are_listed(text, here, after)))
}

/// A preposition marks a place: "in Jordan" is no Rep. Jordan.
fn follows_preposition(text: &str, sighting: &Sighting) -> bool {
    let before = text.get(..sighting.span.start as usize).unwrap_or_default().trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    ["in", "of", "to", "from", "across", "within", "throughout", "outside", "inside"]
        .iter()
        .any(|preposition| word.eq_ignore_ascii_case(preposition))
}
