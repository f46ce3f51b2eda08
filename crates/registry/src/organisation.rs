//! One organisation under the spellings and the acronym an archive gives: `The Sea Council, Inc.`, `Sea
//! Council (SC)`.
//!
//! Names are one if they differ in an article before, the form of law behind, or an acronym in brackets. An
//! acronym alone is the organisation whose initials it is, if the archive has exactly one.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::{Authority, groups::Groups, person::words};

/// Forms of law, as the last words of a name.
const LEGAL: &[&str] = &[
    "inc",
    "incorporated",
    "ltd",
    "limited",
    "llc",
    "plc",
    "ev",
    "e v",
    "gmbh",
    "ggmbh",
    "asbl",
    "aisbl",
    "ngo",
    "ong",
];
const ARTICLES: &[&str] = &["the", "la", "le", "les", "el", "los", "o", "a", "die", "der", "das"];
/// Words that initials pass over.
const SMALL: &[&str] = &[
    "of", "the", "for", "and", "in", "on", "to", "de", "du", "des", "la", "le", "les", "et",
    "pour", "del", "los", "las", "y", "para", "da", "do", "dos", "das", "e", "und", "fur", "der",
    "die",
];
/// Shorter acronyms are too many organisations'.
const SHORTEST_ACRONYM: usize = 3;

/// An organisation of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// The name to show: the authority file's, else the spelling in full that most releases have.
    pub name: String,
    /// The spellings that are this organisation, by their place in the input, sorted.
    pub forms: Vec<usize>,
}

/// The organisations behind spellings, each given with the number of releases that have it. Every spelling is
/// one organisation's. Sorted by their first spelling; a function of the set of spellings.
pub fn organisations(forms: &[(String, u32)], authority: &Authority) -> Vec<Organisation> {
    let names: Vec<Spelling> = forms.iter().map(|(name, _)| Spelling::new(name)).collect();
    let entry_of = |idx: usize| authority.organisation(&words(&forms[idx].0));
    let mut groups = Groups::new(forms.len());
    let mut first_of: FxHashMap<(&str, Option<usize>), usize> = FxHashMap::default();
    let mut of_entry: FxHashMap<usize, usize> = FxHashMap::default();
    for (idx, name) in names.iter().enumerate() {
        let entry = entry_of(idx);
        let first = *first_of.entry((&name.key, entry)).or_insert(idx);
        groups.join(first, idx);
        if let Some(entry) = entry {
            groups.join(*of_entry.entry(entry).or_insert(idx), idx);
        }
    }
    for (acronym, idx) in acronyms(&names, &mut groups) {
        if entry_of(acronym) == entry_of(idx) {
            groups.join(acronym, idx);
        }
    }
    let mut members: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for idx in 0..forms.len() {
        members.entry(groups.root(idx)).or_default().push(idx);
    }
    let mut found: Vec<Organisation> = members
        .into_values()
        .map(|of| {
            let entry = of.iter().find_map(|&idx| entry_of(idx));
            let name = entry.map(|entry| authority.organisation_name(entry).to_owned());
            let name = name.unwrap_or_else(|| shown(forms, &names, &of));
            Organisation { name, forms: of }
        })
        .collect();
    found.sort_unstable_by_key(|organisation| organisation.forms[0]);
    found
}

/// Acronyms that stand alone, with one spelling of the only organisation whose initials they are.
fn acronyms(names: &[Spelling], groups: &mut Groups) -> Vec<(usize, usize)> {
    let mut by_initials: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (idx, name) in names.iter().enumerate().filter(|(_, name)| !name.is_acronym) {
        let mut initials = name.initials();
        initials.extend(name.acronym.clone());
        initials.sort_unstable();
        initials.dedup();
        for initials in initials {
            by_initials.entry(initials).or_default().push(idx);
        }
    }
    let mut found = Vec::new();
    for (idx, name) in names.iter().enumerate().filter(|(_, name)| name.is_acronym) {
        let Some(spelt) = by_initials.get(&name.key) else { continue };
        let first = spelt[0];
        if spelt.iter().all(|&other| groups.root(other) == groups.root(first)) {
            found.push((idx, first));
        }
    }
    found
}

