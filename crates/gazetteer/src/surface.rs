//! Every surface form the scanner looks for in the texts of one language, made of the tables.

use std::borrow::Cow;

use release::Country;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    forms::Forms,
    sense::{Bond, Kind, Sense},
    table::{all, country, rows},
};

const ENDINGS: &str = include_str!("../data/endings.tsv");
/// The demonyms of each language that has some.
pub(crate) const DEMONYMS: [(&str, &str); 8] = [
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
    pub(crate) surface: String,
}

/// The demonyms of a language with their endings written out, as the table has them.
pub(crate) fn demonyms(language: &'static str) -> impl Iterator<Item = Form> {
    let endings: FxHashMap<(&str, &str), &str> =
        rows(ENDINGS).map(|row| ((row[0], row[1]), row[2])).collect();
    let table = DEMONYMS.iter().find(|(code, _)| *code == language).map_or("", |(_, table)| table);
    rows(table).flat_map(move |row| {
        let country = country(row[0]);
        let forms = row[1].split('|').flat_map(|cell| inflect(cell, language, &endings));
        forms.map(|surface| Form { country, surface }).collect::<Vec<_>>()
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

/// Rows of `names.tsv`, which are in the order of languages, for one of them: country and name.
pub(crate) fn names(language: &'static str) -> impl Iterator<Item = (Country, &'static str)> {
    const NAMES: &str = include_str!("../data/names.tsv");
    let codes: FxHashMap<&str, Country> =
        all().iter().map(|entry| (entry.alpha2, entry.country)).collect();
    let is_first = NAMES.split('\t').next() == Some(language);
    let start = if is_first { Some(0) } else { NAMES.find(&format!("\n{language}\t")) };
    rows(&NAMES[start.unwrap_or(NAMES.len())..]).take_while(move |row| row[0] == language).map(
        move |row| (*codes.get(row[1]).expect("names.tsv holds codes of countries.tsv"), row[2]),
    )
}

/// Forms being gathered for texts of one language: its own and the English ones.
pub(crate) struct Gathering {
    language: &'static str,
    pub(crate) forms: Forms,
    /// Names understood where a user types them, but too common as words to look for.
    typed: FxHashSet<&'static str>,
    pub(crate) ambiguous: Vec<&'static str>,
}

impl Gathering {
    pub(crate) fn new(language: &'static str) -> Self {
        Self {
            language,
            forms: Forms::default(),
            typed: FxHashSet::default(),
            ambiguous: Vec::new(),
        }
    }

    /// Gathers all but the places, which are the same in every language.
    pub(crate) fn names_of_countries(&mut self) {
        self.masks();
        self.aliases();
        self.names();
        self.demonyms();
    }

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
                        self.ambiguous.push(name);
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
        let mut languages = vec!["en", self.language];
        languages.sort_unstable();
        languages.dedup();
        for language in languages {
            for (country, name) in names(language) {
                if !self.typed.contains(name) {
                    self.name(name, country, Kind::Name, language);
                }
            }
        }
    }

    fn demonyms(&mut self) {
        for form in demonyms(self.language) {
            let sense = Sense::new(Some(form.country), Kind::Demonym);
            let capital = capitalised(&form.surface);
            if capital != form.surface {
                self.add(&capital, sense);
            }
            self.add(&form.surface, sense);
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
    pub(crate) fn add(&mut self, surface: &str, sense: Sense) {
        let surface = plain(surface);
        let n_letters = surface.chars().filter(|c| c.is_alphabetic()).take(5).count();
        let is_accented = surface.starts_with(|c: char| c < '\u{250}') && !surface.is_ascii();
        if is_accented && n_letters > 4 {
            self.insert(&without_marks(&surface), sense);
        }
        if n_letters >= 4 && sense.kind != Kind::Acronym && sense.bond != Bond::Ending {
            let capitals = capitals(&surface);
            if is_accented {
                self.insert(&without_marks(&capitals), sense);
            }
            if capitals != surface {
                self.insert(&capitals, sense);
            }
        }
        self.insert(&surface, sense);
    }

    fn insert(&mut self, surface: &str, mut sense: Sense) {
        sense.is_ambiguous |= self.ambiguous.contains(&surface);
        self.forms.push(surface, sense);
    }
}

/// With the straight apostrophe, as the scanner reads texts.
fn plain(surface: &str) -> Cow<'_, str> {
    const CURLY: [char; 3] = ['’', '‘', 'ʼ'];
    if surface.is_ascii() || !surface.contains(CURLY) {
        return Cow::Borrowed(surface);
    }
    Cow::Owned(surface.replace(CURLY, "'"))
}

fn capitals(surface: &str) -> String {
    if surface.is_ascii() { surface.to_ascii_uppercase() } else { surface.to_uppercase() }
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
pub(crate) fn declined_stem<'n>(name: &'n str, language: &str) -> Option<&'n str> {
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
    use unicode_normalization::{UnicodeNormalization, char::decompose_canonical};
    let is_mark = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
    if !surface.chars().all(|c| c < '\u{300}') {
        return surface.nfd().filter(|c| !is_mark(*c)).collect();
    }
    // letters before the marks decompose into a letter and marks each: nothing to bring into order
    let mut bare = String::with_capacity(surface.len());
    for c in surface.chars() {
        decompose_canonical(c, |part| {
            if !is_mark(part) {
                bare.push(part);
            }
        });
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_names_a_known_country() {
        for (country, ..) in aliases() {
            assert!(crate::exists(country), "{country}");
        }
        for form in DEMONYMS.iter().flat_map(|(language, _)| demonyms(language)) {
            assert!(crate::exists(form.country), "{}", form.country);
            assert!(!form.surface.is_empty() && !form.surface.contains('/'), "{}", form.surface);
        }
        let places = rows(include_str!("../data/places.tsv"));
        for row in places.chain(rows(include_str!("../data/subdivisions.tsv"))) {
            assert!(crate::exists(country(row[0])), "{}", row[0]);
        }
    }

    #[test]
    fn every_member_of_the_united_nations_has_an_english_demonym() {
        let known: FxHashSet<Country> = demonyms("en").map(|form| form.country).collect();
        let without: Vec<_> =
            all().iter().map(|entry| entry.country).filter(|code| !known.contains(code)).collect();
        // small islands and territories whose people are called by the name itself, and the Holy See
        assert!(without.len() < 30 && !without.contains(&country("FRA")), "{without:?}");
    }
}
