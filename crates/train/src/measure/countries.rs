//! What texts are about and which countries they name, on three sets.

use std::{collections::BTreeSet, path::Path};

use ingest::quote::model::Ranker;
use release::{Country, Involvement, Release};
use serde::Deserialize;

use crate::{
    measure::rows::{read, understand},
    say,
};

#[derive(Deserialize)]
struct Chapter {
    id: String,
    text_nohead: String,
    focus: Vec<String>,
}

/// Chapters of annual reports with the name of the country cut from their head: right is a text whose first
/// country in focus is the chapter's.
pub(crate) fn amnesty(data: &Path, ranker: Ranker<'_>, errors: usize) -> anyhow::Result<()> {
    let rows: Vec<Chapter> = read(data, "countries/amnesty_annual_dev.jsonl")?;
    let articles = rows.into_iter().map(|Chapter { id, text_nohead, focus }| Article {
        id,
        text: text_nohead,
        focus,
    });
    let is_right = |wanted: &[Country], found: &[Country]| {
        found.first().is_some_and(|first| wanted.contains(first))
    };
    let what = "first country in focus right";
    measure_focus(what, &articles.collect::<Vec<_>>(), is_right, ranker, errors);
    Ok(())
}

#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
    focus: Vec<String>,
}

/// Articles with hand-coded countries: right is one whose every coded country is in focus, or one without a
/// coded country and without focus.
pub(crate) fn cliff(data: &Path, ranker: Ranker<'_>, errors: usize) -> anyhow::Result<()> {
    let rows: Vec<Article> = read(data, "countries/cliff_nyt.jsonl")?;
    let is_right = |wanted: &[Country], found: &[Country]| {
        wanted.iter().all(|country| found.contains(country))
            && (!wanted.is_empty() || found.is_empty())
    };
    measure_focus("coded countries in focus", &rows, is_right, ranker, errors);
    Ok(())
}

/// Prints of how many articles the countries in focus are right beside the wanted ones.
fn measure_focus(
    what: &str,
    rows: &[Article],
    is_right: impl Fn(&[Country], &[Country]) -> bool,
    ranker: Ranker<'_>,
    errors: usize,
) {
    let mut misses = Vec::new();
    for row in rows {
        let found = focus(&understand(&row.text, ranker).release);
        let wanted = codes(&row.focus);
        if !is_right(&wanted, &found) {
            misses.push(format!("{}: {wanted:?}, found {found:?}", row.id));
        }
    }
    let (n_right, n) = (rows.len() - misses.len(), rows.len());
    say(&format!("{what}: {n_right} of {n} = {:.3}", n_right as f64 / n.max(1) as f64));
    list(&misses, errors);
}

#[derive(Deserialize)]
struct Page {
    id: String,
    text: String,
    toponyms: Vec<Toponym>,
}

#[derive(Deserialize)]
struct Toponym {
    text: String,
    #[serde(rename = "type")]
    kind: String,
    cc: Option<String>,
    is_country: bool,
}

/// News pages with toponyms: the countries of a page that are named as countries, by name, adjective or
/// demonym, against those found, each once a page. Countries that a page names only by a town, a region,
/// a demonym without a code, a language or inside another name are not counted either way.
pub(crate) fn geowebnews(data: &Path, ranker: Ranker<'_>, errors: usize) -> anyhow::Result<()> {
    let rows: Vec<Page> = read(data, "countries/geowebnews_dev.jsonl")?;
    let mut misses = Vec::new();
    let (mut n_right, mut n_extra, mut n_missed) = (0, 0, 0);
    for row in &rows {
        let release = understand(&row.text, ranker).release;
        let found: BTreeSet<Country> = release
            .countries
            .iter()
            .filter(|mention| mention.evidence.rule != "implied")
            .map(|mention| mention.country)
            .collect();
        let of = |holds: &dyn Fn(&Toponym) -> bool| -> BTreeSet<Country> {
            let codes = row.toponyms.iter().filter(|toponym| holds(toponym));
            codes
                .filter_map(|toponym| {
                    let code = toponym.cc.as_deref();
                    code.and_then(gazetteer::resolve).or_else(|| gazetteer::resolve(&toponym.text))
                })
                .collect()
        };
        let is_embedded = |toponym: &Toponym| toponym.kind.starts_with("Embedded");
        let wanted = of(&|toponym| toponym.is_country && !is_embedded(toponym));
        let free = of(&|toponym| !toponym.is_country || is_embedded(toponym));
        n_right += wanted.intersection(&found).count();
        let lost: Vec<_> = wanted.difference(&found).collect();
        let extra: Vec<_> =
            found.difference(&wanted).filter(|country| !free.contains(country)).collect();
        n_missed += lost.len();
        n_extra += extra.len();
        if !lost.is_empty() || !extra.is_empty() {
            misses.push(format!("{}: missed {lost:?} extra {extra:?}", row.id));
        }
    }
    let f1 = 2.0 * n_right as f64 / (2 * n_right + n_extra + n_missed).max(1) as f64;
    say(&format!(
        "countries named: F1 {f1:.3} ({n_right} right, {n_extra} extra, {n_missed} missed, {} pages)",
        rows.len()
    ));
    list(&misses, errors);
    Ok(())
}

fn focus(release: &Release) -> Vec<Country> {
    let in_focus = release.countries.iter().filter(|c| c.involvement == Involvement::Focus);
    in_focus.map(|mention| mention.country).collect()
}

fn codes(alpha2: &[String]) -> Vec<Country> {
    alpha2.iter().filter_map(|code| gazetteer::resolve(code)).collect()
}

fn list(misses: &[String], errors: usize) {
    misses.iter().take(errors).for_each(|miss| say(&format!("  {miss}")));
}
