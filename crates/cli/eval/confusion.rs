//! What is taken for what: every wrong value with the right one, counted over all documents.

use std::collections::BTreeMap;

use release::Country;
use serde::Serialize;

use super::{answer::Answer, gold::Annotation};

/// So many documents are named as examples.
const EXAMPLES: usize = 3;
/// What a value is taken for that is not there at all, and what is made up where there is none.
const NONE: &str = "none";

/// A field whose values are taken for one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Matter {
    Language,
    Type,
    /// How exact a date is, and whether it is another one.
    Date,
    Organisation,
    /// What a country is to a release.
    Country,
    /// Whether words of a person are found as direct or indirect speech.
    Quote,
    /// Whose a quote is.
    Speaker,
}

impl Matter {
    pub(crate) const ALL: [Self; 7] = [
        Self::Language,
        Self::Type,
        Self::Date,
        Self::Organisation,
        Self::Country,
        Self::Quote,
        Self::Speaker,
    ];

    /// Its name in JSON.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Type => "type",
            Self::Date => "date",
            Self::Organisation => "organisation",
            Self::Country => "country_role",
            Self::Quote => "quote_kind",
            Self::Speaker => "speaker",
        }
    }

    /// All its values, where they are few: they make a table, in which the right ones count too.
    pub(crate) fn labels(self) -> &'static [&'static str] {
        match self {
            Self::Country => &["focus", "mentioned", "boilerplate", NONE],
            Self::Quote => &["direct", "indirect", NONE],
            _ => &[],
        }
    }
}

/// One value taken for another, or for itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pair {
    pub(crate) matter: Matter,
    pub(crate) gold: String,
    pub(crate) got: String,
}

impl Pair {
    /// A pair; a value that is empty is none.
    pub(crate) fn new(matter: Matter, gold: &str, got: &str) -> Self {
        let or_none = |value: &str| if value.is_empty() { NONE } else { value }.to_owned();
        Self { matter, gold: or_none(gold), got: or_none(got) }
    }
}

/// How often each value was taken for each, and where.
#[derive(Clone, Debug, Default)]
pub(crate) struct Confusions(BTreeMap<Pair, Cell>);

#[derive(Clone, Debug, Default)]
struct Cell {
    count: u64,
    ids: Vec<String>,
}

/// A wrong value, how often it was given for the right one, and in which documents first.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Confusion<'c> {
    pub(crate) gold: &'c str,
    pub(crate) got: &'c str,
    pub(crate) count: u64,
    pub(crate) ids: &'c [String],
}

impl Confusions {
    /// Counts a pair that stands in the document `id`.
    pub(crate) fn count(&mut self, pair: Pair, id: &str) {
        let cell = self.0.entry(pair).or_default();
        cell.count += 1;
        if cell.ids.len() < EXAMPLES && cell.ids.last().is_none_or(|last| last != id) {
            cell.ids.push(id.to_owned());
        }
    }

    /// How often `gold` was taken for `got`.
    pub(crate) fn of(&self, matter: Matter, gold: &str, got: &str) -> u64 {
        self.0.get(&Pair::new(matter, gold, got)).map_or(0, |cell| cell.count)
    }

    /// Whether anything was counted of a field.
    pub(crate) fn has(&self, matter: Matter) -> bool {
        self.0.keys().any(|pair| pair.matter == matter)
    }

    /// The wrong ones of a field, most frequent first.
    pub(crate) fn wrong(&self, matter: Matter) -> Vec<Confusion<'_>> {
        let of_matter = self.0.iter().filter(|(pair, _)| pair.matter == matter);
        let mut wrong: Vec<Confusion<'_>> = of_matter
            .filter(|(pair, _)| pair.gold != pair.got)
            .map(|(pair, cell)| Confusion {
                gold: &pair.gold,
                got: &pair.got,
                count: cell.count,
                ids: &cell.ids,
            })
            .collect();
        // equal ones stay in the order of their values
        wrong.sort_by_key(|confusion| std::cmp::Reverse(confusion.count));
        wrong
    }
}

/// How a wrong date differs from the right one: in how exact it is, else in what it says.
pub(crate) fn of_dates(gold: &str, got: &str) -> Pair {
    let (gold, got) = (precision(gold), precision(got));
    if gold == got {
        return Pair::new(Matter::Date, gold, &format!("another {got}"));
    }
    Pair::new(Matter::Date, gold, got)
}

