//! What is counted of each country: where it is named, how often and how.

use std::collections::BTreeMap;

use gazetteer::Kind;
use release::{Country, Span};
use rustc_hash::FxHashSet;

use super::{
    Sighting,
    beside::{first_sentence, is_addressed, is_in_list, opens_line},
    sighting::Standing,
};

/// What is counted of one country.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// Sightings in title, subtitle, lede and body.
    pub(crate) n_said: u32,
    /// Sightings elsewhere.
    pub(crate) n_standing: u32,
    /// The first sighting in the release's own words, else the first at all.
    pub(crate) first: Span,
    /// Whether [`Tally::first`] is ambiguous or only a demonym.
    pub(crate) is_first_weak: bool,
    pub(super) in_title: u32,
    pub(super) in_subtitle: u32,
    pub(super) in_lede: u32,
    pub(super) in_first_sentence: u32,
    pub(super) opens_title: u32,
    pub(super) listed: u32,
    pub(super) addressed: u32,
    pub(super) demonyms: u32,
    /// Cities, regions and institutions named in the release's own words.
    pub(crate) n_places: u32,
    pub(super) places_in_title: u32,
    pub(super) places_in_lede: u32,
    /// Different places of it.
    pub(super) n_distinct: u32,
    /// How often a place in it stands around the release's own words: in a letterhead, an address.
    pub(super) n_around: u32,
    /// Whether the dateline names it or a place in it.
    pub(super) in_dateline: bool,
    /// The sightings that `n_said` counts.
    pub(super) said_at: Vec<Span>,
    /// The sightings that `n_places` counts.
    pub(super) places_at: Vec<Span>,
}

/// Counts every country that a release names.
pub(crate) fn tally(text: &str, sightings: &[Sighting]) -> BTreeMap<Country, Tally> {
    let mut tallies: BTreeMap<Country, Tally> = BTreeMap::new();
    let mut places: FxHashSet<(Country, &str)> = FxHashSet::default();
    let lede_start = sightings
        .iter()
        .find(|sighting| sighting.standing == Some(Standing::Lede))
        .map_or(0, |sighting| sighting.span.start as usize);
    let sentence_end = lede_start + first_sentence(text.get(lede_start..).unwrap_or_default());
    for (at, sighting) in sightings.iter().enumerate() {
        let tally = tallies.entry(sighting.country).or_default();
        tally.in_dateline |= sighting.is_dateline;
        let Some(standing) = sighting.standing else {
            tally.see_standing_text(sighting);
            continue;
        };
        if !sighting.is_mention() {
            tally.see_place(sighting, standing);
            let name = sighting.span.of(text);
            let is_new = places.insert((sighting.country, name));
            tally.n_distinct += u32::from(is_new);
            continue;
        }
        tally.see(sighting, standing);
        let is_early = standing == Standing::Lede && (sighting.span.end as usize) <= sentence_end;
        tally.in_first_sentence += u32::from(is_early);
        let opens_title = standing == Standing::Title && opens_line(text, sighting.span);
        tally.opens_title += u32::from(opens_title);
        tally.addressed += u32::from(is_addressed(text, sighting.span));
        tally.listed += u32::from(is_in_list(text, sightings, at));
    }
    tallies
}

impl Tally {
    fn see_standing_text(&mut self, sighting: &Sighting) {
        if !sighting.is_mention() {
            let is_place = matches!(sighting.kind, Kind::City | Kind::Region);
            self.n_around += u32::from(is_place && !sighting.is_dateline);
            if self.n_said + self.n_standing + self.n_places == 0 {
                self.first = sighting.span;
                self.is_first_weak = true;
            }
            return;
        }
        if self.n_said == 0 && self.n_standing == 0 {
            self.first = sighting.span;
            self.is_first_weak = is_weak(sighting);
        }
        self.n_standing += 1;
    }

    fn see_place(&mut self, sighting: &Sighting, standing: Standing) {
        if self.n_said + self.n_standing + self.n_places == 0 {
            self.first = sighting.span;
            self.is_first_weak = true;
        }
        self.n_places += 1;
        self.places_at.push(sighting.span);
        self.places_in_title += u32::from(standing == Standing::Title);
        self.places_in_lede += u32::from(standing == Standing::Lede);
    }

    /// Whether the release may be about it: it names it in its own words, or places in it. Beside many
    /// countries that are named a place or two tell where somebody comes from.
    pub(crate) fn is_candidate(&self, are_many_named: bool) -> bool {
        let is_backed = !are_many_named || self.n_standing > 0 || self.n_places > 2;
        self.n_said > 0 || (self.n_places > 0 && is_backed)
    }

    fn see(&mut self, sighting: &Sighting, standing: Standing) {
        if self.n_said == 0 {
            self.first = sighting.span;
            self.is_first_weak = is_weak(sighting);
        }
        self.n_said += 1;
        self.said_at.push(sighting.span);
        match standing {
            Standing::Title => self.in_title += 1,
            Standing::Subtitle => self.in_subtitle += 1,
            Standing::Lede => self.in_lede += 1,
            Standing::Body => {}
        }
        self.demonyms += u32::from(sighting.kind == Kind::Demonym);
    }
}

fn is_weak(sighting: &Sighting) -> bool {
    sighting.is_ambiguous || sighting.kind == Kind::Demonym
}
