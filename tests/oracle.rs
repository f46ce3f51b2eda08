//! Hits and counts recomputed without an index.
//!
//! The releases of `corpus/` are understood once more and kept as plain lists. Questions are drawn by a
//! seeded generator from what the lists hold: exact words and phrases, every filter alone and together,
//! several values of one, exclusions, standing text or not. Each answer of the program is compared with
//! what going through the lists gives: the hits, the total, and every count of every facet. Words are
//! cut, folded and counted here by the documented rules, not by the code of the index.
//!
//! `PROVE_CASES` sets the number of questions, `PROVE_SEED` draws others.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use ingest::Extracted;
use registry::{Authority, Form};
use release::{Involvement, Part, Span};
use serde_json::Value;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    archive::{Archive, ran},
    repeated::{demote, repeating_corpus},
};

/// The facets by the names of their flags.
const FACETS: [&str; 8] =
    ["country", "mentions", "year", "speaker", "org", "place", "lang", "type"];

/// Part of the text that can be searched apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    Title,
    Body,
    Quote,
    Contacts,
    Standing,
}

/// A release or a quote, as far as one can ask for it.
#[derive(Debug)]
pub(crate) struct Item {
    id: String,
    /// The values of each facet, as printed.
    values: BTreeMap<&'static str, BTreeSet<String>>,
    /// All countries named, those of standing text too.
    named: BTreeSet<String>,
    /// The first and the last day of its date.
    days: Option<(u32, u32)>,
    /// The folded words of each paragraph.
    passages: Vec<(Zone, Vec<String>)>,
}

impl Item {
    fn values(&self, facet: &'static str, is_wide: bool) -> &BTreeSet<String> {
        if facet == "mentions" && is_wide { &self.named } else { &self.values[facet] }
    }
}

/// Everything that can be found.
#[derive(Default)]
pub(crate) struct Lists {
    /// Every name of a person or organisation, folded, by `speaker` or `org` and the one that is shown.
    aliases: BTreeMap<String, BTreeSet<String>>,
    pub(crate) releases: Vec<Item>,
    pub(crate) quotes: Vec<Item>,
    /// How many countries only repeated paragraphs name.
    n_demoted: usize,
}

#[test]
fn every_search_gives_what_the_lists_give() {
    let archive = Archive::corpus();
    let lists = Lists::of(&archive.path("releases"));
    prove("search", archive, &lists, &lists.releases);
}

#[test]
fn every_search_for_quotes_gives_what_the_lists_give() {
    let archive = Archive::corpus();
    let lists = Lists::of(&archive.path("releases"));
    prove("quotes", archive, &lists, &lists.quotes);
}

#[test]
fn so_does_every_search_where_releases_repeat_a_paragraph() {
    let archive = repeating_corpus();
    let lists = Lists::of(&archive.path("releases"));
    assert!(lists.n_demoted > 9, "only {} countries hang on what is repeated", lists.n_demoted);
    prove("search", &archive, &lists, &lists.releases);
    prove("quotes", &archive, &lists, &lists.quotes);
}

fn prove(command: &str, archive: &Archive, lists: &Lists, items: &[Item]) {
    assert!(items.len() > 90, "the corpus gives only {} to ask for", items.len());
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let first_seed: u64 = number("PROVE_SEED").unwrap_or(1);
    let spelling = Spelling::of(lists);
    let mut n_with_hits = 0;
    for seed in first_seed..first_seed + number("PROVE_CASES").unwrap_or(75) {
        let question = Question::draw(&mut Dice(seed), items);
        let expected = question.ask(items, lists, &spelling);
        let answer = question.ask_program(archive, command);
        assert_eq!(
            answer.difference(&expected),
            "",
            "question {seed}: dateline {command} {}",
            question.arguments().join(" ")
        );
        n_with_hits += u64::from(!expected.hits.is_empty());
    }
    assert!(n_with_hits > 10, "only {n_with_hits} questions had hits");
}

