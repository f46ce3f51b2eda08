//! `Pairs`: common words that stand side by side, told while the words of a text pass.

use rustc_hash::FxHashMap;
use tantivy::schema::Field;

use super::lexicon::Lexicon;
use crate::neighbours;

/// The pairs of a document, see [`neighbours`].
#[derive(Debug)]
pub(super) struct Pairs {
    field: Field,
    /// The word before, if it is common and of the same block.
    before: Option<u32>,
    /// The numbers of pairs that were met, by field and words.
    met: FxHashMap<(Field, u32, u32), u32>,
    /// Those of the document.
    numbers: Vec<u32>,
}

impl Default for Pairs {
    fn default() -> Self {
        let (met, numbers) = Default::default();
        Self { field: Field::from_field_id(0), before: None, met, numbers }
    }
}

impl Pairs {
    /// Begins the text of a field.
    pub(super) fn begin(&mut self, field: Field) {
        self.field = field;
        self.before = None;
    }

    /// Passes a word, or the end of a block.
    #[inline]
    pub(super) fn pass(&mut self, word: Option<u32>, lexicon: &mut Lexicon) {
        let word = word.filter(|word| lexicon.is_common(*word));
        if let (Some(before), Some(word)) = (self.before, word) {
            let number = self.met.get(&(self.field, before, word)).copied();
            let number = number.unwrap_or_else(|| self.meet([before, word], lexicon));
            self.numbers.push(number);
        }
        self.before = word;
    }

    #[cold]
    fn meet(&mut self, words: [u32; 2], lexicon: &mut Lexicon) -> u32 {
        let letters = |word| String::from_utf8_lossy(lexicon.word(word)).into_owned();
        let [first, second] = words.map(letters);
        let mut pair = String::new();
        neighbours::write(&mut pair, self.field, &first, &second);
        let number = lexicon.number_of(&pair);
        self.met.insert((self.field, words[0], words[1]), number);
        number
    }

    /// The pairs since they were last taken.
    pub(super) fn take(&mut self) -> impl ExactSizeIterator<Item = u32> {
        self.numbers.drain(..)
    }
}
