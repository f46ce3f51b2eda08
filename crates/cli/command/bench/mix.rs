//! The queries that are asked: those of a file by their form, or such as the archive itself suggests.

use std::{collections::BTreeMap, path::Path};

use ask::Narrowing;
use index::{Archive, Request};
use query::{Node, Query};
use release::Release;
use synthetic::Dice;

use crate::command::lines;

/// Queries by class.
pub(super) type Mix = Vec<(String, Vec<Request>)>;

/// How many queries of a class are drawn, and from how many releases.
const QUERIES: usize = 60;
const DRAWN: usize = 400;

/// Shares of the archive that hold a word.
const BANDS: [(&str, f64, f64); 4] = [
    ("word, rare", 0.0, 0.001),
    ("word, middling", 0.001, 0.02),
    ("word, frequent", 0.02, 0.2),
    ("word, common", 0.2, 2.0),
];

/// The queries of a file by class, and what is wrong with lines that ask nothing.
pub(super) fn of_file(file: &Path) -> anyhow::Result<(Mix, Vec<String>)> {
    let mut classes: BTreeMap<&str, Vec<Request>> = BTreeMap::new();
    let mut unread = Vec::new();
    for line in lines::read(file, &Narrowing::default())? {
        match line.request {
            Ok(request) => classes.entry(class(&request)).or_default().push(request),
            Err(fault) => unread.push(format!("line {}: {fault}", line.number)),
        }
    }
    let mix = classes.into_iter().map(|(class, queries)| (class.to_owned(), queries));
    Ok((mix.collect(), unread))
}

/// The class of a query by its form.
fn class(request: &Request) -> &'static str {
    let Query { root } = &request.query;
    let groups = &request.filters.groups;
    let is_several = groups.len() > 1 || groups.iter().any(|group| group.any_of.len() > 1);
    match (root, groups.len()) {
        (Node::All, 0) => "everything",
        (Node::All, _) => "filters alone",
        (_, _) if is_several => "words, several filters",
        (_, 1) => "words in a filter",
        (Node::Word { .. }, _) => "word",
        (Node::Phrase { .. }, _) => "phrase",
        (Node::And(_) | Node::Or(_), _) => "several words",
        _ => "other",
    }
}

/// Queries drawn from the archive, the same at every call: words by how many releases hold them, words
/// that stand together, countries, years and speakers of its releases.
pub(super) fn drawn(archive: &Archive) -> anyhow::Result<Mix> {
    let n_releases = total(archive, "*")?.max(1);
    let step = (usize::try_from(n_releases)? / DRAWN).max(1);
    let releases: Result<Vec<Release>, _> = archive.releases().step_by(step).collect();
    let mut releases = releases?;
    // where a release lies in the index is a matter of threads
    releases.sort_unstable_by_key(|release| release.id);
    let mut draw = Draw { archive, n_releases, releases, dice: Dice::new(3) };
    let words = draw.words()?;
    let mut classes = draw.combined(&words);
    let named = BANDS.iter().map(|(name, ..)| (*name).to_owned());
    let mut mix: Vec<(String, Vec<String>)> = named.zip(words.bands).collect();
    mix.append(&mut classes);
    mix.insert(6, ("phrase".to_owned(), words.phrases));
    mix.insert(7, ("phrase, common words".to_owned(), words.stock));
    mix.push(("everything".to_owned(), vec!["*".to_owned()]));
    let mix = mix.into_iter().filter(|(_, queries)| !queries.is_empty());
    mix.map(|(class, queries)| {
        let queries: anyhow::Result<Vec<Request>> =
            queries.iter().map(|query| request(query)).collect();
        Ok((class, queries?))
    })
    .collect()
}

/// Words by how many releases hold them, and pairs that stand together.
#[derive(Default)]
struct Words {
    bands: [Vec<String>; 4],
    phrases: Vec<String>,
    /// Of two words that nearly a third of the releases hold.
    stock: Vec<String>,
}

struct Draw<'a> {
    archive: &'a Archive,
    n_releases: u64,
    releases: Vec<Release>,
    dice: Dice,
}

