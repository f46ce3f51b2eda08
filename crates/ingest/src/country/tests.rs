//! Traps of the guidelines, with invented persons.

use std::fmt::Write as _;

use proptest::prelude::*;
use release::{Involvement, Part};

use super::*;

/// A release drawn as lines `part: text`; persons stand in `<…>`, organisations in `[…]`.
fn outline(drawing: &str) -> String {
    let mut text = String::new();
    let (mut blocks, mut persons, mut organisations) = (Vec::new(), Vec::new(), Vec::new());
    for line in drawing.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (part, words) = line.split_once(": ").expect("part: text");
        let start = text.len();
        let mut opened = 0;
        for c in words.chars() {
            match c {
                '<' | '[' => opened = text.len(),
                '>' => persons.push(Span::new(opened, text.len())),
                ']' => organisations.push(Span::new(opened, text.len())),
                _ => text.push(c),
            }
        }
        blocks.push(Block { span: Span::new(start, text.len()), part: part_of(part) });
        text.push_str("\n\n");
    }
    let input = Input {
        text: &text,
        blocks: &blocks,
        language: None,
        places: &[],
        persons: &persons,
        organisations: &organisations,
    };
    let mut outline = String::new();
    let mut countries = find(&input, &sight(&input));
    countries.sort_by_key(|found| (found.involvement, found.country));
    for found in countries {
        let role = match found.involvement {
            Involvement::Focus => '!',
            Involvement::Mentioned => '+',
            Involvement::Boilerplate => '-',
        };
        let _ = write!(outline, "{role}{} ", found.country);
    }
    outline.trim_end().to_owned()
}

fn part_of(name: &str) -> Part {
    match name {
        "title" => Part::Title,
        "subtitle" => Part::Subtitle,
        "lede" => Part::Lede,
        "body" => Part::Body,
        "contacts" => Part::Contacts,
        _ => Part::Background,
    }
}

#[track_caller]
fn check(drawing: &str, expected: &str) {
    assert_eq!(outline(drawing), expected, "{drawing}");
}

#[test]
fn the_country_of_the_title_is_in_focus_and_lists_are_not() {
    check(
        "title: Kazakhstan: Release the Editors
         lede: Kazakhstan should free two editors, the Network said today.
         body: The Kazakhstani government has jailed them since May. Only Tajikistan has done so before.
         background: Members work in Georgia, Guinea and Colombia.
         contacts: In Norway: Ada Roe, +47 00 00",
        "!KAZ +TJK -COL -GEO -GIN -NOR",
    );
}

#[test]
fn a_global_release_has_no_focus() {
    check(
        "title: States Must Ratify the Treaty Now
         lede: The assembly adopted a resolution on detention everywhere.
         body: It was backed by Chile, Ghana, Nepal, Fiji, Kenya, Peru, Italy, Japan and Togo.",
        "+CHL +FJI +GHA +ITA +JPN +KEN +NPL +PER +TGO",
    );
}

/// A chapter about a country that it does not name.
fn chapter(head: &str) -> String {
    format!(
        "body: {head}
         body: Nurkurman Bakyt was sent back to Uzbekistan in May. Uzbekistani courts had tried him before.
         body: Observers from Uzbekistan and Kenya were turned away."
    )
}

#[test]
fn the_box_of_a_profile_says_whose_it_is() {
    check(&chapter("Head of state: Kurmanbek Bakiyev"), "!KGZ !UZB +KEN");
    check(&chapter("Capital: Bishkek"), "!KGZ !UZB +KEN");
    let facts = "Death penalty: Population:
             body: Life expectancy: Adult literacy:
             body: Roza Otunbayeva abolitionist for all crimes 5.5 million";
    check(&chapter(facts), "!KGZ !UZB +KEN");
    // one fact alone may be of herds
    check(&chapter("Population: 5.5 million\n body: Roza Otunbayeva"), "!UZB +KEN");
    // in a sentence neither is a label
    check(&chapter("Heads of state met, and Kurmanbek Bakiyev: silent."), "!UZB +KEN");
    check(&chapter("The capital: Bishkek is far away."), "!UZB +KEN");
    let sentence = "Head of state:
             body: Courts did not hear the case of the late Roza Otunbayeva.";
    check(&chapter(sentence), "!UZB +KEN");
}

#[test]
fn a_leader_who_heads_the_text_says_whose_profile_it_is() {
    check(
        &chapter("President Roza Otunbayeva (replaced Kurmanbek Bakiyev in April)"),
        "!KGZ !UZB +KEN",
    );
    check(&chapter("Roza Otunbayeva met the observers in her office."), "!UZB +KEN");
    check(&chapter("Ada Otunbayeva"), "!UZB +KEN");
}

