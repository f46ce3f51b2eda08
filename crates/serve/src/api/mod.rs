//! The API: the questions of the command line, and the JSON that it gives.

mod export;
mod facets;
mod release;
mod search;
mod speaker;
mod status;
mod who;

use axum::{
    Json, Router,
    extract::RawQuery,
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Serialize;

pub(crate) use self::export::download;
use crate::{app::App, params::Params, refusal::Refusal};

/// Every address of the API.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/search", get(search::releases))
        .route("/api/quotes", get(search::quotes))
        .route("/api/who", get(who::speakers))
        .route("/api/facets/{field}", get(facets::counts))
        .route("/api/releases/{id}", get(release::one))
        .route("/api/speakers/{name}", get(speaker::one))
        .route("/api/export", get(export::everything))
        .route("/api/status", get(status::figures))
        .route("/health", get(status::health))
}

/// What an address of the API answers.
type Answer = Result<Response, Refusal>;

/// The parameters of an address of the API.
fn params(RawQuery(query): RawQuery) -> Params {
    Params::read(query.as_deref())
}

fn json(value: &impl Serialize) -> Response {
    Json(value).into_response()
}
