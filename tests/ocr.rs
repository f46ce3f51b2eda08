//! `--ocr`: scanned pages and pictures of pages, read by tesseract. Where it is not installed these tests say so.

use std::{fs, process::Command};

use crate::archive::{Archive, project};

/// A release of the sample corpus as a scanner gives it.
fn scan(name: &str) -> Vec<u8> {
    fs::read(project().join("corpus/scan").join(name)).unwrap()
}

/// Whether the programs are here.
fn can_read() -> bool {
    let has = |program: &str, flag: &str| Command::new(program).arg(flag).output().is_ok();
    let is_here = has("tesseract", "--version") && has("pdftoppm", "-v");
    if !is_here {
        eprintln!("skipped: tesseract or pdftoppm is not installed");
    }
    is_here
}

#[test]
fn a_scan_is_named_until_ocr_is_asked_for_and_then_read() {
    let archive = Archive::new().file("scan.pdf", scan("c007.pdf"));
    let report = archive.json("index releases --json");
    let failed = &report["failed"][0];
    assert_eq!(failed["reason"], "no_text: its one page is a picture");
    assert!(failed["help"].as_str().unwrap().starts_with("run with --ocr"), "{failed}");
    if !can_read() {
        return;
    }
    let report = archive.json("index releases --json --ocr --ocr-lang eng");
    assert_eq!((&report["indexed"], &report["releases"]), (&1.into(), &1.into()), "{report}");
    assert_eq!(report["warnings"][0]["kind"], "ocr");
    assert_eq!(archive.json("search Ouesso --json")["total"], 1);
    // what was read stays, whether or not it is asked for again
    for again in ["index releases --json", "index releases --json --ocr"] {
        assert_eq!(archive.json(again)["unchanged"], 1);
    }
}

#[test]
fn what_a_scan_says_is_understood_and_is_the_same_each_time() {
    if !can_read() {
        return;
    }
    let archive = Archive::new().file("a.pdf", scan("c007.pdf")).file("b.tif", scan("c007.tif"));
    let ran = archive.run("inspect releases --jsonl --ocr --ocr-lang eng");
    assert_eq!(ran, archive.run("inspect releases --jsonl --ocr --ocr-lang eng"));
    let releases: Vec<serde_json::Value> =
        ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(releases.len(), 2, "{}", ran.stderr);
    for (release, format) in releases.iter().zip(["pdf", "image"]) {
        assert_eq!((&release["format"], &release["language"]), (&format.into(), &"fr".into()));
        assert_eq!(release["pages"], 1);
        let contact = &release["contacts"][0]["name"];
        assert_eq!(contact, "Clarisse Ngouabi-Samba", "{release}");
        assert_eq!(release["warnings"][0]["kind"], "ocr");
    }
}

#[test]
fn a_page_that_is_a_picture_is_told_and_read_in_its_place() {
    let archive = Archive::new().file("mixed.pdf", scan("c007-mixed.pdf"));
    let report = archive.json("index releases --json");
    assert_eq!(report["indexed"], 1, "{report}");
    let warning = &report["warnings"][0];
    assert_eq!(warning["kind"], "pages-without-text");
    assert_eq!(warning["detail"], "page 2 is a picture without text; --ocr reads it");
    assert_eq!(archive.json("search Moubélé --json")["total"], 0);
    if !can_read() {
        return;
    }
    // what waited for OCR is read anew, and stays
    let report = archive.json("index releases --json --ocr");
    assert_eq!((&report["updated"], &report["releases"]), (&1.into(), &1.into()), "{report}");
    let detail = report["warnings"][0]["detail"].as_str().unwrap();
    assert!(detail.starts_with("page 2 was recognised by tesseract"), "{report}");
    assert_eq!(archive.json("index releases --json --ocr")["unchanged"], 1);
    let found = archive.json("search gendarmes --json");
    assert_eq!(found["total"], 1, "{found}");
    let text = archive.run("inspect releases --text --ocr").stdout;
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
    assert!(at("214 camions") < at("gendarmes") && at("gendarmes") < at("rive gauche"), "{text}");
}

#[test]
fn a_picture_without_a_text_is_passed_over() {
    if !can_read() {
        return;
    }
    // one grey sample a pixel, none of them a letter
    let header = [b"\x89PNG\r\n\x1a\n".as_slice(), b"\0\0\0\rIHDR"].concat();
    let archive = Archive::new().file("broken.png", header).file("small.tif", scan("blank.tif"));
    let report = archive.json("index releases --json --ocr");
    assert_eq!(report["skipped"][0]["reason"], "picture without a text", "{report}");
    assert_eq!((&report["failed"][0]["format"], &report["found"]), (&"image".into(), &2.into()));
}

#[test]
fn a_language_that_is_not_installed_is_an_error_before_anything_is_read() {
    let archive = Archive::new().file("scan.pdf", scan("c007.pdf"));
    let ran = archive.run("index releases --ocr --ocr-lang klingon");
    assert_eq!(ran.code, 2);
    let wanted = if can_read() { "no language `klingon`" } else { "which is not installed" };
    assert!(ran.stderr.contains(wanted), "{}", ran.stderr);
    assert_eq!(archive.run("index releases --ocr-lang fr").code, 2, "it goes with --ocr");
}
