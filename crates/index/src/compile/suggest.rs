//! "Did you mean": for a word that nothing holds, the nearest one that something does.
//!
//! It becomes a note; the query stays as it was typed.

use query::{Node, TextField};
use rustc_hash::FxHashMap;
use tantivy::{SegmentReader, TantivyError, Term, query::FuzzyTermQuery, schema::Field};

use super::{
    Compiler,
    text::{field_of, folded_words, runs},
};
use crate::{
    Error, analyzer,
    pass::Deadline,
    reader::n_alive,
    schema::DocKind,
    sweep::Places,
    visit,
    vocabulary::{self, Forms},
};

/// Beyond so many notes nothing is suggested.
const MOST_NOTES: usize = 16;
/// The most near words that are compared.
const MOST_NEAR: usize = 4096;
/// So many of them, the nearest, are looked for in quotes.
const MOST_TRIED: usize = 16;

impl Compiler<'_> {
    /// Notes the words of a leaf that nothing holds and that something like them is held.
    pub(super) fn suggest(&mut self, node: &Node, places: &Places) -> Result<(), Error> {
        if self.kind == DocKind::File {
            return Ok(());
        }
        let words = match node {
            Node::Word { word, .. } => self.unmet_words(word, places)?,
            Node::Phrase { text, .. } => self.unmet_forms(text, places)?,
            _ => Vec::new(),
        };
        for word in words {
            let unmet = format!("no {} holds `{word}`", self.holder(field_of(node)));
            let is_told = self.notes.iter().any(|note| note.starts_with(&unmet));
            if is_told || self.notes.len() >= MOST_NOTES {
                continue;
            }
            if let Some(near) = self.nearest(&word, places)? {
                self.notes.push(format!("{unmet}; did you mean `{near}`?"));
            }
        }
        Ok(())
    }

    fn holder(&self, field: TextField) -> &'static str {
        match field {
            _ if self.kind == DocKind::Quote => "quote",
            TextField::Title => "title",
            TextField::Body => "running text",
            _ => "release",
        }
    }

    /// The words typed of which nothing holds any form.
    fn unmet_words(&mut self, typed: &str, places: &Places) -> Result<Vec<String>, Error> {
        let mut unmet = Vec::new();
        // words that touch are a phrase of a script without blanks: nothing there is misspelt by a letter
        let alone = runs(typed).into_iter().filter(|run| run.len() == 1).flatten();
        for piece in alone.flat_map(analyzer::pieces) {
            let forms = self.forms(piece)?;
            if !self.is_any_met(&forms, places)? {
                unmet.push(analyzer::fold(piece));
            }
        }
        Ok(unmet)
    }

    /// The words of a phrase that nothing holds in just this form.
    fn unmet_forms(&self, text: &str, places: &Places) -> Result<Vec<String>, Error> {
        let mut unmet = Vec::new();
        for word in folded_words(text) {
            if !self.is_any_met(&vocabulary::only(&word), places)? {
                unmet.push(word);
            }
        }
        Ok(unmet)
    }

    /// Whether anything holds one of these words.
    fn is_any_met(&self, forms: &Forms, places: &Places) -> Result<bool, Error> {
        if self.kind == DocKind::Quote {
            let clause = self.any_form(forms, places)?;
            return visit::any(self.snapshot, &clause, (self.kind, self.deadline));
        }
        for (form, &stemmings) in forms {
            for (words, _) in places {
                let term = Term::from_field_text(words.of(form.kind), &form.term);
                let is_met = self.snapshot.is_met(&term, self.kind, stemmings);
                if is_met.map_err(|error| self.snapshot.failed(error))? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// The word of the archive that is spelt most like this one; of several the most frequent.
    fn nearest(&self, word: &str, places: &Places) -> Result<Option<String>, Error> {
        // short words are near too many others, numbers to all
        let distance = match word.chars().count() {
            3..=5 => 1,
            6..=32 => 2,
            _ => return Ok(None),
        };
        if word.contains(char::is_numeric) {
            return Ok(None);
        }
        let mut near: FxHashMap<String, u64> = FxHashMap::default();
        for reader in self.snapshot.searcher.segment_readers() {
            Deadline::check(self.deadline)?;
            for (words, _) in places {
                near_words(reader, (words.exact, word), distance, &mut near)
                    .map_err(|error| self.snapshot.failed(error))?;
            }
        }
        let mut near: Vec<(String, u64)> = near.into_iter().filter(|(_, n)| *n > 0).collect();
        near.sort_by_cached_key(|(other, n)| {
            // hardly anybody misses the first letter
            let is_far = other.chars().next() != word.chars().next();
            (strsim::osa_distance(other, word), is_far, std::cmp::Reverse(*n), other.clone())
        });
        for (other, _) in near.into_iter().take(MOST_TRIED) {
            // releases hold words that no quote does
            let is_met = self.kind != DocKind::Quote
                || self.is_any_met(&vocabulary::only(&other), places)?;
            if is_met {
                return Ok(Some(other));
            }
        }
        Ok(None)
    }
}

/// Adds the words of a segment that are near, with the number of documents that hold them.
fn near_words(
    reader: &SegmentReader,
    (field, word): (Field, &str),
    distance: u8,
    near: &mut FxHashMap<String, u64>,
) -> Result<(), TantivyError> {
    let query = FuzzyTermQuery::new(Term::from_field_text(field, word), distance, true);
    let inverted = reader.inverted_index(field)?;
    let mut stream = inverted.terms().search(query.automaton()?).into_stream()?;
    while stream.advance() && near.len() < MOST_NEAR {
        let found = String::from_utf8_lossy(stream.key()).into_owned();
        let n = n_alive(reader, &Term::from_field_text(field, &found))?;
        *near.entry(found).or_default() += n;
    }
    Ok(())
}