#[test]
fn a_chapter_may_run_into_the_box_of_the_next_but_boxes_of_many_states_are_the_profile_of_none() {
    let report = |heads: &[&str]| {
        heads.iter().fold(String::new(), |mut report, head| {
            let _ = write!(
                report,
                "body: Head of state: {head}
                 body: Five men were sent back to Uzbekistan. Uzbekistani courts had tried them in Uzbekistan before. {}
                 ",
                "Prisons were full and courts slow. ".repeat(24)
            );
            report
        })
    };
    check(&report(&["Kurmanbek Bakiyev", "Askar Akayev"]), "!KGZ !UZB");
    check(&report(&["Kurmanbek Bakiyev", "Evo Morales"]), "!KGZ !UZB");
    check(&report(&["Kurmanbek Bakiyev", "Evo Morales", "Mwai Kibaki"]), "!UZB");
}

#[test]
fn a_person_who_bears_the_name_of_a_country_is_none() {
    check(
        "title: Senator Holds Hearing
         lede: <Marlow Jordan> opened the hearing. Jordan said it was late.
         body: Witnesses came from Chad and from Peru, and <Chad Whitfield> spoke.",
        "+PER +TCD",
    );
}

#[test]
fn georgia_is_the_country_unless_the_text_is_american() {
    check(
        "title: Georgia: Press Under Pressure
         lede: Police in Tbilisi searched two newsrooms in Georgia.",
        "!GEO",
    );
    check(
        "lede: Sheriffs in Georgia, Alabama and Texas hold migrants, lawyers in Atlanta said.",
        "!USA",
    );
}

#[test]
fn georgia_among_countries_is_the_country_even_in_new_york() {
    check(
        "lede: New York lawyers met Senator Roe of Texas about Fiji, Georgia, Guinea and Peru.",
        "+FJI +GEO +GIN +PER",
    );
}

#[test]
fn bare_congo_follows_the_full_name() {
    check("lede: Congo-Brazzaville has logged its forests; Congo must stop.", "!COG");
    check("lede: Fighting in North Kivu forced thousands across Congo.", "!COD");
}

#[test]
fn bare_korea_is_the_south_unless_only_the_north_is_named() {
    check("lede: Pyongyang holds the fishermen, and Korean officials deny it.", "!PRK");
    check("lede: Korean officials in Seoul deny it.", "!KOR");
}

#[test]
fn an_organisation_named_after_a_country_names_none() {
    check(
        "title: Malta: Vote on Courts
         lede: The [Norwegian Dune Committee] welcomed the vote in Malta.",
        "!MLT",
    );
    check(
        "title: Vote on Courts
         lede: The [Maltese Ministry of Justice] of Malta welcomed the vote in Chile.
         background: The [Chilean Ministry of Justice] was founded late.",
        "!MLT +CHL",
    );
}

#[test]
fn the_dateline_tells_where_not_what() {
    let text = "TUNIS, Tunisia, 3 May 2012 — Libya should free the crew.";
    let blocks = [Block { span: Span::new(0, text.len()), part: Part::Lede }];
    let places = [Found::new("TUNIS".to_owned(), Span::new(0, 5), "dateline", 1.0)];
    let input = Input {
        text,
        blocks: &blocks,
        language: None,
        places: &places,
        persons: &[],
        organisations: &[],
    };
    let found = find(&input, &sight(&input));
    let roles: Vec<_> =
        found.iter().map(|found| (found.country.to_string(), found.involvement)).collect();
    assert_eq!(
        roles,
        [("LBY".to_owned(), Involvement::Focus), ("TUN".to_owned(), Involvement::Boilerplate)]
    );
}

#[test]
fn a_passage_knows_the_countries_it_names() {
    let text = "Chile said: “Peru and Chile must talk to Peru.” Japan left.";
    let blocks = [Block { span: Span::new(0, text.len()), part: Part::Body }];
    let input = Input {
        text,
        blocks: &blocks,
        language: None,
        places: &[],
        persons: &[],
        organisations: &[],
    };
    let quote = Span::new(text.find('“').expect("a mark"), text.find('”').expect("a mark"));
    let codes: Vec<_> = named_in(&sight(&input), quote).iter().map(ToString::to_string).collect();
    assert_eq!(codes, ["CHL", "PER"]);
}

proptest! {
    #[test]
    fn whatever_the_text_spans_stand_on_boundaries(
        text in "(Georgia|Congo|Chad |, |and |№|’|\u{a0}|\n|\n\n|> |US|ÉGYPTE|الأردن|Jordan |[ -~]|\\PC){0,60}",
        cut in 0usize..200,
    ) {
        let cut = (0..=cut.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let blocks = [
            Block { span: Span::new(0, cut), part: Part::Title },
            Block { span: Span::new(cut, text.len()), part: Part::Lede },
        ];
        let person = [Span::new(0, cut)];
        let input = Input {
            text: &text,
            blocks: &blocks,
            language: Language::new("fr"),
            places: &[],
            persons: &person,
            organisations: &[],
        };
        let sightings = sight(&input);
        prop_assert!(sightings.is_sorted_by(|a, b| a.span.end <= b.span.start));
        for sighting in &sightings {
            prop_assert!(!sighting.span.of(&text).is_empty());
        }
        for found in find(&input, &sightings) {
            prop_assert!((0.0..=1.0).contains(&found.score));
        }
    }
}
