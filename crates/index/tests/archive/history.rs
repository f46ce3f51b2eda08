//! However files came, changed, moved and went, the archive is that of the files that are there now.

use std::collections::BTreeMap;

use index::{Archive, ContentHash, FoundFile, KnownFile, Outcome, Request, plan};
use proptest::{collection::vec, prelude::*, test_runner::TestCaseError};
use query::Field;
use release::{Involvement, Release, ReleaseId};

use crate::builder::{Draft, Folder, cut, path, request};

const STANDING: &str =
    "The Harbour Watch is a network of 30 groups that has guarded the docks of Nigeria since 1994.";
/// Texts of these words are versions of each other.
const COMMON: &str = "dockers of the northern quay met the owners of nine ships on the last night of the strike and \
    asked that nobody be dismissed before the court has heard each of the thirty who were named in the letter";
const DATES: [&str; 3] = ["2012-01-10", "2012-03-10", "2012-07-10"];
const SPEAKERS: [&str; 3] = ["Ada Roe", "Ada B. Roe", "A. Roe"];

/// What may be in a file: one of eight texts, in one of two readings that differ by title.
fn release((number, reading): (u8, bool)) -> Release {
    let at = usize::from(number);
    let draft = Draft::new(u64::from(number) + 1).title(if reading { "Strike" } else { "Lockout" });
    let draft = draft.date(DATES[at % 3]).quote("We will wait.", Some(SPEAKERS[at % 3]), None, &[]);
    let draft = if number % 2 == 0 { draft.body(COMMON) } else { draft.body("News of the quay.") };
    draft.focus("GHA").naming(STANDING, "NGA", Involvement::Mentioned).0
}

/// The content of each file by name.
type Files = BTreeMap<String, (u8, bool)>;

fn hash((number, reading): (u8, bool)) -> ContentHash {
    ContentHash::of(&[number, u8::from(reading)])
}

/// A run of the program over these files. Those that are read come in the order of `seed`.
fn run(folder: &Folder, files: &Files, seed: usize) {
    let mut writer = folder.writer();
    let known = writer.files();
    let found = |(name, content): (&String, &(u8, bool))| FoundFile {
        path: path(name),
        size: 9,
        hash: hash(*content),
        stamp: None,
    };
    let found: Vec<FoundFile> = files.iter().map(found).collect();
    let plan = plan(&known, &found, &[path("")], true).unwrap();
    writer.begin(&plan, &known, &found).unwrap();
    let mut read = plan.read.clone();
    read.sort_by_key(|(at, _)| (at * 7 + seed) % 5);
    for (at, _) in read {
        let FoundFile { path, size, hash, stamp } = found[at].clone();
        let release = release(files[&*path.shown]);
        writer.add(&path, &release, &cut(&release.text)).unwrap();
        let outcome = Outcome::Indexed { releases: vec![release.id] };
        writer.record(&KnownFile { path, size, hash, stamp, outcome }).unwrap();
    }
    writer.commit().unwrap();
    writer.close().unwrap();
}

/// Everything that can be asked.
fn told(archive: &Archive) -> (Vec<KnownFile>, Vec<String>) {
    let facets = vec![Field::Country, Field::Mentions, Field::Speaker, Field::Year];
    let everything = Request { facets, ..request("*") };
    let answer = archive.search(&everything).unwrap();
    let mut told = vec![format!("{:?} {:?}", answer.hits, answer.facets)];
    let quotes = archive.quotes(&request("*")).unwrap();
    told.push(format!("{:?}", quotes.hits));
    let mut releases: Vec<Release> = archive.releases().map(Result::unwrap).collect();
    releases.sort_by_key(|release| release.id);
    for release in &releases {
        let versions: Vec<ReleaseId> =
            archive.versions(release.id).unwrap().iter().map(|stored| stored.release.id).collect();
        told.push(format!("{release:?} {versions:?} {:?}", archive.repeated(release).unwrap()));
    }
    (archive.files().unwrap(), told)
}

fn is_that_of(folder: &Folder, files: &Files) -> Result<(), TestCaseError> {
    let archive = folder.archive();
    let scratch = Folder::empty();
    run(&scratch, files, 0);
    prop_assert_eq!(told(&archive), told(&scratch.archive()));
    prop_assert_eq!(archive.verify().unwrap().faults, Vec::<String>::new());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_history_ends_where_a_first_run_begins(
        runs in vec((vec((0_u8..9, proptest::option::of((0_u8..8, any::<bool>()))), 1..7), 0_usize..5), 1..5),
    ) {
        let folder = Folder::empty();
        let mut files = Files::new();
        for (changes, seed) in runs {
            for (name, content) in changes {
                let name = format!("{name}.txt");
                match content {
                    Some(content) => files.insert(name, content),
                    None => files.remove(&name),
                };
            }
            run(&folder, &files, seed);
            is_that_of(&folder, &files)?;
        }
    }
}

#[test]
fn tables_of_another_generation_are_found_anew() {
    let folder = Folder::empty();
    let all: Files = (0..8).map(|number| (format!("{number}.txt"), (number, false))).collect();
    let few: Files = all.iter().take(2).map(|(name, content)| (name.clone(), *content)).collect();
    run(&folder, &few, 0);
    let tables = ["versions.bin", "repeated.bin", "people.bin", "values.bin"];
    let old = tables.map(|name| std::fs::read(folder.dir().join(name)).unwrap());
    run(&folder, &all, 0);
    for (name, bytes) in tables.iter().zip(old) {
        std::fs::write(folder.dir().join(name), bytes).unwrap();
    }
    is_that_of(&folder, &all).unwrap();
}
