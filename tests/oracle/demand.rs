//! `Demand`: what a field must have, as flag or in the query.

use std::collections::BTreeSet;

use super::{
    FACETS,
    dates::{Days, typed_days},
    dice::Dice,
    lists::{Item, Lists},
    words::{fold_name, name_words},
};

/// Values of a field of which one must hold.
#[derive(Clone, Debug)]
pub(super) struct Demand {
    /// A facet, or `date`.
    pub(super) facet: &'static str,
    /// As typed; for dates with the name of their field before them.
    pub(super) typed: Vec<String>,
    days: Days,
}

/// The values that a demand means.
pub(super) enum Meant {
    Keys(&'static str, BTreeSet<u32>),
    Days(Days),
}

impl Meant {
    pub(super) fn holds(&self, item: &Item, is_wide: bool) -> bool {
        match self {
            Self::Keys(facet, keys) => !item.values(facet, is_wide).is_disjoint(keys),
            Self::Days(days) => days.hold(item.days),
        }
    }
}

impl Demand {
    /// One to three values, some of the item that the question is about.
    pub(super) fn draw(
        dice: &mut Dice,
        lists: &Lists,
        command: &str,
        about: &Item,
        is_wide: bool,
    ) -> Option<Self> {
        if dice.one_in(6) {
            let (typed, days) = typed_days(dice, about.days?);
            return Some(Self { facet: "date", typed: vec![typed], days });
        }
        let facet = *dice.pick(&FACETS);
        let mut typed = Vec::new();
        for _ in 0..=dice.below(3).saturating_sub(1) {
            let item = if dice.one_in(2) { dice.pick(lists.items(command)) } else { about };
            typed.extend(type_value(dice, lists, facet, item.values(facet, is_wide)));
        }
        (!typed.is_empty()).then_some(Self { facet, typed, days: Days::default() })
    }

    /// As part of a query; nothing if it can only be a flag.
    pub(super) fn in_query(&self, dice: &mut Dice) -> Option<String> {
        if self.facet == "date" {
            return Some(self.typed[0].clone());
        }
        let quoted = |value: &String| {
            let is_simple = value.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.')
                && value.starts_with(char::is_alphanumeric)
                && !["AND", "OR", "NOT"].contains(&value.as_str());
            let can_be_quoted = value
                .chars()
                .all(|c| c.is_alphanumeric() || c.is_ascii_whitespace() || "-.,()&/'".contains(c));
            if is_simple {
                Some(value.clone())
            } else {
                can_be_quoted.then(|| format!("\"{value}\""))
            }
        };
        let values: Vec<String> = self.typed.iter().map(quoted).collect::<Option<_>>()?;
        let facet = self.facet;
        Some(match &values[..] {
            [value] => format!("{facet}:{value}"),
            _ if dice.one_in(2) => format!("{facet}:({})", values.join(" OR ")),
            _ => {
                let each: Vec<String> =
                    values.iter().map(|value| format!("{facet}:{value}")).collect();
                format!("({})", each.join(" OR "))
            }
        })
    }

    /// As flags; there is none for every form of a date.
    pub(super) fn flags(&self) -> Option<Vec<String>> {
        if self.facet == "date" {
            let (field, value) = self.typed[0].split_once(':')?;
            return (field != "date").then(|| vec![format!("--{field}={value}")]);
        }
        Some(self.typed.iter().map(|value| format!("--{}={value}", self.facet)).collect())
    }

    /// As exclusions.
    pub(super) fn exclusions(&self) -> Vec<String> {
        if self.facet == "date" {
            let (field, value) = self.typed[0].split_once(':').unwrap();
            return vec![format!("--not={field}={value}")];
        }
        self.typed.iter().map(|value| format!("--not={}={value}", self.facet)).collect()
    }

    /// Which values it means among those that are met.
    pub(super) fn meant(&self, lists: &Lists, items: &[Item], is_wide: bool) -> Meant {
        if self.facet == "date" {
            return Meant::Days(self.days);
        }
        let mut is_met = vec![false; lists.keys.len()];
        for key in items.iter().flat_map(|item| item.values(self.facet, is_wide)) {
            is_met[*key as usize] = true;
        }
        let all: BTreeSet<u32> =
            (0_u32..).zip(is_met).filter(|(_, is_met)| *is_met).map(|(key, _)| key).collect();
        let meant = self.typed.iter().flat_map(|typed| meant(lists, self.facet, typed, &all));
        Meant::Keys(self.facet, meant.collect())
    }
}

/// A value as somebody may type it: in full or in part, in capitals or not, several years as a range.
fn type_value(
    dice: &mut Dice,
    lists: &Lists,
    facet: &str,
    values: &BTreeSet<u32>,
) -> Option<String> {
    let values: Vec<&u32> = values.iter().collect();
    let value = lists.keys[**values.get(dice.below(values.len()))? as usize].clone();
    let typed = match facet {
        "country" | "mentions" if dice.one_in(2) => {
            gazetteer::name(release::Country::new(&value)?).to_owned()
        }
        "year" if value != "undated" && dice.one_in(3) => {
            format!("{value}..{}", value.parse::<usize>().ok()? + dice.below(4))
        }
        "speaker" | "org" if dice.one_in(4) => {
            let aliases = lists.aliases.get(&format!("{facet} {value}"))?;
            aliases.iter().nth(dice.below(aliases.len()))?.clone()
        }
        "speaker" | "org" | "place" if dice.one_in(3) => {
            let words: Vec<&str> = name_words(&value).collect();
            (*words.get(dice.below(words.len()))?).to_owned()
        }
        _ => value,
    };
    Some(if dice.one_in(3) { typed.to_uppercase() } else { typed })
}

/// Which of all values a typed one means.
fn meant(lists: &Lists, facet: &str, typed: &str, all: &BTreeSet<u32>) -> BTreeSet<u32> {
    let key = |number: u32| lists.keys[number as usize].as_str();
    let is_meant: Box<dyn Fn(&str) -> bool> = match facet {
        "country" | "mentions" => {
            let country = gazetteer::resolve(typed).unwrap();
            Box::new(move |value| value == country.code())
        }
        "year" => {
            let (first, last) = typed.split_once("..").unwrap_or((typed, typed));
            let (first, last) = (first.to_lowercase(), last.to_lowercase());
            Box::new(move |value| *first <= *value && *value <= *last)
        }
        "lang" | "type" => {
            let typed = typed.to_lowercase();
            Box::new(move |value| value == typed)
        }
        _ => {
            let folded = fold_name(typed);
            if let Some(exact) = all.iter().find(|&&number| key(number) == folded) {
                return BTreeSet::from([*exact]);
            }
            let aliases = &lists.aliases;
            let names = move |value: &str| {
                let others = aliases.get(&format!("{facet} {value}"));
                others.into_iter().flatten().cloned().chain([value.to_owned()]).collect::<Vec<_>>()
            };
            if all.iter().any(|&number| names(key(number)).contains(&folded)) {
                Box::new(move |value| names(value).contains(&folded))
            } else {
                Box::new(move |value| {
                    names(value).iter().any(|name| {
                        name_words(&folded).all(|word| name_words(name).any(|other| other == word))
                    })
                })
            }
        }
    };
    all.iter().copied().filter(|&number| is_meant(key(number))).collect()
}
