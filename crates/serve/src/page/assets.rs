//! Files that are sent as they are.

use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use rust_embed::Embed;

use crate::refusal::Refusal;

/// What is inside the program: no name reaches the file system.
#[derive(Embed)]
#[folder = "assets"]
pub(super) struct Assets;

/// A file of `assets/`.
pub(super) async fn file(Path(path): Path<String>) -> Result<Response, Refusal> {
    let file = Assets::get(&path).ok_or_else(Refusal::nowhere)?;
    let kind = file.metadata.mimetype().to_owned();
    Ok(([(header::CONTENT_TYPE, kind)], file.data).into_response())
}
