//! A phrase in one field of one segment.
//!
//! Which documents hold all the words, or pairs of them, is told by their blocks; positions are read only of
//! those that are still in question. A phrase that is a pair needs none.

use tantivy::{
    DocId, DocSet, TERMINATED, TantivyError, Term,
    fieldnorm::FieldNormReader,
    postings::{Postings, SegmentPostings},
    query::Bm25Weight,
    schema::IndexRecordOption,
};

use super::{
    Asked, Bits, WIDTH,
    clause::PhraseIn,
    cursor::{Cursor, place},
    word::offset,
};

/// A phrase in one field of one segment.
pub(super) struct PhraseNode {
    /// The pair that is the whole phrase.
    pair: Option<Cursor>,
    /// What must be there: pairs, and once each word that is in none of them.
    cursors: Vec<Cursor>,
    /// Each place of the phrase with its word, the rarest first.
    places: Vec<(u32, SegmentPostings)>,
    ranking: Option<(Bm25Weight, FieldNormReader)>,
    here: Bits,
    scores: Vec<f32>,
    positions: Vec<u32>,
    others: Vec<u32>,
}

impl PhraseNode {
    /// `None` if the segment lacks one of the words.
    pub(super) fn open(phrase: &PhraseIn, asked: &Asked<'_>) -> Result<Option<Self>, TantivyError> {
        let inverted = |term: &Term| asked.reader.inverted_index(term.field());
        let (mut cursors, mut places, mut pair) = (Vec::new(), Vec::new(), None);
        for (at, term) in phrase.pairs.iter().enumerate() {
            let Some(term) = term else { continue };
            let is_all = phrase.words.len() == 2;
            let record =
                if is_all { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
            let Some(cursor) = Cursor::open(&*inverted(term)?, term, record)? else {
                return Ok(None);
            };
            if is_all {
                pair = Some(cursor);
            } else if !phrase.pairs[..at].iter().flatten().any(|other| other == term) {
                cursors.push(cursor);
            }
        }
        let is_paired = |at: usize| phrase.pairs.get(at).is_some_and(Option::is_some);
        for (at, term) in phrase.words.iter().enumerate().filter(|_| pair.is_none()) {
            let inverted = inverted(term)?;
            let is_met = is_paired(at) || (at > 0 && is_paired(at - 1));
            if !is_met && !phrase.words[..at].contains(term) {
                let Some(cursor) = Cursor::open(&inverted, term, IndexRecordOption::Basic)? else {
                    return Ok(None);
                };
                cursors.push(cursor);
            }
            let record = IndexRecordOption::WithFreqsAndPositions;
            let Some(postings) = inverted.read_postings(term, record)? else { return Ok(None) };
            // all words of an occurrence get the position of the last
            places.push((offset(phrase.words.len() - 1 - at), postings));
        }
        let norms = match phrase.words.first().filter(|_| asked.is_ranked) {
            Some(term) => asked.reader.fieldnorms_readers().get_field(term.field())?,
            None => None,
        };
        cursors.sort_by_key(Cursor::n_docs);
        places.sort_by_key(|(_, postings)| postings.doc_freq());
        let scores = if norms.is_some() { vec![0.0; WIDTH] } else { Vec::new() };
        Ok(Some(Self {
            pair,
            cursors,
            places,
            ranking: norms.map(|norms| (phrase.weight.clone(), norms)),
            here: Bits::NONE,
            scores,
            positions: Vec::new(),
            others: Vec::new(),
        }))
    }

    pub(super) fn cost(&self) -> u64 {
        if let Some(pair) = &self.pair {
            return pair.n_docs().into();
        }
        // positions cost more than documents
        self.cursors.first().map_or(0, |cursor| u64::from(cursor.n_docs()) * 20)
    }

    pub(super) fn next(&mut self, from: DocId) -> DocId {
        let seek = |from: DocId, cursor: &mut Cursor| cursor.seek(from.min(TERMINATED));
        self.pair.iter_mut().chain(&mut self.cursors).fold(from, seek)
    }

    pub(super) fn fill(&mut self, base: DocId, mask: &Bits) -> &Bits {
        self.here = Bits::NONE;
        if self.pair.is_some() {
            self.fill_by_pair(base, mask);
            return &self.here;
        }
        let mut left = mask.clone();
        for cursor in &mut self.cursors {
            let Some((first, last)) = left.ends() else { break };
            let mut with = Bits::NONE;
            if left.count() < 64 {
                left.each(|at| {
                    let doc = base + offset(at);
                    if cursor.seek(doc) == doc {
                        with.insert(at);
                    }
                });
            } else {
                cursor.seek(base + offset(first));
                let end = base + offset(last) + 1;
                cursor.sweep_docs(end, |doc| with.insert(place(doc, base)));
            }
            left.keep(&with);
        }
        left.each(|at| {
            let doc = base + offset(at);
            let n_times = self.n_times(doc);
            if n_times > 0 {
                self.here.insert(at);
                if let Some((weight, norms)) = &self.ranking {
                    self.scores[at] = weight.score(norms.fieldnorm_id(doc), n_times);
                }
            }
        });
        &self.here
    }

    fn fill_by_pair(&mut self, base: DocId, mask: &Bits) {
        let Self { pair, ranking, here, scores, .. } = self;
        let (Some(pair), Some((first, last))) = (pair, mask.ends()) else { return };
        pair.seek(base + offset(first));
        pair.sweep(base + offset(last) + 1, |doc, n_times| {
            let at = place(doc, base) % WIDTH;
            here.insert(at);
            if let Some((weight, norms)) = ranking {
                scores[at] = weight.score(norms.fieldnorm_id(doc), n_times);
            }
        });
        here.keep(mask);
    }

    /// How often the phrase stands in a document that holds all its words; where nobody ranks, whether.
    fn n_times(&mut self, doc: DocId) -> u32 {
        let Self { places, positions, others, .. } = self;
        for (number, (offset, postings)) in places.iter_mut().enumerate() {
            if postings.doc() < doc {
                postings.seek(doc);
            }
            if postings.doc() != doc {
                return 0;
            }
            if number == 0 {
                postings.positions_with_offset(*offset, positions);
                continue;
            }
            postings.positions_with_offset(*offset, others);
            keep_common(positions, others);
            if positions.is_empty() {
                return 0;
            }
        }
        u32::try_from(positions.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn score(&self, of: &Bits, scores: &mut [f32]) {
        if self.ranking.is_some() {
            let mut mine = of.clone();
            mine.keep(&self.here);
            mine.each(|at| scores[at] += self.scores[at]);
        }
    }
}

/// Keeps what both have; both are in order.
fn keep_common(kept: &mut Vec<u32>, others: &[u32]) {
    let (mut n_kept, mut left, mut right) = (0, 0, 0);
    // without a branch on which is less: that cannot be foretold
    while left < kept.len() && right < others.len() {
        let (a, b) = (kept[left], others[right]);
        kept[n_kept] = a;
        n_kept += usize::from(a == b);
        left += usize::from(a <= b);
        right += usize::from(b <= a);
    }
    kept.truncate(n_kept);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_have_is_kept() {
        let mut kept = vec![1, 4, 9, 12];
        keep_common(&mut kept, &[2, 4, 5, 12, 13]);
        assert_eq!(kept, [4, 12]);
        keep_common(&mut kept, &[]);
        assert!(kept.is_empty());
    }
}
