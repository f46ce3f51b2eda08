//! Searching releases: words, phrases, fields, filters, ranking, facets, snippets.

use std::time::Duration;

use index::{Error, FacetValue, Of, Request, Sort};
use query::{Field, Filter, Filters, Group};
use release::{Involvement, Part, ReleaseKind};

use crate::builder::{Draft, Folder, request};

fn small() -> Folder {
    Folder::of([
        Draft::new(1)
            .title("Kazakhstan: free the rights defenders")
            .part(Part::Lede, "Almaty – Civil society calls for an end to torture.")
            .body("Society is civil. The Côte d’Ivoire case shows it.")
            .part(Part::Background, "The Coalition was founded in Geneva.")
            .part(Part::Contacts, "Ada Roe, press officer, ada@example.org")
            .date("2012-04-03")
            .focus("KAZ")
            .country("CIV", Involvement::Mentioned)
            .country("CHE", Involvement::Boilerplate)
            .organisation("Justice Coalition")
            .place("Almaty")
            .speaker("Ada Roe"),
        Draft::new(2)
            .title("La torture en Côte d'Ivoire")
            .body("Les droits humains. Rien sur la Suisse.")
            .language("fr")
            .date("2012")
            .focus("CIV")
            .organisation("Ligue")
            .kind(ReleaseKind::Statement)
            .speaker("ADA ROE"),
        Draft::new(3)
            .title("Undated appeal")
            .body("A right to be heard. The end of one paragraph is civil")
            .body("society begins the next.")
            .focus("KAZ")
            .speaker("Zoë Roe")
            .speaker("ada roe")
            .speaker("Ada Roe"),
    ])
}

#[test]
fn an_unquoted_word_finds_its_other_forms_and_a_quoted_one_does_not() {
    let folder = small();
    assert_eq!(folder.set("right"), [1, 3]);
    assert_eq!(folder.set("\"right\""), [3]);
    assert_eq!(folder.set("droit"), [2]);
}

#[test]
fn case_accents_and_apostrophes_do_not_matter() {
    let folder = small();
    for typed in ["Côte d'Ivoire", "cote d’ivoire", "\"COTE D´IVOIRE\"", "Cote Ivoire"] {
        assert_eq!(folder.set(typed), [1, 2], "{typed}");
    }
    assert_eq!(folder.set("Kazakhstan's"), [1]);
}

#[test]
fn a_phrase_keeps_its_order_and_crosses_no_paragraph() {
    let folder = small();
    assert_eq!(folder.set("\"civil society\""), [1]);
    assert_eq!(folder.set("\"society civil\""), [] as [u64; 0]);
    assert_eq!(folder.set("\"society civil\"~5"), [1]);
    assert_eq!(folder.set("\"society civil\"~1000"), [1]);
    assert_eq!(folder.set("\"heard begins\"~1000"), [] as [u64; 0]);
    assert_eq!(folder.set("\"heard civil\"~1000"), [3]);
}

#[test]
fn phrases_of_common_words_are_those_of_a_scan() {
    const N_RELEASES: u64 = 600;
    const WORDS: [&str; 5] = ["river", "dam", "ministry", "said", "village"];
    // a sequence without a pattern (xorshift), the same in every run
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % 1_000_003).unwrap() % n
    };
    let texts: Vec<String> = (0..N_RELEASES)
        .map(|_| {
            let n_words = 1 + below(60);
            (0..n_words).map(|_| WORDS[below(5)]).collect::<Vec<_>>().join(" ")
        })
        .collect();
    let drafts = texts.iter().zip(1..).map(|(text, id)| Draft::new(id).body(text));
    let folder = Folder::of(drafts.collect::<Vec<_>>());
    for phrase in [
        "river dam",
        "dam river dam",
        "said said",
        "ministry said village river",
        "said the",
        "dam",
    ] {
        let holds = |text: &&String| format!(" {text} ").contains(&format!(" {phrase} "));
        let expected = u64::try_from(texts.iter().filter(holds).count()).unwrap();
        let found = folder.archive().search(&request(&format!("\"{phrase}\""))).unwrap();
        assert_eq!(found.total, expected, "{phrase}");
    }
}

#[test]
fn standing_text_is_searched_on_demand_only() {
    let folder = small();
    assert_eq!(folder.set("Geneva"), [] as [u64; 0]);
    let with = Request { boilerplate: true, ..request("Geneva") };
    assert_eq!(folder.archive().search(&with).unwrap().total, 1);
    assert_eq!(folder.set("mentions:CHE"), [] as [u64; 0]);
    let with = Request { boilerplate: true, ..request("mentions:CHE") };
    assert_eq!(folder.archive().search(&with).unwrap().total, 1);
    assert_eq!(folder.set("officer"), [1]);
}

