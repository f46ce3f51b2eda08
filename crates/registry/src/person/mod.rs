//! One person under all the names an archive gives: `William R. Oduor`, `Bill Oduor`, `W. Oduor`.
//!
//! A person is a set of *forms*. Names that fold to the same words are one; others are compared in pairs
//! that share a surname, by what agrees: given names, initials, nicknames, the organisation spoken for.
//! Pairs that agree enough are joined, but never so that two names that contradict each other become one
//! person: where a short name fits two such, it goes to the one it fits clearly better, else it stays on
//! its own. The user's [`Authority`] has the last word.
//!
//! The weights follow the Fellegi–Sunter idea of evidence that adds up; they are set by hand.

mod link;
mod name;
mod nickname;

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

pub(crate) use self::name::words;
use self::{link::Links, name::Name};
use crate::Authority;

/// A name as releases spell it, with the organisation for which it speaks there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// As spelled.
    pub name: String,
    /// Folded as [`gazetteer::fold`] does; empty where none is told.
    pub organisation: String,
    /// How many releases give it so.
    pub releases: u32,
}

/// A person of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name to show: the authority file's, else the fullest spelling that most releases have.
    pub name: String,
    /// The forms that are this person, by their place in the input, sorted.
    pub forms: Vec<usize>,
}

/// The persons behind forms; every form is one person's. Sorted by their first form.
///
/// The outcome depends on the set of forms only, if they are given sorted.
pub fn persons(forms: &[Form], authority: &Authority) -> Vec<Person> {
    let nodes = nodes(forms, authority);
    let group_of = Links::between(&nodes, authority).groups();
    let mut groups: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (node, group) in nodes.iter().zip(group_of) {
        groups.entry(group).or_default().extend(&node.forms);
    }
    let mut persons: Vec<Person> = groups
        .into_values()
        .map(|mut of| {
            of.sort_unstable();
            Person { name: shown(forms, &of, authority), forms: of }
        })
        .collect();
    persons.sort_unstable_by_key(|person| person.forms[0]);
    persons
}

/// The forms of one name, as far as the authority file does not part them.
struct Node {
    name: Name,
    /// The entry of the authority file that claims it.
    entry: Option<usize>,
    /// Folded, sorted, each once, the empty one left out.
    organisations: Vec<String>,
    forms: Vec<usize>,
}

fn nodes(forms: &[Form], authority: &Authority) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut node_of: FxHashMap<(String, Option<usize>), usize> = FxHashMap::default();
    for (idx, form) in forms.iter().enumerate() {
        let name = Name::new(&form.name);
        let entry = authority.entry(name.words(), &form.organisation);
        let at = *node_of.entry((name.words().to_owned(), entry)).or_insert_with(|| {
            nodes.push(Node { name, entry, organisations: Vec::new(), forms: Vec::new() });
            nodes.len() - 1
        });
        nodes[at].forms.push(idx);
        if !form.organisation.is_empty() {
            nodes[at].organisations.push(form.organisation.clone());
        }
    }
    for node in &mut nodes {
        node.organisations.sort_unstable();
        node.organisations.dedup();
    }
    nodes
}

