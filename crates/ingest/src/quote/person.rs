//! Which names mean the same person.
//!
//! Names of several words come first, single words join them: `Meersman` means the `Ada Meersman` of
//! another paragraph. Contacts name people in full, headlines never do: title case makes false names.

use release::{Contact, Span};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::quote::{
    given_name::{self, Gender},
    lexicon::{Class, traits},
    mention::{Mention, MentionKind},
    reading::Reading,
    statement,
    token::{Kind, Token, shape},
    word_id::{of_ascii, word_id},
};

/// Persons of one text beyond this number are not told apart.
const MOST_PERSONS: usize = 512;
/// A degree or the like behind a name is not longer, in bytes, its stops counted.
const LONGEST_DEGREE: usize = 8;
/// Persons that share a word of their names, looked at for one name.
const MOST_NAMESAKES: usize = 16;

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
    /// Whether it can be a person at all: no place, no body, no common words.
    pub(crate) is_plausible: bool,
    /// Whether a mention stands beside a verb of saying, hence in the nominative.
    speaks: bool,
    words: Vec<NameWord>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct NameWord {
    /// The identity without a case ending.
    id: u32,
    /// The identity as written.
    written: u32,
    first: char,
    is_initial: bool,
}

/// What proves that a name is a person's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Proof {
    /// Nothing does.
    #[default]
    None,
    /// A given name or an initial, which places have too.
    GivenName,
    /// A title or a contact.
    Title,
}

/// The persons of a text, and whom each mention means.
#[derive(Debug, Default)]
pub(crate) struct Persons {
    pub(crate) all: Vec<Person>,
    by_mention: Vec<Option<usize>>,
    by_word: FxHashMap<u32, Vec<usize>>,
    /// The words of unproven names that the text also writes without a capital.
    common: FxHashSet<u32>,
}

impl Person {
    /// Whether the name has more than one word.
    pub(crate) fn is_full(&self) -> bool {
        self.words.len() > 1
    }

    /// Whether the surname may stand in another case than the nominative; `surname` is it alone.
    fn is_declined(&self, surname: NameWord) -> bool {
        let is_other = self.words.last().is_some_and(|last| last.written != surname.written);
        self.is_full()
            && !self.speaks
            && surname.is_cyrillic()
            && is_other
            && self.surname() == surname.id
    }

    fn put_surname(&mut self, reading: &Reading<'_>, mention: &Mention) {
        if let Some((given, _)) = self.name.rsplit_once(' ') {
            self.name = format!("{given} {}", name_of(reading, mention));
            self.speaks = true;
        }
    }

    fn surname(&self) -> u32 {
        self.words.last().map_or(0, |word| word.id)
    }
}

/// Finds the persons of a text.
pub(crate) fn find(
    reading: &Reading<'_>,
    contacts: &[Contact],
    is_heading: impl Fn(usize) -> bool,
) -> Persons {
    let mut persons =
        Persons { by_mention: vec![None; reading.mentions.len()], ..Persons::default() };
    for (idx, contact) in contacts.iter().enumerate() {
        persons.add_contact(idx, contact);
    }
    let named = |mention: &Mention| matches!(mention.kind, MentionKind::Name | MentionKind::Single);
    let is_shown = |mention: &Mention| is_heading(mention.paragraph);
    let mut turns: [Vec<(usize, Vec<NameWord>)>; 3] = [const { Vec::new() }; 3];
    for (idx, mention) in reading.mentions.iter().enumerate().filter(|(_, m)| named(m)) {
        let words = name_words(reading, mention);
        let turn = match (is_shown(mention), words.len() > 1) {
            (false, true) => 0,
            (false, false) => 1,
            (true, _) => 2,
        };
        if !words.is_empty() {
            turns[turn].push((idx, words));
        }
    }
    for (pass, named) in turns.into_iter().enumerate() {
        for (idx, words) in named {
            persons.add_mention(reading, idx, words, pass);
        }
    }
    for person in &mut persons.all {
        person.mentions.sort_unstable();
    }
    persons.common = common_words(reading, &persons.all);
    for idx in 0..persons.all.len() {
        persons.all[idx].is_plausible = persons.is_plausible(reading, idx);
    }
    persons
}

/// The words of unproven names that stand elsewhere without a capital.
fn common_words(reading: &Reading<'_>, persons: &[Person]) -> FxHashSet<u32> {
    let unproven = persons.iter().filter(|person| person.proof == Proof::None);
    let doubtful: FxHashSet<u32> =
        unproven.flat_map(|person| &person.words).map(|word| word.id).collect();
    // a bit for the last digits of every doubtful word settles most of the text
    let bit = |id: u32| 1_u64 << (id % 64);
    let bits = doubtful.iter().fold(0, |bits, id| bits | bit(*id));
    if bits == 0 {
        return FxHashSet::default();
    }
    let may_be = |token: &&Token| bits & bit(token.id) != 0 && token.is_word() && is_lower(token);
    let lower = reading.tokens.iter().filter(may_be);
    lower.map(|token| token.id).filter(|id| doubtful.contains(id)).collect()
}

