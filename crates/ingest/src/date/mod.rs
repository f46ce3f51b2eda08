//! Dates: every one a text names, and which of them is the release's own.

mod choose;
mod glued;
mod month;
mod scan;

pub(crate) use self::{
    choose::{Chosen, choose},
    month::months,
    scan::{Mention, Order, scan},
};

/// Whether a word names a month in some language.
pub(crate) fn is_month(word: &str) -> bool {
    month::find(word).is_some()
}
