//! What every request passes before it is answered, and what every answer says to a browser.
//!
//! Pages of other sites must not read the archive through the browser of somebody who may. So a request is
//! refused unless its `Host` is a name under which this server is meant to be found ([`host`]: a foreign name
//! may be made to point here), and unless it comes from the page itself, from no page, or from a link that was
//! followed ([`origin`]). Where others than this machine can ask, a token is asked for ([`token`]). Answers tell
//! the browser to run and to frame nothing but what comes from here ([`answer`]).

mod answer;
mod host;
mod origin;
pub(crate) mod token;

use std::{net::SocketAddr, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

pub(crate) use self::{answer::dressed, token::Token};
use self::{host::Hosts, token::Pass};
use crate::{
    listen::Address,
    page::{self, Templates},
    refusal::Refusal,
};

/// The longest address, in bytes: the longest query, each byte of it written as three.
const MAX_TARGET: usize = 14 << 10;

/// Who may ask what.
#[derive(Clone, Debug)]
pub(crate) struct Guard(Arc<Rules>);

#[derive(Debug)]
struct Rules {
    hosts: Hosts,
    token: Option<Token>,
    templates: Arc<Templates>,
}

impl Guard {
    /// For a server that was to listen at one address and listens at another, for the port may be any.
    pub(crate) fn new(
        asked: &Address,
        bound: SocketAddr,
        token: Option<Token>,
        templates: Arc<Templates>,
    ) -> Self {
        let hosts = Hosts::new(asked, bound, token.is_some());
        Self(Arc::new(Rules { hosts, token, templates }))
    }

    /// What is wrong with a request, whoever sent it.
    fn check(&self, request: &Request) -> Result<(), Refusal> {
        let headers = request.headers();
        self.0.hosts.check(request.uri(), headers)?;
        origin::check(&self.0.hosts, request)?;
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return Err(Refusal::no_method());
        }
        if request.uri().to_string().len() > MAX_TARGET {
            return Err(Refusal::new(StatusCode::URI_TOO_LONG, "the address is too long"));
        }
        if has_body(headers) {
            let message = "a question has no body; it is asked in the address";
            return Err(Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, message));
        }
        Ok(())
    }
}

/// Lets pass who may ask.
pub(crate) async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    if let Err(refusal) = guard.check(&request) {
        return refusal.into_response();
    }
    let Some(token) = &guard.0.token else { return next.run(request).await };
    match token.pass(&request) {
        Pass::Free => next.run(request).await,
        Pass::Enter(response) => response,
        Pass::Stopped => stopped(&guard.0.templates, &request),
    }
}

/// Asks for the token: people by a form, programs by an error.
fn stopped(templates: &Templates, request: &Request) -> Response {
    let refusal = Refusal::no_token();
    if is_of_api(request.uri().path()) {
        return refusal.into_response();
    }
    page::enter(templates, &refusal)
}

/// Whether an address is asked by programs, not looked at.
pub(crate) fn is_of_api(path: &str) -> bool {
    path.starts_with("/api/") || path == "/openapi.json" || path == "/health"
}

fn has_body(headers: &HeaderMap) -> bool {
    let length = headers.get(header::CONTENT_LENGTH);
    length.is_some_and(|length| length.as_bytes() != b"0")
        || headers.contains_key(header::TRANSFER_ENCODING)
}