impl Persons {
    fn is_plausible(&self, reading: &Reading<'_>, idx: usize) -> bool {
        let person = &self.all[idx];
        let is_common = person.words.iter().any(|word| self.common.contains(&word.id));
        let is_body = || {
            person.mentions.iter().take(MOST_NAMESAKES).any(|&mention| {
                let mention = &reading.mentions[mention];
                reading.tokens[mention.name..mention.end].iter().any(|token| {
                    token.has(traits::ORGANISATION | traits::HUMAN | traits::DEPARTMENT)
                })
            })
        };
        let has_given_name = || given_name::gender(person.words[0].written).is_some();
        let is_place = || {
            let first = person.name.split(' ').next().unwrap_or_default();
            gazetteer::resolve(first).is_some() || gazetteer::resolve(&person.name).is_some()
        };
        let is_located = || {
            person
                .mentions
                .iter()
                .take(MOST_NAMESAKES)
                .any(|&mention| follows_place_word(reading, &reading.mentions[mention]))
        };
        if person.proof < Proof::Title && is_located() {
            return false;
        }
        let hails = |&mention: &usize| hails_from(reading, &reading.mentions[mention]);
        let is_origin = || {
            !person.mentions.is_empty() && person.mentions.iter().take(MOST_NAMESAKES).all(hails)
        };
        if person.proof == Proof::None && !has_given_name() && is_origin() {
            return false;
        }
        person.proof > Proof::None
            || ((person.is_full() || has_given_name()) && !is_common && !is_body() && !is_place())
    }

    /// Whom a mention names.
    pub(crate) fn of(&self, mention: usize) -> Option<usize> {
        self.by_mention[mention]
    }

    fn add_contact(&mut self, idx: usize, contact: &Contact) {
        let Some(name) = contact.name.as_deref() else { return };
        let words: Vec<NameWord> = name
            .split([' ', '\u{a0}', ','])
            .filter(|word| word.chars().next().is_some_and(char::is_alphabetic))
            .map(|word| {
                let plain = word.trim_matches('.');
                NameWord::new(word_id(stem(plain).unwrap_or(plain)), word_id(plain), word)
            })
            .collect();
        if words.len() < 2 || self.all.len() >= MOST_PERSONS {
            return;
        }
        let person = Person {
            name: name.to_owned(),
            span: contact.evidence.span,
            gender: given_name::gender(words[0].written).unwrap_or_default(),
            contact: Some(idx),
            proof: Proof::Title,
            words,
            ..Person::default()
        };
        self.push(person);
    }

    fn add_mention(
        &mut self,
        reading: &Reading<'_>,
        idx: usize,
        words: Vec<NameWord>,
        pass: usize,
    ) {
        let mention = &reading.mentions[idx];
        let gender = gender_of(reading, mention, &words);
        if let Some(known) = self.find(&words, gender) {
            self.by_mention[idx] = Some(known);
            let person = &mut self.all[known];
            if words.len() == 1 && person.is_declined(words[0]) && speaks(reading, mention) {
                person.put_surname(reading, mention);
            }
            person.mentions.push(idx);
            if person.gender == Gender::Unknown {
                person.gender = gender;
            }
            person.proof = person.proof.max(proof(reading, mention, &words));
            let is_nominative = words.len() == person.words.len()
                && words[0].is_cyrillic()
                && !person.speaks
                && speaks(reading, mention);
            person.speaks |= speaks(reading, mention);
            if pass < 2 && (is_nominative || is_fuller(&words, &person.words, reading, mention)) {
                person.name = name_of(reading, mention);
                person.span =
                    reading.span(name_start(reading, mention), name_end(reading, mention));
                person.words.clone_from(&words);
                self.index(known, &words);
            }
            return;
        }
        let is_spoken = reading.paragraphs[mention.paragraph].spoken;
        let is_shown = pass == 2
            && !statement::follows_statement(reading, idx)
            && !(speaks(reading, mention) && reading.has_marked(mention.paragraph));
        if is_shown || !is_spoken || self.all.len() >= MOST_PERSONS {
            return;
        }
        let person = Person {
            name: name_of(reading, mention),
            span: reading.span(name_start(reading, mention), name_end(reading, mention)),
            gender,
            mentions: vec![idx],
            proof: proof(reading, mention, &words),
            speaks: speaks(reading, mention),
            words,
            ..Person::default()
        };
        self.by_mention[idx] = Some(self.all.len());
        self.push(person);
    }

