//! `Texts`: what documents hold in one field, and its postings.

use std::{
    io::{self, Write},
    ops::Range,
};

use tantivy::{DocId, postings::FieldSerializer, schema::IndexRecordOption};

use super::lexicon::Lexicon;
use crate::tokens::{Piece, Tokens};

/// Stands before a number of positions to pass over; no word has this number.
const GAP: u32 = u32::MAX;

/// The words of one field, text by text.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// Their numbers, and gaps.
    words: Vec<u32>,
    /// In order of documents; one may have several.
    texts: Vec<Text>,
}

/// One text.
#[derive(Clone, Copy, Debug)]
struct Text {
    doc: DocId,
    /// Where its words begin.
    start: usize,
    n_words: u32,
}

/// Lexicon and order of what is written.
pub(super) struct Order<'a> {
    pub(super) lexicon: &'a Lexicon,
    /// The numbers of all words in the order of the words.
    pub(super) words: &'a [u32],
    /// Where each document comes to stand.
    pub(super) places: &'a [DocId],
    /// For each word a number that is 0 between two fields.
    pub(super) counts: Vec<u32>,
}

impl Texts {
    /// Adds a text of a document, and lets each of its words and gaps `pass`.
    #[inline]
    pub(super) fn add(
        &mut self,
        doc: DocId,
        text: &Tokens,
        lexicon: &mut Lexicon,
        mut pass: impl FnMut(Option<u32>, &mut Lexicon),
    ) {
        let (start, mut n_words) = (self.words.len(), 0);
        for piece in text.pieces() {
            match piece {
                Piece::Word(word) => {
                    let number = lexicon.number(word);
                    self.words.push(number);
                    n_words += 1;
                    pass(Some(number), lexicon);
                }
                Piece::Gap(n) => {
                    self.words.extend([GAP, n]);
                    pass(None, lexicon);
                }
            }
        }
        self.texts.push(Text { doc, start, n_words });
    }

    /// Adds a text whose words have their numbers.
    pub(super) fn add_numbers(&mut self, doc: DocId, numbers: impl Iterator<Item = u32>) {
        let start = self.words.len();
        self.words.extend(numbers);
        let n_words = u32::try_from(self.words.len() - start).unwrap_or(u32::MAX);
        self.texts.push(Text { doc, start, n_words });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// What they take in memory. Sorting takes eight bytes a word of one field besides, when what the engine has held
    /// of the segment is free again.
    pub(super) fn n_bytes(&self) -> usize {
        size_of_val(&*self.words) + size_of_val(&*self.texts)
    }

    /// How many words there are.
    pub(super) fn n_words(&self) -> u64 {
        self.lengths().map(|(_, n_words)| u64::from(n_words)).sum()
    }

    /// The document of each text, and how many words it has.
    pub(super) fn lengths(&self) -> impl Iterator<Item = (DocId, u32)> {
        self.texts.iter().map(|text| (text.doc, text.n_words))
    }

    fn each(&self) -> impl Iterator<Item = (DocId, &[u32])> {
        let ends = self.texts.iter().skip(1).map(|text| text.start).chain([self.words.len()]);
        self.texts.iter().zip(ends).map(|(text, end)| (text.doc, &self.words[text.start..end]))
    }

    /// Writes the postings of the field.
    pub(super) fn write<W: Write>(
        &self,
        order: &mut Order<'_>,
        option: IndexRecordOption,
        to: &mut FieldSerializer<'_, W>,
    ) -> io::Result<()> {
        let (occurrences, runs) = self.sorted(order);
        let mut distances = Vec::new();
        for (number, run) in runs {
            let mut rest = &occurrences[run];
            let n_docs = rest.chunk_by(|a, b| a.doc == b.doc).count();
            let n_docs = u32::try_from(n_docs).unwrap_or(u32::MAX);
            to.new_term(order.lexicon.word(number), n_docs, option.has_freq())?;
            while let Some(&Occurrence { doc, .. }) = rest.first() {
                let n_times = rest.iter().take_while(|other| other.doc == doc).count();
                let (of_doc, others) = rest.split_at(n_times);
                rest = others;
                distances.clear();
                if option.has_positions() {
                    let mut last = 0;
                    distances.extend(of_doc.iter().map(|occurrence| {
                        let distance = occurrence.position - last;
                        last = occurrence.position;
                        distance
                    }));
                }
                let n_times = u32::try_from(n_times).unwrap_or(u32::MAX);
                to.write_doc(doc, n_times, &distances);
            }
            to.close_term()?;
        }
        Ok(())
    }

    /// All occurrences, by word, then by document, then by position; and for each word in order those that are its own.
    fn sorted(&self, order: &mut Order<'_>) -> (Vec<Occurrence>, Vec<(u32, Range<usize>)>) {
        let counts = &mut order.counts;
        for (_, words) in self.each() {
            each_position(words, |number, _| counts[number as usize] += 1);
        }
        let (mut runs, mut n_before) = (Vec::new(), 0_u32);
        for &number in order.words {
            let count = &mut counts[number as usize];
            if *count > 0 {
                let start = n_before;
                n_before += std::mem::replace(count, start);
                runs.push((number, start as usize..n_before as usize));
            }
        }
        let mut texts: Vec<(DocId, &[u32])> =
            self.each().map(|(doc, words)| (order.places[doc as usize], words)).collect();
        texts.sort_by_key(|(doc, _)| *doc);
        let none = Occurrence { doc: 0, position: 0 };
        let mut occurrences = vec![none; n_before as usize];
        for (doc, words) in texts {
            each_position(words, |number, position| {
                let next = &mut counts[number as usize];
                occurrences[*next as usize] = Occurrence { doc, position };
                *next += 1;
            });
        }
        for (number, _) in &runs {
            counts[*number as usize] = 0;
        }
        (occurrences, runs)
    }
}

/// Where a word stands.
#[derive(Clone, Copy)]
struct Occurrence {
    doc: DocId,
    position: u32,
}

/// Visits each word of a text with its position.
#[inline]
fn each_position(words: &[u32], mut visit: impl FnMut(u32, u32)) {
    let (mut position, mut is_gap) = (0_u32, false);
    for &number in words {
        if is_gap {
            position = position.saturating_add(number);
            is_gap = false;
        } else if number == GAP {
            is_gap = true;
        } else {
            visit(number, position);
            position = position.saturating_add(1);
        }
    }
}
