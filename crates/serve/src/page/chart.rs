//! `Chart`: releases by year of several queries, drawn as lines.

use serde::Serialize;

use super::compare::Trend;

/// What the drawing is measured in.
const WIDTH: u64 = 900;
const HEIGHT: u64 = 300;
const LEFT: u64 = 44;
const BOTTOM: u64 = 24;
const TOP: u64 = 10;
const RIGHT: u64 = 16;
/// So many years are written below at most.
const TICKS: u16 = 10;

/// The lines and the table of the same numbers.
#[derive(Debug, Serialize)]
pub(crate) struct Chart {
    width: u64,
    height: u64,
    grid: Vec<Grid>,
    ticks: Vec<Tick>,
    series: Vec<Series>,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Grid {
    y: u64,
    label: u64,
}

#[derive(Debug, Serialize)]
struct Tick {
    x: u64,
    label: u16,
}

#[derive(Debug, Serialize)]
struct Series {
    label: String,
    href: String,
    total: u64,
    path: String,
    dots: Vec<Dot>,
}

#[derive(Debug, Serialize)]
struct Dot {
    x: u64,
    y: u64,
    label: String,
}

#[derive(Debug, Serialize)]
struct Row {
    label: String,
    cells: Vec<Cell>,
}

#[derive(Debug, Serialize)]
struct Cell {
    count: u64,
    href: String,
}

impl Chart {
    /// The chart of some trends; none where nothing was asked.
    pub(crate) fn new(trends: &[Trend]) -> Option<Self> {
        if trends.is_empty() {
            return None;
        }
        let years = || trends.iter().flat_map(|trend| trend.years.keys().copied());
        let range = years().min().zip(years().max());
        let most = trends.iter().flat_map(|trend| trend.years.values().copied()).max().unwrap_or(0);
        let step = step(most);
        let top = most.div_ceil(step).max(1) * step;
        let y = |count: u64| TOP + (HEIGHT - TOP - BOTTOM) * (top - count) / top;
        let x = |year: u16| {
            let (first, last) = range.unwrap_or((year, year));
            let n_steps = u64::from(last - first).max(1);
            LEFT + (WIDTH - LEFT - RIGHT) * u64::from(year - first) / n_steps
        };
        let all = || range.into_iter().flat_map(|(first, last)| first..=last);
        let series = |trend: &Trend| {
            let count = |year: u16| trend.years.get(&year).copied().unwrap_or(0);
            let point = |year: u16| format!("{} {}", x(year), y(count(year)));
            let points: Vec<String> = all().map(point).collect();
            let dot = |(&year, &count): (&u16, &u64)| Dot {
                x: x(year),
                y: y(count),
                label: format!("{} · {year} · {count}", trend.label),
            };
            Series {
                label: trend.label.clone(),
                href: trend.address("").href(),
                total: trend.total,
                path: if points.is_empty() {
                    String::new()
                } else {
                    format!("M{}", points.join("L"))
                },
                dots: trend.years.iter().map(dot).collect(),
            }
        };
        let row = |label: String, count: &dyn Fn(&Trend) -> u64| {
            let cell =
                |trend: &Trend| Cell { count: count(trend), href: trend.address(&label).href() };
            Row { cells: trends.iter().map(cell).collect(), label: label.clone() }
        };
        let dated = all().rev().map(|year| {
            row(year.to_string(), &|trend| trend.years.get(&year).copied().unwrap_or(0))
        });
        let undated = row("undated".to_owned(), &|trend| trend.undated);
        let every = range.map_or(1, |(first, last)| ((last - first) / TICKS).max(1));
        Some(Self {
            width: WIDTH,
            height: HEIGHT,
            grid: (0..=top / step).map(|n| Grid { y: y(n * step), label: n * step }).collect(),
            ticks: all()
                .step_by(usize::from(every))
                .map(|year| Tick { x: x(year), label: year })
                .collect(),
            series: trends.iter().map(series).collect(),
            rows: dated.chain([undated]).collect(),
        })
    }
}

/// A round number that goes at most five times into the highest count.
fn step(most: u64) -> u64 {
    let units = (0..18).map(|power| 10_u64.pow(power));
    let mut steps = units.flat_map(|unit| [unit, 2 * unit, 5 * unit]);
    steps.find(|step| most <= step * 5).unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trend(label: &str, years: &[(u16, u64)]) -> Trend {
        Trend {
            label: label.to_owned(),
            total: years.iter().map(|(_, count)| count).sum(),
            years: years.iter().copied().collect(),
            undated: 1,
        }
    }

    #[test]
    fn the_grid_counts_in_round_steps() {
        assert_eq!([0, 5, 6, 11, 30, 400, 12_345].map(step), [1, 1, 2, 5, 10, 100, 5000]);
    }

    #[test]
    fn a_year_without_releases_goes_down_to_the_ground_and_into_the_table() {
        let chart = Chart::new(&[trend("wells", &[(2010, 2), (2012, 4)])]).unwrap();
        assert_eq!(chart.series[0].path.matches('L').count(), 2);
        let rows: Vec<_> = chart.rows.iter().map(|row| (&*row.label, row.cells[0].count)).collect();
        assert_eq!(rows, [("2012", 4), ("2011", 0), ("2010", 2), ("undated", 1)]);
        assert_eq!(chart.rows[0].cells[0].href, "/?q=wells&year=2012");
    }

    #[test]
    fn nothing_asked_draws_nothing_and_nothing_found_draws_the_ground() {
        assert!(Chart::new(&[]).is_none());
        assert_eq!(Chart::new(&[trend("x", &[])]).unwrap().rows.len(), 1);
    }
}
