//! `Merged`: names of which several are one, or that are shown otherwise than releases give them.
//!
//! A process that asks once looks up a few of many thousand names, so they are kept as one text with the
//! places of the names in it: nothing is taken apart when the table is read.

use serde::{Deserialize, Serialize};

use crate::table::numbers;

/// A name that is shown, and the terms of the column that are shown so.
pub(crate) struct Shown {
    pub(crate) name: String,
    pub(crate) terms: Vec<String>,
}

/// Names by the terms of a column.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Merged {
    /// All terms in order, one behind the other, then all names.
    text: String,
    /// Where each term ends.
    #[serde(with = "numbers")]
    term_ends: Vec<u32>,
    /// Where each name ends.
    #[serde(with = "numbers")]
    name_ends: Vec<u32>,
    /// The number of the name of each term.
    #[serde(with = "numbers")]
    name_of: Vec<u32>,
}

impl Merged {
    pub(crate) fn of(all: Vec<Shown>) -> Self {
        let mut merged = Self::default();
        let numbered = all.iter().enumerate();
        let mut terms: Vec<(&str, usize)> = numbered
            .flat_map(|(number, shown)| shown.terms.iter().map(move |term| (&**term, number)))
            .collect();
        terms.sort_unstable();
        for (term, number) in terms {
            merged.text.push_str(term);
            merged.term_ends.push(short(merged.text.len()));
            merged.name_of.push(short(number));
        }
        for shown in &all {
            merged.text.push_str(&shown.name);
            merged.name_ends.push(short(merged.text.len()));
        }
        merged
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.name_of.is_empty()
    }

    /// What a term is shown as; `None` for one that stands for itself.
    pub(crate) fn get(&self, term: &str) -> Option<&str> {
        let at = self.place(0, self.term_ends.len(), term);
        (self.term(at)? == term).then(|| self.name_of_term(at)).flatten()
    }

    /// The first place of these whose term is not less.
    fn place(&self, from: usize, to: usize, term: &str) -> usize {
        let (mut low, mut high) = (from, to.min(self.term_ends.len()));
        while low < high {
            let middle = low.midpoint(high);
            if self.term(middle).is_some_and(|other| other < term) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn term(&self, at: usize) -> Option<&str> {
        let end = *self.term_ends.get(at)?;
        let start = at.checked_sub(1).map_or(0, |before| self.term_ends[before]);
        self.text.get(start as usize..end as usize)
    }

    fn name_of_term(&self, at: usize) -> Option<&str> {
        let number = *self.name_of.get(at)? as usize;
        let end = *self.name_ends.get(number)?;
        let start = match number.checked_sub(1) {
            Some(before) => self.name_ends.get(before),
            None => self.term_ends.last(),
        };
        self.text.get(start.copied().unwrap_or(0) as usize..end as usize)
    }

    /// Looks up terms that come in order.
    pub(crate) fn in_order(&self) -> InOrder<'_> {
        InOrder { merged: self, at: 0 }
    }
}

/// See [`Merged::in_order`].
pub(crate) struct InOrder<'a> {
    merged: &'a Merged,
    at: usize,
}

impl<'a> InOrder<'a> {
    /// What the next term is shown as.
    pub(crate) fn get(&mut self, term: &str) -> Option<&'a str> {
        // the next one is mostly near
        let mut step = 1;
        while self.merged.term(self.at + step).is_some_and(|other| other < term) {
            self.at += step;
            step *= 2;
        }
        self.at = self.merged.place(self.at, self.at + step + 1, term);
        let is_met = self.merged.term(self.at).is_some_and(|other| other == term);
        is_met.then(|| self.merged.name_of_term(self.at)).flatten()
    }
}

/// A table of names has fewer bytes than 32 bits count; what lies behind is not found.
fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_shown_by_its_name_in_order_or_not() {
        let shown = |name: &str, terms: &[&str]| Shown {
            name: name.to_owned(),
            terms: terms.iter().map(|term| (*term).to_owned()).collect(),
        };
        let mut all = vec![shown("Bo Li", &["li", "bo li"]), shown("Ada Roe", &["a roe"])];
        all.extend((0..100).map(|n| shown(&format!("N{n}"), &[&format!("t{n:03}")])));
        let merged = Merged::of(all);
        assert_eq!(merged.get("li"), Some("Bo Li"));
        assert_eq!(merged.get("a roe"), Some("Ada Roe"));
        assert_eq!(merged.get("zoe"), None);
        let mut in_order = merged.in_order();
        for (term, name) in [
            ("a", None),
            ("a roe", Some("Ada Roe")),
            ("bo li", Some("Bo Li")),
            ("c", None),
            ("li", Some("Bo Li")),
            ("t000", Some("N0")),
            ("t0005", None),
            ("t063", Some("N63")),
            ("t064", Some("N64")),
            ("t099", Some("N99")),
            ("u", None),
        ] {
            assert_eq!(in_order.get(term), name, "{term}");
        }
        assert!(Merged::default().get("li").is_none());
    }
}
