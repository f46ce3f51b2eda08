//! One document that the engine cannot take costs itself: the batch around it is indexed.

use std::collections::BTreeSet;

use release::ReleaseId;
use tantivy::indexer::UserOperation;

use super::{
    cases,
    disk::Disk,
    story::{path, release, writer},
};
use crate::{
    Archive, ContentHash, Error, KnownFile, Outcome, Request, Suspects, Verdict, Writer,
    dice::Dice,
    document::{self, Document, FileKey},
    reader::Snapshot,
    schema::Fields,
};

/// A document that the engine dies of: it has a number where the engine wants bytes.
fn deadly() -> Document {
    let mut wrong = Fields::new();
    wrong.of = wrong.file_key;
    let file = KnownFile {
        path: path(0),
        size: 0,
        hash: ContentHash::of(b""),
        stamp: None,
        outcome: Outcome::Indexed { releases: vec![ReleaseId(0)] },
    };
    let key = FileKey::of(&file.path);
    document::of_file(&wrong, &file, key, Vec::new())
}

/// Hands the engine what nobody foresaw: something that it dies of and that was not seen to be such.
pub(super) fn kill(writer: &Writer) {
    writer.handover().push([UserOperation::Add(deadly())]);
}

/// A short release: what is tried here is how many there are.
fn read(writer: &Writer, number: u64) -> Result<(), Error> {
    let mut release = release(number);
    release.quotes.clear();
    release.blocks.clear();
    release.text.truncate(20);
    writer.add(&path(number), &release, &[]).map(drop)
}

/// How many releases were committed.
fn n_releases(disk: &Disk) -> u64 {
    let archive = Archive::of(Snapshot::of(&disk.place()).unwrap());
    archive.search(&Request { limit: 0, ..Request::default() }).unwrap().total
}

#[test]
fn one_bad_document_among_many_is_refused_and_the_others_are_there() {
    let n = cases(300, 10_000);
    let (mut n_in, mut n_reported) = (BTreeSet::new(), 0);
    for seed in 0..cases(3, 100) {
        let bad = Dice(seed).below(n);
        let disk = Disk::default();
        let mut writer = writer(&disk.place()).unwrap();
        let mut refused = Vec::new();
        for number in 0..n {
            let outcome = if number == bad {
                writer.push(vec![UserOperation::Add(deadly())])
            } else {
                read(&writer, number)
            };
            refused.extend(outcome.err());
        }
        writer.checkpoint().unwrap();
        writer.close().unwrap();
        assert!(matches!(refused.as_slice(), [Error::Unfit { .. }]), "seed {seed}: {refused:?}");
        n_reported += refused.len();
        n_in.insert(n_releases(&disk));
        assert_eq!(n_in, BTreeSet::from([n - 1]), "seed {seed}");
    }
    eprintln!("one bad document of {n}: {n_in:?} in, {n_reported} reported in all");
}

#[test]
fn what_the_engine_dies_of_is_found_and_everything_else_is_there() {
    let n = 300;
    for seed in 0..cases(3, 30) {
        let mut dice = Dice(seed);
        let deadly: BTreeSet<u64> = (0..=dice.below(3)).map(|_| dice.below(n)).collect();
        let disk = Disk::default();
        let mut writer = writer(&disk.place()).unwrap();
        let (mut suspects, mut guilty) = (Suspects::default(), BTreeSet::new());
        let mut at = 0;
        while at < n {
            let end = n.min(at.saturating_add(suspects.most() as u64));
            let mut outcome = Ok(());
            for number in (at..end).filter(|number| !guilty.contains(number)) {
                if deadly.contains(&number) {
                    kill(&writer);
                }
                outcome = outcome.and_then(|()| read(&writer, number));
            }
            let n_files = usize::try_from(end - at).unwrap();
            match outcome.and_then(|()| writer.checkpoint()) {
                Ok(_) => {
                    suspects.cleared(n_files);
                    at = end;
                }
                Err(Error::WriterDied { .. }) => {
                    match suspects.died(n_files) {
                        Verdict::Fewer => {}
                        Verdict::Guilty => drop(guilty.insert(at)),
                        Verdict::Hopeless => panic!("seed {seed}: hopeless"),
                    }
                    writer.restart().unwrap();
                }
                Err(error) => panic!("seed {seed}: {error}"),
            }
        }
        writer.finish().unwrap();
        writer.close().unwrap();
        assert_eq!(guilty, deadly, "seed {seed}");
        assert_eq!(n_releases(&disk), n - deadly.len() as u64, "seed {seed}");
    }
}