impl Draw<'_> {
    #[expect(clippy::cast_precision_loss, reason = "a share decides of a class only")]
    fn share(&self, query: &str) -> anyhow::Result<f64> {
        Ok(total(self.archive, query)? as f64 / self.n_releases as f64)
    }

    fn words(&mut self) -> anyhow::Result<Words> {
        let mut words = Words::default();
        if self.releases.is_empty() {
            return Ok(words);
        }
        for _ in 0..QUERIES * 40 {
            let at = self.dice.below(self.releases.len());
            let text = plain_words(&self.releases[at]);
            if text.len() < 20 {
                continue;
            }
            let at = self.dice.below(text.len() - 1);
            let (word, next) = (text[at].to_owned(), text[at + 1].to_owned());
            let of = self.share(&word)?;
            if let Some(band) = BANDS.iter().position(|(_, from, to)| *from < of && of <= *to)
                && words.bands[band].len() < QUERIES
                && !words.bands[band].contains(&word)
            {
                words.bands[band].push(word.clone());
            }
            let into = if of > 0.3 && self.share(&next)? > 0.3 {
                &mut words.stock
            } else {
                &mut words.phrases
            };
            let phrase = format!("\"{word} {next}\"");
            if into.len() < QUERIES && !into.contains(&phrase) {
                into.push(phrase);
            }
        }
        Ok(words)
    }

    /// Classes that are put together of words and of the values of releases.
    fn combined(&mut self, words: &Words) -> Vec<(String, Vec<String>)> {
        const NAMES: [&str; 7] = [
            "several words",
            "either word",
            "country, year or speaker",
            "word in a country",
            "multi-select",
            "selective",
            "word without another",
        ];
        let mut classes = NAMES.map(|name| (name.to_owned(), Vec::new()));
        let one = |band: usize, number: usize| {
            let band = &words.bands[band];
            (!band.is_empty()).then(|| band[number % band.len()].as_str())
        };
        for number in 0..QUERIES.min(self.releases.len() * 8) {
            let (middling, frequent) = (one(1, number), one(2, number));
            let Some(frequent) = frequent.or(middling).or(one(3, number)) else { break };
            let other = one(2, number + 7).or(one(3, number)).unwrap_or(frequent);
            let rarer = middling.or(one(0, number)).unwrap_or(other);
            let mut add = |class: usize, query: String| classes[class].1.push(query);
            add(0, format!("{} {other}", if number % 2 == 0 { rarer } else { frequent }));
            add(1, format!("{rarer} OR {other}"));
            add(6, format!("{frequent} -{rarer}"));
            let (at, and) =
                (self.dice.below(self.releases.len()), self.dice.below(self.releases.len()));
            let (release, another) = (&self.releases[at], &self.releases[and]);
            let year = release.date.as_ref().map_or(2005, |date| date.value.year());
            let country =
                |release: &Release| release.focus().next().map(|country| country.to_string());
            let speaker = release.speakers.first().filter(|speaker| !speaker.name.contains('"'));
            let (own, others) = (country(release), country(another));
            match (number % 3, &own, speaker) {
                (0, Some(own), _) => add(2, format!("country:\"{own}\"")),
                (1, _, Some(speaker)) => add(2, format!("speaker:\"{}\"", speaker.name)),
                _ => add(2, format!("year:{year}")),
            }
            let Some(own) = own else { continue };
            add(3, format!("{frequent} country:\"{own}\""));
            let others = others.unwrap_or_else(|| own.clone());
            add(
                4,
                format!("{frequent} country:(\"{own}\" OR \"{others}\") year:{}..{year}", year - 2),
            );
            add(5, format!("{frequent} country:\"{own}\" year:{year}"));
        }
        classes.into()
    }
}

fn plain_words(release: &Release) -> Vec<&str> {
    let is_plain = |word: &&str| {
        word.len() > 1
            && word.chars().all(char::is_alphabetic)
            && !matches!(*word, "AND" | "OR" | "NOT" | "NEAR" | "TO")
    };
    release.text.split_ascii_whitespace().filter(is_plain).collect()
}

fn total(archive: &Archive, query: &str) -> anyhow::Result<u64> {
    let request = Request { limit: 0, facets: Vec::new(), ..request(query)? };
    Ok(archive.search(&request)?.total)
}

fn request(query: &str) -> anyhow::Result<Request> {
    Ok(Narrowing::default().request(query)?)
}

#[cfg(test)]
mod tests {
    use super::{class, request};

    #[test]
    fn a_query_is_classed_by_its_form() {
        let classed = |query: &str| class(&request(query).unwrap());
        assert_eq!(classed("water"), "word");
        assert_eq!(classed("river water"), "several words");
        assert_eq!(classed("\"river water\""), "phrase");
        assert_eq!(classed("country:kenya"), "filters alone");
        assert_eq!(classed("water country:kenya"), "words in a filter");
        assert_eq!(classed("water country:(kenya OR chad)"), "words, several filters");
        assert_eq!(classed("*"), "everything");
        assert_eq!(classed("wat*"), "other");
    }
}