/// What is compared.
#[derive(Debug, PartialEq, Eq)]
struct Answer {
    total: u64,
    hits: BTreeSet<String>,
    /// Of each facet the values in their order, with count and whether it is asked for.
    facets: BTreeMap<&'static str, Vec<(String, u64, bool)>>,
}

impl Answer {
    /// In what two answers differ; nothing if they are equal.
    fn difference(&self, other: &Self) -> String {
        let mut difference = String::new();
        if (self.total, &self.hits) != (other.total, &other.hits) {
            let (more, less) =
                (self.hits.difference(&other.hits), other.hits.difference(&self.hits));
            difference = format!(
                "total {} / {}, too many {more:?}, too few {less:?}",
                self.total, other.total
            );
        }
        for (facet, values) in &self.facets {
            let pairs = values
                .iter()
                .map(Some)
                .chain([None])
                .zip(other.facets[facet].iter().map(Some).chain([None]));
            for (value, expected) in pairs.filter(|(value, expected)| value != expected).take(1) {
                difference.push_str(&format!(" {facet}: {value:?} / {expected:?}"));
            }
        }
        difference
    }
}

/// A sought phrase.
#[derive(Debug)]
struct Sought {
    zone: Option<Zone>,
    words: Vec<String>,
    is_loud: bool,
    is_excluded: bool,
}

/// What is asked, in every way the flags allow.
#[derive(Debug, Default)]
pub(crate) struct Question {
    sought: Vec<Sought>,
    /// Values of a facet of which one must hold, as typed.
    groups: BTreeMap<&'static str, Vec<String>>,
    excluded: Option<(&'static str, String)>,
    from: Option<u32>,
    to: Option<u32>,
    is_wide: bool,
    is_any: bool,
}

impl Question {
    pub(crate) fn draw(dice: &mut Dice, items: &[Item]) -> Self {
        let mut question =
            Self { is_wide: dice.one_in(3), is_any: dice.one_in(8), ..Self::default() };
        // most things are drawn from one item, so that something is found
        let about = dice.pick(items);
        for _ in 0..dice.below(3) {
            let item = if dice.one_in(4) { dice.pick(items) } else { about };
            question.sought.extend(Sought::draw(dice, item));
        }
        for facet in FACETS {
            if !dice.one_in(5) {
                continue;
            }
            let typed = question.groups.entry(facet).or_default();
            for _ in 0..=dice.below(2) {
                let item = if dice.one_in(2) { dice.pick(items) } else { about };
                typed.extend(type_value(dice, facet, item.values(facet, question.is_wide)));
            }
        }
        question.groups.retain(|_, typed| !typed.is_empty());
        if dice.one_in(4) {
            let facet = dice.pick(&FACETS);
            let item = dice.pick(items);
            let value = type_value(dice, facet, item.values(facet, question.is_wide));
            question.excluded = value.map(|value| (*facet, value));
        }
        if let (true, Some((first, last))) = (dice.one_in(6), about.days) {
            question.from = dice.one_in(2).then_some(first);
            question.to = (!dice.one_in(2)).then_some(last);
        }
        question
    }

    pub(crate) fn arguments(&self) -> Vec<String> {
        let mut arguments: Vec<String> = self.sought.iter().map(Sought::typed).collect();
        for (facet, typed) in &self.groups {
            arguments.extend(typed.iter().map(|value| format!("--{facet}={value}")));
        }
        arguments
            .extend(self.excluded.iter().map(|(facet, value)| format!("--not={facet}={value}")));
        arguments.extend(self.from.map(|day| format!("--from={}", date(day))));
        arguments.extend(self.to.map(|day| format!("--to={}", date(day))));
        arguments.extend(self.is_wide.then(|| "--boilerplate".to_owned()));
        arguments.extend(self.is_any.then(|| "--any".to_owned()));
        arguments
    }

