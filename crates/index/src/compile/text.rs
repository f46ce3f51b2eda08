//! Words, phrases, prefixes and fuzzy words as clauses.

use std::{hash::BuildHasher, sync::Arc};

use query::{Node, TextField};
use rustc_hash::{FxBuildHasher, FxHashSet};
use tantivy::{
    TantivyError, Term,
    query::{
        Bm25StatisticsProvider, Bm25Weight, ConstScoreQuery, FuzzyTermQuery,
        doc_predicate_query::DocPredicateQuery,
    },
    schema::Field,
};
use unicode_segmentation::UnicodeSegmentation;

use super::{Compiler, window::Window};
use crate::{
    Error, analyzer, neighbours,
    rank::{self, Statistics},
    schema::{DocKind, Words, Zone},
    stem::Stemming,
    sweep::{Clause, PhraseIn, Test, Word},
};

/// The most words that a prefix may stand for.
const MAX_EXPANSIONS: usize = 20_000;

/// Where a text field is looked up, and how much a hit there weighs.
pub(super) type Places = Vec<(Words, f32)>;

impl Compiler<'_> {
    pub(super) fn text(&mut self, node: &Node) -> Result<Option<Clause>, Error> {
        let field = field_of(node);
        match (self.kind, field) {
            (DocKind::Release | DocKind::Quote, TextField::Path) => {
                self.joined(node, DocKind::File)
            }
            (DocKind::Quote, TextField::Title | TextField::Body) => {
                self.joined(node, DocKind::Release)
            }
            (DocKind::Release, TextField::Quote) => self.joined(node, DocKind::Quote),
            _ => {
                let places = self.places(field);
                self.leaf(node, &places)
            }
        }
    }

    /// A question about the files or the release of what is sought.
    fn joined(&mut self, node: &Node, kind: DocKind) -> Result<Option<Clause>, Error> {
        let mut other = Compiler {
            snapshot: self.snapshot,
            kind,
            boilerplate: self.boilerplate,
            statistics: Statistics::of(&self.snapshot.searcher, &self.snapshot.fields, kind)
                .map_err(|error| self.snapshot.failed(error))?,
            stemmings: self.stemmings.clone(),
            notes: Vec::new(),
        };
        let Some(query) = other.text(node)? else { return Ok(None) };
        self.notes.append(&mut other.notes);
        let releases = self.releases_of(kind, &query)?;
        let name = self.snapshot.fields.name(self.snapshot.fields.release).to_owned();
        let releases = Arc::new(releases);
        let is_of_one = Clause::Test(Arc::new(move |reader| {
            let ids = reader.fast_fields().u64(&name)?;
            let releases = Arc::clone(&releases);
            let test = move |doc| ids.first(doc).is_some_and(|id| releases.contains(&id));
            Ok(Box::new(test) as Test)
        }));
        // quotes and releases both know their release
        Ok(Some(Clause::all_of(vec![self.all(), is_of_one])))
    }

    fn places(&self, field: TextField) -> Places {
        let fields = &self.snapshot.fields;
        if self.kind == DocKind::Quote {
            return vec![(fields.words, 1.0)];
        }
        if self.kind == DocKind::File {
            return vec![(Words { exact: fields.path, stem: fields.path }, 1.0)];
        }
        let zones: &[Zone] = match field {
            TextField::Any if self.boilerplate => &Zone::ALL,
            TextField::Any | TextField::Path | TextField::Quote => {
                &Zone::ALL[..Zone::ALL.len() - 1]
            }
            TextField::Title => &[Zone::Title],
            TextField::Body => &[Zone::Lead, Zone::Body],
        };
        zones.iter().map(|&zone| (fields.zone(zone), rank::weight(zone))).collect()
    }

    fn leaf(&mut self, node: &Node, places: &Places) -> Result<Option<Clause>, Error> {
        let query = match node {
            Node::Word { word, .. } if self.kind == DocKind::File => self.exact(word, places)?,
            Node::Word { word, .. } => self.word(word, places)?,
            Node::Phrase { text, slop: 0, .. } => self.exact(text, places)?,
            Node::Phrase { text, slop, .. } => self.window(text, *slop, places)?,
            Node::Prefix { stem, .. } => self.prefix(stem, places)?,
            Node::Fuzzy { word, distance, .. } => fuzzy(&self.words_of(word), *distance, places),
            _ => None,
        };
        if query.is_none() {
            self.notes.push(format!("`{}` holds no word and was passed over", text_of(node)));
        }
        self.suggest(node, places)?;
        Ok(query)
    }

    /// An unquoted word: any form of it. Several words that touch, as in scripts without blanks, are a
    /// phrase; several that something parts, as in `human-rights`, must all occur.
    fn word(&self, typed: &str, places: &Places) -> Result<Option<Clause>, Error> {
        let mut queries = Vec::new();
        for run in runs(typed) {
            if run.len() > 1 {
                queries.extend(self.exact(&run.join(" "), places)?);
                continue;
            }
            let mut pieces: Vec<&str> = run.into_iter().flat_map(analyzer::pieces).collect();
            if let [_, .., "s" | "S"] = pieces[..] {
                pieces.pop();
            }
            for piece in pieces {
                queries.push(self.stemmed(piece, places)?);
            }
        }
        Ok((!queries.is_empty()).then(|| Clause::all_of(queries)))
    }

    fn stemmed(&self, piece: &str, places: &Places) -> Result<Clause, Error> {
        let stems = |&stemming: &Stemming| analyzer::stems(piece, stemming);
        let mut stems: Vec<String> = self.stemmings.iter().flat_map(stems).collect();
        stems.sort_unstable();
        stems.dedup();
        self.forms(stems, places.iter().map(|&(place, weight)| (place.stem, weight)))
    }

    /// A word in any of these forms; those that no document has are left out.
    fn forms(
        &self,
        forms: Vec<String>,
        fields: impl Iterator<Item = (Field, f32)>,
    ) -> Result<Clause, Error> {
        let fields: Vec<(Field, f32)> = fields.collect();
        let mut met = Vec::new();
        for form in forms {
            let mut terms = fields.iter().map(|&(field, _)| Term::from_field_text(field, &form));
            let searcher = &self.snapshot.searcher;
            let is_met = terms.try_fold(false, |is_met, term| {
                Ok(is_met
                    || searcher.doc_freq(&term).map_err(|error| self.snapshot.failed(error))? > 0)
            })?;
            if is_met {
                met.push(form);
            }
        }
        if met.is_empty() {
            return Ok(Clause::Nothing);
        }
        let ranked = || {
            let rarity = self.rarity(&fields, &met)?;
            let average_length = self.average_length(&fields)?;
            Ok((rarity, average_length))
        };
        let ranked = ranked().map_err(|error| self.snapshot.failed(error));
        let (rarity, average_length) = ranked?;
        Ok(Clause::Word(Word { fields, forms: met, rarity, average_length }))
    }

    /// How rare a word is, by the field in which most have it. A release is in one language, so what
    /// its forms in several find are different releases.
    fn rarity(&self, fields: &[(Field, f32)], forms: &[String]) -> Result<f32, TantivyError> {
        let n_docs = self.statistics.total_num_docs()?;
        let mut n_with = 0;
        for &(field, _) in fields {
            let mut n_in_field = 0;
            for form in forms {
                n_in_field += self.statistics.doc_freq(&Term::from_field_text(field, form))?;
            }
            n_with = n_with.max(n_in_field.min(n_docs));
        }
        Ok(rank::rarity(n_with, n_docs))
    }

    /// What all texts weigh together, by a text.
    #[expect(clippy::cast_precision_loss, reason = "a score needs no more digits")]
    fn average_length(&self, fields: &[(Field, f32)]) -> Result<f32, TantivyError> {
        let mut length = 0.0;
        for &(field, weight) in fields {
            length += weight * self.statistics.total_num_tokens(field)? as f32;
        }
        Ok(length / self.statistics.total_num_docs()?.max(1) as f32)
    }

    /// The words of what was typed, as those of the texts are cut.
    fn words_of(&self, typed: &str) -> Vec<String> {
        if self.kind == DocKind::File { analyzer::path_words(typed) } else { folded_words(typed) }
    }

    /// Exact forms, one after the other.
    fn exact(&self, text: &str, places: &Places) -> Result<Option<Clause>, Error> {
        let words = self.words_of(text);
        if words.len() < 2 {
            let fields = places.iter().map(|&(place, weight)| (place.exact, weight));
            return Ok(if words.is_empty() { None } else { Some(self.forms(words, fields)?) });
        }
        let phrase_in = |&(place, weight): &(Words, f32)| {
            let (fields, field) = (&self.snapshot.fields, place.exact);
            let pair = |pair: &[String]| neighbours::pair(fields, field, &pair[0], &pair[1]);
            let has_pairs = self.kind != DocKind::File;
            let pairs = words.windows(2).map(|two| pair(two).filter(|_| has_pairs)).collect();
            let terms = words.iter().map(|word| Term::from_field_text(field, word));
            let words: Vec<Term> = terms.collect();
            let ranking = Bm25Weight::for_terms(&self.statistics, &words)?;
            Ok(PhraseIn { words, pairs, weight: ranking.boost_by(weight) })
        };
        let phrases: Result<Vec<PhraseIn>, TantivyError> = places.iter().map(phrase_in).collect();
        Ok(Some(Clause::Phrase(phrases.map_err(|error| self.snapshot.failed(error))?)))
    }

    /// Exact forms in any order in a window.
    fn window(&self, text: &str, slop: u32, places: &Places) -> Result<Option<Clause>, Error> {
        let words = self.words_of(text);
        if words.len() < 2 {
            return self.exact(text, places);
        }
        let windows = places.iter().map(|&(place, weight)| {
            let query = DocPredicateQuery::from(Window::new(place.exact, &words, slop));
            Clause::Engine(Box::new(ConstScoreQuery::new(Box::new(query), weight)))
        });
        Ok(Some(Clause::any_of(windows.collect())))
    }

    fn prefix(&self, typed: &str, places: &Places) -> Result<Option<Clause>, Error> {
        let mut words = self.words_of(typed);
        let Some(prefix) = words.pop() else { return Ok(None) };
        let mut queries = Vec::new();
        if !words.is_empty() {
            queries.extend(self.exact(&words.join(" "), places)?);
        }
        self.check_expansion(&prefix, typed, places)?;
        let of_place = places.iter().map(|&(place, score)| Clause::Prefix {
            field: place.exact,
            prefix: prefix.clone(),
            score,
        });
        queries.push(Clause::any_of(of_place.collect()));
        Ok(Some(Clause::all_of(queries)))
    }

    /// Fails where more words of the archive start so than are looked up.
    fn check_expansion(&self, prefix: &str, typed: &str, places: &Places) -> Result<(), Error> {
        let snapshot = self.snapshot;
        // by their hashes
        let mut words: FxHashSet<u64> = FxHashSet::default();
        for reader in snapshot.searcher.segment_readers() {
            for (place, _) in places {
                let inverted =
                    reader.inverted_index(place.exact).map_err(|error| snapshot.failed(error))?;
                let range = inverted.terms().range().ge(prefix);
                let mut stream = range.into_stream().map_err(|error| snapshot.damaged(error))?;
                while stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
                    words.insert(FxBuildHasher.hash_one(stream.key()));
                    if words.len() > MAX_EXPANSIONS {
                        let (prefix, max) = (typed.to_owned(), MAX_EXPANSIONS);
                        return Err(Error::TooManyWords { prefix, max });
                    }
                }
            }
        }
        Ok(())
    }
}

