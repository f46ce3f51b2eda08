//! The same answers whatever the archive has gone through: with one thread and two, in one segment and
//! many, after files went and changed, and after segments were merged.

use std::{fs, path::PathBuf, time::Instant};

use serde_json::Value;

use super::{
    answer::Asked,
    cases,
    lists::{Lists, files},
    prove,
};
use crate::archive::{Archive, copy, project};

/// So many runs make so many segments: fewer than the engine merges.
const RUNS: usize = 6;

#[test]
fn answers_do_not_depend_on_the_history_of_the_archive() {
    let archive = Archive::new();
    copy(&project().join("corpus/releases"), &archive.path("releases"));
    prove_history(&archive, cases(8));
}

#[test]
fn real_releases_give_what_the_lists_give() {
    let Some(folder) = std::env::var_os("DATELINE_REAL").map(PathBuf::from) else {
        eprintln!("DATELINE_REAL names no folder of releases: they are not asked about");
        return;
    };
    let archive = Archive::new();
    copy(&folder, &archive.path("releases"));
    prove_history(&archive, cases(50));
}

fn prove_history(archive: &Archive, cases: u64) {
    let folders = folders(archive);
    index(archive, "one", &["releases".to_owned(), "-j1".to_owned()]);
    index(archive, "two", &["releases".to_owned(), "-j2".to_owned()]);
    for run in 0..RUNS {
        let part: Vec<String> = folders.iter().skip(run).step_by(RUNS).cloned().collect();
        index(archive, "many", &[part, vec!["-j1".to_owned()]].concat());
    }
    assert_eq!(segments(archive, "one"), 1);
    assert!(segments(archive, "many") >= RUNS);
    ask(archive, &["one", "two", "many"], cases, "as first indexed");

    change(archive);
    index(archive, "one", &["releases".to_owned(), "-j2".to_owned()]);
    let again = ["-j1", "--prune"].map(str::to_owned).to_vec();
    index(archive, "many", &[folders.clone(), again].concat());
    assert!(segments(archive, "many") > RUNS);
    ask(archive, &["one", "many"], cases, "after files went and changed");

    // the engine merges when enough of a size have come together
    for run in 0.. {
        assert!(run < 20, "nothing was merged");
        archive
            .write(&format!("later/{run}.txt"), format!("Water for all\n\nNumber {run} says so."));
        index(archive, "many", &["releases/later".to_owned()]);
        if segments(archive, "many") < RUNS {
            break;
        }
    }
    ask(archive, &["many"], cases, "after a merge");
}

/// Asks each index half the questions about releases, half about quotes.
fn ask(archive: &Archive, indexes: &[&str], cases: u64, when: &str) {
    let lists = Lists::of(&archive.path("releases"));
    for index in indexes {
        for command in ["search", "quotes"] {
            let started = Instant::now();
            let n_with_hits = prove(Asked { archive, index, command }, &lists, cases.div_ceil(2));
            eprintln!(
                "{} questions by {command} about {} releases and {} quotes {when}, {index} ({} segments): \
                 no difference, {n_with_hits} with hits, {:.0} s",
                cases.div_ceil(2),
                lists.releases.len(),
                lists.quotes.len(),
                segments(archive, index),
                started.elapsed().as_secs_f64()
            );
        }
    }
}

fn index(archive: &Archive, index: &str, arguments: &[String]) {
    let mut words: Vec<String> = ["index", "--index", index].map(str::to_owned).to_vec();
    words.extend(arguments.iter().cloned());
    let ran = crate::archive::ran(&mut archive.command_in("", &words));
    assert!(matches!(ran.code, 0 | 3), "{}", ran.stderr);
}

/// In how many pieces the engine keeps the index, by its table of contents.
fn segments(archive: &Archive, index: &str) -> usize {
    let text = fs::read_to_string(archive.path(index).join("meta.json")).unwrap();
    let meta: Value = serde_json::from_str(&text).unwrap();
    meta["segments"].as_array().unwrap().len()
}

fn folders(archive: &Archive) -> Vec<String> {
    let folders = fs::read_dir(archive.path("releases")).unwrap();
    let names = folders.map(|folder| folder.unwrap().file_name().into_string().unwrap());
    let mut folders: Vec<String> = names.map(|name| format!("releases/{name}")).collect();
    folders.sort();
    folders
}

/// Of ten files one goes, one changes, and two change places.
fn change(archive: &Archive) {
    for ten in files(&archive.path("releases")).chunks_exact(10) {
        fs::remove_file(&ten[1]).unwrap();
        let mut text = fs::read(&ten[4]).unwrap();
        text.extend_from_slice(b"\n\nThis was added later, and the harbour said nothing.\n");
        fs::write(&ten[4], text).unwrap();
        let (one, other) = (fs::read(&ten[6]).unwrap(), fs::read(&ten[8]).unwrap());
        fs::write(&ten[6], other).unwrap();
        fs::write(&ten[8], one).unwrap();
    }
}
