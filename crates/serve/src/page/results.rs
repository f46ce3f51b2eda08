//! `Results`: releases, quotes, speakers or repeated words, beside their facets.

use ask::Error;
use index::{Answer, Archive, FacetValue, Request};
use query::Field;
use serde::Serialize;

use super::{
    Page,
    asked::Asked,
    chips::{Chip, chips},
    exports::exports,
    facets::{self, FacetList, Links},
    frame::Frame,
    hits::{Link, QuoteHit, ReleaseHit},
    map::WorldMap,
    pager::Pager,
    suggest,
    tools::{Choice, options, orders, tabs},
    who::Sayings,
    years::Years,
};

/// What a page of results has, whatever its hits are.
#[derive(Debug, Serialize)]
struct Results<H> {
    #[serde(flatten)]
    frame: Frame,
    count_line: String,
    interpreted: String,
    in_words: String,
    notes: Vec<String>,
    total: u64,
    chips: Vec<Chip>,
    clear: Option<String>,
    tabs: Vec<Choice>,
    sorts: Vec<Choice>,
    sort_label: &'static str,
    options: Vec<Choice>,
    exports: Vec<Link>,
    prove_href: String,
    map: WorldMap,
    years: Years,
    facets: Vec<FacetList>,
    hits: Vec<H>,
    pager: Pager,
    /// Questions to begin with.
    tries: Vec<Link>,
    /// Where nothing was found: questions that find something.
    loosen: Vec<Link>,
    is_empty: bool,
}

/// Releases.
///
/// # Errors
///
/// As a search.
pub(crate) fn releases(archive: &Archive, asked: &Asked) -> Result<Page, Error> {
    let answer = archive.search(&request(asked)?)?;
    let hits = answer.hits.iter().map(|hit| ReleaseHit::new(hit, &asked.q)).collect();
    let count = ask::count(answer.total, "release");
    Ok(Page::new("releases.html", &results(archive, asked, "/", count, &answer, hits)?))
}

/// Quotes.
///
/// # Errors
///
/// As a search.
pub(crate) fn quotes(archive: &Archive, asked: &Asked) -> Result<Page, Error> {
    let answer = archive.quotes(&request(asked)?)?;
    let hits: Result<Vec<_>, Error> =
        answer.hits.iter().map(|hit| QuoteHit::new(archive, hit, &asked.q)).collect();
    let count = ask::count(answer.total, "quote");
    Ok(Page::new("quotes.html", &results(archive, asked, "/quotes", count, &answer, hits?)?))
}

/// Who said it.
///
/// # Errors
///
/// As a search.
pub(crate) fn who(archive: &Archive, asked: &Asked) -> Result<Page, Error> {
    let request = request(asked)?;
    let sayings = Sayings::new(archive, asked, &request)?;
    let beside = archive.quotes(&Request { limit: 0, ..request })?;
    let answer = Answer {
        notes: sayings.notes,
        interpreted: sayings.interpreted,
        in_words: sayings.in_words,
        total: sayings.total,
        ..beside
    };
    let count = ask::count(answer.total, "speaker");
    Ok(Page::new("who.html", &results(archive, asked, "/who", count, &answer, sayings.hits)?))
}

/// Words that were used again.
///
/// # Errors
///
/// As a search.
pub(crate) fn reused(archive: &Archive, asked: &Asked) -> Result<Page, Error> {
    let found = archive.reused(&request(asked)?)?;
    let hits = super::reused::hits(archive, &found, &asked.q)?;
    let looked_at = ask::count(found.answer.total, "quote");
    let count = format!("Words said again, of {looked_at}");
    let mut page = results(archive, asked, "/reused", count, &found.answer, hits)?;
    // the total counts the quotes that were looked at: the last page is the one that is not full
    let n_shown = page.hits.len();
    if n_shown < asked.paging.limit {
        let total = u64::try_from(asked.paging.offset + n_shown).unwrap_or(u64::MAX);
        page.pager = Pager::new(asked, "/reused", n_shown, total);
    }
    Ok(Page::new("reused.html", &page))
}

/// The request of a page: with every facet that stands beside the hits.
fn request(asked: &Asked) -> Result<Request, Error> {
    let mut request = asked.request()?;
    request.facets = facets::ASKED.to_vec();
    request.facet_limit = facets::ASKED_LIMIT;
    Ok(request)
}

fn results<A, H>(
    archive: &Archive,
    asked: &Asked,
    path: &'static str,
    count_line: String,
    answer: &Answer<A>,
    hits: Vec<H>,
) -> Result<Results<H>, Error> {
    let of = if path == "/" { "releases" } else { "quotes" };
    let links = Links { asked, path, of: Some(of) };
    let countries = answer.facets.get(Field::Country);
    let sorts = if path == "/" || path == "/quotes" { orders(asked, path) } else { Vec::new() };
    let is_narrowed = asked.filters().next().is_some();
    let clear = asked.at(path).without(&FILTERS);
    let title = if asked.is_everything() {
        String::new()
    } else {
        let question = [asked.q.as_str(), &answer.interpreted].into_iter();
        let question = question.map(str::trim).find(|words| !words.is_empty()).unwrap_or_default();
        format!("{question} · {count_line}")
    };
    let n_shown = hits.len();
    Ok(Results {
        frame: Frame::of_results(&title, asked, path),
        interpreted: answer.interpreted.clone(),
        in_words: answer.in_words.clone(),
        notes: answer.notes.clone(),
        total: answer.total,
        chips: chips(asked, path),
        clear: is_narrowed.then(|| clear.href()),
        tabs: tabs(asked, path),
        sort_label: sorts.iter().find(|sort| sort.current).map_or("", |sort| sort.label),
        sorts,
        options: options(asked, path),
        prove_href: asked.at("/prove").without(&["sort", "limit", "recent", "collapse"]).href(),
        exports: exports(of, &asked.at("").into_pairs()),
        map: WorldMap::new(countries, |value: &FacetValue| links.toggled(Field::Country, value)),
        years: Years::new(answer.facets.get(Field::Year), asked, path),
        facets: links.lists(answer),
        tries: if asked.is_everything() {
            suggest::examples(answer)
        } else if n_shown == 0 {
            let everything = Request {
                limit: 0,
                facets: facets::ASKED.to_vec(),
                facet_limit: 1,
                ..Request::default()
            };
            suggest::examples(&archive.search(&everything)?)
        } else {
            Vec::new()
        },
        loosen: if n_shown == 0 { suggest::looser(archive, asked, path)? } else { Vec::new() },
        is_empty: answer.total == 0 && asked.is_everything(),
        pager: Pager::new(asked, path, n_shown, answer.total),
        hits,
        count_line,
    })
}

/// Every parameter that narrows.
const FILTERS: [&str; 14] = [
    "country", "mentions", "region", "year", "month", "date", "from", "to", "speaker", "org",
    "place", "lang", "type", "not",
];
