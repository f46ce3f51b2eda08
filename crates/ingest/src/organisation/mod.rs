//! Who issues the release, and what else the text calls the issuer.
//!
//! Many places hint at the issuer: the letterhead, the subject of `… said today`, the organisations of the
//! contacts, their mail domain, `About X`. Each gives points to the names it holds; forms of one name
//! (`Long Name (ABBR)`) share their points; the longest form wins.

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
};

/// The issuer as a value and as what the search for quotes needs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Organisation {
    pub(crate) found: Option<Found<String>>,
    pub(crate) issuer: Issuer,
}

/// Finds the issuer of a release.
pub(crate) fn find(
    text: &Text,
    layout: &Layout,
    contacts: &[Contact],
    places: &[Found<String>],
    language: Option<Language>,
) -> Organisation {
    let aliases = Aliases::read(&layout.words);
    let mut tally = Tally::new(&aliases);
    tally.proposed(text, layout, contacts, places);
    tally.letterhead(layout);
    tally.carrier(text);
    tally.head_lines(layout);
    tally.running_text(layout);
    tally.standing_text(layout);
    tally.contacts(contacts);
    let is_german = language.is_some_and(|language| language.code() == "de");
    tally.told_by_deeds(layout, contacts, places, is_german);
    tally.foot(layout);
    tally.demands(layout);
    tally.domains(contacts);
    let organisation = tally.choose(layout, is_german);
    let found = organisation.found.as_ref();
    if found.is_some_and(|found| !is_weak(found)) {
        return organisation;
    }
    let rival = found.map(|found| found.value.as_str());
    let onstage = onstage::find(layout, contacts, places, is_german, rival);
    onstage.map_or(organisation, |found| in_full(found, &aliases))
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