    fn ask_program(&self, archive: &Archive, command: &str) -> Answer {
        let mut arguments = vec![command.to_owned()];
        arguments.extend(self.arguments());
        arguments.extend(["--json", "-n", "10000", "--facet-limit", "0"].map(str::to_owned));
        arguments.extend(FACETS.map(|facet| format!("--facet={facet}")));
        let ran = ran(&mut archive.command_in("", &arguments));
        assert!(ran.code < 2, "dateline {}: {}", arguments.join(" "), ran.stderr);
        let answer = ran.json();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let value = |value: &Value| {
            (text(&value["value"]), value["count"].as_u64().unwrap(), value["selected"] == true)
        };
        let facet = |facet: &'static str| {
            // what is asked for and not met may be listed, so that a click can take it back
            let counted =
                answer["facets"][facet].as_array().unwrap().iter().filter(|one| one["count"] != 0);
            (facet, counted.map(value).collect())
        };
        Answer {
            total: answer["total"].as_u64().unwrap(),
            hits: answer["hits"].as_array().unwrap().iter().map(|hit| text(&hit["id"])).collect(),
            facets: FACETS.map(facet).into_iter().collect(),
        }
    }

    /// Goes through the lists.
    fn ask(&self, items: &[Item], lists: &Lists, spelling: &Spelling) -> Answer {
        let admitted: BTreeMap<&str, BTreeSet<String>> = self
            .groups
            .iter()
            .map(|(facet, typed)| {
                let all = self.all_values(items, facet);
                (
                    *facet,
                    typed
                        .iter()
                        .flat_map(|typed| meant(facet, typed, &all, &lists.aliases))
                        .collect(),
                )
            })
            .collect();
        let excluded = self.excluded.as_ref().map(|(facet, typed)| {
            (*facet, meant(facet, typed, &self.all_values(items, facet), &lists.aliases))
        });
        let has_any = |item: &Item, facet, values: &BTreeSet<String>| {
            item.values(facet, self.is_wide).iter().any(|value| values.contains(&key(facet, value)))
        };
        let is_asked_for = |item: &Item| {
            self.is_dated(item)
                && self.is_sought(item)
                && excluded.as_ref().is_none_or(|(facet, values)| !has_any(item, facet, values))
        };
        // what passes all groups, and what fails one of them only
        let passes = |item: &Item, but: &str| {
            let mut groups = admitted.iter().filter(|(facet, _)| **facet != but);
            groups.all(|(facet, values)| {
                let facet = FACETS.into_iter().find(|other| other == facet).unwrap();
                has_any(item, facet, values)
            })
        };
        let asked_for: Vec<&Item> = items.iter().filter(|item| is_asked_for(item)).collect();
        let hits: BTreeSet<String> =
            asked_for.iter().filter(|item| passes(item, "")).map(|item| item.id.clone()).collect();
        let facets = FACETS.map(|facet| {
            let mut counts: BTreeMap<String, u64> = BTreeMap::new();
            for item in asked_for.iter().filter(|item| passes(item, facet)) {
                let keys: BTreeSet<String> = item
                    .values(facet, self.is_wide)
                    .iter()
                    .map(|value| key(facet, value))
                    .collect();
                for key in keys {
                    *counts.entry(key).or_default() += 1;
                }
            }
            let is_selected =
                |key: &String| admitted.get(facet).is_some_and(|values| values.contains(key));
            let mut values: Vec<(String, u64, bool)> = counts
                .into_iter()
                .map(|(key, count)| (spelling.shown(facet, &key), count, is_selected(&key)))
                .collect();
            values.sort_by(|a, b| match facet {
                "year" => (a.0 == "undated", &b.0).cmp(&(b.0 == "undated", &a.0)),
                _ => (b.1, &a.0).cmp(&(a.1, &b.0)),
            });
            (facet, values)
        });
        Answer { total: hits.len() as u64, hits, facets: facets.into_iter().collect() }
    }

