//! Months in years, countries in regions, gaps in a trend, quotes counted instead of releases.

use expect_test::{Expect, expect};

use crate::archive::{Archive, facet};

#[track_caller]
fn check(command: &str, expect: Expect) {
    expect.assert_eq(&Archive::sample().run(command).shown());
}

#[test]
fn months_and_regions_are_facets_like_others() {
    check("facets month", expect![[""]]);
    check("facets region", expect![[""]]);
    check("facets region --year 2012 --prefix east", expect![[""]]);
    let answer = Archive::sample().json("search --json -n 0 --facet month --facet region");
    assert_eq!(facet(&answer["facets"]["month"]), "");
    assert_eq!(facet(&answer["facets"]["region"]), "");
}

#[test]
fn each_count_is_what_a_click_gives() {
    let sample = Archive::sample();
    for narrowed in ["", "coalition OR centre", "--speaker Abenov"] {
        for (field, click) in [("month", "date:"), ("region", "region:")] {
            for command in ["search", "quotes"] {
                let asked =
                    format!("{command} --json -n 0 --facet-limit 0 --facet {field} {narrowed}");
                let answer = sample.json(&asked);
                let values = answer["facets"][field].as_array().unwrap();
                assert!(!values.is_empty(), "{asked}");
                for value in values {
                    let name = value["value"].as_str().unwrap();
                    let click = format!("{command} --json -n 0 {narrowed} '{click}\"{name}\"'");
                    assert_eq!(sample.json(&click)["total"], value["count"], "{click}");
                }
            }
        }
    }
}

#[test]
fn a_tree_leaves_the_filters_of_both_its_fields_out() {
    check("facets year --by month", expect![[""]]);
    check("facets year --by month --year 2012", expect![[""]]);
    check("facets region --by country --country KEN", expect![[""]]);
    check("facets region --by country --year 2012 --csv", expect![[""]]);
    let answer = Archive::sample().json("facets region --by country --json -n 1");
    assert_eq!((&answer["field"], &answer["by"]), (&"region".into(), &"country".into()));
    assert_eq!(facet(&answer["values"]), "");
    assert_eq!(facet(&answer["values"][0]["values"]), "");
}

#[test]
fn a_region_stands_for_its_countries() {
    let sample = Archive::sample();
    let answer =
        sample.json("search --json -n 0 --country 'East Africa' --facet country --facet region");
    assert_eq!(answer["interpreted"], "country:\"Eastern Africa\"");
    assert_eq!(answer["notes"][0], "`Eastern Africa` stands for any of its 22 countries");
    assert_eq!(answer["total"], sample.json("search --json -n 0 country:(KEN OR UGA)")["total"]);
    assert_eq!(facet(&answer["facets"]["country"]), "");
    assert_eq!(facet(&answer["facets"]["region"]), "");
    let others = sample.json("search --json -n 0 --not region=Africa");
    assert_eq!(
        others["total"],
        sample.json("search --json -n 0 '-country:(KEN OR UGA OR CIV)'")["total"]
    );
}

#[test]
fn a_histogram_shows_its_gaps() {
    check("facets year --zeros --from 2000", expect![[""]]);
    check("facets year --zeros --csv 'lawyers OR coalition'", expect![[""]]);
    check("facets month --zeros --year 2012", expect![[""]]);
}

#[test]
fn quotes_are_counted_apart_from_releases() {
    check("facets speaker --of quotes", expect![[""]]);
    let answer = Archive::sample().json("facets country --of quotes --json");
    assert_eq!(answer["of"], "quotes");
    assert_eq!(answer["total"], Archive::sample().json("quotes --json -n 0")["total"]);
}

#[test]
fn what_lies_in_nothing_is_refused() {
    check("facets country --by month", expect![[""]]);
    check("facets speaker --zeros", expect![[""]]);
    check("search region:Atlantis", expect![[""]]);
}
