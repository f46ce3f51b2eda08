//! `/api/facets/{field}`: all values of one facet.

use axum::{
    extract::{Path, RawQuery, State},
    http::StatusCode,
};

use super::{Answer, json, params};
use crate::{app::App, params::facet, refusal::Refusal};

/// All values of one facet with their counts.
pub(super) async fn counts(
    State(app): State<App>,
    Path(field): Path<String>,
    query: RawQuery,
) -> Answer {
    let field = facet(&field).map_err(|fault| Refusal { status: StatusCode::NOT_FOUND, fault })?;
    let mut params = params(query);
    let (text, narrowing) = params.question()?;
    let counting = params.counting()?;
    params.finish()?;
    let request = narrowing.request(&text)?;
    Ok(json(&app.ask(move |archive| counting.counts(archive, field, request)).await?))
}
