//! Spoilt documents cost themselves and nothing else: the run ends, every file has an outcome, and what lies
//! beside them is indexed.
//!
//! `PROVE_CASES` sets the number of spoilt files.

use std::fs;

use crate::{
    archive::{Archive, project},
    oracle::Dice,
};

/// Files that are as they should be, of every format: the ending of each, and its bytes.
fn sound() -> Vec<(String, Vec<u8>)> {
    let corpus = project().join("corpus");
    let folders =
        ["pdf", "office", "releases/steppe-justice-initiative", "releases/borealis-legal-aid"];
    let mut paths: Vec<_> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(corpus.join(folder)).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending != "py"))
        .collect();
    paths.sort();
    let of = |path: &std::path::PathBuf| {
        (path.extension().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap())
    };
    paths.iter().map(of).collect()
}

/// Cut off, bits turned, digits changed, a passage lost, doubled or of another file.
fn spoil(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(3) {
        let length = bytes.len();
        let from = dice.below(length);
        let to = from + dice.below((length - from).min(4_000));
        match dice.below(6) {
            0 => bytes.truncate(from.max(20)),
            1 => {
                for _ in 0..=dice.below(40) {
                    let at = dice.below(length);
                    bytes[at] ^= 1 << dice.below(8);
                }
            }
            2 => {
                for byte in bytes[from..to].iter_mut().filter(|byte| byte.is_ascii_digit()) {
                    *byte = b'0' + u8::try_from(dice.below(10)).unwrap();
                }
            }
            3 => drop(bytes.drain(from..to)),
            4 => {
                let passage = bytes[from..to].to_vec();
                bytes.splice(from..from, passage);
            }
            _ => {
                let at = dice.below(other.len());
                let end = at + dice.below((other.len() - at).min(4_000));
                bytes.splice(from..to, other[at..end].iter().copied());
            }
        }
    }
    bytes
}

#[test]
fn spoilt_documents_cost_themselves_and_nothing_else() {
    let n_cases =
        std::env::var("PROVE_CASES").ok().and_then(|number| number.parse().ok()).unwrap_or(80);
    let sound = sound();
    let mut dice = Dice(7);
    let mut archive = Archive::new();
    for case in 0..n_cases {
        let (ending, one) = &sound[dice.below(sound.len())];
        let (_, other) = &sound[dice.below(sound.len())];
        archive = archive.file(&format!("{case:05}.{ending}"), spoil(one, other, &mut dice));
    }
    for (number, (ending, bytes)) in sound.iter().enumerate() {
        archive = archive.file(&format!("sound-{number}.{ending}"), bytes);
    }
    archive = archive
        .file("neighbour.txt", "Delta: boats lost\n\n3 April 2012\n\nThe zanderfishers met.\n");
    let ran = archive.run("index releases --json");
    assert!(matches!(ran.code, 0 | 3), "{} {}", ran.code, ran.stderr);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let count = |name: &str| match &report[name] {
        serde_json::Value::Array(list) => list.len(),
        number => usize::try_from(number.as_u64().unwrap()).unwrap(),
    };
    let parts = ["indexed", "unchanged", "updated", "moved", "duplicates", "skipped", "failed"];
    let told: usize = parts.into_iter().map(count).sum();
    assert_eq!((count("found"), told), (n_cases + sound.len() + 1, n_cases + sound.len() + 1));
    for failed in report["failed"].as_array().unwrap() {
        let reason = failed["reason"].as_str().unwrap();
        assert!(!reason.starts_with("crashed") && !reason.starts_with("timed out"), "{failed}");
        assert!(!failed["help"].as_str().unwrap().is_empty(), "{failed}");
    }
    assert_eq!(archive.found("zanderfishers"), "neighbour.txt");
    let listed = archive.run("status --failed --json");
    let listed: serde_json::Value = serde_json::from_str(&listed.stdout).unwrap();
    assert_eq!(listed["failed"].as_array().map_or(0, Vec::len), count("failed"));
    if n_cases > 1000 {
        eprintln!(
            "{n_cases} spoilt documents: {} indexed, {} duplicates, {} skipped, {} failed",
            count("indexed"),
            count("duplicates"),
            count("skipped"),
            count("failed")
        );
    }
}

