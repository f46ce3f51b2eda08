//! Whatever lies in a folder, the run goes on, and every file has a named outcome.

use std::{fs, path::Path};

use expect_test::{Expect, expect};
use serde_json::Value;

use crate::{
    archive::{Archive, Ran},
    sample::gate,
};

/// A release of the ordinary sort beside the odd file.
const SOUND: &str =
    "3 April 2012\n\nThe Sound Release\n\nOslo—The Network said that the cells must open.\n";

/// Indexes one odd file beside a sound one and compares what the report says of it.
#[track_caller]
fn check(name: &str, content: impl AsRef<[u8]>, expect: Expect) {
    outcome(&Archive::new().file(name, content), expect);
}

/// What the report says of the files of an archive besides the sound one.
#[track_caller]
fn outcome(archive: &Archive, expect: Expect) {
    archive.write("sound.txt", SOUND);
    let ran = archive.run("index releases --json");
    expect.assert_eq(&told(&ran));
    let report = ran.json();
    let n_listed: usize = ["duplicates", "skipped", "failed"]
        .map(|list| report[list].as_array().unwrap().len())
        .iter()
        .sum();
    let n_found = report["found"].as_u64().unwrap();
    assert_eq!(n_found, report["indexed"].as_u64().unwrap() + n_listed as u64, "{report:#}");
    assert_eq!(ran.code, if report["failed"] == Value::Array(Vec::new()) { 0 } else { 3 });
    let answer = archive.json("search '\"the sound release\"' --json");
    assert_eq!(answer["hits"][0]["path"], "releases/sound.txt");
}

/// A line for everything that a report says of a file by name.
fn told(ran: &Ran) -> String {
    let report = ran.json();
    let mut told = format!("indexed {}\n", report["indexed"]);
    let lists = [
        ("duplicates", ["path", "same_as", "", ""]),
        ("skipped", ["path", "reason", "", ""]),
        ("failed", ["path", "format", "stage", "reason"]),
        ("warnings", ["path", "kind", "detail", ""]),
    ];
    for (list, fields) in lists {
        for entry in report[list].as_array().unwrap() {
            let values = fields
                .iter()
                .filter_map(|field| entry.get(*field))
                .map(|value| value.as_str().unwrap());
            told.push_str(&format!("{list}: {}\n", values.collect::<Vec<_>>().join(" | ")));
        }
    }
    told
}

