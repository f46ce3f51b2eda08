//! What happens to an archive before and after it breaks: runs that add, change and remove releases.

use std::{collections::BTreeMap, path::Path};

use release::{
    Block, Found, Language, Part, Quote, QuoteKind, Release, ReleaseId, ReleaseKind, Source, Span,
    Word,
};

use crate::{
    Archive, ContentHash, Error, FilePath, KnownFile, Outcome, Request, Writer, WriterOptions,
    reader::Snapshot, store::Place,
};

/// Which text each file holds.
pub(super) type Files = BTreeMap<u64, u64>;

fn found<T>(value: T) -> Found<T> {
    Found::new(value, Span::default(), "test", 1.0)
}

/// The release of a text: its number is its id.
pub(super) fn release(number: u64) -> Release {
    let title = format!("Statement {number} on the harbour");
    let said = "“We will wait until the gate is opened,” said Ada Roe.";
    let text = format!("{title}\n\n{said} It was the day {number} of the strike.\n\n");
    let body = Span::new(title.len() + 2, text.len() - 2);
    let span = Span::new(
        title.len() + 2,
        title.len() + 2 + "“We will wait until the gate is opened,”".len(),
    );
    let quote = Quote {
        span,
        text: "We will wait until the gate is opened,".to_owned(),
        kind: QuoteKind::Direct,
        utterance: 0,
        paragraph: 0,
        speaker: None,
        speaker_surface: Some("Ada Roe".to_owned()),
        role: None,
        organisation: None,
        cue: Some("said".to_owned()),
        mentions: Vec::new(),
        evidence: release::Evidence::new(span, "test", 1.0),
    };
    Release {
        id: ReleaseId(number),
        source: Source::default(),
        blocks: vec![
            Block { span: Span::new(0, title.len()), part: Part::Title },
            Block { span: body, part: Part::Body },
        ],
        kind: found(ReleaseKind::Statement),
        language: Some(found(Language::ENGLISH)),
        passages: Vec::new(),
        title: Some(found(title)),
        subtitle: None,
        date: "2012-04-03".parse().ok().map(found),
        places: Vec::new(),
        organisation: Some(found("Harbour Watch".to_owned())),
        countries: Vec::new(),
        speakers: Vec::new(),
        quotes: vec![quote],
        contacts: Vec::new(),
        warnings: Vec::new(),
        text,
    }
}

pub(super) fn words(text: &str) -> Vec<Word> {
    use unicode_segmentation::UnicodeSegmentation as _;

    let words = text.unicode_word_indices();
    words.map(|(at, word)| Word::new(Span::new(at, at + word.len()), 0)).collect()
}

pub(super) fn path(file: u64) -> FilePath {
    let shown = format!("{file:04}.txt");
    FilePath { absolute: format!("/archive/{shown}").into_bytes().into(), shown: shown.into() }
}

pub(super) fn options() -> WriterOptions {
    WriterOptions { memory_bytes: 15_000_000, ..WriterOptions::default() }
}

pub(super) fn writer(place: &Place) -> Result<Writer, Error> {
    Writer::open_in(place, options())
}

/// A file is read: added or changed.
pub(super) fn read(writer: &Writer, file: u64, text: u64) -> Result<(), Error> {
    let (path, release) = (path(file), release(text));
    writer.add(&path, &release, &words(&release.text))?;
    writer.record(&KnownFile {
        path,
        size: 9,
        hash: ContentHash::of(&text.to_le_bytes()),
        stamp: None,
        outcome: Outcome::Indexed { releases: vec![release.id] },
    })
}

/// Does a run in which files change, with a commit behind each of these steps. `acknowledged` is called for each
/// commit that was reported, with what is then there.
pub(super) fn run(
    place: &Place,
    files: &mut Files,
    steps: &[Vec<(u64, u64)>],
    mut acknowledged: impl FnMut(u64, &Files),
) -> Result<(), Error> {
    let mut writer = writer(place)?;
    for step in steps {
        let mut next = files.clone();
        for &(file, text) in step {
            read(&writer, file, text)?;
            next.insert(file, text);
        }
        let committed = writer.commit();
        // where a commit fails it may be there or not
        let generation = committed?.generation;
        *files = next;
        acknowledged(generation, files);
    }
    writer.close()
}

/// What is there, if it is whole: the text of each file. Everything that can be proved is.
pub(super) fn there(place: &Place) -> Result<(u64, Files), Error> {
    let archive = Archive::of(Snapshot::of(place)?);
    let faults = archive.verify()?.faults;
    assert_eq!(faults, Vec::<String>::new());
    let mut files = Files::new();
    for file in archive.files()? {
        let shown = Path::new(&*file.path.shown).file_stem().unwrap().to_str().unwrap();
        for id in file.outcome.releases() {
            assert_eq!(archive.snapshot.files_of(*id)?.len(), 1);
            files.insert(shown.parse().unwrap(), id.0);
        }
    }
    let found = archive.search(&Request::default())?;
    assert_eq!(found.total, files.len() as u64, "a release without file, or twice");
    for hit in &found.hits {
        let number = u64::from_str_radix(&hit.id, 16).unwrap();
        assert_eq!(hit.title.as_deref(), Some(&*format!("Statement {number} on the harbour")));
    }
    Ok((archive.snapshot.manifest().generation, files))
}

/// Ten steps, so that segments are merged on the way: files come and change.
pub(super) fn steps() -> Vec<Vec<(u64, u64)>> {
    (0..10)
        .map(|step| vec![(step, step + 100), (step + 20, step + 200), (step % 3, step + 300)])
        .collect()
}

/// What is there after so many of the steps.
pub(super) fn after(n_steps: usize) -> Files {
    steps().into_iter().take(n_steps).flatten().collect()
}
