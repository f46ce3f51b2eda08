//! One person under all names, and versions of one text: what only the whole archive tells.

use std::fs;

use expect_test::expect;

use crate::archive::Archive;

fn release(title: &str, day: &str, place: &str, words: &str) -> String {
    format!("FOR IMMEDIATE RELEASE\n{day} April 2012\n\n{title}\n\n{place}—{words}\n")
}

/// Two persons, one of them under three names.
fn boats() -> Archive {
    Archive::new()
        .file(
            "1.txt",
            release(
                "Boats lost off Mombasa",
                "3",
                "Mombasa",
                "“Nobody counted the boats,” said William R. Oduor, director of the Sea Council of Kenya.",
            ),
        )
        .file(
            "2.txt",
            release(
                "Fishers sue the harbour of Mombasa",
                "9",
                "Mombasa",
                "“The harbour owes us an answer,” said Bill Oduor, chair of the Sea Council of Kenya.",
            ),
        )
        .file(
            "3.txt",
            release(
                "Harbour opens in Lamu",
                "12",
                "Lamu",
                "“We will see the plans in court,” said William Oduor. “The port is safe,” said Amina Lelei, engineer at the Lamu Port Authority.",
            ),
        )
        .indexed()
}

#[test]
fn a_person_is_counted_once_under_all_names() {
    let archive = boats();
    assert_eq!(archive.facet("speaker", ""), "William R. Oduor 3, Amina Lelei 1");
    for name in ["'William R. Oduor'", "'bill oduor'", "'WILLIAM ODUOR'", "oduor"] {
        let answer = archive.json(&format!("search --speaker {name} --json"));
        assert_eq!(answer["total"], 3, "{name}");
    }
    let quotes = archive.json("quotes harbour --json");
    assert_eq!(quotes["hits"][0]["speaker"], "William R. Oduor");
    assert_eq!(quotes["hits"][0]["speaker_surface"], "Bill Oduor");
    assert_eq!(archive.run("verify").code, 0);
}

#[test]
fn the_file_of_persons_is_applied_without_reading_anew_and_taken_back() {
    let archive = boats();
    let speakers = || archive.facet("speaker", "");
    let before = speakers();
    let people = archive.path(".dateline/people.toml");
    let merged = "[[person]]\nname = \"Amina Oduor\"\naliases = [\"Amina Lelei\", \"William R. Oduor\"]\n\
                  [[apart]]\nnames = [\"William R. Oduor\", \"Bill Oduor\"]\n\
                  [[apart]]\nnames = [\"William R. Oduor\", \"William Oduor\"]\n";
    fs::write(&people, merged).unwrap();
    assert_eq!(speakers(), "Amina Oduor 2, Bill Oduor 1, William Oduor 1");
    // a run takes it in and reads no file
    let report = archive.index();
    assert_eq!((report["indexed"].as_u64(), report["unchanged"].as_u64()), (Some(0), Some(3)));
    assert_eq!(speakers(), "Amina Oduor 2, Bill Oduor 1, William Oduor 1");
    assert_eq!(archive.run("verify").code, 0);
    fs::remove_file(&people).unwrap();
    assert_eq!(speakers(), before);
}

#[test]
fn a_split_by_organisation() {
    let archive = boats();
    fs::write(
        archive.path(".dateline/people.toml"),
        "[[person]]\nname = \"Amina Lelei (port)\"\naliases = [\"Amina Lelei\"]\norganisation = \"Lamu Port Authority\"\n",
    )
    .unwrap();
    assert_eq!(archive.facet("speaker", ""), "William R. Oduor 3, Amina Lelei (port) 1");
}

#[test]
fn a_broken_file_of_persons_is_told() {
    let archive = boats();
    fs::write(archive.path(".dateline/people.toml"), "[[person]]\nnames = \"Bill\"\n").unwrap();
    for command in ["search", "index releases"] {
        let ran = archive.run(command);
        assert_eq!(ran.code, 2);
        assert!(
            ran.stderr.contains(".dateline/people.toml` is no list of persons"),
            "{}",
            ran.stderr
        );
        assert!(ran.stderr.contains("unknown field `names`"), "{}", ran.stderr);
    }
}

