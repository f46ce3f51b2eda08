//! Spoilt folders: every bit that turns is found; whatever was done to a folder, there is an answer or an error,
//! and `recover` goes back to what is sound or says that nothing is.

use std::{fs, path::Path, time::Duration};

use tempfile::TempDir;

use super::{
    cases, seeds,
    story::{Files, after, run, steps, there},
};
use crate::{Archive, Error, Request, dice::Dice, file_faults, recover, store::Place};

/// A folder in memory where the system has one: syncing is not what is tried here.
fn scratch() -> TempDir {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap()
}

/// A folder with two runs in it, tidied up.
fn folder() -> TempDir {
    let folder = scratch();
    let (place, mut files) = (Place::at(folder.path()).unwrap(), Files::new());
    run(&place, &mut files, &steps()[..6], |_, _| {}).unwrap();
    run(&place, &mut files, &steps()[6..], |_, _| {}).unwrap();
    folder
}

fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap());
    let files =
        entries.filter(|entry| entry.metadata().unwrap().len() > 0 && entry.path().is_file());
    let mut names: Vec<String> =
        files.map(|entry| entry.file_name().into_string().unwrap()).collect();
    // segments have random names: files of one kind are told apart by their lengths, so that a seed is one case
    names.sort_by_cached_key(|name| {
        let (stem, ending) = name.rsplit_once('.').unwrap_or(("", name));
        let length = fs::metadata(dir.join(name)).unwrap().len();
        (ending.to_owned(), length, stem.to_owned())
    });
    names
}

#[test]
fn every_bit_that_turns_is_found() {
    let folder = folder();
    let dir = folder.path();
    assert_eq!(file_faults(dir).unwrap(), Vec::<String>::new());
    let names = names(dir);
    let n_flips = cases(60, 300);
    for seed in 0..n_flips {
        let mut dice = Dice(seed);
        let name = &names[dice.place(names.len())];
        let sound = fs::read(dir.join(name)).unwrap();
        let mut spoilt = sound.clone();
        let bit = dice.place(spoilt.len() * 8);
        spoilt[bit / 8] ^= 1 << (bit % 8);
        fs::write(dir.join(name), spoilt).unwrap();
        let told = file_faults(dir).unwrap().join("\n");
        assert!(told.contains(&format!("`{name}`")), "seed {seed}, bit {bit} of {name}: {told}");
        fs::write(dir.join(name), sound).unwrap();
    }
    assert_eq!(file_faults(dir).unwrap(), Vec::<String>::new());
}

fn copied(from: &Path) -> TempDir {
    let to = scratch();
    for name in names(from) {
        fs::copy(from.join(&name), to.path().join(&name)).unwrap();
    }
    to
}

/// Does something to a file of the folder; tells what.
fn spoil(dir: &Path, dice: &mut Dice) -> String {
    let names = names(dir);
    let name = &names[dice.place(names.len())];
    let path = dir.join(name);
    let mut bytes = fs::read(&path).unwrap();
    let (at, length) = (dice.place(bytes.len()), bytes.len());
    let end = at + dice.place((length - at).min(200) + 1);
    let what = match dice.below(8) {
        0 => {
            bytes.truncate(at);
            "cut off"
        }
        1 => {
            bytes[at..end].fill(0);
            "zeros"
        }
        2 => {
            bytes[at..end].iter_mut().for_each(|byte| *byte = dice.next().to_le_bytes()[0]);
            "noise"
        }
        3 => {
            bytes[at] ^= 1 << dice.below(8);
            "a bit"
        }
        4 => {
            bytes.clear();
            "empty"
        }
        5 => {
            fs::remove_file(&path).unwrap();
            return format!("{name}: removed");
        }
        6 => {
            let other = &names[dice.place(names.len())];
            bytes = fs::read(dir.join(other)).unwrap();
            "another file"
        }
        _ => {
            bytes.extend_from_within(at..end);
            "longer"
        }
    };
    fs::write(&path, bytes).unwrap();
    format!("{name}: {what} at {at}..{end}")
}

