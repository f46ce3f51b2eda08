//! A name that does two things that issuers do, where nothing else tells who issues a release: it speaks, persons hold
//! offices there, witnesses tell it what they saw, the headline has it, it stands alone above or below the text.

mod deeds;
mod lines;
mod piece;
mod player;

use release::{Contact, Found, Part, Span};

pub(super) use self::player::deed;
use self::{
    lines::{in_title, is_labelled, lines_alone, lines_dated},
    player::{Player, Stage},
};
use crate::{
    layout::Layout,
    lexicon,
    organisation::{
        Organisation, actor, holder, known, public_body::is_public_body, tally::is_no_body,
    },
    quote::Issuer,
};

/// Issuers have done so by then, in paragraphs.
const MOST_PARAGRAPHS: usize = 16;
/// A name has no more words.
const LONGEST: usize = 7;

/// A name and what it was seen to do.
pub(super) struct Met<'t> {
    pub(super) name: &'t str,
    pub(super) span: Span,
    pub(super) deeds: u16,
    /// It can be a body's.
    pub(super) may_issue: bool,
}

/// The names of a text and what each does, whose names they can be, and in which language.
pub(super) struct Read<'t> {
    stage: Stage<'t>,
    contacts: &'t [Contact],
    places: &'t [Found<String>],
    has_capital_nouns: bool,
}

/// Reads the names of a text and what each does.
pub(super) fn read<'t>(
    layout: &'t Layout,
    contacts: &'t [Contact],
    places: &'t [Found<String>],
    has_capital_nouns: bool,
) -> Read<'t> {
    let mut stage = Stage::default();
    let running =
        layout.blocks.iter().enumerate().filter(|(_, block)| block.part.is_running_text());
    for (n_before, (idx, block)) in running.take(MOST_PARAGRAPHS).enumerate() {
        stage.read(&layout.line(idx), block.span, n_before);
    }
    let alone = lines_alone(layout);
    // a bare abbreviation may stand below the text and in the headline, and nowhere else
    for (idx, name) in &alone {
        if lexicon::is_acronym(name) {
            stage.meet(name, layout.blocks[*idx].span, 1);
        }
    }
    let title = layout.of_part(Part::Title).next();
    let title = title.map_or("", |(idx, _)| layout.words[idx].as_str());
    let dated = lines_dated(layout);
    for (idx, name) in &dated {
        stage.meet(name, layout.blocks[*idx].span, name.split(' ').count());
    }
    for name in &mut stage.names {
        let is_alone = alone.iter().any(|(_, line)| *line == name.name);
        let is_dated = dated.iter().any(|(_, line)| *line == name.name);
        if is_dated && (is_alone || name.n_uses > 0) {
            name.deeds |= deed::DATED | deed::ALONE;
        }
        if is_alone {
            name.deeds |= deed::ALONE;
        }
        if is_labelled(layout, name.name) {
            name.deeds |= deed::LABELLED;
        }
        name.deeds |= in_title(title, name.name);
    }
    Read { stage, contacts, places, has_capital_nouns }
}

impl Read<'_> {
    /// What each name was seen to do.
    pub(super) fn met(&self) -> impl Iterator<Item = Met<'_>> {
        self.stage.names.iter().filter(|known| known.deeds != 0).map(|known| {
            let may_issue =
                !self.is_other(known) && self.stage.is_body(known, self.has_capital_nouns);
            let deeds = known.deeds
                | if known.issues() { deed::ISSUES } else { 0 }
                | if known.leads() { deed::LEADS } else { 0 };
            Met { name: known.name, span: known.span, deeds, may_issue }
        })
    }

    /// Whether a name is a person's, a place's, an authority's or no name at all.
    fn is_other(&self, known: &Player<'_>) -> bool {
        let name = known.name;
        let is_of_dateline =
            || self.places.iter().any(|place| place.value.eq_ignore_ascii_case(name));
        self.contacts.iter().any(|contact| contact.name.as_deref() == Some(name))
            || !known.has(deed::DATED) && is_of_dateline()
            || !lexicon::is_acronym(name) && lexicon::is_place(name)
            || is_no_body(name)
            || is_public_body(&known::fold(name))
            || is_of_state(name)
            || name.chars().nth(1).is_none()
    }

    /// Who issues a release by what its name does; `against` somebody whom little tells, only who clearly does.
    pub(super) fn issuer(&self, layout: &Layout, against: Option<&str>) -> Option<Organisation> {
        if holder::opens_with_one(layout) {
            return None;
        }
        let is_rival =
            |name: &str| against.is_none_or(|other| !other.contains(name) && !name.contains(other));
        let issuers = self.stage.names.iter().filter(|name| {
            (name.leads() || against.is_none() && name.issues())
                && is_rival(name.name)
                && !self.is_other(name)
        });
        let issuer = issuers
            .filter(|name| self.stage.is_body(name, self.has_capital_nouns))
            .max_by_key(|name| (name.deeds.count_ones(), name.n_uses))?;
        let name = known::full_name(&known::fold(issuer.name)).unwrap_or(issuer.name).to_owned();
        let found = Found::new(name.clone(), issuer.span, "onstage", 0.55);
        let aliases = if name == issuer.name { Vec::new() } else { vec![issuer.name.to_owned()] };
        let issuer = Issuer { name: Some(name), aliases };
        Some(Organisation { found: Some(found), is_guess: false, issuer })
    }
}

/// Seats of states, armed groups and companies of the net, which speak and employ but issue no releases of this kind.
fn is_of_state(name: &str) -> bool {
    const OTHERS: [&str; 24] = [
        "White House",
        "Kremlin",
        "Pentagon",
        "Downing Street",
        "Home Office",
        "Foreign Office",
        "Elysée",
        "Élysée",
        "Bundestag",
        "Taliban",
        "Hamas",
        "Hezbollah",
        "Vatican",
        "Congress",
        "Senate",
        "House",
        "Facebook",
        "Google",
        "Twitter",
        "Reuters",
        "Xinhua",
        "Republicans",
        "Democrats",
        "Internet",
    ];
    OTHERS.contains(&name) || name.split(' ').any(actor::is_kind_of_other)
}
