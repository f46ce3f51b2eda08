//! `Span`: a half-open byte range in the text of a release.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open byte range `start..end` in [`Release::text`](crate::Release::text).
///
/// Both ends stand on character boundaries. Texts are capped at 16 MiB, so 32 bits are ample.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Makes a span of two byte offsets; offsets beyond 4 GiB are clamped.
    ///
    /// # Examples
    ///
    /// ```
    /// let span = release::Span::new(3, 8);
    /// assert_eq!(span.of("In Geneva"), "Genev");
    /// ```
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end) }
    }

    /// The span as a range of `usize`, to index with.
    #[inline]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The passage of `text`; empty if the span does not lie in it.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The number of bytes.
    #[inline]
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether the span holds nothing.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside.
    #[inline]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[inline]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[inline]
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_off_a_character_boundary_gives_no_passage() {
        assert_eq!(Span::new(0, 1).of("é"), "");
    }

    #[test]
    fn neighbours_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
    }
}
