//! Ranking: how much a word weighs by where it stands, and the order of hits.

use release::ReleaseId;
use tantivy::{Searcher, TantivyError, Term, query::Bm25StatisticsProvider, schema::Field};

use crate::{
    Sort,
    reader::Snapshot,
    schema::{DocKind, Zone},
};

/// How slowly more occurrences of a word cease to count, and how much the length of a text counts against
/// it (k1 and b of BM25). Chosen with the weight of headlines on the odd-numbered queries of
/// `benches/ranking.rs`; the other weights are the product's: what a release says first matters more.
const SATURATION: f32 = 2.0;
const LENGTH: f32 = 0.7;

/// How many occurrences are worth half of the most, in a text `length` times as long as others.
pub(crate) fn half(length: f32) -> f32 {
    SATURATION * (1.0 - LENGTH + LENGTH * length)
}

/// What so many occurrences are worth: nearly as many at first, never more than three.
#[inline]
pub(crate) fn saturated(occurrences: f32, half: f32) -> f32 {
    occurrences * (SATURATION + 1.0) / (occurrences + half)
}

/// How rare a word is that so many of all have (idf of BM25).
#[expect(clippy::cast_precision_loss, reason = "a score needs no more digits")]
pub(crate) fn rarity(n_with: u64, n_docs: u64) -> f32 {
    let (n_with, n_docs) = (n_with.min(n_docs) as f32, n_docs as f32);
    (1.0 + (n_docs - n_with + 0.5) / (n_with + 0.5)).ln()
}

/// About how many of all have one of some words, of each of which so many have it. As if they did not go
/// together: they do, but to count them would take as long as to answer.
pub(crate) fn united(n_with: impl IntoIterator<Item = u64>, n_docs: u64) -> u64 {
    n_with.into_iter().fold(0, |united, n| {
        let (both, all) = (u128::from(united) * u128::from(n), u128::from(n_docs.max(1)));
        let both = u64::try_from(both / all).unwrap_or(u64::MAX);
        united.saturating_add(n).saturating_sub(both).min(n_docs)
    })
}

/// How much a word in this part of a release weighs.
pub(crate) fn weight(zone: Zone) -> f32 {
    match zone {
        Zone::Title => 4.0,
        Zone::Lead => 1.8,
        Zone::Quote => 1.3,
        Zone::Body => 1.0,
        Zone::Contact => 0.4,
        Zone::Background => 0.3,
    }
}

/// Statistics of one kind of document: to the engine, releases, quotes and files are all documents,
/// but a word is rare or common among its own kind.
pub(crate) struct Statistics<'a> {
    searcher: &'a Searcher,
    n_docs: u64,
}

impl<'a> Statistics<'a> {
    pub(crate) fn of(snapshot: &'a Snapshot, kind: DocKind) -> Self {
        Self { searcher: &snapshot.searcher, n_docs: snapshot.n_docs(kind) }
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> Result<u64, TantivyError> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> Result<u64, TantivyError> {
        Ok(self.n_docs)
    }

    fn doc_freq(&self, term: &Term) -> Result<u64, TantivyError> {
        Ok(self.searcher.doc_freq(term)?.min(self.n_docs))
    }
}

/// A score without its last bits: those depend on the order in which the engine adds, which depends on
/// how releases lie in segments.
pub(crate) fn rounded(score: f32) -> f32 {
    const DROPPED: u32 = 8;
    if !score.is_finite() {
        return 0.0;
    }
    let half = 1 << (DROPPED - 1);
    f32::from_bits((score.to_bits() + half) >> DROPPED << DROPPED)
}

/// Where a hit stands in the order; the greater comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank {
    first: u64,
    then: u64,
    id: std::cmp::Reverse<(u64, u64)>,
}

impl Rank {
    /// `first_day` is 0 for undated releases; `id` is the release and the number of the quote in it.
    pub(crate) fn new(sort: Sort, score: f32, first_day: u64, id: (u64, u64)) -> Self {
        let (first, then) = match sort {
            // scores are not negative, so their bits are in their order
            Sort::Relevance | Sort::Recent => (u64::from(score.to_bits()), first_day),
            Sort::Newest => (first_day, 0),
            Sort::Oldest if first_day == 0 => (0, 0),
            Sort::Oldest => (u64::MAX - first_day, 0),
        };
        Self { first, then, id: std::cmp::Reverse(id) }
    }

    pub(crate) fn release(self) -> ReleaseId {
        ReleaseId(self.id.0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_that_differ_by_the_order_of_addition_are_equal() {
        let terms = [0.1_f32, 0.7, 1.3, 2.9];
        let forwards: f32 = terms.iter().sum();
        let backwards: f32 = terms.iter().rev().sum();
        assert_eq!(rounded(forwards).to_bits(), rounded(backwards).to_bits());
        assert!(rounded(1.001) > rounded(1.0));
    }

    #[test]
    fn each_further_occurrence_counts_less_and_a_long_text_needs_more() {
        assert!(saturated(2.0, half(1.0)) - saturated(1.0, half(1.0)) < saturated(1.0, half(1.0)));
        assert!(saturated(1000.0, half(1.0)) < SATURATION + 1.0);
        assert!(saturated(1.0, half(3.0)) < saturated(1.0, half(1.0)));
        assert_eq!(saturated(0.0, half(1.0)).to_bits(), 0);
    }

    #[test]
    fn a_word_that_all_have_still_counts_a_little() {
        assert!(rarity(10, 10) > 0.0);
        assert!(rarity(1, 10) > rarity(5, 10));
        // deleted releases may be counted among those that have the word
        assert_eq!(rarity(12, 10).to_bits(), rarity(10, 10).to_bits());
    }

    #[test]
    fn words_are_united_as_if_they_did_not_go_together() {
        assert_eq!(united([7], 10), 7);
        assert_eq!(united([50, 50], 100), 75);
        assert_eq!(united([100, 3], 100), 100);
        assert_eq!(united([], 100), 0);
        assert_eq!(united([5], 0), 0);
    }

    #[test]
    fn undated_releases_come_last_in_both_directions() {
        let rank = |sort, day| Rank::new(sort, 1.0, day, (1, 0));
        for sort in [Sort::Newest, Sort::Oldest] {
            assert!(rank(sort, 20_120_403) > rank(sort, 0));
        }
        assert!(rank(Sort::Newest, 20_130_101) > rank(Sort::Newest, 20_120_403));
        assert!(rank(Sort::Oldest, 20_120_403) > rank(Sort::Oldest, 20_130_101));
    }

    #[test]
    fn equal_scores_go_by_date_then_by_id() {
        let rank = |day, id| Rank::new(Sort::Relevance, 1.0, day, (id, 0));
        assert!(rank(20_130_101, 9) > rank(20_120_101, 1));
        assert!(rank(20_120_101, 1) > rank(20_120_101, 9));
    }
}