#[test]
fn an_empty_file() {
    check(
        "a.txt",
        "",
        expect![[r#"
        indexed 1
        skipped: releases/a.txt | empty
    "#]],
    );
    check(
        "a.txt",
        " \n\t\r\n ",
        expect![[r#"
        indexed 1
        skipped: releases/a.txt | empty
    "#]],
    );
}

#[test]
fn a_binary_file() {
    let bytes: Vec<u8> = (0..4096_u32).map(|at| (at * 7 % 251) as u8).collect();
    check(
        "a.txt",
        bytes,
        expect![[r#"
        indexed 1
        skipped: releases/a.txt | binary
    "#]],
    );
    check(
        "a.txt",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01",
        expect![[r#"
        indexed 1
        skipped: releases/a.txt | unsupported type: image/png
    "#]],
    );
}

#[test]
fn a_type_that_is_not_read() {
    check(
        "a.xlsx",
        b"PK\x03\x04\x14\0\x06\0",
        expect![[r#"
        indexed 1
        skipped: releases/a.xlsx | unsupported type: .xlsx
    "#]],
    );
    check(
        "a.rs",
        "fn main() {}",
        expect![[r#"
        indexed 1
        skipped: releases/a.rs | unsupported type: .rs
    "#]],
    );
    check(
        "a.csv",
        "title,date\nFree them,2012\n",
        expect![[r#"
        indexed 1
        skipped: releases/a.csv | table or JSON without a field mapping
    "#]],
    );
}

#[test]
fn zero_bytes_in_a_text() {
    let text = format!("The gate\0 at Alder Street is open. {}", "It stays open. ".repeat(20));
    let archive = Archive::new().file("a.txt", text);
    outcome(
        &archive,
        expect![[r#"
            indexed 2
            warnings: releases/a.txt | control-characters | a control character was removed
        "#]],
    );
    assert_eq!(archive.found("'\"the gate at alder street\"'"), "a.txt");
}

#[test]
fn bytes_that_are_no_utf_8() {
    let archive = Archive::new()
        .file("a.txt", b"The gate at \xc3\x28 Alder Street \xe2\x82 is open to all who come.\n");
    outcome(
        &archive,
        expect![[r#"
        indexed 2
    "#]],
    );
    assert_eq!(archive.found("'\"alder street\"'"), "a.txt");
}

#[test]
fn a_single_line_of_fifty_megabytes() {
    let archive = Archive::new();
    let sentence =
        "Neighbourhood representatives congratulated correspondents throughout Birch Street. ";
    archive.write("long.txt", sentence.repeat(50_000_000 / sentence.len() + 1));
    outcome(
        &archive,
        expect![[r#"
        indexed 2
        warnings: releases/long.txt | truncated | only the first 16 MiB were read
    "#]],
    );
    assert_eq!(archive.found("birch"), "long.txt");
}

#[test]
fn a_word_of_a_megabyte() {
    let archive =
        Archive::new().file("a.txt", format!("{}\n{}\n", gate("Alder"), "x".repeat(1 << 20)));
    outcome(
        &archive,
        expect![[r#"
            indexed 2
            warnings: releases/a.txt | limit | a word of 1048576 bytes is kept and shown, but too long to be found
        "#]],
    );
    assert_eq!(archive.found("alder"), "a.txt");
}

#[test]
fn a_page_that_breaks_off() {
    let page = "<!DOCTYPE html><html><body><article><h1>The Alder Gate</h1><p>The Network said that the gate at \
        Alder Street is open.</p><p>It stays open.</p><di";
    let archive = Archive::new().file("a.html", page);
    outcome(
        &archive,
        expect![[r#"
        indexed 2
        warnings: releases/a.html | broken-markup | the page ends inside a tag; its end may be missing
    "#]],
    );
    assert_eq!(archive.found("alder"), "a.html");
}

#[test]
fn a_page_without_text() {
    check(
        "a.html",
        "<!DOCTYPE html><html><body><script>open()</script></body></html>",
        expect![[r#"
            indexed 1
            failed: releases/a.html | html | parse | no_text: there is no text in this HTML file
        "#]],
    );
}

#[test]
fn a_mail_that_breaks_off() {
    let mail = "From: Ada Roe <roe@network.example>\r\nSubject: The Alder Gate\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n\
        The gate at Alder Street is open.\r\n--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBE";
    let archive = Archive::new().file("a.eml", mail);
    outcome(
        &archive,
        expect![[r#"
            indexed 2
            warnings: releases/a.eml | broken-markup | the last boundary of the message is missing; its end may be too
            warnings: releases/a.eml | part-skipped | an attachment was not read: without a name
        "#]],
    );
    assert_eq!(archive.found("alder"), "a.eml");
}

#[test]
fn a_mail_without_a_body() {
    check(
        "a.eml",
        "From: Ada Roe <roe@network.example>\r\nSubject: Nothing\r\n\r\n",
        expect![[r#"
            indexed 1
            failed: releases/a.eml | eml | parse | no_text: there is no text in this mail file
        "#]],
    );
}

#[test]
fn housekeeping_and_hidden_files() {
    let archive = Archive::new()
        .file("README.txt", "How these came here.")
        .file("licence/LICENSE", "Do as you please.")
        .file("CHANGELOG.md", "# Changes")
        .file(".cache/a.txt", "Not for you.");
    outcome(
        &archive,
        expect![[r#"
        indexed 1
        skipped: releases/.cache/a.txt | hidden
        skipped: releases/CHANGELOG.md | readme, license or changelog
        skipped: releases/README.txt | readme, license or changelog
        skipped: releases/licence/LICENSE | readme, license or changelog
    "#]],
    );
}

#[cfg(unix)]
mod unix {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt, os::unix::fs::symlink, process::Command};

    use super::*;
    use crate::archive::ran;

    #[test]
    fn a_loop_of_links_and_a_link_to_nowhere() {
        let archive = Archive::new().file("in/a.txt", gate("Alder"));
        symlink(archive.path("releases"), archive.path("releases/in/loop")).unwrap();
        symlink("vanished.txt", archive.path("releases/dangling.txt")).unwrap();
        outcome(
            &archive,
            expect![[r#"
            indexed 2
            skipped: releases/dangling.txt | link
            skipped: releases/in/loop | link
        "#]],
        );
    }

    #[test]
    fn a_link_that_is_named_itself_is_followed() {
        let archive = Archive::new().file("sound.txt", SOUND);
        symlink(archive.path("releases"), archive.path("there")).unwrap();
        let report = archive.json("index there --json");
        assert_eq!((&report["found"], &report["indexed"]), (&1.into(), &1.into()));
        assert_eq!(archive.hits("sound"), ["there/sound.txt"]);
    }

    #[test]
    fn a_pipe_that_nobody_writes_to() {
        let archive = Archive::new();
        let made = Command::new("mkfifo").arg(archive.path("releases/pipe.txt")).status().unwrap();
        assert!(made.success());
        outcome(
            &archive,
            expect![[r#"
            indexed 1
            skipped: releases/pipe.txt | special file
        "#]],
        );
    }

    #[test]
    fn a_file_that_may_not_be_read() {
        use std::os::unix::fs::PermissionsExt;
        let archive = Archive::new().file("locked.txt", "The gate is shut.");
        let locked = archive.path("releases/locked.txt");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o0)).unwrap();
        if fs::read(&locked).is_ok() {
            eprintln!("skipped: this user may read everything");
            return;
        }
        outcome(
            &archive,
            expect![[r#"
            indexed 1
            failed: releases/locked.txt | txt | read | no permission to read it
        "#]],
        );
    }

    /// The memory of a process is a file that opens and then cannot be read from its start: as good as a
    /// disk that breaks, and every Linux has one.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_opens_and_cannot_be_read() {
        let archive = Archive::new().file("sound.txt", SOUND);
        let ran = archive.run("index releases /proc/self/mem --json");
        expect![[r#"
            indexed 1
            failed: /proc/self/mem | txt | read | it could not be read: Input/output error (os error 5)
        "#]].assert_eq(&told(&ran));
        assert_eq!(ran.code, 3);
        assert_eq!(archive.found("sound"), "sound.txt");
        let inspected = archive.run("inspect releases /proc/self/mem --jsonl");
        assert_eq!((inspected.code, inspected.stdout.lines().count()), (3, 1));
    }

    #[test]
    fn a_path_with_a_newline_and_one_that_is_no_utf_8() {
        let archive = Archive::new().file("two\nlines.txt", gate("Alder"));
        let odd = archive.path("releases").join(OsStr::from_bytes(b"caf\xe9.txt"));
        if fs::write(&odd, gate("Birch")).is_err() {
            eprintln!("skipped: this file system wants UTF-8");
            return;
        }
        outcome(
            &archive,
            expect![[r#"
            indexed 3
        "#]],
        );
        let shown = archive.run("search alder OR birch").stdout;
        assert!(
            shown.contains("releases/two lines.txt") && shown.contains("releases/caf\u{fffd}.txt"),
            "{shown}"
        );
        let again = archive.index();
        assert_eq!(again["unchanged"], 3);
        fs::remove_file(odd).unwrap();
        assert_eq!(archive.index()["removed"], 1);
        assert_eq!(archive.run("search birch").code, 1);
    }

    #[test]
    fn a_folder_whose_name_is_no_utf_8_can_be_given() {
        let archive = Archive::new();
        let odd = OsStr::from_bytes(b"caf\xe9");
        if fs::create_dir(archive.path("").join(odd)).is_err() {
            eprintln!("skipped: this file system wants UTF-8");
            return;
        }
        fs::write(archive.path("").join(odd).join("a.txt"), SOUND).unwrap();
        let report =
            ran(&mut archive.command_in("", [OsStr::new("index"), odd, OsStr::new("--json")]))
                .json();
        assert_eq!(report["indexed"], 1);
    }
}

#[test]
fn thousands_of_empty_files_are_counted_one_by_one() {
    let empty =
        |archive: Archive, number: u32| archive.file(&format!("{}/{number}.txt", number % 7), "");
    let archive = (0..2_000).fold(Archive::new().file("sound.txt", SOUND), empty);
    let report = archive.json("index releases --json");
    assert_eq!((&report["found"], &report["indexed"]), (&2_001.into(), &1.into()));
    assert_eq!(report["skipped"].as_array().unwrap().len(), 2_000);
    let shown = archive.run("status --skipped").stdout;
    assert!(shown.starts_with("skipped: 2,000\n  empty ×2,000\n    releases/0/0.txt\n"), "{shown}");
}

#[test]
fn all_of_it_at_once_loses_nothing() {
    let archive = Archive::new()
        .file("a/empty.txt", "")
        .file("a/binary.txt", [0_u8, 1, 2, 3, 4, 5, 6, 7, 200, 0, 0])
        .file("b/picture.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01")
        .file("b/table.csv", "title,date\n")
        .file("c/page.html", "<html><body></body></html>")
        .file("c/mail.eml", "Subject: Nothing\r\n\r\n")
        .file("c/twin.txt", SOUND.replace('\n', "\r\n"))
        .file("README", "Read me.")
        .file("sound.txt", SOUND);
    let ran = archive.run("index releases --json");
    expect![[r#"
        indexed 1
        duplicates: releases/sound.txt | releases/c/twin.txt
        skipped: releases/README | readme, license or changelog
        skipped: releases/a/binary.txt | binary
        skipped: releases/a/empty.txt | empty
        skipped: releases/b/picture.jpg | unsupported type: image/jpeg
        skipped: releases/b/table.csv | table or JSON without a field mapping
        failed: releases/c/mail.eml | eml | parse | no_text: there is no text in this mail file
        failed: releases/c/page.html | html | parse | no_text: there is no text in this HTML file
    "#]]
    .assert_eq(&told(&ran));
    assert_eq!((ran.code, &ran.json()["found"]), (3, &9.into()));
    assert!(Path::new(&archive.path(".dateline/meta.json")).exists());
    archive.check(
        "status --failed",
        expect![[r#"
        failed: 2
          eml · utf-8 · parse: no_text: there is no text in this mail file
          → see whether the file is whole
            releases/c/mail.eml
          html · utf-8 · parse: no_text: there is no text in this HTML file
          → see whether the file is whole
            releases/c/page.html
    "#]],
    );
    // a second run says the same of the files that cannot be read
    let again = archive.json("index releases --json");
    for list in ["skipped", "failed"] {
        assert_eq!(again[list], ran.json()[list]);
    }
    assert_eq!(again["indexed"], 0);
}
