//! `Merged`: names of which several are one, or that are shown otherwise than releases give them.

use tantivy::directory::OwnedBytes;

use crate::texts::{Numbers, Texts};

/// A name that is shown, and the terms of the column that are shown so.
pub(crate) struct Shown {
    pub(crate) name: String,
    pub(crate) terms: Vec<String>,
}

/// Names by the terms of a column.
#[derive(Clone, Debug)]
pub(crate) struct Merged {
    /// All terms in order.
    terms: Texts,
    names: Texts,
    /// The number of the name of each term.
    name_of: Numbers,
}

impl Default for Merged {
    fn default() -> Self {
        Self { terms: Texts::default(), names: Texts::default(), name_of: Numbers::of([]) }
    }
}

impl Merged {
    pub(crate) fn of(all: &[Shown]) -> Self {
        let numbered = all.iter().enumerate();
        let mut terms: Vec<(&str, usize)> = numbered
            .flat_map(|(number, shown)| shown.terms.iter().map(move |term| (&**term, number)))
            .collect();
        terms.sort_unstable();
        Self {
            terms: terms.iter().map(|(term, _)| *term).collect(),
            names: all.iter().map(|shown| &*shown.name).collect(),
            name_of: Numbers::of(terms.iter().map(|(_, number)| short(*number))),
        }
    }

    pub(crate) fn put(&self, to: &mut Vec<u8>) {
        self.terms.put(to);
        self.names.put(to);
        self.name_of.put(to);
    }

    /// Cuts them off the start of a table.
    pub(crate) fn take(from: &mut OwnedBytes) -> Option<Self> {
        let (terms, names) = (Texts::take(from)?, Texts::take(from)?);
        Some(Self { terms, names, name_of: Numbers::take(from)? })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.terms.len() == 0
    }

    /// What a term is shown as; `None` for one that stands for itself.
    pub(crate) fn get(&self, term: &str) -> Option<&str> {
        let at = self.place(0, self.terms.len(), term);
        self.name_at(at, term)
    }

    /// The first place of these whose term is not less.
    fn place(&self, from: usize, to: usize, term: &str) -> usize {
        let (mut low, mut high) = (from, to.min(self.terms.len()));
        while low < high {
            let middle = low.midpoint(high);
            if self.is_before(middle, term) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn is_before(&self, at: usize, term: &str) -> bool {
        self.terms.bytes(at).is_some_and(|other| other < term.as_bytes())
    }

    /// The name of the term at a place, if it is this one.
    fn name_at(&self, at: usize, term: &str) -> Option<&str> {
        let is_met = self.terms.bytes(at)? == term.as_bytes();
        is_met.then(|| self.name_of.get(at)).flatten().map(|name| self.names.get(name as usize))
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
        while self.merged.is_before(self.at + step, term) {
            self.at += step;
            step *= 2;
        }
        self.at = self.merged.place(self.at, self.at + step + 1, term);
        self.merged.name_at(self.at, term)
    }
}

/// There are fewer names than 32 bits count; one that lies behind is not found.
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
        let merged = Merged::of(&all);
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
