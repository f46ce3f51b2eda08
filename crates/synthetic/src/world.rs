//! `World`: the languages, persons and organisations that the releases of a seed are about.

use std::fmt::Write;

use crate::{
    Dice, layout,
    lexicon::Lexicon,
    names::{Country, Names, countries},
    organisation::{Organisation, Person},
    scene::{Date, Scene},
};

const ORGANISATIONS: usize = 3_000;
const PERSONS: usize = 24_000;
/// The persons of an organisation that speak for it in its own releases.
const STAFF: usize = PERSONS / ORGANISATIONS;
const YEARS: usize = 20;
const FIRST_YEAR: usize = 2004;

/// The world of a seed, from which each release is told by its number.
///
/// To make one takes some hundredths of a second, and some 20 MB; it can be shared by threads.
#[derive(Debug)]
pub struct World {
    seed: u64,
    pub(crate) lexicons: Vec<Lexicon>,
    pub(crate) names: Names,
    pub(crate) countries: Vec<Country>,
    pub(crate) organisations: Vec<Organisation>,
    /// Which organisations write a language.
    by_language: Vec<Vec<usize>>,
    persons: Vec<Person>,
}

impl World {
    /// Makes the world of `seed`.
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let lexicons = Lexicon::all(seed);
        let names = Names::new(seed, &mut dice);
        let countries = countries(&mut dice);
        let mut world = Self {
            seed,
            by_language: vec![Vec::new(); lexicons.len()],
            lexicons,
            names,
            countries,
            organisations: Vec::new(),
            persons: Vec::new(),
        };
        world.persons = (0..PERSONS)
            .map(|number| {
                let mut name = String::new();
                let surname_at = world.names.push_person(&mut name, &mut dice);
                // neighbours in rank work for different organisations
                Person {
                    name,
                    surname_at,
                    role: dice.rank(40, 5.0),
                    organisation: number % ORGANISATIONS,
                }
            })
            .collect();
        for number in 0..ORGANISATIONS {
            let organisation = world.found(number, &mut dice);
            world.by_language[organisation.language].push(number);
            world.organisations.push(organisation);
        }
        world
    }

    /// Thinks up an organisation.
    fn found(&self, number: usize, dice: &mut Dice) -> Organisation {
        // each language has somebody to write it, whatever the dice say
        let language = if number < self.lexicons.len() { number } else { self.draw_language(dice) };
        let lexicon = &self.lexicons[language];
        let plain = Organisation {
            number,
            language,
            country: self.draw_country(dice),
            layout: dice.below(layout::ALL.len()),
            marks: dice.rank(lexicon.marks.len(), 0.8),
            date: dice.below(lexicon.dates.len()),
            wrap: dice.chance(30).then(|| 64 + dice.below(16)),
            ..Organisation::default()
        };
        let day = Date { year: 1950 + dice.below(53), month: 0, day: 1 };
        let mut name = String::new();
        Scene::new(self, &plain, day, dice.clone()).one(&lexicon.organisations, &mut name);
        let acronym: String = name.chars().filter(|letter| letter.is_uppercase()).collect();
        let named = Organisation { name, acronym, ..plain };
        let mut about = String::new();
        let mut scene = Scene::new(self, &named, day, dice.clone());
        let city = scene.city(named.country);
        scene.one(&lexicon.about, &mut about);
        let mut contact = String::new();
        let domain = format!("{}{number}.example", named.acronym.to_lowercase());
        let staff = &self.persons[number].name;
        let _ = write!(
            contact,
            "{staff}, {city}\nTel: +{} {:03} 555 {:04}\nE-mail: press@{domain}\nwww.{domain}\n",
            20 + dice.below(80),
            dice.below(1000),
            dice.below(10_000),
        );
        Organisation { contact, about, ..named }
    }

    fn draw_language(&self, dice: &mut Dice) -> usize {
        let mut left = dice.below(100);
        let shares = self.lexicons.iter().map(|lexicon| lexicon.share);
        shares
            .take_while(|share| {
                let is_past = left >= *share;
                left = left.saturating_sub(*share);
                is_past
            })
            .count()
            .min(self.lexicons.len() - 1)
    }

    pub(crate) fn draw_country(&self, dice: &mut Dice) -> usize {
        dice.rank(self.countries.len(), 5.0)
    }

    pub(crate) fn draw_person(&self, dice: &mut Dice) -> &Person {
        &self.persons[dice.rank(PERSONS, 150.0)]
    }

    /// Somebody who speaks for `organisation`, mostly the same.
    pub(crate) fn draw_staff(&self, organisation: &Organisation, dice: &mut Dice) -> &Person {
        &self.persons[organisation.number + ORGANISATIONS * dice.rank(STAFF, 1.0)]
    }

    /// The text of a release; one number always gives one text.
    pub fn release(&self, number: u64) -> String {
        let mut text = String::with_capacity(8 << 10);
        self.write(number, &mut text);
        text
    }

    /// Appends the text of a release, so that a buffer may be used again.
    pub fn write(&self, number: u64, text: &mut String) {
        let mut own = Dice::of(self.seed, number);
        let Some(version) = Version::of(number, &mut own) else {
            return self.write_base(own, None, text);
        };
        // what the other release is itself a version of makes no difference
        let mut other = Dice::of(self.seed, version.of);
        let _ = Version::of(version.of, &mut other);
        self.write_base(other, Some(version), text);
    }

    fn write_base(&self, mut dice: Dice, version: Option<Version>, text: &mut String) {
        let language = self.draw_language(&mut dice);
        let own = &self.by_language[language];
        let organisation = &self.organisations[own[dice.rank(own.len(), 12.0)]];
        let day = Date {
            year: FIRST_YEAR + dice.below(YEARS).max(dice.below(YEARS)),
            month: dice.below(12),
            day: 1 + dice.below(28),
        };
        let scene = Scene::new(self, organisation, day, dice);
        layout::write(scene, version, text);
    }
}

