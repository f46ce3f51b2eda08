//! An archive of more different names than anybody counts by hand: the counts are exact, and memory has a limit.

use std::{collections::BTreeMap, env, fs, path::Path, process::Command};

use query::Field;
use release::{Evidence, Speaker};

use super::{
    cases,
    story::{self, path, words},
};
use crate::{
    Archive, ContentHash, Error, KnownFile, Of, Outcome, Request, Writer, dice::Dice, facet::Kept,
    reader::Snapshot, store::Place,
};

/// So many speakers are quoted by a release and by no other.
const OF_ITS_OWN: u64 = 40;
/// So many are quoted again and again.
const POPULAR: u64 = 60;
const TOP: usize = 20;

/// A name of two words for each number; no two are near each other.
fn name(number: u64) -> String {
    let mut dice = Dice(number);
    let mut word = |n_syllables: usize| {
        let syllable = |dice: &mut Dice| {
            [b"bdfgklmnprstvz"[dice.place(14)], b"aeiou"[dice.place(5)]].map(char::from)
        };
        let mut word: String = (0..n_syllables).flat_map(|_| syllable(&mut dice)).collect();
        word[..1].make_ascii_uppercase();
        word
    };
    format!("{} {}", word(2), word(5))
}

/// An archive of so many releases, and how many of them quote each speaker.
fn archive_of(place: &Place, n_releases: u64) -> BTreeMap<String, u64> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let mut writer = Writer::open_in(place, story::options()).unwrap();
    let mut dice = Dice(7);
    for number in 0..n_releases {
        let mut release = story::release(number);
        let quote = release.quotes.pop().unwrap();
        let own = (0..OF_ITS_OWN).map(|nth| POPULAR + number * OF_ITS_OWN + nth);
        // the first ones are the most quoted
        let popular: Vec<u64> =
            (0..3).map(|_| dice.below(POPULAR).min(dice.below(POPULAR))).collect();
        let mut names: Vec<String> = own.chain(popular).map(name).collect();
        names.sort();
        names.dedup();
        for name in names {
            *counts.entry(name.clone()).or_default() += 1;
            let evidence = Evidence::new(quote.span, "test", 1.0);
            let (role, organisation) = (None, None);
            let speaker = Speaker { name: name.clone(), role, organisation, quotes: 1, evidence };
            release.speakers.push(speaker);
            let mut quote = quote.clone();
            quote.speaker = Some(name);
            release.quotes.push(quote);
        }
        let path = path(number);
        writer.add(&path, &release, &words(&release.text)).unwrap();
        let hash = ContentHash::of(&number.to_le_bytes());
        let outcome = Outcome::Indexed { releases: vec![release.id] };
        writer.record(&KnownFile { path, size: 9, hash, stamp: None, outcome }).unwrap();
    }
    writer.commit().unwrap();
    writer.close().unwrap();
    counts
}

/// The first by count, then by name.
fn top(counts: &BTreeMap<String, u64>) -> Vec<(String, u64)> {
    let mut all: Vec<(String, u64)> = counts.iter().map(|(name, n)| (name.clone(), *n)).collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all.truncate(TOP);
    all
}

fn asked(archive: &Archive, request: &Request) -> Result<Vec<(String, u64)>, Error> {
    let values = archive.facet(Field::Speaker, request, "", Of::Releases)?;
    Ok(values.into_iter().map(|value| (value.value, value.count)).collect())
}

/// The most that this process had in memory so far, in MB; 0 where the system does not tell.
fn most_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes =
        line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok());
    kilobytes.unwrap_or_default() / 1024
}

/// The folder that a process of its own is to ask.
const ASKED: &str = "COUNTS_SPEAKERS_IN";

#[test]
fn a_million_speakers_are_counted_exactly() {
    if let Some(dir) = env::var_os(ASKED) {
        return count_in(Path::new(&dir));
    }
    let folder = tempfile::tempdir().unwrap();
    let counts = archive_of(&Place::at(folder.path()).unwrap(), cases(50, 25_000));
    // memory that indexing took is none that counting takes
    let name = "tests::many::a_million_speakers_are_counted_exactly";
    let mut asking = Command::new(env::current_exe().unwrap());
    let asked = asking.args([name, "--exact", "--nocapture"]).env(ASKED, folder.path());
    let asked = asked.output().unwrap();
    let told = String::from_utf8(asked.stdout).unwrap();
    assert!(asked.status.success(), "{told}{}", String::from_utf8_lossy(&asked.stderr));
    let (memory, told): (Vec<&str>, Vec<&str>) = told
        .lines()
        .filter_map(|line| line.strip_prefix("= "))
        .partition(|line| line.ends_with(" MB"));
    let expected: Vec<String> =
        top(&counts).iter().map(|(name, count)| format!("{name} {count}")).collect();
    assert_eq!(told, expected);
    eprintln!("{} speakers are counted in {}", counts.len(), memory.join(", "));
}

/// First as one who asks once, at last as one who asks again and again.
fn count_in(dir: &Path) {
    let archive = Archive::open(dir).unwrap();
    let request = Request { facet_limit: TOP, ..Request::default() };
    let first = asked(&archive, &request).unwrap();
    println!("\n= {} MB", most_memory());
    for (name, count) in &first {
        println!("= {name} {count}");
        archive.speaker(name, 1).unwrap();
        assert_eq!(asked(&archive, &request).unwrap(), first);
    }
    println!("= {} MB", most_memory());
    assert!(most_memory() < 300, "{} MB", most_memory());
}

#[test]
fn values_beyond_the_limit_are_refused_and_those_within_are_exact() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::at(folder.path()).unwrap();
    archive_of(&place, 20);
    let whole = Archive::of(Snapshot::of(&place).unwrap());
    let mut snapshot = Snapshot::of(&place).unwrap();
    snapshot.most_facet_bytes = 10_000;
    let limited = Archive::of(snapshot);
    let everything = Request { facet_limit: TOP, ..Request::default() };
    let few = Request {
        query: query::parse("\"day 7\"", query::Options::default()).unwrap().query,
        ..everything.clone()
    };
    for _ in 0..8 {
        let refused = asked(&limited, &everything).unwrap_err();
        assert!(matches!(refused, Error::TooManyValues { field: "speaker", .. }), "{refused:?}");
        // what few releases hold has room
        let counted = asked(&limited, &few).unwrap();
        assert_eq!(counted.len(), TOP);
        assert_eq!(counted, asked(&whole, &few).unwrap());
        // and every other facet is told as before
        let years =
            |archive: &Archive| archive.facet(Field::Year, &everything, "", Of::Releases).unwrap();
        assert_eq!(years(&limited), years(&whole));
    }
}

#[test]
fn names_are_counted_alike_with_their_table_and_without() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::at(folder.path()).unwrap();
    let counts = archive_of(&place, 12);
    let request = Request { facet_limit: TOP, ..Request::default() };
    let check = |is_kept: bool| {
        let snapshot = Snapshot::of(&place).unwrap();
        assert_eq!(snapshot.kept().is_some(), is_kept);
        assert_eq!(asked(&Archive::of(snapshot), &request).unwrap(), top(&counts));
    };
    check(true);
    // what comes behind the tables is told when the writer closes, as merges are
    let mut writer = Writer::open_in(&place, story::options()).unwrap();
    let release = story::release(12);
    writer.add(&path(12), &release, &words(&release.text)).unwrap();
    writer.checkpoint().unwrap();
    check(false);
    writer.close().unwrap();
    check(true);
    place.files.atomic_write(Path::new("values.bin"), b"spoilt").unwrap();
    check(false);
    Kept::renew(&place).unwrap();
    check(true);
}
