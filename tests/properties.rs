//! What holds for any input and any number of threads.

use std::fs;

use serde_json::Value;

use crate::{
    archive::{Archive, mask, project, ran},
    oracle::Dice,
    sample::gate,
};

#[test]
fn one_thread_or_two_give_the_same_answers() {
    let corpus = Archive::corpus();
    let inspected = ["1", "2"].map(|threads| {
        corpus.run(&format!("inspect releases --jsonl --evidence -j {threads}")).stdout
    });
    assert_eq!(inspected[0], inspected[1]);
    assert_eq!(inspected[0].lines().count(), 98);
    let alone = corpus.run("index releases --index alone -j 1 --json");
    assert_eq!(alone.code, 0, "{}", alone.stderr);
    for command in [
        "search --json -n 1000 --sort date --facet-limit 0 --facet speaker --facet org --facet place --facet mentions",
        "search --json rights OR court OR water -n 100",
        "quotes --json -n 10000 --facet-limit 0",
        "quotes --json children OR говорит OR l’eau",
    ] {
        let answers =
            ["", "-i alone"].map(|index| mask(&corpus.run(&format!("{command} {index}")).stdout));
        assert_eq!(answers[0], answers[1], "{command}");
        // scores too
        let scores =
            ["", "-i alone"].map(|index| scores(&corpus.json(&format!("{command} {index}"))));
        assert_eq!(scores[0], scores[1], "{command}");
    }
}

fn scores(answer: &Value) -> Vec<Value> {
    answer["hits"].as_array().unwrap().iter().map(|hit| hit["score"].clone()).collect()
}

#[test]
fn asking_twice_gives_the_same_bytes() {
    let commands =
        ["search rights --json", "quotes rights --json", "facets speaker --json", "search rights"];
    for command in commands {
        let [first, second] = [(), ()].map(|()| mask(&Archive::corpus().run(command).stdout));
        assert_eq!(first, second);
    }
}

/// Files come, go, change, move and copy each other; after every run the archive is the one that a first
/// run over the same files makes.
#[test]
fn an_archive_with_a_history_is_as_one_without() {
    let mut noise = Dice(3);
    let archive = Archive::new();
    let texts = ["Alder", "Birch", "Cedar", "Damson"].map(gate);
    for _ in 0..24 {
        for _ in 0..=noise.below(3) {
            let [one, other] =
                [(), ()].map(|()| format!("{}.txt", ["a", "b", "c/d", "e"][noise.below(4)]));
            let path = archive.path("releases").join(&one);
            let other = archive.path("releases").join(other);
            fs::create_dir_all(archive.path("releases/c")).unwrap();
            match noise.below(6) {
                0 => drop(fs::remove_file(path)),
                1 => drop(fs::rename(path, other)),
                2 => drop(fs::copy(path, other)),
                3 => archive.write(&one, ""),
                _ => {
                    let text = &texts[noise.below(4)];
                    let wrapped = text.replace(" said", "\r\nsaid");
                    archive.write(&one, if noise.below(2) == 0 { text } else { &wrapped });
                }
            }
        }
        let ran = archive.run("index releases --prune --json");
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert_accounted_for(&ran.json());
        let _ = fs::remove_dir_all(archive.path("fresh"));
        assert_eq!(archive.run("index releases -i fresh --prune").code, 0);
        let answers = ["", "-i fresh"].map(|index| everything(&archive, index));
        assert_eq!(answers[0], answers[1], "{}", ran.stdout);
    }
}

/// All hits with their files, and all counts.
fn everything(archive: &Archive, index: &str) -> String {
    let answer = archive.run(&format!("search --json -n 100 --sort date --facet lang {index}"));
    let mut everything = mask(&answer.stdout);
    for hit in answer.json()["hits"].as_array().unwrap() {
        let shown = archive.json(&format!("show {} --json {index}", hit["id"].as_str().unwrap()));
        everything.push_str(&shown["paths"].to_string());
        everything.push_str(&shown["encoding"].to_string());
    }
    everything
}

