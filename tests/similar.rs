//! `dateline show --similar`: related releases and why they are related.

use serde_json::Value;

use crate::archive::Archive;

fn release(day: &str, title: &str, body: &str) -> String {
    format!("FOR IMMEDIATE RELEASE\n{day}\n\n{title}\n\nYerevan—{body}\n")
}

fn orchards() -> Archive {
    let drought = "The apricot orchards of Armenia had no irrigation for a third summer, the Orchard League said. \
                   The league counted four hundred growers whose canals are dry and whose apricot trees were cut \
                   for firewood before the harvest began.\n\n\
                   “An apricot tree is older than any minister,” said Anahit Sarkisian, chair of the Orchard League.";
    Archive::new()
        .file("drought.txt", release("3 April 2012", "Armenia: Apricot Orchards Without Water", drought))
        .file("drought-again.txt", release("4 April 2012", "Armenia: Apricot Orchards Without Water", drought))
        .file(
            "canals.txt",
            release(
                "9 May 2014",
                "Armenia: Canals Promised, Canals Forgotten",
                "Irrigation of the apricot valley was promised in spring. No canal was dug and the growers pay for \
                 lorries of water.\n\n“They dig in speeches,” said Anahit Sarkisian, chair of the Orchard League.",
            ),
        )
        .file(
            "ferry.txt",
            release(
                "1 June 2014",
                "Ferry Sinks on Lake Victoria",
                "Ninety passengers of a ferry drowned in Kenya, and the report about the engine is missing.",
            ),
        )
        .indexed()
}

fn show(archive: &Archive, file: &str) -> Value {
    let hits = archive.json("search --json");
    let hits = hits["hits"].as_array().unwrap();
    let hit = hits.iter().find(|hit| hit["path"] == format!("releases/{file}")).unwrap();
    archive.json(&format!("show {} --similar --json", hit["id"].as_str().unwrap()))
}

#[test]
fn related_releases_come_with_what_is_shared_and_versions_apart() {
    let archive = orchards();
    let shown = show(&archive, "drought.txt");
    let versions = shown["versions"].as_array().unwrap();
    assert_eq!(versions[0]["path"], "releases/drought-again.txt");
    let similar = shown["similar"].as_array().unwrap();
    assert_eq!(similar.len(), 1, "{similar:?}");
    assert_eq!(similar[0]["path"], "releases/canals.txt");
    assert_eq!(similar[0]["countries"], serde_json::json!(["ARM"]));
    assert_eq!(similar[0]["speakers"], serde_json::json!(["Anahit Sarkisian"]));
    let words = similar[0]["words"].as_array().unwrap();
    assert!(words.iter().any(|word| word == "growers"), "{words:?}");
}

#[test]
fn what_shares_nothing_is_not_related() {
    let archive = orchards();
    let shown = show(&archive, "ferry.txt");
    assert_eq!(shown["similar"], serde_json::json!([]));
    let text = archive.run(&format!("show {} --similar", shown["id"].as_str().unwrap())).stdout;
    assert!(text.ends_with("no related releases\n"), "{text}");
}

#[test]
fn the_order_in_which_files_came_makes_no_difference() {
    let (at_once, one_by_one) = (orchards(), Archive::new());
    for file in ["ferry.txt", "canals.txt", "drought-again.txt", "drought.txt"] {
        let text = std::fs::read_to_string(at_once.path("releases").join(file)).unwrap();
        one_by_one.write(file, text);
        one_by_one.index();
    }
    for file in ["drought.txt", "canals.txt"] {
        assert_eq!(show(&at_once, file)["similar"], show(&one_by_one, file)["similar"], "{file}");
    }
}
