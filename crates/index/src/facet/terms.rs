//! `Terms`: many short texts as one, with the places where each ends, in no more memory than is allowed.
//!
//! An archive has as many speakers as somebody put into it. Each as a text of its own would take three times the
//! memory of its letters.

use std::io;

use crate::texts::Texts;

/// What the values of one facet may take: some 1.5 million names. Whoever exceeds it is told.
pub(crate) const MOST_BYTES: usize = 64 << 20;

/// What is kept of a value beside its letters, about: where it ends, its number, its place.
const BYTES_BESIDE: usize = 16;

/// Texts one behind the other.
#[derive(Debug, Default)]
pub(super) struct Terms {
    text: String,
    ends: Vec<u32>,
}

/// Why the terms of a column are not there.
#[derive(Debug)]
pub(super) enum Unread {
    /// They would take more memory than they may.
    TooMany,
    /// They cannot be read.
    Spoilt(io::Error),
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        Self::Spoilt(error)
    }
}

impl Terms {
    /// Adds a term; all together take no more than so many bytes.
    pub(super) fn push(&mut self, term: &[u8], most_bytes: usize) -> Result<(), Unread> {
        let term = std::str::from_utf8(term);
        let term = term.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        self.push_text(term, most_bytes)
    }

    /// Adds a term as [`Self::push`] does.
    pub(super) fn push_text(&mut self, term: &str, most_bytes: usize) -> Result<(), Unread> {
        let n_bytes = self.text.len() + term.len();
        let end = u32::try_from(n_bytes).map_err(|_| Unread::TooMany)?;
        if n_bytes + (self.ends.len() + 1) * BYTES_BESIDE > most_bytes {
            return Err(Unread::TooMany);
        }
        self.text.push_str(term);
        self.ends.push(end);
        Ok(())
    }

    /// Adds a name under which terms are shown; there are fewer of these.
    pub(super) fn push_name(&mut self, name: &str) {
        self.text.push_str(name);
        // as far as 32 bits count; what lies behind is shown as nothing
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    #[inline]
    pub(super) fn get(&self, at: usize) -> &str {
        let end = self.ends.get(at).copied().unwrap_or_default();
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    pub(super) fn last(&self) -> Option<&str> {
        self.len().checked_sub(1).map(|at| self.get(at))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// What nothing is added to any more.
    pub(super) fn freeze(self) -> Texts {
        Texts::of(self.text, &self.ends)
    }

    #[cfg(test)]
    pub(super) fn of<T: AsRef<str>>(all: impl IntoIterator<Item = T>) -> Self {
        let mut terms = Self::default();
        all.into_iter().for_each(|term| terms.push_name(term.as_ref()));
        terms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_take_more_than_it_may_is_refused() {
        let mut terms = Terms::default();
        let most = 3 * (BYTES_BESIDE + 5);
        for name in ["Ada R", "Bo Li", "Cy Ro"] {
            terms.push(name.as_bytes(), most).unwrap();
        }
        assert!(matches!(terms.push(b"D", most), Err(Unread::TooMany)));
        assert_eq!(terms.iter().collect::<Vec<_>>(), ["Ada R", "Bo Li", "Cy Ro"]);
        assert_eq!(terms.last(), Some("Cy Ro"));
    }

    #[test]
    fn what_is_no_text_is_spoilt() {
        assert!(matches!(Terms::default().push(&[0xff], 100), Err(Unread::Spoilt(_))));
    }
}
