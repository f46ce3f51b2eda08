//! Spoilt documents cost themselves and nothing else: the run ends, every file has an outcome, and what lies
//! beside them is indexed.
//!
//! `PROVE_CASES` sets the number of spoilt files.

use std::fs;

use crate::archive::{Archive, project};

/// Numbers that look like chance and are the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }
}

fn sound() -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = fs::read_dir(project().join("corpus/pdf"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "pdf"))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
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
        let (one, other) = (&sound[dice.below(sound.len())], &sound[dice.below(sound.len())]);
        archive = archive.file(&format!("{case:05}.pdf"), spoil(one, other, &mut dice));
    }
    for (number, bytes) in sound.iter().enumerate() {
        archive = archive.file(&format!("sound-{number}.pdf"), bytes);
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
            "{n_cases} spoilt documents: {} indexed, {} failed",
            count("indexed"),
            count("failed")
        );
    }
}
