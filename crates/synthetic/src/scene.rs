//! `Scene`: what a release keeps coming back to while its sentences are filled.

use std::fmt::Write;

use crate::{
    Dice, World,
    lexicon::Lexicon,
    organisation::{Organisation, Person},
    template::{Piece, Slot, Template},
    vocabulary::Vocabulary,
};

/// A day of the made calendar, which has months of 28 days.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Date {
    pub(crate) year: usize,
    pub(crate) month: usize,
    pub(crate) day: usize,
}

/// The state of a release in the making.
#[derive(Debug)]
pub(crate) struct Scene<'w> {
    pub(crate) world: &'w World,
    pub(crate) lexicon: &'w Lexicon,
    pub(crate) organisation: &'w Organisation,
    pub(crate) dice: Dice,
    pub(crate) day: Date,
    /// The countries it is about, the first one most.
    pub(crate) countries: Vec<usize>,
    pub(crate) cast: Vec<&'w Person>,
    /// Who speaks at the moment.
    pub(crate) speaker: Option<&'w Person>,
    nouns: [usize; 8],
    plurals: [usize; 5],
}

impl<'w> Scene<'w> {
    pub(crate) fn new(
        world: &'w World,
        organisation: &'w Organisation,
        day: Date,
        mut dice: Dice,
    ) -> Self {
        let lexicon = &world.lexicons[organisation.language];
        let nouns = std::array::from_fn(|_| lexicon.nouns.draw(&mut dice));
        let plurals = std::array::from_fn(|_| lexicon.plurals.draw(&mut dice));
        let mut countries = vec![if dice.chance(55) {
            organisation.country
        } else {
            world.draw_country(&mut dice)
        }];
        for _ in 0..dice.below(3) {
            countries.push(world.draw_country(&mut dice));
        }
        Self {
            world,
            lexicon,
            organisation,
            dice,
            day,
            countries,
            cast: Vec::new(),
            speaker: None,
            nouns,
            plurals,
        }
    }

    /// Writes one of `templates`, filled.
    pub(crate) fn one(&mut self, templates: &[Template], out: &mut String) {
        let at = self.dice.below(templates.len());
        self.fill(&templates[at], out);
    }

    /// Writes one of `templates`, filled, with a capital.
    pub(crate) fn capital(&mut self, templates: &[Template], out: &mut String) {
        let start = out.len();
        self.one(templates, out);
        capitalise(out, start);
    }