fn fuzzy(words: &[String], distance: u8, places: &Places) -> Option<Clause> {
    let word = |word: &String| {
        let of_place = places.iter().map(|&(place, weight)| {
            let term = Term::from_field_text(place.exact, word);
            let query = FuzzyTermQuery::new(term, distance.min(2), true);
            Clause::Engine(Box::new(ConstScoreQuery::new(Box::new(query), weight)))
        });
        Clause::any_of(of_place.collect())
    };
    (!words.is_empty()).then(|| Clause::all_of(words.iter().map(word).collect()))
}

/// The words of a text as exact forms.
pub(crate) fn folded_words(text: &str) -> Vec<String> {
    let pieces = text.unicode_words().flat_map(analyzer::pieces);
    pieces.map(analyzer::fold).filter(|word| !word.is_empty()).collect()
}

/// The words of what was typed without a blank; words that touch stand together.
pub(crate) fn runs(typed: &str) -> Vec<Vec<&str>> {
    let mut runs: Vec<Vec<&str>> = Vec::new();
    let mut last_end = None;
    for (start, word) in typed.unicode_word_indices() {
        match runs.last_mut() {
            Some(run) if last_end == Some(start) => run.push(word),
            _ => runs.push(vec![word]),
        }
        last_end = Some(start + word.len());
    }
    runs
}

pub(super) fn field_of(node: &Node) -> TextField {
    match node {
        Node::Word { field, .. }
        | Node::Phrase { field, .. }
        | Node::Prefix { field, .. }
        | Node::Fuzzy { field, .. } => *field,
        _ => TextField::Any,
    }
}

fn text_of(node: &Node) -> &str {
    match node {
        Node::Word { word: text, .. }
        | Node::Phrase { text, .. }
        | Node::Prefix { stem: text, .. }
        | Node::Fuzzy { word: text, .. } => text,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_touch_are_a_run_and_others_stand_alone() {
        assert_eq!(runs("human-rights"), [vec!["human"], vec!["rights"]]);
        assert_eq!(runs("人权"), [vec!["人", "权"]]);
        assert!(runs("--").is_empty());
    }
}
