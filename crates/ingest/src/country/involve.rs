//! Focus, mentioned or standing text: the countries of a release in their order.

use std::collections::BTreeMap;

use release::{Country, CountryMention, Evidence, Involvement, Span};

use super::{
    Input, Sighting,
    beside::are_listed,
    feature, model, profile,
    sighting::Standing,
    tally::{Tally, tally},
};
use crate::linear;

/// From this probability on a country is in focus.
const FOCUS: f32 = 0.5;
/// From this on it is where no other is, and none comes near: nearly every release is about some country,
/// but for those that name many.
const SOLE_FOCUS: f32 = 0.3;
/// From this on a country that the text names is, where no other has nearly as much: who writes of their own country
/// names it once, and towns and ministers tell the rest.
const LONE_FOCUS: f32 = 0.12;
/// What the next may have of the probability of such a country.
const FAR: f32 = 0.45;
/// So many countries are a crowd.
const CROWD: usize = 6;
/// What the next may have of the probability of the first.
const NEAR: f32 = 0.78;

/// A country that a headline names beside one in focus is in focus from this on.
const LEAST_BESIDE: f32 = 0.1;

/// How sure it is that a release is about the country where its letterhead stands.
const HOME: f32 = 0.4;

/// The probability from which on the countries of a release are in focus.
fn enough(scores: &[f32], is_named: impl Fn(f32) -> bool) -> f32 {
    let [first, second] = linear::first_two(scores.iter().copied());
    let is_crowd = scores.len() > CROWD;
    let is_sole = (SOLE_FOCUS..FOCUS).contains(&first) && second < first * NEAR;
    let is_alone =
        || (LONE_FOCUS..FOCUS).contains(&first) && second < first * FAR && is_named(first);
    if !is_crowd && (is_sole || is_alone()) { first } else { FOCUS }
}

/// The countries that a release names, and those it is about by their cities and institutions without
/// ever naming them: focus first, each group by score, mentions, code.
pub(crate) fn find(input: &Input<'_>, sightings: &[Sighting]) -> Vec<CountryMention> {
    let tallies = tally(input.text, sightings);
    let features = feature::features(input, &tallies);
    // `Paris-Geneva, 3 May 2011.` tells where offices are
    let n_datelined = tallies.values().filter(|tally| tally.in_dateline).count();
    let is_office = |country: Country, tally: &Tally| {
        n_datelined > 1
            && tally.in_dateline
            && tally.n_said + tally.n_places == 0
            && feature::is_seat(country)
    };
    let scores: Vec<f32> = tallies
        .iter()
        .map(|(country, tally)| match features.get(country) {
            Some(seen) if !is_office(*country, tally) => model::probability(seen),
            _ => 0.0,
        })
        .collect();
    // not where the text has as many names of other countries and of their towns
    let is_named = |score: f32| {
        let evoked = |tally: &Tally| tally.n_said + tally.n_places;
        let mut first = tallies.values().zip(&scores).filter(|(_, other)| **other >= score);
        first.next().is_some_and(|(first, _)| {
            let n_most = tallies.values().map(evoked).max().unwrap_or(0);
            let n_all: u32 = tallies.values().map(evoked).sum();
            first.n_said > 0 && evoked(first) == n_most && n_all <= 2 * n_most
        })
    };
    let enough = enough(&scores, is_named);
    let by_country: BTreeMap<Country, f32> =
        tallies.keys().copied().zip(scores.iter().copied()).collect();
    let beside = beside_in_title(input.text, sightings, &by_country, enough);
    let profiled = profile::find(input.text, sightings);
    let home = home(&tallies).filter(|_| scores.iter().all(|score| *score < enough));
    let mut countries: Vec<CountryMention> = tallies
        .iter()
        .zip(scores)
        .filter_map(|((&country, tally), score)| {
            if let Some((_, name)) = profiled.filter(|(profiled, _)| *profiled == country) {
                let evidence = Evidence::new(name, "profile", 0.97);
                return Some(CountryMention { evidence, ..mention(country, tally, 1.0, true) });
            }
            if let Some(at) = home.filter(|(home, _)| *home == country).map(|(_, at)| at) {
                let evidence = Evidence::new(at, "home", HOME);
                return Some(CountryMention { evidence, ..mention(country, tally, HOME, true) });
            }
            let is_focus = score >= enough || beside.contains(&country);
            let is_named = tally.n_said + tally.n_standing > 0;
            (is_named || is_focus).then(|| mention(country, tally, score, is_focus))
        })
        .collect();
    countries.sort_by(|a, b| {
        a.involvement
            .cmp(&b.involvement)
            .then(b.score.total_cmp(&a.score))
            .then(b.mentions.cmp(&a.mentions))
            .then(a.country.cmp(&b.country))
    });
    countries
}