#[test]
fn fields_operators_prefixes_and_fuzzy_words() {
    let folder = small();
    assert_eq!(folder.set("title:torture"), [2]);
    assert_eq!(folder.set("body:torture"), [1]);
    assert_eq!(folder.set("torture -Almaty"), [2]);
    assert_eq!(folder.set("-torture"), [3]);
    assert_eq!(folder.set("Almaty OR appeal"), [1, 3]);
    assert_eq!(folder.set("kazakh*"), [1]);
    assert_eq!(folder.set("tortrue~1"), [1, 2]);
    assert_eq!(folder.set("path:txt"), [1, 2, 3]);
    assert_eq!(folder.set("path:\"0000000000000002\""), [2]);
    assert_eq!(folder.set("-path:0000000000000002 torture"), [1]);
}

#[test]
fn filters_hold_whole_periods_and_folded_names() {
    let folder = small();
    assert_eq!(folder.set("year:2012"), [1, 2]);
    assert_eq!(folder.set("date:2012-04"), [1]);
    assert_eq!(folder.set("from:2012-01-01"), [1, 2]);
    assert_eq!(folder.set("year:undated"), [3]);
    assert_eq!(folder.set("country:kazakhstan"), [1, 3]);
    assert_eq!(folder.set("mentions:CIV"), [1, 2]);
    assert_eq!(folder.set("org:coalition"), [1]);
    assert_eq!(folder.set("lang:fr type:statement"), [2]);
    assert_eq!(folder.set("place:ALMATY"), [1]);
    assert_eq!(folder.set("speaker:\"ada roe\""), [1, 2, 3]);
    assert_eq!(folder.set("speaker:zoe"), [3]);
    assert_eq!(folder.set("-speaker:zoe"), [1, 2]);
}

#[test]
fn a_name_that_nobody_has_gives_no_hits_and_a_suggestion() {
    let answer = small().archive().search(&request("speaker:\"Adda Roe\"")).unwrap();
    assert_eq!(answer.total, 0);
    assert_eq!(answer.notes, ["no speaker is called `Adda Roe`; did you mean `Ada Roe`?"]);
}

fn values(values: &[FacetValue]) -> Vec<(&str, u64)> {
    values.iter().map(|value| (value.value.as_str(), value.count)).collect()
}

#[test]
fn spellings_of_one_name_count_once_a_release() {
    let answer = small().archive().search(&request("*")).unwrap();
    assert_eq!(values(answer.facets.get(Field::Speaker)), [("Ada Roe", 3), ("Zoë Roe", 1)]);
    assert_eq!(values(answer.facets.get(Field::Year)), [("2012", 2), ("undated", 1)]);
    assert_eq!(values(answer.facets.get(Field::Country)), [("KAZ", 2), ("CIV", 1)]);
    assert_eq!(answer.facets.get(Field::Country)[0].label, "Kazakhstan");
}