fn assert_accounted_for(report: &Value) {
    let count = |name: &str| {
        report[name].as_u64().unwrap_or_else(|| report[name].as_array().unwrap().len() as u64)
    };
    let parts = ["indexed", "unchanged", "updated", "moved", "duplicates", "skipped", "failed"];
    assert_eq!(count("found"), parts.map(count).iter().sum::<u64>(), "{report:#}");
}

/// Releases of the corpus with bytes changed, cut out and doubled, under any ending; and mere noise.
#[test]
fn any_bytes_give_a_release_or_a_named_outcome() {
    let mut noise = Dice(7);
    let archive = Archive::new();
    let corpus = project().join("corpus/releases");
    let mut files: Vec<_> = fs::read_dir(&corpus)
        .unwrap()
        .flat_map(|folder| fs::read_dir(folder.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    for (number, file) in files.iter().enumerate().filter(|(number, _)| number % 3 == 0) {
        let mut bytes = fs::read(file).unwrap();
        for _ in 0..noise.below(20) {
            let at = noise.below(bytes.len());
            bytes[at] = noise.byte();
        }
        let (start, end) = (noise.below(bytes.len()), noise.below(bytes.len()));
        let piece = bytes[start.min(end)..start.max(end)].to_vec();
        match noise.below(3) {
            0 => bytes.truncate(start.max(1)),
            1 => bytes.splice(end..end, piece).for_each(drop),
            _ => bytes.rotate_left(start),
        }
        let ending = ["txt", "md", "html", "eml", "mbox", ""][noise.below(6)];
        archive.write(&format!("{number}.{ending}"), bytes);
    }
    for ending in ["txt", "md", "html", "eml", "mbox"] {
        let size = 1 + noise.below(3000);
        let any: Vec<u8> = (0..size).map(|_| noise.byte()).collect();
        archive.write(&format!("any.{ending}"), &any);
        let letters: Vec<u8> = any
            .iter()
            .map(|byte| b"ab \n\"<>&;:.,-*#=/\xe2\x80\x9c\xd8"[usize::from(*byte) % 21])
            .collect();
        archive.write(&format!("letters.{ending}"), letters);
    }
    let ran = archive.run("index releases --json");
    assert!([0, 3].contains(&ran.code), "{ran:?}");
    let report = ran.json();
    assert_accounted_for(&report);
    for failed in report["failed"].as_array().unwrap() {
        let reason = failed["reason"].as_str().unwrap();
        assert!(!reason.contains("fault of dateline"), "{failed}");
    }
    assert_eq!(archive.run("verify").code, 0);
}

/// Any query is answered or refused with a word about it; none breaks the program.
#[test]
fn any_query_is_answered_or_refused() {
    let mut noise = Dice(11);
    let pieces = [
        "\"", "(", ")", "-", "+", "AND", "OR", "NOT", "*", "~", "~2", ":", "country:", "KAZ",
        "year:", "2012", "..", "[", "TO", "]", "doctors", "cells", "“", "”", "«", "\\", "'", "!",
        "<", ">=", "date", "title:", "é", "ю", "人", "\u{202e}", "@", "speaker:", " ",
    ];
    for _ in 0..60 {
        let query: String = (0..noise.below(12))
            .map(|_| pieces[noise.below(pieces.len())])
            .collect::<Vec<_>>()
            .join(["", " "][noise.below(2)]);
        let command = ["search", "quotes"][noise.below(2)];
        let ran =
            ran(&mut Archive::sample().command_in("", [command, "--json", "--", query.as_str()]));
        let is_refused =
            ran.code == 2 && ran.stderr.starts_with("dateline: ") && ran.stdout.is_empty();
        assert!([0, 1].contains(&ran.code) || is_refused, "{query}: {ran:?}");
    }
}
