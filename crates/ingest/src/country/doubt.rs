//! What a name that more than one thing bears means in this release: Georgia, Congo, Korea, Jordan.
//!
//! The rest of the text tells: cities, demonyms and full names are not in doubt.

use release::Country;

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
    let settled: Vec<Option<Country>> =
        (0..sightings.len()).map(|at| decide(input, sightings, at)).collect();
    let mut settled = settled.into_iter();
    sightings.retain_mut(|sighting| match settled.next().flatten() {
        Some(country) => {
            sighting.country = country;
            true
        }
        None => false,
    });
}

/// The country that a sighting means; none if it means no country.
fn decide(input: &Input<'_>, sightings: &[Sighting], at: usize) -> Option<Country> {
    let sighting = &sightings[at];
    let surface = sighting.span.of(input.text);
    if !sighting.is_ambiguous {
        return Some(sighting.country);
    }
    if let Some(doubt) = DOUBTS.iter().find(|doubt| surface.starts_with(doubt.stem)) {
        return Some(one_of_two(input, sightings, at, doubt));
    }
    let is_country = match surface {
        "Georgia" | "GEORGIA" => is_the_country_georgia(input.text, sightings, at),
        "CAR" | "RCA" => weight(sightings, sighting.country, at) > 0,
        _ => !is_a_person_here(input, surface, sighting),
    };
    is_country.then_some(sighting.country)
}

/// How often a country is named beyond doubt, places in it included.
fn weight(sightings: &[Sighting], country: Country, but: usize) -> usize {
    sightings
        .iter()
        .enumerate()
        .filter(|&(at, sighting)| {
            at != but && !sighting.is_ambiguous && sighting.country == country
        })
        .count()
}

fn one_of_two(input: &Input<'_>, sightings: &[Sighting], at: usize, doubt: &Doubt) -> Country {
    let usual = weight(sightings, doubt.usual, at);
    let other = weight(sightings, doubt.other, at);
    // in the lists of the United Nations the bare name is the smaller Congo's
    let is_listed = doubt.other == code("COG") && stands_in_list(input.text, sightings, at);
    if usual == 0 && (other > 0 || is_listed) { doubt.other } else { doubt.usual }
}

/// Whether countries stand on both sides with nothing but a comma or an "and" between.
fn stands_in_list(text: &str, sightings: &[Sighting], at: usize) -> bool {
    let touches = |left: Option<&Sighting>, right: Option<&Sighting>| {
        left.zip(right).is_some_and(|(left, right)| are_listed(text, left, right))
    };
    let here = sightings.get(at);
    touches(at.checked_sub(1).and_then(|before| sightings.get(before)), here)
        && touches(here, sightings.get(at + 1))
}

/// The state needs signs of its own: advocacy texts mean the country, most of all in a list of countries.
fn is_the_country_georgia(text: &str, sightings: &[Sighting], at: usize) -> bool {
    let neighbours = ["ARM", "AZE", "RUS", "UKR", "TUR"].map(code);
    let is_near = sightings.iter().any(|sighting| neighbours.contains(&sighting.country));
    let country = 2 * weight(sightings, GEORGIA, at) + usize::from(is_near);
    let n_american = sightings.iter().filter(|sighting| is_american_place(text, sighting)).count();
    let is_named =
        sightings.iter().any(|sighting| sighting.country == USA && sighting.is_mention());
    let state = n_american.min(6) + usize::from(is_named);
    n_american == 0 || country >= state || touches_country(text, sightings, at)
}

/// Every release of an international body names New York and Washington; they tell nothing.
fn is_american_place(text: &str, sighting: &Sighting) -> bool {
    let surface = sighting.span.of(text);
    sighting.country == USA
        && !sighting.is_mention()
        && !surface.starts_with("New York")
        && !surface.starts_with("Washington")
}

/// Whether a country stands next to it in a list.
fn touches_country(text: &str, sightings: &[Sighting], at: usize) -> bool {
    let is_country = |sighting: &&Sighting| sighting.is_mention();
    let before = at.checked_sub(1).and_then(|before| sightings.get(before)).filter(is_country);
    let after = sightings.get(at + 1).filter(is_country);
    let here = &sightings[at];
    before.is_some_and(|before| are_listed(text, before, here))
        || after.is_some_and(|after| are_listed(text, here, after))
}

/// Whether the name is part of a person's name elsewhere ("Rep. Jim Jordan"), and no preposition
/// marks a place here.
fn is_a_person_here(input: &Input<'_>, surface: &str, sighting: &Sighting) -> bool {
    let is_borne = input.persons.iter().any(|person| {
        let name = person.of(input.text);
        name != surface && name.split(|c: char| !c.is_alphanumeric()).any(|word| word == surface)
    });
    let before = input.text.get(..sighting.span.start as usize).unwrap_or_default().trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_place =
        ["in", "of", "to", "from", "across", "within", "throughout", "outside", "inside"]
            .contains(&word.to_lowercase().as_str());
    is_borne && !is_place
}
