//! Words, phrases, prefixes and fuzzy words as queries of the engine.

use query::{Node, TextField};
use tantivy::{
    Term,
    query::{
        BoostQuery, ConstScoreQuery, FuzzyTermQuery, PhraseQuery, Query, TermSetQuery,
        doc_predicate_query::{DocPredicateQuery, FunctionPredicate},
    },
    schema::Field,
};
use unicode_segmentation::UnicodeSegmentation;

use super::{Compiler, all_of, any_of, window::Window, word::WordQuery};
use crate::{
    Error, analyzer, rank,
    schema::{DocKind, Words, Zone},
    stem::Stemming,
};

/// The most words that a prefix may stand for.
const MAX_EXPANSIONS: usize = 20_000;

/// Where a text field is looked up, and how much a hit there weighs.
pub(super) type Places = Vec<(Words, f32)>;

impl Compiler<'_> {
    pub(super) fn text(&mut self, node: &Node) -> Result<Option<Box<dyn Query>>, Error> {
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
    fn joined(&mut self, node: &Node, kind: DocKind) -> Result<Option<Box<dyn Query>>, Error> {
        let mut other = Compiler {
            snapshot: self.snapshot,
            kind,
            boilerplate: self.boilerplate,
            stemmings: self.stemmings.clone(),
            notes: Vec::new(),
        };
        let Some(query) = other.text(node)? else { return Ok(None) };
        self.notes.append(&mut other.notes);
        let releases = self.releases_of(kind, &*query)?;
        let name = self.snapshot.fields.name(self.snapshot.fields.release).to_owned();
        let releases = std::sync::Arc::new(releases);
        let predicate = FunctionPredicate::from(move |reader: &tantivy::SegmentReader| {
            let ids = reader.fast_fields().u64(&name)?;
            let releases = std::sync::Arc::clone(&releases);
            Ok(move |doc: tantivy::DocId| ids.first(doc).is_some_and(|id| releases.contains(&id)))
        });
        // quotes and releases both know their release
        let of_kind = vec![self.all(), Box::new(DocPredicateQuery::from(predicate)) as _];
        Ok(Some(Box::new(ConstScoreQuery::new(all_of(of_kind), 1.0))))
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

    fn leaf(&mut self, node: &Node, places: &Places) -> Result<Option<Box<dyn Query>>, Error> {
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
    fn word(&self, typed: &str, places: &Places) -> Result<Option<Box<dyn Query>>, Error> {
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
        Ok((!queries.is_empty()).then(|| all_of(queries)))
    }

    fn stemmed(&self, piece: &str, places: &Places) -> Result<Box<dyn Query>, Error> {
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
    ) -> Result<Box<dyn Query>, Error> {
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
        Ok(if met.is_empty() { any_of(Vec::new()) } else { Box::new(WordQuery::new(fields, met)) })
    }

    /// The words of what was typed, as those of the texts are cut.
    fn words_of(&self, typed: &str) -> Vec<String> {
        if self.kind == DocKind::File { analyzer::path_words(typed) } else { folded_words(typed) }
    }

    /// Exact forms, one after the other.
    fn exact(&self, text: &str, places: &Places) -> Result<Option<Box<dyn Query>>, Error> {
        let words = self.words_of(text);
        if words.len() < 2 {
            let fields = places.iter().map(|&(place, weight)| (place.exact, weight));
            return Ok(if words.is_empty() { None } else { Some(self.forms(words, fields)?) });
        }
        let phrases = places.iter().map(|&(place, weight)| {
            let terms = words.iter().map(|word| Term::from_field_text(place.exact, word));
            let phrase = Box::new(PhraseQuery::new(terms.collect()));
            Box::new(BoostQuery::new(phrase, weight)) as Box<dyn Query>
        });
        Ok(Some(any_of(phrases.collect())))
    }

    /// Exact forms in any order in a window.
    fn window(
        &self,
        text: &str,
        slop: u32,
        places: &Places,
    ) -> Result<Option<Box<dyn Query>>, Error> {
        let words = self.words_of(text);
        if words.len() < 2 {
            return self.exact(text, places);
        }
        let windows = places.iter().map(|&(place, weight)| {
            let query = DocPredicateQuery::from(Window::new(place.exact, &words, slop));
            Box::new(ConstScoreQuery::new(Box::new(query), weight)) as Box<dyn Query>
        });
        Ok(Some(any_of(windows.collect())))
    }

    fn prefix(&self, typed: &str, places: &Places) -> Result<Option<Box<dyn Query>>, Error> {
        let mut words = self.words_of(typed);
        let Some(prefix) = words.pop() else { return Ok(None) };
        let mut queries = Vec::new();
        if !words.is_empty() {
            queries.extend(self.exact(&words.join(" "), places)?);
        }
        let expanded = self.expand(&prefix, typed, places)?;
        let of_place = places.iter().map(|&(place, weight)| {
            let terms = expanded.iter().map(|word| Term::from_field_text(place.exact, word));
            Box::new(ConstScoreQuery::new(Box::new(TermSetQuery::new(terms)), weight))
                as Box<dyn Query>
        });
        queries.push(any_of(of_place.collect()));
        Ok(Some(all_of(queries)))
    }

    /// Every word of the archive that starts so.
    fn expand(&self, prefix: &str, typed: &str, places: &Places) -> Result<Vec<String>, Error> {
        let snapshot = self.snapshot;
        let mut words = std::collections::BTreeSet::new();
        for reader in snapshot.searcher.segment_readers() {
            for (place, _) in places {
                let inverted =
                    reader.inverted_index(place.exact).map_err(|error| snapshot.failed(error))?;
                let range = inverted.terms().range().ge(prefix);
                let mut stream = range.into_stream().map_err(|error| snapshot.damaged(error))?;
                while stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
                    words.insert(String::from_utf8_lossy(stream.key()).into_owned());
                    if words.len() > MAX_EXPANSIONS {
                        let (prefix, max) = (typed.to_owned(), MAX_EXPANSIONS);
                        return Err(Error::TooManyWords { prefix, max });
                    }
                }
            }
        }
        Ok(words.into_iter().collect())
    }
}

fn fuzzy(words: &[String], distance: u8, places: &Places) -> Option<Box<dyn Query>> {
    let word = |word: &String| {
        let of_place = places.iter().map(|&(place, weight)| {
            let term = Term::from_field_text(place.exact, word);
            let query = FuzzyTermQuery::new(term, distance.min(2), true);
            Box::new(ConstScoreQuery::new(Box::new(query), weight)) as Box<dyn Query>
        });
        any_of(of_place.collect())
    };
    (!words.is_empty()).then(|| all_of(words.iter().map(word).collect()))
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
