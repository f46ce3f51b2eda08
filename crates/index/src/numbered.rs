//! `Numbered`: the documents of a kind in a segment, numbered one after the other.
//!
//! Quotes and files lie between releases. What is kept in memory of each release lies side by side by these
//! numbers, a tenth as wide as by documents, so that it stays near the processor.

use tantivy::DocId;

/// Documents of a segment, numbered in their order.
#[derive(Debug, Default)]
pub(crate) struct Numbered {
    /// By 64 documents: which, and how many before them.
    words: Vec<(u64, u32)>,
    n_docs: u32,
}

impl Numbered {
    /// Numbers these documents, which come in order.
    pub(crate) fn of(docs: impl Iterator<Item = DocId>, max_doc: DocId) -> Self {
        let mut words = vec![(0_u64, 0_u32); (max_doc as usize).div_ceil(64)];
        for doc in docs {
            if let Some((word, _)) = words.get_mut(doc as usize / 64) {
                *word |= 1 << (doc % 64);
            }
        }
        let mut n_docs = 0;
        for (word, before) in &mut words {
            *before = n_docs;
            n_docs += word.count_ones();
        }
        Self { words, n_docs }
    }

    pub(crate) fn len(&self) -> usize {
        self.n_docs as usize
    }

    /// The number of a document; one behind all for a document that is not among them.
    #[inline]
    pub(crate) fn number(&self, doc: DocId) -> usize {
        match self.words.get(doc as usize / 64) {
            Some(&(word, before)) if word & (1 << (doc % 64)) != 0 => {
                let lower = word & ((1 << (doc % 64)) - 1);
                (before + lower.count_ones()) as usize
            }
            _ => self.len(),
        }
    }

    /// The documents in order.
    pub(crate) fn docs(&self) -> impl Iterator<Item = DocId> {
        (0..).zip(&self.words).flat_map(|(at, &(word, _)): (DocId, _)| {
            (0..64).filter(move |bit| word & (1 << bit) != 0).map(move |bit| at * 64 + bit)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_numbered_in_order_and_others_are_behind_all() {
        let docs = [3, 63, 64, 130, 199];
        let numbered = Numbered::of(docs.into_iter(), 200);
        assert_eq!(docs.map(|doc| numbered.number(doc)), [0, 1, 2, 3, 4]);
        assert_eq!([0, 65, 198, 200, 9999].map(|doc| numbered.number(doc)), [5; 5]);
        assert_eq!(numbered.docs().collect::<Vec<_>>(), docs);
    }
}
