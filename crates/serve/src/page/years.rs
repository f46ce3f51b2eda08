//! `Years`: the histogram of a result, a bar a year.

use index::FacetValue;
use query::Field;
use serde::Serialize;

use super::{address::Pair, asked::Asked};

/// The width of a bar with its gap, and the height of the highest; what the drawing is measured in.
const STEP: u32 = 10;
const HIGHEST: u64 = 100;
/// What is there is seen, however little it is.
const LOWEST: u64 = 2;
/// Fewer years would be bars too broad to be read as such.
const FEWEST: u16 = 12;
/// So many years are written below the bars.
const TICKS: usize = 5;
/// What else than `year` speaks of time.
const TIME: [&str; 3] = ["year", "from", "to"];

/// The bars, and the form that sets a range without them.
#[derive(Debug, Serialize)]
pub(crate) struct Years {
    bars: Vec<Bar>,
    width: u32,
    most: u64,
    ticks: Vec<u16>,
    undated: Option<Undated>,
    /// The year at the left end.
    start: Option<u16>,
    first: Option<u16>,
    last: Option<u16>,
    /// The address to which a range of years is added.
    brush: String,
    from: Option<String>,
    to: Option<String>,
    kept: Vec<Pair>,
}

/// One year.
#[derive(Debug, Serialize)]
struct Bar {
    year: u16,
    count: u64,
    x: u32,
    top: u64,
    height: u64,
    href: String,
    selected: bool,
    outside: bool,
}

/// What gives no date.
#[derive(Debug, Serialize)]
struct Undated {
    count: u64,
    href: String,
    selected: bool,
}

impl Years {
    /// The histogram of the values of the year facet, for links at `path`.
    pub(crate) fn new(values: &[FacetValue], asked: &Asked, path: &str) -> Self {
        let elsewhen = asked.at(path).without(&TIME);
        let is_alone = |value: &FacetValue| {
            let is_time = |pair: &&Pair| TIME.contains(&pair.name.as_str());
            value.selected
                && asked.filters().filter(is_time).count() == 1
                && asked.demand(Field::Year, &value.value).is_some()
        };
        let href = |value: &FacetValue| {
            let elsewhen = elsewhen.clone();
            if is_alone(value) {
                elsewhen.href()
            } else {
                elsewhen.with("year", &value.value).href()
            }
        };
        let mut dated: Vec<(u16, &FacetValue)> = values
            .iter()
            .filter_map(|value| value.value.parse().ok().map(|year| (year, value)))
            .collect();
        dated.sort_by_key(|(year, _)| *year);
        let first = dated.first().map(|(year, _)| *year);
        let last = dated.last().map(|(year, _)| *year);
        // where there are few years, those around them are drawn too
        let n_held = first.zip(last).map_or(0, |(first, last)| last - first + 1);
        let n_years = if n_held > 0 { n_held.max(FEWEST) } else { 0 };
        let start = first.map(|first| first.saturating_sub((n_years - n_held) / 2));
        let most = dated.iter().map(|(_, value)| value.count).max().unwrap_or(0).max(1);
        let is_narrowed = dated.iter().any(|(_, value)| value.selected);
        let bar = |(year, value): &(u16, &FacetValue)| {
            let height = (value.count * HIGHEST / most).max(LOWEST.min(value.count * LOWEST));
            Bar {
                year: *year,
                count: value.count,
                x: u32::from(year - start.unwrap_or(*year)) * STEP,
                top: HIGHEST - height,
                height,
                href: href(value),
                selected: value.selected,
                outside: is_narrowed && !value.selected,
            }
        };
        let undated = values.iter().find(|value| value.value == "undated");
        Self {
            bars: dated.iter().map(bar).collect(),
            width: u32::from(n_years) * STEP,
            most,
            ticks: ticks(start, usize::from(n_years)),
            start,
            undated: undated.map(|value| Undated {
                count: value.count,
                href: href(value),
                selected: value.selected,
            }),
            first,
            last,
            brush: elsewhen.href(),
            from: asked.narrowing.from.clone(),
            to: asked.narrowing.to.clone(),
            kept: elsewhen.without(&["q"]).into_pairs(),
        }
    }
}

/// Years at equal distances, the first and the last among them.
fn ticks(first: Option<u16>, n_years: usize) -> Vec<u16> {
    let Some(first) = first else { return Vec::new() };
    let n_ticks = n_years.min(TICKS);
    let offset = |tick: usize| if n_ticks > 1 { tick * (n_years - 1) / (n_ticks - 1) } else { 0 };
    (0..n_ticks)
        .map(|tick| first.saturating_add(u16::try_from(offset(tick)).unwrap_or(0)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::Params;

    fn years(query: &str, values: &[(&str, u64, bool)]) -> Years {
        let value = |&(value, count, selected): &(&str, u64, bool)| FacetValue {
            value: value.to_owned(),
            label: value.to_owned(),
            count,
            selected,
        };
        let values: Vec<FacetValue> = values.iter().map(value).collect();
        let asked = Asked::take(&mut Params::of_form(Some(query))).unwrap();
        Years::new(&values, &asked, "/")
    }

    #[test]
    fn a_bar_stands_where_its_year_does_and_is_seen_however_low() {
        let years =
            years("q=x", &[("2012", 1000, false), ("2010", 1, false), ("undated", 3, false)]);
        let bars: Vec<_> = years.bars.iter().map(|bar| (bar.year, bar.x, bar.height)).collect();
        assert_eq!(bars, [(2010, 40, 2), (2012, 60, 100)]);
        assert_eq!((years.width, years.ticks), (120, vec![2006, 2008, 2011, 2014, 2017]));
        assert_eq!(
            years.undated.map(|undated| undated.href).as_deref(),
            Some("/?q=x&year=undated")
        );
    }

    #[test]
    fn a_click_takes_one_year_and_a_second_click_gives_it_back() {
        let counted = [("2012", 1, true), ("2010", 1, false)];
        let years = years("year=2012&from=2000", &counted);
        assert_eq!(years.bars[1].href, "/?year=2012");
        let years = self::years("year=2012", &counted);
        assert_eq!((&*years.bars[1].href, &*years.bars[0].href), ("/", "/?year=2010"));
        assert!(years.bars[0].outside);
    }
}
