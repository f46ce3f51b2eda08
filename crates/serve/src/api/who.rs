//! `/api/who`: who said it.

use axum::extract::{RawQuery, State};

use super::{Answer, json, params};
use crate::app::App;

/// Speakers with their number of quotes, first and last date.
pub(super) async fn speakers(State(app): State<App>, query: RawQuery) -> Answer {
    let mut params = params(query);
    let (text, narrowing) = params.question()?;
    let window = params.window()?;
    params.finish()?;
    let mut request = narrowing.request(&text)?;
    window.apply(&mut request);
    Ok(json(&app.ask(move |archive| Ok(archive.who(&request)?)).await?))
}
