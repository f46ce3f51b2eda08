//! All names of a person or an organisation are one value, shown as [`Merged`] says.

use rustc_hash::FxHashMap;

use super::{grouped::Grouped, terms::Terms};
use crate::{merged::Merged, names};

/// Makes one value of the terms that are shown alike.
pub(super) fn group(terms: &mut Terms, names_of: &Merged) -> Grouped {
    let mut grouped = Grouped::default();
    let mut value_of_name: FxHashMap<&str, u32> = FxHashMap::default();
    let mut names: Vec<(u32, &str)> = Vec::new();
    let mut shown_of = names_of.in_order();
    for (at, term) in terms.iter().enumerate() {
        let next = grouped.next();
        let Some(shown) = shown_of.get(term) else {
            grouped.begin(at);
            continue;
        };
        let value = *value_of_name.entry(shown).or_insert(next);
        if value == next {
            names.push((value, shown));
            grouped.begin(at);
        } else {
            grouped.join(value, at);
        }
    }
    for (value, shown) in names {
        grouped.rename(value, &names::key(shown), terms);
    }
    grouped
}
