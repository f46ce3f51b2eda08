//! Documents that hold one of some terms, all equally good.
//!
//! A few terms are read side by side; many are read once, one after the other, into a set of the whole
//! segment.

use std::sync::Arc;

use tantivy::{
    DocId, InvertedIndexReader, TERMINATED, TantivyError, Term,
    postings::{BlockSegmentPostings, TermInfo},
    query::FuzzyTermQuery,
    schema::{Field, IndexRecordOption},
};

use super::{
    Asked, Bits,
    cursor::{Cursor, end, place},
    standing::Positions,
    word::offset,
};
use crate::{
    languages::holds,
    quoted::{Firsts, Quoted},
    schema::{DocKind, Zone},
};

/// So many lists are read side by side.
const MOST_LISTS: usize = 16;
/// So few documents are sought one by one.
const FEW: usize = 64;

/// Documents that hold one of some terms.
pub(super) struct SetNode {
    source: Source,
    n_docs: u64,
    score: f32,
    here: Bits,
}

enum Source {
    Lists(Vec<Cursor>),
    /// By 64 documents.
    Whole(Vec<u64>),
}

impl SetNode {
    /// `None` if the segment holds none of the terms.
    pub(super) fn of_terms(
        terms: &[Term],
        score: f32,
        asked: &Asked<'_>,
    ) -> Result<Option<Self>, TantivyError> {
        let mut lists = Vec::new();
        let mut whole: Option<Whole> = None;
        for term in terms {
            let inverted = asked.reader.inverted_index(term.field())?;
            let cursor = Cursor::open(&inverted, term, IndexRecordOption::Basic)?;
            match (&mut whole, cursor) {
                (_, None) => {}
                (Some(whole), Some(mut cursor)) => whole.add(&mut cursor),
                (None, Some(cursor)) => lists.push(cursor),
            }
            if lists.len() > MOST_LISTS {
                let whole = whole.get_or_insert_with(|| Whole::of(asked));
                lists.drain(..).for_each(|mut cursor| whole.add(&mut cursor));
            }
        }
        let node = match whole {
            Some(whole) => whole.node(score),
            None if lists.is_empty() => return Ok(None),
            None => {
                let n_docs = lists.iter().map(|cursor| u64::from(cursor.n_docs())).sum();
                Self { source: Source::Lists(lists), n_docs, score, here: Bits::NONE }
            }
        };
        Ok(Some(node))
    }

    /// Every term that starts so.
    pub(super) fn of_prefix(
        field: Field,
        prefix: &str,
        score: f32,
        asked: &Asked<'_>,
    ) -> Result<Option<Self>, TantivyError> {
        let inverted = asked.reader.inverted_index(field)?;
        let mut stream = inverted.terms().range().ge(prefix).into_stream()?;
        let mut words = Words::open(field, asked)?;
        while stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
            words.add(stream.value())?;
        }
        Ok(words.whole.map(|whole| whole.node(score)))
    }

    /// Every word that is spelt nearly as this one.
    pub(super) fn of_fuzzy(
        word: &Term,
        distance: u8,
        score: f32,
        asked: &Asked<'_>,
    ) -> Result<Option<Self>, TantivyError> {
        let inverted = asked.reader.inverted_index(word.field())?;
        let query = FuzzyTermQuery::new(word.clone(), distance, true);
        let mut stream = inverted.terms().search(query.automaton()?).into_stream()?;
        let mut words = Words::open(word.field(), asked)?;
        while stream.advance() {
            words.add(stream.value())?;
        }
        Ok(words.whole.map(|whole| whole.node(score)))
    }

    /// These documents.
    pub(super) fn of_docs(docs: &[DocId], asked: &Asked<'_>) -> Self {
        let mut whole = Whole::of(asked);
        for &doc in docs {
            whole.insert(doc);
        }
        whole.node(0.0)
    }

    pub(super) fn cost(&self) -> u64 {
        self.n_docs
    }

    pub(super) fn next(&mut self, from: DocId) -> DocId {
        match &mut self.source {
            Source::Lists(lists) => {
                let next = lists.iter_mut().map(|cursor| cursor.seek(from));
                next.min().unwrap_or(TERMINATED)
            }
            Source::Whole(words) => {
                let first = from as usize / 64;
                let words = words.get(first..).unwrap_or_default().iter().enumerate();
                let masked = |(at, &word): (usize, &u64)| {
                    let word = if at == 0 { word & (u64::MAX << (from % 64)) } else { word };
                    (word != 0).then(|| (first + at) * 64 + word.trailing_zeros() as usize)
                };
                let mut next = words.filter_map(masked);
                next.next().map_or(TERMINATED, offset)
            }
        }
    }

    pub(super) fn fill(&mut self, base: DocId, mask: &Bits) -> &Bits {
        self.here = Bits::NONE;
        let here = &mut self.here;
        match &mut self.source {
            Source::Lists(lists) => {
                let Some((first, last)) = mask.ends() else { return here };
                let is_sparse = mask.count() < FEW;
                for cursor in lists {
                    if is_sparse {
                        mask.each(|at| {
                            let doc = base + offset(at);
                            if cursor.seek(doc) == doc {
                                here.insert(at);
                            }
                        });
                        continue;
                    }
                    cursor.seek(base + offset(first));
                    let last = base + offset(last);
                    cursor.sweep_docs(last + 1, |doc| here.insert(place(doc, base)));
                }
                debug_assert!(base + offset(last) < end(base), "a mask ends with its stretch");
            }
            Source::Whole(words) => here.copy(words.get(base as usize / 64..).unwrap_or_default()),
        }
        here.keep(mask);
        here
    }

    pub(super) fn score(&self, of: &Bits, scores: &mut [f32]) {
        if self.score != 0.0 {
            let mut mine = of.clone();
            mine.keep(&self.here);
            mine.each(|at| scores[at] += self.score);
        }
    }
}

