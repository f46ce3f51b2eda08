//! The naive answer: every release is looked at with nothing but the contract in mind.

use std::collections::{BTreeMap, BTreeSet};

use frostem::{Algorithm, Stemmer};
use query::{Field, Filter, Filters, Node, TextField};
use release::{Country, Involvement, Part, Quote, Release, Span};
use unicode_segmentation::UnicodeSegmentation;

/// What is looked at: a release, or one of its quotes.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) release: &'a Release,
    pub(crate) quote: Option<&'a Quote>,
}

/// A word of a text: where it stands, folded.
type Words = Vec<(usize, String)>;

/// Words with block ends far apart.
fn words<'a>(texts: impl Iterator<Item = &'a str>) -> Words {
    let mut at = 0;
    let mut words = Vec::new();
    for text in texts {
        for word in text.unicode_words().flat_map(|word| word.split(['\'', '’'])) {
            if !word.is_empty() {
                words.push((at, gazetteer::fold(word)));
                at += 1;
            }
        }
        at += 1000;
    }
    words
}

fn stem(word: &str, release: &Release) -> String {
    let algorithm = match release.language.as_ref().map(|language| language.value.to_string()) {
        Some(code) if code == "en" => Algorithm::English,
        Some(code) if code == "fr" => Algorithm::French,
        _ => return word.to_owned(),
    };
    Stemmer::new(algorithm).stem(word).into_owned()
}