    fn push(&mut self, person: Person) {
        let words = person.words.clone();
        self.all.push(person);
        self.index(self.all.len() - 1, &words);
    }

    fn index(&mut self, person: usize, words: &[NameWord]) {
        for word in words {
            let namesakes = self.by_word.entry(word.id).or_default();
            if namesakes.len() < MOST_NAMESAKES && !namesakes.contains(&person) {
                namesakes.push(person);
            }
        }
    }

    /// The known person that these words name.
    fn find(&self, words: &[NameWord], gender: Gender) -> Option<usize> {
        let last = words.last()?;
        let mut candidates: Vec<usize> = self.by_word.get(&last.id).cloned().unwrap_or_default();
        if words.len() > 1 {
            candidates.extend(self.by_word.get(&words[0].id).into_iter().flatten());
        }
        let agrees = |&&idx: &&usize| self.all[idx].gender.agrees(gender);
        let fits = |&&idx: &&usize| is_same(&self.all[idx].words, words);
        let mut fitting: Vec<usize> =
            candidates.iter().filter(agrees).filter(fits).copied().collect();
        // the surname is what a single word names first
        fitting.sort_by_key(|&idx| self.all[idx].surname() != last.id);
        fitting.first().copied()
    }
}

impl NameWord {
    fn new(id: u32, written: u32, word: &str) -> Self {
        let letters = word.trim_matches('.').chars().filter(|ch| ch.is_alphabetic()).count();
        let first = word.chars().next().unwrap_or(' ');
        Self {
            id,
            written,
            first: first.to_lowercase().next().unwrap_or(first),
            is_initial: letters < 2,
        }
    }

    fn is_cyrillic(self) -> bool {
        ('а'..='я').contains(&self.first)
    }

    /// Whether two given names can be one person's: equal, or one the initial of the other.
    fn agrees(self, other: Self) -> bool {
        self.id == other.id || ((self.is_initial || other.is_initial) && self.first == other.first)
    }
}

/// A Cyrillic name without its case ending: `Назарбекова` may be of or about `Назарбеков`.
fn stem(word: &str) -> Option<&str> {
    const ENDINGS: [&str; 18] = [
        "ого", "ому", "ой", "ою", "ым", "ом", "ем", "ей", "а", "у", "е", "ы", "и", "я", "ю", "й",
        "ь", "о",
    ];
    if !word.starts_with(|ch| ('А'..='я').contains(&ch) || ch == 'Ё') {
        return None;
    }
    let stem = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    (stem.chars().count() >= 3).then_some(stem)
}

/// Whether two names can be one person's.
fn is_same(known: &[NameWord], new: &[NameWord]) -> bool {
    let (short, long) = if known.len() < new.len() { (known, new) } else { (new, known) };
    let holds = |words: &[NameWord], word: &NameWord| words.iter().any(|other| other.id == word.id);
    if short.len() == 1 {
        return holds(long, &short[0]);
    }
    let is_suffix = long.ends_with(short);
    let surnames_agree = short.last().map(|word| word.id) == long.last().map(|word| word.id);
    let given_agree = short[0].agrees(long[0]);
    // `Erica Guerra` is `Erica Guerra Rosales`
    let is_subset = short.iter().all(|word| holds(long, word));
    is_suffix || (surnames_agree && given_agree) || (is_subset && given_agree)
}

fn is_fuller(
    new: &[NameWord],
    known: &[NameWord],
    reading: &Reading<'_>,
    mention: &Mention,
) -> bool {
    let is_spoken = reading.paragraphs[mention.paragraph].spoken;
    let length = |words: &[NameWord]| {
        words.iter().map(|word| if word.is_initial { 1 } else { 4 }).sum::<usize>()
    };
    is_spoken && length(new) > length(known)
}

/// The first token of the name: titles and forms of address are passed over.
pub(crate) fn name_start(reading: &Reading<'_>, mention: &Mention) -> usize {
    let skips = |token: &Token| token.has(traits::HONORIFIC) || !token.is_word() || is_lower(token);
    let end = name_end(reading, mention);
    (mention.name..end).find(|&at| !skips(&reading.tokens[at])).unwrap_or(mention.name)
}

fn is_lower(token: &Token) -> bool {
    !token.is(shape::CAPITAL) && !token.is(shape::CASELESS)
}

