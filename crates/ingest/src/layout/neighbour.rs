//! Features that a unit has by its neighbours.

use crate::layout::feature::{Feature, Features};

/// How many units a name may stand before the telephone number.
const REACH: usize = 4;

/// Sets [`Feature::InContact`]: a block opens with its head or a first detail and goes on while details
/// keep coming.
pub(super) fn mark_contacts(features: &mut [Features]) {
    let is_detail = |unit: &Features| {
        (unit.has(Feature::Email) || unit.has(Feature::Phone) || unit.has(Feature::PlaceLabel))
            && !unit.has(Feature::WordsMany)
            && !unit.has(Feature::Carrier)
    };
    let is_shaped = |unit: &Features| {
        unit.has(Feature::NameShaped)
            || unit.has(Feature::RoleLine)
            || unit.has(Feature::OrgShaped)
            || unit.has(Feature::Address)
            || unit.has(Feature::EndsComma)
            || unit.has(Feature::Words3)
    };
    let mut is_open = false;
    for idx in 0..features.len() {
        let unit = features[idx];
        let end = features.len().min(idx + 1 + REACH);
        let follows = features[idx + 1..end]
            .iter()
            .take_while(|next| !next.has(Feature::Prose) && !next.has(Feature::Marker))
            .any(is_detail);
        let is_head = unit.has(Feature::ContactHead);
        let belongs = is_detail(&unit)
            || (is_shaped(&unit)
                && !unit.has(Feature::HeadlineVerb)
                && (is_open && follows || names_person(unit) && follows && is_next(features, idx)));
        features[idx].set(Feature::InContact, belongs && !is_head);
        is_open = is_head || belongs;
    }
}

fn names_person(unit: Features) -> bool {
    unit.has(Feature::NameShaped)
}

/// Whether the line after a name, or the one after its role, is a detail.
fn is_next(features: &[Features], idx: usize) -> bool {
    features[idx + 1..features.len().min(idx + 4)]
        .iter()
        .take_while(|unit| !unit.has(Feature::BlankBefore))
        .any(|unit| unit.has(Feature::Email) || unit.has(Feature::Phone))
}

pub(super) fn mark_neighbours(features: &mut [Features]) {
    let is_lede = |features: &Features| {
        features.has(Feature::Prose)
            && !features.has(Feature::Carrier)
            && !features.has(Feature::Bracketed)
            && !features.has(Feature::ChromePhrase)
            && !features.has(Feature::ContactHead)
            && !features.has(Feature::Heading)
    };
    let first_prose = features.iter().position(is_lede).unwrap_or(features.len());
    for idx in 0..features.len() {
        let next_is_prose = features.get(idx + 1).is_some_and(is_lede);
        let unit = &mut features[idx];
        unit.set(Feature::BeforeProse, idx < first_prose);
        unit.set(Feature::BeforeNextProse, next_is_prose);
    }
}
