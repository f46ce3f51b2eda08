//! `dateline index`: what a run does, counts, reports and leaves alone.

use std::{
    collections::BTreeSet,
    fs::{self, File},
};

use expect_test::expect;
use serde_json::Value;

use crate::{
    archive::{Archive, Ran, ran},
    sample::gate,
};

fn three() -> Archive {
    Archive::new()
        .file("a.txt", gate("Alder"))
        .file("b.txt", gate("Birch"))
        .file("c.txt", gate("Cedar"))
}

/// The counts of a report on one line, those of nothing left out.
fn counts(report: &Value) -> String {
    let names = [
        "found",
        "indexed",
        "unchanged",
        "updated",
        "moved",
        "removed",
        "duplicates",
        "skipped",
        "failed",
    ];
    let count = |name: &&str| {
        report[*name].as_u64().unwrap_or_else(|| report[*name].as_array().unwrap().len() as u64)
    };
    let counts = names.iter().map(|name| (name, count(name))).filter(|(_, count)| *count > 0);
    counts.map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
}

/// Whether every file that was found is accounted for once.
#[track_caller]
fn assert_accounted_for(report: &Value) {
    let count = |name: &str| match &report[name] {
        Value::Array(list) => list.len() as u64,
        number => number.as_u64().unwrap(),
    };
    let parts = ["indexed", "unchanged", "updated", "moved", "duplicates", "skipped", "failed"];
    assert_eq!(count("found"), parts.iter().map(|part| count(part)).sum::<u64>(), "{report:#}");
}

/// Indexes and compares the counts.
#[track_caller]
fn check(archive: &Archive, expected: &str) -> Value {
    let report = archive.index();
    assert_accounted_for(&report);
    assert_eq!(counts(&report), expected);
    report
}

/// What tells one generation from another: the table of contents of the index.
fn generation(archive: &Archive) -> Vec<u8> {
    fs::read(archive.path(".dateline/meta.json")).unwrap()
}

