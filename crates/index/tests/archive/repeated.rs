//! Standing text found by repetition: its countries are boilerplate, wherever they are asked for.

use index::{Archive, Request};
use query::Field;
use release::{Involvement, Release};

use crate::builder::{Draft, Folder, file_name, request};

const STANDING: &str =
    "The Delta Desk is a network of 40 groups that has guarded the rivers of Nigeria since 1994.";
const NEWS: [&str; 6] = [
    "Farmers of the upper valley asked the ministry for the maps of the new canal on Monday.",
    "Two fishing boats were held in the harbour for a week without any charge being told.",
    "The court will hear the complaint of nine villages against the port company in spring.",
    "Nurses of the coast hospital went back to work when their wages of June were paid.",
    "A survey of wells found salt in every second one, and the mayor has seen the figures.",
    "The ferry that sank in the storm had passed its inspection only a month before.",
];

/// A release of its own day and news that ends with standing text; its quote names nothing.
fn release(id: u64, date: &str) -> Draft {
    let news = NEWS[usize::try_from(id).unwrap() % NEWS.len()];
    Draft::new(id)
        .title(&format!("News {id}"))
        .date(date)
        .body(news)
        .quote("We want an answer", Some("Ada Roe"), None, &[])
        .focus("GHA")
        .naming(STANDING, "NGA", Involvement::Focus)
}

fn counts(archive: &Archive, field: Field) -> Vec<(String, u64)> {
    let request = Request { facets: vec![field], ..request("*") };
    let of = |facets: &index::Facets| {
        facets.get(field).iter().map(|value| (value.value.clone(), value.count)).collect::<Vec<_>>()
    };
    of(&archive.search(&request).unwrap().facets)
}

fn listed(counts: &[(&str, u64)]) -> Vec<(String, u64)> {
    counts.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
}

#[test]
fn a_country_of_repeated_paragraphs_is_boilerplate_in_every_answer() {
    let dates = ["2012-01-10", "2012-02-10", "2012-06-10", "2012-07-10"];
    let folder = Folder::of((1..).zip(dates).map(|(id, date)| release(id, date)));
    let archive = folder.archive();
    let answer = archive.search(&request("*")).unwrap();
    assert!(answer.hits.iter().all(|hit| hit.countries.len() == 1), "{:?}", answer.hits);
    assert_eq!(counts(&archive, Field::Country), listed(&[("GHA", 4)]));
    assert_eq!(counts(&archive, Field::Mentions), listed(&[("GHA", 4)]));
    for (typed, ids) in [
        ("country:NGA", &[][..]),
        ("mentions:NGA", &[]),
        ("-mentions:NGA", &[1, 2, 3, 4]),
        ("country:GHA", &[1, 2, 3, 4]),
    ] {
        assert_eq!(folder.set(typed), ids, "{typed}");
    }
    // a second look counts in memory
    assert_eq!(counts(&archive, Field::Country), listed(&[("GHA", 4)]));
    let wide = Request { boilerplate: true, ..request("mentions:NGA") };
    assert_eq!(archive.search(&wide).unwrap().total, 4);
    let quotes = archive.quotes(&request("country:NGA")).unwrap();
    assert_eq!(quotes.total, 0);
    let quotes = archive.quotes(&Request { facets: vec![Field::Country], ..request("*") }).unwrap();
    assert_eq!(quotes.facets.get(Field::Country).len(), 1);
    assert_eq!(archive.status().unwrap().repeated_paragraphs, 1);
    assert_eq!(archive.verify().unwrap().faults, Vec::<String>::new());

    let stored = archive.release(&answer.hits[0].id).unwrap().release;
    let found = stored.countries.iter().find(|found| found.country.code() == "NGA").unwrap();
    assert_eq!(found.involvement, Involvement::Boilerplate);
    assert_eq!(found.evidence.rule, "repeated in 4 releases");
    let repeated = archive.repeated(&stored).unwrap();
    let told = repeated.iter().map(|one| (one.span.of(&stored.text), one.releases));
    assert_eq!(told.collect::<Vec<_>>(), [(STANDING, 4)]);
}

#[test]
fn a_country_that_the_news_names_too_counts() {
    let dates = ["2012-01-10", "2012-02-10", "2012-06-10", "2012-07-10"];
    let mut drafts: Vec<Draft> = (1..).zip(dates).map(|(id, date)| release(id, date)).collect();
    let news = drafts[0].0.blocks[1].span;
    drafts[0].0.countries[1].spans.insert(0, news);
    let folder = Folder::of(drafts);
    assert_eq!(folder.set("country:NGA"), [1]);
    assert_eq!(folder.archive().verify().unwrap().faults, Vec::<String>::new());
}

#[test]
fn releases_that_come_and_go_move_a_paragraph_in_and_out() {
    let dates = ["2012-01-10", "2012-02-10", "2012-06-10", "2012-07-10"];
    let all: Vec<Release> = (1..).zip(dates).map(|(id, date)| release(id, date).0).collect();
    let folder = Folder::empty();
    let found = |ids: &[u64]| assert_eq!(folder.set("country:NGA"), ids);
    for (at, ids) in [(3, &[4][..]), (0, &[1, 4]), (2, &[1, 3, 4]), (1, &[])] {
        folder.update([(file_name(&all[at]), &all[at])]);
        found(ids);
    }
    folder.remove(&[file_name(&all[2])]);
    found(&[1, 2, 4]);
    assert_eq!(folder.archive().status().unwrap().repeated_paragraphs, 0);
    folder.update([(file_name(&all[2]), &all[2])]);
    found(&[]);
    assert_eq!(folder.archive().verify().unwrap().faults, Vec::<String>::new());
}

#[test]
fn a_table_that_is_lost_is_found_anew() {
    let dates = ["2012-01-10", "2012-02-10", "2012-06-10", "2012-07-10"];
    let folder = Folder::of((1..).zip(dates).map(|(id, date)| release(id, date)));
    std::fs::remove_file(folder.dir().join("repeated.bin")).unwrap();
    assert_eq!(folder.set("country:NGA"), [0_u64; 0]);
    std::fs::write(folder.dir().join("repeated.bin"), [7, 1, 2]).unwrap();
    assert_eq!(folder.set("country:NGA"), [0_u64; 0]);
}

#[test]
fn what_is_quoted_again_counts() {
    let dates = ["2012-01-10", "2012-02-10", "2012-06-10", "2012-07-10"];
    let drafts = (1..).zip(dates).map(|(id, date)| {
        let draft = Draft::new(id).title(&format!("News {id}")).date(date);
        let draft = draft.quote(STANDING, Some("Ada Roe"), None, &["NGA"]).focus("NGA");
        let mut draft = draft;
        let span = draft.0.blocks[1].span;
        draft.0.countries[0].spans.push(span);
        draft
    });
    let folder = Folder::of(drafts);
    assert_eq!(folder.set("country:NGA"), [1, 2, 3, 4]);
}
