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
              empty
                releases/empty.txt
              unsupported type: .tif
                releases/scan.tif
            duplicates: 1
              433736c4f3b37b4b  releases/a.txt  same text: releases/b.txt
        "#]],
    );
    let status = archive.json("status --duplicates --json");
    assert_eq!(status["duplicates"][0]["reason"], "same text: releases/b.txt");
    assert_eq!(status["listed"], serde_json::json!({ "duplicates": 1 }));
}

#[test]
fn a_reason_is_told_once_and_that_of_most_files_first() {
    let archive = Archive::new()
        .file("a.pdf", "%PDF-1.4\n")
        .file("b.pdf", "%PDF-1.4\n%")
        .file("a.eml", "From: ada@roe.example\n")
        .file("good.txt", gate("Alder"));
    archive.run("index releases");
    archive.check(
        "status --failed",
        expect![[r#"
            failed: 3
              pdf · parse: unreadable pdf: its table of contents is broken or cut off ×2
              → save it anew from a program that opens it
                releases/a.pdf
                releases/b.pdf
              eml · utf-8 · parse: no_text: there is no text in this mail file
              → see whether the file is whole
                releases/a.eml
        "#]],
    );
}

#[test]
fn what_a_release_was_read_with_is_listed() {
    let gate = gate("Alder").replace("Alder", "\u{410}lder");
    let archive = Archive::new().file("a.txt", gate).file("b.txt", "Boats were lost.").indexed();
    let shown = archive.run("status --warned").stdout;
    assert!(shown.starts_with("warned: 1\n"), "{shown}");
    assert!(shown.contains("releases/a.txt  look-alike: “\u{410}lder”"), "{shown}");
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
