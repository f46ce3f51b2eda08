//! Facets: counts that keep what they promise. Each is what a click on the value would give.

use expect_test::{Expect, expect};

use crate::archive::{Archive, facet};

/// Compares the values of a facet of a search of the sample.
#[track_caller]
fn check(field: &str, command: &str, expected: &str) {
    assert_eq!(Archive::sample().facet(field, command), expected, "{field}: search {command}");
}

#[test]
fn country_year_and_speaker_are_counted_unasked() {
    let facets = Archive::sample().json("search --json -n 0")["facets"].clone();
    assert_eq!(facets.as_object().unwrap().len(), 3);
    assert_eq!(facet(&facets["country"]), "KAZ 2, KEN 2, AZE 1, CIV 1, UGA 1");
    assert_eq!(facet(&facets["year"]), "2014 1, 2013 1, 2012 3, undated 1");
    assert_eq!(
        facet(&facets["speaker"]),
        "Daniyar Abenov 2, Ilse Marwitz-Okonjo 2, Aïssata Koné 1, Peter Otieno 1"
    );
}

#[test]
fn every_field_can_be_counted() {
    check("mentions", "", "KAZ 3, KEN 2, AZE 1, CIV 1, UGA 1");
    check("mentions", "--boilerplate --mentions KEN --year 2012", "[KEN 2], CIV 1, KAZ 1, UGA 1");
    check(
        "org",
        "",
        "Lantern Coalition 2, Fjord Law Centre 1, Ligue des Ondes Libres 1, Savanna Water Watch 1",
    );
    check("place", "", "Abidjan 1, Astana 1, KAMPALA 1, NAIROBI 1, Oslo 1");
    check("lang", "", "en 5, fr 1");
    check("type", "", "press-release 4, open-letter 1, statement 1");
}

#[test]
fn a_facet_leaves_its_own_filter_out_of_its_counts() {
    check("country", "--country KAZ", "[KAZ 2], KEN 2, AZE 1, CIV 1, UGA 1");
    check("country", "--country KAZ --country CIV", "[KAZ 2], KEN 2, AZE 1, [CIV 1], UGA 1");
    check("country", "country:KAZ", "[KAZ 2], KEN 2, AZE 1, CIV 1, UGA 1");
    check("year", "--country KAZ", "2014 1, 2012 1");
    check("year", "--country KAZ --year 2012", "2014 1, [2012 1]");
    check("country", "--country KAZ --year 2012", "CIV 1, [KAZ 1], KEN 1, UGA 1");
    check("speaker", "--speaker Okonjo --country KAZ", "Daniyar Abenov 2, [Ilse Marwitz-Okonjo 1]");
}

#[test]
fn each_count_is_what_a_click_gives() {
    let sample = Archive::sample();
    for narrowed in [
        "",
        "--year 2012",
        "--country KAZ",
        "coalition OR centre",
        "--country KAZ --speaker Abenov",
    ] {
        for (field, flag) in
            [("country", "country"), ("year", "year"), ("speaker", "speaker"), ("org", "org")]
        {
            if narrowed.contains(flag) {
                continue;
            }
            let answer = sample.json(&format!("search --json -n 0 --facet {field} {narrowed}"));
            for value in answer["facets"][field].as_array().unwrap() {
                let click = format!(
                    "search --json -n 0 {narrowed} --{flag} '{}'",
                    value["value"].as_str().unwrap()
                );
                assert_eq!(sample.json(&click)["total"], value["count"], "{click}");
            }
        }
    }
}

#[test]
fn what_must_not_hold_is_not_counted() {
    check("country", "--not country=KAZ", "KEN 2, AZE 1, CIV 1, UGA 1");
    check("year", "--not year=2012", "2014 1, 2013 1, undated 1");
}

#[test]
fn years_come_newest_first_and_other_values_by_count() {
    check("year", "", "2014 1, 2013 1, 2012 3, undated 1");
    check("year", "--facet-limit 2", "2014 1, 2013 1");
    check("country", "--facet-limit 2", "KAZ 2, KEN 2");
    check("country", "--facet-limit 0", "KAZ 2, KEN 2, AZE 1, CIV 1, UGA 1");
}

/// Compares what `facets` prints, without the two columns that stand before every value.
#[track_caller]
fn check_list(command: &str, expect: Expect) {
    let shown = Archive::sample().run(command).shown();
    let lines = shown.lines().map(|line| line.strip_prefix("  ").unwrap_or(line));
    expect.assert_eq(&lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn facets_are_listed_alone_and_found_by_typing() {
    let sample = Archive::sample();
    check_list(
        "facets country",
        expect![[r#"
            6 releases for *

            Kazakhstan    ████████ 2
            Kenya         ████████ 2
            Azerbaijan    ████     1
            Côte d’Ivoire ████     1
            Uganda        ████     1"#]],
    );
    check_list(
        "facets speaker --prefix oko",
        expect![[r#"
        6 releases for *

        Ilse Marwitz-Okonjo ████████ 2"#]],
    );
    check_list(
        "facets country --prefix Kaz",
        expect![[r#"
        6 releases for *

        Kazakhstan ████████ 2"#]],
    );
    check_list(
        "facets year lawyers",
        expect![[r#"
            3 releases for lawyers

            2014    ████████ 1
            2012    ████████ 1
            undated ████████ 1"#]],
    );
    check_list(
        "facets org --country KAZ --csv",
        expect![[r#"
        value,label,count
        Fjord Law Centre,Fjord Law Centre,1
        Lantern Coalition,Lantern Coalition,1"#]],
    );
    check_list(
        "facets place --prefix xyz",
        expect![[r#"
        6 releases for *

        exit 1"#]],
    );
    let answer = sample.json("facets type --json");
    assert_eq!((&answer["field"], &answer["total"]), (&"type".into(), &6.into()));
    assert_eq!(facet(&answer["values"]), "press-release 4, open-letter 1, statement 1");
}

#[test]
fn labels_are_for_people() {
    let answer = Archive::sample().json("search --json -n 0 --country CIV");
    let value = &answer["facets"]["country"]
        .as_array()
        .unwrap()
        .iter()
        .find(|value| value["value"] == "CIV")
        .unwrap()
        .clone();
    assert_eq!((&value["label"], &value["selected"]), (&"Côte d’Ivoire".into(), &true.into()));
}
