//! Who issues the release, and what else the text calls the issuer.
//!
//! Many places hint at the issuer: the letterhead, the subject of `… said today`, the organisations of the
//! contacts, their mail domain, `About X`. Each gives points to the names it holds; forms of one name
//! (`Long Name (ABBR)`) share their points; the longest form wins. Where the points tell nobody, or somebody who is far less
//! likely than another by what is learned of points, rules, deeds and uses (`rank`), that other is the issuer.

mod actor;
mod addressee;
mod alias;
mod demand;
mod domain;
mod employer;
mod genitive;
mod hint;
mod holder;
mod host;
mod known;
mod named;
mod onstage;
mod pool;
mod public_body;
mod rank;
mod role;
mod run;
mod russian;
mod script;
mod shaped;
mod tally;
mod unspaced;
mod verb;
mod word;

use release::{Contact, Found, Language};

use self::{alias::Aliases, tally::Tally};
use crate::{layout::Layout, quote::Issuer, text::Text};

pub(crate) use self::{
    alias::long_form,
    demand::verbs as demand_verbs,
    employer::of_speakers,
    host::take_bodies,
    known::{is_known, openers as known_openers},
    rank::NAMES as FEATURES,
};

/// The issuer as a value and as what the search for quotes needs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Organisation {
    pub(crate) found: Option<Found<String>>,
    /// No rule tells it: the body of a speaker goes before it.
    pub(crate) is_guess: bool,
    pub(crate) issuer: Issuer,
}

/// What is known of a release when its issuer is sought.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input<'t> {
    pub(crate) text: &'t Text,
    pub(crate) layout: &'t Layout,
    pub(crate) contacts: &'t [Contact],
    pub(crate) places: &'t [Found<String>],
    pub(crate) language: Option<Language>,
}

impl<'t> Input<'t> {
    fn is_german(&self) -> bool {
        self.language.is_some_and(|language| language.code() == "de")
    }

    fn read_stage(&self) -> onstage::Read<'t> {
        onstage::read(self.layout, self.contacts, self.places, self.is_german())
    }
}

/// Finds the issuer of a release.
pub(crate) fn find(input: &Input<'_>) -> Organisation {
    let (layout, is_german) = (input.layout, input.is_german());
    let aliases = Aliases::read(&layout.words);
    let tally = tally(input, &aliases);
    let judged = (!tally.is_settled()).then(|| tally.clone());
    let organisation = tally.choose(layout, is_german);
    let Some(mut judged) = judged else { return organisation };
    let found = organisation.found.as_ref();
    let is_open = found.is_none_or(is_weak);
    if is_open && !judged.may_be_of_body(layout) {
        return organisation;
    }
    let stage = input.read_stage();
    let organisation = if is_open {
        let rival = found.map(|found| found.value.as_str());
        let leader = stage.issuer(layout, rival);
        leader.map_or(organisation, |found| in_full(found, &aliases))
    } else {
        organisation
    };
    judged.onstage(stage.met());
    let told = organisation.found.as_ref().map(|found| found.value.as_str());
    judged.likeliest(told, layout, is_german).unwrap_or(organisation)
}

/// The names that may be the issuer's, each in all its forms, with the features of each; for learning.
pub(crate) fn candidates(input: &Input<'_>) -> Vec<(Vec<String>, Vec<f32>)> {
    let aliases = Aliases::read(&input.layout.words);
    let mut tally = tally(input, &aliases);
    tally.onstage(input.read_stage().met());
    let features = tally.features(input.layout);
    tally.names().into_iter().zip(features.iter().map(|features| features.to_vec())).collect()
}

fn tally<'a>(input: &Input<'_>, aliases: &'a Aliases) -> Tally<'a> {
    let Input { text, layout, contacts, places, .. } = *input;
    let mut tally = Tally::new(aliases);
    tally.proposed(text, layout, contacts, places);
    tally.letterhead(layout);
    tally.carrier(text);
    tally.head_lines(layout);
    tally.running_text(layout);
    tally.standing_text(layout);
    tally.contacts(contacts);
    tally.told_by_deeds(layout, contacts, places, input.is_german());
    tally.foot(layout);
    tally.demands(layout);
    tally.domains(contacts);
    tally
}

/// An issuer under its long name, as the text spells it, and its abbreviations.
fn in_full(mut organisation: Organisation, aliases: &Aliases) -> Organisation {
    let Some(found) = &mut organisation.found else { return organisation };
    let key = aliases.key(&found.value, &known::fold(&found.value));
    let name = aliases.long_of(&key).next().unwrap_or(&found.value).to_owned();
    let names = aliases.short_of(&key).map(str::to_owned);
    organisation.issuer.aliases.extend(names.chain([found.value.clone()]));
    organisation.issuer.aliases.sort();
    organisation.issuer.aliases.dedup();
    organisation.issuer.aliases.retain(|alias| *alias != name);
    organisation.issuer.name = Some(name.clone());
    found.value = name;
    organisation
}

/// Whether all that tells an issuer is a mention of a body that the text may name for any reason, below its first paragraph.
fn is_weak(found: &Found<String>) -> bool {
    const LITTLE: f32 = 0.65;
    const OF_TEXT: [&str; 8] = [
        "headline",
        "lede-author",
        "lede-name",
        "lede-subject",
        "named",
        "demands",
        "role-of-speaker",
        "speakers-organisation",
    ];
    found.evidence.confidence < LITTLE && OF_TEXT.contains(&&*found.evidence.rule)
}
