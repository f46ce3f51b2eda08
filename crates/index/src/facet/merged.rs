//! All names of a person or an organisation are one value, shown as [`Merged`] says.

use super::{grouped::Grouped, terms::Terms};
use crate::merged::Merged;

/// Makes one value of the terms that are shown alike.
pub(super) fn group(terms: &mut Terms, names_of: &Merged) -> Grouped {
    let mut shown_of = names_of.in_order();
    Grouped::by_name(terms, |term| shown_of.get(term))
}
