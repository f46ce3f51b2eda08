//! Questions to begin with, and what to ask where nothing was found.

use ask::Error;
use index::{Answer, Archive, Request};
use query::Field;

use super::{address::Address, asked::Asked, chips::chips, hits::Link};

/// So many looser questions are tried and offered.
const MOST_TRIED: usize = 8;

/// Questions that this archive answers, from what it holds most of.
pub(crate) fn examples<H>(answer: &Answer<H>) -> Vec<Link> {
    let first = |field: Field| answer.facets.get(field).first();
    let mut links = Vec::new();
    let mut ask =
        |query: String| links.push(Link::new(query.clone(), &Address::new("/").with("q", &query)));
    if let Some(country) = first(Field::Country) {
        ask(format!("country:{}", quoted(&country.label.to_lowercase())));
    }
    if let Some(speaker) = first(Field::Speaker) {
        ask(format!("speaker:{}", quoted(&speaker.label)));
    }
    if let Some(organisation) = first(Field::Organisation) {
        ask(format!("org:{}", quoted(&organisation.label)));
    }
    let years = answer.facets.get(Field::Year).iter().filter(|value| value.value != "undated");
    if let Some(fullest) = years.max_by_key(|value| value.count) {
        ask(format!("year:{}", fullest.value));
    }
    ask("\"human rights\"".to_owned());
    links
}

fn quoted(name: &str) -> String {
    if name.contains(char::is_whitespace) {
        format!("\"{}\"", name.replace('"', " "))
    } else {
        name.to_owned()
    }
}

/// What the question finds without one of its filters, or with any of its words; nothing that finds nothing.
///
/// # Errors
///
/// As a search.
pub(crate) fn looser(archive: &Archive, asked: &Asked, path: &str) -> Result<Vec<Link>, Error> {
    let mut tried: Vec<(String, Address)> = Vec::new();
    if asked.q.split_whitespace().nth(1).is_some() && !asked.narrowing.any {
        tried.push(("any of the words".to_owned(), asked.at(path).with("any", "true")));
    }
    for (chip, pair) in chips(asked, path).iter().zip(asked.filters()) {
        let not = if chip.negated { "not " } else { "" };
        let label = format!("without {not}{} {}", chip.field, chip.label);
        tried.push((label, asked.at(path).without_pair(pair)));
    }
    if asked.filters().nth(1).is_some() {
        let without = asked.filters().fold(asked.at(path), Address::without_pair);
        tried.push(("without any filter".to_owned(), without));
    }
    tried.truncate(MOST_TRIED);
    let mut links = Vec::new();
    for (label, address) in tried {
        let Ok(other) = Asked::of(address.clone()) else { continue };
        let request = Request { limit: 0, facets: Vec::new(), ..other.request()? };
        let (total, one) = if path == "/" {
            (archive.search(&request)?.total, "release")
        } else {
            (archive.quotes(&request)?.total, "quote")
        };
        if total > 0 {
            links.push(Link::new(format!("{label}: {}", ask::count(total, one)), &address));
        }
    }
    Ok(links)
}
