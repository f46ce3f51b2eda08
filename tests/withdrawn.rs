//! Countries that only repeated paragraphs name count nowhere: every way to ask agrees with the records.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::archive::Archive;

/// The desk introduces itself before its news, and one release is about the country it guards.
fn desk() -> Archive {
    let stamp = "“One stamp would have cost forty people of this harbour their lives,” said Ama Boateng, director \
                 of the Delta Desk.";
    let news = [
        (
            "10 January 2012",
            "Nine nurses dismissed",
            "Nine nurses had counted the empty beds.\n\n“The doors were shut,” said Ama Boateng, director of the Delta Desk.",
        ),
        ("10 February 2012", "Ferry inspector suspended", stamp),
        (
            "10 June 2012",
            "Court hears nine villages",
            "The court will hear nine villages in Ghana.\n\n“They have waited for six years,” said Ama Boateng, director of the Delta Desk.",
        ),
        (
            "9 July 2012",
            "Dam maps kept from farmers",
            "Farmers asked for the maps of the canal.\n\n“The maps are theirs,” said Ama Boateng, director of the Delta Desk.",
        ),
    ];
    let mut archive = Archive::new().file(
        "5.txt",
        format!(
            "FOR IMMEDIATE RELEASE\n1 March 2013\n\nNigeria: Ferry inspector of Lagos suspended again\n\n\
             Lagos—Nigeria suspended an inspector who passed a leaking ferry.\n\n{stamp}\n"
        ),
    );
    for (number, (day, title, text)) in (1..).zip(news) {
        let standing = format!(
            "The Delta Desk brings together {} groups that have guarded the rivers of Nigeria since the spills of \
             1994, and asks Nigeria to open the wells again.",
            37 + number
        );
        let release = format!("FOR IMMEDIATE RELEASE\n{day}\n\n{title}\n\n{standing}\n\n{text}\n");
        archive = archive.file(&format!("{number}.txt"), release);
    }
    archive.indexed()
}

fn records(archive: &Archive, of: &str) -> Vec<Value> {
    let ran = archive.run(&format!("export --of {of} --format jsonl"));
    ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn texts(values: &Value) -> impl Iterator<Item = String> {
    values.as_array().unwrap().iter().map(|value| value.as_str().unwrap().to_owned())
}

type Counts = BTreeMap<String, u64>;

/// How many records have each value of a field.
fn counted<'a>(records: impl IntoIterator<Item = &'a Value>, field: &str) -> Counts {
    let mut counts = Counts::new();
    for value in records.into_iter().flat_map(|record| texts(&record[field])) {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

/// The values of a facet that count something.
fn shown(values: &Value) -> Counts {
    let values = values.as_array().unwrap().iter();
    let values = values.map(|value| {
        (value["value"].as_str().unwrap().to_owned(), value["count"].as_u64().unwrap())
    });
    values.filter(|(_, count)| *count > 0).collect()
}

#[test]
fn a_country_of_the_focus_is_withdrawn_once_four_releases_repeat_it() {
    let archive = desk();
    assert_eq!(archive.facet("country", ""), "NGA 1");
    assert_eq!(archive.facet("mentions", ""), "GHA 1, NGA 1");
    archive.remove("1.txt");
    archive.index();
    assert_eq!(archive.facet("country", ""), "NGA 4");
}

#[test]
fn facets_lists_and_trees_count_what_the_records_hold() {
    let archive = desk();
    for of in ["releases", "quotes"] {
        let records = records(&archive, of);
        for (facet, field) in [("country", "countries"), ("mentions", "mentions")] {
            let answer = archive.json(&format!("facets {facet} --of {of} --json"));
            assert_eq!(shown(&answer["values"]), counted(&records, field), "{facet} of {of}");
        }
        let tree = archive.json(&format!("facets region --by country --of {of} --json"));
        let branches = tree["values"].as_array().unwrap();
        let below = branches.iter().flat_map(|branch| shown(&branch["values"]));
        assert_eq!(below.collect::<Counts>(), counted(&records, "countries"), "{of}");
        for branch in branches {
            assert_eq!(shown(&branch["values"]).values().sum::<u64>(), branch["count"], "{branch}");
        }
        let command = if of == "quotes" { "quotes" } else { "search" };
        for clicked in ["--country Nigeria", "region:'\"Western Africa\"'"] {
            let found = archive.json(&format!("{command} {clicked} --json"));
            assert_eq!(
                found["total"],
                counted(&records, "countries")["NGA"],
                "{command} {clicked}"
            );
        }
    }
    assert_eq!(archive.run("verify").code, 0);
    assert_eq!(archive.run("verify --country Nigeria").code, 0);
}

#[test]
fn status_persons_and_who_count_what_the_records_hold() {
    let archive = desk();
    let (releases, quotes) = (records(&archive, "releases"), records(&archive, "quotes"));
    let status = archive.json("status --no-country --json");
    let has_country = |record: &&Value| !record["countries"].as_array().unwrap().is_empty();
    assert_eq!(status["with_country"], releases.iter().filter(has_country).count());
    assert_eq!(
        status["no_country"].as_array().unwrap().len(),
        releases.len() - releases.iter().filter(has_country).count()
    );
    let person = archive.json("speaker Boateng --json");
    let has_person = |record: &&Value| texts(&record["speakers"]).any(|name| name == "Ama Boateng");
    assert_eq!(
        shown(&person["countries"]),
        counted(releases.iter().filter(has_person), "countries")
    );
    let latest = person["latest"].as_array().unwrap();
    assert_eq!(counted(latest, "countries"), counted(&quotes, "countries"));
    let who = archive.json("who --country Nigeria --json");
    assert_eq!(who["quotes"], counted(&quotes, "countries")["NGA"]);
    assert_eq!(who["hits"][0]["quotes"], counted(&quotes, "countries")["NGA"]);
}

#[test]
fn other_uses_and_related_releases_share_no_withdrawn_country() {
    let archive = desk();
    let reused = archive.json("quotes --reused --json");
    let hit = &reused["hits"][0];
    let other = &reused["reuses"][0]["uses"][0]["quote"];
    let mut countries = [hit, other].map(|quote| counted([quote], "countries"));
    countries.sort();
    assert_eq!(countries, [Counts::new(), Counts::from([("NGA".to_owned(), 1)])]);
    let hits = archive.json("search inspector --json")["hits"].clone();
    for hit in hits.as_array().unwrap() {
        let id = hit["id"].as_str().unwrap();
        let similar = archive.json(&format!("show {id} --similar --json"));
        let related = similar["similar"].as_array().unwrap();
        assert!(!related.is_empty(), "{similar}");
        assert_eq!(counted(related, "countries"), Counts::new(), "{similar}");
    }
}