#[test]
fn a_report_has_the_fields_of_the_contract() {
    let report = three().index();
    let fields: BTreeSet<&str> = report.as_object().unwrap().keys().map(String::as_str).collect();
    let contract = vec![
        "found",
        "indexed",
        "unchanged",
        "updated",
        "moved",
        "removed",
        "duplicates",
        "skipped",
        "failed",
        "warnings",
        "releases",
        "quotes",
        "dated",
        "with_country",
        "attributed_quotes",
        "seconds",
        "bytes",
        "releases_per_s",
        "mb_per_s",
        "peak_rss_bytes",
        "stages",
    ];
    assert_eq!(fields, BTreeSet::from_iter(contract));
    let stages: BTreeSet<&str> =
        report["stages"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(stages, BTreeSet::from(["read", "understand", "index", "commit"]));
    assert_eq!(
        (&report["releases"], &report["bytes"]),
        (&3.into(), &(3 * gate("Alder").len()).into())
    );
}

#[test]
fn a_second_run_does_nothing_and_writes_no_generation() {
    let archive = three();
    check(&archive, "found 3, indexed 3");
    let before = generation(&archive);
    let report = check(&archive, "found 3, unchanged 3");
    assert_eq!((&report["releases"], &report["bytes"]), (&3.into(), &0.into()));
    assert_eq!(generation(&archive), before);
}

#[test]
fn one_file_changed_one_deleted_one_renamed() {
    let archive = three();
    archive.index();
    archive.write("a.txt", gate("Aspen"));
    archive.remove("b.txt");
    fs::rename(archive.path("releases/c.txt"), archive.path("releases/d.txt")).unwrap();
    let report = check(&archive, "found 2, updated 1, moved 1, removed 1");
    assert_eq!(
        report["moved"][0],
        serde_json::json!({"from": "releases/c.txt", "to": "releases/d.txt"})
    );
    assert_eq!(report["releases"], 2);
    assert_eq!(archive.found("gate"), "a.txt d.txt");
    assert_eq!(archive.found("alder OR birch"), "");
}

#[test]
fn other_bytes_of_the_same_text_are_taken_once() {
    let archive = three();
    archive.index();
    archive.write("a.txt", gate("Alder") + "\n\n");
    check(&archive, "found 3, unchanged 2, updated 1");
    check(&archive, "found 3, unchanged 3");
}

#[test]
fn a_touched_file_is_unchanged() {
    let archive = three();
    archive.index();
    let epoch = std::time::SystemTime::UNIX_EPOCH;
    File::options()
        .append(true)
        .open(archive.path("releases/a.txt"))
        .unwrap()
        .set_modified(epoch)
        .unwrap();
    check(&archive, "found 3, unchanged 3");
}

#[test]
fn files_of_one_text_are_one_release_with_several_paths() {
    let archive =
        three().file("b2.txt", gate("Birch").replace('\n', "\r\n").replace(" said", "\r\nsaid "));
    let report = check(&archive, "found 4, indexed 3, duplicates 1");
    let duplicate = serde_json::json!({"path": "releases/b2.txt", "same_as": "releases/b.txt"});
    assert_eq!(report["duplicates"], serde_json::json!([duplicate]));
    assert_eq!(report["releases"], 3);
    assert_eq!(archive.found("birch"), "b.txt");
    let id = archive.json("search birch --json")["hits"][0]["id"].as_str().unwrap().to_owned();
    let paths = archive.json(&format!("show {id} --json"))["paths"].clone();
    assert_eq!(paths, serde_json::json!(["releases/b.txt", "releases/b2.txt"]));
    check(&archive, "found 4, unchanged 4");
}

#[test]
fn the_releases_of_a_mailbox_are_the_same_whatever_the_threads() {
    let mail = |number: usize, subject: &str| {
        let body = gate(["Alder", "Birch", "Cedar"][number % 3]);
        format!(
            "From roe@example.org Tue Apr  3 10:00:00 2012\nFrom: Ada Roe <roe@example.org>\n\
             Subject: {subject}\n\n{body}\nReference {}\n\n",
            number / 2
        )
    };
    // every sixth message says what the one before it said
    let messages = (0..90).map(|number| mail(number - usize::from(number % 6 == 5), "Gates"));
    let mailbox: String = messages.collect();
    let told = |threads: &str| {
        let archive = Archive::new().file("all.mbox", &mailbox);
        let report = archive.json(&format!("index releases --json {threads}"));
        assert_accounted_for(&report);
        let mut hits = archive.json("search gate --json -n 1000")["hits"].clone();
        // a score counts what was replaced until it is tidied away
        for hit in hits.as_array_mut().unwrap() {
            hit.as_object_mut().unwrap().remove("score");
        }
        (report["releases"].clone(), report["warnings"].clone(), hits)
    };
    let one = told("--threads 1");
    assert_eq!(one, told("--threads 4"));
    assert_eq!(one.0, 75);
}

#[test]
fn the_remaining_file_of_a_pair_keeps_the_release() {
    let archive = three().file("b2.txt", gate("Birch")).indexed();
    archive.remove("b.txt");
    check(&archive, "found 3, unchanged 3, removed 1");
    assert_eq!(archive.found("birch"), "b2.txt");
    archive.remove("b2.txt");
    check(&archive, "found 2, unchanged 2, removed 1");
    assert_eq!(archive.found("birch"), "");
}

#[test]
fn the_first_path_is_shown_whenever_it_came() {
    let archive = three().indexed();
    archive.write("a0.txt", gate("Cedar"));
    let report = check(&archive, "found 4, indexed 1, unchanged 3");
    assert_eq!(report["releases"], 3);
    assert_eq!(archive.found("cedar"), "a0.txt");
}

#[test]
fn a_file_that_was_passed_over_is_looked_at_again() {
    let archive = three().file("d.txt", "").indexed();
    check(&archive, "found 4, unchanged 3, skipped 1");
    archive.write("d.txt", gate("Damson"));
    let report = archive.index();
    assert_accounted_for(&report);
    assert_eq!((&report["releases"], &report["skipped"]), (&4.into(), &serde_json::json!([])));
    assert_eq!(archive.found("damson"), "d.txt");
}

#[test]
fn other_roots_stay() {
    let archive = three();
    fs::create_dir(archive.path("more")).unwrap();
    fs::write(archive.path("more/e.txt"), gate("Elm")).unwrap();
    let report = archive.json("index releases more --json");
    assert_eq!(counts(&report), "found 4, indexed 4");
    fs::remove_file(archive.path("more/e.txt")).unwrap();
    check(&archive, "found 3, unchanged 3");
    assert_eq!(archive.hits("elm"), ["more/e.txt"]);
}

#[test]
fn a_file_given_by_itself_is_a_root_of_its_own() {
    let archive = three();
    let report = archive.json("index releases/b.txt --json");
    assert_eq!(counts(&report), "found 1, indexed 1");
    assert_eq!(archive.found("gate"), "b.txt");
    check(&archive, "found 3, indexed 2, unchanged 1");
}

#[test]
fn a_file_given_twice_is_counted_once() {
    let archive = three();
    let report = archive.json("index releases releases/b.txt ./releases/ --json");
    assert_eq!(counts(&report), "found 3, indexed 3");
    assert_eq!(
        counts(&archive.json("index ./releases/../releases --json")),
        "found 3, unchanged 3"
    );
}

#[test]
fn a_file_that_is_no_release_any_more_takes_its_release_with_it() {
    let archive = three().indexed();
    archive.write("a.txt", [0_u8, 1, 2, 3, 4, 5, 6, 7, 200, 0, 0]);
    let report = check(&archive, "found 3, unchanged 2, skipped 1");
    assert_eq!(report["releases"], 2);
    assert_eq!(archive.found("gate"), "b.txt c.txt");
}

#[test]
fn files_that_swap_their_texts_are_both_changed() {
    let archive = three().indexed();
    archive.write("a.txt", gate("Birch"));
    archive.write("b.txt", gate("Alder"));
    let report = check(&archive, "found 3, unchanged 1, updated 2");
    assert_eq!(report["releases"], 3);
    assert_eq!((archive.found("alder"), archive.found("birch")), ("b.txt".into(), "a.txt".into()));
}

#[test]
fn a_root_that_is_gone_is_an_error_unless_it_is_to_be_pruned() {
    let archive = three().indexed();
    fs::remove_dir_all(archive.path("releases")).unwrap();
    archive.check(
        "index releases",
        expect![[r#"
            ! dateline: `releases` is missing or empty, but the index knows 3 files under it; say `--prune` if they are truly gone
            exit 2
        "#]],
    );
    assert_eq!(archive.found("gate"), "a.txt b.txt c.txt");
    let report = archive.json("index releases --prune --json");
    assert_eq!(counts(&report), "removed 3");
    assert_eq!(archive.run("search gate").code, 1);
}

#[test]
fn a_root_that_is_empty_is_an_error_unless_it_is_to_be_pruned() {
    let archive = three().indexed();
    for name in ["a.txt", "b.txt", "c.txt"] {
        archive.remove(name);
    }
    assert_eq!(archive.run("index releases").code, 2);
    assert_eq!(archive.found("gate"), "a.txt b.txt c.txt");
    assert_eq!(archive.run("index releases --prune").code, 0);
    assert_eq!(archive.run("search gate").code, 1);
}

#[test]
fn the_report_is_words_on_standard_error_or_json_on_standard_output() {
    let archive = three();
    let Ran { stdout, stderr, code } = archive.run("index releases");
    assert_eq!((stdout.as_str(), code), ("", 0));
    assert!(stderr.contains("3 files"), "{stderr}");
    let Ran { stdout, stderr, .. } = archive.run("index releases --json");
    assert!(stdout.starts_with('{') && stdout.ends_with("}\n"), "{stdout}");
    assert_eq!(stderr, "");
    assert_eq!(
        archive.run("index releases --quiet"),
        Ran { stdout: String::new(), stderr: String::new(), code: 0 }
    );
}

#[test]
fn a_report_reads_well() {
    let archive = three().file("README.md", "How these came here.").file("c2.txt", gate("Cedar"));
    archive.check(
        "index releases -v",
        expect![[r#"
        ! 5 files in … s (… releases/s, … MB/s)
        !   3 new · 1 duplicate · 1 skipped
        !   skipped `releases/README.md`: readme, license or changelog
        !   duplicate `releases/c2.txt`: same text as `releases/c.txt`
        ! the index in `.dateline` holds 3 releases and 0 quotes
        !   0 % dated · 0 % with a country in focus · none of the quotes attributed to a person
        !   processor seconds: read … · understand … · index … · commit …
        !   … MB of memory at most
    "#]],
    );
}

#[test]
fn the_index_is_found_from_the_folders_below() {
    let archive = three().indexed();
    let found = ran(&mut archive.command_in("releases", ["search", "birch", "--json"])).json();
    assert_eq!(found["total"], 1);
    // a run there writes to the same index
    archive.write("d.txt", gate("Damson"));
    let report = ran(&mut archive.command_in("releases", ["index", "d.txt", "--json"])).json();
    assert_eq!(report["releases"], 4);
    assert!(!archive.path("releases/.dateline").exists());
}

#[test]
fn another_index_is_named_by_a_flag_or_by_the_environment() {
    let archive = three();
    assert_eq!(archive.run("index releases --index idx").code, 0);
    assert!(!archive.path(".dateline").exists());
    assert_eq!(archive.json("search gate -i idx --json")["total"], 3);
    let by_environment = ran(archive.command("search gate --json").env("DATELINE_INDEX", "idx"));
    assert_eq!(by_environment.json()["total"], 3);
    assert_eq!(archive.run("search gate").code, 2);
}

#[test]
fn the_index_does_not_take_itself_for_releases() {
    let archive = three();
    let first = archive.json("index . --index idx --json");
    assert_eq!(counts(&first), "found 3, indexed 3");
    let second = archive.json("index . --index idx --json");
    assert_eq!(counts(&second), "found 3, unchanged 3");
}

#[test]
fn while_one_run_writes_another_waits_outside_and_readers_go_on() {
    let archive = three().indexed();
    let lock = File::create(archive.path(".dateline/.tantivy-writer.lock")).unwrap();
    lock.lock().unwrap();
    archive.check(
        "index releases",
        expect![[r#"
            ! dateline: another dateline is writing to `.dateline`; wait until it ends, or let this one wait with `--wait SECONDS`
            exit 2
        "#]],
    );
    assert_eq!(archive.found("gate"), "a.txt b.txt c.txt");
    drop(lock);
    check(&archive, "found 3, unchanged 3");
}

/// Runs `index releases` where no file may grow beyond a few kilobytes, as on a disk that is nearly full.
/// With `is_killed` the system ends the program at the first byte too many, else it gets an error.
#[cfg(target_os = "linux")]
fn index_without_room(archive: &Archive, is_killed: bool) -> Ran {
    let trap = if is_killed { "" } else { "trap '' XFSZ; " };
    let script = format!("{trap}ulimit -c 0; ulimit -f 8; exec \"$0\" index releases");
    let mut shell = std::process::Command::new("sh");
    ran(shell.args(["-c", &script, env!("CARGO_BIN_EXE_dateline")]).current_dir(archive.path("")))
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_that_fails_leaves_the_old_answers() {
    let archive = three().indexed();
    let before = generation(&archive);
    let long: String =
        (0..4000).fold(String::new(), |long, number| long + &format!("gate{number} "));
    for is_killed in [false, true] {
        archive.write("a.txt", gate("Aspen") + &long);
        let failed = index_without_room(&archive, is_killed);
        assert_ne!(failed.code, 0, "{failed:?}");
        assert_eq!(generation(&archive), before);
        assert_eq!(archive.found("gate"), "a.txt b.txt c.txt");
        assert_eq!(archive.found("alder"), "a.txt");
        assert_eq!(archive.found("aspen"), "");
    }
    check(&archive, "found 3, unchanged 2, updated 1");
    assert_eq!(archive.found("aspen"), "a.txt");
}

#[test]
fn an_archive_is_the_same_whatever_the_order_its_files_came_in() {
    let at_once = Archive::sample();
    let one_by_one = Archive::new();
    for name in ["wells.html", "strike.txt", "radio.txt", "miners.txt", "letter.txt", "ferry.md"] {
        let content = fs::read(at_once.path("releases").join(name)).unwrap();
        one_by_one.write(name, content);
        one_by_one.index();
    }
    let command =
        "search --json --sort date --facet speaker --facet org --facet place --facet-limit 0";
    let answers =
        [at_once, &one_by_one].map(|archive| crate::archive::mask(&archive.run(command).stdout));
    assert_eq!(answers[0], answers[1]);
}
