//! Saved queries: what is new since the last run.

use expect_test::expect;

use crate::{archive::Archive, sample};

fn watching(queries: &str) -> Archive {
    let archive = sample::files(Archive::new()).indexed();
    std::fs::write(archive.path("watch.txt"), queries).unwrap();
    archive
}

fn index(archive: &Archive) {
    assert_eq!(archive.run("index releases --index .dateline").code, 0);
}

#[test]
fn the_first_run_counts_and_later_ones_tell_what_is_new() {
    let archive = watching("# mine\nminers\ngate street\n");
    archive.check(
        "watch watch.txt",
        expect![[r#"
        miners · first run: 2 releases so far
        gate street · first run: 0 releases so far
    "#]],
    );
    archive.check(
        "watch watch.txt",
        expect![[r#"
        nothing new for 2 of 2 queries
        exit 1
    "#]],
    );
    archive.write("alder.txt", sample::gate("Alder"));
    index(&archive);
    archive.check(
        "watch watch.txt",
        expect![[r#"
        gate street · 1 new
            undated     Alder Street: The Gate Is Open
                        releases/alder.txt  id 433736c4f3b37b4b

        nothing new for 1 of 2 queries
    "#]],
    );
    archive.check(
        "watch watch.txt",
        expect![[r#"
        nothing new for 2 of 2 queries
        exit 1
    "#]],
    );
}

#[test]
fn a_peek_leaves_everything_as_it_was() {
    let archive = watching("gate\n");
    archive.run("watch watch.txt");
    archive.write("alder.txt", sample::gate("Alder"));
    index(&archive);
    let peek = archive.run("watch watch.txt --peek");
    assert_eq!(peek.code, 0);
    assert_eq!(archive.run("watch watch.txt --dry-run"), peek);
    assert_eq!(archive.run("watch watch.txt"), peek);
    assert_eq!(archive.run("watch watch.txt").code, 1);
}

#[test]
fn lines_may_be_moved_and_typed_otherwise() {
    let archive = watching("gate country:kazakhstan\nminers\n");
    archive.run("watch watch.txt");
    std::fs::write(archive.path("other.txt"), "miners\n\n  gate   country:KAZ\n").unwrap();
    let answer = archive.json("watch other.txt --json");
    for query in answer["queries"].as_array().unwrap() {
        assert_eq!(query["first_run"], false, "{query}");
    }
}

#[test]
fn an_index_made_anew_of_the_same_files_holds_nothing_new() {
    let archive = watching("*\n");
    archive.run("watch watch.txt");
    for entry in std::fs::read_dir(archive.path(".dateline")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            std::fs::remove_file(path).unwrap();
        }
    }
    index(&archive);
    assert_eq!(archive.json("search --json -n 0")["total"], 6);
    assert_eq!(archive.run("watch watch.txt").code, 1);
}

#[test]
fn a_text_that_changed_is_told_as_changed_and_one_that_comes_back_is_not() {
    let archive = watching("gate\n");
    archive.write("gate.txt", sample::gate("Alder"));
    index(&archive);
    archive.run("watch watch.txt");
    archive.write("gate.txt", sample::gate("Birch"));
    index(&archive);
    let answer = archive.json("watch watch.txt --json");
    let new = &answer["queries"][0]["new"];
    assert_eq!((&new[0]["change"], &new[1]), (&"changed".into(), &serde_json::Value::Null));
    // moved away for a while
    archive.remove("gate.txt");
    index(&archive);
    assert_eq!(archive.run("watch watch.txt").code, 1);
    archive.write("gate.txt", sample::gate("Birch"));
    index(&archive);
    assert_eq!(archive.run("watch watch.txt").code, 1);
}

#[test]
fn a_broken_line_does_not_stop_the_others() {
    let archive = watching("country:kazakhstn\nminers\n");
    archive.check(
        "watch watch.txt",
        expect![[r#"
        country:kazakhstn · line 1: unknown country `kazakhstn` (did you mean `Kazakhstan`?)
        miners · first run: 2 releases so far
        exit 3
    "#]],
    );
    assert_eq!(archive.run("watch watch.txt").code, 3);
    std::fs::write(archive.path("watch.txt"), "country:kazakhstn\n").unwrap();
    assert_eq!(archive.run("watch watch.txt").code, 2);
}

#[test]
fn what_is_remembered_and_cannot_be_read_is_no_licence_to_forget() {
    let archive = watching("miners\n");
    archive.run("watch watch.txt");
    let folder = archive.path(".dateline/watch");
    let state = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    std::fs::write(&state, "something else").unwrap();
    let ran = archive.run("watch watch.txt");
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("remove it, and its query starts anew"), "{}", ran.stderr);
    assert_eq!(std::fs::read_to_string(&state).unwrap(), "something else");
}
