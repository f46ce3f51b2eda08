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

fn zipped<T: AsRef<[u8]>>(files: &[(&str, T)]) -> Vec<u8> {
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        package.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        package.write_all(content.as_ref()).unwrap();
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

#[test]
fn a_release_of_a_package_knows_where_it_stands() {
    let inner = zipped(&[("2012/ferries.txt", "Ferries stop\n\nThe ferries of the delta stop.\n")]);
    let archive = Archive::new().file("all.zip", zipped(&[("old/2012.zip", inner)]));
    let ran = archive.run("inspect releases --jsonl");
    let release: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(release["within"], "old/2012.zip \u{2192} 2012/ferries.txt");
}

#[test]
fn a_table_of_thousands_of_releases_is_known_as_one_file() {
    let row = |number: u32| {
        format!("Ferry {number} stops,\"Ferry {number} of the delta stops today.\",2012-04-03\n")
    };
    let rows: String = (0..7_500).map(row).collect();
    let archive = Archive::new().file("export.csv", format!("title,body,date\n{rows}"));
    let report = archive.json("index releases --json");
    assert_eq!((&report["found"], &report["releases"]), (&1.into(), &7_500.into()));
    assert_eq!(archive.json("index releases --json")["unchanged"], 1);
    let hits = archive.json("search \"ferry 7499\" --json")["hits"].clone();
    assert_eq!(hits.as_array().map(Vec::len), Some(1));
    assert_eq!(hits[0]["title"], "Ferry 7499 stops");
    assert_eq!(archive.run("verify").code, 0);
}

#[test]
fn packages_in_packages_are_opened_two_deep_and_nothing_is_written() {
    let mut package = zipped(&[("../../ferries.txt", "Ferries stop\n\nThe ferries stop.\n")]);
    for _ in 0..2 {
        package = zipped(&[("inner.zip", package)]);
    }
    let archive = Archive::new().file("deep.zip", package);
    let report = archive.json("index releases --json");
    assert_eq!(report["skipped"][0]["reason"], "unsupported type: a ZIP without texts");
    let flat = zipped(&[
        ("../../ferries.txt", "Ferries stop\n\nThe ferries stop.\n"),
        ("/etc/x.txt", "Nets\n\nThe nets.\n"),
    ]);
    let archive = Archive::new().file("slip.zip", flat);
    assert_eq!(archive.json("index releases --json")["releases"], 2);
    let mut there: Vec<_> = std::fs::read_dir(archive.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    there.sort();
    assert_eq!(there, [".dateline", "releases"]);
}

#[test]
fn a_package_that_is_cut_off_gives_what_is_there() {
    let whole = zipped(&[
        ("a.txt", "Ferries stop\n\nThe ferries of the delta stop, the Red Sail Network said.\n"),
        (
            "b.txt",
            "Ferries sail\n\nThe ferries of the delta sail again, the Red Sail Network said.\n",
        ),
    ]);
    let second = whole.windows(5).position(|window| window == b"b.txt").unwrap();
    let cut = &whole[..second + 30];
    let archive = Archive::new().file("all.zip", cut);
    let report = archive.json("index releases --json");
    assert_eq!((&report["indexed"], &report["releases"]), (&1.into(), &1.into()), "{report}");
    let kinds: Vec<&serde_json::Value> =
        report["warnings"].as_array().unwrap().iter().map(|warning| &warning["kind"]).collect();
    assert_eq!(kinds, ["part-skipped", "salvaged"]);
}

#[test]
fn packed_text_that_is_cut_off_is_read_as_far_as_it_goes() {
    let mut text = String::new();
    for day in 0..400 {
        text += &format!("On day {day} the ferries of the delta stopped.\n\n");
    }
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let archive = Archive::new().file("ferries.txt.gz", &packed[..packed.len() - 20]);
    let report = archive.json("index releases --json");
    assert_eq!(
        (&report["indexed"], &report["warnings"][0]["kind"]),
        (&1.into(), &"salvaged".into())
    );
}

#[test]
fn a_capture_of_the_web_is_read_page_by_page() {
    let record = |kind: &str, address: &str, block: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http\r\n\
             Content-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    let page = |title: &str| {
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<!DOCTYPE html><html><body><h1>{title}</h1>\
             <p>3 April 2012</p><p>The ferries of the delta, the Red Sail Network said, are {title}.</p></body></html>"
        )
    };
    let capture = [
        record("request", "http://delta.example/1", "GET /1 HTTP/1.1\r\n\r\n"),
        record("response", "http://delta.example/1", &page("Ferries stop")),
        record("response", "http://delta.example/2", &page("Ferries sail")),
    ];
    let mut packed = Vec::new();
    for record in &capture {
        // each record is a member of its own, as archives write them
        let mut member = flate2::write::GzEncoder::new(&mut packed, flate2::Compression::default());
        member.write_all(record.as_bytes()).unwrap();
        member.finish().unwrap();
    }
    for (name, bytes) in [("delta.warc", capture.concat().into_bytes()), ("delta.warc.gz", packed)]
    {
        let archive = Archive::new().file(name, bytes);
        let report = archive.json("index releases --json");
        assert_eq!((&report["found"], &report["releases"]), (&1.into(), &2.into()), "{report}");
        let ran = archive.run("inspect releases --jsonl");
        let pages: Vec<serde_json::Value> =
            ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(pages[1]["title"], "Ferries sail");
        assert_eq!(pages[1]["within"], "http://delta.example/2");
    }
}

#[test]
fn an_export_of_uwazi_needs_no_map() {
    let table = "Title,Date added,Template,Date,Issued by,Statement,Geolocation,Documents,Attachments,Published\n\
        Ferries stop,2021-01-01,Press release,2012-04-03,Red Sail Network,\"The ferries of the delta stop, the Network said.\",,,,Published\n";
    let archive = Archive::new().file("export.csv", table);
    let report = archive.json("index releases --json");
    assert_eq!(report["releases"], 1, "{report}");
    assert_eq!(archive.json("search ferries --json")["hits"][0]["date"], "2012-04-03");
}

#[test]
fn one_release_in_many_formats_is_one_record_with_all_its_paths() {
    let corpus = crate::archive::project().join("corpus");
    let gold = std::fs::read_to_string(corpus.join("gold.jsonl")).unwrap();
    let row = gold.lines().find(|row| row.contains("\"id\": \"a004\"")).unwrap();
    let row: serde_json::Value = serde_json::from_str(row).unwrap();
    let source = std::fs::read(corpus.join(row["path"].as_str().unwrap())).unwrap();
    let mut archive = Archive::new().file("a004.txt", source);
    for name in [
        "office/a004-typed.docx",
        "office/a004-styled.odt",
        "office/a004-typed.rtf",
        "pdf/a004-reportlab-1.pdf",
    ] {
        archive = archive.file(name, std::fs::read(corpus.join(name)).unwrap());
    }
    let report = archive.json("index releases --json");
    assert_eq!((&report["found"], &report["releases"]), (&5.into(), &1.into()), "{report}");
}
