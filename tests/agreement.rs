//! Whatever is asked, `search`, `quotes`, `facets`, `export` and tables of counts speak of the same set.
//!
//! The questions are those of the oracle. `PROVE_CASES` sets their number, `PROVE_SEED` draws others.

use std::{
    collections::BTreeSet,
    io::Write,
    process::{Output, Stdio},
};

use serde_json::Value;

use crate::{
    archive::Archive,
    oracle::{Dice, Lists, Question},
};

#[test]
fn all_ways_to_ask_give_the_same_set() {
    let lists = Lists::of(&Archive::corpus().path("releases"));
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let first_seed: u64 = number("PROVE_SEED").unwrap_or(1);
    let mut n_with_hits = 0;
    for seed in first_seed..first_seed + number("PROVE_CASES").unwrap_or(12) {
        let of_quotes = seed.is_multiple_of(2);
        let command = if of_quotes { "quotes" } else { "search" };
        let question = Question::draw(&mut Dice(seed), &lists, command);
        n_with_hits += u64::from(agree(&question) > 0);
    }
    assert!(n_with_hits > 3, "only {n_with_hits} questions had hits");
}

/// Asks in every way; how many releases there are.
fn agree(question: &Question) -> u64 {
    let mut arguments = question.flags();
    if !question.words().is_empty() {
        arguments.extend(["--".to_owned(), question.words()]);
    }
    let told = arguments.join(" ");
    let ask = |first: &[&str]| {
        let words = first.iter().map(ToString::to_string).chain(arguments.iter().cloned());
        text(Archive::corpus().command_in("", words).output().unwrap())
    };
    let answer = |command: &str| -> Value {
        let asked = [command, "--json", "-n", "10000", "--facet=type", "--facet-limit=0"];
        serde_json::from_str(&ask(&asked)).unwrap()
    };
    let (releases, quotes) = (answer("search"), answer("quotes"));
    for (answer, of) in [(&releases, "releases"), (&quotes, "quotes")] {
        let hits = ids(answer["hits"].as_array().unwrap());
        assert_eq!(answer["total"], hits.len(), "{of}: {told}");
        let export = |format: &str| ask(&["export", "--of", of, "--format", format]);
        let records: Vec<Value> =
            export("jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(records.len(), hits.len(), "{of}: {told}");
        assert_eq!(ids(&records), hits, "{of}: {told}");
        let rows = export("csv");
        let rows: BTreeSet<String> =
            rows.lines().skip(1).map(|row| row.split(',').next().unwrap().to_owned()).collect();
        assert_eq!(rows, hits, "{of}: {told}");
        let n_references = |format: &str, start: &str| {
            export(format).lines().filter(|line| line.starts_with(start)).count()
        };
        assert_eq!(n_references("bibtex", "@"), hits.len(), "{of}: {told}");
        assert_eq!(n_references("ris", "TY  - "), hits.len(), "{of}: {told}");
        assert_eq!(n_references("csl-json", "{\"id\""), hits.len(), "{of}: {told}");
        if of == "quotes" {
            assert_eq!(n_references("markdown", "> — "), hits.len(), "{of}: {told}");
        } else {
            assert_eq!(n_references("markdown", "## "), hits.len(), "{of}: {told}");
        }
    }
    let facet: Value = serde_json::from_str(&ask(&["facets", "type", "--json"])).unwrap();
    assert_eq!(facet["total"], releases["total"], "{told}");
    assert_eq!(facet["values"], releases["facets"]["type"], "{told}");
    let row = batch(question);
    assert_eq!(row["releases"], releases["total"], "{told}");
    assert_eq!(row["quotes"], quotes["total"], "{told}");
    let years = row["facets"]["year"].as_array().unwrap();
    let in_years: u64 = years.iter().map(|year| year["count"].as_u64().unwrap()).sum();
    assert_eq!(releases["total"], in_years, "{told}");
    releases["total"].as_u64().unwrap()
}

/// The row of a file with the words in a line, the filters as flags.
fn batch(question: &Question) -> Value {
    let (flags, words) = (question.flags(), question.words());
    let first = ["search", "--queries", "-", "--jsonl", "--facet", "year"].map(str::to_owned);
    let mut child = Archive::corpus()
        .command_in("", first.into_iter().chain(flags))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // a star asks for everything, where an empty line would be passed over
    let line = if words.is_empty() { "*".to_owned() } else { words };
    child.stdin.take().unwrap().write_all(line.as_bytes()).unwrap();
    serde_json::from_str(&text(child.wait_with_output().unwrap())).unwrap()
}

fn text(output: Output) -> String {
    assert!(output.status.code().unwrap() < 2, "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn ids(records: &[Value]) -> BTreeSet<String> {
    records.iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}
