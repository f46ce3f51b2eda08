//! `Names`: persons, places and proper terms, most of them invented.

use crate::{Dice, lexicon::Table};

/// A country, and what is there.
#[derive(Debug)]
pub(crate) struct Country {
    /// Its names in the languages, in the order of the lexicons.
    pub(crate) names: Vec<&'static str>,
    pub(crate) cities: Vec<&'static str>,
}

/// The countries in an order that the seed decides: how often they are spoken of.
pub(crate) fn countries(dice: &mut Dice) -> Vec<Country> {
    let lines = include_str!("../data/countries.tsv").lines();
    let mut countries: Vec<Country> = lines
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let mut names: Vec<&str> = line.split('\t').collect();
            let cities = names.pop().unwrap_or_default().split('|').collect();
            Country { names, cities }
        })
        .collect();
    for last in (1..countries.len()).rev() {
        countries.swap(last, dice.below(last + 1));
    }
    countries
}

/// Pieces of names, and the surnames made of them.
#[derive(Debug)]
pub(crate) struct Names {
    seed: u64,
    given: Vec<&'static str>,
    particles: Vec<&'static str>,
    starts: Vec<&'static str>,
    middles: Vec<&'static str>,
    places: Vec<&'static str>,
    terms: Vec<&'static str>,
    surnames: Vec<String>,
}

const SURNAMES: usize = 9_000;
/// Villages, rivers, companies and laws that may be named.
const PLACES: usize = 60_000;
const TERMS: usize = 300_000;

impl Names {
    pub(crate) fn new(seed: u64, dice: &mut Dice) -> Self {
        let table = Table::read(include_str!("../data/names.txt"));
        let (starts, middles) = (table.lines("start"), table.lines("middle"));
        let finishes = table.lines("finish");
        let mut surnames: Vec<String> =
            table.lines("surname").into_iter().map(str::to_owned).collect();
        while surnames.len() < SURNAMES {
            let mut surname = String::new();
            push_stem(&mut surname, &starts, &middles, dice);
            surname.push_str(dice.pick(&finishes));
            surnames.push(surname);
        }
        Self {
            seed,
            given: table.lines("given"),
            particles: table.lines("particle"),
            starts,
            middles,
            places: table.lines("place"),
            terms: table.lines("term"),
            surnames,
        }
    }

    /// Writes the name of a person; where the surname starts in it.
    pub(crate) fn push_person(&self, name: &mut String, dice: &mut Dice) -> usize {
        let from = name.len();
        name.push_str(self.given[dice.rank(self.given.len(), 20.0)]);
        name.push(' ');
        match dice.below(100) {
            0..6 => name.extend([char::from(b'A' + dice.below(20).to_le_bytes()[0]), '.', ' ']),
            6..10 => name.extend([dice.pick(&self.given), " "]),
            _ => {}
        }
        let surname_at = name.len() - from;
        if dice.chance(5) {
            let particle = dice.pick(&self.particles);
            name.push_str(particle);
            if !particle.ends_with(['-', '’']) {
                name.push(' ');
            }
        }
        self.push_surname(name, dice);
        if dice.chance(4) {
            name.push('-');
            self.push_surname(name, dice);
        }
        surname_at
    }

    fn push_surname(&self, name: &mut String, dice: &mut Dice) {
        name.push_str(&self.surnames[dice.rank(self.surnames.len(), 60.0)]);
    }

    /// Writes the name of a village, a river or a district.
    pub(crate) fn push_place(&self, text: &mut String, dice: &mut Dice) {
        let rank = dice.rank(PLACES, 100.0);
        let mut place = Dice::of(self.seed, rank as u64);
        push_stem(text, &self.starts, &self.middles, &mut place);
        text.push_str(place.pick(&self.places));
    }

    /// Writes the name of a law, a company, an undertaking.
    pub(crate) fn push_term(&self, text: &mut String, dice: &mut Dice) {
        let rank = PLACES + dice.rank(TERMS, 100.0);
        let mut term = Dice::of(self.seed, rank as u64);
        push_stem(text, &self.starts, &self.middles, &mut term);
        text.push_str(term.pick(&self.places));
        if term.chance(60) {
            text.push(' ');
            text.push_str(term.pick(&self.terms));
        }
    }
}

fn push_stem(text: &mut String, starts: &[&str], middles: &[&str], dice: &mut Dice) {
    text.push_str(dice.pick(starts));
    for _ in 0..dice.below(3) {
        text.push_str(dice.pick(middles));
    }
}
