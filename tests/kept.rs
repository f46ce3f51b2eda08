//! An index is kept: copied, brought back, made new, checked, and written to by one at a time.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use expect_test::expect;

use crate::{
    archive::{Archive, Ran, ran, words},
    sample::{self, gate},
};

/// Masks the number of the process and the time.
fn without_times(text: &str) -> String {
    let mut told = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("process ") {
        told.push_str(before);
        told.push_str("process N");
        rest = behind.trim_start_matches(|c: char| c.is_ascii_digit());
        if let Some(time) = rest.strip_prefix(", since ") {
            told.push_str(", since T");
            rest = time.split_once(" UTC").unwrap().1;
        }
    }
    told + rest
}

fn sample() -> Archive {
    sample::files(Archive::new()).indexed()
}

/// A second run takes in one release more, so that there is a generation to go back to.
fn take_in_more(archive: &Archive) {
    archive.write("more.txt", gate("Alder"));
    assert_eq!(archive.index()["indexed"], 1);
}

/// The files of the index with this ending, which are of segments, the smallest first.
fn segment_files(archive: &Archive, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(archive.path(".dateline")).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort_by_key(|path| fs::metadata(path).unwrap().len());
    paths
}

/// Runs a script in the folder of the archive.
fn shell(archive: &Archive, script: &str) -> Ran {
    let mut command = Command::new("sh");
    command.args(["-c", script]).current_dir(archive.path(""));
    ran(&mut command)
}