#[test]
fn the_filter_of_a_facet_is_left_out_of_its_own_counts() {
    let answer = small().archive().search(&request("country:KAZ year:2012")).unwrap();
    assert_eq!(answer.total, 1);
    assert_eq!(values(answer.facets.get(Field::Country)), [("CIV", 1), ("KAZ", 1)]);
    assert_eq!(values(answer.facets.get(Field::Year)), [("2012", 1), ("undated", 1)]);
    let selected = |field| {
        let values = answer.facets.get(field).iter().filter(|value| value.selected);
        values.map(|value| value.value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(selected(Field::Country), ["KAZ"]);
    assert_eq!(selected(Field::Year), ["2012"]);
}

#[test]
fn a_title_counts_for_more_than_a_body_and_ties_go_to_the_newer() {
    let folder = Folder::of([
        Draft::new(1).title("Something else").body("impunity").date("2015"),
        Draft::new(2).title("Impunity").body("something else").date("2001"),
        Draft::new(4).title("Something else").body("impunity").date("2016"),
        Draft::new(3).title("Something else").body("impunity").date("2016"),
    ]);
    assert_eq!(folder.ids("impunity"), [2, 3, 4, 1]);
    let by = |sort| {
        let answer = folder.archive().search(&Request { sort, ..request("impunity") }).unwrap();
        answer.hits.into_iter().map(|hit| hit.id.parse::<u64>().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(by(Sort::Newest), [3, 4, 1, 2]);
    assert_eq!(by(Sort::Oldest), [2, 1, 3, 4]);
}

#[test]
fn pages_are_cut_from_one_order_and_end_at_ten_thousand() {
    let folder = small();
    let page = |offset, limit| folder.archive().search(&Request { offset, limit, ..request("*") });
    assert_eq!(page(1, 1).unwrap().hits[0].id, page(0, 3).unwrap().hits[1].id);
    assert!(page(0, 0).unwrap().hits.is_empty());
    assert_eq!(page(0, 0).unwrap().total, 3);
    assert!(matches!(page(9_990, 11), Err(Error::TooDeep { wanted: 10_001, .. })));
}

#[test]
fn snippets_mark_the_words_in_the_passage() {
    let answer = small().archive().search(&request("torture society lang:en")).unwrap();
    let snippet = &answer.hits[0].snippets[0];
    assert_eq!(snippet.field, "lead");
    let marked = snippet.highlights.iter().map(|&[start, end]| &snippet.text[start..end]);
    assert_eq!(marked.collect::<Vec<_>>(), ["society", "torture"]);
}

#[test]
fn a_facet_can_be_listed_whole_and_by_the_start_of_a_word() {
    let archive = small().archive();
    let listed = archive.facet(Field::Speaker, &request("*"), "ro", Of::Releases).unwrap();
    assert_eq!(values(&listed), [("Ada Roe", 3), ("Zoë Roe", 1)]);
    let listed = archive.facet(Field::Country, &request("*"), "ivo", Of::Releases).unwrap();
    assert_eq!(values(&listed), [("CIV", 1)]);
    let dates = archive.facet(Field::Date, &request("*"), "", Of::Releases);
    assert!(matches!(dates, Err(Error::NoFacet { .. })));
}

#[test]
fn excluded_values_are_out_everywhere() {
    let filters = Filters {
        groups: vec![Group { field: Field::Year, any_of: vec![Filter::Undated] }],
        not: vec![Filter::Kind(ReleaseKind::Statement)],
    };
    let answer = small().archive().search(&Request { filters, ..request("*") }).unwrap();
    assert_eq!(answer.total, 1);
    assert_eq!(values(answer.facets.get(Field::Year)), [("2012", 1), ("undated", 1)]);
}

#[test]
fn a_release_is_found_by_the_start_of_its_id() {
    let folder = Folder::of([Draft::new(0xabcd_ef01_0000_0000), Draft::new(0xabcd_ef02_0000_0000)]);
    let archive = folder.archive();
    assert_eq!(archive.release("abcdef01").unwrap().path(), "abcdef0100000000.txt");
    assert!(matches!(archive.release("abcdef0"), Err(Error::AmbiguousId { .. })));
    assert!(matches!(archive.release("abcdee"), Err(Error::UnknownRelease { .. })));
    assert!(matches!(archive.release("abc"), Err(Error::InvalidId { .. })));
}

#[test]
fn what_says_nothing_is_passed_over_with_a_note() {
    let answer = small().archive().search(&request("torture \"!!\"")).unwrap();
    assert_eq!(answer.total, 2);
}

#[test]
fn an_answer_serialises_to_the_agreed_json() {
    let answer = small().archive().search(&request("kazakhstan")).unwrap();
    let json = serde_json::to_value(&answer).unwrap();
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    let mut expected =
        ["query", "interpreted", "notes", "total", "limit", "offset", "took_ms"].to_vec();
    expected.extend(["hits", "facets"]);
    expected.sort_unstable();
    let mut of_answer = keys(&json);
    of_answer.sort();
    assert_eq!(of_answer, expected);
    let hit = &json["hits"][0];
    assert_eq!(hit["countries"], serde_json::json!(["KAZ"]));
    assert_eq!(hit["type"], "press-release");
    assert_eq!(hit["language"], "en");
    assert_eq!(json["facets"]["country"][0]["value"], "KAZ");
}

#[test]
fn a_search_that_takes_too_long_is_an_error_and_no_answer() {
    let folder = small();
    let limited = |limit| Request { time_limit: Some(limit), ..request("kazakhstan") };
    let error = folder.archive().search(&limited(Duration::ZERO)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the search took longer than 0 ms; narrow it with a filter or with rarer words"
    );
    assert!(folder.archive().search(&limited(Duration::from_hours(1))).is_ok());
}
