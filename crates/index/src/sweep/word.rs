//! A word in one segment, scored once wherever it stands (BM25F).
//!
//! To add up a score for each part would pay a word that stands in three parts three times, and would
//! call a word rare in headlines only because headlines are short. Here each occurrence weighs by its
//! part, all of them are one frequency in a text of one length, and the word is rare or common among
//! whole releases (Robertson, Zaragoza and Taylor: Simple BM25 extension to multiple weighted fields,
//! CIKM 2004).

use tantivy::{DocId, TERMINATED, TantivyError, Term, schema::IndexRecordOption};

use super::{
    Asked, Bits, WIDTH,
    clause::Word,
    cursor::{Cursor, end, place},
    lengths::LengthsIn,
};
use crate::rank;

/// A word in one segment.
pub(super) struct WordNode<'a> {
    /// Those of a field stand together.
    lists: Vec<List>,
    lengths: LengthsIn<'a>,
    rarity: f32,
    /// Whether scores are wanted.
    is_ranked: bool,
    max_doc: DocId,
    /// What the last stretch holds, and what of it was counted.
    here: Bits,
    counted: Bits,
    /// By document of the stretch, weighed.
    occurrences: Vec<f32>,
    /// Occurrences in one field, of a word with several forms there.
    in_field: Vec<u32>,
}

/// Where one form stands in one field.
struct List {
    cursor: Cursor,
    field: usize,
    weight: f32,
}

impl<'a> WordNode<'a> {
    /// `None` if the segment does not hold the word.
    pub(super) fn open(word: &Word, asked: &Asked<'a>) -> Result<Option<Self>, TantivyError> {
        let record =
            if asked.is_ranked { IndexRecordOption::WithFreqs } else { IndexRecordOption::Basic };
        let mut lists = Vec::new();
        for (number, &(field, weight)) in word.fields.iter().enumerate() {
            let inverted = asked.reader.inverted_index(field)?;
            for form in &word.forms {
                let term = Term::from_field_text(field, form);
                let cursor = Cursor::open(&inverted, &term, record)?;
                lists.extend(cursor.map(|cursor| List { cursor, field: number, weight }));
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
            in_field: Vec::new(),
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
        let Self { lists, counted, occurrences, in_field, is_ranked, .. } = self;
        for of_field in lists.chunk_by_mut(|a, b| a.field == b.field) {
            let weight = of_field[0].weight;
            match of_field {
                _ if is_sparse => mask.each(|at| {
                    let doc = base + offset(at);
                    let mut n_times = None;
                    for List { cursor, .. } in &mut *of_field {
                        if cursor.seek(doc) == doc {
                            n_times = n_times.max(Some(cursor.freq()));
                        }
                    }
                    if let Some(n_times) = n_times {
                        counted.insert(at);
                        if *is_ranked {
                            occurrences[at] += weighed(weight, n_times);
                        }
                    }
                }),
                [List { cursor, .. }] if *is_ranked => {
                    cursor.seek(first);
                    cursor.sweep(last + 1, |doc, n_times| {
                        let at = place(doc, base) % WIDTH;
                        counted.insert(at);
                        occurrences[at] += weighed(weight, n_times);
                    });
                }
                lists if *is_ranked => {
                    // a word with accents stands under two stems, and is one word
                    in_field.clear();
                    in_field.resize(WIDTH, 0);
                    let mut in_this = Bits::NONE;
                    for List { cursor, .. } in lists {
                        cursor.seek(first);
                        cursor.sweep(last + 1, |doc, n_times| {
                            let at = place(doc, base) % WIDTH;
                            in_this.insert(at);
                            in_field[at] = in_field[at].max(n_times);
                        });
                    }
                    in_this.each(|at| occurrences[at] += weighed(weight, in_field[at]));
                    counted.add(&in_this);
                }
                lists => {
                    for List { cursor, .. } in lists {
                        cursor.seek(first);
                        cursor.sweep_docs(last + 1, |doc| counted.insert(place(doc, base)));
                    }
                }
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
