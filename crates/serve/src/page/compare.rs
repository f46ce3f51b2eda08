//! `/compare`: several queries over the years, as a chart and as a table.

use std::collections::{BTreeMap, BTreeSet};

use ask::{Error, Narrowing};
use index::{Archive, Request};
use query::Field;
use serde::Serialize;

use super::{Page, address::Address, chart::Chart, frame::Frame};

/// So many queries are told apart on a chart.
pub(crate) const MOST: usize = 5;
/// So many boxes stand there to begin with.
const BOXES: usize = 2;

#[derive(Debug, Serialize)]
struct Compare {
    #[serde(flatten)]
    frame: Frame,
    terms: Vec<String>,
    problems: Vec<String>,
    chart: Option<Chart>,
}

/// One query and its releases by year.
#[derive(Debug)]
pub(crate) struct Trend {
    pub(crate) label: String,
    pub(crate) total: u64,
    pub(crate) years: BTreeMap<u16, u64>,
    pub(crate) undated: u64,
}

impl Trend {
    fn of(archive: &Archive, q: &str) -> Result<Self, Error> {
        let request = Narrowing::default().request(q)?;
        let request = Request { limit: 0, facets: vec![Field::Year], facet_limit: 0, ..request };
        let answer = archive.search(&request)?;
        let values = answer.facets.get(Field::Year);
        let year = |value: &index::FacetValue| Some((value.value.parse().ok()?, value.count));
        let undated = values.iter().find(|value| value.value == "undated");
        Ok(Self {
            label: q.to_owned(),
            total: answer.total,
            years: values.iter().filter_map(year).collect(),
            undated: undated.map_or(0, |value| value.count),
        })
    }

    /// The releases of a year, or of none.
    pub(crate) fn address(&self, year: &str) -> Address {
        let address = Address::new("/").with("q", &self.label);
        if year.is_empty() { address } else { address.with("year", year) }
    }
}

/// The comparison of some queries; one that cannot be read is told and left out.
///
/// # Errors
///
/// Where the archive cannot be read.
pub(crate) fn page(archive: &Archive, queries: &[String]) -> Result<Page, Error> {
    let mut seen = BTreeSet::new();
    let asked = queries.iter().map(|q| q.trim()).filter(|q| !q.is_empty() && seen.insert(*q));
    let asked: Vec<&str> = asked.take(MOST).collect();
    let (mut trends, mut problems) = (Vec::new(), Vec::new());
    for q in &asked {
        match Trend::of(archive, q) {
            Ok(trend) => trends.push(trend),
            Err(error) if error.is_of_question() => problems.push(format!("{q}: {error}")),
            Err(error) => return Err(error),
        }
    }
    if queries.len() > MOST {
        problems.push(format!("the first {MOST} queries are compared"));
    }
    let mut terms: Vec<String> = asked.iter().map(|q| (*q).to_owned()).collect();
    let n_boxes = (terms.len() + 1).clamp(BOXES, MOST);
    terms.resize(n_boxes, String::new());
    let title = if asked.is_empty() { "Compare".to_owned() } else { asked.join(" / ") };
    Ok(Page::new(
        "compare.html",
        &Compare {
            frame: Frame::new(&title, "compare"),
            terms,
            problems,
            chart: Chart::new(&trends),
        },
    ))
}
