//! The archive is what a map says, whatever runs did to it: files come, change, move and go, hold the same text or
//! another reading of it; runs commit on the way, break off, and lose their engine.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{
    cases,
    disk::Disk,
    poison::kill,
    story::{options, path, release, words},
};
use crate::{
    Archive, ContentHash, Error, FilePath, FoundFile, KnownFile, Outcome, Plan, Request, Why,
    Writer, dice::Dice, plan, reader::Snapshot, store::Place,
};

/// Which text a file holds, and in which of two readings, which differ by title.
type Content = (u64, bool);
/// By file.
type Files = BTreeMap<u64, Content>;

const TITLES: [&str; 2] = ["Lockout", "Strike"];

fn read(writer: &Writer, file: u64, (text, reading): Content) {
    let (path, mut release) = (path(file), release(text));
    release.title.as_mut().unwrap().value = TITLES[usize::from(reading)].to_owned();
    writer.add(&path, &release, &words(&release.text)).unwrap();
    let hash = hash((text, reading));
    let outcome = Outcome::Indexed { releases: vec![release.id] };
    writer.record(&KnownFile { path, size: 9, hash, stamp: None, outcome }).unwrap();
}

fn hash((text, reading): Content) -> ContentHash {
    ContentHash::of(&[text.to_le_bytes()[0], u8::from(reading)])
}

fn file_of(path: &FilePath) -> u64 {
    path.shown.strip_suffix(".txt").unwrap().parse().unwrap()
}

/// Files come, change, move and go.
fn change(files: &mut Files, dice: &mut Dice) {
    for _ in 0..=dice.below(4) {
        let file = dice.below(6);
        match dice.below(5) {
            0 => drop(files.remove(&file)),
            1 => {
                if let Some(content) = files.remove(&file) {
                    files.insert(dice.below(6), content);
                }
            }
            _ => drop(files.insert(file, (dice.below(4), dice.below(2) == 0))),
        }
    }
}

/// What a run has to do, and what the archive holds when it is done.
struct Run<'r> {
    writer: Writer,
    known: std::sync::Arc<Vec<KnownFile>>,
    found: Vec<FoundFile>,
    plan: Plan,
    files: &'r Files,
}

impl<'r> Run<'r> {
    fn begin(place: &Place, files: &'r Files) -> Self {
        let mut writer = Writer::open_in(place, options()).unwrap();
        let known = writer.files();
        let found = |(file, content): (&u64, &Content)| FoundFile {
            path: path(*file),
            size: 9,
            hash: hash(*content),
            stamp: None,
        };
        let found: Vec<FoundFile> = files.iter().map(found).collect();
        let root = FilePath { absolute: b"/archive"[..].into(), shown: "archive".into() };
        let plan = plan(&known, &found, &[root], true).unwrap();
        writer.begin(&plan, &known, &found).unwrap();
        Self { writer, known, found, plan, files }
    }

    /// What is gone and what has moved.
    fn apply_to(&self, there: &mut Files) {
        for &at in &self.plan.gone {
            there.remove(&file_of(&self.known[at].path));
        }
        for &(from, to) in &self.plan.moved {
            if let Some(content) = there.remove(&file_of(&self.known[from].path)) {
                there.insert(file_of(&self.found[to].path), content);
            }
        }
    }

    /// Ends as a run ends, or breaks off; `there` is what the archive holds. Tells whether it came to its end.
    fn go(mut self, there: &mut Files, dice: &mut Dice) -> bool {
        let mut order = self.plan.read.clone();
        order.sort_by_key(|(at, why)| (*why != Why::Twin, dice.next(), *at));
        let mut left = VecDeque::from(order);
        let (mut next, mut since) = (there.clone(), Vec::new());
        self.apply_to(&mut next);
        while let Some((at, why)) = left.pop_front() {
            let file = file_of(&self.found[at].path);
            read(&self.writer, file, self.files[&file]);
            next.insert(file, self.files[&file]);
            since.push((at, why));
            // what is read for another file's sake is committed together
            if left.front().is_some_and(|(_, why)| *why == Why::Twin) {
                continue;
            }
            match dice.below(12) {
                0..=2 => {
                    self.writer.checkpoint().unwrap();
                    *there = next.clone();
                    since.clear();
                }
                3 => return false,
                4 => {
                    kill(&self.writer);
                    let died = self.writer.checkpoint();
                    assert!(matches!(died, Err(Error::WriterDied { .. })), "{died:?}");
                    self.writer.restart().unwrap();
                    for again in since.drain(..).rev() {
                        left.push_front(again);
                    }
                    let read: Vec<_> = left.iter().copied().collect();
                    let plan = Plan { read, ..self.plan.clone() };
                    self.writer.begin(&plan, &self.known, &self.found).unwrap();
                    next.clone_from(there);
                    self.apply_to(&mut next);
                }
                _ => {}
            }
        }
        self.writer.commit().unwrap();
        self.writer.close().unwrap();
        *there = next;
        true
    }
}

/// The archive holds these files, and their texts once each. After a whole run the reading of a text is that of the
/// first file that holds it.
fn is_that(place: &Place, there: &Files, is_whole: bool, what: &str) {
    let archive = Archive::of(Snapshot::of(place).unwrap());
    let texts: BTreeMap<u64, u64> = there.iter().map(|(file, (text, _))| (*file, *text)).collect();
    let file = |file: &KnownFile| (file_of(&file.path), file.outcome.releases()[0].0);
    let found: BTreeMap<u64, u64> = archive.files().unwrap().iter().map(file).collect();
    assert_eq!(found, texts, "{what}");
    let answer = archive.search(&Request::default()).unwrap();
    let text = |hit: &crate::Hit| u64::from_str_radix(&hit.id, 16).unwrap();
    let hits: BTreeSet<u64> = answer.hits.iter().map(text).collect();
    assert_eq!(hits, texts.into_values().collect(), "{what}");
    assert_eq!(answer.total, hits.len() as u64, "{what}: a text is there twice");
    for hit in answer.hits.iter().filter(|_| is_whole) {
        let first = there.iter().find(|(_, content)| content.0 == text(hit)).unwrap();
        let (path, title) = (&*path(*first.0).shown, TITLES[usize::from(first.1.1)]);
        assert_eq!((&*hit.path, hit.title.as_deref()), (path, Some(title)), "{what}");
    }
}

#[test]
fn any_operations_leave_what_a_map_says() {
    for seed in 0..cases(60, 10_000) {
        let mut dice = Dice(seed);
        let disk = Disk::default();
        let place = disk.place();
        let (mut files, mut there) = (Files::new(), Files::new());
        for run in 0..=dice.below(5) {
            change(&mut files, &mut dice);
            let is_whole = Run::begin(&place, &files).go(&mut there, &mut dice);
            is_that(&place, &there, is_whole, &format!("seed {seed}, run {run}"));
            assert!(!is_whole || there == files, "seed {seed}, run {run}");
        }
        let archive = Archive::of(Snapshot::of(&place).unwrap());
        assert_eq!(archive.verify().unwrap().faults, Vec::<String>::new(), "seed {seed}");
    }
}
