//! `Inversion`: the postings of words, made by sorting.
//!
//! The engine looks up each word of a text among all terms of a segment and writes to the end of that term's own list,
//! somewhere in memory: this was half of what it did. Here a word becomes a number, the numbers of a field stand behind
//! each other as texts come, and they are sorted by word when the segment is written (a counting sort, which reads and
//! writes each of them twice, mostly in order).
//!
//! What is written has the engine's own form: whoever reads or merges segments sees no difference. The engine indexes
//! values itself, and has closed its files by the time that plugins write theirs. They are written once more, with the
//! values taken over as they are and the words put beside them.

mod files;
mod lexicon;
mod pairs;
#[cfg(test)]
mod tests;
mod texts;

use tantivy::{DocId, Segment, TantivyError, schema::Field};

use self::{files::Files, lexicon::Lexicon, pairs::Pairs, texts::Texts};
use crate::{
    document::Document,
    schema::{DocKind, Fields, Zone},
};

/// Which fields of words are looked at how.
#[derive(Clone, Debug)]
pub(crate) struct Inversion {
    /// The fields in which [pairs](crate::neighbours) are looked for.
    paired: Vec<Field>,
    /// The field of pairs.
    pairs: Field,
}

impl Inversion {
    pub(crate) fn of(fields: &Fields) -> Self {
        let paired = Zone::ALL.map(|zone| fields.zone(zone).exact).to_vec();
        Self { paired, pairs: fields.pairs }
    }
}

/// The words of the documents of one segment.
pub(crate) struct Inverted {
    fields: Inversion,
    lexicon: Lexicon,
    pairs: Pairs,
    /// By the number of the field.
    texts: Vec<Texts>,
    /// What each document is.
    kinds: Vec<DocKind>,
}

impl Inverted {
    pub(crate) fn new(fields: Inversion) -> Self {
        let (lexicon, pairs) = (Lexicon::default(), Pairs::default());
        Self { fields, lexicon, pairs, texts: Vec::new(), kinds: Vec::new() }
    }

    /// Takes in the words of a document; they come in order.
    pub(crate) fn add(&mut self, doc: DocId, document: &Document) {
        self.kinds.push(document.what());
        for (field, words) in document.words() {
            if self.fields.paired.contains(&field) {
                self.pairs.begin(field);
                let (lexicon, pairs) = (&mut self.lexicon, &mut self.pairs);
                texts_of(&mut self.texts, field).add(doc, words, lexicon, |word, lexicon| {
                    pairs.pass(word, lexicon);
                });
            } else {
                texts_of(&mut self.texts, field).add(doc, words, &mut self.lexicon, |_, _| {});
            }
        }
        let pairs = self.pairs.take();
        if pairs.len() > 0 {
            texts_of(&mut self.texts, self.fields.pairs).add_numbers(doc, pairs);
        }
    }

    /// Writes the files of the segment, which the engine has written with values alone.
    pub(crate) fn write(self, segment: &Segment) -> Result<(), TantivyError> {
        let Self { lexicon, texts, kinds, .. } = self;
        let fields = (0..).map(Field::from_field_id).zip(texts);
        let fields: Vec<(Field, Texts)> = fields.filter(|(_, texts)| !texts.is_empty()).collect();
        if fields.is_empty() {
            return Ok(());
        }
        Files::of(segment)?.write(&fields, &lexicon, &places(&kinds))
    }

    /// What they take in memory.
    pub(crate) fn n_bytes(&self) -> usize {
        let texts: usize = self.texts.iter().map(Texts::n_bytes).sum();
        self.lexicon.n_bytes() + texts + self.kinds.len()
    }
}

/// The texts of a field.
fn texts_of(texts: &mut Vec<Texts>, field: Field) -> &mut Texts {
    let at = field.field_id() as usize;
    if texts.len() <= at {
        texts.resize_with(at + 1, Texts::default);
    }
    &mut texts[at]
}

/// Where each document comes to stand: the engine sorts those of a segment by their kind, and those of one kind by their
/// [turn](crate::order), which rises as they come.
fn places(kinds: &[DocKind]) -> Vec<DocId> {
    let mut n_before = [0; DocKind::ALL.len() + 1];
    for kind in kinds {
        n_before[*kind as usize + 1] += 1;
    }
    for at in 1..n_before.len() {
        n_before[at] += n_before[at - 1];
    }
    let mut place = |kind: &DocKind| {
        let next = &mut n_before[*kind as usize];
        *next += 1;
        *next - 1
    };
    kinds.iter().map(&mut place).collect()
}