impl Subject<'_> {
    /// The texts in which a field is sought.
    fn texts(&self, field: TextField, boilerplate: bool) -> Words {
        let release = self.release;
        let quote_text = |quote: &Quote| quote.span.of(&release.text);
        match (self.quote, field) {
            (Some(quote), TextField::Any | TextField::Quote) => {
                words([quote_text(quote)].into_iter())
            }
            (None, TextField::Quote) => words(release.quotes.iter().map(quote_text)),
            _ => {
                let is_sought = |part: Part| match (field, part) {
                    (TextField::Title, part) => part == Part::Title,
                    (TextField::Body, part) => {
                        matches!(part, Part::Subtitle | Part::Lede | Part::Body)
                    }
                    (_, Part::Background) => boilerplate,
                    _ => true,
                };
                let blocks = release.blocks.iter().filter(|block| is_sought(block.part));
                words(blocks.map(|block| Span::of(block.span, &release.text)))
            }
        }
    }

    pub(crate) fn holds(&self, node: &Node, boilerplate: bool) -> bool {
        match node {
            Node::All => true,
            Node::And(nodes) => nodes.iter().all(|node| self.holds(node, boilerplate)),
            Node::Or(nodes) => nodes.iter().any(|node| self.holds(node, boilerplate)),
            Node::Not(node) => !self.holds(node, boilerplate),
            Node::Filter { filter, .. } => self.passes(filter, boilerplate),
            Node::Word { field, word, .. } => {
                let texts = self.texts(*field, boilerplate);
                let sought = words([word.as_str()].into_iter());
                let is_possessive =
                    sought.len() > 1 && sought.last().is_some_and(|(_, word)| word == "s");
                let n_sought = sought.len() - usize::from(is_possessive);
                sought[..n_sought].iter().all(|(_, word)| {
                    let sought = stem(word, self.release);
                    texts.iter().any(|(_, word)| stem(word, self.release) == sought)
                })
            }
            Node::Phrase { field, text, slop, .. } => {
                let sought = words([text.as_str()].into_iter());
                near(&self.texts(*field, boilerplate), &sought, *slop as usize)
            }
            Node::Prefix { field, stem, .. } => {
                let prefix = gazetteer::fold(stem);
                self.texts(*field, boilerplate).iter().any(|(_, word)| word.starts_with(&prefix))
            }
            Node::Fuzzy { field, word, distance, .. } => {
                let sought = gazetteer::fold(word);
                let texts = self.texts(*field, boilerplate);
                let distance = usize::from(*distance);
                texts.iter().any(|(_, word)| strsim::osa_distance(word, &sought) <= distance)
            }
        }
    }

    pub(crate) fn passes(&self, filter: &Filter, boilerplate: bool) -> bool {
        let date = self.release.date.as_ref().map(|date| date.value);
        match filter {
            Filter::Year(range) | Filter::Date(range) => {
                date.is_some_and(|date| range.contains(date))
            }
            Filter::Undated => date.is_none(),
            Filter::Speaker(name) | Filter::Organisation(name) | Filter::Place(name) => {
                let name = gazetteer::fold(name);
                self.values(filter.field(), boilerplate).iter().any(|value| *value == name)
            }
            Filter::Country(country) | Filter::Mentions(country) => {
                self.values(filter.field(), boilerplate).contains(country.code())
            }
            Filter::Region(region) => {
                let countries = self.values(Field::Country, boilerplate);
                gazetteer::countries_of(region).any(|country| countries.contains(country.code()))
            }
            Filter::Language(language) => {
                self.values(Field::Language, boilerplate).contains(language.code())
            }
            Filter::Kind(kind) => self.release.kind.value == *kind,
        }
    }

    /// The values of a facet, names folded.
    pub(crate) fn values(&self, field: Field, boilerplate: bool) -> BTreeSet<String> {
        let release = self.release;
        let named = |least: Involvement| {
            let countries = release.countries.iter();
            let named = countries.filter(move |mention| mention.involvement <= least);
            named.map(|mention| mention.country.to_string()).collect::<BTreeSet<_>>()
        };
        let folded = |names: Vec<&String>| {
            names.into_iter().map(|name| gazetteer::fold(name)).collect::<BTreeSet<_>>()
        };
        match (field, self.quote) {
            (Field::Country, _) => named(Involvement::Focus),
            (Field::Region, _) => {
                let countries = named(Involvement::Focus).into_iter();
                let of = |code: String| gazetteer::region(Country::new(&code).unwrap()).to_owned();
                countries.map(of).collect()
            }
            (Field::Month, _) => {
                let date = release.date.as_ref().map(|date| date.value.to_string());
                date.filter(|date| date.len() >= 7)
                    .map(|date| date[..7].to_owned())
                    .into_iter()
                    .collect()
            }
            (Field::Mentions, Some(quote)) => {
                quote.mentions.iter().map(ToString::to_string).collect()
            }
            (Field::Mentions, None) if boilerplate => named(Involvement::Boilerplate),
            (Field::Mentions, None) => named(Involvement::Mentioned),
            (Field::Year | Field::Date, _) => {
                let year = release.date.as_ref().map(|date| date.value.year().to_string());
                BTreeSet::from([year.unwrap_or_else(|| "undated".to_owned())])
            }
            (Field::Speaker, Some(quote)) => folded(quote.speaker.iter().collect()),
            (Field::Speaker, None) => {
                folded(release.speakers.iter().map(|speaker| &speaker.name).collect())
            }
            (Field::Organisation, Some(quote)) => folded(quote.organisation.iter().collect()),
            (Field::Organisation, None) => {
                folded(release.organisation.iter().map(|found| &found.value).collect())
            }
            (Field::Place, _) => folded(release.places.iter().map(|place| &place.value).collect()),
            (Field::Language, _) => {
                release.language.iter().map(|language| language.value.to_string()).collect()
            }
            (Field::Kind, _) => BTreeSet::from([release.kind.value.name().to_owned()]),
        }
    }

    /// Whether it is in the result, the filters of one facet left out.
    pub(crate) fn is_hit(
        &self,
        root: &Node,
        filters: &Filters,
        without: Option<Field>,
        boilerplate: bool,
    ) -> bool {
        let mut groups = filters.groups.iter().filter(|group| Some(group.field) != without);
        self.holds(root, boilerplate)
            && groups
                .all(|group| group.any_of.iter().any(|filter| self.passes(filter, boilerplate)))
            && !filters.not.iter().any(|filter| self.passes(filter, boilerplate))
    }
}

/// Whether the words stand one after the other, or with a slop in any order in a window.
fn near(texts: &Words, sought: &Words, slop: usize) -> bool {
    (0..texts.len()).any(|from| {
        if slop == 0 {
            let here = texts[from..].iter().take(sought.len());
            return here.clone().count() == sought.len()
                && here.zip(sought).all(|((at, word), (offset, sought))| {
                    word == sought && at - texts[from].0 == *offset
                });
        }
        let end = texts[from].0 + sought.len() + slop;
        let mut window: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, word) in texts[from..].iter().filter(|(at, _)| *at < end) {
            *window.entry(word).or_default() += 1;
        }
        sought.iter().all(|(_, word)| {
            let left = window.get_mut(word.as_str());
            left.is_some_and(|left| std::mem::replace(left, left.saturating_sub(1)) > 0)
        })
    })
}

/// The counts of a facet.
pub(crate) fn counts<'a>(
    subjects: impl Iterator<Item = Subject<'a>>,
    field: Field,
    boilerplate: bool,
) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for subject in subjects {
        for value in subject.values(field, boilerplate) {
            *counts.entry(value).or_default() += 1;
        }
    }
    counts
}
