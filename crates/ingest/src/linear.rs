//! Sums of features by learned weights, which stand in tables of `weights/`.

/// Reads `feature<TAB>weight` lines; a feature without a line weighs nothing.
pub(crate) fn read<const N: usize>(table: &str, names: &[&str; N]) -> [f32; N] {
    let mut weights = [0.0; N];
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (name, weight) = line.split_once('\t').expect("a weight a line");
        let at = names.iter().position(|known| *known == name).expect("a known feature");
        weights[at] = weight.parse().expect("a number");
    }
    weights
}

/// The features by their weights.
pub(crate) fn sum<const N: usize>(features: &[f32; N], weights: &[f32; N]) -> f32 {
    features.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

/// The two greatest of some scores, 0 where there are fewer.
pub(crate) fn first_two(scores: impl Iterator<Item = f32>) -> [f32; 2] {
    let mut first_two = [0.0_f32; 2];
    for score in scores {
        if score > first_two[0] {
            first_two = [score, first_two[0]];
        } else if score > first_two[1] {
            first_two[1] = score;
        }
    }
    first_two
}

pub(crate) fn flag(is_set: bool) -> f32 {
    if is_set { 1.0 } else { 0.0 }
}

/// In steps of a ten-thousandth, at most one; nothing is no part of nothing.
pub(crate) fn ratio(part: impl Into<u64>, whole: impl Into<u64>) -> f32 {
    const STEPS: u16 = 10_000;
    let steps = part.into() * u64::from(STEPS) / whole.into().max(1);
    f32::from(u16::try_from(steps).map_or(STEPS, |steps| steps.min(STEPS))) / f32::from(STEPS)
}

/// Whether a table names every feature once.
#[cfg(test)]
#[track_caller]
pub(crate) fn check_names(table: &str, names: &[&str]) {
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    let mut found: Vec<&str> =
        rows.filter_map(|line| line.split_once('\t')).map(|(name, _)| name).collect();
    found.sort_unstable();
    let mut known = names.to_vec();
    known.sort_unstable();
    assert_eq!(found, known);
}
