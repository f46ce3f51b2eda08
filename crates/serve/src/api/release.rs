//! `/api/releases/{id}`: one release.

use axum::extract::{Path, RawQuery, State};

use super::{Answer, json, params};
use crate::app::App;

/// One release: fields, body, quotes.
pub(super) async fn one(State(app): State<App>, Path(id): Path<String>, query: RawQuery) -> Answer {
    let mut params = params(query);
    let showing = params.showing()?;
    params.finish()?;
    let shown = app.ask(move |archive| {
        let shown = ask::show(archive, &id, showing)?;
        Ok(shown.document(showing.evidence))
    });
    Ok(json(&shown.await?))
}
