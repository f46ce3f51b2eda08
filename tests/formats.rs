//! Each format and encoding gives its text, its fields and its name.

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};
use serde_json::Value;

use crate::archive::Archive;

/// What is understood of one file.
#[track_caller]
fn inspect(name: &str, content: impl AsRef<[u8]>) -> Value {
    let records = inspect_all(name, content);
    assert_eq!(records.len(), 1, "{records:#?}");
    records.into_iter().next().unwrap()
}

#[track_caller]
fn inspect_all(name: &str, content: impl AsRef<[u8]>) -> Vec<Value> {
    let archive = Archive::new().file(name, content);
    let ran = archive.run("inspect releases --jsonl");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text(name: &str, content: impl AsRef<[u8]>) -> String {
    Archive::new().file(name, content).run("inspect releases --text").stdout
}

#[track_caller]
fn check(record: &Value, format: &str, encoding: &str, title: &str, date: &str) {
    let fields =
        ["format", "encoding", "title", "date"].map(|name| record[name].as_str().unwrap_or("none"));
    assert_eq!(fields, [format, encoding, title, date]);
}

const PLAIN: &str = "\
3 April 2012

Kazakhstan: Open the Cells

Astana—The Network said today that the cells must open.
";

#[test]
fn plain_text() {
    check(&inspect("a.txt", PLAIN), "txt", "utf-8", "Kazakhstan: Open the Cells", "2012-04-03");
}

#[test]
fn a_byte_order_mark_and_carriage_returns_make_no_difference() {
    let record = inspect("a.txt", format!("\u{feff}{}", PLAIN.replace('\n', "\r\n")));
    check(&record, "txt", "utf-8", "Kazakhstan: Open the Cells", "2012-04-03");
    assert_eq!(record["id"], inspect("a.txt", PLAIN)["id"]);
}

#[test]
fn markdown_with_front_matter() {
    let markdown = "\
---
title: \"Kenya: Publish the Report\"
date: 2013-05-06
tags: [ferry, lake]
---

NAIROBI — Kenya should **publish** the report, the [Network](https://network.example/) said.
";
    let record = inspect("a.md", markdown);
    check(&record, "markdown", "utf-8", "Kenya: Publish the Report", "2013-05-06");
    // the text is the decoded file: marks of emphasis stand where they stood
    assert_eq!(text("a.md", markdown), markdown);
}

#[test]
fn the_main_content_of_a_page_and_not_its_menu() {
    let page = crate::sample::WELLS;
    let record = inspect("a.html", page);
    check(&record, "html", "utf-8", "Kenya and Uganda: Wells Run Dry along the Border", "2012-04");
    assert_eq!(record["date_precision"], "month");
    let archive = Archive::new().file("a.html", page).indexed();
    assert_eq!(archive.found("herders"), "a.html");
    assert_eq!(archive.run("search Home").code, 1);
    assert_eq!(archive.run("search --mentions Tanzania").code, 1);
}

#[test]
fn a_page_may_name_its_encoding() {
    let page = "<html><head><meta charset=\"windows-1252\"><title>Genève</title></head><body><article>\
        <h1>Genève : ouvrez les cellules</h1><p>3 avril 2012</p><p>Le Réseau a déclaré que les cellules devaient \
        être ouvertes à Genève.</p></article></body></html>";
    let (bytes, ..) = WINDOWS_1252.encode(page);
    check(
        &inspect("a.html", bytes),
        "html",
        "windows-1252",
        "Genève : ouvrez les cellules",
        "2012-04-03",
    );
}

fn mail(headers: &str, body: &str) -> String {
    format!(
        "From: Ada Roe <roe@network.example>\r\nTo: press@list.example\r\nDate: Tue, 3 Apr 2012 10:00:00 +0000\r\n\
         Subject: =?utf-8?Q?C=C3=B4te_d=27Ivoire=3A_Open_the_Cells?=\r\nMIME-Version: 1.0\r\n{headers}\r\n\r\n{body}"
    )
}

#[test]
fn quoted_printable_mail() {
    let headers =
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable";
    let mail = mail(
        headers,
        "The Network asked Abidjan to open=\r\n the cells. The caf=C3=A9s are shut.\r\n",
    );
    let record = inspect("a.eml", &mail);
    check(&record, "eml", "utf-8", "Côte d'Ivoire: Open the Cells", "2012-04-03");
    assert!(text("a.eml", &mail).contains("to open the cells. The cafés are shut."));
}

#[test]
fn base64_mail_in_a_legacy_encoding() {
    let headers =
        "Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: base64";
    let (bytes, ..) = WINDOWS_1251.encode("Правозащитники требуют открыть камеры.");
    let mail = mail(headers, &base64(&bytes));
    assert!(text("a.eml", &mail).contains("Правозащитники требуют открыть камеры."));
}

#[test]
fn of_a_mail_in_two_forms_one_is_read() {
    let headers = "Content-Type: multipart/alternative; boundary=\"b\"";
    let body = "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe cells must open, the Network said.\r\n\
        --b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>The cells must <b>open</b>, the Network said.</p>\r\n--b--\r\n";
    assert_eq!(text("a.eml", mail(headers, body)).matches("the Network said").count(), 1);
}

#[test]
fn a_picture_attached_to_a_mail_is_left_out() {
    let headers = "Content-Type: multipart/mixed; boundary=\"b\"";
    let body = "--b\r\nContent-Type: text/plain\r\n\r\nThe cells must open.\r\n--b\r\nContent-Type: image/png\r\n\
        Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgoAAAANSUhEUg==\r\n--b--\r\n";
    let text = text("a.eml", mail(headers, body));
    assert!(text.contains("The cells must open.") && !text.contains("iVBOR"), "{text}");
}

#[test]
fn a_mailbox_is_one_file_and_three_releases() {
    let message = |number: u8, word: &str| {
        format!(
            "From roe@network.example Tue Apr  {number} 10:00:00 2012\nFrom: Ada Roe <roe@network.example>\n\
             Date: Tue, {number} Apr 2012 10:00:00 +0000\nSubject: The {word} gate\n\nThe Network said that the {word} \
             gate is open.\n>From the gate one sees the lake.\n\n"
        )
    };
    let mailbox = [message(3, "alder"), message(4, "birch"), message(5, "cedar")].concat();
    let records = inspect_all("a.mbox", &mailbox);
    let titles: Vec<&str> =
        records.iter().map(|record| record["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["The alder gate", "The birch gate", "The cedar gate"]);
    assert!(records.iter().all(|record| record["format"] == "mbox"));
    let archive = Archive::new().file("a.mbox", &mailbox);
    let report = archive.index();
    assert_eq!(
        (&report["found"], &report["indexed"], &report["releases"]),
        (&1.into(), &1.into(), &3.into())
    );
    assert_eq!(archive.json("search birch --json")["total"], 1);
    assert_eq!(archive.json("search '\"from the gate\"' --json")["total"], 3);
}

#[test]
fn text_in_utf_16() {
    let units: Vec<u16> = PLAIN.encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let title = "Kazakhstan: Open the Cells";
    check(
        &inspect("a.txt", [&[0xff, 0xfe], &little[..]].concat()),
        "txt",
        "utf-16le",
        title,
        "2012-04-03",
    );
    check(
        &inspect("a.txt", [&[0xfe, 0xff], &big[..]].concat()),
        "txt",
        "utf-16be",
        title,
        "2012-04-03",
    );
    check(&inspect("a.txt", &little), "txt", "utf-16le", title, "2012-04-03");
}

/// Encodes a text and reads it back.
#[track_caller]
fn check_code_page(encoding: &'static Encoding, name: &str, content: &str) {
    let (bytes, _, has_unmappable) = encoding.encode(content);
    assert!(!has_unmappable && std::str::from_utf8(&bytes).is_err());
    assert_eq!(inspect("a.txt", &bytes)["encoding"], name);
    assert_eq!(text("a.txt", &bytes), content);
}

#[test]
fn text_in_legacy_code_pages() {
    check_code_page(
        WINDOWS_1252,
        "windows-1252",
        "Genève, le 3 avril 2012\n\nLa Ligue dénonce l’arrestation d’Éloïse à Genève, a-t-elle déclaré. Où est-elle ?\n",
    );
    check_code_page(
        WINDOWS_1251,
        "windows-1251",
        "Москва, 3 апреля 2012\n\nПравозащитники требуют освободить журналистов, задержанных в понедельник.\n",
    );
    check_code_page(
        WINDOWS_1256,
        "windows-1256",
        "القاهرة، 3 أبريل 2012\n\nطالبت الشبكة بالإفراج عن الصحفيين المحتجزين منذ يوم الاثنين.\n",
    );
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for digit in 0..4 {
            let value = group >> (18 - 6 * digit) & 63;
            encoded.push(if digit <= chunk.len() {
                char::from(ALPHABET[value as usize])
            } else {
                '='
            });
        }
    }
    encoded
}
