//! Names made one: of persons, of organisations, and how each is shown.

use std::collections::{BTreeMap, BTreeSet};

use registry::{Authority, Form};

use super::{
    lists::{Lists, Understood},
    words::fold_name,
};

/// Every name of a person or organisation, folded, by `speaker` or `org` and the one that is shown.
pub(super) type Aliases = BTreeMap<String, BTreeSet<String>>;

/// How many releases and quotes use each spelling, by facet and key.
pub(super) type Uses = BTreeMap<(&'static str, String), BTreeMap<String, (u32, u32)>>;

/// By what two values of a facet are one.
pub(super) fn key(facet: &str, value: &str) -> String {
    match facet {
        "speaker" | "org" | "place" => fold_name(value),
        _ => value.to_owned(),
    }
}

/// Gives every speaker the one name of the person.
pub(super) fn name_persons(all: &mut [Understood]) -> Aliases {
    let mut aliases = Aliases::new();
    let mut releases_of: BTreeMap<(String, String), u32> = BTreeMap::new();
    let form = |speaker: &release::Speaker| {
        let organisation = speaker.organisation.as_deref().map(gazetteer::fold);
        (speaker.name.clone(), organisation.unwrap_or_default())
    };
    for speaker in all.iter().flat_map(|(extracted, _)| &extracted.release.speakers) {
        *releases_of.entry(form(speaker)).or_default() += 1;
    }
    let forms: Vec<Form> = releases_of
        .into_iter()
        .map(|((name, organisation), releases)| Form { name, organisation, releases })
        .collect();
    let mut name_of: BTreeMap<(String, String), String> = BTreeMap::new();
    for person in registry::persons(&forms, &Authority::default()) {
        for form in person.forms.iter().map(|&at| &forms[at]) {
            let others = aliases.entry(format!("speaker {}", fold_name(&person.name))).or_default();
            others.insert(fold_name(&form.name));
            name_of.insert((form.name.clone(), form.organisation.clone()), person.name.clone());
        }
    }
    for release in all.iter_mut().map(|(extracted, _)| &mut extracted.release) {
        let names: BTreeMap<String, String> = release
            .speakers
            .iter()
            .map(|speaker| (speaker.name.clone(), name_of[&form(speaker)].clone()))
            .collect();
        for speaker in &mut release.speakers {
            speaker.name = names[&speaker.name].clone();
        }
        for name in release.quotes.iter_mut().filter_map(|quote| quote.speaker.as_mut()) {
            *name = names[name].clone();
        }
    }
    aliases
}

/// Gives every organisation its one name.
pub(super) fn name_organisations(all: &mut [Understood]) -> Aliases {
    let mut aliases = Aliases::new();
    let mut releases_of: BTreeMap<String, u32> = BTreeMap::new();
    for release in all.iter().map(|(extracted, _)| &extracted.release) {
        if let Some(found) = &release.organisation {
            *releases_of.entry(found.value.clone()).or_default() += 1;
        }
        for name in release.quotes.iter().filter_map(|quote| quote.organisation.as_ref()) {
            releases_of.entry(name.clone()).or_default();
        }
    }
    let forms: Vec<(String, u32)> = releases_of.into_iter().collect();
    let mut name_of: BTreeMap<String, String> = BTreeMap::new();
    for found in registry::organisations(&forms, &Authority::default()) {
        for (form, _) in found.forms.iter().map(|&at| &forms[at]) {
            let others = aliases.entry(format!("org {}", fold_name(&found.name))).or_default();
            others.insert(fold_name(form));
            name_of.insert(form.clone(), found.name.clone());
        }
    }
    for release in all.iter_mut().map(|(extracted, _)| &mut extracted.release) {
        if let Some(found) = &mut release.organisation {
            found.value = name_of[&found.value].clone();
        }
        for name in release.quotes.iter_mut().filter_map(|quote| quote.organisation.as_mut()) {
            *name = name_of[name].clone();
        }
    }
    aliases
}

/// How each name is shown: as most releases spell it, then as most quotes do, then as comes first.
pub(super) struct Spelling(BTreeMap<(&'static str, String), String>);

impl Spelling {
    pub(super) fn of(lists: &Lists) -> Self {
        let best = |spellings: &BTreeMap<String, (u32, u32)>| {
            let reversed = spellings.iter().rev();
            reversed.max_by_key(|(_, counts)| **counts).map(|(spelling, _)| spelling.clone())
        };
        let shown =
            lists.uses.iter().map(|(key, spellings)| (key.clone(), best(spellings).unwrap()));
        Self(shown.collect())
    }

    pub(super) fn shown(&self, facet: &'static str, key: &str) -> String {
        self.0.get(&(facet, key.to_owned())).cloned().unwrap_or_else(|| key.to_owned())
    }
}
