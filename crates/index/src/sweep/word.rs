//! A word in one segment, scored once wherever it stands (BM25F).
//!
//! To add up a score for each part would pay a word that stands in three parts three times, and would
//! call a word rare in headlines only because headlines are short. Here each occurrence weighs by its
//! part, all of them are one frequency in a text of one length, and the word is rare or common among
//! whole releases (Robertson, Zaragoza and Taylor: Simple BM25 extension to multiple weighted fields,
//! CIKM 2004).

use tantivy::{DocId, TERMINATED, TantivyError, schema::IndexRecordOption};

use super::{
    Asked, Bits, WIDTH,
    clause::Word,
    cursor::{Cursor, end, place},
    lengths::LengthsIn,
};
use crate::{
    languages::{InLanguages, holds},
    rank,
};

/// A word in one segment.
pub(super) struct WordNode {
    lists: Vec<List>,
    lengths: LengthsIn,
    rarity: f32,
    /// Whether scores are wanted.
    is_ranked: bool,
    max_doc: DocId,
    /// What the last stretch holds, and what of it was counted.
    here: Bits,
    counted: Bits,
    /// By document of the stretch, weighed.
    occurrences: Vec<f32>,
}

/// Where one form stands in one field.
struct List {
    cursor: Cursor,
    weight: f32,
    /// Where it stands for the word.
    within: InLanguages,
}

impl WordNode {
    /// `None` if the segment does not hold the word.
    pub(super) fn open(word: &Word, asked: &Asked<'_>) -> Result<Option<Self>, TantivyError> {
        let record =
            if asked.is_ranked { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
        let Asked { snapshot, segment, reader, .. } = *asked;
        let mut lists = Vec::new();
        for list in word.lists.get(segment as usize).map_or(&[][..], Vec::as_slice) {
            let within =
                snapshot.languages.of(&snapshot.fields, (segment, reader), list.stemmings)?;
            if !matches!(within, InLanguages::None) {
                let inverted = reader.inverted_index(list.field)?;
                let cursor = Cursor::of_info(&inverted, &list.info, record)?;
                lists.push(List { cursor, weight: list.weight, within });
            }
        }
        if lists.is_empty() {
            return Ok(None);
        }
        let n_scored = if asked.is_ranked { WIDTH } else { 0 };
        Ok(Some(Self {
            lists,
            lengths: LengthsIn::open(word, asked)?,
            rarity: word.rarity,
            is_ranked: asked.is_ranked,
            max_doc: asked.reader.max_doc(),
            here: Bits::NONE,
            counted: Bits::NONE,
            occurrences: vec![0.0; n_scored],
        }))
    }

    pub(super) fn cost(&self) -> u64 {
        self.lists.iter().map(|list| u64::from(list.cursor.n_docs())).sum()
    }

    pub(super) fn next(&mut self, from: DocId) -> DocId {
        let next = self.lists.iter_mut().map(|list| list.cursor.seek(from));
        next.min().unwrap_or(TERMINATED)
    }

    pub(super) fn fill(&mut self, base: DocId, mask: &Bits) -> &Bits {
        self.forget();
        let Some((first, last)) = mask.ends() else { return &self.here };
        let (first, last) = (base + offset(first), base + offset(last));
        // so many would be swept over
        let expected = self.cost() * WIDTH as u64 / u64::from(self.max_doc.max(1));
        let is_sparse = mask.count() as u64 * 8 < expected.min(self.cost());
        let Self { lists, counted, occurrences, is_ranked, .. } = self;
        for List { cursor, weight, within } in lists {
            let weight = *weight;
            if is_sparse {
                mask.each(|at| {
                    let doc = base + offset(at);
                    if cursor.seek(doc) == doc && within.contains(doc) {
                        counted.insert(at);
                        if *is_ranked {
                            occurrences[at] += weighed(weight, cursor.freq());
                        }
                    }
                });
                continue;
            }
            cursor.seek(first);
            let mut count = |doc: DocId, n_times: u32| {
                let at = place(doc, base) % WIDTH;
                counted.insert(at);
                occurrences[at] += weighed(weight, n_times);
            };
            match within {
                InLanguages::These(words) if *is_ranked => {
                    cursor.sweep(last + 1, |doc, n_times| {
                        if holds(words, doc) {
                            count(doc, n_times);
                        }
                    });
                }
                _ if *is_ranked => cursor.sweep(last + 1, count),
                _ => cursor.sweep_docs(last + 1, |doc| {
                    if within.contains(doc) {
                        counted.insert(place(doc, base));
                    }
                }),
            }
        }
        debug_assert!(end(base) > last, "a mask ends with its stretch");
        self.here = mask.clone();
        self.here.keep(&self.counted);
        &self.here
    }

    /// Clears what was counted in the last stretch.
    fn forget(&mut self) {
        if self.is_ranked {
            let occurrences = &mut self.occurrences;
            if self.counted.count() > WIDTH / 8 {
                occurrences.fill(0.0);
            } else {
                self.counted.each(|at| occurrences[at] = 0.0);
            }
        }
        self.here = Bits::NONE;
        self.counted = Bits::NONE;
    }

    pub(super) fn score(&self, base: DocId, of: &Bits, scores: &mut [f32]) {
        let mut mine = of.clone();
        mine.keep(&self.here);
        self.lengths.each(base, &mine, |at, half| {
            scores[at] += self.rarity * rank::saturated(self.occurrences[at], half);
        });
    }
}

#[expect(clippy::cast_precision_loss, reason = "a score needs no more digits")]
fn weighed(weight: f32, n_times: u32) -> f32 {
    weight * n_times as f32
}

#[expect(clippy::cast_possible_truncation, reason = "a place in a stretch is small")]
pub(super) fn offset(at: usize) -> DocId {
    at as DocId
}
