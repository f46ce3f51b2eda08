//! `/api/status`: what the archive holds. `/health`: whether it answers.

use ask::{Holdings, Queues, Window};
use axum::extract::{RawQuery, State};
use index::Queue;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Answer, json, params};
use crate::{app::App, params::Params, refusal::Refusal};

/// What the archive holds, in figures, with the lists that are asked for.
pub(super) async fn figures(State(app): State<App>, query: RawQuery) -> Answer {
    let mut params = params(query);
    let (queues, window) = asked(&mut params)?;
    params.finish()?;
    let wanted: Vec<Queue> = queues.wanted().collect();
    let status = app.status().await?;
    if wanted.is_empty() {
        return Ok(json(&Holdings::new(status, [])));
    }
    let listed = app.ask(move |archive| {
        let listed = wanted.into_iter().map(|queue| {
            Ok((queue, ask::listed(archive, queue, window.offset, Some(window.limit))?))
        });
        listed.collect::<Result<Vec<_>, ask::Error>>()
    });
    Ok(json(&Holdings::new(status, listed.await?)))
}

/// Which lists, and which part of each.
pub(super) fn asked(params: &mut Params) -> Result<(Queues, Window), Refusal> {
    Ok((params.queues()?, params.window()?))
}

/// That the server answers.
#[derive(Serialize, ToSchema)]
pub(crate) struct Health {
    /// `ok`.
    status: &'static str,
    /// How many commits there were to the index that is asked.
    generation: u64,
}

/// Whether it answers.
pub(super) async fn health(State(app): State<App>, query: RawQuery) -> Answer {
    params(query).finish()?;
    let generation = app.generation();
    Ok(json(&Health { status: "ok", generation }))
}