    pub(crate) fn fill(&mut self, template: &Template, out: &mut String) {
        let marks = self.lexicon.marks[self.organisation.marks % self.lexicon.marks.len()];
        for piece in template {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Open => out.push_str(marks[0]),
                Piece::Close => out.push_str(marks[1]),
                Piece::Slot(slot) => self.slot(*slot, out),
            }
        }
    }

    fn slot(&mut self, slot: Slot, out: &mut String) {
        let (world, lexicon) = (self.world, self.lexicon);
        match slot {
            Slot::Noun => {
                let rank = self.topic(&lexicon.nouns, self.nouns);
                out.push_str(lexicon.nouns.word(rank));
            }
            Slot::Plural => {
                let rank = self.topic(&lexicon.plurals, self.plurals);
                out.push_str(lexicon.plurals.word(rank));
            }
            Slot::Verb => self.word(&lexicon.verbs, out),
            Slot::Adjective => self.word(&lexicon.adjectives, out),
            Slot::Adverb => self.word(&lexicon.adverbs, out),
            Slot::Place => self.place(out),
            Slot::Country => {
                let country = self.country();
                out.push_str(world.countries[country].names[self.organisation.language]);
            }
            Slot::Person => {
                let person = self.speaker.unwrap_or_else(|| world.draw_person(&mut self.dice));
                out.push_str(&person.name);
            }
            Slot::Surname => {
                let person = self.speaker.unwrap_or_else(|| world.draw_person(&mut self.dice));
                out.push_str(person.surname());
            }
            Slot::Role => {
                let role = self.speaker.map_or(0, |person| person.role);
                self.fill(&lexicon.roles[role % lexicon.roles.len()], out);
            }
            Slot::Organisation => {
                let of = self.speaker.map(|person| &world.organisations[person.organisation]);
                out.push_str(&of.unwrap_or(self.organisation).name);
            }
            Slot::Theme => self.one(&lexicon.themes, out),
            Slot::Term => world.names.push_term(out, &mut self.dice),
            Slot::Number => {
                let number = 2 + self.dice.rank(9_000, 8.0);
                let _ = write!(out, "{number}");
            }
            Slot::Day => {
                let _ = write!(out, "{}", self.day.day);
            }
            Slot::Month => out.push_str(lexicon.months[self.day.month % 12]),
            Slot::Year => {
                let _ = write!(out, "{}", self.day.year);
            }
            Slot::Date => self.other_date(out),
            Slot::Speech => self.speech(out),
            Slot::Sentence => {
                let speaker = self.speaker.take();
                self.one(&lexicon.sentences, out);
                self.speaker = speaker;
            }
        }
    }

    /// A rank of a word; one in three is a matter of this release.
    fn topic<const N: usize>(&mut self, words: &Vocabulary, topics: [usize; N]) -> usize {
        if self.dice.chance(33) {
            topics[self.dice.rank(N, 1.0)]
        } else {
            words.draw(&mut self.dice)
        }
    }

    fn word(&mut self, words: &Vocabulary, out: &mut String) {
        let rank = words.draw(&mut self.dice);
        out.push_str(words.word(rank));
    }

    fn country(&mut self) -> usize {
        if self.dice.chance(80) {
            self.countries[self.dice.rank(self.countries.len(), 0.7)]
        } else {
            self.world.draw_country(&mut self.dice)
        }
    }

    pub(crate) fn city(&mut self, country: usize) -> &'w str {
        let cities = &self.world.countries[country].cities;
        cities[self.dice.rank(cities.len(), 1.5)]
    }

    fn place(&mut self, out: &mut String) {
        if self.dice.chance(60) {
            let country = self.country();
            out.push_str(self.city(country));
        } else {
            self.world.names.push_place(out, &mut self.dice);
        }
    }

    /// The date of the release as its issuer writes it.
    pub(crate) fn own_date(&mut self, out: &mut String) {
        let dates = &self.lexicon.dates;
        self.fill(&dates[self.organisation.date % dates.len()], out);
    }

    /// A date before the release.
    fn other_date(&mut self, out: &mut String) {
        let own = self.day;
        let ago = 1 + self.dice.rank(1_500, 40.0);
        let days = (own.year * 12 + own.month) * 28 + own.day - 1;
        let days = days.saturating_sub(ago);
        self.day = Date { year: days / 336, month: days / 28 % 12, day: 1 + days % 28 };
        self.own_date(out);
        self.day = own;
    }

    /// Words of a speaker: small at the start, unless a sentence or a quotation starts with them.
    fn speech(&mut self, out: &mut String) {
        let start = out.len();
        self.one(&self.lexicon.speeches, out);
        let before = out[..start].trim_end();
        let starts = |mark: char| matches!(mark, '.' | '“' | '"' | '‘' | '«' | '„' | '»');
        if before.ends_with(starts) {
            capitalise(out, start);
        }
    }

    /// Writes a sentence with its full stop.
    pub(crate) fn sentence(&mut self, out: &mut String) {
        let start = out.len();
        if self.dice.chance(25) {
            self.one(&self.lexicon.openings, out);
            out.push(' ');
        }
        self.one(&self.lexicon.sentences, out);
        if self.dice.chance(35) {
            self.one(&self.lexicon.codas, out);
        }
        out.push('.');
        capitalise(out, start);
    }

    /// Writes a paragraph of `sentences` sentences.
    pub(crate) fn paragraph(&mut self, sentences: usize, out: &mut String) {
        for number in 0..sentences {
            if number > 0 {
                out.push(' ');
            }
            self.sentence(out);
        }
        out.push_str("\n\n");
    }

    /// Writes a paragraph with the words of somebody, named in full the first time.
    pub(crate) fn quote(&mut self, out: &mut String) {
        if self.dice.chance(20) {
            self.speaker = Some(self.world.draw_person(&mut self.dice));
            self.capital(&self.lexicon.indirect, out);
        } else {
            let own = self.cast.len() < 2 && self.dice.chance(70);
            let person = if own {
                self.world.draw_staff(self.organisation, &mut self.dice)
            } else {
                self.world.draw_person(&mut self.dice)
            };
            self.speaker = Some(person);
            self.cast.push(person);
            self.capital(&self.lexicon.said, out);
        }
        if self.dice.chance(45) {
            out.push_str("\n\n");
            self.capital(&self.lexicon.said_again, out);
        }
        self.speaker = None;
        if self.dice.chance(30) {
            out.push(' ');
            self.sentence(out);
        }
        out.push_str("\n\n");
    }
}

/// Gives what starts at `start` a capital.
pub(crate) fn capitalise(out: &mut String, start: usize) {
    let Some(first) = out[start..].chars().next().filter(|first| first.is_lowercase()) else {
        return;
    };
    if first.is_ascii() {
        out.replace_range(start..=start, first.to_ascii_uppercase().encode_utf8(&mut [0; 4]));
    } else {
        let capital: String = first.to_uppercase().collect();
        out.replace_range(start..start + first.len_utf8(), &capital);
    }
}

#[cfg(test)]
mod tests {
    use super::capitalise;

    #[test]
    fn a_sentence_starts_with_a_capital_of_any_alphabet() {
        let mut text = "a. état, «x".to_owned();
        capitalise(&mut text, 3);
        capitalise(&mut text, 0);
        let end = text.len();
        capitalise(&mut text, end);
        assert_eq!(text, "A. État, «x");
    }
}
