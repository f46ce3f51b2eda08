//! A phrase in one field of one segment.
//!
//! Which documents hold all the words, or pairs of them, is told by their blocks; positions are read only of
//! those that are still in question: where these are many of a stretch, one word after the other for all of
//! them, else one document after the other. A phrase that is a pair needs none.

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
    standing::{FieldPositions, Standing},
    word::offset,
};

/// From so many documents of a stretch on, words are looked at one after the other.
const MANY: usize = 32;

/// A phrase in one field of one segment.
pub(super) struct PhraseNode {
    /// The pair that is the whole phrase.
    pair: Option<Cursor>,
    /// What must be there: pairs, and once each word that is in none of them.
    cursors: Vec<Cursor>,
    /// Each place of the phrase with its word, the rarest first.
    places: Vec<(u32, SegmentPostings)>,
    /// The same to be read for many documents; nothing where few hold all the words.
    throughout: Vec<(u32, Standing)>,
    found: Vec<Found>,
    ranking: Option<(Bm25Weight, FieldNormReader)>,
    here: Bits,
    scores: Vec<f32>,
    positions: Vec<u32>,
    others: Vec<u32>,
}

/// A document of a stretch in which the words looked at stand side by side.
#[derive(Clone, Copy)]
struct Found {
    at: usize,
    /// Where in the positions its own begin, and how many they are.
    start: usize,
    n_times: usize,
}

impl PhraseNode {
    /// `None` if the segment lacks one of the words.
    pub(super) fn open(phrase: &PhraseIn, asked: &Asked<'_>) -> Result<Option<Self>, TantivyError> {
        let inverted = |term: &Term| asked.reader.inverted_index(term.field());
        let (mut cursors, mut places, mut pair) = (Vec::new(), Vec::new(), None);
        let mut infos = Vec::new();
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
            let Some(info) = inverted.get_term_info(term)? else { return Ok(None) };
            let record = IndexRecordOption::WithFreqsAndPositions;
            let postings = inverted.read_postings_from_terminfo(&info, record)?;
            // all words of an occurrence get the position of the last
            let moved = offset(phrase.words.len() - 1 - at);
            places.push((moved, postings));
            infos.push((moved, info));
        }
        let norms = match phrase.words.first().filter(|_| asked.is_ranked) {
            Some(term) => asked.reader.fieldnorms_readers().get_field(term.field())?,
            None => None,
        };
        cursors.sort_by_key(Cursor::n_docs);
        places.sort_by_key(|(_, postings)| postings.doc_freq());
        infos.sort_by_key(|(_, info)| info.doc_freq);
        let is_in_many = cursors.first().is_some_and(|rarest: &Cursor| {
            u64::from(rarest.n_docs()) * WIDTH as u64
                >= MANY as u64 * u64::from(asked.reader.max_doc())
        });
        let mut throughout = Vec::new();
        if let (true, Some(term)) = (is_in_many, phrase.words.first()) {
            let positions = FieldPositions::open(asked.reader, term.field())?;
            for (moved, info) in &infos {
                throughout.extend(positions.of(info)?.map(|standing| (*moved, standing)));
            }
        }
        let scores = if norms.is_some() { vec![0.0; WIDTH] } else { Vec::new() };
        Ok(Some(Self {
            pair,
            cursors,
            places,
            throughout,
            found: Vec::new(),
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
        if left.count() >= MANY && !self.throughout.is_empty() {
            self.fill_throughout(base, left);
            return &self.here;
        }
        left.each(|at| {
            let n_times = self.n_times(base + offset(at));
            self.note(base, at, n_times);
        });
        &self.here
    }

    /// Notes how often the phrase stands in a document.
    #[inline]
    fn note(&mut self, base: DocId, at: usize, n_times: u32) {
        if n_times > 0 {
            self.here.insert(at);
            if let Some((weight, norms)) = &self.ranking {
                self.scores[at] = weight.score(norms.fieldnorm_id(base + offset(at)), n_times);
            }
        }
    }

    /// Looks for the phrase in these documents, which hold all its words.
    fn fill_throughout(&mut self, base: DocId, mut left: Bits) {
        let Self { throughout, found, positions, others, .. } = self;
        positions.clear();
        found.clear();
        for (number, (moved, standing)) in throughout.iter_mut().enumerate() {
            if number == 0 {
                standing.each(base, &left, |at, distances| {
                    let start = positions.len();
                    add_positions(*moved, distances, positions);
                    found.push(Found { at, start, n_times: distances.len() });
                });
                continue;
            }
            let (mut n_kept, mut next, mut with) = (0, 0, Bits::NONE);
            standing.each(base, &left, |at, distances| {
                let Some(&Found { at: same, start, n_times }) = found.get(next) else { return };
                next += 1;
                others.clear();
                add_positions(*moved, distances, others);
                let n_times = keep_common(&mut positions[start..start + n_times], others);
                if n_times > 0 && same == at {
                    found[n_kept] = Found { at, start, n_times };
                    n_kept += 1;
                    with.insert(at);
                }
            });
            found.truncate(n_kept);
            left = with;
        }
        for number in 0..self.found.len() {
            let Found { at, n_times, .. } = self.found[number];
            self.note(base, at, offset(n_times));
        }
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
            let n_kept = keep_common(positions, others);
            positions.truncate(n_kept);
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

/// Adds the positions that are so far apart, all moved by as much.
fn add_positions(moved: u32, distances: &[u32], positions: &mut Vec<u32>) {
    let mut position = moved;
    positions.extend(distances.iter().map(|distance| {
        position = position.wrapping_add(*distance);
        position
    }));
}

/// How many positions are compared at once.
const AT_ONCE: usize = 8;

/// Moves what both have to the front of `kept`, and tells how many that are; both are in order.
fn keep_common(kept: &mut [u32], others: &mut Vec<u32>) -> usize {
    let mut n_kept = 0;
    if kept.len() <= 2 * AT_ONCE {
        // to compare each with all is faster than steps of which nobody can foretell where they lead; what
        // fills up the last few is no position
        others.resize(others.len().next_multiple_of(AT_ONCE), u32::MAX);
        let (others, _) = others.as_chunks::<AT_ONCE>();
        for number in 0..kept.len() {
            let a = kept[number];
            let is_one = |some: &[u32; AT_ONCE]| some.iter().fold(0, |n, &b| n | u32::from(a == b));
            let is_common = others.iter().fold(0, |n, some| n | is_one(some));
            kept[n_kept] = a;
            n_kept += usize::from(is_common != 0);
        }
        return n_kept;
    }
    let (mut left, mut right) = (0, 0);
    // without a branch on which is less: that cannot be foretold
    while left < kept.len() && right < others.len() {
        let (a, b) = (kept[left], others[right]);
        kept[n_kept] = a;
        n_kept += usize::from(a == b);
        left += usize::from(a <= b);
        right += usize::from(b <= a);
    }
    n_kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_have_is_kept() {
        let check = |kept: &[u32], others: &[u32], expected: &[u32]| {
            let mut kept = kept.to_vec();
            let n_kept = keep_common(&mut kept, &mut others.to_vec());
            assert_eq!(kept[..n_kept], *expected);
        };
        check(&[1, 4, 9, 12], &[2, 4, 5, 12, 13], &[4, 12]);
        let many: Vec<u32> = (0..40).map(|number| number * 3).collect();
        check(&many, &[2, 6, 7, 12, 13, 117], &[6, 12, 117]);
        check(&[5, 6, 12, 118], &many, &[6, 12]);
        check(&[1, 4], &[], &[]);
        check(&[], &[1, 4], &[]);
    }
}
