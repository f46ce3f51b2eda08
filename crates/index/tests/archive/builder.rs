//! Releases made by hand, and archives of them in a temporary folder.

use std::path::Path;

use index::{
    Archive, ContentHash, FilePath, FoundFile, KnownFile, Outcome, Request, Writer, WriterOptions,
    plan,
};
use query::{Options, parse};
use release::{
    Block, Country, CountryMention, Evidence, Found, Involvement, Language, Part, Quote, QuoteKind,
    Release, ReleaseId, ReleaseKind, Source, Span, Speaker, Word,
};
use tempfile::TempDir;
use unicode_segmentation::UnicodeSegmentation;

/// A release that grows part by part.
#[derive(Debug)]
pub(crate) struct Draft(pub(crate) Release);

fn found<T>(value: T) -> Found<T> {
    Found::new(value, Span::default(), "test", 1.0)
}

impl Draft {
    pub(crate) fn new(id: u64) -> Self {
        Self(Release {
            id: ReleaseId(id),
            source: Source::default(),
            text: String::new(),
            blocks: Vec::new(),
            kind: found(ReleaseKind::PressRelease),
            language: Some(found(Language::ENGLISH)),
            passages: Vec::new(),
            title: None,
            subtitle: None,
            date: None,
            places: Vec::new(),
            organisation: None,
            countries: Vec::new(),
            speakers: Vec::new(),
            quotes: Vec::new(),
            contacts: Vec::new(),
            warnings: Vec::new(),
        })
    }

    pub(crate) fn part(mut self, part: Part, text: &str) -> Self {
        let start = self.0.text.len();
        self.0.text.push_str(text);
        let span = Span::new(start, self.0.text.len());
        self.0.text.push_str("\n\n");
        self.0.blocks.push(Block { span, part });
        if part == Part::Title {
            self.0.title = Some(Found::new(text.to_owned(), span, "test", 1.0));
        }
        self
    }

    pub(crate) fn title(self, text: &str) -> Self {
        self.part(Part::Title, text)
    }

    pub(crate) fn body(self, text: &str) -> Self {
        self.part(Part::Body, text)
    }

    pub(crate) fn language(mut self, code: &str) -> Self {
        self.0.language = Language::new(code).map(found);
        self
    }

    pub(crate) fn date(mut self, date: &str) -> Self {
        self.0.date = date.parse().ok().map(found);
        self
    }

    pub(crate) fn kind(mut self, kind: ReleaseKind) -> Self {
        self.0.kind = found(kind);
        self
    }

    pub(crate) fn organisation(mut self, name: &str) -> Self {
        self.0.organisation = Some(found(name.to_owned()));
        self
    }

    pub(crate) fn place(mut self, name: &str) -> Self {
        self.0.places.push(found(name.to_owned()));
        self
    }

    pub(crate) fn country(mut self, code: &str, involvement: Involvement) -> Self {
        let country = Country::new(code).unwrap();
        let evidence = Evidence::new(Span::default(), "test", 1.0);
        let mention = CountryMention {
            country,
            involvement,
            mentions: 1,
            score: 1.0,
            spans: Vec::new(),
            evidence,
        };
        self.0.countries.push(mention);
        self
    }

    /// A paragraph of the body that names a country, which no other does.
    pub(crate) fn naming(mut self, text: &str, code: &str, involvement: Involvement) -> Self {
        self = self.body(text);
        let span = self.0.blocks.last().map(|block| block.span).unwrap();
        if self.0.countries.iter().all(|found| found.country.code() != code) {
            self = self.country(code, involvement);
            self.0.countries.last_mut().unwrap().spans.push(span);
        }
        self
    }

    pub(crate) fn focus(self, code: &str) -> Self {
        self.country(code, Involvement::Focus)
    }

    pub(crate) fn speaker(mut self, name: &str) -> Self {
        let evidence = Evidence::new(Span::default(), "test", 1.0);
        let (name, role, organisation) = (name.to_owned(), None, None);
        self.0.speakers.push(Speaker { name, role, organisation, quotes: 1, evidence });
        self
    }

