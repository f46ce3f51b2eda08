//! The focus model: a logistic regression whose weights stand in `weights/country.tsv`.

use std::sync::OnceLock;

use super::feature::{Features, NAMES};
use crate::linear;

const TABLE: &str = include_str!("../../weights/country.tsv");

/// The probability that a country with these features is what the release is about.
pub(crate) fn probability(features: &Features) -> f32 {
    let sum = linear::sum(features, weights());
    1.0 / (1.0 + (-sum).exp())
}

fn weights() -> &'static Features {
    static WEIGHTS: OnceLock<Features> = OnceLock::new();
    WEIGHTS.get_or_init(|| linear::read(TABLE, &NAMES))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::country::feature::N_FEATURES;

    #[test]
    fn the_weights_name_every_feature_once() {
        linear::check_names(TABLE, &NAMES);
    }

    #[test]
    fn nothing_seen_means_a_probability_below_half() {
        let mut features = [0.0; N_FEATURES];
        features[0] = 1.0;
        assert!(probability(&features) < 0.5);
    }
}
