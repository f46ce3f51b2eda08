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
    occurrences::{Occurrences, keep_common},
    standing::{Positions, Standing},
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
    occurrences: Occurrences,
    ranking: Option<(Bm25Weight, FieldNormReader)>,
    here: Bits,
    scores: Vec<f32>,
    positions: Vec<u32>,
    others: Vec<u32>,
}

impl PhraseNode {
    /// `None` if the segment lacks one of the words.
    pub(super) fn open(phrase: &PhraseIn, asked: &Asked<'_>) -> Result<Option<Self>, TantivyError> {
        let (mut cursors, mut places, mut infos, mut pair) =
            (Vec::new(), Vec::new(), Vec::new(), None);
        if let [Some(whole)] = &phrase.pairs[..] {
            let inverted = asked.reader.inverted_index(whole.field())?;
            pair = Cursor::open(&inverted, whole, IndexRecordOption::WithFreqs)?;
            if pair.is_none() {
                return Ok(None);
            }
        } else {
            let Some(needed) = needed(phrase, asked)? else { return Ok(None) };
            cursors = needed;
            for (at, term) in phrase.words.iter().enumerate() {
                let inverted = asked.reader.inverted_index(term.field())?;
                let Some(info) = inverted.get_term_info(term)? else { return Ok(None) };
                let record = IndexRecordOption::WithFreqsAndPositions;
                let postings = inverted.read_postings_from_terminfo(&info, record)?;
                let moved = phrase.moved(at);
                places.push((moved, postings));
                infos.push((moved, info));
            }
        }
        let norms = match phrase.words.first().filter(|_| asked.is_ranked) {
            Some(term) => asked.reader.fieldnorms_readers().get_field(term.field())?,
            None => None,
        };
        places.sort_by_key(|(_, postings)| postings.doc_freq());
        infos.sort_by_key(|(_, info)| info.doc_freq);
        let is_in_many = cursors.first().is_some_and(|rarest: &Cursor| {
            u64::from(rarest.n_docs()) * WIDTH as u64
                >= MANY as u64 * u64::from(asked.reader.max_doc())
        });
        let mut throughout = Vec::new();
        if let (true, Some(term)) = (is_in_many, phrase.words.first()) {
            let positions = Positions::open(asked.reader)?;
            for (moved, info) in &infos {
                let standing = positions.of(term.field(), info)?;
                throughout.extend(standing.map(|standing| (*moved, standing)));
            }
        }
        let scores = if norms.is_some() { vec![0.0; WIDTH] } else { Vec::new() };
        Ok(Some(Self {
            pair,
            cursors,
            places,
            throughout,
            occurrences: Occurrences::default(),
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
    fn fill_throughout(&mut self, base: DocId, left: Bits) {
        let mut occurrences = std::mem::take(&mut self.occurrences);
        occurrences.find(base, left, &mut self.throughout);
        for (at, positions) in occurrences.each() {
            self.note(base, at, offset(positions.len()));
        }
        self.occurrences = occurrences;
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

/// What a text must hold to hold a phrase, the rarest first: its pairs, and its words that are in none of them. `None` if
/// the segment lacks one of these.
pub(super) fn needed(
    phrase: &PhraseIn,
    asked: &Asked<'_>,
) -> Result<Option<Vec<Cursor>>, TantivyError> {
    let is_paired = |at: usize| phrase.pairs.get(at).is_some_and(Option::is_some);
    let words = phrase.words.iter().enumerate();
    let alone = words.filter(|(at, _)| !is_paired(*at) && (*at == 0 || !is_paired(at - 1)));
    let mut terms: Vec<&Term> = phrase.pairs.iter().flatten().collect();
    terms.extend(alone.map(|(_, word)| word));
    terms.sort_unstable();
    terms.dedup();
    let mut cursors = Vec::new();
    for term in terms {
        let inverted = asked.reader.inverted_index(term.field())?;
        let cursor = Cursor::open(&inverted, term, IndexRecordOption::Basic)?;
        let Some(cursor) = cursor else { return Ok(None) };
        cursors.push(cursor);
    }
    cursors.sort_by_key(Cursor::n_docs);
    Ok(Some(cursors))
}
