//! One document that the engine cannot take costs itself: the batch around it is indexed.

use tantivy::indexer::UserOperation;

use super::{
    Dice, cases,
    disk::Disk,
    story::{path, read, writer},
};
use crate::{
    Archive, ContentHash, Error, KnownFile, Outcome, Request,
    document::{self, FileKey},
    reader::Snapshot,
    schema::Fields,
};

#[test]
fn one_bad_document_among_many_is_refused_and_the_others_are_there() {
    let n = cases(300, 10_000);
    for seed in 0..cases(3, 100) {
        let bad = Dice(seed).below(n);
        let disk = Disk::default();
        let place = disk.place();
        let mut writer = writer(&place).unwrap();
        let mut refused = Vec::new();
        for number in 0..n {
            let outcome = if number == bad {
                // a number where the engine wants bytes
                let mut wrong = Fields::new();
                wrong.kind = wrong.record;
                let file = KnownFile {
                    path: path(number),
                    size: 0,
                    hash: ContentHash::of(b""),
                    stamp: None,
                    outcome: Outcome::Indexed { releases: Vec::new() },
                };
                let key = FileKey::of(&file.path);
                let document = document::of_file(&wrong, &file, key, Vec::new());
                writer.push(vec![UserOperation::Add(document)])
            } else {
                read(&writer, number, number)
            };
            refused.extend(outcome.err());
        }
        writer.commit().unwrap();
        writer.close().unwrap();
        assert!(matches!(refused.as_slice(), [Error::Unfit { .. }]), "seed {seed}: {refused:?}");
        let archive = Archive::of(Snapshot::of(&place).unwrap());
        let found = archive.search(&Request { limit: 0, ..Request::default() }).unwrap();
        assert_eq!(found.total, n - 1, "seed {seed}");
    }
}
