//! The two releases that the project began with, where they are at hand: every value is that of the
//! notes beside them. Neither their text nor the values stand in this repository; both are read.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use serde_json::{Value, json};

use crate::archive::{Archive, copy, project};

/// The notes and the folder of the releases; `None`, with a word about it, where they are not there.
fn at_hand() -> Option<(String, PathBuf)> {
    let shared = project().join("../shared");
    let notes = fs::read_to_string(shared.join("extraction.md")).ok();
    let seeds = Some(shared.join("seeds")).filter(|seeds| seeds.is_dir());
    if notes.is_none() || seeds.is_none() {
        eprintln!(
            "skipped: the first two releases and the notes on them are not beside this repository"
        );
    }
    notes.zip(seeds)
}

/// The expected values by file name: the JSON blocks below the headings that name a file.
fn expected(notes: &str) -> BTreeMap<String, Value> {
    let mut expected = BTreeMap::new();
    let section = notes.split("\n## ").find(|section| section.starts_with("10.")).unwrap();
    for part in section.split("\n### ").skip(1) {
        let name = part.split('`').nth(1).unwrap().to_owned();
        let block = part.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
        expected.insert(name, serde_json::from_str(block).unwrap());
    }
    expected
}

fn archive() -> Option<(Archive, BTreeMap<String, Value>)> {
    let (notes, seeds) = at_hand()?;
    let archive = Archive::new();
    copy(&seeds, &archive.path("releases"));
    Some((archive, expected(&notes)))
}