    /// A paragraph of the body that is a quote and its attribution.
    pub(crate) fn quote(
        mut self,
        text: &str,
        speaker: Option<&str>,
        organisation: Option<&str>,
        mentions: &[&str],
    ) -> Self {
        let start = self.0.text.len();
        let span = Span::new(start, start + text.len() + "“”".len());
        let said = speaker.unwrap_or("the Coalition");
        self = self.body(&format!("“{text}” said {said}."));
        let number = u32::try_from(self.0.quotes.len()).unwrap();
        self.0.quotes.push(Quote {
            span,
            text: text.to_owned(),
            kind: QuoteKind::Direct,
            utterance: number,
            paragraph: u32::try_from(self.0.blocks.len() - 1).unwrap(),
            speaker: speaker.map(str::to_owned),
            speaker_surface: Some(said.to_owned()),
            role: None,
            organisation: organisation.map(str::to_owned),
            cue: Some("said".to_owned()),
            mentions: mentions.iter().map(|code| Country::new(code).unwrap()).collect(),
            evidence: Evidence::new(span, "test", 1.0),
        });
        let is_new = |name: &&str| self.0.speakers.iter().all(|speaker| speaker.name != *name);
        match speaker.filter(is_new) {
            Some(name) => self.speaker(name),
            None => self,
        }
    }
}

/// The words of a text as `ingest` cuts them.
pub(crate) fn cut(text: &str) -> Vec<Word> {
    let words = text.unicode_word_indices();
    words.map(|(at, word)| Word::new(Span::new(at, at + word.len()), 0)).collect()
}

pub(crate) fn path(name: &str) -> FilePath {
    FilePath { absolute: format!("/archive/{name}").into_bytes().into(), shown: name.into() }
}

/// A folder with an archive in it.
pub(crate) struct Folder(TempDir);

impl Folder {
    /// An archive of these releases, each in a file named after its id.
    pub(crate) fn of(drafts: impl IntoIterator<Item = Draft>) -> Self {
        let folder = Self(TempDir::new().unwrap());
        let drafts: Vec<Draft> = drafts.into_iter().collect();
        folder.update(drafts.iter().map(|draft| (file_name(&draft.0), &draft.0)));
        folder
    }

    pub(crate) fn empty() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub(crate) fn dir(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn writer(&self) -> Writer {
        Writer::open(
            self.dir(),
            WriterOptions { threads: 1, memory_bytes: 15_000_000, ..WriterOptions::default() },
        )
        .unwrap()
    }

    /// Adds releases in files of these names; what else is known stays.
    pub(crate) fn update<'a>(&self, files: impl IntoIterator<Item = (String, &'a Release)>) {
        let mut writer = self.writer();
        for (name, release) in files {
            add(&writer, &name, release);
        }
        writer.commit().unwrap();
        writer.close().unwrap();
    }

    /// Removes files of these names.
    pub(crate) fn remove(&self, names: &[String]) {
        let mut writer = self.writer();
        let known = writer.files();
        let is_left = |file: &&KnownFile| !names.iter().any(|name| **name == *file.path.shown);
        let found: Vec<FoundFile> = known.iter().filter(is_left).map(found_again).collect();
        let plan = plan(&known, &found, &[path("")], true).unwrap();
        writer.begin(&plan, &known, &found).unwrap();
        writer.commit().unwrap();
        writer.close().unwrap();
    }

    pub(crate) fn archive(&self) -> Archive {
        Archive::open(self.dir()).unwrap()
    }

    /// The ids that match, best first.
    pub(crate) fn ids(&self, typed: &str) -> Vec<u64> {
        let answer = self.archive().search(&request(typed)).unwrap();
        let ids = answer.hits.iter().map(|hit| u64::from_str_radix(&hit.id, 16).unwrap());
        let ids: Vec<u64> = ids.collect();
        assert_eq!(ids.len() as u64, answer.total);
        ids
    }

    /// The ids that match, sorted.
    pub(crate) fn set(&self, typed: &str) -> Vec<u64> {
        let mut ids = self.ids(typed);
        ids.sort_unstable();
        ids
    }
}

pub(crate) fn file_name(release: &Release) -> String {
    format!("{}.txt", release.id)
}

pub(crate) fn found_again(file: &KnownFile) -> FoundFile {
    FoundFile { path: file.path.clone(), size: file.size, hash: file.hash, stamp: file.stamp }
}

pub(crate) fn add(writer: &Writer, name: &str, release: &Release) -> index::Added {
    let path = path(name);
    let added = writer.add(&path, release, &cut(&release.text)).unwrap();
    let recorded = writer.record(&KnownFile {
        path,
        size: release.text.len() as u64,
        hash: ContentHash::of(release.text.as_bytes()),
        stamp: None,
        outcome: Outcome::Indexed { releases: vec![release.id] },
    });
    recorded.unwrap();
    added
}

/// What the command line would ask for, with all values of all facets.
pub(crate) fn request(typed: &str) -> Request {
    let parsed = parse(typed, Options::default()).unwrap();
    Request { limit: 1000, facet_limit: 0, ..Request::new(typed, parsed) }
}