    /// The keys of all values that a facet has.
    fn all_values(&self, items: &[Item], facet: &'static str) -> BTreeSet<String> {
        let values = items.iter().flat_map(|item| item.values(facet, self.is_wide));
        values.map(|value| key(facet, value)).collect()
    }

    fn is_dated(&self, item: &Item) -> bool {
        let is_open = self.from.is_none() && self.to.is_none();
        is_open
            || item.days.is_some_and(|(first, last)| {
                self.from.is_none_or(|from| from <= first) && self.to.is_none_or(|to| last <= to)
            })
    }

    fn is_sought(&self, item: &Item) -> bool {
        let (excluded, sought): (Vec<_>, Vec<_>) =
            self.sought.iter().partition(|sought| sought.is_excluded);
        let is_in = |sought: &&Sought| sought.is_in(item, self.is_wide);
        let has_sought = if self.is_any && !sought.is_empty() {
            sought.iter().any(is_in)
        } else {
            sought.iter().all(is_in)
        };
        has_sought && !excluded.iter().any(is_in)
    }
}

impl Sought {
    /// One to three words that stand together in an item.
    fn draw(dice: &mut Dice, item: &Item) -> Option<Self> {
        let (zone, words) = dice.pick(&item.passages);
        let start = dice.below(words.len());
        let end = (start + 1 + dice.below(3)).min(words.len());
        let is_field = matches!(zone, Zone::Title | Zone::Body | Zone::Quote) && dice.one_in(4);
        Some(Self {
            // of a quote one cannot ask where in the release it stands
            zone: is_field.then_some(*zone),
            words: words.get(start..end).filter(|words| !words.is_empty())?.to_vec(),
            is_loud: dice.one_in(3),
            is_excluded: dice.one_in(6),
        })
    }

    fn typed(&self) -> String {
        let words = self.words.join(" ");
        let words = if self.is_loud { words.to_uppercase() } else { words };
        let field = match self.zone {
            Some(Zone::Title) => "title:",
            Some(Zone::Body) => "body:",
            Some(Zone::Quote) => "quote:",
            _ => "",
        };
        format!("{}{field}\"{words}\"", if self.is_excluded { "-" } else { "" })
    }

    fn is_in(&self, item: &Item, is_wide: bool) -> bool {
        let covers = |zone: Zone| match self.zone {
            Some(sought) => zone == sought,
            None => zone != Zone::Standing || is_wide,
        };
        let passages = item.passages.iter().filter(|(zone, _)| covers(*zone));
        passages
            .into_iter()
            .any(|(_, words)| words.windows(self.words.len()).any(|run| run == self.words))
    }
}

/// A value as somebody may type it: in full or in part, in capitals or not, several years as a range.
fn type_value(dice: &mut Dice, facet: &str, values: &BTreeSet<String>) -> Option<String> {
    let values: Vec<&String> = values.iter().collect();
    let value = (*values.get(dice.below(values.len()))?).clone();
    let typed = match facet {
        "country" | "mentions" if dice.one_in(2) => {
            gazetteer::name(release::Country::new(&value)?).to_owned()
        }
        "year" if value != "undated" && dice.one_in(3) => {
            format!("{value}..{}", value.parse::<usize>().ok()? + dice.below(4))
        }
        "speaker" | "org" | "place" if dice.one_in(3) => {
            let folded = fold_name(&value);
            let words: Vec<&str> = name_words(&folded).collect();
            words.get(dice.below(words.len()))?.to_string()
        }
        _ => value,
    };
    Some(if dice.one_in(3) { typed.to_uppercase() } else { typed })
}

