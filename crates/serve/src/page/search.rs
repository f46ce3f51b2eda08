//! `/`: the box, the results, the facets.

use ask::{Narrowing, Paging};
use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use index::{Answer, Hit};
use serde::Serialize;

use super::{
    address::Address,
    error,
    snippet::{Run, runs},
};
use crate::{app::App, params::Params, refusal::Refusal};

#[derive(Serialize)]
struct View {
    q: String,
    /// The parameters beside the query, to be kept when the form is sent.
    kept: Vec<(String, String)>,
    interpreted: String,
    notes: Vec<String>,
    total: u64,
    hits: Vec<HitView>,
    facets: Vec<FacetView>,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct HitView {
    #[serde(flatten)]
    hit: Hit,
    countries_by_name: Vec<&'static str>,
    passages: Vec<Vec<Run>>,
}

#[derive(Serialize)]
struct FacetView {
    name: &'static str,
    values: Vec<ValueView>,
}

#[derive(Serialize)]
struct ValueView {
    label: String,
    count: u64,
    selected: bool,
    /// What a click gives.
    href: String,
}

/// What was asked.
struct Asked {
    q: String,
    narrowing: Narrowing,
    paging: Paging,
}

/// The page of results; without a question the whole archive.
pub(super) async fn results(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    let params = Params::of_form(query.as_deref());
    let pairs = params.pairs().to_vec();
    let q = pairs.iter().find(|(name, _)| name == "q").map(|(_, q)| q.clone()).unwrap_or_default();
    match page(&app, params, &pairs).await {
        Ok(page) => page,
        Err(refusal) => error::page(&app, &q, &refusal),
    }
}

async fn page(app: &App, params: Params, pairs: &[(String, String)]) -> Result<Response, Refusal> {
    let Asked { q, narrowing, paging } = asked(params)?;
    let mut request = narrowing.request(&q)?;
    paging.apply(&mut request);
    let answer = app.ask(move |archive| Ok(archive.search(&request)?)).await?;
    app.templates().render("search.html", &view(q, pairs, answer))
}

fn asked(mut params: Params) -> Result<Asked, Refusal> {
    let (q, narrowing) = params.question()?;
    let paging = params.paging()?;
    params.finish()?;
    Ok(Asked { q, narrowing, paging })
}

fn view(q: String, pairs: &[(String, String)], answer: Answer) -> View {
    let here = Address::new("/", pairs).without_all("offset");
    let at = |offset: usize| here.with("offset", &offset.to_string()).to_string();
    let end = answer.offset + answer.hits.len();
    let facets = answer.facets.0.into_iter().map(|(field, values)| {
        let name = field.name();
        let values = values.into_iter().map(|value| {
            let without = here.without(name, &value.value);
            let href = if value.selected { without } else { here.with(name, &value.value) };
            let href = href.to_string();
            ValueView { label: value.label, count: value.count, selected: value.selected, href }
        });
        FacetView { name, values: values.collect() }
    });
    View {
        q,
        kept: pairs.iter().filter(|(name, _)| name != "q" && name != "offset").cloned().collect(),
        interpreted: answer.interpreted,
        notes: answer.notes,
        total: answer.total,
        facets: facets.collect(),
        previous: (answer.offset > 0).then(|| at(answer.offset.saturating_sub(answer.limit))),
        next: (end > 0 && (end as u64) < answer.total).then(|| at(end)),
        hits: answer.hits.into_iter().map(hit_view).collect(),
    }
}

fn hit_view(hit: Hit) -> HitView {
    let countries = hit.countries.iter().map(|country| gazetteer::name(*country));
    HitView {
        countries_by_name: countries.collect(),
        passages: hit.snippets.iter().map(runs).collect(),
        hit,
    }
}
