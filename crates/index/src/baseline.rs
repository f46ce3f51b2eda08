//! The yardstick for indexing: the same text, indexed by the engine as it comes.

use std::{
    fmt,
    ops::Range,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use release::Release;
use tantivy::{
    Index, IndexWriter, TantivyDocument,
    schema::{Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{LowerCaser, SimpleTokenizer, TextAnalyzer},
};

use crate::{Archive, Error, WriterOptions, engine};

/// The texts of an archive and three values of each, held in memory for [`build`](Self::build).
///
/// What is compared with is what a program would do that knows nothing of releases: title and body as
/// two fields, with positions, their words as `SimpleTokenizer` cuts them, in small letters; countries,
/// year and speakers as columns that are also searched. Nothing is stemmed, folded, stored or understood,
/// no quote is found. What the values are is taken from the archive and costs the yardstick nothing.
pub struct Plain {
    /// One after the other: a single piece of memory goes back to the system when it is dropped.
    text: String,
    releases: Vec<PlainRelease>,
}

/// Where in the text what stands.
struct PlainRelease {
    title: Range<usize>,
    body: Range<usize>,
    /// Codes and names, each with a line end.
    countries: Range<usize>,
    speakers: Range<usize>,
    year: Option<u64>,
}

impl fmt::Debug for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Plain").field("releases", &self.releases.len()).finish_non_exhaustive()
    }
}

/// So many releases are handed over at a time.
const AT_ONCE: usize = 64;
const SIMPLE: &str = "simple";

impl Plain {
    /// Reads the releases of `archive`.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`], [`Error::Io`].
    pub fn of(archive: &Archive) -> Result<Self, Error> {
        let mut plain = Self { text: String::new(), releases: Vec::new() };
        for release in archive.releases() {
            plain.push(&release?);
        }
        Ok(plain)
    }

    fn push(&mut self, release: &Release) {
        let title = release.title.as_ref().map_or("", |title| title.value.as_str());
        let title = self.lines([title]);
        let body = self.lines([release.text.as_str()]);
        let codes: Vec<String> = release.focus().map(|country| country.to_string()).collect();
        let countries = self.lines(codes.iter().map(String::as_str));
        let speakers = self.lines(release.speakers.iter().map(|speaker| speaker.name.as_str()));
        let year =
            release.date.as_ref().and_then(|date| date.value.year().to_string().parse().ok());
        self.releases.push(PlainRelease { title, body, countries, speakers, year });
    }

    fn lines<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) -> Range<usize> {
        let start = self.text.len();
        for line in lines {
            self.text.push_str(line);
            self.text.push('\n');
        }
        start..self.text.len()
    }

    /// Indexes everything into `dir`, which is new, and waits until the engine has merged its segments.
    /// As many threads hand over releases as the engine has to index them.
    ///
    /// # Errors
    ///
    /// [`Error::Io`], [`Error::DiskFull`], [`Error::WriterDied`], [`Error::Engine`].
    pub fn build(&self, dir: &Path, options: WriterOptions) -> Result<(), Error> {
        let failed = |error| engine::translate(error, "write", dir);
        let fields = Fields::new();
        let index = Index::create_in_dir(dir, fields.schema.clone()).map_err(failed)?;
        let analyzer = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).build();
        index.tokenizers().register(SIMPLE, analyzer);
        let mut writer: IndexWriter =
            index.writer_with_options(options.engine()).map_err(failed)?;
        let next = AtomicUsize::new(0);
        thread::scope(|scope| {
            let hand_over = || self.feed(&fields, &writer, &next);
            let working: Vec<_> =
                (0..options.n_threads()).map(|_| scope.spawn(hand_over)).collect();
            working.into_iter().try_for_each(|thread| match thread.join() {
                Ok(outcome) => outcome,
                Err(panic) => std::panic::resume_unwind(panic),
            })
        })
        .and_then(|()| writer.commit())
        .map_err(failed)?;
        writer.wait_merging_threads().map_err(failed)
    }

    fn feed(
        &self,
        fields: &Fields,
        writer: &IndexWriter,
        next: &AtomicUsize,
    ) -> tantivy::Result<()> {
        loop {
            let from = next.fetch_add(AT_ONCE, Ordering::Relaxed);
            let Some(left) = self.releases.get(from..).filter(|left| !left.is_empty()) else {
                return Ok(());
            };
            for release in left.iter().take(AT_ONCE) {
                writer.add_document(self.document(fields, release))?;
            }
        }
    }

    fn document(&self, fields: &Fields, release: &PlainRelease) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(fields.title, &self.text[release.title.clone()]);
        document.add_text(fields.body, &self.text[release.body.clone()]);
        for country in self.text[release.countries.clone()].lines() {
            document.add_text(fields.country, country);
        }
        for speaker in self.text[release.speakers.clone()].lines() {
            document.add_text(fields.speaker, speaker);
        }
        if let Some(year) = release.year {
            document.add_u64(fields.year, year);
        }
        document
    }
}

/// The fields of the yardstick.
struct Fields {
    schema: Schema,
    title: Field,
    body: Field,
    country: Field,
    year: Field,
    speaker: Field,
}

impl Fields {
    fn new() -> Self {
        let mut builder = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(SIMPLE)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let words = TextOptions::default().set_indexing_options(indexing);
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::Basic);
        let value = TextOptions::default().set_indexing_options(indexing).set_fast("raw");
        Self {
            title: builder.add_text_field("title", words.clone()),
            body: builder.add_text_field("body", words),
            country: builder.add_text_field("country", value.clone()),
            year: builder.add_u64_field("year", NumericOptions::default().set_fast().set_indexed()),
            speaker: builder.add_text_field("speaker", value),
            schema: builder.build(),
        }
    }
}

#[cfg(test)]
mod tests {
    use tantivy::{Term, collector::Count, query::TermQuery};

    use super::*;

    #[test]
    fn every_release_is_in_the_plain_index_with_its_values() {
        let mut plain = Plain { text: String::new(), releases: Vec::new() };
        for number in 0..200 {
            let body = plain.lines([format!("The River of {number}").as_str()]);
            let (title, countries) = (plain.lines(["Water"]), plain.lines(["KAZ", "KEN"]));
            let speakers = plain.lines([]);
            let year = Some(2000 + number % 4);
            plain.releases.push(PlainRelease { title, body, countries, speakers, year });
        }
        let folder = tempfile::tempdir().unwrap();
        let options = WriterOptions { threads: 2, ..WriterOptions::default() };
        plain.build(folder.path(), options).unwrap();
        let index = Index::open_in_dir(folder.path()).unwrap();
        let searcher = index.reader().unwrap().searcher();
        let fields = Fields::new();
        let count = |term: Term| {
            searcher.search(&TermQuery::new(term, IndexRecordOption::Basic), &Count).unwrap()
        };
        assert_eq!(count(Term::from_field_text(fields.body, "river")), 200);
        assert_eq!(count(Term::from_field_text(fields.body, "River")), 0);
        assert_eq!(count(Term::from_field_text(fields.country, "KEN")), 200);
        assert_eq!(count(Term::from_field_u64(fields.year, 2003)), 50);
    }
}