fn shown(forms: &[(String, u32)], names: &[Spelling], of: &[usize]) -> String {
    let best = of.iter().max_by_key(|&&idx| {
        let (name, releases) = &forms[idx];
        (!names[idx].is_acronym, *releases, Reverse(name))
    });
    best.map(|&idx| forms[idx].0.clone()).unwrap_or_default()
}

/// A name as it is compared.
struct Spelling {
    /// Folded words without article, form of law and bracketed acronym.
    key: String,
    /// The acronym in brackets behind the name, folded.
    acronym: Option<String>,
    /// Whether it is nothing but an acronym.
    is_acronym: bool,
}

impl Spelling {
    fn new(name: &str) -> Self {
        let (name, acronym) =
            match name.trim_end().strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
                Some((before, inside)) if is_acronym(inside) && !before.trim().is_empty() => {
                    (before, Some(words(inside)))
                }
                _ => (name, None),
            };
        let all = words(name);
        let mut key = all.as_str();
        for article in ARTICLES {
            key = key.strip_prefix(article).and_then(|rest| rest.strip_prefix(' ')).unwrap_or(key);
        }
        for law in LEGAL {
            key = key.strip_suffix(law).and_then(|rest| rest.strip_suffix(' ')).unwrap_or(key);
        }
        Self { key: key.to_owned(), acronym, is_acronym: is_acronym(name) }
    }

    /// The initials of its words, with and without the small ones.
    fn initials(&self) -> Vec<String> {
        let letters = |is_counted: &dyn Fn(&str) -> bool| {
            let counted = self.key.split(' ').filter(|word| is_counted(word));
            counted.filter_map(|word| word.chars().next()).collect::<String>()
        };
        let all = [letters(&|_| true), letters(&|word| !SMALL.contains(&word))];
        all.into_iter().filter(|initials| initials.chars().count() >= SHORTEST_ACRONYM).collect()
    }
}

/// One word of capitals.
fn is_acronym(name: &str) -> bool {
    let name = name.trim();
    name.chars().count() >= SHORTEST_ACRONYM && name.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(names: &[(&str, u32)], authority: &str) -> Vec<Vec<String>> {
        let forms: Vec<(String, u32)> =
            names.iter().map(|(name, releases)| ((*name).to_owned(), *releases)).collect();
        let authority = Authority::parse(authority).unwrap();
        let found = organisations(&forms, &authority).into_iter().map(|organisation| {
            let mut names = vec![organisation.name.clone()];
            let others = organisation.forms.iter().map(|&idx| forms[idx].0.clone());
            names.extend(others.filter(|name| *name != organisation.name));
            names
        });
        found.collect()
    }

    #[test]
    fn article_form_of_law_and_acronym_make_no_other_organisation() {
        let names = [
            ("Open Sea Network", 5),
            ("Open Sea Network (OSN)", 1),
            ("OSN", 9),
            ("The Open Sea Network, Inc.", 2),
        ];
        assert_eq!(
            told(&names, ""),
            [["Open Sea Network", "Open Sea Network (OSN)", "OSN", "The Open Sea Network, Inc."]]
        );
    }

    #[test]
    fn initials_of_two_are_nobodys_acronym() {
        let names = [("OSN", 1), ("Office for Southern Nets", 1), ("Open Sea Network", 1)];
        assert_eq!(told(&names, "").len(), 3);
    }

    #[test]
    fn a_section_is_another_organisation() {
        assert_eq!(told(&[("Open Sea Network", 1), ("Open Sea Network Kenya", 1)], "").len(), 2);
    }

    #[test]
    fn the_authority_file_merges_and_renames() {
        let names = [("Friends of the Bay", 2), ("Open Sea Network", 5), ("Réseau Mer Ouverte", 1)];
        let file = "[[organisation]]\nname = \"Open Sea\"\naliases = [\"Open Sea Network\", \"Réseau Mer ouverte\"]";
        assert_eq!(
            told(&names, file),
            [
                vec!["Friends of the Bay"],
                vec!["Open Sea", "Open Sea Network", "Réseau Mer Ouverte"]
            ]
        );
    }
}
