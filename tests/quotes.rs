//! `dateline quotes`: the words, whose they are, and where they stand.

use std::fs;

use expect_test::expect;
use serde_json::Value;

use crate::archive::{Archive, facet};

/// The quotes that a command finds, by their first words.
#[track_caller]
fn starts(command: &str) -> Vec<String> {
    let answer = Archive::sample().json(&format!("quotes --json -n 100 --sort date {command}"));
    let start = |hit: &Value| {
        let words: Vec<&str> = hit["text"].as_str().unwrap().split_whitespace().take(3).collect();
        words.join(" ")
    };
    let starts: Vec<String> = answer["hits"].as_array().unwrap().iter().map(start).collect();
    assert_eq!(answer["total"].as_u64().unwrap(), starts.len() as u64);
    starts
}

#[test]
fn the_json_is_that_of_the_contract() {
    Archive::sample().check(
        "quotes door --json",
        expect![[r#"
            {
              "query": "door",
              "interpreted": "door",
              "notes": [],
              "total": 1,
              "limit": 20,
              "offset": 0,
              "took_ms": …,
              "hits": [
                {
                  "id": "bbb05dec3ee619b7-2",
                  "text": "A locked door is an answer too,",
                  "kind": "direct",
                  "utterance": 1,
                  "speaker": "Daniyar Abenov",
                  "speaker_surface": "Daniyar Abenov",
                  "role": "lawyer",
                  "organisation": "Fjord Law Centre",
                  "date": "2012-04-03",
                  "countries": [
                    "KAZ"
                  ],
                  "mentions": [],
                  "release": {
                    "id": "bbb05dec3ee619b7",
                    "title": "Kazakhstan: Let Doctors See the Detained Miners",
                    "path": "releases/miners.txt"
                  },
                  "paragraph": 7,
                  "start": 674,
                  "end": 711,
                  "score": …,
                  "snippets": [
                    {
                      "field": "quote",
                      "text": "A locked door is an answer too,",
                      "highlights": [
                        [
                          9,
                          13
                        ]
                      ]
                    }
                  ]
                }
              ],
              "facets": {
                "country": [
                  {
                    "value": "KAZ",
                    "label": "Kazakhstan",
                    "count": 1,
                    "selected": false
                  }
                ],
                "year": [
                  {
                    "value": "2012",
                    "label": "2012",
                    "count": 1,
                    "selected": false
                  }
                ],
                "speaker": [
                  {
                    "value": "Daniyar Abenov",
                    "label": "Daniyar Abenov",
                    "count": 1,
                    "selected": false
                  }
                ]
              }
            }
        "#]],
    );
}

#[test]
fn quotes_are_found_by_their_words() {
    assert_eq!(starts("doctor"), ["Every cell must"]);
    assert_eq!(starts("'\"they smell\"'"), ["They smell water."]);
    assert_eq!(starts("prison"), Vec::<String>::new());
}

#[test]
fn quotes_are_found_by_speaker() {
    assert_eq!(starts("--speaker Otieno"), ["The cows do", "They smell water."]);
    assert_eq!(starts("--speaker Okonjo families"), ["Nobody has told", "The families can"]);
}

#[test]
fn the_country_of_a_quote_is_the_focus_of_its_release() {
    assert_eq!(starts("--country Uganda maps"), ["The cows do"]);
    // these words name no country
    assert_eq!(starts("--mentions Uganda maps"), Vec::<String>::new());
}

#[test]
fn two_spans_of_one_act_of_saying_share_a_number() {
    let answer = Archive::sample().json("quotes --json --speaker Otieno --sort date");
    let hits = answer["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 2);
    assert_eq!(hits[0]["utterance"], hits[1]["utterance"]);
    assert_eq!(hits[0]["paragraph"], hits[1]["paragraph"]);
}

#[test]
fn total_and_facets_count_quotes() {
    let answer = Archive::sample()
        .json("quotes --json -n 0 --country KAZ --facet speaker --facet year --facet org");
    assert_eq!(answer["total"].as_u64().unwrap(), starts("--country KAZ").len() as u64);
    let speakers = facet(&answer["facets"]["speaker"]);
    assert!(speakers.contains("Ilse Marwitz-Okonjo 2"), "{speakers}");
    let narrowed = Archive::sample().json("quotes --json -n 0 --country KAZ --speaker Okonjo");
    assert_eq!(
        facet(&narrowed["facets"]["speaker"]),
        speakers.replace("Ilse Marwitz-Okonjo 2", "[Ilse Marwitz-Okonjo 2]")
    );
}

#[test]
fn a_quote_stands_where_it_says_marks_included() {
    let sample = Archive::sample();
    for hit in sample.json("quotes --json -n 100")["hits"].as_array().unwrap() {
        let path = hit["release"]["path"].as_str().unwrap();
        let text = sample.run(&format!("inspect {path} --text")).stdout;
        let [start, end] =
            ["start", "end"].map(|name| usize::try_from(hit[name].as_u64().unwrap()).unwrap());
        let (span, words) = (&text[start..end], hit["text"].as_str().unwrap());
        let blanks_folded = span.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(blanks_folded.contains(words), "{span} / {words}");
        if hit["kind"] == "direct" {
            assert!(span.starts_with(['“', '"', '«']) && span.ends_with(['”', '"', '»']), "{span}");
        }
    }
}

#[test]
fn a_person_reads_the_words_and_whose_they_are() {
    Archive::sample().check(
        "quotes --speaker Okonjo families",
        expect![[r#"
            2 quotes for families speaker:Okonjo, … ms

              “The families can read, and they want to read it,”
                — Ilse Marwitz-Okonjo, director, Lantern Coalition
                2013-05-06 · Kenya · Kenya: Publish the Report on the Lake Ferry
                releases/ferry.md:359–409  id 190042f1ca4ea457

              “Nobody has told the families where the miners are held,”
                — Ilse Marwitz-Okonjo, director, Lantern Coalition
                2012-04-03 · Kazakhstan · Kazakhstan: Let Doctors See the Detained Miners
                releases/miners.txt:350–411  id bbb05dec3ee619b7

            country                   year                  speaker
              Kazakhstan ████████ 1     2013   ████████ 1   ● Ilse Marwitz-Okonjo ████████ 2
              Kenya      ████████ 1     2012   ████████ 1

        "#]],
    );
}

#[test]
fn a_table_of_quotes() {
    Archive::sample().check("quotes door OR maps --sort date --csv", expect![[r#"
        id,text,kind,speaker,speaker_surface,role,organisation,date,countries,mentions,title,path,start,end
        520e0f32d8d859af-1,"The cows do not read maps,",direct,Peter Otieno,Peter Otieno,field officer,Savanna Water Watch,2012-04,UGA; KEN,,Kenya and Uganda: Wells Run Dry along the Border,releases/wells.html,264,296
        bbb05dec3ee619b7-2,"A locked door is an answer too,",direct,Daniyar Abenov,Daniyar Abenov,lawyer,Fjord Law Centre,2012-04-03,KAZ,,Kazakhstan: Let Doctors See the Detained Miners,releases/miners.txt,674,711
    "#]]);
}

#[test]
fn a_quote_is_known_by_its_release_and_its_number() {
    let sample = Archive::sample();
    let answer = sample.json("quotes --json door");
    let hit = &answer["hits"][0];
    let (id, release) = (hit["id"].as_str().unwrap(), hit["release"]["id"].as_str().unwrap());
    let number: usize = id.strip_prefix(&format!("{release}-")).unwrap().parse().unwrap();
    let shown = sample.json(&format!("show {release} --json"));
    assert_eq!(shown["quotes"][number]["text"], hit["text"]);
}

#[test]
fn no_quotes_exit_with_1() {
    assert_eq!(Archive::sample().run("quotes zebra").code, 1);
    let empty = Archive::new().file("a.txt", "The gate is open.\n").indexed();
    assert_eq!(empty.run("quotes").code, 1);
    fs::remove_dir_all(empty.path("releases")).unwrap();
}
