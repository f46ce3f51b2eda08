//! The case files in `spec/`: a heading, a sentence of why, a release, and what is understood of it.
//!
//! ````text
//! ## Place and date may share a line
//!
//! Why this is so, in a sentence.
//!
//! ```release
//! Geneva, 3 April 2012
//! …
//! ```
//! ```date
//! 2012-04-03
//! ```
//! ````
//!
//! The label of an outcome names the view: one function of [`view`]. `UPDATE_EXPECT=1 cargo test -p ingest`
//! rewrites the outcomes; read the diff before you commit it.

#![allow(clippy::unwrap_used)] // a missing case file should stop the test

use std::{env, fmt::Write, fs, path::Path};

use ingest::text::Text;
use release::Release;

#[test]
fn every_case_has_the_outcome_that_stands_below_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut differences = String::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "md")) {
        let written = fs::read_to_string(file).unwrap();
        let (rewritten, wrong) = check(&written);
        if env::var_os("UPDATE_EXPECT").is_some() {
            if rewritten != written {
                fs::write(file, rewritten).unwrap();
            }
        } else if !wrong.is_empty() {
            writeln!(differences, "{}\n{wrong}", file.display()).unwrap();
        }
    }
    assert!(differences.is_empty(), "\n{differences}\nUPDATE_EXPECT=1 rewrites the outcomes");
}

/// The file with the outcomes of today, and what differs from it.
fn check(written: &str) -> (String, String) {
    let mut rewritten = String::new();
    let mut wrong = String::new();
    let mut release: Option<Release> = None;
    let mut heading = "";
    let mut lines = written.lines();
    while let Some(line) = lines.next() {
        writeln!(rewritten, "{line}").unwrap();
        if let Some(title) = line.strip_prefix("## ") {
            heading = title;
        }
        let Some(label) = line.strip_prefix("```").filter(|label| !label.is_empty()) else {
            continue;
        };
        let mut body = String::new();
        for line in lines.by_ref().take_while(|line| *line != "```") {
            writeln!(body, "{line}").unwrap();
        }
        let outcome = match (label, &release) {
            ("release", _) => {
                release = Some(understand(&body));
                body.clone()
            }
            (_, Some(release)) => view(label, release)
                .unwrap_or_else(|| panic!("`{heading}`: no view is called `{label}`")),
            (_, None) => panic!("`{heading}`: the outcome `{label}` has no release above it"),
        };
        if outcome != body {
            writeln!(wrong, "\n{heading}: {label}\n--- expected\n{body}--- found\n{outcome}")
                .unwrap();
        }
        writeln!(rewritten, "{outcome}```").unwrap();
    }
    (rewritten, wrong)
}

fn understand(body: &str) -> Release {
    let characters = body.strip_suffix('\n').unwrap_or(body).to_owned();
    ingest::extract(Text { characters, format: "txt", encoding: "utf-8", ..Text::default() })
        .release
}

/// What a release looks like under a label, a line each.
fn view(label: &str, release: &Release) -> Option<String> {
    let lines: Vec<String> = match label {
        "title" => release.title.iter().map(|title| title.value.clone()).collect(),
        "subtitle" => release.subtitle.iter().map(|subtitle| subtitle.value.clone()).collect(),
        "date" => release.date.iter().map(|date| date.value.to_string()).collect(),
        "places" => release.places.iter().map(|place| place.value.clone()).collect(),
        "organisation" => release.organisation.iter().map(|name| name.value.clone()).collect(),
        "language" => release.language.iter().map(|language| language.value.to_string()).collect(),
        "passages" => passages(release),
        "type" => vec![release.kind.value.name().to_owned()],
        "warnings" => release.warnings.iter().map(|warning| warning.kind.to_string()).collect(),
        "sections" => sections(release),
        "parts" => parts(release),
        "contacts" => contacts(release),
        "quotes" => quotes(release),
        "speakers" => speakers(release),
        "countries" => countries(release),
        _ => return None,
    };
    let lines = if lines.is_empty() { vec!["nothing".to_owned()] } else { lines };
    Some(lines.iter().fold(String::new(), |text, line| text + line + "\n"))
}

/// The start of a passage on one line.
fn start(passage: &str) -> String {
    let words: Vec<&str> = passage.split_whitespace().take(8).collect();
    words.join(" ")
}

fn passages(release: &Release) -> Vec<String> {
    let passages = release.passages.iter();
    passages
        .map(|passage| {
            format!("{} | {}", passage.value, start(passage.evidence.span.of(&release.text)))
        })
        .collect()
}

fn sections(release: &Release) -> Vec<String> {
    let name = |section| format!("{section:?}").to_lowercase();
    let sections = release.sections();
    sections
        .iter()
        .map(|(section, span)| format!("{} | {}", name(*section), start(span.of(&release.text))))
        .collect()
}

fn parts(release: &Release) -> Vec<String> {
    let name = |part| format!("{part:?}").to_lowercase();
    let line = |block: &release::Block| {
        format!("{} | {}", name(block.part), start(block.span.of(&release.text)))
    };
    release.blocks.iter().map(line).collect()
}

fn contacts(release: &Release) -> Vec<String> {
    let contacts = release.contacts.iter();
    contacts
        .map(|contact| {
            let fields = [&contact.name, &contact.role, &contact.organisation, &contact.place]
                .map(|field| field.as_deref().unwrap_or("-").to_owned());
            let details: Vec<&str> =
                contact.phones.iter().chain(&contact.emails).map(String::as_str).collect();
            format!("{} | {}", fields.join(" | "), details.join(", "))
        })
        .collect()
}

fn quotes(release: &Release) -> Vec<String> {
    let quotes = release.quotes.iter();
    quotes
        .map(|quote| {
            let whose = quote.speaker.as_ref().or(quote.speaker_surface.as_ref());
            let fields = [whose, quote.role.as_ref(), quote.organisation.as_ref()]
                .map(|field| field.map_or("-", |field| field));
            format!("{} | {} | {}", fields.join(" | "), quote.kind.name(), quote.text)
        })
        .collect()
}

fn speakers(release: &Release) -> Vec<String> {
    let speakers = release.speakers.iter();
    speakers
        .map(|speaker| {
            let fields = [speaker.role.as_deref(), speaker.organisation.as_deref()]
                .map(|field| field.unwrap_or("-"));
            format!("{} | {} | {}", speaker.name, fields.join(" | "), speaker.quotes)
        })
        .collect()
}

fn countries(release: &Release) -> Vec<String> {
    let countries = release.countries.iter();
    countries
        .map(|mention| format!("{} | {}", mention.country, mention.involvement.name()))
        .collect()
}