/// The fullest spelling that most releases have.
fn shown(forms: &[Form], of: &[usize], authority: &Authority) -> String {
    let entry = of.iter().find_map(|&idx| {
        let form = &forms[idx];
        authority.entry(Name::new(&form.name).words(), &form.organisation)
    });
    if let Some(entry) = entry {
        return authority.name(entry).to_owned();
    }
    let mut releases_of: FxHashMap<&str, u32> = FxHashMap::default();
    for &idx in of {
        let form = &forms[idx];
        let met = releases_of.entry(&form.name).or_default();
        *met = met.saturating_add(form.releases);
    }
    let best = releases_of.into_iter().max_by_key(|(name, releases)| {
        let fullness = Name::new(name).fullness();
        (fullness, *releases, name.chars().count(), Reverse(*name))
    });
    best.map(|(name, _)| name.to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn form(name: &str, organisation: &str, releases: u32) -> Form {
        Form { name: name.to_owned(), organisation: organisation.to_owned(), releases }
    }

    /// The names of each person, the one shown first.
    fn told(forms: &[Form], authority: &str) -> Vec<Vec<String>> {
        let authority = Authority::parse(authority).unwrap();
        let persons = persons(forms, &authority);
        let names = persons.into_iter().map(|person| {
            let mut names = vec![person.name.clone()];
            for idx in person.forms {
                if !names.contains(&forms[idx].name) {
                    names.push(forms[idx].name.clone());
                }
            }
            names
        });
        names.collect()
    }

    #[test]
    fn initials_nicknames_and_middle_names_are_one_person() {
        let forms = [
            form("Bill Roe", "sea council", 2),
            form("W. Roe", "sea council", 1),
            form("William R. Roe", "sea council", 5),
            form("William Roe", "", 3),
        ];
        assert_eq!(told(&forms, ""), [["William R. Roe", "Bill Roe", "W. Roe", "William Roe"]]);
    }

    #[test]
    fn an_initial_without_the_same_organisation_is_nobody_else() {
        let forms = [form("J. Roe", "harbour bank", 1), form("Joan Roe", "sea council", 4)];
        assert_eq!(told(&forms, "").len(), 2);
    }

    #[test]
    fn a_short_name_that_fits_two_stays_alone_unless_one_fits_better() {
        let two = [form("Ana B. Roe", "", 1), form("Ana C. Roe", "", 1), form("Ana Roe", "", 9)];
        assert_eq!(told(&two, "").len(), 3);
        let better = [
            form("Ana B. Roe", "sea council", 1),
            form("Ana C. Roe", "", 1),
            form("Ana Roe", "sea council", 9),
        ];
        assert_eq!(told(&better, ""), [vec!["Ana Roe", "Ana B. Roe"], vec!["Ana C. Roe"]]);
    }

    #[test]
    fn a_surname_alone_is_the_one_person_of_its_organisation() {
        let forms = [form("Joan Roe", "sea council", 4), form("Roe", "sea council", 1)];
        assert_eq!(told(&forms, ""), [["Joan Roe", "Roe"]]);
        let forms = [
            form("Joan Roe", "sea council", 4),
            form("Mark Roe", "sea council", 4),
            form("Roe", "sea council", 1),
        ];
        assert_eq!(told(&forms, "").len(), 3);
    }

    #[test]
    fn second_surnames_need_the_organisation() {
        let forms =
            [form("Elena Ruiz", "casa abierta", 1), form("Elena Ruiz Prado", "casa abierta", 2)];
        assert_eq!(told(&forms, "").len(), 1);
        let forms = [form("Elena Ruiz", "", 1), form("Elena Ruiz Prado", "casa abierta", 2)];
        assert_eq!(told(&forms, "").len(), 2);
    }

    #[test]
    fn the_authority_file_merges_splits_and_renames() {
        let forms = [
            form("Ada Lund", "sea council", 3),
            form("Ada Roe", "sea council", 2),
            form("Bo Li", "harbour bank", 1),
            form("Bo Li", "sea council", 1),
        ];
        let file = r#"
            [[person]]
            name = "Ada Roe-Lund"
            aliases = ["Ada Roe", "Ada Lund"]

            [[person]]
            name = "Bo Li (banker)"
            aliases = ["Bo Li"]
            organisation = "Harbour Bank"
        "#;
        assert_eq!(
            told(&forms, file),
            [
                vec!["Ada Roe-Lund", "Ada Lund", "Ada Roe"],
                vec!["Bo Li (banker)", "Bo Li"],
                vec!["Bo Li"]
            ]
        );
        // taken away again, everything is as before
        assert_eq!(told(&forms, "").len(), 3);
    }

    #[test]
    fn names_kept_apart_stay_apart() {
        let forms = [form("William R. Roe", "", 5), form("William Roe", "", 3)];
        assert_eq!(told(&forms, "").len(), 1);
        let file = "[[apart]]\nnames = [\"William Roe\", \"William R. Roe\"]";
        assert_eq!(told(&forms, file).len(), 2);
    }

    fn any_form() -> impl Strategy<Value = Form> {
        let given = prop::sample::select(vec![
            "",
            "A.",
            "Ana",
            "Anna",
            "Ana B.",
            "Ana C.",
            "Bill",
            "William",
            "William R.",
            "W. R.",
            "Bob",
        ]);
        let surname = prop::sample::select(vec!["Roe", "Lund", "Roe Lund", "李明", "Jr.", "-"]);
        let organisation = prop::sample::select(vec!["", "sea council", "harbour bank"]);
        (given, surname, organisation, 0..4_u32).prop_map(|(given, surname, organisation, n)| {
            form(format!("{given} {surname}").trim(), organisation, n)
        })
    }

    proptest! {
        /// Every form is one person's; nobody has two names that contradict each other; and whether a
        /// form was added first or last makes no difference.
        #[test]
        fn persons_part_the_forms(mut forms in prop::collection::vec(any_form(), 0..24)) {
            forms.sort_by(|a, b| (&a.name, &a.organisation).cmp(&(&b.name, &b.organisation)));
            forms.dedup_by(|a, b| (&a.name, &a.organisation) == (&b.name, &b.organisation));
            let authority = Authority::default();
            let found = persons(&forms, &authority);
            let mut met: Vec<usize> = found.iter().flat_map(|person| person.forms.clone()).collect();
            met.sort_unstable();
            prop_assert_eq!(met, (0..forms.len()).collect::<Vec<_>>());
            for person in &found {
                let names: Vec<Name> =
                    person.forms.iter().map(|&idx| Name::new(&forms[idx].name)).collect();
                for a in &names {
                    prop_assert!(names.iter().all(|b| !a.contradicts(b)), "{person:?} {forms:?}");
                }
            }
        }
    }
}
