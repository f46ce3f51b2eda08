//! `/speakers/{name}`: one person.

use ask::Portrait;
use axum::{
    extract::{Path, State},
    response::Response,
};

use super::error;
use crate::app::App;

/// One person.
pub(super) async fn one(State(app): State<App>, Path(name): Path<String>) -> Response {
    let portrait = Portrait { limit: 20 };
    let profile = app.ask(move |archive| ask::speaker(archive, &name, portrait));
    let page = profile.await.and_then(|profile| app.templates().render("speaker.html", &profile));
    page.unwrap_or_else(|refusal| error::page(&app, "", &refusal))
}
