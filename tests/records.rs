//! Files that hold records or files: tables and JSON by a map, feeds, packages, attachments.

use std::io::{Cursor, Write as _};

use crate::archive::Archive;

const ROWS: &str = "headline,story,when\n\"Ferries stop\",\"The ferries of the delta stop, the Red Sail Network said.\",2012-04-03\n\
    \"Ferries sail\",\"The ferries of the delta sail again, the Red Sail Network said.\",2013-05-04\n";
const MAP: &str = "--map title=headline,body=story,date=when";

#[test]
fn a_table_is_read_by_its_map() {
    let archive = Archive::new().file("export.csv", ROWS);
    let report = archive.json("index releases --json");
    assert_eq!(report["skipped"][0]["reason"], "table or JSON without a field mapping");
    // the file is as it was, the map is new
    let report = archive.json(&format!("index releases --json {MAP}"));
    assert_eq!((&report["releases"], &report["failed"]), (&2.into(), &serde_json::json!([])));
    let hits = archive.json("search ferries --year 2013 --json")["hits"].clone();
    assert_eq!(
        (&hits[0]["title"], &hits[0]["date"]),
        (&"Ferries sail".into(), &"2013-05-04".into())
    );
    let report = archive.json(&format!("index releases --json {MAP}"));
    assert_eq!(report["unchanged"], 1);
}

#[test]
fn a_map_that_does_not_fit_says_what_there_is() {
    let archive = Archive::new().file("export.csv", ROWS);
    let report = archive.json("index releases --json --map title=headline,body=text");
    let reason = "this is no csv file: it has no `text`; there are headline, story, when";
    assert_eq!(report["failed"][0]["reason"], reason);
}

#[test]
fn what_holds_no_records_is_passed_over() {
    let archive = Archive::new()
        .file("settings.json", "{ \"title\": \"x\" } // a remark")
        .file("log.jsonl", "not JSON\n")
        .file("photos.zip", zipped(&[("photo.png", "\u{1}PNG\0\0")]));
    let report = archive.json("index releases --json");
    assert_eq!(
        (&report["failed"], report["skipped"].as_array().unwrap().len()),
        (&serde_json::json!([]), 3)
    );
}

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        package.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        package.write_all(content.as_bytes()).unwrap();
    }
    package.finish().unwrap().into_inner()
}

#[test]
fn the_files_of_a_package_are_releases_of_one_file() {
    let package = zipped(&[
        (
            "2012/ferries.txt",
            "Ferries stop\n\nThe ferries of the delta stop, the Red Sail Network said.\n",
        ),
        (
            "2013/ferries.html",
            "<html><body><h1>Ferries sail</h1><p>The ferries sail again.</p></body></html>",
        ),
        ("2013/photo.png", "\u{1}PNG\0\0"),
    ]);
    let archive = Archive::new().file("all.zip", package);
    let report = archive.json("index releases --json");
    assert_eq!(
        (&report["found"], &report["indexed"], &report["releases"]),
        (&1.into(), &1.into(), &2.into())
    );
    assert_eq!(report["warnings"][0]["detail"], "not read: 2013/photo.png (binary)");
}

#[test]
fn what_is_attached_to_a_mail_is_a_release_of_its_own() {
    let mail = "From: Ada Roe <roe@example.org>\nTo: desk@example.org\nSubject: For your desk\nDate: Tue, 3 Apr 2012 10:00:00 +0000\n\
        MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nOur release is attached.\n\
        --b\nContent-Type: application/rtf; name=release.rtf\nContent-Disposition: attachment; filename=release.rtf\n\n\
        {\\rtf1 Ferries stop\\par\\par The ferries of the delta stop, the Red Sail Network said.\\par}\n--b--\n";
    let archive = Archive::new().file("mail.eml", mail);
    let report = archive.json("index releases --json");
    assert_eq!((&report["found"], &report["releases"]), (&1.into(), &2.into()));
    assert_eq!(archive.json("search delta --json")["total"], 1);
}
