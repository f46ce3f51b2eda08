//! The places that the scanner looks for in texts of every language: ten times as many forms as a language has for
//! countries. `build.rs` writes them out.

use std::sync::LazyLock;

use release::Country;

use crate::{
    longest::Longest,
    sense::{Bond, Kind, Sense},
    sorted,
};

/// The surface forms of places in the order of their bytes, with their senses.
const PLACES: &str = include_str!(concat!(env!("OUT_DIR"), "/places.tsv"));

/// The table of all forms of places.
pub(crate) fn forms() -> &'static Longest<Sense> {
    static FORMS: LazyLock<Longest<Sense>> = LazyLock::new(|| {
        // a line is a name of some fifteen bytes, a tab, five bytes a sense and a line end
        let mut forms = Longest::over(None, PLACES.len() / 20);
        for (form, senses) in sorted::lines(PLACES) {
            forms.push(form, senses.as_bytes().chunks(WIDTH).filter_map(sense));
        }
        forms
    });
    &FORMS
}

/// A sense has the code of a country, a letter for what is named and one for how.
const WIDTH: usize = 5;

fn sense(written: &[u8]) -> Option<Sense> {
    let (code, [kind, bond]) = written.split_first_chunk::<3>()? else { return None };
    let kind = match kind {
        b'C' => Kind::City,
        b'R' => Kind::Region,
        b'L' => Kind::Leader,
        _ => Kind::Institution,
    };
    let bond = if *bond == b'E' { Bond::Ending } else { Bond::Free };
    let country = Country::new(str::from_utf8(code).ok()?);
    Some(Sense { bond, ..Sense::new(country, kind) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::rows;

    #[track_caller]
    fn check(form: &str, code: &str, kind: Kind, bond: Bond) {
        let senses = forms().get(form).unwrap_or_default();
        let is_there = senses.iter().any(|sense| {
            sense.country == Country::new(code) && sense.kind == kind && sense.bond == bond
        });
        assert!(is_there, "{form} {senses:?}");
    }

    #[test]
    fn a_leader_is_the_leader_of_one_country() {
        for row in rows(include_str!("../data/leaders.tsv")) {
            for name in row[1].split('|') {
                let name = name.replace('’', "'");
                let senses = forms().get(&name).unwrap_or_default();
                let countries: Vec<_> = senses.iter().map(|sense| sense.country).collect();
                assert_eq!(countries, [Country::new(row[0])], "{name}");
            }
        }
    }

    #[test]
    fn places_of_all_tables_are_there_as_written_in_capitals_and_without_marks() {
        check("Almaty", "KAZ", Kind::City, Bond::Free);
        check("ALMATY", "KAZ", Kind::City, Bond::Free);
        check("São Paulo", "BRA", Kind::City, Bond::Free);
        check("Sao Paulo", "BRA", Kind::City, Bond::Free);
        check("SAO PAULO", "BRA", Kind::City, Bond::Free);
        check("Самар", "RUS", Kind::City, Bond::Ending);
        check("Darfur", "SDN", Kind::Region, Bond::Free);
        check("Hamid Karzai", "AFG", Kind::Leader, Bond::Free);
        assert_eq!(forms().get(""), None);
    }

    #[test]
    fn every_line_holds_whole_senses() {
        for line in PLACES.lines() {
            let (form, senses) = line.split_once('\t').unwrap();
            assert_eq!(senses.len() % WIDTH, 0, "{line}");
            assert_eq!(forms().get(form).map(<[_]>::len), Some(senses.len() / WIDTH), "{line}");
        }
    }
}
