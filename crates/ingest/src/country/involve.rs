//! Focus, mentioned or standing text: the countries of a release in their order.

use release::{Country, CountryMention, Evidence, Involvement, Span};

use super::{
    Input, Sighting, feature, model,
    tally::{Tally, tally},
};

/// From this probability on a country is in focus.
const FOCUS: f32 = 0.5;

/// The countries that a release names, and those it is about by their cities and institutions without
/// ever naming them: focus first, each group by score, mentions, code.
pub(crate) fn find(input: &Input<'_>, sightings: &[Sighting]) -> Vec<CountryMention> {
    let tallies = tally(input.text, sightings);
    let features = feature::features(input.text.len(), &tallies);
    let mut countries: Vec<CountryMention> = tallies
        .iter()
        .filter_map(|(&country, tally)| {
            let score = features.get(&country).map_or(0.0, model::probability);
            let is_named = tally.n_said + tally.n_standing > 0;
            (is_named || score >= FOCUS).then(|| mention(country, tally, score))
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

/// The features of each country that the release's own words name or imply, in the order of their codes.
pub(crate) fn features(input: &Input<'_>, sightings: &[Sighting]) -> Vec<(Country, Vec<f32>)> {
    let features = feature::features(input.text.len(), &tally(input.text, sightings));
    features.into_iter().map(|(country, values)| (country, values.to_vec())).collect()
}

fn mention(country: Country, tally: &Tally, score: f32) -> CountryMention {
    let involvement = match tally.n_said {
        _ if score >= FOCUS => Involvement::Focus,
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
