//! The weights in `weights/organisation.tsv`.

use std::sync::OnceLock;

use super::feature::{Features, N_FEATURES, NAMES};

/// The greater, the likelier the issuer.
pub(super) fn score(features: &Features) -> f32 {
    features.iter().zip(weights()).map(|(value, weight)| value * weight).sum()
}

fn weights() -> &'static Features {
    static WEIGHTS: OnceLock<Features> = OnceLock::new();
    WEIGHTS.get_or_init(|| read(include_str!("../../../weights/organisation.tsv")))
}

/// Reads `feature<TAB>weight` lines; a feature without a line weighs nothing.
fn read(table: &str) -> Features {
    let mut weights = [0.0; N_FEATURES];
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (name, weight) = line.split_once('\t').expect("a weight a line");
        let at = NAMES.iter().position(|known| *known == name).expect("a known feature");
        weights[at] = weight.parse().expect("a number");
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_name_every_feature_once() {
        let table = include_str!("../../../weights/organisation.tsv");
        let mut names: Vec<&str> = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('\t'))
            .map(|(name, _)| name)
            .collect();
        names.sort_unstable();
        let mut known = NAMES;
        known.sort_unstable();
        assert_eq!(names, known);
    }
}
