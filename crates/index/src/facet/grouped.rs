//! `Grouped`: which terms of a column are one value, and how it is shown.

use rustc_hash::FxHashMap;
use tantivy::directory::OwnedBytes;

use super::{terms::Terms, values::number};
use crate::{names, texts::Numbers};

/// Which terms of a column are one value. Nearly every value is one term.
#[derive(Debug, Default)]
pub(super) struct Grouped {
    /// By the number of the value: the text that is shown, a term or a name behind all terms.
    pub(super) shown: Vec<u32>,
    /// The terms of values that have several, or another name than theirs; the first is the first in order or the
    /// one that is shown.
    pub(super) terms: FxHashMap<u32, Vec<u32>>,
    /// The number of the value of each term; nothing where each term is a value.
    pub(super) of_term: Vec<u32>,
}

impl Grouped {
    /// Each term is a value.
    pub(super) fn apart(n_terms: usize) -> Self {
        Self { shown: (0..n_terms).map(number).collect(), ..Self::default() }
    }

    /// Makes one value of the terms that go by one name, and shows it by that name; what has none is a value by
    /// itself.
    pub(super) fn by_name<'n>(
        terms: &mut Terms,
        mut name_of: impl FnMut(&str) -> Option<&'n str>,
    ) -> Self {
        let mut grouped = Self::default();
        let mut value_of_name: FxHashMap<&str, u32> = FxHashMap::default();
        // the name is mostly that of one of the terms
        let mut is_shown_by_term = Vec::new();
        for (at, term) in terms.iter().enumerate() {
            let next = grouped.next();
            let Some(name) = name_of(term) else {
                grouped.begin(at);
                is_shown_by_term.push(true);
                continue;
            };
            let value = *value_of_name.entry(name).or_insert(next);
            if value == next {
                grouped.begin(at);
                is_shown_by_term.push(false);
            } else {
                grouped.join(value, at);
            }
            let is_shown = &mut is_shown_by_term[value as usize];
            if !*is_shown && names::split(term).1 == name {
                *is_shown = true;
                grouped.shown[value as usize] = number(at);
            }
        }
        let mut others: Vec<(u32, &str)> =
            value_of_name.into_iter().map(|(name, value)| (value, name)).collect();
        others.retain(|(value, _)| !is_shown_by_term[*value as usize]);
        others.sort_unstable();
        for (value, name) in others {
            grouped.rename(value, &names::key(name), terms);
        }
        grouped
    }

    /// The number that the next value gets.
    pub(super) fn next(&self) -> u32 {
        number(self.shown.len())
    }

    /// Begins a value with a term; terms come in order.
    pub(super) fn begin(&mut self, term: usize) {
        self.of_term.push(self.next());
        self.shown.push(number(term));
    }

    /// Adds a term to a value.
    pub(super) fn join(&mut self, value: u32, term: usize) {
        let first = self.shown[value as usize];
        self.terms.entry(value).or_insert_with(|| vec![first]).push(number(term));
        self.of_term.push(value);
    }

    /// Shows a value by another name, a [key](names::key).
    fn rename(&mut self, value: u32, name: &str, terms: &mut Terms) {
        let first = self.shown[value as usize];
        self.terms.entry(value).or_insert_with(|| vec![first]);
        self.shown[value as usize] = number(terms.len());
        terms.push_name(name);
    }
}

/// The terms of values that have several, as they are looked up.
#[derive(Debug)]
pub(super) struct Several {
    /// In order.
    values: Numbers,
    /// Where the terms of each value end.
    ends: Numbers,
    terms: Numbers,
}

impl Several {
    pub(super) fn of(terms: FxHashMap<u32, Vec<u32>>) -> Self {
        let mut all: Vec<(u32, Vec<u32>)> = terms.into_iter().collect();
        all.sort_unstable();
        let ends = all.iter().scan(0, |end, (_, terms)| {
            *end += terms.len();
            Some(number(*end))
        });
        Self {
            values: Numbers::of(all.iter().map(|(value, _)| *value)),
            ends: Numbers::of(ends),
            terms: Numbers::of(all.iter().flat_map(|(_, terms)| terms.iter().copied())),
        }
    }

    /// The terms of a value; `None` for one that is what is shown of it.
    pub(super) fn get(&self, value: usize) -> Option<impl Iterator<Item = u32> + '_> {
        let value = u32::try_from(value).ok()?;
        let at = self.values.partition_point(|other| other < value);
        if self.values.get(at) != Some(value) {
            return None;
        }
        Some(self.ends.range(at)?.filter_map(|at| self.terms.get(at)))
    }

    pub(super) fn put(&self, to: &mut Vec<u8>) {
        for numbers in [&self.values, &self.ends, &self.terms] {
            numbers.put(to);
        }
    }

    /// Cuts them off the start of a table.
    pub(super) fn take(from: &mut OwnedBytes) -> Option<Self> {
        let (values, ends) = (Numbers::take(from)?, Numbers::take(from)?);
        Some(Self { values, ends, terms: Numbers::take(from)? })
    }
}
