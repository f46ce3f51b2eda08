//! `/releases/{id}`: one release to read.

use ask::Showing;
use axum::{
    extract::{Path, State},
    response::Response,
};

use super::error;
use crate::app::App;

/// One release.
pub(super) async fn one(State(app): State<App>, Path(id): Path<String>) -> Response {
    let showing = Showing { evidence: true, similar: true };
    let shown = app.ask(move |archive| {
        let shown = ask::show(archive, &id, showing)?;
        Ok(shown.document(showing.evidence))
    });
    let page = shown.await.and_then(|release| app.templates().render("release.html", &release));
    page.unwrap_or_else(|refusal| error::page(&app, "", &refusal))
}