#[test]
fn whatever_was_done_to_a_folder_there_is_an_answer_or_an_error() {
    let sound = folder();
    let (mut n_whole, mut n_before, mut n_parts, mut n_lost) = (0, 0, 0, 0);
    for seed in seeds(60, 2000) {
        let mut dice = Dice(seed);
        let folder = copied(sound.path());
        let dir = folder.path();
        let what: Vec<String> = (0..=dice.below(3)).map(|_| spoil(dir, &mut dice)).collect();
        if std::env::var_os("PROVE_FROM").is_some() {
            // what ends the process is told by the last line
            eprintln!("{seed}: {what:?}");
        }
        if let Ok(archive) = Archive::open(dir) {
            // who searches may not notice; nothing but an answer or an error comes of it
            let _ = archive.search(&Request::default());
            let _ = archive.quotes(&Request::default());
            let _ = archive.verify();
        }
        let faults = file_faults(dir);
        match recover(dir, Duration::ZERO) {
            Ok(recovered) => {
                assert_eq!(
                    file_faults(dir).unwrap(),
                    Vec::<String>::new(),
                    "seed {seed}: {what:?}"
                );
                let (generation, found) = there(&Place::at(dir).unwrap()).unwrap();
                assert_eq!(generation, recovered.generation, "seed {seed}: {what:?}");
                if recovered.partial {
                    n_parts += 1;
                    let all = after(10);
                    let is_known = |(file, text): (&u64, &u64)| {
                        all.get(file) == Some(text) || after(6).get(file) == Some(text)
                    };
                    assert!(found.iter().all(is_known), "seed {seed}: {what:?}");
                } else if generation == 10 {
                    n_whole += 1;
                    assert_eq!(found, after(10), "seed {seed}: {what:?}");
                } else {
                    n_before += 1;
                    assert_eq!((generation, found), (6, after(6)), "seed {seed}: {what:?}");
                }
                // and it can be written to
                let mut files = Files::new();
                run(&Place::at(dir).unwrap(), &mut files, &steps(), |_, _| {}).unwrap();
                assert_eq!(
                    file_faults(dir).unwrap(),
                    Vec::<String>::new(),
                    "seed {seed}: {what:?}"
                );
                assert_eq!(there(&Place::at(dir).unwrap()).unwrap().1, after(10), "seed {seed}");
            }
            Err(Error::Lost { .. } | Error::NoArchive { .. }) => {
                n_lost += 1;
                assert!(!faults.is_ok_and(|faults| faults.is_empty()), "seed {seed}: {what:?}");
            }
            Err(error) => panic!("seed {seed}: {what:?}: {error}"),
        }
    }
    assert!(n_whole > n_lost && n_before > 0, "{n_whole} {n_before} {n_parts} {n_lost}");
}

#[test]
fn a_table_of_contents_that_is_gone_is_put_back() {
    let sound = folder();
    for spoilt in
        [None, Some(""), Some("{}"), Some("{\"segments\":["), Some("\u{0}\u{0}"), Some("[]")]
    {
        let folder = copied(sound.path());
        let meta = folder.path().join("meta.json");
        match spoilt {
            None => fs::remove_file(&meta).unwrap(),
            Some(text) => fs::write(&meta, text).unwrap(),
        }
        let told = Archive::open(folder.path()).unwrap_err().to_string();
        assert!(told.contains("meta.json") && told.contains("`dateline recover`"), "{told}");
        let recovered = recover(folder.path(), Duration::ZERO).unwrap();
        assert_eq!((recovered.generation, recovered.to_read), (10, 0));
        assert_eq!(there(&Place::at(folder.path()).unwrap()).unwrap().1, after(10));
        // nothing was thrown away
        let aside = recovered.aside.map(|aside| aside.join("meta.json"));
        assert_eq!(aside.and_then(|aside| fs::read_to_string(aside).ok()).as_deref(), spoilt);
    }
}

#[test]
fn a_list_of_files_that_is_gone_is_missed_and_put_back() {
    let folder = folder();
    let (dir, place) = (folder.path(), Place::at(folder.path()).unwrap());
    fs::remove_file(dir.join(".managed.json")).unwrap();
    assert_eq!(file_faults(dir).unwrap(), ["`.managed.json` is missing"]);
    assert_eq!(recover(dir, Duration::ZERO).unwrap().generation, 10);
    // and a run that follows knows which files are there
    run(&place, &mut after(10), &steps(), |_, _| {}).unwrap();
    assert_eq!(there(&place).unwrap().1, after(10));
}
