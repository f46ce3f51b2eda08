//! Every surface form the scanner looks for in the texts of one language, made of the tables.

use std::collections::BTreeMap;

use release::Country;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    sense::{Bond, Kind, Sense},
    table::{all, country, rows},
};

const ENDINGS: &str = include_str!("../data/endings.tsv");
const DEMONYMS: [(&str, &str); 8] = [
    ("en", include_str!("../data/demonyms_en.tsv")),
    ("fr", include_str!("../data/demonyms_fr.tsv")),
    ("es", include_str!("../data/demonyms_es.tsv")),
    ("pt", include_str!("../data/demonyms_pt.tsv")),
    ("de", include_str!("../data/demonyms_de.tsv")),
    ("ru", include_str!("../data/demonyms_ru.tsv")),
    ("uk", include_str!("../data/demonyms_uk.tsv")),
    ("ar", include_str!("../data/demonyms_ar.tsv")),
];

/// A form of a name, before the forms are gathered.
pub(crate) struct Form {
    pub(crate) country: Country,
    pub(crate) language: &'static str,
    pub(crate) surface: String,
}

/// The demonyms of all languages with their endings written out, as the tables have them.
pub(crate) fn demonyms() -> impl Iterator<Item = Form> {
    let endings: FxHashMap<(&str, &str), &str> =
        rows(ENDINGS).map(|row| ((row[0], row[1]), row[2])).collect();
    DEMONYMS.into_iter().flat_map(move |(language, table)| {
        let mut forms = Vec::new();
        for row in rows(table) {
            let country = country(row[0]);
            for cell in row[1].split('|') {
                for surface in inflect(cell, language, &endings) {
                    forms.push(Form { country, language, surface });
                }
            }
        }
        forms
    })
}

/// The cell itself, or its stem with each ending of its paradigm.
fn inflect(
    cell: &str,
    language: &'static str,
    endings: &FxHashMap<(&str, &str), &str>,
) -> Vec<String> {
    let Some((stem, paradigm)) = cell.split_once('/') else { return vec![cell.to_owned()] };
    let endings = endings.get(&(language, paradigm)).expect("endings.tsv has every paradigm");
    endings.split(' ').map(|ending| format!("{stem}{}", ending.trim_matches('-'))).collect()
}

/// Rows of `aliases.tsv`: country, class, language and the names.
pub(crate) fn aliases()
-> impl Iterator<Item = (Country, &'static str, &'static str, Vec<&'static str>)> {
    rows(include_str!("../data/aliases.tsv"))
        .map(|row| (country(row[0]), row[1], row[2], row[3].split('|').collect()))
}

/// Rows of `names.tsv`: language, country, name.
pub(crate) fn names() -> impl Iterator<Item = (&'static str, Country, &'static str)> {
    let codes: FxHashMap<&str, Country> =
        all().iter().map(|entry| (entry.alpha2, entry.country)).collect();
    rows(include_str!("../data/names.tsv")).map(move |row| {
        (row[0], *codes.get(row[1]).expect("names.tsv holds codes of countries.tsv"), row[2])
    })
}

/// The senses of every surface form, by surface form.
pub(crate) type Surfaces = BTreeMap<String, Vec<Sense>>;

/// Gathers what the tables hold for texts of one language: its own forms, the English ones, the
/// places and the masks.
pub(crate) fn gather(language: &'static str) -> Surfaces {
    let mut gathering = Gathering {
        language,
        surfaces: Surfaces::new(),
        typed: FxHashSet::default(),
        ambiguous: FxHashSet::default(),
    };
    gathering.masks();
    gathering.aliases();
    gathering.names();
    gathering.demonyms();
    gathering.places();
    gathering.surfaces
}

struct Gathering {
    language: &'static str,
    surfaces: Surfaces,
    /// Names understood where a user types them, but too common as words to look for.
    typed: FxHashSet<&'static str>,
    ambiguous: FxHashSet<&'static str>,
}

impl Gathering {
    fn masks(&mut self) {
        for row in rows(include_str!("../data/masks.tsv")) {
            for passage in row[1].split('|') {
                self.add(passage, Sense::new(None, Kind::Name));
            }
        }
    }

    fn aliases(&mut self) {
        for (country, class, language, names) in aliases() {
            if !self.reads(language) {
                continue;
            }
            for name in names {
                let kind = match class {
                    "typed" => {
                        self.typed.insert(name);
                        continue;
                    }
                    "official" => Kind::Official,
                    "acronym" => Kind::Acronym,
                    "alias" => Kind::Alias,
                    "ambiguous" => {
                        self.ambiguous.insert(name);
                        ambiguous_kind(name)
                    }
                    _ => panic!("aliases.tsv has an unknown class `{class}`"),
                };
                self.name(name, country, kind, language);
            }
        }
    }

    fn names(&mut self) {
        for entry in all() {
            self.name(entry.name, entry.country, Kind::Name, "en");
        }
        for (language, country, name) in names() {
            if self.reads(language) && !self.typed.contains(name) {
                self.name(name, country, Kind::Name, language);
            }
        }
    }

    fn demonyms(&mut self) {
        let language = self.language;
        for form in demonyms().filter(|form| form.language == language) {
            let sense = Sense::new(Some(form.country), Kind::Demonym);
            let capital = capitalised(&form.surface);
            if capital != form.surface {
                self.add(&capital, sense);
            }
            self.add(&form.surface, sense);
        }
    }

