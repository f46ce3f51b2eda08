//! `/api/speakers/{name}`: one person.

use axum::extract::{Path, RawQuery, State};

use super::{Answer, json, params};
use crate::app::App;

/// One person: names, roles over time, countries, years, latest quotes.
pub(super) async fn one(
    State(app): State<App>,
    Path(name): Path<String>,
    query: RawQuery,
) -> Answer {
    let mut params = params(query);
    let portrait = params.portrait()?;
    params.finish()?;
    Ok(json(&app.ask(move |archive| ask::speaker(archive, &name, portrait)).await?))
}
