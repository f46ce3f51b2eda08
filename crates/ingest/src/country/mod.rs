//! Which countries a release is about, names, or only carries along.
//!
//! [`sighting`] finds where countries are named and in which part of the release; [`doubt`] settles
//! what Georgia, Congo or Jordan mean here; [`tally`] counts; [`feature`] says what can be seen of each
//! country; [`model`] weighs that; [`profile`] knows chapters of yearly reports. A country is in focus,
//! mentioned, or named in standing text only.

mod beside;
mod doubt;
mod feature;
mod involve;
mod model;
mod organisation;
mod profile;
mod sighting;
mod tally;

use release::{Block, Country, Found, Language, Span};

pub(crate) use feature::NAMES as FOCUS_FEATURES;
pub(crate) use involve::{features, find};
pub(crate) use sighting::{Sighting, sight};

/// What the search for countries is given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input<'t> {
    /// The text of the release.
    pub(crate) text: &'t str,
    /// Its paragraphs and what each is for.
    pub(crate) blocks: &'t [Block],
    /// Its language.
    pub(crate) language: Option<Language>,
    /// The places of its dateline.
    pub(crate) places: &'t [Found<String>],
    /// Where persons are named, sorted.
    pub(crate) persons: &'t [Span],
    /// Where organisations are named, sorted.
    pub(crate) organisations: &'t [Span],
}

/// The countries named within a passage, sorted, each once.
pub(crate) fn named_in(sightings: &[Sighting], passage: Span) -> Vec<Country> {
    let first = sightings.partition_point(|sighting| sighting.span.start < passage.start);
    let mut countries: Vec<Country> = sightings[first..]
        .iter()
        .take_while(|sighting| sighting.span.end <= passage.end)
        .filter(|sighting| sighting.is_mention())
        .map(|sighting| sighting.country)
        .collect();
    countries.sort_unstable();
    countries.dedup();
    countries
}

#[cfg(test)]
mod tests;
