//! Whether an answer is still what it was: the tag of the generation, and those who have it already.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::app::App;

/// Tags answers with the generation they are of, and spares those who have the answer already. What was asked
/// when a generation came may be newer than its tag says; it is asked for once more then.
pub(crate) async fn fresh(State(app): State<App>, request: Request, next: Next) -> Response {
    // files of the page tag themselves
    if request.uri().path().starts_with("/assets/") {
        return next.run(request).await;
    }
    let tag = app.tag(request.uri());
    if has(request.headers(), &tag) {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        response.headers_mut().insert(header::ETAG, tag);
        return response;
    }
    let mut response = next.run(request).await;
    if response.status().is_success() {
        response.headers_mut().insert(header::ETAG, tag);
    } else {
        // another try may do better
        let never = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, never);
    }
    response
}

/// Whether one of the tags of a request is this one.
pub(crate) fn has(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let Ok(tag) = tag.to_str() else { return false };
    let strong = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let given = headers.get_all(header::IF_NONE_MATCH).iter();
    let mut given = given.filter_map(|value| value.to_str().ok()).flat_map(|tags| tags.split(','));
    given.any(|given| strong(given) == strong(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_found_among_others_whether_weak_or_not() {
        let tag = HeaderValue::from_static("W/\"7-a\"");
        let has = |given: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static(given));
            has(&headers, &tag)
        };
        assert!(has("W/\"7-a\"") && has("\"x\", \"7-a\""));
        assert!(!has("\"7-b\"") && !has("*") && !has(""));
    }
}
