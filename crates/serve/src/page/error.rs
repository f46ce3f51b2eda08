//! An error as a page.

use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::Templates;
use crate::{app::App, refusal::Refusal};

#[derive(Serialize)]
struct View<'a> {
    status: u16,
    message: &'a str,
    suggestion: Option<&'a str>,
    /// As typed, to be mended.
    q: &'a str,
}

/// The page for a refusal, with the box to ask otherwise.
pub(crate) fn page(app: &App, q: &str, refusal: &Refusal) -> Response {
    render(app.templates(), "error.html", q, refusal)
}

/// The page that asks for the token.
pub(crate) fn enter(templates: &Templates, refusal: &Refusal) -> Response {
    render(templates, "enter.html", "", refusal)
}

fn render(templates: &Templates, name: &str, q: &str, refusal: &Refusal) -> Response {
    let view = View {
        status: refusal.status.as_u16(),
        message: &refusal.fault.message,
        suggestion: refusal.fault.suggestion.as_deref(),
        q,
    };
    match templates.render(name, &view) {
        Ok(mut response) => {
            *response.status_mut() = refusal.status;
            refusal.complete(&mut response);
            response
        }
        Err(broken) => broken.into_response(),
    }
}
