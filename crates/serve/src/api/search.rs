//! `/api/search` and `/api/quotes`: a page of hits with facets.

use axum::extract::{RawQuery, State};
use index::Request;

use super::{Answer, json, params};
use crate::{app::App, params::Params, refusal::Refusal};

/// Releases, ranked, with snippets and facets.
pub(super) async fn releases(State(app): State<App>, query: RawQuery) -> Answer {
    let mut params = params(query);
    let request = request(&mut params)?;
    params.finish()?;
    Ok(json(&app.ask(move |archive| Ok(archive.search(&request)?)).await?))
}

/// Quotes as hits: the words, who said them, as what, where and when.
pub(super) async fn quotes(State(app): State<App>, query: RawQuery) -> Answer {
    let mut params = params(query);
    let (request, is_reused) = of_quotes(&mut params)?;
    params.finish()?;
    if is_reused {
        return Ok(json(&app.ask(move |archive| Ok(archive.reused(&request)?)).await?));
    }
    Ok(json(&app.ask(move |archive| Ok(archive.quotes(&request)?)).await?))
}

pub(super) fn of_quotes(params: &mut Params) -> Result<(Request, bool), Refusal> {
    Ok((request(params)?, params.flag("reused")?))
}

pub(super) fn request(params: &mut Params) -> Result<Request, Refusal> {
    let (text, narrowing) = params.question()?;
    let paging = params.paging()?;
    let mut request = narrowing.request(&text)?;
    paging.apply(&mut request);
    Ok(request)
}
