//! `dateline quotes --reused`: where else the same words were used.

use serde_json::Value;

use crate::archive::Archive;

/// A release with a quote.
fn release(day: &str, title: &str, lede: &str, quote: &str) -> String {
    format!("FOR IMMEDIATE RELEASE\n{day}\n\n{title}\n\nTbilisi—{lede}\n\n{quote}\n")
}

/// One saying in five releases: first said, printed again, said again a year later in other words, by another
/// person, in part; and a release that has nothing of it.
fn harbour() -> Archive {
    let first = "The harbour of Batumi lost nine dredgers since the new owners came. A count was made \
                 this morning in the rain and lies in the port office for all who can read figures.";
    let said = "“The dredgers left at midnight and nobody asked who had signed for them,” said Nino Beridze, \
                secretary of the Dockside Council.";
    Archive::new()
        .file("1.txt", release("3 April 2012", "Nine Dredgers Gone From Batumi", first, said))
        .file("2.txt", release("4 April 2012", "Nine Dredgers Gone From Batumi (corrected)", first, said))
        .file(
            "3.txt",
            release(
                "9 May 2013",
                "Owners of Batumi Harbour Before the Court",
                "Two owners of a harbour came before a judge on Thursday, and the hall was too small for all.",
                "“The dredgers left at dawn, and nobody asked who had signed for them,” said Nino Beridze, \
                 secretary of the Dockside Council. “We did.”",
            ),
        )
        .file(
            "4.txt",
            release(
                "1 June 2014",
                "A Minister Borrows Words",
                "The minister of ports spoke at length about a fleet that no longer exists in any register.",
                "“Nobody asked who had signed for them,” said Minister Levan Abashidze.",
            ),
        )
        .file(
            "5.txt",
            release(
                "2 July 2015",
                "Bridge Opens in Poti",
                "A bridge was opened in Poti today and forty lorries crossed it before the ribbon was found.",
                "“The bridge stands and the river does not mind,” said Nino Beridze, secretary of the \
                 Dockside Council.",
            ),
        )
        .indexed()
}

fn uses(reuse: &Value) -> Vec<String> {
    let told = |other: &Value| {
        let path = other["quote"]["release"]["path"].as_str().unwrap().replace("releases/", "");
        let mut told = path;
        for (is_so, word) in [
            (other["same_words"] == true, " same"),
            (other["same_speaker"] == true, " speaker"),
            (!other["version_of"].is_null(), " version"),
        ] {
            told.push_str(if is_so { word } else { "" });
        }
        told
    };
    reuse["uses"].as_array().unwrap().iter().map(told).collect()
}

#[test]
fn the_same_words_are_found_whoever_says_them_and_a_reprint_is_told_from_a_use() {
    let archive = harbour();
    let answer = archive.json("quotes --reused midnight --sort date --json");
    assert_eq!(answer["total"], 2);
    assert_eq!(answer["hits"].as_array().unwrap().len(), 1);
    assert_eq!(answer["reuses"][0]["id"], answer["hits"][0]["id"]);
    assert_eq!(
        uses(&answer["reuses"][0]),
        ["2.txt same speaker version", "3.txt speaker", "4.txt"]
    );
    let first = answer["hits"][0]["id"].as_str().unwrap();
    assert_eq!(answer["reuses"][0]["uses"][0]["version_of"], first);
}

#[test]
fn what_differs_is_told() {
    let answer = harbour().json("quotes --reused midnight --sort date --json");
    let later = &answer["reuses"][0]["uses"][1];
    assert_eq!(later["dropped"], serde_json::json!(["midnight"]));
    assert_eq!(later["added"], serde_json::json!(["dawn"]));
}

#[test]
fn a_part_of_a_quote_leads_to_the_whole() {
    let answer = harbour().json("quotes --reused --speaker abashidze --json");
    assert_eq!(uses(&answer["reuses"][0]), ["1.txt", "2.txt version", "3.txt"]);
}

#[test]
fn each_group_is_shown_once_and_counts_are_those_of_all_quotes() {
    let archive = harbour();
    let reused = archive.json("quotes --reused --json");
    let all = archive.json("quotes --json");
    assert_eq!((&reused["total"], &reused["facets"]), (&all["total"], &all["facets"]));
    assert_eq!(reused["hits"].as_array().unwrap().len(), 1);
    assert_eq!(archive.run("quotes --reused bridge").code, 1);
    let csv = archive.run("quotes --reused --csv").stdout;
    assert_eq!(csv.lines().count(), 5, "{csv}");
    let line: Value = serde_json::from_str(&archive.run("quotes --reused --jsonl").stdout).unwrap();
    assert_eq!(line["uses"].as_array().unwrap().len(), 3);
    let shown = archive.run("quotes --reused midnight --sort date").stdout;
    assert!(shown.contains("[-midnight-] {+dawn+}"), "{shown}");
}

/// Words that a brute comparison of all quotes finds in two releases are found by the index.
#[test]
fn nothing_that_a_comparison_of_all_quotes_finds_is_missed() {
    let archive = Archive::corpus();
    let all = archive.json("quotes --json -n 1000");
    let words = |hit: &Value| -> Vec<String> {
        let text = hit["text"].as_str().unwrap().to_lowercase();
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let hits: Vec<(String, Vec<String>)> = all["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| (hit["release"]["id"].as_str().unwrap().to_owned(), words(hit)))
        .filter(|(_, words)| words.len() >= 8)
        .collect();
    let mut by_words: Vec<(&Vec<String>, &String)> =
        hits.iter().map(|(id, words)| (words, id)).collect();
    by_words.sort();
    let n_equal =
        by_words.windows(2).filter(|pair| pair[0].0 == pair[1].0 && pair[0].1 != pair[1].1).count();
    let reused = archive.json("quotes --reused --json -n 1000");
    let n_found = reused["reuses"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|reuse| reuse["uses"].as_array().unwrap())
        .filter(|other| other["same_words"] == true)
        .count();
    assert!(n_found >= n_equal, "{n_found} of {n_equal}");
}
