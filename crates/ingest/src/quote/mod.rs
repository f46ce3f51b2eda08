//! Who said what.

use release::{Contact, Language, Quote, Span, Speaker, Word};

use crate::layout::Layout;

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
    /// The contacts, which name people in full.
    pub(crate) contacts: &'t [Contact],
    /// Who issues the release.
    pub(crate) issuer: &'t Issuer,
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
}

/// Finds the quotes of a release and whose they are.
pub(crate) fn find(_input: &Input<'_>) -> Spoken {
    Spoken::default()
}
