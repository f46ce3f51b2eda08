//! Quotes as hits.

use index::Request;
use query::Field;

use crate::builder::{Draft, Folder, request};

fn folder() -> Folder {
    Folder::of([
        Draft::new(1)
            .title("Zhanaozen")
            .body("Torture is never right.")
            .quote(
                "We condemn impunity in Uzbekistan.",
                Some("Ada Roe"),
                Some("Coalition"),
                &["UZB"],
            )
            .quote("Rights matter.", None, None, &[])
            .date("2012-04-03")
            .focus("KAZ"),
        Draft::new(2)
            .title("Other matters")
            .quote("Impunity is a disgrace.", Some("Bo Li"), None, &[])
            .date("2013")
            .focus("UZB"),
    ])
}

fn check(typed: &str) -> Vec<String> {
    let answer = folder().archive().quotes(&request(typed)).unwrap();
    let mut ids: Vec<String> = answer.hits.into_iter().map(|hit| hit.id).collect();
    assert_eq!(ids.len() as u64, answer.total);
    ids.sort();
    ids.iter().map(|id| id.trim_start_matches('0').to_owned()).collect()
}

#[test]
fn words_are_sought_in_the_words_of_quotes_only() {
    assert_eq!(check("impunity"), ["1-0", "2-0"]);
    assert_eq!(check("torture"), [] as [&str; 0]);
    assert_eq!(check("right"), ["1-1"]);
    assert_eq!(check("\"impunity in uzbekistan\""), ["1-0"]);
    assert_eq!(check("*"), ["1-0", "1-1", "2-0"]);
}

#[test]
fn countries_are_those_of_the_release_and_mentions_those_of_the_words() {
    assert_eq!(check("country:KAZ"), ["1-0", "1-1"]);
    assert_eq!(check("mentions:UZB"), ["1-0"]);
    assert_eq!(check("speaker:roe org:coalition year:2012"), ["1-0"]);
    assert_eq!(check("-speaker:roe"), ["1-1", "2-0"]);
}

#[test]
fn questions_about_title_body_and_path_are_asked_of_the_release() {
    assert_eq!(check("title:zhanaozen"), ["1-0", "1-1"]);
    assert_eq!(check("title:zhanaozen impunity"), ["1-0"]);
    assert_eq!(check("-body:torture"), ["2-0"]);
    assert_eq!(check("path:0000000000000002"), ["2-0"]);
}

#[test]
fn total_and_facets_count_quotes() {
    let request =
        Request { facets: vec![Field::Speaker, Field::Country], ..request("impunity OR rights") };
    let answer = folder().archive().quotes(&request).unwrap();
    assert_eq!(answer.total, 3);
    let counts: Vec<_> =
        answer.facets.get(Field::Country).iter().map(|value| value.count).collect();
    assert_eq!(counts, [2, 1]);
    assert_eq!(answer.facets.get(Field::Speaker).len(), 2);
}

#[test]
fn a_hit_tells_who_when_and_where() {
    let answer = folder().archive().quotes(&request("disgrace")).unwrap();
    let json = serde_json::to_value(&answer.hits[0]).unwrap();
    assert_eq!(json["speaker"], "Bo Li");
    assert_eq!(json["date"], "2013");
    assert_eq!(json["release"]["title"], "Other matters");
    assert_eq!(json["release"]["path"], "0000000000000002.txt");
    assert_eq!(json["snippets"][0]["text"], "Impunity is a disgrace.");
    assert_eq!(json["snippets"][0]["highlights"], serde_json::json!([[14, 22]]));
}
