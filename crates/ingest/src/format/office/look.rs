//! `Looks`: what the styles of a file say of paragraphs, each based on another.

use rustc_hash::FxHashMap;

use crate::text::Style;

/// What a style says.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    pub(super) style: Option<Style>,
    pub(super) is_bold: Option<bool>,
    pub(super) is_hidden: bool,
    pub(super) based_on: Option<String>,
}

/// The styles of a file by their names.
#[derive(Debug, Default)]
pub(super) struct Looks(FxHashMap<String, Look>);

/// A style is based on another, and so on, so many times at most.
const LONGEST_CHAIN: usize = 12;

impl Looks {
    /// Adds a style.
    pub(super) fn add(&mut self, named: Option<(String, Look)>) {
        self.0.extend(named);
    }

    /// What the style of that name says, and those it is based on.
    pub(super) fn look(&self, name: &str) -> Look {
        let mut look = Look::default();
        let mut next = Some(name);
        for _ in 0..LONGEST_CHAIN {
            let Some(known) = next.and_then(|name| self.0.get(name)) else { break };
            look.style = look.style.or(known.style);
            look.is_bold = look.is_bold.or(known.is_bold);
            look.is_hidden |= known.is_hidden;
            next = known.based_on.as_deref();
        }
        look
    }
}
