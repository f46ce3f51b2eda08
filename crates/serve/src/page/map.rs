//! `WorldMap`: the countries of a result, shaded by how many are about each.

use std::{collections::BTreeSet, sync::LazyLock};

use index::FacetValue;
use serde::Serialize;

use super::Assets;

/// So many shades are told apart.
const SHADES: usize = 5;

/// What is drawn over the land.
#[derive(Debug, Serialize)]
pub(crate) struct WorldMap {
    shapes: Vec<Shape>,
    legend: Vec<Step>,
}

/// One country.
#[derive(Debug, Serialize)]
struct Shape {
    code: String,
    label: String,
    count: u64,
    shade: String,
    href: String,
    selected: bool,
}

/// One shade, and the counts it stands for.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Step {
    shade: String,
    label: String,
}

/// Countries that are a dot on the map: they are drawn last, for they lie upon others.
static DOTS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let map = Assets::get("world.svg").map(|file| file.data.into_owned()).unwrap_or_default();
    let map = String::from_utf8_lossy(&map);
    let dots = map.lines().filter(|line| line.contains("<circle"));
    dots.filter_map(|line| line.strip_prefix("<g id=\"")?.get(..3).map(str::to_owned)).collect()
});

impl WorldMap {
    /// The map of the values of the country facet; `href` gives the address of a click.
    pub(crate) fn new(values: &[FacetValue], href: impl Fn(&FacetValue) -> String) -> Self {
        let most = values.iter().map(|value| value.count).max().unwrap_or(0);
        let bounds = bounds(most);
        let shape = |value: &FacetValue| Shape {
            code: value.value.clone(),
            label: value.label.clone(),
            count: value.count,
            shade: shade(
                bounds.iter().take_while(|bound| **bound < value.count).count(),
                bounds.len(),
            ),
            href: href(value),
            selected: value.selected,
        };
        let mut shapes: Vec<Shape> =
            values.iter().filter(|value| value.count > 0).map(shape).collect();
        shapes.sort_by_key(|shape| DOTS.contains(&shape.code));
        Self { shapes, legend: legend(&bounds) }
    }
}

/// The highest count of each shade: steps of equal ratio, the last of which is `most`.
fn bounds(most: u64) -> Vec<u64> {
    let mut bounds = Vec::new();
    for step in 1..=SHADES {
        // the smallest whole number whose power reaches that of `most`; counts are far below 2^53
        #[expect(clippy::cast_precision_loss, reason = "shades are no counts")]
        let bound = (most as f64).powf(step as f64 / SHADES as f64);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and `most`"
        )]
        let bound = (bound + 1e-9).floor() as u64;
        if bound > bounds.last().copied().unwrap_or(0) {
            bounds.push(bound);
        }
    }
    bounds
}

/// The darkest stands for most; where there are few steps they stay as far apart as may be.
fn shade(step: usize, n_steps: usize) -> String {
    let shade = if n_steps > 1 { 1 + step * (SHADES - 1) / (n_steps - 1) } else { SHADES - 1 };
    format!("m{shade}")
}

fn legend(bounds: &[u64]) -> Vec<Step> {
    let lows = [1].into_iter().chain(bounds.iter().map(|bound| bound + 1));
    let label = |(low, high): (u64, &u64)| {
        if low == *high { low.to_string() } else { format!("{low}–{high}") }
    };
    let labels = lows.zip(bounds).map(label).enumerate();
    labels.map(|(step, label)| Step { shade: shade(step, bounds.len()), label }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_are_steps_of_equal_ratio_up_to_the_most() {
        assert!(bounds(0).is_empty());
        assert_eq!(bounds(1), [1]);
        assert_eq!(bounds(32), [2, 4, 8, 16, 32]);
        let labels: Vec<String> = legend(&bounds(32)).into_iter().map(|step| step.label).collect();
        assert_eq!(labels, ["1–2", "3–4", "5–8", "9–16", "17–32"]);
        assert_eq!(legend(&bounds(3)).last().map(|step| &*step.shade), Some("m5"));
    }

    #[test]
    fn small_countries_are_dots_and_lie_on_top() {
        assert!(DOTS.contains("MLT") && !DOTS.contains("KEN"));
        let value = |code: &str| FacetValue {
            value: code.to_owned(),
            label: code.to_owned(),
            count: 1,
            selected: false,
        };
        let map = WorldMap::new(&[value("MLT"), value("KEN")], |_| String::new());
        assert_eq!(map.shapes.iter().map(|shape| &*shape.code).collect::<Vec<_>>(), ["KEN", "MLT"]);
    }
}