/// Calls `check` with what is expected of each release and what is understood of it.
fn each(check: impl Fn(&Value, &Value, &str)) {
    let Some((archive, expected)) = archive() else { return };
    assert_eq!(expected.len(), 2);
    for (name, expected) in expected {
        let command = format!("inspect releases/{name} --jsonl --evidence");
        let text = archive.run(&format!("inspect releases/{name} --text")).stdout;
        check(&expected, &archive.run(&command).json(), &text);
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn span(value: &Value) -> (u64, u64) {
    (value["start"].as_u64().unwrap(), value["end"].as_u64().unwrap())
}

/// Codes as the contract has them.
fn alpha3(code: &Value) -> String {
    let code = code["cc"].as_str().or(code.as_str()).unwrap();
    gazetteer::resolve(code).unwrap().to_string()
}

#[test]
fn title_subtitle_date_places_language_and_organisation() {
    each(|expected, record, _| {
        for field in ["title", "subtitle", "language"] {
            assert_eq!(record[field], expected[field], "{field}");
        }
        assert_eq!(record["date"], expected["date"]["value"]);
        assert_eq!(record["date_precision"], expected["date"]["precision"]);
        assert_eq!(record["places"], expected["dateline"]["places"]);
        assert_eq!(record["organisation"], expected["organisation"]["name"]);
        assert_eq!(record["type"], "press-release");
    });
}

#[test]
fn countries_in_focus_mentioned_and_in_standing_text() {
    each(|expected, record, _| {
        let with_role = |role: &str| -> BTreeSet<String> {
            let countries = list(&record["countries"]).iter().filter(|one| one["role"] == role);
            countries.map(|one| one["code"].as_str().unwrap().to_owned()).collect()
        };
        for role in ["focus", "mentioned"] {
            let expected = list(&expected["countries"][role]).iter().map(alpha3);
            assert_eq!(with_role(role), expected.collect(), "{role}");
        }
        let standing = with_role("boilerplate");
        let expected: BTreeSet<String> =
            list(&expected["countries"]["boilerplate"]).iter().map(alpha3).collect();
        assert!(standing.is_superset(&expected), "{standing:?}");
        // the notes list those of the background; lines of contacts may name others
        let contacts: Vec<(u64, u64)> = list(&record["sections"])
            .iter()
            .filter(|section| section["kind"] == "contacts")
            .map(span)
            .collect();
        for country in
            list(&record["countries"]).iter().filter(|country| country["role"] == "boilerplate")
        {
            let (start, end) = span(&country["evidence"]);
            let is_of_a_contact =
                contacts.iter().any(|&(first, last)| first <= start && end <= last);
            assert!(
                is_of_a_contact || expected.contains(country["code"].as_str().unwrap()),
                "{country}"
            );
        }
    });
}

#[test]
fn quotes_with_their_speakers() {
    each(|expected, record, text| {
        let mut quotes = list(&record["quotes"]).iter().filter(|quote| quote["kind"] == "direct");
        let mut utterances = BTreeSet::new();
        for expected in list(&expected["quotes"]) {
            let mut of_one_act = BTreeSet::new();
            for segment in list(&expected["segments"]) {
                let quote = quotes.next().unwrap();
                assert_eq!(json!([quote["start"], quote["end"]]), *segment);
                let (start, end) = span(quote);
                let marked = &text[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()];
                assert_eq!(quote["text"].as_str().unwrap(), marked.trim_matches(['"', '“', '”']));
                assert_eq!(quote["speaker"], expected["speaker"]["name"]);
                for field in ["role", "organisation"] {
                    if let Some(expected) = expected["speaker"].get(field) {
                        assert_eq!(quote[field], *expected, "{field}");
                    }
                }
                assert!(
                    list(&expected["cues"]).contains(&quote["cue"]) || quote["cue"].is_null(),
                    "{quote}"
                );
                of_one_act.insert(quote["utterance"].as_u64().unwrap());
            }
            assert_eq!(of_one_act.len(), 1);
            utterances.extend(of_one_act);
        }
        assert_eq!(quotes.next(), None);
        assert_eq!(utterances.len(), list(&expected["quotes"]).len());
        let speakers: BTreeSet<&str> =
            list(&record["speakers"]).iter().map(|one| one["name"].as_str().unwrap()).collect();
        let expected = list(&expected["quotes"])
            .iter()
            .map(|quote| quote["speaker"]["name"].as_str().unwrap());
        assert_eq!(speakers, expected.collect());
    });
}

#[test]
fn contacts_with_their_numbers() {
    each(|expected, record, _| {
        let plain = |contact: &Value| {
            json!([
                contact["name"],
                contact["role"],
                contact["organisation"],
                contact["place"],
                contact["phones"],
                contact["emails"],
            ])
        };
        let listed = |contact: &Value| {
            json!([
                contact["name"],
                contact["role"],
                contact["organisation"],
                contact["place"],
                [contact["phone"]],
                [contact["email"]],
            ])
        };
        let found: Vec<Value> = list(&record["contacts"]).iter().map(plain).collect();
        let expected: Vec<Value> = list(&expected["contacts"]).iter().map(listed).collect();
        assert_eq!(found, expected);
    });
}

#[test]
fn sections() {
    each(|expected, record, text| {
        let mut covered: BTreeMap<String, (u64, u64)> = BTreeMap::new();
        for section in list(&record["sections"]) {
            let (start, end) = span(section);
            let kind = section["kind"].as_str().unwrap().to_owned();
            let whole = covered.entry(kind).or_insert((start, end));
            *whole = (whole.0.min(start), whole.1.max(end));
        }
        for (kind, expected) in expected["sections"].as_object().unwrap() {
            let (start, end) =
                covered.get(kind).copied().unwrap_or_else(|| panic!("no {kind} in {covered:?}"));
            let trimmed = |at: u64| text[..usize::try_from(at).unwrap()].trim_end().len();
            let [first, last] = [0, 1].map(|at| expected[at].as_u64().unwrap());
            assert_eq!((start, trimmed(end)), (first, trimmed(last)), "{kind}");
        }
    });
}

#[test]
fn the_first_questions_of_the_project_are_answered() {
    let Some((archive, expected)) = archive() else { return };
    let report = archive.index();
    assert_eq!((&report["indexed"], &report["failed"]), (&2.into(), &json!([])));
    let mut first_by_country = BTreeMap::new();
    for (name, expected) in &expected {
        first_by_country.insert(alpha3(&expected["countries"]["focus"][0]), (name, expected));
    }
    let (name, expected) = first_by_country["KAZ"];
    let answer = archive.json("search 'rome statute' --country Kazakhstan --json");
    assert_eq!(
        (&answer["total"], &answer["hits"][0]["path"]),
        (&1.into(), &json!(format!("releases/{name}")))
    );
    assert_eq!(answer["hits"][0]["date"], expected["date"]["value"]);
    let values = |facet: &str| -> Vec<(String, u64)> {
        let value = |value: &Value| {
            (value["value"].as_str().unwrap().to_owned(), value["count"].as_u64().unwrap())
        };
        list(&answer["facets"][facet]).iter().map(value).collect()
    };
    assert!(values("country").contains(&("KAZ".to_owned(), 1)));
    assert_eq!(values("year"), [("2012".to_owned(), 1)]);
    let speakers: BTreeSet<String> = values("speaker").into_iter().map(|(name, _)| name).collect();
    let persons = list(&expected["quotes"])
        .iter()
        .map(|quote| quote["speaker"]["name"].as_str().unwrap().to_owned());
    assert_eq!(speakers, persons.collect());
    // a country of the background is none of its countries
    assert_eq!(archive.run("search 'rome statute' --country Kenya").code, 1);
    let standing = archive.json("search 'rome statute' --boilerplate --mentions Kenya --json");
    assert_eq!(
        (&standing["total"], &standing["hits"][0]["path"]),
        (&1.into(), &json!(format!("releases/{name}")))
    );
    let first = &expected["quotes"][0]["speaker"];
    let surname = first["name"].as_str().unwrap().rsplit(' ').next().unwrap();
    let quotes = archive.json(&format!("quotes impunity --speaker {surname} --json"));
    assert_eq!(quotes["total"], 1);
    for (field, expected) in
        [("speaker", "name"), ("role", "role"), ("organisation", "organisation")]
    {
        assert_eq!(quotes["hits"][0][field], first[expected], "{field}");
    }
}
