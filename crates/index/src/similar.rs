//! `Similar`: releases related to one, by the rare words, speakers, countries and issuer they share.

use std::{cmp::Reverse, collections::BTreeMap};

use query::Field as Facet;
use release::{Country, Release, ReleaseId};
use rustc_hash::FxHashSet;
use serde::Serialize;
use tantivy::{DocAddress, Term};
use unicode_segmentation::UnicodeSegmentation;
use utoipa::ToSchema;

use crate::{
    Archive, Error, Request,
    analyzer::{self, Stems},
    document::zone,
    facet::Value,
    names,
    pass::Deadline,
    rank::{self, Statistics},
    schema::{DocKind, Zone},
    stem::Stemming,
    sweep::{Clause, Word},
    visit, vocabulary,
};

/// So many of the telling words of a release are looked up.
const MOST_WORDS: usize = 24;
/// So many releases that share words are looked at.
const MOST_LOOKED_AT: usize = 100;
/// A release is related if it has at least this share of the telling words, by weight, or a speaker.
const LEAST_SHARED: f32 = 0.08;
/// A word of fewer letters tells little.
const FEWEST_LETTERS: usize = 4;
/// A word that more than one release in so many holds tells little.
const MOST_COMMON: u64 = 8;
/// What a shared speaker, focus country and issuer add to the share of words.
const SPEAKER: f32 = 0.2;
const COUNTRY: f32 = 0.15;
const ISSUER: f32 = 0.05;
/// So many of each kind are given as reasons.
const MOST_REASONS: usize = 3;

/// A release related to another.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Similar {
    /// 16 hexadecimal digits.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// `2012-04-03`, `2012-04` or `2012`.
    pub date: Option<String>,
    /// The issuer.
    pub organisation: Option<String>,
    /// The first of its files, as given.
    pub path: String,
    /// How closely it is related; 1 and more is very closely.
    pub score: f64,
    /// Focus countries of both.
    #[schema(value_type = Vec<String>)]
    pub countries: Vec<Country>,
    /// Telling words of both, as the first release spells them, the most telling first.
    pub words: Vec<String>,
    /// Speakers of both.
    pub speakers: Vec<String>,
}

/// A word that tells a release from others.
struct Telling {
    stem: String,
    /// As the release spells it.
    given: String,
    weight: f32,
    word: Word,
}

impl Archive {
    /// The releases related to this one, most closely related first; its versions are not among them.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`], [`Error::Io`].
    pub fn similar(&self, release: &Release, limit: usize) -> Result<Vec<Similar>, Error> {
        self.guarded(|| {
            let snapshot = &self.snapshot;
            let deadline = self.deadline(&Request::default());
            let telling = self.telling(release)?;
            let versions = snapshot.versions()?.group(release.id);
            let mut own_score = 0.0_f32;
            let mut best: Vec<(Reverse<u32>, u64, DocAddress)> = Vec::new();
            let related = self.related(release, &telling)?;
            visit::each(snapshot, &related, (DocKind::Release, deadline), |met| {
                let (id, _) = met.id();
                if ReleaseId(id) == release.id {
                    own_score = met.score;
                } else if !versions.contains(&ReleaseId(id)) {
                    // scores are not negative, so their bits are in their order
                    best.push((Reverse(met.score.to_bits()), id, met.address()));
                }
            })?;
            best.sort_unstable();
            best.truncate(MOST_LOOKED_AT);
            let mut related = Vec::new();
            for (Reverse(bits), _, address) in best {
                Deadline::check(deadline)?;
                let other = snapshot.release_at(address)?;
                let share = if own_score > 0.0 { f32::from_bits(bits) / own_score } else { 0.0 };
                if let Some(similar) = self.compared(release, &other, share)? {
                    let first_day = other.date.as_ref().map(|date| date.value.first_day());
                    related.push((
                        Reverse(similar.score.to_bits()),
                        Reverse(first_day),
                        other,
                        similar,
                    ));
                }
            }
            related.sort_by_key(|(score, first_day, other, _)| (*score, *first_day, other.id));
            related.truncate(limit);
            let mut found = Vec::new();
            for (.., other, mut similar) in related {
                let stems = stems_of(&other);
                let shared = telling.iter().filter(|word| stems.contains(&word.stem));
                similar.words = shared.take(MOST_REASONS).map(|word| word.given.clone()).collect();
                found.push(similar);
            }
            Ok(found)
        })
    }

