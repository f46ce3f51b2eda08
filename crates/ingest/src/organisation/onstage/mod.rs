//! A name that does two things that issuers do, where nothing else tells who issues a release: it speaks, persons hold
//! offices there, witnesses tell it what they saw, the headline has it, it stands alone above or below the text.

mod deeds;
mod lines;
mod piece;
mod player;

use release::{Contact, Found, Part};

use self::{
    lines::{in_title, is_labelled, lines_alone, lines_dated},
    player::{Player, Stage, deed},
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

/// Who issues a release by what its name does; `against` somebody whom little tells, only who clearly does.
pub(super) fn find(
    layout: &Layout,
    contacts: &[Contact],
    places: &[Found<String>],
    has_capital_nouns: bool,
    against: Option<&str>,
) -> Option<Organisation> {
    if holder::opens_with_one(layout) {
        return None;
    }
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
    let is_other = |known: &Player<'_>| {
        let name = known.name;
        let is_of_dateline = || places.iter().any(|place| place.value.eq_ignore_ascii_case(name));
        contacts.iter().any(|contact| contact.name.as_deref() == Some(name))
            || !known.has(deed::DATED) && is_of_dateline()
            || !lexicon::is_acronym(name) && lexicon::is_place(name)
            || is_no_body(name)
            || is_public_body(&known::fold(name))
            || is_of_state(name)
            || name.chars().nth(1).is_none()
    };
    let is_rival =
        |name: &str| against.is_none_or(|other| !other.contains(name) && !name.contains(other));
    let issuers = stage.names.iter().filter(|name| {
        (name.leads() || against.is_none() && name.issues())
            && is_rival(name.name)
            && !is_other(name)
    });
    let issuer = issuers
        .filter(|name| stage.is_body(name, has_capital_nouns))
        .max_by_key(|name| (name.deeds.count_ones(), name.n_uses))?;
    let name = known::full_name(&known::fold(issuer.name)).unwrap_or(issuer.name).to_owned();
    let found = Found::new(name.clone(), issuer.span, "onstage", 0.55);
    let aliases = if name == issuer.name { Vec::new() } else { vec![issuer.name.to_owned()] };
    Some(Organisation { found: Some(found), issuer: Issuer { name: Some(name), aliases } })
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
