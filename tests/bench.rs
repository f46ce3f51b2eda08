//! Measuring: what is measured is told in full, made releases are always the same, answers are checked.

use std::{collections::BTreeMap, fs, path::Path};

use expect_test::expect;
use serde_json::Value;

use crate::{archive::Archive, sample};

/// The files below a folder by name, with their text.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for part in fs::read_dir(folder).unwrap() {
        for file in fs::read_dir(part.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().display().to_string();
            found.insert(name, fs::read_to_string(path).unwrap());
        }
    }
    found
}

/// The names of the members of an object, blank-parted.
fn members(value: &Value) -> String {
    value.as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>().join(" ")
}

#[test]
fn made_releases_are_the_same_whatever_the_number_and_the_threads() {
    let archive = Archive::new();
    assert_eq!(archive.run("bench make 1100 few --threads 1 --quiet").code, 0);
    assert_eq!(archive.run("bench make 2200 many --threads 4 --quiet").code, 0);
    assert_eq!(archive.run("bench make 3 other --seed 2 --quiet").code, 0);
    let [few, many, other] = ["few", "many", "other"].map(|name| files(&archive.path(name)));
    assert_eq!((few.len(), many.len()), (1100, 2200));
    assert!(few.contains_key("00001/00001000.txt"));
    assert!(few.iter().all(|(name, text)| many[name] == *text));
    assert!(other.iter().all(|(name, text)| many[name] != *text));
}

#[test]
fn made_releases_are_understood() {
    let archive = Archive::new();
    archive.run("bench make 200 releases/made --quiet");
    let report = archive.index();
    let share =
        |name: &str| report[name].as_u64().unwrap() * 100 / report["releases"].as_u64().unwrap();
    assert_eq!((&report["releases"], &report["failed"]), (&200.into(), &serde_json::json!([])));
    assert!(share("dated") >= 85 && share("with_country") >= 85 && share("quotes") >= 300);
}