/// What the program makes of one file, which must not bring it down: `indexed`, or the reason why not.
fn outcome(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let archive = Archive::new()
        .file(name, bytes)
        .file("neighbour.txt", "Delta: boats lost\n\n3 April 2012\n\nThe zanderfishers met.\n");
    let report = archive.json("index releases --json");
    assert_eq!(archive.found("zanderfishers"), "neighbour.txt", "{report}");
    let lists = ["failed", "skipped"];
    let reason = lists.iter().find_map(|list| report[list][0]["reason"].as_str());
    reason.map_or_else(|| "indexed".to_owned(), str::to_owned)
}

/// A PDF whose one page draws `content`, with objects of the caller's before it.
fn pdf(extra: &str, trailer: &str) -> Vec<u8> {
    let content = "BT /F1 11 Tf 50 700 Td (Boats were lost in the delta, the council said.) Tj ET";
    format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\n\
         endobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>\n\
         endobj\n4 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n5 0 obj\n<< /Type /Font /Subtype /Type1 \
         /BaseFont /Helvetica >>\nendobj\n{extra}\n{trailer}",
        content.len()
    )
    .into_bytes()
}

#[test]
fn a_pdf_that_nests_without_end_or_turns_in_circles_costs_itself() {
    let deep = format!("6 0 obj\n{}{}\nendobj", "[".repeat(200_000), "]".repeat(200_000));
    let trailer = "trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF";
    let told = outcome("deep.pdf", pdf(&deep, trailer));
    assert!(
        told == "indexed"
            || told.starts_with("crashed: it nests")
            || told.starts_with("unreadable"),
        "{told}"
    );
    let circle = "trailer\n<< /Root 1 0 R /Prev 0 >>\nstartxref\n9\n%%EOF";
    assert_eq!(outcome("circle.pdf", pdf("6 0 obj\n6 0 R\nendobj", circle)), "indexed");
}

#[test]
fn a_pdf_without_its_end_or_with_a_wrong_table_gives_its_pages() {
    let sound = sound();
    let (_, whole) = sound.iter().find(|(ending, _)| ending == "pdf").unwrap();
    let archive = Archive::new().file("whole.pdf", whole);
    let words = archive.run("inspect releases --text").stdout;
    // the table is what stands last, and says where everything else does
    let cut = &whole[..whole.len() - 300];
    let shifted = [&whole[..9], b"% something was put in here\n", &whole[9..]].concat();
    for (name, spoilt) in [("cut.pdf", cut), ("shifted.pdf", &shifted)] {
        let archive = Archive::new().file(name, spoilt);
        let ran = archive.run("inspect releases --text");
        assert_eq!((ran.stdout.as_str(), ran.code), (words.as_str(), 0), "{name}: {}", ran.stderr);
    }
}

#[test]
fn mails_of_many_parts_and_of_parts_in_parts_end() {
    let head = "From: Ada Roe <roe@network.example>\nSubject: Boats\nMIME-Version: 1.0\n";
    let mut nested = String::from(head);
    for depth in 0..500 {
        nested += &format!("Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n");
    }
    nested += "Content-Type: text/plain\n\nThe boats are lost.\n";
    let _ = outcome("nested.eml", nested);
    let part = "--b\nContent-Type: text/plain\n\nThe boats are lost.\n";
    let many = format!(
        "{head}Content-Type: multipart/mixed; boundary=b\n\n{}--b--\n",
        part.repeat(20_000)
    );
    let _ = outcome("many.eml", many);
}

#[test]
fn nothing_that_a_file_names_is_fetched() {
    use std::net::TcpListener;

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = format!("http://{}/x", listener.local_addr().unwrap());
    let page = format!(
        "<!DOCTYPE html><html><head><link rel=stylesheet href='{address}'><script src='{address}'></script></head><body>\
         <h1>Boats lost</h1><img src='{address}'><iframe src='{address}'></iframe><p>The boats are lost.</p></body></html>"
    );
    let mail = format!("Subject: Boats\nMIME-Version: 1.0\nContent-Type: text/html\n\n{page}");
    let entity = format!(
        "<!DOCTYPE rss [<!ENTITY x SYSTEM '{address}'>]><rss><channel><item><title>&x;</title></item></channel></rss>"
    );
    for (name, content) in [("a.html", &page), ("a.eml", &mail), ("a.rss", &entity)] {
        let _ = outcome(name, content);
    }
    let met = listener.accept().map(|(_, who)| who);
    assert_eq!(met.unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
}
