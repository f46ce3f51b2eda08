//! Which names mean the same person.
//!
//! Names of several words come first, single words join them: `Meersman` means the `Ada Meersman` of
//! another paragraph. Contacts name people in full, headlines never do: title case makes false names.

use std::{cell::OnceCell, ops::Range};

use release::{Contact, Found, Span};
use rustc_hash::FxHashSet;

use crate::lexicon;
use crate::quote::{
    declension,
    given_name::{self, Gender},
    lexicon::{Class, traits},
    mention::{Mention, MentionKind},
    namesake::Namesakes,
    office,
    reader::is_given_name,
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
/// A name that stands in full outside the running text has no more words.
const MOST_NAMES: usize = 4;
/// Adverbs before a name are longer than surnames that end like them: `Connally`.
const LONGEST_SURNAME: usize = 8;
/// Surnames that headlines use as verbs.
const SURNAMES: [&str; 2] = ["marks", "sparks"];
const STATEMENT: u32 = of_ascii("statement");
const COMMENTS: u32 = of_ascii("comments");

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

/// The words of unproven names that stand elsewhere without a capital.
fn common_words(reading: &Reading<'_>, persons: &Persons) -> FxHashSet<u32> {
    let unproven = persons.all.iter().filter(|person| person.proof == Proof::None);
    let doubtful: FxHashSet<u32> =
        unproven.flat_map(|person| persons.words_of(person)).map(|word| word.id).collect();
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
    /// Whether it can be a person at all: no place, no body, no common words.
    pub(crate) fn is_plausible(&self, reading: &Reading<'_>, idx: usize) -> bool {
        *self.all[idx].is_plausible.get_or_init(|| self.judge(reading, idx))
    }

    /// `SANTA RITA –`: where a release comes from is nobody.
    fn is_of_dateline(&self, name: &str) -> bool {
        !self.places.is_empty() && self.places.contains(&name.to_lowercase())
    }

    fn judge(&self, reading: &Reading<'_>, idx: usize) -> bool {
        let person = &self.all[idx];
        let ends_office = |&mention: &usize| ends_office(reading, &reading.mentions[mention]);
        if is_named_for_its_kind(&person.name)
            || lexicon::is_part_of_the_world(&person.name)
            || lexicon::ends_with_thing(&person.name)
            || person.proof < Proof::Title && self.is_of_dateline(&person.name)
            || !person.mentions.is_empty()
                && person.mentions.iter().take(MOST_NAMESAKES).all(ends_office)
        {
            return false;
        }
        let is_common = || {
            let common = self.common.get_or_init(|| common_words(reading, self));
            self.words_of(person).iter().any(|word| common.contains(&word.id))
        };
        let is_body = || {
            person.mentions.iter().take(MOST_NAMESAKES).any(|&mention| {
                let mention = &reading.mentions[mention];
                reading.tokens[name_range(reading, mention)].iter().any(|token| {
                    token.has(traits::ORGANISATION | traits::HUMAN | traits::DEPARTMENT)
                })
            })
        };
        let has_given_name = || given_name::gender(self.words_of(person)[0].written).is_some();
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
        // `la Sala Penal`, `the Great Plains`, `Radio Suva`
        let has_article = |&mention: &usize| reading.has_article(&reading.mentions[mention]);
        let is_articled = || {
            !person.mentions.is_empty()
                && person.mentions.iter().take(MOST_NAMESAKES).all(has_article)
        };
        let is_unproven = person.proof == Proof::None && person.is_full();
        let are_matters = || !has_given_name() && joins_two(&person.name);
        if is_unproven && (is_articled() || lexicon::is_organisation(&person.name) || are_matters())
        {
            return false;
        }
        person.proof > Proof::None
            || ((person.is_full() || has_given_name()) && !is_common() && !is_body() && !is_place())
    }

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

impl NameWord {
    fn new(id: u32, written: u32, word: &str) -> Self {
        let first = word.chars().next().unwrap_or(' ');
        Self {
            id,
            written,
            first: first.to_lowercase().next().unwrap_or(first),
            is_initial: word.chars().filter(|ch| ch.is_alphabetic()).nth(1).is_none(),
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
    // a vowel that other cases have not: `Павла`, `Петра`
    match word {
        "Павел" => return Some("Павл"),
        "Пётр" => return Some("Петр"),
        _ => {}
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

/// `Ada Roe` in a headline or in what stands around a page, where the text has but `Roe`.
fn completes(new: &[NameWord], known: &[NameWord]) -> bool {
    let [surname] = known else { return false };
    (2..=MOST_NAMES).contains(&new.len())
        && new.last().is_some_and(|last| last.id == surname.id)
        && given_name::gender(new[0].written).is_some()
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

/// The first token of the name: titles and forms of address are passed over.
pub(crate) fn name_start(reading: &Reading<'_>, mention: &Mention) -> usize {
    first_of_name(reading, mention, name_end(reading, mention))
}

fn first_of_name(reading: &Reading<'_>, mention: &Mention, end: usize) -> usize {
    let skips = |token: &Token| token.has(traits::HONORIFIC) || !token.is_word() || is_lower(token);
    let first = (mention.name..end).find(|&at| !skips(&reading.tokens[at])).unwrap_or(mention.name);
    let is_adverb = first + 1 < end && is_adverb(reading, mention, first);
    behind_offices(reading, first + usize::from(is_adverb), end)
}

/// `DA`, `AG`: a word of two capitals, which a name may have in small letters.
const SHORT_OFFICES: [u32; 4] = [of_ascii("da"), of_ascii("ag"), of_ascii("dda"), of_ascii("ada")];

/// What ranks an office from behind.
const DEPUTIES: [u32; 2] = [of_ascii("adjunto"), of_ascii("adjunta")];

/// Offices of several at once, and short ones: `Senators Ada Roe and Bo Lund`, `DA Roe`.
fn is_office(token: &Token) -> bool {
    office::of_several(token.id).is_some()
        || token.is(shape::UPPER) && SHORT_OFFICES.contains(&token.id)
}

/// Past an office among the first words of a name, and past the field of one: `Minister of Foreign Affairs
/// Ada Roe`.
fn behind_offices(reading: &Reading<'_>, first: usize, end: usize) -> usize {
    let tokens = &reading.tokens;
    if end < first + 2 {
        return first;
    }
    // `Idaho Senators Ada Roe`
    if let Some(office) = (first..(first + 2).min(end - 1)).find(|&at| is_office(&tokens[at])) {
        return office + 1;
    }
    // `Secretario Adjunto Roe`
    let follows_office = first.checked_sub(1).is_some_and(|at| tokens[at].has(traits::ROLE));
    if follows_office && DEPUTIES.contains(&tokens[first].id) {
        return first + 1;
    }
    // `County Assessor Ada Roe`
    let leads_to_given = |at: &usize| {
        let office = &tokens[*at];
        office.has(traits::ROLE)
            && office.class == Class::Other
            && office.is(shape::CAPITAL)
            && !is_given_name(office)
            && is_given_name(&tokens[*at + 1])
    };
    if let Some(office) = (first..(first + 2).min(end - 1)).find(leads_to_given) {
        return office + 1;
    }
    let is_given = |at: usize| is_given_name(&tokens[at]) || tokens[at].is(shape::INITIAL);
    let sentence = tokens[first].sentence;
    let before = |n: usize| {
        first.checked_sub(n).map(|at| &tokens[at]).filter(|before| before.sentence == sentence)
    };
    let leads = before(1).is_some_and(|lead| lead.class == Class::Preposition);
    let follows_role = before(2).is_some_and(|role| role.has(traits::ROLE)) && leads;
    // `Director of Research Ada Roe`, `глава МИД Ада Роэ`
    let is_field = follows_role && tokens[first].has(traits::DEPARTMENT);
    let is_body = before(1).is_some_and(|role| role.has(traits::ROLE))
        && tokens[first].is(shape::UPPER)
        && !tokens[first].is(shape::INITIAL)
        && !tokens[first + 1].is(shape::UPPER);
    if end >= first + 3 && (is_field || is_body) && is_given(first + 1) && !is_given(first) {
        return first + 1;
    }
    let is_in_field = end >= first + 4 && follows_role;
    let given = (first..end)
        .find(|&at| is_given(at))
        .filter(|given| is_in_field && *given >= first + 2 && *given + 1 < end);
    given.unwrap_or(first)
}

/// `Policía Nacional`, `Polícia Militar de Suva`: what kind of body it is, and nobody.
fn is_named_for_its_kind(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    matches!(
        first,
        "Militar"
            | "Nacional"
            | "Federal"
            | "Municipal"
            | "Judicial"
            | "Rodoviária"
            | "Nationale"
            | "Municipale"
            | "Judiciaire"
    )
}

/// `Democracia e Desenvolvimento`: two matters, rather than one name.
fn joins_two(name: &str) -> bool {
    [" e ", " et "].iter().any(|and| name.contains(and))
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
    before_body(reading, mention).or_else(|| before_verb(reading, mention)).unwrap_or(end)
}

/// Where a name ends before the body that somebody belongs to, in German: `Ada Roe von der Rechtshilfe`, but `Ada von
/// der Heyde`.
pub(crate) fn before_body(reading: &Reading<'_>, mention: &Mention) -> Option<usize> {
    let tokens = &reading.tokens;
    if mention.end < mention.name + 5 || !reading.has_capital_nouns(mention.name) {
        return None;
    }
    let is_link = |at: usize| {
        tokens[at].class == Class::Preposition
            && tokens[at + 1].class == Class::Determiner
            && !tokens[at].is(shape::CAPITAL)
    };
    let link = (mention.name + 2..mention.end - 2).find(|&at| is_link(at))?;
    let is_full = is_given_name(&tokens[mention.name]) && !is_given_name(&tokens[link - 1]);
    is_full.then_some(link)
}

/// Where a name ends before the verb or the noun of a headline that has taken it in: `Ada Roe Opposes Dam`, `SEN. ROE
/// COMMENTS ON DAM`, `Sen. Roe Statement:`; `Marks` and the like are names.
fn before_verb(reading: &Reading<'_>, mention: &Mention) -> Option<usize> {
    let tokens = &reading.tokens;
    let is_plain = |token: &Token| !token.has(traits::ORGANISATION);
    (mention.name + 1..mention.end)
        .take_while(|&at| is_plain(&tokens[at - 1]))
        .find(|&at| is_headline_verb(reading, mention, at))
}

fn is_headline_verb(reading: &Reading<'_>, mention: &Mention, at: usize) -> bool {
    let token = &reading.tokens[at];
    let word = token.span.of(reading.text);
    if !word.ends_with(['s', 'S', 't', 'T']) || !reading.lexicon(at).is_english {
        return false;
    }
    if token.id == STATEMENT {
        // `Joint Statement` names nobody
        return mention.name > mention.first || at > mention.name + 1;
    }
    let is_noun = token.is(shape::UPPER) && token.has(traits::NOUN);
    let is_verb = || {
        let word = word.to_ascii_lowercase();
        lexicon::is_headline_verb(&word) && !is_noun && !SURNAMES.contains(&word.as_str())
            || token.id == COMMENTS
    };
    let next = reading.tokens.get(at + 1).filter(|next| next.sentence == token.sentence);
    let goes_on = next.is_some_and(|next| {
        (next.is_capital() || next.class == Class::Determiner) && !next.has(traits::ORGANISATION)
    });
    goes_on && is_verb()
}

/// `Additionally Roe said`: whether a word that a name begins with is an adverb; but `Kelly Roe`, `Reilly Lund`.
fn is_adverb(reading: &Reading<'_>, mention: &Mention, at: usize) -> bool {
    let word = reading.tokens[at].span.of(reading.text);
    let opens =
        at.checked_sub(1).is_none_or(|before| reading.tokens[before].sentence != mention.sentence);
    let is_long = word.len() > LONGEST_SURNAME
        && ["ally", "ently", "ately"].iter().any(|ending| word.ends_with(ending));
    opens && is_long && !is_given_name(&reading.tokens[at])
}

/// The tokens of a name, without titles, forms of address and degrees.
fn name_range(reading: &Reading<'_>, mention: &Mention) -> Range<usize> {
    let end = name_end(reading, mention);
    first_of_name(reading, mention, end)..end
}

fn name_words<'r>(
    reading: &'r Reading<'_>,
    name: Range<usize>,
) -> impl Iterator<Item = NameWord> + use<'r> {
    let words = reading.tokens[name].iter().filter(|token| token.is_word() && !is_lower(token));
    words.map(|token| {
        let word = token.span.of(reading.text);
        let id = stem(word).map_or(token.id, word_id);
        NameWord::new(id, token.id, word)
    })
}

/// The name in the nominative; beside a verb of saying it stands in it.
fn cited_name(reading: &Reading<'_>, name: Range<usize>, speaks: bool) -> String {
    let is_cyrillic = ('А'..='Я').contains(&reading.tokens[name.start].sign);
    let before =
        name.start.checked_sub(1).map_or("", |at| reading.tokens[at].span.of(reading.text));
    let written = name_of(reading, name);
    if !is_cyrillic || speaks {
        return written;
    }
    declension::nominative(&written)
        .or_else(|| declension::of_a_man(&written, before))
        .or_else(|| declension::of_a_woman(&written))
        .unwrap_or(written)
}

/// The name as it is shown: one blank between words, no capitals throughout.
fn name_of(reading: &Reading<'_>, name: Range<usize>) -> String {
    let tokens = &reading.tokens[name.clone()];
    let is_shouted = tokens.len() > 1 && tokens.iter().all(|token| token.is(shape::UPPER));
    // `“Bo” Larsen`: the name began inside the marks of a nickname
    let is_half_marked = tokens.iter().filter(|token| token.kind == Kind::Mark).count() % 2 == 1;
    let mut name = String::with_capacity(reading.span(name.start, name.end).len());
    let mut end_before = None;
    for token in tokens.iter().filter(|token| !is_half_marked || token.kind != Kind::Mark) {
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
    // `chez Ada Roe` is with somebody
    let is_place =
        |before: &Token| PLACE_WORDS.contains(&before.id) && before.span.of(reading.text) != "chez";
    !owns && before.is_some_and(is_place)
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

/// `Fatima, 34, carried her daughter`, `Yolette, 31 ans, …`, `Amina (19)`: whether an age follows.
pub(crate) fn tells_age(reading: &Reading<'_>, mention: &Mention) -> bool {
    let Some([open, age, close]) = reading.tokens.get(mention.end..mention.end + 3) else {
        return false;
    };
    let is_age = age.kind == Kind::Number
        && age.span.of(reading.text).parse::<u8>().is_ok_and(|years| (5..=105).contains(&years));
    let is_closed = close.is_sign(',')
        || matches!(
            close.span.of(reading.text),
            "ans" | "años" | "anos" | "Jahre" | "years" | "лет" | "год" | "года"
        );
    is_age && (open.is_sign(',') && is_closed || open.is_sign('(') && close.is_sign(')'))
}

/// `the Attorney General`, `el Procurador General`: whether the name is but the end of an office.
fn ends_office(reading: &Reading<'_>, mention: &Mention) -> bool {
    let name = name_range(reading, mention);
    let before = name.start.checked_sub(1).map(|at| &reading.tokens[at]);
    name.len() == 1
        && reading.tokens[name.start].id == of_ascii("general")
        && before.is_some_and(|office| office.has(traits::HUMAN | traits::ROLE | traits::HONORIFIC))
}

/// What the mention itself proves, with its titles.
fn proof(reading: &Reading<'_>, mention: &Mention, titles: &[Token], words: &[NameWord]) -> Proof {
    if ends_office(reading, mention) {
        return Proof::None;
    }
    // `Vorsitzende der Fischergewerkschaft`: a genitive is of a body
    let is_genitive = reading.has_capital_nouns(mention.name)
        && matches!(titles, [.., role, article] if role.has(traits::ROLE) && article.class == Class::Determiner);
    let titles = if is_genitive { &[] } else { titles };
    // `Sen. Roe`
    let is_cut_short = |token: &Token| {
        token.class == Class::Title
            && token.is(shape::CAPITAL)
            && office::of_abbreviation(token.id).is_some()
    };
    let is_title = |token: &Token| {
        token.has(traits::HONORIFIC | traits::ROLE) || is_office(token) || is_cut_short(token)
    };
    if titles.iter().any(is_title) {
        return Proof::Title;
    }
    if mention.kind == MentionKind::Single && tells_age(reading, mention) {
        return Proof::GivenName;
    }
    // `Paul König`: an office is a surname behind a given name
    let is_surname = |token: &Token| token.class == Class::Title && token.is(shape::CAPITAL);
    let is_plain = reading.tokens[mention.name..mention.end].iter().all(|token| {
        !token.has(traits::ORGANISATION) && (!token.has(traits::HUMAN) || is_surname(token))
    });
    let has_given_name = words.len() > 1
        && words.iter().take(2).any(|word| given_name::gender(word.written).is_some());
    let has_initial = words.len() > 1 && words.iter().take(2).any(|word| word.is_initial);
    if is_plain && (has_given_name || has_initial) { Proof::GivenName } else { Proof::None }
}