#[test]
fn indexing_is_measured_by_stage_and_against_the_yardstick() {
    let archive = Archive::new();
    let measured = archive
        .json("bench index --synthetic 60 --baseline --repeats 2 --threads 1,2 --scratch . --json");
    expect!["machine versions corpus repeats steps runs"].assert_eq(&members(&measured));
    expect!["processors model memory_bytes system load"].assert_eq(&members(&measured["machine"]));
    expect!["dateline engine rust build"].assert_eq(&members(&measured["versions"]));
    expect!["synthetic seed paths files bytes hash"].assert_eq(&members(&measured["corpus"]));
    let runs = measured["runs"].as_array().unwrap();
    expect!["threads engine_memory_bytes releases quotes failed_files seconds releases_per_s mb_per_s cpu_seconds mb_per_cpu_s stages memory index baseline"]
        .assert_eq(&members(&runs[0]));
    assert_eq!(runs.iter().map(|run| run["threads"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 2]);
    for run in runs {
        assert_eq!(run["releases"], 60);
        assert_eq!(run["quotes"], runs[0]["quotes"]);
        let stages = run["stages"].as_array().unwrap();
        let stages: Vec<&str> =
            stages.iter().map(|stage| stage["stage"].as_str().unwrap()).collect();
        assert_eq!(stages, ["read", "understand", "document", "engine", "commit", "merge"]);
        expect!["seconds cpu_seconds mb_per_cpu_s index_bytes index_stage_ratio end_to_end_ratio"]
            .assert_eq(&members(&run["baseline"]));
        let ratio = |name: &str| run["baseline"][name]["median"].as_f64().unwrap();
        assert!(ratio("end_to_end_ratio") >= ratio("index_stage_ratio"));
        let size = run["index"].as_object().unwrap();
        let parts = ["terms", "postings", "positions", "stored", "columns", "other", "tables"];
        let sum: u64 = parts.iter().map(|part| size[*part].as_u64().unwrap()).sum();
        assert_eq!(sum, size["total"].as_u64().unwrap());
    }
    let steps = measured["steps"]["steps"].as_array().unwrap();
    let shares: f64 = steps.iter().map(|step| step["share"].as_f64().unwrap()).sum();
    assert!((shares - 1.0).abs() < 0.01, "{shares}");
    // nothing is left behind
    let left = fs::read_dir(archive.path("")).unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(left.collect::<Vec<_>>(), ["releases"]);
}

#[test]
fn the_same_files_have_the_same_hash_wherever_they_lie() {
    let archive = Archive::new();
    archive.run("bench make 20 releases/a --quiet");
    archive.run("bench make 20 b --quiet");
    let hash = |words: &str| {
        let measured = archive.json(&format!("bench index {words} --repeats 1 --scratch . --json"));
        measured["corpus"]["hash"].clone()
    };
    let here = hash("releases/a");
    assert_eq!(here, hash("b"));
    assert_eq!(here, hash("--synthetic 20"));
    assert_ne!(here, hash("--synthetic 20 --seed 2"));
}

#[test]
fn answers_are_measured_by_class_and_checked() {
    let archive = Archive::new();
    archive.run("bench make 150 releases/made --quiet");
    let archive = archive.indexed();
    let asked = archive.json("bench query .dateline --repeats 1 --threads 1,2 --json");
    expect!["machine versions index queries_from unread repeats open_ms classes all process processes threads checked faults"]
        .assert_eq(&members(&asked));
    expect!["folder releases quotes segments bytes"].assert_eq(&members(&asked["index"]));
    expect!["class queries hits ways"].assert_eq(&members(&asked["classes"][0]));
    expect!["p50 p95 p99 max mean"].assert_eq(&members(&asked["all"]["ways"][0]["latency"]));
    assert_eq!(asked["queries_from"], "drawn");
    assert_eq!(asked["faults"], serde_json::json!([]));
    assert!(asked["checked"].as_u64().unwrap() > 10);
    let classes = asked["classes"].as_array().unwrap();
    let classes: Vec<&str> = classes.iter().map(|class| class["class"].as_str().unwrap()).collect();
    for class in ["several words", "phrase", "multi-select", "selective", "everything"] {
        assert!(classes.contains(&class), "{class} is missing in {classes:?}");
    }
    assert_eq!(asked["threads"].as_array().unwrap().len(), 2);
}

#[test]
fn queries_of_a_file_are_classed_by_their_form() {
    let archive = sample::files(Archive::new()).indexed();
    let queries = "# asked last week\nwells\ndoctors country:kenya\n\"human rights\"\n";
    fs::write(archive.path("queries.txt"), queries).unwrap();
    let asked = archive.json("bench query --queries queries.txt --repeats 1 --json");
    let classes = asked["classes"].as_array().unwrap();
    let classes: Vec<&str> = classes.iter().map(|class| class["class"].as_str().unwrap()).collect();
    assert_eq!(classes, ["phrase", "word", "words in a filter"]);
    fs::write(archive.path("queries.txt"), "wells\ncountry:kazakhstn\n").unwrap();
    let ran = archive.run("bench query --queries queries.txt --repeats 1");
    assert_eq!(ran.code, 3);
    assert!(ran.stdout.contains("line 2: unknown country `kazakhstn`"), "{}", ran.stdout);
}

#[test]
fn what_cannot_be_measured_is_refused() {
    let archive = sample::files(Archive::new());
    fs::create_dir(archive.path("empty")).unwrap();
    fs::write(archive.path("none.txt"), "# nothing\n").unwrap();
    fs::write(archive.path("wrong.txt"), "country:kazakhstn\n").unwrap();
    archive.check(
        "bench index empty",
        expect![[r#"
        ! dateline: nothing to measure: the paths hold no file that may be a release
        exit 2
    "#]],
    );
    archive.check(
        "bench index nowhere",
        expect![[r#"
        ! dateline: could not read `nowhere`: there is no such file or folder
        exit 2
    "#]],
    );
    archive.check(
        "bench make 3 releases",
        expect![[r#"
        ! dateline: `releases` holds files already; name a folder that is new or empty
        exit 2
    "#]],
    );
    archive.check(
        "bench query nowhere --queries missing.txt",
        expect![[r#"
        ! dateline: could not read `missing.txt`: there is no such file or folder
        exit 2
    "#]],
    );
    let archive = archive.indexed();
    archive.check(
        "bench query --queries none.txt",
        expect![[r#"
        ! dateline: nothing to ask: there are no queries
        exit 2
    "#]],
    );
    archive.check(
        "bench query --queries wrong.txt",
        expect![[r#"
        ! dateline: nothing to ask: line 1: unknown country `kazakhstn` (did you mean `Kazakhstan`?)
        exit 2
    "#]],
    );
    for wrong in
        ["bench make 0 made", "bench index --synthetic 0", "bench index releases --repeats 0"]
    {
        let ran = archive.run(wrong);
        assert!(ran.code == 2 && ran.stderr.contains("0 is not in 1.."), "{wrong}: {}", ran.stderr);
    }
}