/// One past the last token of the name: `Jr` and degrees are left out.
pub(crate) fn name_end(reading: &Reading<'_>, mention: &Mention) -> usize {
    let mut end = mention.end;
    while end > mention.name + 1
        && reading.tokens[end - 1].is(shape::CAPITAL)
        && reading.tokens[end - 1].span.len() <= LONGEST_DEGREE
        && matches!(
            reading.tokens[end - 1].span.of(reading.text).trim_end_matches('.'),
            "Jr" | "Sr" | "II" | "III" | "PhD" | "Ph.D" | "MD" | "M.D" | "Esq" | "MP" | "MEP"
        )
    {
        end -= 1;
    }
    end
}

fn name_words(reading: &Reading<'_>, mention: &Mention) -> Vec<NameWord> {
    reading.tokens[name_start(reading, mention)..name_end(reading, mention)]
        .iter()
        .filter(|token| token.is_word() && !is_lower(token))
        .map(|token| {
            let word = token.span.of(reading.text);
            let id = stem(word).map_or(token.id, word_id);
            NameWord::new(id, token.id, word)
        })
        .collect()
}

/// The name as it is shown: one blank between words, no capitals throughout.
pub(crate) fn name_of(reading: &Reading<'_>, mention: &Mention) -> String {
    let tokens = &reading.tokens[name_start(reading, mention)..name_end(reading, mention)];
    let is_shouted = tokens.len() > 1 && tokens.iter().all(|token| token.is(shape::UPPER));
    let mut name = String::new();
    let mut end_before = None;
    for token in tokens {
        let word = token.span.of(reading.text);
        if end_before.is_some_and(|end| end != token.span.start) {
            name.push(' ');
        }
        end_before = Some(token.span.end);
        if is_shouted {
            let mut letters = word.chars();
            name.extend(letters.next());
            name.extend(letters.flat_map(char::to_lowercase));
        } else {
            name.push_str(word);
        }
    }
    name
}

fn gender_of(reading: &Reading<'_>, mention: &Mention, words: &[NameWord]) -> Gender {
    let titles = &reading.tokens[mention.first..name_start(reading, mention)];
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

/// Whether a title stands before the name.
fn has_title(reading: &Reading<'_>, mention: &Mention) -> bool {
    let titles = &reading.tokens[mention.first..name_start(reading, mention)];
    titles.iter().any(|token| token.has(traits::HONORIFIC | traits::ROLE))
}

/// `in Victoria Falls`: what follows such a word is a place, even if it holds a given name.
pub(crate) fn follows_place_word(reading: &Reading<'_>, mention: &Mention) -> bool {
    const PLACE_WORDS: [u32; 10] = [
        of_ascii("in"),
        of_ascii("at"),
        of_ascii("near"),
        of_ascii("outside"),
        of_ascii("across"),
        of_ascii("below"),
        of_ascii("above"),
        of_ascii("around"),
        of_ascii("along"),
        of_ascii("throughout"),
    ];
    let before = mention.first.checked_sub(1).map(|at| &reading.tokens[at]);
    let owns = reading.tokens.get(mention.end).is_some_and(|next| next.kind == Kind::Possessive);
    !owns && before.is_some_and(|before| PLACE_WORDS.contains(&before.id))
}

/// `a trader from Kipili`, `le procureur de Kipili`: where somebody is from or serves.
fn hails_from(reading: &Reading<'_>, mention: &Mention) -> bool {
    let Some([somebody, link]) =
        mention.first.checked_sub(2).and_then(|at| reading.tokens.get(at..mention.first))
    else {
        return false;
    };
    link.class == Class::Preposition
        && link.id != of_ascii("by")
        && (somebody.class == Class::Human || somebody.has(traits::HUMAN | traits::ROLE))
        && !somebody.has(traits::KIN)
}

/// Whether a verb of saying stands right beside the mention.
fn speaks(reading: &Reading<'_>, mention: &Mention) -> bool {
    let before = mention.first.checked_sub(1).map(|at| &reading.tokens[at]);
    let after = reading.tokens.get(mention.end);
    before.is_some_and(Token::is_cue) || after.is_some_and(Token::is_cue)
}

/// What the mention itself proves.
fn proof(reading: &Reading<'_>, mention: &Mention, words: &[NameWord]) -> Proof {
    if has_title(reading, mention) {
        return Proof::Title;
    }
    let is_plain = reading.tokens[mention.name..mention.end]
        .iter()
        .all(|token| !token.has(traits::ORGANISATION | traits::HUMAN));
    let has_given_name = words.len() > 1
        && words.iter().take(2).any(|word| given_name::gender(word.written).is_some());
    let has_initial = words.len() > 1 && words.iter().take(2).any(|word| word.is_initial);
    if is_plain && (has_given_name || has_initial) { Proof::GivenName } else { Proof::None }
}