/// `month` of `2012-04`.
fn precision(date: &str) -> &'static str {
    match date.split('-').filter(|part| !part.is_empty()).count() {
        0 => "undated",
        1 => "year",
        2 => "month",
        _ => "day",
    }
}

/// What each country is in the gold and in the answer. Countries that may be focus or not, that are only
/// implied or stand in a name only are left out where the figures leave them out.
pub(crate) fn of_countries(gold: &Annotation, answer: &Answer) -> Vec<Pair> {
    let mut given: BTreeMap<Country, &'static str> = BTreeMap::new();
    for (country, involvement) in &answer.countries {
        given.insert(*country, involvement.name());
    }
    let annotated = gold.focus_countries.iter().chain(&gold.mentioned_countries);
    for country in annotated {
        given.entry(*country).or_insert(NONE);
    }
    let is_free = |country: &Country, gold_role: &str, got: &str| {
        if got == "focus" {
            return gold_role != "focus" && gold.focus_optional.contains(country);
        }
        gold_role == NONE
            && (gold.orgname_only_countries.contains(country)
                || gold.implied_countries.contains(country))
    };
    let mut pairs = Vec::new();
    for (country, got) in given {
        let annotated = annotated_role(gold, country);
        if !is_free(&country, annotated, got) {
            pairs.push(Pair::new(Matter::Country, annotated, got));
        }
    }
    pairs
}

fn annotated_role(gold: &Annotation, country: Country) -> &'static str {
    if gold.focus_countries.contains(&country) {
        "focus"
    } else if gold.boilerplate_only_countries.contains(&country) {
        "boilerplate"
    } else if gold.mentioned_countries.contains(&country) {
        "mentioned"
    } else {
        NONE
    }
}

#[cfg(test)]
mod tests {
    use release::Involvement;

    use super::*;

    fn shown(pairs: &[Pair]) -> Vec<String> {
        pairs.iter().map(|pair| format!("{} > {}", pair.gold, pair.got)).collect()
    }

    #[test]
    fn the_most_frequent_comes_first_with_its_first_documents() {
        let mut confusions = Confusions::default();
        for (gold, got, id) in [
            ("fr", "en", "1"),
            ("pt", "es", "2"),
            ("pt", "es", "2"),
            ("pt", "es", "3"),
            ("pt", "es", "4"),
            ("pt", "es", "5"),
            ("en", "en", "6"),
        ] {
            confusions.count(Pair::new(Matter::Language, gold, got), id);
        }
        let wrong = confusions.wrong(Matter::Language);
        assert_eq!((wrong[0].gold, wrong[0].got, wrong[0].count), ("pt", "es", 5));
        assert_eq!(wrong[0].ids, ["2", "3", "4"]);
        assert_eq!((wrong[1].gold, wrong.len()), ("fr", 2));
        assert_eq!(confusions.of(Matter::Language, "en", "en"), 1);
    }

    #[test]
    fn a_wrong_date_is_told_by_its_precision() {
        for (gold, got, expected) in [
            ("2012-04-03", "2012-04-05", "day > another day"),
            ("2012-04-03", "", "day > undated"),
            ("2012-04", "2012-04-01", "month > day"),
            ("", "2012", "undated > year"),
        ] {
            assert_eq!(shown(&[of_dates(gold, got)]), [expected]);
        }
    }

    #[test]
    fn countries_are_counted_by_what_they_are_as_the_figures_count_them() {
        let gold: Annotation = serde_json::from_str(
            r#"{"id": "1", "focus_countries": ["KZ", "TJ"], "focus_optional": ["KG"],
                "mentioned_countries": ["KZ", "KG", "CH", "BE"], "boilerplate_only_countries": ["CH"],
                "implied_countries": ["UZ", "RU"]}"#,
        )
        .unwrap();
        let involved = [
            ("KAZ", Involvement::Mentioned),
            ("KGZ", Involvement::Focus),
            ("CHE", Involvement::Mentioned),
            ("UZB", Involvement::Mentioned),
            ("RUS", Involvement::Focus),
            ("GEO", Involvement::Boilerplate),
        ];
        let countries = involved.map(|(code, role)| (Country::new(code).unwrap(), role)).to_vec();
        let answer = Answer { countries, ..Answer::default() };
        let mut pairs = shown(&of_countries(&gold, &answer));
        pairs.sort();
        assert_eq!(
            pairs,
            [
                "boilerplate > mentioned",
                "focus > mentioned",
                "focus > none",
                "mentioned > none",
                "none > boilerplate",
                "none > focus",
            ]
        );
    }
}
