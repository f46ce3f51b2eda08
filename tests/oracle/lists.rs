//! `Lists`: everything that can be found, as plain lists.

use std::{
    collections::{BTreeSet, HashMap},
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use ingest::Extracted;
use release::{Involvement, Part};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    FACETS,
    names::{Aliases, Uses, key, name_organisations, name_persons},
    words::{Vocabulary, path_words, words_in},
};
use crate::repeated::demote;

/// Part of the text that can be searched apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    Title,
    Body,
    Quote,
    Contacts,
    Standing,
}

/// A release or a quote, as far as one can ask for it.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) is_quote: bool,
    /// The numbers of the release and of the quote in it, by which hits of one day stand.
    pub(super) order: (u64, u64),
    /// The release of a quote; a release its own.
    pub(super) release: usize,
    /// The keys of the values of each facet, in the order of [`FACETS`], then all countries named, those
    /// of standing text too.
    values: Vec<BTreeSet<u32>>,
    /// The first and the last day of its date.
    pub(super) days: Option<(u32, u32)>,
    /// The paragraphs, as ranges of `words`.
    pub(super) passages: Vec<(Zone, Range<usize>)>,
    /// The numbers of all words.
    pub(super) words: Vec<u32>,
    /// The words of the paths of its files.
    pub(super) path_words: BTreeSet<String>,
}

impl Item {
    pub(super) fn values(&self, facet: &str, is_wide: bool) -> &BTreeSet<u32> {
        match facet {
            "mentions" if is_wide => &self.values[FACETS.len()],
            _ => &self.values[FACETS.iter().position(|other| *other == facet).unwrap()],
        }
    }
}

/// Everything that can be found.
#[derive(Default)]
pub(crate) struct Lists {
    pub(super) aliases: Aliases,
    pub(super) vocabulary: Vocabulary,
    /// The key of each value, folded where it is a name.
    pub(super) keys: Vec<String>,
    numbers: HashMap<String, u32>,
    pub(super) uses: Uses,
    pub(super) releases: Vec<Item>,
    pub(super) quotes: Vec<Item>,
    /// How many countries only repeated paragraphs name.
    pub(super) n_demoted: usize,
}

impl Lists {
    /// Reads and understands a folder.
    pub(crate) fn of(folder: &Path) -> Self {
        let mut all: Vec<(Extracted, BTreeSet<String>)> = Vec::new();
        let mut seen: HashMap<u64, usize> = HashMap::new();
        for path in files(folder) {
            let words: Vec<String> = path_words(&path.to_string_lossy());
            let mut take = |extracted: Extracted| {
                // of files that say the same the first is read
                let at = *seen.entry(extracted.release.id.0).or_insert_with(|| {
                    all.push((extracted, BTreeSet::new()));
                    all.len() - 1
                });
                all[at].1.extend(words.iter().cloned());
            };
            // what fails is no matter of this test
            let _ = ingest::understand_file(&path, &mut take);
        }
        let mut lists = Self::default();
        lists.aliases.extend(name_persons(&mut all));
        lists.aliases.extend(name_organisations(&mut all));
        lists.n_demoted = demote(&mut all);
        for (extracted, path_words) in all {
            lists.add(&extracted, path_words);
        }
        lists
    }

    pub(super) fn items(&self, command: &str) -> &[Item] {
        if command == "quotes" { &self.quotes } else { &self.releases }
    }

    /// The values of a facet as keys, and their spellings as used.
    fn keys_of(
        &mut self,
        facet: &'static str,
        values: impl IntoIterator<Item = String>,
        is_quote: bool,
    ) -> BTreeSet<u32> {
        let mut keys = BTreeSet::new();
        let distinct: BTreeSet<String> = values.into_iter().collect();
        for value in distinct {
            let key = key(facet, &value);
            let spellings = self.uses.entry((facet, key.clone())).or_default();
            let counts = spellings.entry(value).or_default();
            *(if is_quote { &mut counts.1 } else { &mut counts.0 }) += 1;
            let next = u32::try_from(self.keys.len()).unwrap();
            let number = *self.numbers.entry(key.clone()).or_insert_with(|| {
                self.keys.push(key);
                next
            });
            keys.insert(number);
        }
        keys
    }

