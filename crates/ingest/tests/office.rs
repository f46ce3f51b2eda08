//! What is read of the files of word processors: those made of releases of the sample corpus, and hostile ones.

#![allow(clippy::unwrap_used)] // a failed set-up should panic

use std::{
    collections::HashMap,
    fs,
    io::{Cursor, Write as _},
    path::{Path, PathBuf},
};

use ingest::{Unread, extract, format, text::Text};
use release::Release;
use zip::{ZipWriter, write::SimpleFileOptions};

fn read(bytes: &[u8], name: &str) -> Result<Text, Unread> {
    let mut texts = Vec::new();
    format::read(bytes, Path::new(name), &mut |text| texts.push(text))?;
    assert_eq!(texts.len(), 1);
    Ok(texts.remove(0))
}

fn failure(bytes: &[u8], name: &str) -> String {
    match read(bytes, name) {
        Err(Unread::Failed(error)) => error.to_string(),
        other => panic!("expected a failure, got {other:?}"),
    }
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus")
}

/// The texts of the sample corpus by the identifiers of their rows.
fn sources() -> HashMap<String, PathBuf> {
    let rows = fs::read_to_string(corpus().join("gold.jsonl")).unwrap();
    let of = |row: &str, key: &str| {
        let start = row.find(&format!("\"{key}\": \"")).unwrap() + key.len() + 5;
        row[start..].split('"').next().unwrap().to_owned()
    };
    rows.lines().map(|row| (of(row, "id"), corpus().join(of(row, "path")))).collect()
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// What is understood, without where it stands.
fn told(release: &Release) -> Vec<String> {
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let mut told = vec![
        text(release.title.as_ref().map(|found| found.value.as_str())),
        text(release.organisation.as_ref().map(|found| found.value.as_str())),
        release.date.as_ref().map(|date| date.value.to_string()).unwrap_or_default(),
    ];
    told.extend(release.places.iter().map(|place| place.value.clone()));
    told.extend(release.speakers.iter().map(|speaker| speaker.name.clone()));
    told.extend(release.quotes.iter().map(|quote| quote.text.clone()));
    told.extend(release.contacts.iter().flat_map(|contact| contact.phones.clone()));
    told
}

#[test]
fn a_release_is_the_same_whichever_program_wrote_it() {
    let sources = sources();
    let mut n_read = 0;
    for entry in fs::read_dir(corpus().join("office")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some((id, _)) = name.split_once('-') else { continue };
        let source = read(&fs::read(&sources[id]).unwrap(), "a.txt").unwrap();
        let made = read(&fs::read(&path).unwrap(), &name).unwrap();
        assert_eq!(words(&made.characters), words(&source.characters), "{name}");
        assert!(made.warnings.is_empty(), "{name}: {:?}", made.warnings);
        assert_eq!(told(&extract(made).release), told(&extract(source).release), "{name}");
        n_read += 1;
    }
    assert_eq!(n_read, 14);
}

/// A package of these parts.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        package.start_file(*name, SimpleFileOptions::default()).unwrap();
        package.write_all(content).unwrap();
    }
    package.finish().unwrap().into_inner()
}

fn word(body: &str) -> Vec<u8> {
    let part = format!("<w:document><w:body>{body}</w:body></w:document>");
    package(&[("word/document.xml", part.as_bytes())])
}

#[test]
fn what_is_deleted_hidden_or_said_twice_is_left_out() {
    let body = "<w:p><w:r><w:t>The ferries </w:t></w:r><w:del><w:r><w:delText>sail</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>stop &amp; rust</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>\
        <w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent>\
        </mc:Choice><mc:Fallback><w:t>Box</w:t></mc:Fallback></mc:AlternateContent></w:r><w:r><w:tab/><w:t>Below</w:t></w:r></w:p>";
    let text = read(&word(body), "a.docx").unwrap();
    assert_eq!(text.characters, "The ferries stop & rust\n\nBox\n\nBelow\n");
}

#[test]
fn a_password_a_bomb_and_a_declaration_are_told() {
    let locked = [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], &[0; 600][..]].concat();
    assert_eq!(failure(&locked, "a.docx"), "encrypted: it opens only with a password");
    let bomb = word(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", " ".repeat(40 << 20)));
    assert!(failure(&bomb, "a.docx").starts_with("too large: its part word/document.xml"));
    let entity = "<!DOCTYPE x [<!ENTITY a \"b\">]><w:document><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>";
    let declared = package(&[("word/document.xml", entity.as_bytes())]);
    assert_eq!(failure(&declared, "a.docx"), "unreadable docx: it declares a document type");
    let deep = word(&"<w:sdt>".repeat(100_000));
    assert_eq!(failure(&deep, "a.docx"), "unreadable docx: it is nested deeper than 512");
    assert_eq!(failure(&word("<w:p/>"), "a.docx"), "no_text: there is no text in this docx file");
}

#[test]
fn spoilt_files_are_read_or_refused() {
    for entry in fs::read_dir(corpus().join("office")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let whole = fs::read(&path).unwrap();
        for nth in 1..40_usize {
            let mut spoilt = whole.clone();
            let at = whole.len() * nth / 40;
            spoilt[at] ^= 1 << (nth % 8);
            let _ = format::read(&spoilt[..], Path::new(&name), &mut |_| {});
            let _ = format::read(&whole[..at], Path::new(&name), &mut |_| {});
        }
    }
}
