//! Which names mean the same person.
//!
//! Names of several words come first, single words join them: `Meersman` means the `Ada Meersman` of
//! another paragraph. Contacts name people in full, headlines never do: title case makes false names.

mod cited;
mod extent;
mod name;
mod plausible;
mod proof;

use std::{cell::OnceCell, ops::Range};

use release::{Contact, Found, Span};
use rustc_hash::FxHashSet;

use self::{
    cited::{cited_name, name_of},
    extent::name_range,
    name::{NameWord, completes, is_fuller, is_same, name_words, stem},
    proof::proof,
};
use crate::quote::{
    given_name::{self, Gender, is_given_name},
    lexicon::traits,
    mention::{Mention, MentionKind},
    namesake::Namesakes,
    reading::Reading,
    statement,
    token::{Kind, Token},
    word_id::word_id,
};

pub(crate) use self::{
    extent::{before_body, name_end, name_start},
    plausible::follows_place_word,
    proof::{Proof, tells_age},
};

/// Persons of one text beyond this number are not told apart.
const MOST_PERSONS: usize = 512;

/// A person of the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Person {
    /// The fullest form of the name.
    pub(crate) name: String,
    /// Where that form stands; empty if only metadata has it.
    pub(crate) span: Span,
    /// Of whom the name is.
    pub(crate) gender: Gender,
    /// The mentions, in text order.
    pub(crate) mentions: Vec<usize>,
    /// The contact that names the person.
    pub(crate) contact: Option<usize>,
    /// What proves it a person.
    pub(crate) proof: Proof,
    /// Whether it can be a person at all, worked out when somebody asks.
    is_plausible: OnceCell<bool>,
    /// Whether a mention stands beside a verb of saying, hence in the nominative.
    speaks: bool,
    /// The words of the name, among those of all names.
    words: Range<usize>,
}

/// The persons of a text, and whom each mention means.
#[derive(Debug, Default)]
pub(crate) struct Persons {
    pub(crate) all: Vec<Person>,
    by_mention: Vec<Option<usize>>,
    /// The words of all names, one after the other.
    words: Vec<NameWord>,
    namesakes: Namesakes,
    /// The words of unproven names that the text also writes without a capital.
    common: OnceCell<FxHashSet<u32>>,
    /// The places of the dateline, in lower case.
    places: Vec<String>,
}

impl Person {
    /// Whether the name has more than one word.
    pub(crate) fn is_full(&self) -> bool {
        self.words.len() > 1
    }

    /// Whether the surname may stand in another case than the nominative; `surname` is it alone.
    fn is_declined(&self, words: &[NameWord], surname: NameWord) -> bool {
        let is_form_of = |last: &NameWord| last.written != surname.written && last.id == surname.id;
        self.is_full()
            && !self.speaks
            && surname.is_cyrillic()
            && words[self.words.clone()].last().is_some_and(is_form_of)
    }

    fn put_surname(&mut self, reading: &Reading<'_>, mention: &Mention) {
        if let Some((given, _)) = self.name.rsplit_once(' ') {
            self.name = format!("{given} {}", name_of(reading, name_range(reading, mention)));
            self.speaks = true;
        }
    }
}

/// Finds the persons of a text.
pub(crate) fn find(
    reading: &Reading<'_>,
    contacts: &[Contact],
    places: &[Found<String>],
    is_heading: impl Fn(usize) -> bool,
) -> Persons {
    let mut persons = Persons {
        by_mention: vec![None; reading.mentions.len()],
        places: places.iter().map(|place| place.value.to_lowercase()).collect(),
        ..Persons::default()
    };
    for (idx, contact) in contacts.iter().enumerate() {
        persons.add_contact(idx, contact);
    }
    let named = |mention: &Mention| matches!(mention.kind, MentionKind::Name | MentionKind::Single);
    // whom a headline quotes it names as texts do
    let is_shown =
        |mention: &Mention| is_heading(mention.paragraph) && !introduces_words(reading, mention);
    let is_spoken = |mention: &Mention| reading.paragraphs[mention.paragraph].spoken;
    let mut mentioned: Vec<Mentioned> = Vec::with_capacity(reading.mentions.len());
    persons.words.reserve(reading.mentions.len());
    for (idx, mention) in reading.mentions.iter().enumerate().filter(|(_, m)| named(m)) {
        let name = name_range(reading, mention);
        let first = persons.words.len();
        persons.words.extend(name_words(reading, name.clone()));
        let words = first..persons.words.len();
        let pass = match (is_shown(mention) || !is_spoken(mention), words.len()) {
            (_, 0) => continue,
            (true, _) => 2,
            (false, 1) => 1,
            (false, _) => 0,
        };
        mentioned.push(Mentioned { idx, name, words, pass });
    }
    for pass in 0..3 {
        for mention in mentioned.iter().filter(|mention| mention.pass == pass) {
            persons.add_mention(reading, mention);
        }
    }
    for person in &mut persons.all {
        person.mentions.sort_unstable();
    }
    persons
}

/// A mention by name.
struct Mentioned {
    idx: usize,
    /// The tokens of the name, titles and degrees left out.
    name: Range<usize>,
    /// Its words, among those of all names.
    words: Range<usize>,
    /// Names of several words come first, single words next, and headlines last.
    pass: u8,
}

impl Persons {
    /// Whom a mention names.
    pub(crate) fn of(&self, mention: usize) -> Option<usize> {
        self.by_mention[mention]
    }

