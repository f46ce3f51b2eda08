//! Two persons and then the role of each: `Jane Roe and John Doe, president and treasurer of the Lake Union`.

use std::ops::Range;

use crate::quote::{
    lexicon::Class,
    mention::MentionKind,
    person::name_end,
    role::{Affiliation, Around},
    token::Token,
};

impl Around<'_> {
    /// The role of this one of two persons who stand before two roles, in their order.
    ///
    /// An organisation behind the second role alone is that of both.
    pub(super) fn respective(&self) -> Option<Affiliation> {
        let (is_first, end) = self.place_in_pair()?;
        let is_comma = self.token(end).is_some_and(|token| token.is_sign(','));
        if !is_comma {
            return None;
        }
        let apposition = end + 1..self.apposition_end(end + 1);
        let mut first_part = self.segments(apposition).next()?;
        let closes = |token: &Token| {
            let word = token.span.of(self.reading.text);
            matches!(word, "respectively" | "respectivement" | "respectivamente")
        };
        if first_part.end.checked_sub(1).and_then(|last| self.token(last)).is_some_and(closes) {
            first_part.end -= 1;
        }
        let joint = first_part.clone().find(|&at| self.joins(at))?;
        let parts = [first_part.start..joint, joint + 1..first_part.end];
        let [mut first, second] = parts.map(|part| self.title(part));
        if first.role.is_none() || second.role.is_none() {
            return None;
        }
        if !is_first {
            return Some(second);
        }
        first.organisation = first.organisation.or(second.organisation);
        Some(first)
    }

    /// Whether this is the first of two names joined by a conjunction, and where the second ends.
    fn place_in_pair(&self) -> Option<(bool, usize)> {
        let mentions = &self.reading.mentions;
        let own =
            mentions.binary_search_by_key(&self.mention.first, |mention| mention.first).ok()?;
        let ends = |idx: usize| {
            mentions.get(idx).map(|mention| name_end(self.reading, mention).max(mention.end))
        };
        let is_pair = |first: usize| {
            let (Some(one), Some(other)) = (mentions.get(first), mentions.get(first + 1)) else {
                return false;
            };
            let between: Range<usize> = ends(first).unwrap_or(other.first)..other.first;
            let is_name = one.kind == MentionKind::Name && other.kind == MentionKind::Name;
            is_name && between.len() == 1 && self.joins(between.start)
        };
        // three names are another thing
        let is_alone = |first: usize| first.checked_sub(1).is_none_or(|before| !is_pair(before));
        if is_pair(own) && is_alone(own) {
            return ends(own + 1).map(|end| (true, end));
        }
        let before = own.checked_sub(1).filter(|&before| is_pair(before) && is_alone(before))?;
        ends(before + 1).map(|end| (false, end))
    }

    fn joins(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.class == Class::Conjunction)
    }
}
