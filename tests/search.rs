//! `dateline search`: queries, filters, pages and the JSON of an answer.

use expect_test::expect;
use serde_json::Value;

use crate::archive::Archive;

/// Compares the files that a search of the sample finds.
#[track_caller]
fn check(command: &str, expected: &str) {
    assert_eq!(Archive::sample().found(command), expected, "search {command}");
}

#[track_caller]
fn answer(command: &str) -> Value {
    Archive::sample().json(&format!("search --json {command}"))
}

/// Compares how a query was read and what was remarked.
#[track_caller]
fn check_reading(query: &str, interpreted: &str, notes: &[&str]) {
    let answer = Archive::sample().json(&format!("search --json -n 0 '{query}'"));
    assert_eq!(
        (answer["interpreted"].as_str().unwrap(), &answer["notes"]),
        (interpreted, &serde_json::json!(notes))
    );
}

#[test]
fn the_json_is_that_of_the_contract() {
    Archive::sample()
        .check("search 'doctor OR nothing' --country kazakhstan --json -n 1", expect![[r#"
            {
              "query": "doctor OR nothing",
              "interpreted": "(doctor OR nothing) country:KAZ",
              "notes": [],
              "total": 1,
              "limit": 1,
              "offset": 0,
              "took_ms": …,
              "hits": [
                {
                  "id": "bbb05dec3ee619b7",
                  "score": …,
                  "title": "Kazakhstan: Let Doctors See the Detained Miners",
                  "subtitle": "Forty families have had no word for a week",
                  "date": "2012-04-03",
                  "organisation": "Lantern Coalition",
                  "type": "press-release",
                  "language": "en",
                  "countries": [
                    "KAZ"
                  ],
                  "places": [
                    "Astana"
                  ],
                  "speakers": [
                    "Ilse Marwitz-Okonjo",
                    "Daniyar Abenov"
                  ],
                  "path": "releases/miners.txt",
                  "near_duplicates": 0,
                  "snippets": [
                    {
                      "field": "lead",
                      "text": "Astana—The Lantern Coalition today called on Kazakhstan to let independent doctors into the cells where forty miners have been held since the strike ended. The coalition has asked three times and was given no answer.",
                      "highlights": [
                        [
                          77,
                          84
                        ]
                      ]
                    },
                    {
                      "field": "body",
                      "text": "“Nobody has told the families where the miners are held,” said Ilse Marwitz-Okonjo, director of the Lantern Coalition. “Every cell must be opened to a doctor.”",
                      "highlights": [
                        [
                          157,
                          163
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
                    "selected": true
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
                  },
                  {
                    "value": "Ilse Marwitz-Okonjo",
                    "label": "Ilse Marwitz-Okonjo",
                    "count": 1,
                    "selected": false
                  }
                ]
              }
            }
        "#]]);
}

#[test]
fn no_query_finds_everything() {
    check("", "ferry.md letter.txt miners.txt radio.txt strike.txt wells.html");
    check("'*'", "ferry.md letter.txt miners.txt radio.txt strike.txt wells.html");
}

#[test]
fn words_must_all_stand_in_a_release() {
    check("coalition families", "ferry.md miners.txt");
    check("coalition families ferry", "ferry.md");
    check("coalition AND ferry", "ferry.md");
}

#[test]
fn operators_bind_not_before_and_before_or() {
    check("ferry OR eleven", "ferry.md strike.txt");
    check("lawyers NOT reporters", "miners.txt strike.txt");
    check("lawyers -reporters", "miners.txt strike.txt");
    check("ferry OR lawyers NOT reporters", "ferry.md miners.txt strike.txt");
    check("'(ferry OR lawyers) -families'", "letter.txt strike.txt");
    check("+ferry families", "ferry.md");
}

#[test]
fn a_query_may_start_with_a_minus() {
    check("-coalition", "letter.txt radio.txt strike.txt wells.html");
    check("-coalition -lawyer", "radio.txt wells.html");
    check("--country KAZ -coalition", "strike.txt");
}

#[test]
fn any_joins_words_by_or() {
    check("--any ferry eleven", "ferry.md strike.txt");
    check("--any ferry eleven -report", "strike.txt");
}

#[test]
fn a_word_matches_its_forms_and_quoted_words_only_themselves() {
    check("family", "ferry.md miners.txt");
    check("'\"family\"'", "");
    check("'\"families\"'", "ferry.md miners.txt");
    check("'\"the families can\"'", "ferry.md");
    check("'\"families the can\"'", "");
}

#[test]
fn each_language_has_its_own_stems() {
    check("journaliste", "radio.txt");
    check("licences", "letter.txt radio.txt");
}

#[test]
fn case_and_diacritics_never_matter() {
    check("FREQUENCE", "radio.txt");
    check("'\"une petition au ministere\"'", "radio.txt");
    check("KONÉ", "radio.txt");
    check("'CÔTE D’IVOIRE'", "radio.txt");
    check("cote d ivoire", "radio.txt");
}

#[test]
fn every_sort_of_quotation_mark_is_one() {
    for query in [
        "“a locked door”",
        "„a locked door“",
        "«a locked door»",
        "« a locked door »",
        "”a locked door”",
    ] {
        check(&format!("'{query}'"), "miners.txt");
    }
}

#[test]
fn a_phrase_does_not_cross_paragraphs() {
    check("'\"opened to a doctor\"'", "miners.txt");
    check("'\"opened to a doctor two lawyers\"'", "");
}

#[test]
fn words_may_be_sought_in_one_field() {
    check("title:report", "ferry.md");
    check("report", "ferry.md letter.txt");
    check("quote:egg", "strike.txt");
    check("quote:strikers", "strike.txt");
    check("quote:oslo", "");
    check("body:maps", "wells.html");
    check("path:wells", "wells.html");
    check("'title:(wells OR frequence)'", "radio.txt wells.html");
}

#[test]
fn more_than_words_may_be_asked() {
    check("'\"doctors cells\"~5'", "miners.txt");
    check("'\"cells doctors\"~5'", "miners.txt");
    check("'\"doctors cells\"~1'", "");
    check("passen*", "ferry.md");
    check("strikars~1", "strike.txt");
}

#[test]
fn background_is_searched_only_on_demand() {
    check("'\"first office\"'", "");
    check("'\"first office\"' --boilerplate", "miners.txt");
    check("'\"20 7946 0123\"'", "miners.txt");
}

#[test]
fn countries() {
    check("--country KAZ", "miners.txt strike.txt");
    check("--country kz", "miners.txt strike.txt");
    check("--country Kazakh", "miners.txt strike.txt");
    check("--country Казахстан", "miners.txt strike.txt");
    check("--country 'CÔTE D’IVOIRE'", "radio.txt");
    check("--country Kenya", "ferry.md wells.html");
    check("--mentions Kazakhstan", "ferry.md miners.txt strike.txt");
    check("--mentions Kenya", "ferry.md wells.html");
    check("--mentions Kenya --boilerplate", "ferry.md miners.txt wells.html");
    check("country:Kenya", "ferry.md wells.html");
    check("mentions:KAZ -country:KAZ", "ferry.md");
}

#[test]
fn years_and_dates() {
    check("--year 2012", "miners.txt radio.txt wells.html");
    check("--year 2012..2013", "ferry.md miners.txt radio.txt wells.html");
    check("--year 2013..", "ferry.md strike.txt");
    check("--year undated", "letter.txt");
    check("--year undated --year 2014", "letter.txt strike.txt");
    check("--from 2012-11-20", "ferry.md radio.txt strike.txt");
    check("--to 2012-11-19", "miners.txt wells.html");
    check("--from 2012-05 --to 2013", "ferry.md radio.txt");
    check("date:2012-04-03", "miners.txt");
    check("'from:2012 to:2012-06'", "miners.txt wells.html");
    check("date>=2013", "ferry.md strike.txt");
}

#[test]
fn a_month_lies_in_a_range_only_if_all_of_it_does() {
    check("date:2012-04", "miners.txt wells.html");
    check("date:2012-04-02..2012-04", "miners.txt");
    check("--to 2012-04-29", "miners.txt");
}

#[test]
fn speakers_organisations_and_places_by_name() {
    check("--speaker 'ilse marwitz-okonjo'", "ferry.md miners.txt");
    check("--speaker Okonjo", "ferry.md miners.txt");
    check("--speaker 'OKONJO Ilse'", "ferry.md miners.txt");
    check("speaker:abenov", "miners.txt strike.txt");
    check("--speaker 'Aissata Kone'", "radio.txt");
    check("--org 'Fjord Law Centre'", "strike.txt");
    check("--org lantern", "ferry.md miners.txt");
    check("--place astana", "miners.txt");
    check("--place Kampala --place nairobi", "ferry.md wells.html");
}

#[test]
fn languages_and_types() {
    check("--lang fr", "radio.txt");
    check("--lang French", "radio.txt");
    check("--type statement", "strike.txt");
    check("--type open-letter", "letter.txt");
    check("--type 'Press Release'", "ferry.md miners.txt radio.txt wells.html");
}

#[test]
fn one_flag_twice_widens_and_two_flags_narrow() {
    check("--country KAZ --country KEN", "ferry.md miners.txt strike.txt wells.html");
    check("--country KAZ --country KEN --year 2012", "miners.txt wells.html");
    check("--country KAZ --country KEN --year 2012 --speaker Otieno", "wells.html");
}

#[test]
fn what_must_not_hold() {
    check("--not country=Kenya", "letter.txt miners.txt radio.txt strike.txt");
    check("--not country=Kenya --not year=2012", "letter.txt strike.txt");
    check("--not year=undated --not speaker=Abenov", "ferry.md radio.txt wells.html");
    check("lawyers --not type=open-letter", "miners.txt strike.txt");
}

#[test]
fn a_name_that_nobody_has_finds_nothing_and_says_so() {
    let answer = answer("--speaker 'Ilse Marwitz-Okonja'");
    assert_eq!(answer["total"], 0);
    assert_eq!(
        answer["notes"],
        serde_json::json!([
            "no speaker is called `Ilse Marwitz-Okonja`; did you mean `Ilse Marwitz-Okonjo`?"
        ])
    );
}

#[test]
fn hits_come_by_relevance_or_date() {
    let sample = Archive::sample();
    let by_date = ["wells.html", "miners.txt", "radio.txt", "ferry.md", "strike.txt", "letter.txt"];
    assert_eq!(sample.hits("--sort date"), by_date);
    let newest_first =
        ["strike.txt", "ferry.md", "radio.txt", "miners.txt", "wells.html", "letter.txt"];
    assert_eq!(sample.hits("--sort -date"), newest_first);
    assert_eq!(sample.hits("--sort=-date"), newest_first);
    // a word in the title goes before one in the text
    assert_eq!(sample.hits("miners"), ["miners.txt", "ferry.md"]);
}

#[test]
fn pages_follow_each_other_and_end() {
    let sample = Archive::sample();
    let all = sample.hits("--sort date");
    for (offset, expected) in (0..6).zip(&all) {
        let page = sample.json(&format!("search --json --sort date -n 1 --offset {offset}"));
        assert_eq!(page["hits"][0]["path"].as_str().unwrap(), format!("releases/{expected}"));
        assert_eq!(
            (&page["total"], &page["limit"], &page["offset"]),
            (&6.into(), &1.into(), &offset.into())
        );
    }
    assert_eq!(answer("--offset 6")["hits"], serde_json::json!([]));
    assert_eq!(answer("-n 1 --offset 9999")["total"], 6);
}

#[test]
fn a_limit_of_nothing_counts_only() {
    let answer = answer("--country KAZ --limit 0");
    assert_eq!((&answer["total"], &answer["hits"]), (&2.into(), &serde_json::json!([])));
    assert_eq!(crate::archive::facet(&answer["facets"]["year"]), "2014 1, 2012 1");
}

#[test]
fn no_hits_are_an_answer_with_exit_code_1() {
    let ran = Archive::sample().run("search zebra --json");
    assert_eq!((ran.code, ran.stderr.as_str(), &ran.json()["total"]), (1, "", &0.into()));
    Archive::sample().check(
        "search zebra",
        expect![[r#"
        0 releases for zebra, … ms

        exit 1
    "#]],
    );
}

#[test]
fn ordinary_text_is_read_as_literally_as_possible_and_the_answer_says_how() {
    check_reading("Kazakhstan: Let Doctors", "Kazakhstan: Let Doctors", &[]);
    check_reading(
        "http://lantern.example/doctors",
        "http://lantern.example/doctors",
        &["`http:` is no field and is searched as text"],
    );
    check_reading(
        "doctors (cells",
        "doctors cells",
        &["a parenthesis without a partner is left out"],
    );
    check_reading("\"doctors", "doctors", &["a quotation mark without a partner is left out"]);
    check_reading(
        "AND doctors",
        "\\AND doctors",
        &["`AND` joins nothing here and is searched as a word"],
    );
    check("'Kazakhstan: Let Doctors'", "miners.txt");
    check("'doctors (cells'", "miners.txt");
    check("'Côte d’Ivoire'", "radio.txt");
}

#[test]
fn snippets_mark_what_was_sought() {
    let answer = answer("'\"every cell\" families'");
    let mut marked = Vec::new();
    for snippet in answer["hits"][0]["snippets"].as_array().unwrap() {
        let text = snippet["text"].as_str().unwrap();
        for span in snippet["highlights"].as_array().unwrap() {
            let [start, end] =
                [0, 1].map(|at| usize::try_from(span[at].as_u64().unwrap()).unwrap());
            marked.push(text[start..end].to_lowercase());
        }
    }
    assert!(marked.iter().any(|word| word == "families"), "{marked:?}");
    assert!(marked.iter().any(|word| word.starts_with("every")), "{marked:?}");
    assert!(
        marked
            .iter()
            .all(|word| ["families", "every", "cell", "every cell"].contains(&word.as_str())),
        "{marked:?}"
    );
}

#[test]
fn highlights_are_byte_offsets_into_the_text() {
    let answer = answer("pétition");
    let snippet = &answer["hits"][0]["snippets"][0];
    let [start, end] =
        [0, 1].map(|at| usize::try_from(snippet["highlights"][0][at].as_u64().unwrap()).unwrap());
    assert_eq!(&snippet["text"].as_str().unwrap()[start..end], "pétition");
}

#[test]
fn a_misspelt_flag_is_no_query() {
    let ran = Archive::sample().run("search --contry KAZ");
    assert_eq!(ran.code, 2, "{ran:?}");
}

#[test]
fn who_wants_to_hear_more_is_told_how_the_query_was_read() {
    let told = |command: &str| Archive::sample().run(command).stderr;
    let command = "search prisoner --country kenya --not lang=fr --limit 0";
    assert_eq!(told(command), "");
    assert_eq!(
        told(&format!("{command} --verbose")),
        "dateline: read as: Releases with “prisoner” in any form, about Kenya, but not in French\n"
    );
    assert_eq!(
        told("quotes --limit 0 -v --boilerplate wells"),
        "dateline: read as: Quotes with “wells” in any form, standing text included\n"
    );
}
