//! Months in years, countries in regions, gaps in a trend, quotes counted instead of releases.

use expect_test::{Expect, expect};

use crate::archive::{Archive, facet};

#[track_caller]
fn check(command: &str, expect: Expect) {
    let shown = Archive::sample().run(command).shown();
    expect.assert_eq(&format!("$ dateline {command}\n{shown}"));
}

#[test]
fn months_and_regions_are_facets_like_others() {
    check(
        "facets month",
        expect![[r#"
            $ dateline facets month
            6 releases for *

              February 2014 ████     1
              May 2013      ████     1
              November 2012 ████     1
              April 2012    ████████ 2
        "#]],
    );
    check(
        "facets region",
        expect![[r#"
            $ dateline facets region
            6 releases for *

              Central Asia   ████████ 2
              Eastern Africa ████████ 2
              Western Africa ████     1
              Western Asia   ████     1
        "#]],
    );
    check(
        "facets region --year 2012 --prefix east",
        expect![[r#"
            $ dateline facets region --year 2012 --prefix east
            3 releases for year:2012

              Eastern Africa ████████ 1
        "#]],
    );
    let answer = Archive::sample().json("search --json -n 0 --facet month --facet region");
    assert_eq!(facet(&answer["facets"]["month"]), "2014-02 1, 2013-05 1, 2012-11 1, 2012-04 2");
    assert_eq!(
        facet(&answer["facets"]["region"]),
        "Central Asia 2, Eastern Africa 2, Western Africa 1, Western Asia 1"
    );
}

#[test]
fn each_count_is_what_a_click_gives() {
    let sample = Archive::sample();
    for narrowed in ["", "'(coalition OR centre)'", "--speaker Abenov"] {
        for (field, click) in [("month", "date:"), ("region", "region:")] {
            for command in ["search", "quotes"] {
                let asked =
                    format!("{command} --json -n 0 --facet-limit 0 --facet {field} {narrowed}");
                let answer = sample.json(&asked);
                let values = answer["facets"][field].as_array().unwrap();
                // no quote has the words of the second question
                assert!(command == "quotes" || !values.is_empty(), "{asked}");
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
    check(
        "facets year --by month",
        expect![[r#"
            $ dateline facets year --by month
            6 releases for *

              2014            ██▊      1
                February 2014 ██▊      1
              2013            ██▊      1
                May 2013      ██▊      1
              2012            ████████ 3
                November 2012 ██▊      1
                April 2012    █████▍   2
              undated         ██▊      1
        "#]],
    );
    check(
        "facets year --by month --year 2012",
        expect![[r#"
            $ dateline facets year --by month --year 2012
            3 releases for year:2012

              2014            ██▊      1
                February 2014 ██▊      1
              2013            ██▊      1
                May 2013      ██▊      1
            ● 2012            ████████ 3
            ●   November 2012 ██▊      1
            ●   April 2012    █████▍   2
              undated         ██▊      1
        "#]],
    );
    check(
        "facets region --by country --country KEN",
        expect![[r#"
            $ dateline facets region --by country --country KEN
            2 releases for country:KEN

              Central Asia    ████████ 2
                Kazakhstan    ████████ 2
              Eastern Africa  ████████ 2
            ●   Kenya         ████████ 2
                Uganda        ████     1
              Western Africa  ████     1
                Côte d’Ivoire ████     1
              Western Asia    ████     1
                Azerbaijan    ████     1
        "#]],
    );
    check(
        "facets region --by country --year 2012 --csv",
        expect![[r#"
        $ dateline facets region --by country --year 2012 --csv
        value,below,label,count
        Central Asia,,Central Asia,1
        Central Asia,KAZ,Kazakhstan,1
        Eastern Africa,,Eastern Africa,1
        Eastern Africa,KEN,Kenya,1
        Eastern Africa,UGA,Uganda,1
        Western Africa,,Western Africa,1
        Western Africa,CIV,Côte d’Ivoire,1
    "#]],
    );
    let answer = Archive::sample().json("facets region --by country --json -n 1");
    assert_eq!((&answer["field"], &answer["by"]), (&"region".into(), &"country".into()));
    assert_eq!(facet(&answer["values"]), "Central Asia 2");
    assert_eq!(facet(&answer["values"][0]["values"]), "KAZ 2");
}

#[test]
fn a_region_stands_for_its_countries() {
    let sample = Archive::sample();
    let answer =
        sample.json("search --json -n 0 --country 'East Africa' --facet country --facet region");
    assert_eq!(answer["interpreted"], "country:\"Eastern Africa\"");
    assert_eq!(answer["notes"][0], "`Eastern Africa` stands for any of its 22 countries");
    assert_eq!(answer["total"], sample.json("search --json -n 0 country:(KEN OR UGA)")["total"]);
    assert_eq!(facet(&answer["facets"]["country"]), "KAZ 2, [KEN 2], AZE 1, CIV 1, [UGA 1]");
    assert_eq!(
        facet(&answer["facets"]["region"]),
        "Central Asia 2, [Eastern Africa 2], Western Africa 1, Western Asia 1"
    );
    let others = sample.json("search --json -n 0 --not region=Africa");
    assert_eq!(
        others["total"],
        sample.json("search --json -n 0 '-country:(KEN OR UGA OR CIV)'")["total"]
    );
}

#[test]
fn a_histogram_shows_its_gaps() {
    check(
        "facets year --zeros --from 2000",
        expect![[r#"
            $ dateline facets year --zeros --from 2000
            5 releases for date:2000..

              2014   █████████████▍                           1
              2013   █████████████▍                           1
              2012   ████████████████████████████████████████ 3
        "#]],
    );
    check(
        "facets year --zeros --csv 'lawyers OR coalition'",
        expect![[r#"
        $ dateline facets year --zeros --csv 'lawyers OR coalition'
        value,label,count
        2014,2014,1
        2013,2013,1
        2012,2012,1
        undated,undated,1
    "#]],
    );
    check(
        "facets month --zeros --year 2012",
        expect![[r#"
            $ dateline facets month --zeros --year 2012
            3 releases for year:2012

              February 2014  ████████████████████                     1
              January 2014                                            0
              December 2013                                           0
              November 2013                                           0
              October 2013                                            0
              September 2013                                          0
              August 2013                                             0
              July 2013                                               0
              June 2013                                               0
              May 2013       ████████████████████                     1
              April 2013                                              0
              March 2013                                              0
              February 2013                                           0
              January 2013                                            0
              December 2012                                           0
            ● November 2012  ████████████████████                     1
              October 2012                                            0
              September 2012                                          0
              August 2012                                             0
              July 2012                                               0
              June 2012                                               0
              May 2012                                                0
            ● April 2012     ████████████████████████████████████████ 2
        "#]],
    );
}

#[test]
fn quotes_are_counted_apart_from_releases() {
    check(
        "facets speaker --of quotes",
        expect![[r#"
            $ dateline facets speaker --of quotes
            13 quotes for *

              Daniyar Abenov      ████████ 4
              Ilse Marwitz-Okonjo ████████ 4
              Peter Otieno        ████     2
              Aïssata Koné        ██       1
        "#]],
    );
    let answer = Archive::sample().json("facets country --of quotes --json");
    assert_eq!(answer["of"], "quotes");
    assert_eq!(answer["total"], Archive::sample().json("quotes --json -n 0")["total"]);
}

#[test]
fn what_lies_in_nothing_is_refused() {
    check(
        "facets country --by month",
        expect![[r#"
        $ dateline facets country --by month
        ! dateline: `--by` takes month below year and country below region, not month below country
        exit 2
    "#]],
    );
    check(
        "facets speaker --zeros",
        expect![[r#"
        $ dateline facets speaker --zeros
        ! dateline: `--zeros` fills years and months, speaker has no values in between
        exit 2
    "#]],
    );
    check(
        "search region:Atlantis",
        expect![[r#"
        $ dateline search region:Atlantis
        ! dateline: unknown region `Atlantis`, expected one of UN M49 such as `Western Africa` or `Europe`
        exit 2
    "#]],
    );
}
