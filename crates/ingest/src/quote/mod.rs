//! Who said what.

mod address;
mod calling;
mod clause;
mod compound;
mod declension;
mod decode;
mod direct;
mod employer;
mod entries;
mod feature;
mod fingerprint;
mod fragment;
mod given_name;
mod han;
mod indirect;
mod interruption;
mod introduction;
mod inverted;
mod joint;
mod law;
mod lexicon;
mod lexicons;
mod mark;
mod mention;
pub mod model;
mod namesake;
mod nearest;
mod notes;
mod office;
mod organisation;
mod person;
mod pronoun;
mod ranker;
mod reader;
mod reading;
mod respective;
mod retag;
mod role;
mod script;
mod second;
mod sentence;
mod spoken;
mod statement;
mod subject;
mod surroundings;
mod symbol;
mod title;
mod token;
mod trailing;
mod unclosed;
mod utterance;
mod weights;
mod whose;
mod word_id;

use release::{Contact, Found, Language, Part, Quote, Span, Speaker, Warning, Word};

use crate::{
    layout::Layout,
    quote::{ranker::Ranker, reading::Reading, whose::Resolver},
};

/// What the search for quotes is given.
#[derive(Debug)]
pub(crate) struct Input<'t> {
    /// The text of the release.
    pub(crate) text: &'t str,
    /// Its words.
    pub(crate) words: &'t [Word],
    /// Its blocks and their parts.
    pub(crate) layout: &'t Layout,
    /// Its language.
    pub(crate) language: Option<Language>,
    /// Its passages in another language.
    pub(crate) passages: &'t [Found<Language>],
    /// The contacts, which name people in full.
    pub(crate) contacts: &'t [Contact],
    /// Who issues the release.
    pub(crate) issuer: &'t Issuer,
    /// The places of its dateline.
    pub(crate) places: &'t [Found<String>],
}

/// The organisation that issues a release, and what the text calls it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Issuer {
    /// Its full name, if known.
    pub(crate) name: Option<String>,
    /// Other names the text defines for it: `the Coalition`, `CICC`.
    pub(crate) aliases: Vec<String>,
}

/// Everything that was found about speech.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spoken {
    /// The quotes in text order.
    pub(crate) quotes: Vec<Quote>,
    /// The speakers in order of appearance.
    pub(crate) speakers: Vec<Speaker>,
    /// Where persons are named, sorted; a country name in one of these is no country.
    pub(crate) persons: Vec<Span>,
    /// Where organisations are named, sorted.
    pub(crate) organisations: Vec<Span>,
    /// What is unsure about the marks.
    pub(crate) warnings: Vec<Warning>,
}

/// Finds the quotes of a release and whose they are.
pub(crate) fn find(input: &Input<'_>, ranker: Ranker<'_>) -> Spoken {
    let part = |block: usize| input.layout.blocks[block].part;
    let reading = Reading::of_blocks(input, |block| is_spoken(part(block)));
    let is_heading = |paragraph: usize| {
        let block = reading.paragraphs[paragraph].block;
        matches!(part(block), Part::Title | Part::Subtitle)
    };
    let persons = person::find(&reading, input.contacts, input.places, is_heading);
    let resolver = Resolver { reading: &reading, persons: &persons, issuer: input.issuer };
    let mut found = direct::find(&resolver, ranker);
    let is_running = |paragraph: usize| part(reading.paragraphs[paragraph].block).is_running_text();
    let reported = indirect::find(&resolver, is_running, &found);
    found.extend(reported);
    found.sort_by_key(|attributed| attributed.span);
    let states = |paragraph: usize| {
        matches!(
            part(reading.paragraphs[paragraph].block),
            Part::Title | Part::Subtitle | Part::Byline | Part::Lede | Part::Body | Part::Chrome
        )
    };
    let stating = statement::speakers(&resolver, states);
    spoken::write(input, &resolver, &found, &stating)
}

pub(crate) use self::han::{
    is_han, is_name as is_han_name, may_be_name as may_be_han_name,
    role_and_name as han_role_and_name,
};

/// Whether a word is a given name in some language.
pub(crate) fn is_given_name(word: &str) -> bool {
    given_name::gender(word_id::word_id(word)).is_some()
}

/// Whether quotes are looked for in a part.
fn is_spoken(part: Part) -> bool {
    match part {
        Part::Title | Part::Subtitle | Part::Lede | Part::Body | Part::Background | Part::Notes => {
            true
        }
        Part::Chrome
        | Part::Letterhead
        | Part::Marker
        | Part::Date
        | Part::Byline
        | Part::Signatories
        | Part::Contacts
        | Part::End => false,
    }
}

#[cfg(test)]
mod tests;