/// Which of all values a typed one means.
fn meant(
    facet: &str,
    typed: &str,
    all: &BTreeSet<String>,
    aliases: &BTreeMap<String, BTreeSet<String>>,
) -> BTreeSet<String> {
    let is_meant: Box<dyn Fn(&str) -> bool> = match facet {
        "country" | "mentions" => {
            let country = gazetteer::resolve(typed).unwrap();
            Box::new(move |value| value == country.code())
        }
        "year" => {
            let (first, last) = typed.split_once("..").unwrap_or((typed, typed));
            let (first, last) = (first.to_lowercase(), last.to_lowercase());
            Box::new(move |value| *first <= *value && *value <= *last)
        }
        "lang" | "type" => {
            let typed = typed.to_lowercase();
            Box::new(move |value| value == typed)
        }
        _ => {
            let folded = fold_name(typed);
            if all.contains(&folded) {
                return BTreeSet::from([folded]);
            }
            let names = |value: &str| {
                let others = aliases.get(&format!("{facet} {value}"));
                others.into_iter().flatten().cloned().chain([value.to_owned()]).collect::<Vec<_>>()
            };
            if all.iter().any(|value| names(value).contains(&folded)) {
                Box::new(move |value| names(value).contains(&folded))
            } else {
                Box::new(move |value| {
                    names(value).iter().any(|name| {
                        name_words(&folded).all(|word| name_words(name).any(|other| other == word))
                    })
                })
            }
        }
    };
    all.iter().filter(|value| is_meant(value)).cloned().collect()
}

/// By what two values of a facet are one.
fn key(facet: &str, value: &str) -> String {
    match facet {
        "speaker" | "org" | "place" => fold_name(value),
        _ => value.to_owned(),
    }
}

/// How many releases and quotes use each spelling of a name.
type Uses = BTreeMap<String, (u32, u32)>;