    fn add_contact(&mut self, idx: usize, contact: &Contact) {
        let Some(name) = contact.name.as_deref() else { return };
        let first = self.words.len();
        self.words.extend(
            name.split([' ', '\u{a0}', ','])
                .filter(|word| word.chars().next().is_some_and(char::is_alphabetic))
                .map(|word| {
                    let plain = word.trim_matches('.');
                    NameWord::new(word_id(stem(plain).unwrap_or(plain)), word_id(plain), word)
                }),
        );
        let words = first..self.words.len();
        if words.len() < 2 || self.all.len() >= MOST_PERSONS {
            return;
        }
        let person = Person {
            name: name.to_owned(),
            span: contact.evidence.span,
            gender: given_name::gender(self.words[first].written).unwrap_or_default(),
            contact: Some(idx),
            proof: Proof::Title,
            words,
            ..Person::default()
        };
        self.push(person);
    }

    fn add_mention(&mut self, reading: &Reading<'_>, named: &Mentioned) {
        let &Mentioned { idx, ref name, words: ref range, pass } = named;
        let words = &self.words[range.clone()];
        let mention = &reading.mentions[idx];
        let titles = &reading.tokens[mention.first..name.start];
        let gender = gender_of(titles, words);
        let speaks = speaks(reading, mention);
        let is_spoken = reading.paragraphs[mention.paragraph].spoken;
        let known = self.find(words, gender, gender_of(titles, &[])).filter(|&known| {
            let known = &self.words[self.all[known].words.clone()];
            is_spoken || words.len() == 1 || known.len() > 1 || completes(words, known)
        });
        if let Some(known) = known {
            self.by_mention[idx] = Some(known);
            let person = &mut self.all[known];
            if words.len() == 1 && person.is_declined(&self.words, words[0]) && speaks {
                person.put_surname(reading, mention);
            }
            person.mentions.push(idx);
            if person.gender == Gender::Unknown {
                person.gender = gender;
            }
            if person.proof < Proof::Title {
                person.proof = person.proof.max(proof(reading, mention, titles, words));
            }
            let is_nominative = words.len() == person.words.len()
                && words[0].is_cyrillic()
                && !person.speaks
                && speaks;
            person.speaks |= speaks;
            let known_words = &self.words[person.words.clone()];
            if pass < 2 && (is_nominative || is_fuller(words, known_words, reading, mention))
                || pass == 2 && completes(words, known_words)
            {
                person.name = cited_name(reading, name.clone(), speaks);
                person.span = reading.span(name.start, name.end);
                person.words = range.clone();
                for word in words {
                    self.namesakes.add(word.id, known);
                }
            }
            return;
        }
        let is_shown = pass == 2
            && !statement::follows_statement(reading, idx)
            && !(speaks && reading.has_marked(mention.paragraph));
        if is_shown || !is_spoken || self.all.len() >= MOST_PERSONS {
            return;
        }
        let person = Person {
            name: cited_name(reading, name.clone(), speaks),
            span: reading.span(name.start, name.end),
            gender,
            mentions: vec![idx],
            proof: proof(reading, mention, titles, words),
            speaks,
            words: range.clone(),
            ..Person::default()
        };
        self.by_mention[idx] = Some(self.all.len());
        self.push(person);
    }

    fn push(&mut self, person: Person) {
        for word in &self.words[person.words.clone()] {
            self.namesakes.add(word.id, self.all.len());
        }
        self.all.push(person);
    }

    fn words_of(&self, person: &Person) -> &[NameWord] {
        &self.words[person.words.clone()]
    }

    /// The known person that these words name; titles alone tell of whom a surname is.
    fn find(&self, words: &[NameWord], gender: Gender, of_titles: Gender) -> Option<usize> {
        let last = words.last()?;
        let given = words.first().filter(|_| words.len() > 1);
        let of_given = given.into_iter().flat_map(|word| self.namesakes.of(word.id));
        let mut first = None;
        for idx in self.namesakes.of(last.id).chain(of_given) {
            let person = &self.all[idx];
            let known = self.words_of(person);
            // `Ben Fredj` may be the surname of Nadia
            let is_surname = words.len() > 1 && known.len() > words.len() && known.ends_with(words);
            let agrees = person.gender.agrees(if is_surname { of_titles } else { gender });
            if !agrees || !is_same(known, words) {
                continue;
            }
            // the surname is what a single word names first
            if known.last().is_some_and(|surname| surname.id == last.id) {
                return Some(idx);
            }
            first = first.or(Some(idx));
        }
        first
    }
}

/// `Ada Roe: “The port must open”`: a name in full that begins its paragraph and leads to words in marks.
fn introduces_words(reading: &Reading<'_>, mention: &Mention) -> bool {
    let begins = reading.paragraphs[mention.paragraph].first == mention.first;
    let leads = || {
        matches!(reading.tokens.get(mention.end..mention.end + 2), Some([colon, mark])
            if colon.is_sign(':') && mark.kind == Kind::Mark)
    };
    let start = || name_start(reading, mention);
    begins
        && leads()
        && mention.kind == MentionKind::Name
        && (is_given_name(&reading.tokens[start()]) || start() > mention.first)
}

fn gender_of(titles: &[Token], words: &[NameWord]) -> Gender {
    if titles.iter().any(|token| token.has(traits::FEMALE)) {
        return Gender::Female;
    }
    if titles.iter().any(|token| token.has(traits::MALE)) {
        return Gender::Male;
    }
    if words.len() > 1 {
        given_name::gender(words[0].written).unwrap_or_default()
    } else {
        Gender::Unknown
    }
}

/// Whether a verb of saying stands right beside the mention.
fn speaks(reading: &Reading<'_>, mention: &Mention) -> bool {
    let before = mention.first.checked_sub(1).map(|at| &reading.tokens[at]);
    let after = reading.tokens.get(mention.end);
    before.is_some_and(Token::is_cue) || after.is_some_and(Token::is_cue)
}