/// The one country in which places stand around a text that names none: who writes about their own country need not
/// say which it is. Not that of an organisation that writes about the world.
fn home(tallies: &BTreeMap<Country, Tally>) -> Option<(Country, Span)> {
    let names_some = tallies.values().any(|tally| tally.n_said + tally.n_places > 0);
    let mut around = tallies.iter().filter(|(_, tally)| tally.n_around > 0 || tally.in_dateline);
    let (country, tally) = around.next()?;
    let is_home = !names_some && around.next().is_none() && !feature::is_seat(*country);
    is_home.then_some((*country, tally.first))
}

/// The countries that a headline names beside one in focus: `Journalists jailed in Eritrea and Ethiopia`.
fn beside_in_title(
    text: &str,
    sightings: &[Sighting],
    scores: &BTreeMap<Country, f32>,
    enough: f32,
) -> Vec<Country> {
    let is_titled =
        |sighting: &Sighting| sighting.standing == Some(Standing::Title) && sighting.is_mention();
    let score = |sighting: &Sighting| scores.get(&sighting.country).copied().unwrap_or(0.0);
    let mut beside = Vec::new();
    for pair in sightings.windows(2).filter(|pair| pair.iter().all(is_titled)) {
        let [left, right] = [score(&pair[0]), score(&pair[1])];
        if left.max(right) >= enough
            && left.min(right) >= LEAST_BESIDE
            && are_listed(text, &pair[0], &pair[1])
        {
            beside.extend([pair[0].country, pair[1].country]);
        }
    }
    beside
}

/// The features of each country that the release's own words name or imply, in the order of their codes.
pub(crate) fn features(input: &Input<'_>, sightings: &[Sighting]) -> Vec<(Country, Vec<f32>)> {
    let features = feature::features(input, &tally(input.text, sightings));
    features.into_iter().map(|(country, values)| (country, values.to_vec())).collect()
}

fn mention(country: Country, tally: &Tally, score: f32, is_focus: bool) -> CountryMention {
    let involvement = match tally.n_said {
        _ if is_focus => Involvement::Focus,
        0 => Involvement::Boilerplate,
        _ => Involvement::Mentioned,
    };
    let (rule, confidence) = match involvement {
        Involvement::Focus => ("focus-model", score),
        Involvement::Mentioned | Involvement::Boilerplate if tally.is_first_weak => ("named", 0.9),
        Involvement::Mentioned | Involvement::Boilerplate => ("named", 0.98),
    };
    CountryMention {
        country,
        involvement,
        mentions: [tally.n_said, tally.n_standing, tally.n_places]
            .into_iter()
            .find(|&count| count > 0)
            .unwrap_or(0),
        score,
        spans: spans(involvement, tally),
        evidence: Evidence::new(tally.first, rule, confidence),
    }
}

/// What makes it involved so: without these passages it would not be.
fn spans(involvement: Involvement, tally: &Tally) -> Vec<Span> {
    match involvement {
        Involvement::Focus => {
            let mut spans = [tally.said_at.as_slice(), &tally.places_at].concat();
            spans.sort_unstable();
            spans
        }
        Involvement::Mentioned => tally.said_at.clone(),
        Involvement::Boilerplate => Vec::new(),
    }
}
