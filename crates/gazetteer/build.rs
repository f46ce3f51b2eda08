//! Writes out what would take long to make whenever the program starts: the surface forms of places, and the keys of all
//! names that a user may type. They are made of `data/*.tsv` by the modules that make the rest at run time.
#![allow(dead_code, unreachable_pub)] // for what of these modules is asked at run time only

use std::{collections::BTreeMap, env, fmt::Write as _, fs, io, path::Path};

use release::Country;

use crate::{
    fold::fold,
    key::key,
    languages::CODES,
    sense::{Bond, Kind, Sense},
    surface::{DEMONYMS, Gathering, aliases, declined_stem, demonyms, names},
    table::{all, country, rows},
};

#[path = "src/fold.rs"]
mod fold;
#[path = "src/forms.rs"]
mod forms;
#[path = "src/key.rs"]
mod key;
#[path = "src/languages.rs"]
mod languages;
#[path = "src/sense.rs"]
mod sense;
#[path = "src/surface.rs"]
mod surface;
#[path = "src/table.rs"]
mod table;

fn main() -> io::Result<()> {
    for source in ["data", "src", "build.rs"] {
        println!("cargo::rerun-if-changed={source}");
    }
    let folder = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&folder).join("places.tsv"), places())?;
    fs::write(Path::new(&folder).join("keys.tsv"), keys())
}

/// Every form of a place, with its senses as `place::sense` reads them.
fn places() -> String {
    let mut gathering = Gathering::new("en");
    gather_places(&mut gathering);
    let mut table = String::new();
    gathering.forms.in_order(|form, senses| {
        table.push_str(form);
        table.push('\t');
        for sense in senses {
            table.push_str(sense.country.as_ref().map_or("", Country::code));
            table.push(match sense.kind {
                Kind::City => 'C',
                Kind::Region => 'R',
                Kind::Leader => 'L',
                _ => 'I',
            });
            table.push(if sense.bond == Bond::Ending { 'E' } else { '.' });
        }
        table.push('\n');
    });
    table
}

fn gather_places(gathering: &mut Gathering) {
    for row in rows(include_str!("data/places.tsv")) {
        let kind = match row[1] {
            "city" => Kind::City,
            "region" => Kind::Region,
            "institution" => Kind::Institution,
            class => panic!("places.tsv has an unknown class `{class}`"),
        };
        for name in row[2].split('|') {
            gathering.add(name, Sense::new(Some(country(row[0])), kind));
        }
    }
    let of_one_kind = [
        (include_str!("data/subdivisions.tsv"), Kind::Region),
        (include_str!("data/leaders.tsv"), Kind::Leader),
    ];
    for (table, kind) in of_one_kind {
        for row in rows(table) {
            for name in row[1].split('|') {
                gathering.add(name, Sense::new(Some(country(row[0])), kind));
            }
        }
    }
    for row in rows(include_str!("data/cities.tsv")) {
        let sense = Sense::new(Some(country(row[0])), Kind::City);
        for name in row[1].split('|') {
            add_city(gathering, name, sense);
        }
    }
}

/// Adds a city, in Cyrillic script with the stem that is declined.
fn add_city(gathering: &mut Gathering, name: &str, sense: Sense) {
    gathering.add(name, sense);
    let is_cyrillic = name.starts_with(|c: char| ('\u{400}'..='\u{4ff}').contains(&c));
    if is_cyrillic
        && let Some(stem) = declined_stem(name, "ru").filter(|stem| stem.chars().count() > 3)
    {
        gathering.add(stem, Sense { bond: Bond::Ending, ..sense });
    }
}

/// The keys of codes, English names, aliases and English demonyms, then those of all languages, with the country that is
/// the first to claim a key.
fn keys() -> String {
    let mut keys = BTreeMap::new();
    let mut add = |name: &str, country, class| {
        keys.entry(key(name)).or_insert((country, class));
    };
    for entry in all() {
        for name in [entry.country.code(), entry.alpha2, entry.name] {
            add(name, entry.country, "usual");
        }
    }
    for (country, _, _, spellings) in aliases() {
        for name in spellings {
            add(name, country, "usual");
        }
    }
    for form in demonyms("en") {
        add(&form.surface, form.country, "usual");
    }
    for (country, name) in CODES.into_iter().flat_map(names) {
        add(name, country, "foreign");
    }
    for form in DEMONYMS.iter().flat_map(|(language, _)| demonyms(language)) {
        add(&form.surface, form.country, "foreign");
    }
    let mut table = String::new();
    for (key, (country, class)) in keys {
        let _ = writeln!(table, "{key}\t{country}\t{class}");
    }
    table
}
