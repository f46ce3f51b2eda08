//! `Quoted`: whose the quotes of a segment are, and where they stand.
//!
//! The words of a quote are words of its release. To index them once more would make the index a seventh larger;
//! instead each quote tells in which part of its release it stands and from which position to which. Who looks for
//! words in quotes looks for them in releases, and then which quotes they stand in.

use std::{
    ops::Range,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use tantivy::{DocId, TantivyError, columnar::Column, error::DataCorruption};

use crate::{
    order::{self, Kinds},
    schema::{DocKind, Zone},
};

/// The bits of a part.
const ZONE_BITS: u32 = 3;
/// So many releases behind the last are tried before one is searched for.
const MOST_NEAR: u32 = 3;

const _: () = assert!(Zone::ALL.len() <= 1 << ZONE_BITS);

/// Where a quote stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stand {
    /// In which part of its release.
    pub(crate) zone: Zone,
    /// At which positions.
    pub(crate) words: Range<u32>,
}

impl Stand {
    /// Part and first position as one number.
    pub(crate) fn place(&self) -> u64 {
        u64::from(self.words.start) << ZONE_BITS | self.zone as u64
    }

    pub(crate) fn n_words(&self) -> u64 {
        self.words.len() as u64
    }

    /// `None` for what no release can hold.
    #[inline]
    fn of(place: u64, n_words: u64) -> Option<Self> {
        let zone = *Zone::ALL.get((place & ((1 << ZONE_BITS) - 1)) as usize)?;
        let start = u32::try_from(place >> ZONE_BITS).ok()?;
        let end = start.checked_add(u32::try_from(n_words).ok()?)?;
        Some(Self { zone, words: start..end })
    }
}

/// The quotes of one segment.
#[derive(Clone)]
pub(crate) struct Quoted {
    releases: Range<DocId>,
    quotes: Range<DocId>,
    order: Column<u64>,
    /// One for each release.
    n_quotes: Column<u64>,
    /// One for each quote.
    places: Column<u64>,
    n_words: Column<u64>,
    firsts: Arc<OnceLock<Vec<DocId>>>,
    /// The release found last: most ask of one quote after the other.
    last: Arc<AtomicU32>,
}

impl Quoted {
    /// # Errors
    ///
    /// Where it is not told of each quote where it stands, and of each release how many it has.
    pub(crate) fn of(
        kinds: &Kinds,
        order: Column<u64>,
        of_quotes: [Result<Column<u64>, TantivyError>; 3],
    ) -> Result<Self, TantivyError> {
        let [n_quotes, places, n_words] = of_quotes;
        let (n_quotes, places, n_words) = (n_quotes?, places?, n_words?);
        let (releases, quotes) = (kinds.range(DocKind::Release), kinds.range(DocKind::Quote));
        let has_each =
            |column: &Column<u64>, of: &Range<DocId>| column.values.num_vals() as usize == of.len();
        if ![(&n_quotes, &releases), (&places, &quotes), (&n_words, &quotes)]
            .into_iter()
            .all(|(column, of)| has_each(column, of))
        {
            let detail = "it is not told of each quote where it stands".to_owned();
            return Err(DataCorruption::comment_only(detail).into());
        }
        let (firsts, last) = Default::default();
        Ok(Self { releases, quotes, order, n_quotes, places, n_words, firsts, last })
    }

    fn turn(&self, doc: DocId) -> Option<u64> {
        self.order.first(doc).map(order::turn)
    }

    /// The release of a quote, deleted or not; `None` for what is no quote.
    pub(crate) fn release_of(&self, quote: DocId) -> Option<DocId> {
        if !self.quotes.contains(&quote) {
            return None;
        }
        let turn = self.turn(quote)?;
        let is_own = |doc: &DocId| self.releases.contains(doc) && self.turn(*doc) == Some(turn);
        let last = self.last.load(Ordering::Relaxed);
        let near = (last..last.saturating_add(MOST_NEAR)).find(is_own);
        let found = near.unwrap_or_else(|| {
            let is_before = |doc| self.turn(doc).is_some_and(|other| other < turn);
            order::first(self.releases.clone(), is_before)
        });
        self.last.store(found, Ordering::Relaxed);
        is_own(&found).then_some(found)
    }

    fn between(&self, firsts: &[DocId], release: DocId) -> Range<DocId> {
        let row = Kinds::row(&self.releases, release);
        let end = firsts.get(row.saturating_add(1)).copied().unwrap_or(self.quotes.end);
        firsts.get(row).map_or(0..0, |&first| first..end)
    }

    /// The turn of the last release.
    pub(crate) fn last_turn(&self) -> Option<u64> {
        self.turn(self.releases.clone().next_back()?)
    }

    /// The first quote of each release by its row, found once: for those who ask of many.
    pub(crate) fn firsts(&self) -> Firsts<'_> {
        let firsts = self.firsts.get_or_init(|| {
            let mut n_quotes = vec![0; self.releases.len()];
            self.n_quotes.values.get_range(0, &mut n_quotes);
            let mut next = self.quotes.start;
            let first = |n: u64| {
                let end = u64::from(next).saturating_add(n).min(self.quotes.end.into());
                std::mem::replace(&mut next, DocId::try_from(end).unwrap_or(self.quotes.end))
            };
            n_quotes.into_iter().map(first).collect()
        });
        Firsts { quoted: self, firsts }
    }

    /// The quotes of the segment, deleted ones among them.
    pub(crate) fn quotes(&self) -> Range<DocId> {
        self.quotes.clone()
    }

    /// Where a quote stands.
    #[inline]
    pub(crate) fn stand(&self, quote: DocId) -> Option<Stand> {
        let row = quote.wrapping_sub(self.quotes.start);
        if row >= self.places.values.num_vals() {
            return None;
        }
        Stand::of(self.places.values.get_val(row), self.n_words.values.get_val(row))
    }

    /// How many words a quote has.
    #[inline]
    pub(crate) fn length(&self, quote: DocId) -> u64 {
        let row = quote.wrapping_sub(self.quotes.start);
        if row < self.n_words.values.num_vals() { self.n_words.values.get_val(row) } else { 0 }
    }
}

/// Which quotes are whose, in memory.
#[derive(Clone, Copy)]
pub(crate) struct Firsts<'a> {
    quoted: &'a Quoted,
    firsts: &'a [DocId],
}

impl Firsts<'_> {
    /// The quotes of a release.
    #[inline]
    pub(crate) fn quotes_of(self, release: DocId) -> Range<DocId> {
        self.quoted.between(self.firsts, release)
    }

    /// The last release whose quotes begin at this one or before it: its own, where it is one's.
    pub(crate) fn release_of(self, quote: DocId) -> DocId {
        let n = self.firsts.partition_point(|&first| first <= quote);
        self.quoted.releases.start + u32::try_from(n.saturating_sub(1)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stand_comes_back() {
        for zone in Zone::ALL {
            for words in [0..0, 7..19, u32::MAX - 1..u32::MAX] {
                let stand = Stand { zone, words };
                assert_eq!(Stand::of(stand.place(), stand.n_words()), Some(stand));
            }
        }
        assert_eq!(Stand::of(7, 1), None);
        assert_eq!(Stand::of(u64::MAX, u64::MAX), None);
    }
}
