//! Handlers: from the address of a page to the page.

use ask::{Error, ExportFormat, Fault};
use axum::{
    Json, Router,
    extract::{Path, RawQuery, State},
    response::{IntoResponse, Response},
    routing::get,
};
use index::Archive;

use super::{
    Page,
    address::Address,
    asked::Asked,
    assets, batch, compare, help, person,
    problem::{astray, refused},
    proved, reading,
    results::{self, quotes, releases, reused},
    status, values, work,
};
use crate::{
    api::download,
    app::App,
    params::{Params, facet},
    refusal::Refusal,
};

/// Every address of the page.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(async |app, query| found(app, query, "/", releases).await))
        .route("/quotes", get(async |app, query| found(app, query, "/quotes", quotes).await))
        .route("/who", get(async |app, query| found(app, query, "/who", results::who).await))
        .route("/reused", get(async |app, query| found(app, query, "/reused", reused).await))
        .route("/releases/{id}", get(release))
        .route("/releases/{id}/export", get(export))
        .route("/speakers/{name}", get(speaker))
        .route("/facets/{field}", get(facet_values))
        .route("/compare", get(comparison))
        .route("/list", get(async |app, query| found(app, query, "/list", batch::page).await))
        .route("/list/ids", get(ids))
        .route("/picked", get(picked))
        .route("/prove", get(async |app, query| found(app, query, "/prove", proved::page).await))
        .route("/status", get(holdings))
        .route("/status/{list}", get(work_of))
        .route("/help", get(how_to_ask))
        .route("/assets/{*path}", get(assets::file))
}

type Results = fn(&Archive, &Asked) -> Result<Page, Error>;

/// A page of results.
async fn found(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    path: &'static str,
    results: Results,
) -> Response {
    let mut params = Params::of_form(query.as_deref());
    let read = |params: &mut Params| {
        let asked = Asked::take(params)?;
        std::mem::take(params).finish()?;
        Ok::<_, Fault>(asked)
    };
    let address = Address::of(path, params.pairs());
    let page = match read(&mut params) {
        Ok(asked) => render(&app, move |archive| results(archive, &asked)).await,
        Err(fault) => Err(fault.into()),
    };
    page.unwrap_or_else(|refusal| refused(app.templates(), &refusal, address))
}

async fn release(
    State(app): State<App>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let mut params = Params::of_form(query.as_deref());
    let q = params.one("q").ok().flatten().unwrap_or_default();
    let page = render(&app, move |archive| reading::page(archive, &id, &q)).await;
    page.unwrap_or_else(|refusal| astray(app.templates(), &refusal))
}

async fn export(
    State(app): State<App>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let mut params = Params::read(query.as_deref());
    let format: ExportFormat = match params.choice("format") {
        Ok(format) => format.unwrap_or(ExportFormat::Csv),
        Err(fault) => return Refusal::from(fault).into_response(),
    };
    let written = app.ask(move |archive| reading::export(archive, &id, format)).await;
    match written {
        Ok((name, bytes)) => download(&name, format, bytes.into()),
        Err(refusal) => astray(app.templates(), &refusal),
    }
}

async fn speaker(State(app): State<App>, Path(name): Path<String>) -> Response {
    let page = render(&app, move |archive| person::page(archive, &name)).await;
    page.unwrap_or_else(|refusal| astray(app.templates(), &refusal))
}

async fn facet_values(
    State(app): State<App>,
    Path(field): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let mut params = Params::of_form(query.as_deref());
    let read = |params: &mut Params| {
        let field = facet(&field)?;
        let counting = params.counting()?;
        Ok::<_, Fault>((field, counting, Asked::take(params)?))
    };
    let page = match read(&mut params) {
        Ok((field, counting, asked)) => {
            render(&app, move |archive| values::page(archive, field, &asked, &counting)).await
        }
        Err(fault) => Err(fault.into()),
    };
    page.unwrap_or_else(|refusal| astray(app.templates(), &refusal))
}

async fn comparison(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    let queries = Params::of_form(query.as_deref()).all("q");
    let page = render(&app, move |archive| compare::page(archive, &queries)).await;
    page.unwrap_or_else(|refusal| astray(app.templates(), &refusal))
}

/// Which releases the lines of a list find, for its page.
async fn ids(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    let mut params = Params::of_form(query.as_deref());
    let asked = Asked::take(&mut params).and_then(|asked| params.finish().map(|()| asked));
    let ids = match asked {
        Ok(asked) => app.ask(move |archive| batch::ids(archive, &asked)).await,
        Err(fault) => Err(fault.into()),
    };
    ids.map_or_else(IntoResponse::into_response, |ids| Json(ids).into_response())
}

async fn picked(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    let ids = Params::of_form(query.as_deref()).all("id");
    let page = render(&app, move |archive| batch::picked(archive, &ids)).await;
    page.unwrap_or_else(|refusal| astray(app.templates(), &refusal))
}

async fn holdings(State(app): State<App>) -> Response {
    let page = match app.status().await {
        Ok(held) => render(&app, move |archive| status::page(archive, &held)).await,
        Err(refusal) => Err(refusal),
    };
    page.unwrap_or_else(|refusal| astray(app.templates(), &refusal))
}

async fn work_of(
    State(app): State<App>,
    Path(list): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let Some(queue) = work::named(&list) else {
        return astray(app.templates(), &Refusal::nowhere());
    };
    let mut params = Params::of_form(query.as_deref());
    let page = match params.window_of(work::ROWS) {
        Ok(window) => render(&app, move |archive| work::page(archive, queue, window)).await,
        Err(fault) => Err(fault.into()),
    };
    page.unwrap_or_else(|refusal| astray(app.templates(), &refusal))
}

async fn how_to_ask(State(app): State<App>) -> Response {
    app.templates().render(&help::page()).unwrap_or_else(IntoResponse::into_response)
}

/// Asks the archive and renders the answer, on the thread that asks.
async fn render(
    app: &App,
    page: impl FnOnce(&Archive) -> Result<Page, Error> + Send + 'static,
) -> Result<Response, Refusal> {
    let here = app.clone();
    app.ask(move |archive| Ok(here.templates().render(&page(archive)?))).await?
}
