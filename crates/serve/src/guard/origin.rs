//! Where a request comes from, as the browser tells it.

use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode},
};

use super::{host::Hosts, is_of_api};
use crate::refusal::Refusal;

/// Refuses what a page of another site asks for. A link that was followed to a page of ours is no such request:
/// the other site does not see what it gives.
pub(super) fn check(hosts: &Hosts, request: &Request) -> Result<(), Refusal> {
    let headers = request.headers();
    let has_foreign_origin = headers
        .get_all("origin")
        .iter()
        .any(|origin| !origin.to_str().is_ok_and(|o| is_own(hosts, o)));
    let site = header(headers, "sec-fetch-site");
    let is_foreign_site = !matches!(site, None | Some("same-origin" | "none"));
    let is_followed = header(headers, "sec-fetch-mode") == Some("navigate")
        && header(headers, "sec-fetch-dest") == Some("document")
        && !is_of_api(request.uri().path());
    if has_foreign_origin || is_foreign_site && !is_followed {
        let message = "pages of other sites may not ask here";
        return Err(Refusal::new(StatusCode::FORBIDDEN, message));
    }
    Ok(())
}

/// Whether an origin is a page of this server.
fn is_own(hosts: &Hosts, origin: &str) -> bool {
    origin.strip_prefix("http://").is_some_and(|host| hosts.allow(host))
}

/// A header that may be there once; what is no text is nothing a browser sends.
fn header<'r>(headers: &'r HeaderMap, name: &str) -> Option<&'r str> {
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}