fn turn_a_bit(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_backup_is_an_index_like_the_one_it_was_made_of() {
    let archive = sample();
    fs::write(archive.path(".dateline/people.toml"), "").unwrap();
    fs::write(archive.path("names.txt"), "kenya\n").unwrap();
    archive.run("watch names.txt");
    let told = archive.run("backup ../copy --index releases/../.dateline");
    assert_eq!(told.code, 0, "{told:?}");
    let copy = archive.path("../copy");
    let of_copy = |command: &str| archive.run(&format!("{command} --index {}", copy.display()));
    assert_eq!(of_copy("verify").code, 0);
    assert_eq!(
        of_copy("export --format jsonl").stdout,
        archive.run("export --format jsonl").stdout
    );
    // what was told by a watch is known to the copy
    assert_eq!(of_copy("watch names.txt").code, 1);
    let again = archive.run("backup ../copy");
    assert_eq!(again.code, 2);
    assert_eq!(
        again.stderr,
        "dateline: `../copy` holds something already; name a folder that is not there yet\n"
    );
    archive.check(
        "backup .dateline/copy",
        expect![[r#"
        ! dateline: `.dateline/copy` lies in the index itself; name a folder that is not there yet
        exit 2
    "#]],
    );
    fs::remove_dir_all(copy).unwrap();
}

#[test]
fn a_backup_of_what_is_spoilt_is_refused() {
    let archive = sample();
    turn_a_bit(&segment_files(&archive, "store")[0]);
    let told = archive.run("backup copy");
    assert_eq!((told.code, archive.path("copy").exists()), (2, false));
    assert!(told.stderr.contains(".store` is not as it was written; "), "{}", told.stderr);
    let left = fs::read_dir(archive.path("")).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().contains("partial")));
}

#[test]
fn what_is_spoilt_is_named_and_brought_back() {
    let archive = sample();
    let before = archive.run("export --format jsonl").stdout;
    take_in_more(&archive);
    archive.check(
        "recover",
        expect![[r#"
        generation 2 with 7 releases is sound: nothing was done
    "#]],
    );
    // only what is found anew is spoilt
    turn_a_bit(&archive.path(".dateline/versions.bin"));
    archive.check(
        "verify",
        expect![[r#"
        `versions.bin` is not as it was written
        the files of the index checked: 1 fault; see `dateline recover`
        exit 1
    "#]],
    );
    archive.check(
        "recover",
        expect![[r#"
        `versions.bin` is not as it was written
        the index is sound: generation 2 with 7 releases
        what was taken out lies in .dateline/damaged-1
        run `dateline index` on your folders to read what is missing
    "#]],
    );
    assert_eq!(archive.run("verify").code, 0);
    // releases are spoilt: those of the run that came last
    turn_a_bit(&segment_files(&archive, "store")[0]);
    assert_eq!(archive.run("verify").code, 1);
    let recovered = archive.json("recover --json");
    assert_eq!((&recovered["before"], &recovered["generation"]), (&2.into(), &1.into()));
    assert_eq!(recovered["releases"], 6);
    // where the bit keeps the index from being opened, how many there were cannot be told
    assert!(recovered["lost"] == 1 || recovered["lost"].is_null(), "{recovered}");
    assert_eq!(archive.run("verify").code, 0);
    assert_eq!(archive.run("export --format jsonl").stdout, before);
    // and the next run reads again what went
    assert_eq!(archive.index()["indexed"], 1);
    assert_eq!(archive.found("alder"), "more.txt");
    assert_eq!(archive.run("verify").code, 0);
}

#[test]
fn what_is_whole_of_the_last_generation_is_saved_where_no_other_is() {
    let archive = sample();
    take_in_more(&archive);
    let whole = archive.run("export --format jsonl").stdout;
    // the large segment is in both generations
    turn_a_bit(segment_files(&archive, "store").last().unwrap());
    let recovered = archive.json("recover --json");
    assert!(recovered["releases"].as_u64().unwrap() < 7, "{recovered}");
    assert_eq!(archive.run("verify").code, 0);
    assert!(archive.path(".dateline/damaged-1").is_dir());
    let again = archive.run("index releases --json");
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert_eq!(archive.run("export --format jsonl").stdout, whole);
    assert_eq!(archive.run("verify").code, 0);
}

#[test]
fn a_file_that_is_gone_or_cut_off_is_named() {
    for ending in ["idx", "pos", "term", "fieldnorm", "fast", "store"] {
        for at in [None, Some(0), Some(1), Some(2)] {
            let archive = Archive::new().file("a.txt", gate("Alder")).indexed();
            let path = segment_files(&archive, ending).remove(0);
            let bytes = fs::read(&path).unwrap();
            match at {
                None => fs::remove_file(&path).unwrap(),
                Some(at) => fs::write(&path, &bytes[..bytes.len() * at / 3]).unwrap(),
            }
            let name = path.file_name().unwrap().to_str().unwrap();
            let verified = archive.run("verify");
            assert_eq!(verified.code, 1, "{verified:?}");
            assert!(verified.stdout.contains(name), "{verified:?}");
            let asked = archive.run("search alder");
            assert_eq!((asked.code, asked.stdout.as_str()), (2, ""), "{asked:?}");
            assert!(asked.stderr.contains("`dateline recover`"), "{asked:?}");
            // the only generation before it is the empty one
            assert_eq!(archive.run("recover").code, 0);
            assert_eq!(archive.index()["indexed"], 1);
            assert_eq!(archive.found("alder"), "a.txt");
        }
    }
}

/// Makes an index one of another format.
fn set_format(archive: &Archive, format: u32) {
    let meta = archive.path(".dateline/meta.json");
    let before = fs::read_to_string(&meta).unwrap();
    let (head, tail) = before.split_once("\\\"dateline\\\":").unwrap();
    let tail = tail.trim_start_matches(|c: char| c.is_ascii_digit());
    fs::write(&meta, format!("{head}\\\"dateline\\\":{format}{tail}")).unwrap();
}

#[test]
fn an_index_of_another_format_is_made_new_from_its_files() {
    let archive = sample();
    let before = archive.run("export --format jsonl").stdout;
    archive.check(
        "migrate",
        expect![[r#"
        the index has format 11 already: nothing was done
    "#]],
    );
    fs::write(archive.path(".dateline/people.toml"), "").unwrap();
    set_format(&archive, 3);
    let refused = archive.run("search kenya");
    assert!(refused.stderr.ends_with("; make it new with `dateline migrate`\n"), "{refused:?}");
    // one file is gone, its release stays
    archive.remove("letter.txt");
    let told = archive.json("migrate --json");
    assert_eq!(
        (&told["from_format"], &told["releases"], &told["read"]),
        (&3.into(), &6.into(), &5.into())
    );
    assert_eq!(told["kept"], serde_json::json!(["releases/letter.txt"]));
    assert_eq!(archive.run("export --format jsonl").stdout, before);
    assert_eq!(archive.run("verify").code, 0);
    assert!(archive.path(".dateline/people.toml").is_file());
    assert!(archive.path(".dateline.format-3/meta.json").is_file());
    assert!(!archive.path(".dateline.migrating").exists());
    // a run over the folder has nothing to do but to remove what is gone
    let report = archive.index();
    assert_eq!((&report["unchanged"], &report["removed"]), (&5.into(), &1.into()));
}

#[test]
fn a_second_writer_is_told_who_writes_and_may_wait() {
    let archive = sample();
    let lock = fs::File::options().write(true).open(archive.path(".dateline/.tantivy-writer.lock"));
    let lock = lock.unwrap();
    lock.lock().unwrap();
    fs::write(archive.path(".dateline/.tantivy-writer.lock"), "process 4711\n").unwrap();
    let refused = archive.run("index releases");
    expect![[r#"
        dateline: another dateline (process N, since T) is writing to `.dateline`; wait until it ends, or let this one wait with `--wait SECONDS`
    "#]].assert_eq(&without_times(&refused.stderr));
    assert_eq!(refused.code, 2);
    assert!(archive.run("status").stdout.contains("`dateline index` is writing"));
    assert_eq!(archive.found("kenya"), archive.found("kenya"));
    let waiting = archive.command("index releases --wait 60 --json").spawn().unwrap();
    drop(lock);
    assert!(waiting.wait_with_output().unwrap().status.success());
    // a file without a lock stops nobody
    fs::write(archive.path(".dateline/.tantivy-writer.lock"), "process 4711\n").unwrap();
    assert_eq!(archive.run("index releases").code, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn an_index_on_a_disk_that_cannot_be_written_to_is_searched() {
    let archive = sample();
    let dir = archive.path(".dateline").display().to_string();
    let program = env!("CARGO_BIN_EXE_dateline");
    // in a mount namespace of its own the folder is mounted read-only
    let script = format!(
        "mount --bind '{dir}' '{dir}' && mount -o remount,ro,bind '{dir}' && \
         '{program}' search wells --index '{dir}' && ! '{program}' index releases --index '{dir}'"
    );
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", &script]).current_dir(archive.path(""));
    let Ok(output) = command.output() else {
        eprintln!("skipped: no `unshare` here");
        return;
    };
    let errors = String::from_utf8_lossy(&output.stderr);
    if errors.contains("unshare:") || errors.contains("mount:") {
        eprintln!("skipped: {errors}");
        return;
    }
    assert!(output.status.success(), "{errors}");
    assert!(errors.contains("Read-only file system"), "{errors}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("Wells Run Dry"));
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_is_sent_anywhere() {
    let archive = Archive::new()
        .file("a.html", "<html><body><img src=\"http://192.0.2.1/x.png\"><p>The gate is open to all who come.</p></body></html>")
        .file("a.txt", gate("Alder"));
    let trace = archive.path("trace.txt");
    let program = env!("CARGO_BIN_EXE_dateline");
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-e", "trace=%network,execve", "-o"]).arg(&trace);
    command
        .arg(program)
        .args(words("index releases --index .dateline"))
        .current_dir(archive.path(""));
    match command.output() {
        Ok(output) if output.status.success() => {
            let traced = fs::read_to_string(&trace).unwrap();
            // worker processes are spoken to through pairs of sockets that have no address
            let calls: Vec<&str> = traced
                .lines()
                .filter(|line| {
                    ["connect(", "socket(", "sendto(", "bind("]
                        .iter()
                        .any(|call| line.contains(call))
                })
                .collect();
            assert_eq!(calls, Vec::<&str>::new());
            assert!(
                traced
                    .lines()
                    .filter(|line| line.contains("execve("))
                    .all(|line| line.contains("dateline") || line.contains("/proc/self/exe")),
                "{traced}"
            );
        }
        outcome => {
            eprintln!("not traced, there is no `strace` here or it may not trace: {outcome:?}");
            // at least it does without a network
            let mut command = Command::new("unshare");
            command.args(["-rn", program]).args(words("index releases --index .dateline"));
            match command.current_dir(archive.path("")).output() {
                Ok(output) if output.status.success() => {}
                outcome => {
                    eprintln!("skipped: no network namespace either: {outcome:?}");
                    archive.index();
                }
            }
        }
    }
    assert_eq!(archive.found("alder"), "a.txt");
}

#[cfg(unix)]
#[test]
fn few_open_files_are_enough_or_it_is_said() {
    let archive = sample::files(Archive::new());
    let program = env!("CARGO_BIN_EXE_dateline");
    for limit in [16, 32, 64, 128] {
        let script =
            format!("ulimit -n {limit} && exec '{program}' index releases --index .dateline");
        let told = shell(&archive, &script);
        if told.code == 2 {
            assert!(told.stderr.to_lowercase().contains("open files"), "{limit}: {told:?}");
        } else {
            assert!(matches!(told.code, 0 | 3), "{limit}: {told:?}");
        }
    }
    assert_eq!(archive.run("index releases").code, 0);
    assert_eq!(archive.run("verify").code, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn little_memory_is_enough_or_it_is_said() {
    let archive = sample::files(Archive::new());
    let program = env!("CARGO_BIN_EXE_dateline");
    // the program maps its tables and the files of the index, and each thread has a stack
    let script = format!(
        "ulimit -v 700000 && exec '{program}' index releases --index .dateline -j 2 --json"
    );
    assert_eq!(shell(&archive, &script).json()["indexed"], 6);
    assert_eq!(archive.run("verify").code, 0);
}
