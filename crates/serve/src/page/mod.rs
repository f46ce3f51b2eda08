//! The page for people: rendered here, so that it works without scripts.
//!
//! A handler asks the archive as the API does, turns the answer into a view and renders a template with it.
//! Templates lie in `templates/`, files that are sent as they are in `assets/`; both are inside the program.
//! Templates escape whatever they are given, which is the one place where text becomes HTML.

mod address;
mod assets;
mod error;
mod release;
mod search;
mod snippet;
mod speaker;
mod templates;

use axum::{Router, routing::get};

pub(crate) use self::{
    error::{enter, page as error},
    templates::Templates,
};
use crate::app::App;

/// Every address of the page.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(search::results))
        .route("/releases/{id}", get(release::one))
        .route("/speakers/{name}", get(speaker::one))
        .route("/assets/{*path}", get(assets::file))
}
