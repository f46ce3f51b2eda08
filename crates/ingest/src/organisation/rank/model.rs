//! The weights in `weights/organisation.tsv`.

use std::sync::OnceLock;

use super::feature::{Features, NAMES};
use crate::linear;

const TABLE: &str = include_str!("../../../weights/organisation.tsv");

/// The greater, the likelier the issuer.
pub(super) fn score(features: &Features) -> f32 {
    linear::sum(features, weights())
}

fn weights() -> &'static Features {
    static WEIGHTS: OnceLock<Features> = OnceLock::new();
    WEIGHTS.get_or_init(|| linear::read(TABLE, &NAMES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_name_every_feature_once() {
        linear::check_names(TABLE, &NAMES);
    }
}
