//! A run is killed at any moment: nothing that was committed is lost, the index opens, nothing is in it twice, and
//! a run that goes on ends where one that was never killed does.
//!
//! A few kills; two hundred with `PROVE_FULL` set.

use std::{
    collections::BTreeMap,
    fs,
    process::{Child, Command, Stdio},
    sync::{
        LazyLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crate::{
    archive::{Archive, ran},
    oracle::Dice,
};

/// How many cases are tried.
pub(crate) fn cases(few: u64, all: u64) -> u64 {
    if std::env::var_os("PROVE_FULL").is_some() { all } else { few }
}

/// Which release each file holds, in two states of the folder: files come, go, change and move.
fn states() -> [BTreeMap<String, usize>; 2] {
    let first = (0..90).map(|number| (format!("{number:03}.txt"), number));
    let second = (0..110).filter(|number| number % 7 != 3).map(|number| match number % 11 {
        2 => (format!("moved/{number:03}.txt"), number),
        5 => (format!("{number:03}.txt"), number + 500),
        _ => (format!("{number:03}.txt"), number),
    });
    [first.collect(), second.collect()]
}

/// Makes the folder of releases that of a state.
fn lay_out(archive: &Archive, state: usize) {
    static WORLD: LazyLock<synthetic::World> = LazyLock::new(|| synthetic::World::new(3));
    let [first, second] = states();
    let (now, other) = if state == 0 { (first, second) } else { (second, first) };
    for name in other.keys().filter(|name| !now.contains_key(*name)) {
        let _ = fs::remove_file(archive.path("releases").join(name));
    }
    for (name, number) in now {
        let text = WORLD.release(number as u64);
        let path = archive.path("releases").join(&name);
        if fs::read_to_string(&path).ok().as_deref() != Some(&*text) {
            archive.write(&name, text);
        }
    }
}

/// What a run that nobody kills makes of a state.
fn clean(state: usize) -> String {
    let archive = Archive::new();
    lay_out(&archive, state);
    export(&archive.indexed())
}

fn export(archive: &Archive) -> String {
    let ran = archive.run("export --of releases --format jsonl");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.stdout
}

fn start(archive: &Archive, every: &str) -> Child {
    let mut command = archive.command(&format!("index releases --index .dateline {every}"));
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// The generation and the files of the index; nothing where none was ever committed.
fn committed(archive: &Archive) -> (u64, Vec<index::KnownFile>) {
    let Ok(archive) = index::Archive::open(&archive.path(".dateline")) else {
        return (0, Vec::new());
    };
    (archive.status().unwrap().generation, archive.files().unwrap())
}

fn is_sound(archive: &Archive, what: &str) {
    match index::Archive::open(&archive.path(".dateline")) {
        Ok(opened) => {
            let verified = opened.verify().unwrap();
            assert_eq!(verified.faults, Vec::<String>::new(), "{what}");
        }
        Err(error) => assert!(matches!(error, index::Error::NoArchive { .. }), "{what}: {error}"),
    }
}

#[test]
fn a_run_that_is_killed_at_any_moment_loses_nothing() {
    let exports = [clean(0), clean(1)];
    let mut dice = Dice(11);
    let mut archive = Archive::new();
    let (mut state, mut n_early, mut longest) = (0, 0, 1_500);
    let n_kills = cases(8, 200);
    for kill in 0..n_kills {
        if kill % 5 == 0 {
            archive = Archive::new();
        }
        lay_out(&archive, state);
        // committed behind every few files, so that segments are merged, or at the end alone
        let every = if dice.below(3) == 0 { "" } else { "--commit-every 0" };
        let started = Instant::now();
        let mut child = start(&archive, every);
        let moment = Duration::from_millis(dice.below(longest) as u64);
        let ended = loop {
            match child.try_wait().unwrap() {
                Some(status) => break Some(status),
                None if started.elapsed() >= moment => break None,
                None => thread::sleep(Duration::from_millis(1)),
            }
        };
        // nothing that somebody has seen may go
        let (generation, files) = committed(&archive);
        child.kill().unwrap();
        child.wait().unwrap();
        if ended.is_some() {
            // it was faster: the next ones are killed sooner
            n_early += 1;
            longest = usize::try_from(started.elapsed().as_millis()).unwrap().max(50);
        }
        let what = format!("kill {kill} after {moment:?}");
        is_sound(&archive, &what);
        let (later, there) = committed(&archive);
        assert!(later >= generation, "{what}: generation {generation} became {later}");
        if later == generation {
            assert_eq!(there, files, "{what}");
        }
        if dice.below(2) == 0 || kill + 1 == n_kills {
            let ran = archive.run("index releases --index .dateline --json");
            assert_eq!(ran.code, 0, "{what}: {}", ran.stderr);
            assert!(export(&archive) == exports[state], "{what}: another export than a clean run");
            assert_eq!(archive.run("verify").code, 0, "{what}");
            state = 1 - state;
        }
    }
    assert!(n_early < n_kills, "every run was faster than its kill");
}

#[cfg(unix)]
#[test]
fn a_run_that_is_asked_to_stop_commits_what_it_has_and_goes_on_later() {
    let export_of_clean = clean(0);
    for signal in ["-TERM", "-INT"] {
        let archive = Archive::new();
        lay_out(&archive, 0);
        let mut child = start(&archive, "--commit-every 0");
        let started = Instant::now();
        // it has begun to commit
        while committed(&archive).0 == 0 && started.elapsed() < Duration::from_mins(1) {
            thread::sleep(Duration::from_millis(1));
        }
        let told = Command::new("kill").args([signal, &child.id().to_string()]).status();
        assert!(told.unwrap().success());
        let status = child.wait().unwrap();
        // it may have been done already
        assert!(matches!(status.code(), Some(0 | 2)), "{status}");
        is_sound(&archive, signal);
        let status_line = archive.run("status").stdout;
        let is_told = status_line.contains("the last one broke off");
        assert_eq!(is_told, status.code() == Some(2), "{status_line}");
        let report = archive.index();
        assert_eq!(report["found"], 90);
        assert_eq!(export(&archive), export_of_clean);
        assert!(!archive.run("status").stdout.contains("broke off"));
    }
}

#[test]
fn readers_beside_a_writer_see_whole_generations_only() {
    let n_of = [0, 1].map(|state| {
        let archive = Archive::new();
        lay_out(&archive, state);
        archive.indexed().json("status --json")["releases"].as_u64().unwrap()
    });
    let archive = Archive::new();
    lay_out(&archive, 0);
    let archive = archive.indexed();
    let dir = archive.path(".dateline");
    let (is_over, n_seen) = (AtomicBool::new(false), [AtomicU64::new(0), AtomicU64::new(0)]);
    let until = Instant::now() + Duration::from_secs(cases(0, 120));
    thread::scope(|scope| {
        for _ in 0..cases(3, 8) {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    let archive = index::Archive::open(&dir).unwrap();
                    let status = archive.status().unwrap();
                    let request = index::Request { limit: 0, ..index::Request::default() };
                    let answer = archive.search(&request).unwrap();
                    let state = n_of.iter().position(|n| *n == answer.total);
                    let state = state.unwrap_or_else(|| panic!("{} releases", answer.total));
                    assert_eq!(status.generation % 2, 1 - state as u64, "{status:?}");
                    assert_eq!(archive.files().unwrap().len(), states()[state].len());
                    n_seen[state].fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let mut state = 1;
        for round in 0.. {
            if round >= 6 && Instant::now() >= until {
                break;
            }
            lay_out(&archive, state);
            let ran = archive.run("index releases --index .dateline --json");
            assert_eq!(ran.code, 0, "{}", ran.stderr);
            state = 1 - state;
        }
        is_over.store(true, Ordering::Relaxed);
    });
    let seen = n_seen.map(AtomicU64::into_inner);
    eprintln!("whole generations of the two states were opened so often: {seen:?}");
    assert!(seen.iter().all(|n| *n > 0), "{seen:?}");
}

#[test]
fn a_backup_beside_a_writer_is_a_whole_generation() {
    let archive = Archive::new();
    lay_out(&archive, 0);
    let archive = archive.indexed();
    thread::scope(|scope| {
        let writing = scope.spawn(|| {
            for round in 0..cases(3, 30) {
                lay_out(&archive, usize::from(round % 2 == 0));
                let ran = archive.run("index releases --index .dateline --commit-every 0 --json");
                assert_eq!(ran.code, 0, "{}", ran.stderr);
            }
        });
        for number in 0.. {
            let is_over = writing.is_finished();
            let to = format!("backup-{number}");
            let copied = ran(&mut archive.command(&format!("backup {to} --json"))).json();
            let copy = index::Archive::open(&archive.path(&to)).unwrap();
            assert_eq!(copy.verify().unwrap().faults, Vec::<String>::new());
            let status = copy.status().unwrap();
            assert_eq!(copied["generation"], status.generation);
            assert_eq!(copied["releases"], status.releases);
            drop(copy);
            fs::remove_dir_all(archive.path(&to)).unwrap();
            if is_over {
                break;
            }
        }
    });
}
