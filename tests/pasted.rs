//! Headlines, first sentences and names of releases are pasted as queries: none is an error, and what they were
//! copied from is among the first.
//!
//! `DATELINE_REAL` may name a folder of real releases.

use std::{env, fmt::Write as _, path::PathBuf};

use crate::archive::Archive;

/// The index of the folder to be tried, or of the sample corpus.
fn index() -> (index::Archive, usize) {
    let Some(real) = env::var_os("DATELINE_REAL").map(PathBuf::from) else {
        return (index::Archive::open(&Archive::corpus().path(".dateline")).unwrap(), 200);
    };
    let archive = Archive::new();
    let ran = archive.run(&format!("index '{}' --index real", real.display()));
    assert!(matches!(ran.code, 0 | 3), "{}", ran.stderr);
    let opened = index::Archive::open(&archive.path("real")).unwrap();
    (opened, 500)
}

/// Whether what was typed finds the release, or a version of it, among the first three; with how it stands.
fn is_first(archive: &index::Archive, typed: &str, id: release::ReleaseId) -> bool {
    let parsed = query::parse(typed, query::Options::default());
    let parsed = parsed.unwrap_or_else(|error| panic!("{typed:?}: {}", error.message()));
    let request = index::Request { limit: 3, ..index::Request::new(typed, parsed) };
    let answer = archive.search(&request).unwrap_or_else(|error| panic!("{typed:?}: {error}"));
    let versions = archive.versions(id).unwrap();
    let is_it = |hit: &index::Hit| {
        hit.id == id.to_string()
            || versions.iter().any(|version| version.release.id.to_string() == hit.id)
    };
    answer.hits.iter().any(is_it)
}

/// The first sentence: an abbreviation ends none, so it has some words.
fn first_sentence(text: &str) -> String {
    let mut sentence = String::new();
    for piece in text.split_inclusive(". ") {
        sentence.push_str(piece);
        if sentence.split_whitespace().count() >= 8 {
            break;
        }
    }
    sentence
}

/// What somebody copies of a line: a query has an end.
fn pasted(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(600).collect()
}

#[test]
fn what_is_pasted_is_no_error_and_finds_what_it_was_copied_from() {
    let (archive, most) = index();
    let mut releases: Vec<release::Release> = archive.releases().map(Result::unwrap).collect();
    releases.sort_by_key(|release| release.id);
    let (mut n_lines, mut n_found, mut missed) = (0_usize, 0_usize, String::new());
    let (mut n_common, mut n_names) = (0, 0);
    for release in releases.iter().take(most) {
        let title = release.title.as_ref().map(|title| title.value.clone());
        let lede = release.blocks.iter().find(|block| block.part == release::Part::Lede);
        let lede = lede.map(|block| block.span.of(&release.text));
        for line in title.into_iter().chain(lede.map(first_sentence)) {
            if is_first(&archive, &pasted(&line), release.id) {
                n_found += 1;
            } else if releases.iter().filter(|other| other.text.contains(&line)).count() > 3 {
                // it names none of those that hold it
                n_common += 1;
                continue;
            } else {
                writeln!(missed, "  {line:?}").unwrap();
            }
            n_lines += 1;
        }
        for speaker in &release.speakers {
            n_names += 1;
            let parsed = query::parse(&speaker.name, query::Options::default()).unwrap();
            assert!(archive.search(&index::Request::new(&speaker.name, parsed)).is_ok());
        }
    }
    eprintln!(
        "{n_found} of {n_lines} lines find their release among the first three, {n_common} stand in more than \
         three; {n_names} names are answered"
    );
    assert!(n_found * 100 >= n_lines * 98, "{n_found} of {n_lines}:\n{missed}");
}