/// The documents that hold one of many words of a field.
struct Words<'a> {
    asked: &'a Asked<'a>,
    inverted: Arc<InvertedIndexReader>,
    block: Option<BlockSegmentPostings>,
    quotes: Option<InQuotes<'a>>,
    whole: Option<Whole>,
}

/// Where quotes stand in one part of their releases.
struct InQuotes<'a> {
    zone: Zone,
    field: Field,
    standing: Positions<'a>,
    quoted: &'a Quoted,
    firsts: Firsts<'a>,
}

impl<'a> Words<'a> {
    fn open(field: Field, asked: &'a Asked<'a>) -> Result<Self, TantivyError> {
        let zone = asked.snapshot.fields.zone_of(field);
        let quotes = match zone.filter(|_| asked.kind == DocKind::Quote) {
            Some(zone) => {
                let quoted = &asked.snapshot.columns(asked.segment).quoted;
                let firsts = quoted.firsts();
                let standing = Positions::open(asked.reader)?;
                Some(InQuotes { zone, field, standing, quoted, firsts })
            }
            None => None,
        };
        let inverted = asked.reader.inverted_index(field)?;
        Ok(Self { asked, inverted, block: None, quotes, whole: None })
    }

    fn add(&mut self, info: &TermInfo) -> Result<(), TantivyError> {
        let Self { asked, inverted, block, quotes, whole } = self;
        let whole = whole.get_or_insert_with(|| Whole::of(asked));
        if let Some(quotes) = quotes {
            return quotes.add(info, whole);
        }
        let postings = match block.take() {
            None => inverted.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?,
            Some(mut postings) => {
                inverted.reset_block_postings_from_terminfo(info, &mut postings)?;
                postings
            }
        };
        let mut cursor = Cursor::at_start(postings);
        whole.add(&mut cursor);
        *block = Some(cursor.into_block());
        Ok(())
    }
}

impl InQuotes<'_> {
    /// Adds the quotes that hold a word.
    fn add(&mut self, info: &TermInfo, whole: &mut Whole) -> Result<(), TantivyError> {
        let Self { zone, field, standing, quoted, firsts } = self;
        let Some(standing) = standing.of(*field, info)? else { return Ok(()) };
        standing.all(|release, positions| {
            for quote in firsts.quotes_of(release) {
                if whole.contains(quote) {
                    continue;
                }
                let stand = quoted.stand(quote).filter(|stand| stand.zone == *zone);
                let Some(stand) = stand else { continue };
                let at = positions.partition_point(|&position| position < stand.words.start);
                if positions.get(at).is_some_and(|position| *position < stand.words.end) {
                    whole.insert(quote);
                }
            }
        });
        Ok(())
    }
}

/// Documents of a whole segment.
struct Whole {
    words: Vec<u64>,
}

impl Whole {
    fn of(asked: &Asked<'_>) -> Self {
        Self { words: vec![0; (asked.reader.max_doc() as usize).div_ceil(64)] }
    }

    fn add(&mut self, cursor: &mut Cursor) {
        cursor.sweep_docs(TERMINATED, |doc| self.insert(doc));
    }

    fn insert(&mut self, doc: DocId) {
        if let Some(word) = self.words.get_mut(doc as usize / 64) {
            *word |= 1 << (doc % 64);
        }
    }

    fn contains(&self, doc: DocId) -> bool {
        holds(&self.words, doc)
    }

    fn node(self, score: f32) -> SetNode {
        let n_docs = self.words.iter().map(|word| u64::from(word.count_ones())).sum();
        SetNode { source: Source::Whole(self.words), n_docs, score, here: Bits::NONE }
    }
}
