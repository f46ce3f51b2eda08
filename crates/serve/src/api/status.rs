//! `/api/status`: what the archive holds. `/health`: whether it answers.

use axum::extract::{RawQuery, State};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, json, params};
use crate::app::App;

/// What the archive holds, in figures.
pub(super) async fn figures(State(app): State<App>, query: RawQuery) -> Answer {
    params(query).finish()?;
    Ok(json(&app.status().await?))
}

/// That the server answers.
#[derive(Serialize, ToSchema)]
pub(crate) struct Health {
    /// `ok`.
    status: &'static str,
    /// How many commits there were to the index that is asked.
    generation: u64,
}

/// Whether it answers.
pub(super) async fn health(State(app): State<App>, query: RawQuery) -> Answer {
    params(query).finish()?;
    let generation = app.generation();
    Ok(json(&Health { status: "ok", generation }))
}