    fn add(&mut self, extracted: &Extracted, path_words: BTreeSet<String>) {
        let release = &extracted.release;
        let countries = |least: Involvement| -> Vec<String> {
            let named = release.countries.iter().filter(|country| country.involvement <= least);
            named.map(|country| country.country.to_string()).collect()
        };
        let year = release
            .date
            .as_ref()
            .map_or("undated".to_owned(), |date| date.value.year().to_string());
        let language = release.language.as_ref().map(|language| language.value.to_string());
        let days =
            release.date.as_ref().map(|date| (date.value.first_day(), date.value.last_day()));
        let at = self.releases.len();
        let all_values = |lists: &mut Self, number: Option<usize>| -> Vec<BTreeSet<u32>> {
            let quote = number.map(|number| &release.quotes[number]);
            let own = |least| match quote {
                Some(quote) => quote.mentions.iter().map(ToString::to_string).collect(),
                None => countries(least),
            };
            let speakers = match quote {
                Some(quote) => quote.speaker.iter().cloned().collect(),
                None => release.speakers.iter().map(|speaker| speaker.name.clone()).collect(),
            };
            let organisations: Vec<String> = match quote {
                Some(quote) => quote.organisation.iter().cloned().collect(),
                None => release.organisation.iter().map(|found| found.value.clone()).collect(),
            };
            let places = release.places.iter().map(|place| place.value.clone()).collect();
            let of_facets: [Vec<String>; 9] = [
                countries(Involvement::Focus),
                own(Involvement::Mentioned),
                vec![year.clone()],
                speakers,
                organisations,
                places,
                language.iter().cloned().collect(),
                vec![release.kind.value.name().to_owned()],
                own(Involvement::Boilerplate),
            ];
            let names = FACETS.into_iter().chain(["mentions"]);
            names
                .zip(of_facets)
                .map(|(facet, values)| lists.keys_of(facet, values, quote.is_some()))
                .collect()
        };
        let code = self.vocabulary.language(language.as_deref().unwrap_or_default());
        for (number, quote) in release.quotes.iter().enumerate() {
            let words = self.vocabulary.numbers(code, words_in(&release.text, quote.span));
            let values = all_values(self, Some(number));
            self.quotes.push(Item {
                id: format!("{}-{number}", release.id),
                is_quote: true,
                order: (release.id.0, number as u64),
                release: at,
                values,
                days,
                passages: vec![(Zone::Quote, 0..words.len())],
                words,
                path_words: BTreeSet::new(),
            });
        }
        let values = all_values(self, None);
        let (mut words, mut passages) = (Vec::new(), Vec::new());
        let mut passage = |zone: Zone, mut numbers: Vec<u32>| {
            if !numbers.is_empty() {
                passages.push((zone, words.len()..words.len() + numbers.len()));
                words.append(&mut numbers);
            }
        };
        for block in &release.blocks {
            let Some(zone) = zone(block.part) else { continue };
            let numbers = self.vocabulary.numbers(code, words_in(&release.text, block.span));
            passage(zone, numbers);
        }
        // a title that stands in no block
        for (part, zone, found) in [
            (Part::Title, Zone::Title, release.title.as_ref()),
            (Part::Subtitle, Zone::Body, release.subtitle.as_ref()),
        ] {
            let is_a_block = release.blocks.iter().any(|block| block.part == part);
            if let Some(found) = found.filter(|_| !is_a_block) {
                passage(zone, self.vocabulary.numbers(code, found.value.unicode_words()));
            }
        }
        for quote in &release.quotes {
            let numbers = self.vocabulary.numbers(code, words_in(&release.text, quote.span));
            passage(Zone::Quote, numbers);
        }
        self.releases.push(Item {
            id: release.id.to_string(),
            is_quote: false,
            order: (release.id.0, 0),
            release: at,
            values,
            days,
            passages,
            words,
            path_words,
        });
    }
}

fn zone(part: Part) -> Option<Zone> {
    Some(match part {
        Part::Title => Zone::Title,
        Part::Subtitle | Part::Lede | Part::Body => Zone::Body,
        Part::Byline | Part::Signatories | Part::Contacts => Zone::Contacts,
        Part::End => return None,
        _ => Zone::Standing,
    })
}

/// The files below a folder, by path.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort_by_cached_key(|path| path.as_os_str().to_owned());
    files
}

/// A release as understood, and the words of the paths of its files.
pub(crate) type Understood = (Extracted, BTreeSet<String>);