/// How each name is shown: as most releases spell it, then as most quotes do, then as comes first.
struct Spelling(BTreeMap<(&'static str, String), String>);

impl Spelling {
    fn of(lists: &Lists) -> Self {
        let mut uses: BTreeMap<(&'static str, String), Uses> = BTreeMap::new();
        for (items, is_quote) in [(&lists.releases, false), (&lists.quotes, true)] {
            for (item, facet) in items.iter().flat_map(|item| FACETS.map(|facet| (item, facet))) {
                for value in item.values(facet, true) {
                    let spellings = uses.entry((facet, key(facet, value))).or_default();
                    let counts = spellings.entry(value.clone()).or_default();
                    *(if is_quote { &mut counts.1 } else { &mut counts.0 }) += 1;
                }
            }
        }
        let best = |spellings: Uses| {
            let reversed = spellings.into_iter().rev();
            reversed.max_by_key(|(_, counts)| *counts).map(|(spelling, _)| spelling).unwrap()
        };
        Self(uses.into_iter().map(|(key, spellings)| (key, best(spellings))).collect())
    }

    fn shown(&self, facet: &'static str, key: &str) -> String {
        self.0.get(&(facet, key.to_owned())).cloned().unwrap_or_else(|| key.to_owned())
    }
}

impl Lists {
    pub(crate) fn of(folder: &Path) -> Self {
        let mut all: Vec<Extracted> = Vec::new();
        for path in files(folder) {
            ingest::understand_file(&path, &mut |extracted| all.push(extracted)).unwrap();
        }
        let mut lists = Self::default();
        lists.name_persons(&mut all);
        lists.name_organisations(&mut all);
        lists.n_demoted = demote(&mut all);
        for extracted in &all {
            lists.add(extracted);
        }
        lists
    }

    /// Gives every speaker the one name of the person.
    fn name_persons(&mut self, all: &mut [Extracted]) {
        let mut releases_of: BTreeMap<(String, String), u32> = BTreeMap::new();
        let form = |speaker: &release::Speaker| {
            let organisation = speaker.organisation.as_deref().map(gazetteer::fold);
            (speaker.name.clone(), organisation.unwrap_or_default())
        };
        for speaker in all.iter().flat_map(|extracted| &extracted.release.speakers) {
            *releases_of.entry(form(speaker)).or_default() += 1;
        }
        let forms: Vec<Form> = releases_of
            .into_iter()
            .map(|((name, organisation), releases)| Form { name, organisation, releases })
            .collect();
        let mut name_of: BTreeMap<(String, String), String> = BTreeMap::new();
        for person in registry::persons(&forms, &Authority::default()) {
            for form in person.forms.iter().map(|&at| &forms[at]) {
                let aliases =
                    self.aliases.entry(format!("speaker {}", fold_name(&person.name))).or_default();
                aliases.insert(fold_name(&form.name));
                let form = (form.name.clone(), form.organisation.clone());
                name_of.insert(form, person.name.clone());
            }
        }
        for release in all.iter_mut().map(|extracted| &mut extracted.release) {
            let names: BTreeMap<String, String> = release
                .speakers
                .iter()
                .map(|speaker| (speaker.name.clone(), name_of[&form(speaker)].clone()))
                .collect();
            release
                .speakers
                .iter_mut()
                .for_each(|speaker| speaker.name = names[&speaker.name].clone());
            for name in release.quotes.iter_mut().filter_map(|quote| quote.speaker.as_mut()) {
                *name = names[name].clone();
            }
        }
    }

    /// Gives every organisation its one name.
    fn name_organisations(&mut self, all: &mut [Extracted]) {
        let mut releases_of: BTreeMap<String, u32> = BTreeMap::new();
        for release in all.iter().map(|extracted| &extracted.release) {
            if let Some(found) = &release.organisation {
                *releases_of.entry(found.value.clone()).or_default() += 1;
            }
            for name in release.quotes.iter().filter_map(|quote| quote.organisation.as_ref()) {
                releases_of.entry(name.clone()).or_default();
            }
        }
        let forms: Vec<(String, u32)> = releases_of.into_iter().collect();
        let mut name_of: BTreeMap<String, String> = BTreeMap::new();
        for found in registry::organisations(&forms, &Authority::default()) {
            for (form, _) in found.forms.iter().map(|&at| &forms[at]) {
                let aliases = self.aliases.entry(format!("org {}", fold_name(&found.name)));
                aliases.or_default().insert(fold_name(form));
                name_of.insert(form.clone(), found.name.clone());
            }
        }
        for release in all.iter_mut().map(|extracted| &mut extracted.release) {
            if let Some(found) = &mut release.organisation {
                found.value = name_of[&found.value].clone();
            }
            for name in release.quotes.iter_mut().filter_map(|quote| quote.organisation.as_mut()) {
                *name = name_of[name].clone();
            }
        }
    }

    fn add(&mut self, extracted: &Extracted) {
        let release = &extracted.release;
        let one = |value: Option<String>| value.into_iter().collect::<BTreeSet<String>>();
        let countries = |least: Involvement| {
            let named = release.countries.iter().filter(|country| country.involvement <= least);
            named.map(|country| country.country.to_string()).collect::<BTreeSet<String>>()
        };
        let year = release
            .date
            .as_ref()
            .map_or("undated".to_owned(), |date| date.value.year().to_string());
        let shared = BTreeMap::from([
            ("country", countries(Involvement::Focus)),
            ("year", BTreeSet::from([year])),
            ("place", release.places.iter().map(|place| place.value.clone()).collect()),
            ("lang", one(release.language.as_ref().map(|language| language.value.to_string()))),
            ("type", BTreeSet::from([release.kind.value.name().to_owned()])),
        ]);
        let days =
            release.date.as_ref().map(|date| (date.value.first_day(), date.value.last_day()));
        for (number, quote) in release.quotes.iter().enumerate() {
            let mentions: BTreeSet<String> =
                quote.mentions.iter().map(ToString::to_string).collect();
            let mut values = shared.clone();
            values.insert("mentions", mentions.clone());
            values.insert("speaker", one(quote.speaker.clone()));
            values.insert("org", one(quote.organisation.clone()));
            let passages = vec![(Zone::Quote, words_in(&release.text, quote.span))];
            let id = format!("{}-{number}", release.id);
            self.quotes.push(Item { id, values, named: mentions, days, passages });
        }
        let mut values = shared;
        values.insert("mentions", countries(Involvement::Mentioned));
        values.insert(
            "speaker",
            release.speakers.iter().map(|speaker| speaker.name.clone()).collect(),
        );
        values.insert("org", one(release.organisation.as_ref().map(|name| name.value.clone())));
        let named = countries(Involvement::Boilerplate);
        self.releases.push(Item {
            id: release.id.to_string(),
            values,
            named,
            days,
            passages: passages(extracted),
        });
    }
}

/// The paragraphs of a release, a title that stands in none of them, and the quotes once more.
fn passages(extracted: &Extracted) -> Vec<(Zone, Vec<String>)> {
    let release = &extracted.release;
    let mut passages = Vec::new();
    for block in &release.blocks {
        let zone = match block.part {
            Part::Title => Zone::Title,
            Part::Subtitle | Part::Lede | Part::Body => Zone::Body,
            Part::Byline | Part::Signatories | Part::Contacts => Zone::Contacts,
            Part::End => continue,
            _ => Zone::Standing,
        };
        passages.push((zone, words_in(&release.text, block.span)));
    }
    for (part, zone, found) in [
        (Part::Title, Zone::Title, release.title.as_ref()),
        (Part::Subtitle, Zone::Body, release.subtitle.as_ref()),
    ] {
        let is_a_block = release.blocks.iter().any(|block| block.part == part);
        passages.extend(found.filter(|_| !is_a_block).map(|found| (zone, words(&found.value))));
    }
    passages.extend(
        release.quotes.iter().map(|quote| (Zone::Quote, words_in(&release.text, quote.span))),
    );
    passages.retain(|(_, words)| !words.is_empty());
    passages
}

pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

/// The words of a passage: those that begin in it.
fn words_in(text: &str, span: Span) -> Vec<String> {
    let range = span.range();
    // a word at the border is cut by what stands beside it, so the neighbourhood is cut as well
    let line_start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    let words = text[line_start..line_end].unicode_word_indices();
    let inside = words.filter(|(start, _)| range.contains(&(line_start + start)));
    inside.flat_map(|(_, word)| pieces(word)).collect()
}

fn words(text: &str) -> Vec<String> {
    text.unicode_words().flat_map(pieces).collect()
}

/// A word is cut at its apostrophes, and each piece is folded.
fn pieces(word: &str) -> Vec<String> {
    let pieces = word.split(|c| "'’‘‛ʼʻʹʾʿ′＇`´".contains(c));
    pieces.map(fold).filter(|piece| !piece.is_empty()).collect()
}

/// Without case and diacritics.
fn fold(text: &str) -> String {
    let mut folded = String::new();
    for c in text.nfkd().filter(|&c| !is_combining_mark(c) && c != 'ـ').flat_map(char::to_lowercase)
    {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ə' => folded.push('e'),
            'ς' => folded.push('σ'),
            'ى' | 'ی' => folded.push('ي'),
            'ک' => folded.push('ك'),
            '‐' | '–' | '—' | '−' => folded.push('-'),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => {}
            c => folded.push(c),
        }
    }
    folded
}

fn fold_name(name: &str) -> String {
    let blanks_joined = name.split_whitespace().collect::<Vec<_>>().join(" ");
    fold(&blanks_joined.replace(['’', '‘', 'ʼ', '´', '`'], "'"))
}

fn name_words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn date(day: u32) -> String {
    format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100)
}

/// Throws that are the same on every machine: splitmix64.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 if there is none.
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % (n.max(1) as u64)).unwrap()
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}