    fn places(&mut self) {
        for row in rows(include_str!("../data/places.tsv")) {
            let kind = match row[1] {
                "city" => Kind::City,
                "region" => Kind::Region,
                "institution" => Kind::Institution,
                class => panic!("places.tsv has an unknown class `{class}`"),
            };
            for name in row[2].split('|') {
                self.add(name, Sense::new(Some(country(row[0])), kind));
            }
        }
        for row in rows(include_str!("../data/leaders.tsv")) {
            for name in row[1].split('|') {
                self.add(name, Sense::new(Some(country(row[0])), Kind::Institution));
            }
        }
        for row in rows(include_str!("../data/cities.tsv")) {
            let sense = Sense::new(Some(country(row[0])), Kind::City);
            for name in row[1].split('|') {
                self.city(name, sense);
            }
        }
    }

    /// Adds a city, in Cyrillic script with the stem that is declined.
    fn city(&mut self, name: &str, sense: Sense) {
        self.add(name, sense);
        let is_cyrillic = name.starts_with(|c: char| ('\u{400}'..='\u{4ff}').contains(&c));
        if is_cyrillic
            && let Some(stem) = declined_stem(name, "ru").filter(|stem| stem.chars().count() > 3)
        {
            self.add(stem, Sense { bond: Bond::Ending, ..sense });
        }
    }

    /// Whether forms of a language are looked for.
    fn reads(&self, language: &str) -> bool {
        language == "en" || language == self.language
    }

    /// Adds a name with the stems its language declines.
    fn name(&mut self, name: &str, country: Country, kind: Kind, language: &str) {
        let is_foreign = language != self.language;
        let mut sense = Sense { is_foreign, ..Sense::new(Some(country), kind) };
        if language == "ar"
            && let Some(bare) = name.strip_prefix("ال")
        {
            sense.bond = Bond::Article;
            self.add(bare, sense);
            return;
        }
        self.add(name, sense);
        if let Some(stem) = declined_stem(name, language) {
            sense.bond = Bond::Ending;
            self.add(stem, sense);
        }
    }

    /// Adds a surface form as written, without diacritics and in capitals.
    fn add(&mut self, surface: &str, sense: Sense) {
        let surface = surface.replace(['’', '‘', 'ʼ'], "'");
        let n_letters = surface.chars().filter(|c| c.is_alphabetic()).count();
        let is_accented = surface.starts_with(|c: char| c < '\u{250}') && !surface.is_ascii();
        if is_accented && n_letters > 4 {
            self.insert(without_marks(&surface), sense);
        }
        if n_letters >= 4 && sense.kind != Kind::Acronym && sense.bond != Bond::Ending {
            let capitals = surface.to_uppercase();
            if is_accented {
                self.insert(without_marks(&capitals), sense);
            }
            if capitals != surface {
                self.insert(capitals, sense);
            }
        }
        self.insert(surface, sense);
    }

    fn insert(&mut self, surface: String, mut sense: Sense) {
        sense.is_ambiguous |= self.ambiguous.contains(surface.as_str());
        let senses = self.surfaces.entry(surface).or_default();
        let same = senses.iter_mut().find(|known| {
            known.country == sense.country
                && known.bond == sense.bond
                && known.kind.is_mention() == sense.kind.is_mention()
        });
        match same {
            Some(known) => known.is_foreign &= sense.is_foreign,
            None => senses.push(sense),
        }
    }
}

impl Sense {
    fn new(country: Option<Country>, kind: Kind) -> Self {
        Self { country, kind, is_foreign: false, is_ambiguous: false, bond: Bond::Free }
    }
}

fn ambiguous_kind(name: &str) -> Kind {
    if name.chars().all(char::is_uppercase) {
        Kind::Acronym
    } else if name.ends_with("an") || name.ends_with("ans") {
        Kind::Demonym
    } else {
        Kind::Alias
    }
}

/// What remains of a name when its case ending is taken off, in languages that decline names.
fn declined_stem<'n>(name: &'n str, language: &str) -> Option<&'n str> {
    let last = name.chars().next_back()?;
    let (is_ending, shortest) = match language {
        "ru" | "uk" | "be" => ("аяйь".contains(last), 3),
        "pl" | "cs" | "sk" | "hr" | "sr" | "bg" => ("aoeiyаяия".contains(last), 5),
        _ => (false, 0),
    };
    let stem = &name[..name.len() - last.len_utf8()];
    (is_ending && stem.chars().count() >= shortest).then_some(stem)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Without diacritics, in the case it has.
fn without_marks(surface: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    surface.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_names_a_known_country() {
        for (country, ..) in aliases() {
            assert!(crate::exists(country), "{country}");
        }
        for form in demonyms() {
            assert!(crate::exists(form.country), "{}", form.country);
            assert!(!form.surface.is_empty() && !form.surface.contains('/'), "{}", form.surface);
        }
        for row in rows(include_str!("../data/places.tsv")) {
            assert!(crate::exists(country(row[0])), "{}", row[0]);
        }
    }

    #[test]
    fn every_member_of_the_united_nations_has_an_english_demonym() {
        let known: FxHashSet<Country> =
            demonyms().filter(|form| form.language == "en").map(|form| form.country).collect();
        let without: Vec<_> =
            all().iter().map(|entry| entry.country).filter(|code| !known.contains(code)).collect();
        // small islands and territories whose people are called by the name itself, and the Holy See
        assert!(without.len() < 30 && !without.contains(&country("FRA")), "{without:?}");
    }

    #[test]
    fn every_scanner_can_be_gathered() {
        for language in ["en", "fr", "ru", "ar", "zh", "tr"] {
            let surfaces = gather(language);
            assert!(surfaces.len() > 2000, "{language}");
            assert!(!surfaces.contains_key(""), "{language}");
        }
    }
}
