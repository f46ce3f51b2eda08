//! Which releases are in languages of some stemmings.
//!
//! A word can have a stem by one stemmer and another one by the next. Where a word of the index stands for what
//! is sought in some languages only, releases in others are passed over.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::{
    DocId, SegmentReader, TERMINATED, TantivyError, Term, postings::TermInfo,
    schema::IndexRecordOption,
};

use crate::{
    schema::Fields,
    stem::{Stemming, Stemmings},
};

/// So many sets of documents are kept; queries hardly need more.
const MOST_KEPT: usize = 256;

/// The releases of a segment that are in some languages.
#[derive(Clone, Debug)]
pub(crate) enum InLanguages {
    /// All that can hold the word.
    All,
    /// None of them.
    None,
    /// These, by 64.
    These(Arc<Vec<u64>>),
}

impl InLanguages {
    #[inline]
    pub(crate) fn contains(&self, doc: DocId) -> bool {
        match self {
            Self::All => true,
            Self::None => false,
            Self::These(words) => holds(words, doc),
        }
    }
}

/// Whether these words, 64 documents each, hold a document.
#[inline]
pub(crate) fn holds(words: &[u64], doc: DocId) -> bool {
    words.get(doc as usize / 64).is_some_and(|word| word & (1 << (doc % 64)) != 0)
}

/// What was asked for of a generation, by segment.
#[derive(Default)]
pub(crate) struct Languages(Mutex<FxHashMap<(u32, Stemmings), InLanguages>>);

impl Languages {
    /// The releases with one of these stemmings; documents of other kinds may be among them.
    pub(crate) fn of(
        &self,
        fields: &Fields,
        (segment, reader): (u32, &SegmentReader),
        stemmings: Stemmings,
    ) -> Result<InLanguages, TantivyError> {
        if stemmings == Stemmings::ALL {
            return Ok(InLanguages::All);
        }
        let key = (segment, stemmings);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = kept.get(&key) {
            return Ok(found.clone());
        }
        let found = find(fields, reader, stemmings)?;
        if kept.len() >= MOST_KEPT.max(4 * segment as usize) {
            kept.clear();
        }
        kept.insert(key, found.clone());
        Ok(found)
    }
}

fn find(
    fields: &Fields,
    reader: &SegmentReader,
    stemmings: Stemmings,
) -> Result<InLanguages, TantivyError> {
    let inverted = reader.inverted_index(fields.stemming)?;
    let (mut with, mut without): (Vec<TermInfo>, Vec<TermInfo>) = Default::default();
    for stemming in Stemming::all() {
        let term = Term::from_field_text(fields.stemming, &term(stemming));
        let list = if stemmings.contains(stemming) { &mut with } else { &mut without };
        list.extend(inverted.get_term_info(&term)?);
    }
    if with.is_empty() {
        return Ok(InLanguages::None);
    }
    if without.is_empty() {
        return Ok(InLanguages::All);
    }
    // most archives are mostly in one language: the others are fewer
    let n_docs =
        |infos: &[TermInfo]| infos.iter().map(|info| u64::from(info.doc_freq)).sum::<u64>();
    let is_short = n_docs(&with) < n_docs(&without);
    let (infos, others) = if is_short { (with, 0) } else { (without, u64::MAX) };
    let mut words = vec![others; (reader.max_doc() as usize).div_ceil(64)];
    for info in infos {
        let mut block =
            inverted.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
        while block.doc(0) != TERMINATED {
            for &doc in block.docs() {
                if let Some(word) = words.get_mut(doc as usize / 64) {
                    *word ^= 1 << (doc % 64);
                }
            }
            block.advance();
        }
    }
    Ok(InLanguages::These(Arc::new(words)))
}

/// The term of the releases with a stemming.
pub(crate) fn term(stemming: Stemming) -> String {
    stemming.marker().to_string()
}
