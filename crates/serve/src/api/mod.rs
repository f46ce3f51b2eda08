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

pub(crate) use self::{
    export::{download, kind},
    status::Health,
};
use crate::{app::App, openapi, params::Params, refusal::Refusal};

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
        .route("/openapi.json", get(openapi::description))
}

/// The parameters that an address takes, for the test of the description.
#[cfg(test)]
pub(crate) fn taken(path: &str) -> Vec<&'static str> {
    let mut params = Params::default();
    match path {
        "/api/search" => drop(search::request(&mut params)),
        "/api/quotes" => drop(search::of_quotes(&mut params)),
        "/api/who" => drop((params.question(), params.window())),
        "/api/facets/{field}" => drop((params.question(), params.counting())),
        "/api/releases/{id}" => drop(params.showing()),
        "/api/speakers/{name}" => drop(params.portrait()),
        "/api/export" => drop((params.question(), params.export())),
        "/api/status" => drop(status::asked(&mut params)),
        _ => {}
    }
    params.known()
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
