//! Words, phrases, prefixes and fuzzy words as clauses.

use std::{hash::BuildHasher, sync::Arc};

use query::{Node, TextField};
use release::ReleaseId;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use tantivy::{TantivyError, Term, query::Bm25Weight};
use unicode_segmentation::UnicodeSegmentation;

use super::{Compiler, statistics_of};
use crate::{
    Error, analyzer, neighbours, rank,
    schema::{DocKind, Words, Zone},
    stem::Stemming,
    sweep::{Clause, PhraseIn, Places, Test, Window, WindowIn, Word, in_quotes},
    vocabulary::{self, Forms},
};

/// The most words that a prefix may stand for.
const MAX_EXPANSIONS: usize = 20_000;

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
            statistics: statistics_of(self.snapshot, kind),
            deadline: self.deadline,
            stemmings: self.stemmings.clone(),
            forms: FxHashMap::default(),
            notes: Vec::new(),
        };
        let Some(query) = other.text(node)? else { return Ok(None) };
        self.notes.append(&mut other.notes);
        let releases = self.releases_of(kind, &query)?;
        let releases = Arc::new(releases);
        let is_of_one = Clause::Test(Arc::new(move |asked| {
            let columns = asked.snapshot.columns(asked.segment).clone();
            let releases = Arc::clone(&releases);
            let is_of_one = move |ReleaseId(id): ReleaseId| releases.contains(&id);
            Ok(Box::new(move |doc| columns.release(doc).is_some_and(&is_of_one)) as Test)
        }));
        // quotes and releases both know their release
        Ok(Some(Clause::all_of(vec![Clause::Everything, is_of_one])))
    }

    fn places(&self, field: TextField) -> Places {
        let fields = &self.snapshot.fields;
        if self.kind == DocKind::Quote {
            return in_quotes(fields);
        }
        if self.kind == DocKind::File {
            return vec![(Words { exact: fields.path, accented: fields.path }, 1.0)];
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
    fn word(&mut self, typed: &str, places: &Places) -> Result<Option<Clause>, Error> {
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
                let forms = self.forms(piece)?;
                queries.push(self.any_form(&forms, places)?);
            }
        }
        Ok((!queries.is_empty()).then(|| Clause::all_of(queries)))
    }

    /// The words that an unquoted word stands for.
    pub(super) fn forms(&mut self, piece: &str) -> Result<Arc<Forms>, Error> {
        if let Some(forms) = self.forms.get(piece) {
            return Ok(Arc::clone(forms));
        }
        let stems = |&stemming: &Stemming| (stemming, analyzer::stems(piece, stemming));
        let sought = self.stemmings.iter().map(stems).collect();
        let forms = vocabulary::forms(self.snapshot, &sought);
        let forms = Arc::new(forms.map_err(|error| self.snapshot.failed(error))?);
        self.forms.insert(piece.to_owned(), Arc::clone(&forms));
        Ok(forms)
    }

    /// A word in any of these forms.
    pub(super) fn any_form(&self, forms: &Forms, places: &Places) -> Result<Clause, Error> {
        let word = Word::of(self.snapshot, &self.statistics, forms, places);
        let word = word.map_err(|error| self.snapshot.failed(error))?;
        Ok(word.map_or(Clause::Nothing, Clause::Word))
    }

    /// The words of what was typed, as those of the texts are cut.
    fn words_of(&self, typed: &str) -> Vec<String> {
        if self.kind == DocKind::File { analyzer::path_words(typed) } else { folded_words(typed) }
    }

    /// Exact forms, one after the other.
    fn exact(&self, text: &str, places: &Places) -> Result<Option<Clause>, Error> {
        let words = self.words_of(text);
        if let [word] = &words[..] {
            return Ok(Some(self.any_form(&vocabulary::only(word), places)?));
        }
        if words.is_empty() {
            return Ok(None);
        }
        let rarity = self.rarity(&words, places).map_err(|error| self.snapshot.failed(error))?;
        let phrase_in = |&(place, weight): &(Words, f32)| {
            let (fields, field) = (&self.snapshot.fields, place.exact);
            let pair = |pair: &[String]| neighbours::pair(fields, field, &pair[0], &pair[1]);
            let has_pairs = self.kind != DocKind::File;
            let pairs = words.windows(2).map(|two| pair(two).filter(|_| has_pairs)).collect();
            let terms = words.iter().map(|word| Term::from_field_text(field, word));
            let words: Vec<Term> = terms.collect();
            let ranking = Bm25Weight::for_terms(&self.statistics, &words)?;
            Ok(PhraseIn { words, pairs, weight: ranking.boost_by(weight), rarity })
        };
        let phrases: Result<Vec<PhraseIn>, TantivyError> = places.iter().map(phrase_in).collect();
        Ok(Some(Clause::Phrase(phrases.map_err(|error| self.snapshot.failed(error))?)))
    }

    /// How rare these words are together, wherever they stand.
    fn rarity(&self, words: &[String], places: &Places) -> Result<f32, TantivyError> {
        let mut rarity = 0.0;
        for word in words {
            let forms = vocabulary::only(word);
            let word = Word::of(self.snapshot, &self.statistics, &forms, places)?;
            rarity += word.map_or(0.0, |word| word.rarity);
        }
        Ok(rarity)
    }

    /// Exact forms in any order in a window.
    fn window(&self, text: &str, slop: u32, places: &Places) -> Result<Option<Clause>, Error> {
        let words = self.words_of(text);
        if words.len() < 2 {
            return self.exact(text, places);
        }
        let windows = places.iter().map(|&(place, score)| WindowIn {
            window: Window::new(place.exact, &words, slop),
            score,
        });
        Ok(Some(Clause::Window(windows.collect())))
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
        let of_place = places.iter().map(|&(place, score)| {
            let word = Term::from_field_text(place.exact, word);
            Clause::Fuzzy { word, distance: distance.min(2), score }
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