    /// The words of a release that are frequent in it and rare elsewhere, the most telling first.
    fn telling(&self, release: &Release) -> Result<Vec<Telling>, Error> {
        let snapshot = &self.snapshot;
        let failed = |error| snapshot.failed(error);
        let n_releases = snapshot.n_docs(DocKind::Release);
        let mut met: BTreeMap<String, (String, f32)> = BTreeMap::new();
        let named = named_words(release);
        each_stem(release, |zone, piece, stem| {
            let (given, weight) = met.entry(stem).or_insert_with(|| (piece.to_owned(), 0.0));
            *weight += rank::weight(zone);
            // a word that only begins a sentence is no name
            if given.starts_with(char::is_uppercase) && !piece.starts_with(char::is_uppercase) {
                piece.clone_into(given);
            }
        });
        met.retain(|_, (given, _)| !named.contains(&gazetteer::fold(given)));
        let statistics = Statistics::of(snapshot, DocKind::Release);
        let stemming = stemming_of(release);
        let places = [Zone::Title, Zone::Lead, Zone::Body]
            .map(|zone| (snapshot.fields.zone(zone), rank::weight(zone)));
        let mut telling = Vec::new();
        for (stem, (given, weight)) in met {
            let stems = Stems { plain: stem.clone(), spelt: None };
            let forms = vocabulary::forms(snapshot, &vec![(stemming, stems)]).map_err(failed)?;
            let word = Word::of(snapshot, &statistics, &forms, &places).map_err(failed)?;
            let Some(mut word) = word else { continue };
            // a word that no other release holds relates nothing, one that many hold hardly anything
            let n_with = word.n_occurrences();
            if n_with > 1 && n_with <= (n_releases / MOST_COMMON).max(3) {
                let rarity = (ratio(n_releases, n_with) + 1.0).ln();
                let weight = weight.sqrt() * rarity;
                word.rarity *= weight;
                telling.push(Telling { stem, given, weight, word });
            }
        }
        telling.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.stem.cmp(&b.stem)));
        telling.truncate(MOST_WORDS);
        Ok(telling)
    }

    /// The releases that hold a telling word or give words of one of the speakers.
    fn related(&self, release: &Release, telling: &[Telling]) -> Result<Clause, Error> {
        let fields = &self.snapshot.fields;
        let mut clauses: Vec<Clause> =
            telling.iter().map(|telling| Clause::Word(telling.word.clone())).collect();
        let speakers = self.snapshot.values(Facet::Speaker, fields.speaker)?;
        let names: FxHashSet<String> =
            release.speakers.iter().map(|speaker| gazetteer::fold(&speaker.name)).collect();
        let same = speakers.iter().filter(|value| names.contains(value.folded()));
        let terms: Vec<Term> = same
            .flat_map(Value::terms)
            .map(|term| Term::from_field_text(fields.speaker, term))
            .collect();
        if !terms.is_empty() {
            clauses.push(Clause::Terms { terms, score: 0.0 });
        }
        Ok(Clause::any_of(clauses))
    }

    /// How closely another release is related, if at all; without the words.
    fn compared(
        &self,
        release: &Release,
        other: &Release,
        share: f32,
    ) -> Result<Option<Similar>, Error> {
        let is_shared =
            |name: &String| release.speakers.iter().any(|speaker| speaker.name == *name);
        let speakers: Vec<String> = other
            .speakers
            .iter()
            .map(|speaker| speaker.name.clone())
            .filter(is_shared)
            .take(MOST_REASONS)
            .collect();
        if share < LEAST_SHARED && speakers.is_empty() {
            return Ok(None);
        }
        let is_own = |country: &Country| release.focus().any(|own| own == *country);
        let countries: Vec<Country> = other.focus().filter(is_own).collect();
        let issuer = |release: &Release| {
            release.organisation.as_ref().map(|found| gazetteer::fold(&found.value))
        };
        let has_issuer = issuer(release).is_some() && issuer(release) == issuer(other);
        let some = |is_so: bool, worth: f32| if is_so { worth } else { 0.0 };
        let score = share
            + some(!speakers.is_empty(), SPEAKER)
            + some(!countries.is_empty(), COUNTRY)
            + some(has_issuer, ISSUER);
        Ok(Some(Similar {
            id: other.id.to_string(),
            title: other.title.as_ref().map(|title| title.value.clone()),
            date: other.date.as_ref().map(|date| date.value.to_string()),
            organisation: other.organisation.as_ref().map(|found| found.value.clone()),
            path: self.path_of(other.id)?,
            score: (f64::from(score) * 1000.0).round() / 1000.0,
            countries,
            words: Vec::new(),
            speakers,
        }))
    }
}

/// Calls `visit` for every word of title, lede and body: where it stands, as given, its stem.
fn each_stem(release: &Release, mut visit: impl FnMut(Zone, &str, String)) {
    let stemming = stemming_of(release);
    for block in &release.blocks {
        let Some(zone @ (Zone::Title | Zone::Lead | Zone::Body)) = zone(block.part) else {
            continue;
        };
        let pieces = block.span.of(&release.text).unicode_words().flat_map(analyzer::pieces);
        for piece in pieces.filter(|piece| is_word(piece)) {
            visit(zone, piece, analyzer::stems(piece, stemming).plain);
        }
    }
}

fn stemming_of(release: &Release) -> Stemming {
    Stemming::of(release.language.as_ref().map(|language| language.value))
}

/// The words of the names that are compared as such: of speakers, issuer and focus countries.
fn named_words(release: &Release) -> FxHashSet<String> {
    let speakers = release.speakers.iter().map(|speaker| gazetteer::fold(&speaker.name));
    let issuer = release.organisation.iter().map(|found| gazetteer::fold(&found.value));
    let countries = release.focus().map(gazetteer::name).map(gazetteer::fold);
    let mut words = FxHashSet::default();
    for name in speakers.chain(issuer).chain(countries) {
        words.extend(names::name_words(&name).map(str::to_owned));
    }
    words
}

fn stems_of(release: &Release) -> FxHashSet<String> {
    let mut stems = FxHashSet::default();
    each_stem(release, |_, _, stem| {
        stems.insert(stem);
    });
    stems
}

/// Numbers and the shortest words relate nothing.
fn is_word(piece: &str) -> bool {
    piece.chars().nth(FEWEST_LETTERS - 1).is_some() && !piece.contains(char::is_numeric)
}

fn ratio(a: u64, b: u64) -> f32 {
    let small = |n: u64| u32::try_from(n).map_or(f64::from(u32::MAX), f64::from);
    #[expect(clippy::cast_possible_truncation, reason = "a ratio needs no more digits")]
    let ratio = (small(a) / small(b).max(1.0)) as f32;
    ratio
}