/// A release that says nearly what another says.
#[derive(Debug)]
pub(crate) struct Version {
    /// The release it is a version of.
    of: u64,
    /// What decides where it differs.
    pub(crate) dice: Dice,
}

impl Version {
    /// Four of a hundred releases are versions of one of the 400 before.
    fn of(number: u64, dice: &mut Dice) -> Option<Self> {
        let reach = usize::try_from(number).unwrap_or(usize::MAX).min(400);
        let is_version = dice.chance(4);
        let back = 1 + dice.below(reach) as u64;
        (is_version && reach > 0).then(|| Self { of: number - back, dice: dice.clone() })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::World;

    #[test]
    fn a_seed_and_a_number_give_one_text_and_no_two_are_equal() {
        let (world, again) = (World::new(3), World::new(3));
        let texts: BTreeSet<String> = (0..3_000).map(|number| world.release(number)).collect();
        assert_eq!(texts.len(), 3_000);
        assert!((0..3_000).rev().step_by(7).all(|number| texts.contains(&again.release(number))));
        assert!(!texts.contains(&World::new(4).release(0)));
    }

    #[test]
    fn releases_have_the_length_of_real_ones() {
        let world = World::new(1);
        let lengths: Vec<usize> = (0..2_000).map(|number| world.release(number).len()).collect();
        let mean = lengths.iter().sum::<usize>() / lengths.len();
        assert!((4_000..5_200).contains(&mean), "{mean} bytes");
        assert!(lengths.iter().all(|length| (400..30_000).contains(length)));
    }

    #[test]
    fn no_place_is_left_unfilled_and_lines_end_plainly() {
        let world = World::new(2);
        for text in (0..500).map(|number| world.release(number)) {
            assert!(!text.contains(['{', '}', '~', '<', '>']), "{text}");
            assert!(!text.contains(" \n") && text.ends_with('\n'), "{text}");
        }
    }

    #[test]
    fn versions_share_most_of_their_paragraphs_with_another_release() {
        let world = World::new(5);
        let texts: Vec<String> = (0..400).map(|number| world.release(number)).collect();
        let long = |text: &str| -> Vec<String> {
            text.split("\n\n").filter(|part| part.len() > 300).map(str::to_owned).collect()
        };
        let mut seen = BTreeSet::new();
        let repeating = texts.iter().filter(|text| {
            let parts = long(text);
            let known = parts.iter().filter(|part| seen.contains(*part)).count();
            seen.extend(parts.iter().cloned());
            known * 2 > parts.len()
        });
        assert!((4..60).contains(&repeating.count()));
    }
}
