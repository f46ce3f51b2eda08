//! `dateline status`: the lists of files and releases that somebody should look at.

use expect_test::expect;

use crate::{archive::Archive, sample::gate};

#[test]
fn what_is_there_twice_and_what_was_passed_over_is_listed_by_path() {
    let archive = Archive::new()
        .file("b.txt", gate("Alder"))
        .file("a.txt", gate("Alder"))
        .file("c.txt", gate("Birch"))
        .file("scan.tif", "a picture")
        .file("empty.txt", "");
    archive.run("index releases");
    archive.check(
        "status --skipped --duplicates",
        expect![[r#"
            skipped: 2
              releases/empty.txt  empty
              releases/scan.tif  unsupported type: .tif
            duplicates: 1
              433736c4f3b37b4b  releases/a.txt  same text: releases/b.txt
        "#]],
    );
    let status = archive.json("status --duplicates --json");
    assert_eq!(status["duplicates"][0]["reason"], "same text: releases/b.txt");
    assert_eq!(status["listed"], serde_json::json!({ "duplicates": 1 }));
}

#[test]
fn versions_are_named_and_those_whose_words_are_nobodys_are_told_once() {
    let letter = |day: u32| {
        let paragraphs = (0..8).map(|number| {
            format!(
                "The council counted the boats of harbour number {number} on a cold morning and found that \
                 every second mooring had been taken away by the port authority without a word.\n\n"
            )
        });
        let said = "“We have counted them twice,” said a fisherman. “Nobody asked us,” said a fisherman.\n";
        format!(
            "{day} March 2012\n\nKenya: Where the Boats Are\n\n{}{said}",
            paragraphs.collect::<String>()
        )
    };
    let archive =
        Archive::new().file("first.txt", letter(3)).file("second.txt", letter(4)).indexed();
    let shown = archive.run("status --duplicates").stdout;
    assert!(
        shown.contains("releases/first.txt  version: releases/second.txt (2012-03-04)"),
        "{shown}"
    );
    let shown = archive.run("status --unattributed").stdout;
    assert!(shown.contains("releases/first.txt  2 quotes: a fisherman ×2"), "{shown}");
}
