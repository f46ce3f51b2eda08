//! Files that are sent as they are.

use axum::{
    extract::{Path, RawQuery},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::{Embed, EmbeddedFile};

use crate::{fresh::has, hex::hex, refusal::Refusal};

/// What is inside the program: no name reaches the file system.
#[derive(Embed)]
#[folder = "assets"]
pub(super) struct Assets;

/// A file of `assets/`. Under its [address] with its version a browser keeps it for good.
///
/// [address]: address
pub(super) async fn file(
    Path(path): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let file = Assets::get(&path).ok_or_else(Refusal::nowhere)?;
    let version = version(&file);
    let is_named = query.is_some_and(|query| query == format!("v={version}"));
    let kept = if is_named { "public, max-age=31536000, immutable" } else { "public, no-cache" };
    let tag = HeaderValue::from_str(&format!("\"{version}\"")).map_err(|_| Refusal::broken())?;
    let kept =
        [(header::CACHE_CONTROL, HeaderValue::from_static(kept)), (header::ETAG, tag.clone())];
    if has(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let kind = file.metadata.mimetype().to_owned();
    Ok((kept, [(header::CONTENT_TYPE, kind)], file.data).into_response())
}

/// Where a file of `assets/` is, with its version; templates call it `asset`.
pub(super) fn address(path: &str) -> String {
    match Assets::get(path) {
        Some(file) => format!("/assets/{path}?v={}", version(&file)),
        None => format!("/assets/{path}"),
    }
}

/// The first digits of the hash of what it holds.
fn version(file: &EmbeddedFile) -> String {
    hex(&file.metadata.sha256_hash()[..8])
}
