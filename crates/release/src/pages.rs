//! `Pages`: where the pages of a text begin, so that a passage can be cited by its page.

use serde::{Deserialize, Serialize};

use crate::Span;

/// Where the pages of a text begin; empty for a text whose carrier has none.
///
/// # Examples
///
/// ```
/// let pages = release::Pages { first: 1, starts: vec![0, 400, 400, 900] };
/// assert_eq!(pages.of(20), Some(1));
/// assert_eq!(pages.of(400), Some(3)); // nothing stands on the second
/// assert_eq!(release::Pages::default().of(20), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pages {
    /// The number of the page that the text begins on, counted from 1.
    pub first: u32,
    /// The byte at which each page begins, in order.
    pub starts: Vec<u32>,
}

impl Pages {
    /// The number of the page that this byte of the text stands on.
    pub fn of(&self, offset: u32) -> Option<u32> {
        let n_begun = self.starts.partition_point(|start| *start <= offset);
        let before = u32::try_from(n_begun).ok()?.checked_sub(1)?;
        self.first.checked_add(before)
    }

    /// The pages of a passage that becomes a text of its own.
    #[must_use]
    pub fn within(&self, passage: Span) -> Self {
        let Some(first) = self.of(passage.start) else { return Self::default() };
        let later = self.starts.iter().filter(|start| **start > passage.start);
        let later = later.filter(|start| **start < passage.end).map(|start| start - passage.start);
        Self { first, starts: [0].into_iter().chain(later).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_keeps_the_numbers_of_its_pages() {
        let pages = Pages { first: 1, starts: vec![0, 400, 900, 1200] };
        let within = pages.within(Span::new(500, 1000));
        assert_eq!(within, Pages { first: 2, starts: vec![0, 400] });
        assert_eq!((within.of(0), within.of(399), within.of(400)), (Some(2), Some(2), Some(3)));
        assert_eq!(Pages::default().within(Span::new(3, 9)), Pages::default());
    }
}