#[test]
fn the_page_of_a_speaker() {
    boats().check(
        "speaker bill oduor",
        expect![[r#"
        William R. Oduor

        also          Bill Oduor; William Oduor
        said          3 quotes in 3 releases, 2012-04-03 to 2012-04-12
        as            director, Sea Council of Kenya (2012-04-03, 1 release)
                      chair, Sea Council of Kenya (2012-04-09, 1 release)
        about         Kenya 3
        years         2012 3

          “We will see the plans in court,”
            — 2012-04-12  Harbour opens in Lamu  5ef09748a09e81f6-0

          “The harbour owes us an answer,”
            — 2012-04-09  Fishers sue the harbour of Mombasa  21123d6553e888fc-0

          “Nobody counted the boats,”
            — 2012-04-03  Boats lost off Mombasa  2e6831a45f730068-0
    "#]],
    );
}

#[test]
fn a_speaker_nobody_knows_and_one_who_may_be_several() {
    let archive = boats();
    let ran = archive.run("speaker odour");
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("did you mean `William R. Oduor`?"), "{}", ran.stderr);
    archive.write(
        "4.txt",
        release("Nets", "13", "Lamu", "“Nets are cheap,” said Otieno Oduor, a fisher."),
    );
    archive.index();
    let ran = archive.run("speaker oduor");
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("in full: Otieno Oduor; William R. Oduor"), "{}", ran.stderr);
}

/// A release of many words with one of them changed, and another text.
fn versions() -> Archive {
    let words = "The council of the delta counted every boat that the storm took from its members and found \
                 that forty families had lost theirs while the ministry had written down nine of them and \
                 offered to pay for six before the season opens again in the first days of May, and that nobody had \
                 asked the crews of the smaller islands, who lost nets and engines in the same night and have \
                 been fishing from the shore ever since with lines that their neighbours lent them";
    let text = |count: &str| {
        release("Boats lost in the delta", "3", "Mombasa", &words.replace("forty", count))
    };
    Archive::new()
        .file("draft.txt", text("thirty"))
        .file("final.txt", text("forty"))
        .file("other.txt", release("Harbour opens", "9", "Lamu", "The port of Lamu opens today."))
        .indexed()
}

#[test]
fn versions_of_a_text_know_each_other_and_are_all_counted() {
    let archive = versions();
    let answer = archive.json("search --json");
    assert_eq!(answer["total"], 3);
    let near = |hit: &serde_json::Value| hit["near_duplicates"].as_u64().unwrap();
    let near: Vec<u64> = answer["hits"].as_array().unwrap().iter().map(near).collect();
    assert_eq!(near.iter().sum::<u64>(), 2);
    let collapsed = archive.json("search --collapse --json");
    assert_eq!(collapsed["total"], 3);
    assert_eq!(collapsed["facets"], answer["facets"]);
    assert_eq!(collapsed["hits"].as_array().unwrap().len(), 2);
    assert_eq!(
        collapsed["notes"][0],
        "near-duplicates are shown once; total and counts hold them all"
    );
}

#[test]
fn pages_of_collapsed_hits_join_without_gap_or_repeat() {
    let archive = versions();
    let page = |offset: usize| {
        let answer = archive.json(&format!("search --collapse --json -n 1 --offset {offset}"));
        answer["hits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| hit["path"].to_string())
            .collect::<Vec<_>>()
    };
    let all = archive.json("search --collapse --json");
    let all: Vec<String> =
        all["hits"].as_array().unwrap().iter().map(|hit| hit["path"].to_string()).collect();
    assert_eq!([page(0), page(1)].concat(), all);
    assert!(page(2).is_empty());
}

#[test]
fn an_organisation_is_counted_once_under_its_spellings_and_its_acronym() {
    let text = |issuer: &str, day: &str| {
        format!(
            "{issuer}\n\nPress release\n{day} April 2012\n\nBoats lost on day {day}\n\nMombasa—The storm took forty boats, {issuer} said today.\n"
        )
    };
    let archive = Archive::new()
        .file("1.txt", text("Sea Rights Network", "3"))
        .file("2.txt", text("The Sea Rights Network", "4"))
        .file("3.txt", text("Sea Rights Network", "5"))
        .indexed();
    assert_eq!(archive.facet("org", ""), "Sea Rights Network 3");
    fs::write(
        archive.path(".dateline/people.toml"),
        "[[organisation]]\nname = \"SRN\"\naliases = [\"Sea Rights Network\", \"The Sea Rights Network\"]\n",
    )
    .unwrap();
    assert_eq!(archive.facet("org", ""), "SRN 3");
    assert_eq!(archive.facet("org", "--org 'sea rights network'"), "[SRN 3]");
    assert_eq!(archive.run("verify").code, 0);
}
