//! `Token`: what others than this machine show before they are answered.
//!
//! A program sends it as `Authorization: Bearer TOKEN`. A person opens a link that ends in `?token=TOKEN` or
//! types it into a form, and gets a cookie that is derived from it: whoever sees the cookie does not know the
//! token. The cookie is out of reach of scripts and is sent by no page of another site.

use std::{fs, io, path::Path};

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use constant_time_eq::constant_time_eq;
use sha2::{Digest, Sha256};

use crate::{Error, hex::hex};

/// The least that is safe against guessing.
const LEAST_BITS: usize = 128;
/// No token is longer, in bytes.
const LONGEST: usize = 1024;
/// The name of the cookie.
const COOKIE: &str = "dateline";
/// Seconds for which a browser keeps it: thirty days.
const KEPT_FOR: u64 = 30 * 24 * 60 * 60;
/// The parameter of a link that brings the token.
const PARAMETER: &str = "token";

/// A secret, kept as what it is compared by.
#[derive(Clone)]
pub(crate) struct Token {
    bearer: [u8; 32],
    /// As hexadecimal digits.
    cookie: String,
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Token").finish_non_exhaustive()
    }
}

/// What becomes of a request.
pub(super) enum Pass {
    /// It is answered.
    Free,
    /// It brought the token: the browser gets the cookie and asks again without.
    Enter(Response),
    /// It is not answered.
    Stopped,
}

impl Token {
    /// Reads the token of a file: its one line.
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        let text = match fs::read_to_string(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(Error::NoTokenFile { path: path.to_owned() });
            }
            read => read.map_err(|source| Error::TokenFile { path: path.to_owned(), source })?,
        };
        let weak = || Error::WeakToken { path: path.to_owned(), least_bits: LEAST_BITS };
        Self::new(text.trim()).ok_or_else(weak)
    }

    /// `None` for what could be guessed, or could not be sent in a header.
    fn new(text: &str) -> Option<Self> {
        let is_sendable = text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_graphic());
        (is_sendable && bits(text) >= LEAST_BITS).then(|| Self {
            bearer: Sha256::digest(text).into(),
            cookie: hex(&Sha256::digest(format!("dateline cookie {text}"))),
        })
    }

    fn is(&self, text: &str) -> bool {
        constant_time_eq(&self.bearer, &Sha256::digest(text))
    }

    /// What becomes of a request. Whether the server lives, and how the form looks, is no secret.
    pub(super) fn pass(&self, request: &Request) -> Pass {
        let (uri, headers) = (request.uri(), request.headers());
        if uri.path() == "/health" || uri.path().starts_with("/assets/") {
            return Pass::Free;
        }
        if bearer(headers).is_some_and(|text| self.is(text)) || self.is_in_cookie(headers) {
            // a link that was followed again
            return match without_token(uri.query().unwrap_or_default()) {
                (Some(_), rest) => Pass::Enter(self.enter(uri.path(), &rest)),
                (None, _) => Pass::Free,
            };
        }
        match without_token(uri.query().unwrap_or_default()) {
            (Some(text), rest) if self.is(&text) => Pass::Enter(self.enter(uri.path(), &rest)),
            _ => Pass::Stopped,
        }
    }

    fn is_in_cookie(&self, headers: &HeaderMap) -> bool {
        let texts = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut cookies = texts.flat_map(|text| text.split(';')).filter_map(|cookie| {
            let (name, value) = cookie.trim().split_once('=')?;
            (name == COOKIE).then_some(value)
        });
        cookies.any(|value| constant_time_eq(value.as_bytes(), self.cookie.as_bytes()))
    }

    /// Sends the browser to the same address without the token, with the cookie.
    fn enter(&self, path: &str, query: &str) -> Response {
        // two slashes would lead to another host
        let path = format!("/{}", path.trim_start_matches(['/', '\\']));
        let target = if query.is_empty() { path } else { format!("{path}?{query}") };
        let cookie =
            format!("{COOKIE}={}; Path=/; Max-Age={KEPT_FOR}; HttpOnly; SameSite=Lax", self.cookie);
        let mut response = StatusCode::SEE_OTHER.into_response();
        for (name, value) in [(header::LOCATION, target), (header::SET_COOKIE, cookie)] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(name, value);
            }
        }
        let never = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, never);
        response
    }
}

/// The token that a program sends.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The token in a query, and the query without it.
fn without_token(query: &str) -> (Option<String>, String) {
    let mut token = None;
    let mut rest = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if name == PARAMETER {
            token = Some(value.into_owned());
        } else {
            rest.append_pair(&name, &value);
        }
    }
    (token, rest.finish())
}

/// The most that so many characters of their alphabet can hold.
fn bits(text: &str) -> usize {
    let mut different: Vec<u8> = text.bytes().collect();
    different.sort_unstable();
    different.dedup();
    // what repeats a few characters was not drawn
    if different.len() < 8 {
        return 0;
    }
    let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    text.len() * if is_hex { 4 } else { 6 }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    const TEXT: &str = "9f86d081884c7d659a2feaa0c55ad015";

    fn pass(address: &str, header: Option<(&str, &str)>) -> &'static str {
        let mut request = Request::builder().uri(address);
        if let Some((name, value)) = header {
            request = request.header(name, value);
        }
        match Token::new(TEXT).unwrap().pass(&request.body(Body::empty()).unwrap()) {
            Pass::Free => "free",
            Pass::Enter(_) => "enter",
            Pass::Stopped => "stopped",
        }
    }

    #[test]
    fn a_token_that_could_be_guessed_is_none() {
        assert!(Token::new(TEXT).is_some());
        assert!(Token::new("mCq8-Ue5Yx0_Zt3Lk9WvQa").is_some());
        for weak in ["", "secret", &TEXT[1..], &"ab".repeat(40), &format!("{TEXT} {TEXT}"), "é"] {
            assert!(Token::new(weak).is_none(), "{weak}");
        }
    }

    #[test]
    fn a_program_sends_it_and_a_browser_its_cookie() {
        let cookie = format!("a=b; dateline={}", Token::new(TEXT).unwrap().cookie);
        let bearer = format!("Bearer {TEXT}");
        assert_eq!(pass("/api/search", Some(("authorization", &bearer))), "free");
        assert_eq!(pass("/", Some(("cookie", &cookie))), "free");
        assert_eq!(pass("/", Some(("cookie", &format!("dateline={TEXT}")))), "stopped");
        assert_eq!(pass("/", Some(("authorization", &format!("Basic {TEXT}")))), "stopped");
        assert_eq!(pass("/?q=a", None), "stopped");
        assert_eq!(pass("/health", None), "free");
    }

    #[test]
    fn a_link_with_the_token_is_followed_by_one_without() {
        assert_eq!(pass(&format!("/?q=a&token={TEXT}"), None), "enter");
        assert_eq!(pass("/?q=a&token=9f86", None), "stopped");
        let response = Token::new(TEXT).unwrap().enter("//example.org/", "q=a");
        assert_eq!(response.headers()["location"], "/example.org/?q=a");
    }
}
