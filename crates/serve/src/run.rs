//! `serve`: from an address to answers.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use axum::{
    Router,
    extract::{Request, State},
    middleware,
    response::{IntoResponse, Response},
};
use tokio::net::TcpListener;
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, DefaultPredicate, Predicate, predicate::SizeAbove},
};

use crate::{
    Address, Error, api,
    app::{App, Log},
    connection,
    fresh::fresh,
    guard::{Guard, Token, dressed, guard, is_of_api},
    page,
    refusal::Refusal,
};

/// What is served, and where.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The folder of the index.
    pub folder: PathBuf,
    /// Where to listen; port 0 takes a free one.
    pub address: Address,
    /// A file that holds a token, which others than this machine must show.
    pub token_file: Option<PathBuf>,
}

/// A body of fewer bytes is not worth compressing.
const WORTH_COMPRESSING: u64 = 860;

/// Serves an archive until the program is told to stop. `ready` is called with the address once it listens;
/// `log` is told what those who ask are not: why an answer failed.
///
/// # Errors
///
/// [`Error::Archive`]; [`Error::Open`] where others could ask and no token is asked for; what is wrong with the
/// address or the token file; [`Error::Start`].
pub fn serve(
    options: &Options,
    ready: impl FnOnce(SocketAddr),
    log: impl Fn(&str) + Send + Sync + 'static,
) -> Result<(), Error> {
    let address = &options.address;
    let resolve = |source| Error::Resolve { address: address.clone(), source };
    let bound = address.resolve().map_err(resolve)?;
    let token = options.token_file.as_deref().map(Token::read).transpose()?;
    if !bound.ip().is_loopback() && token.is_none() {
        return Err(Error::Open { address: address.clone() });
    }
    let app = App::open(&options.folder, token.is_some(), Log::new(log))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(Error::Start)?;
    let served = runtime.block_on(async {
        let bind = |source| Error::Bind { address: bound, source };
        let listener = TcpListener::bind(bound).await.map_err(bind)?;
        let bound = listener.local_addr().map_err(bind)?;
        let guard = Guard::new(address, bound, token, Arc::clone(app.templates()));
        let stop = told_to_stop()?;
        ready(bound);
        tokio::spawn(app.clone().renew());
        connection::accept(listener, router(app, guard), stop).await;
        Ok::<(), Error>(())
    });
    // an export that nobody reads any more ends by itself
    runtime.shutdown_background();
    served
}

fn router(app: App, rules: Guard) -> Router {
    let worth = DefaultPredicate::new().and(SizeAbove::new(WORTH_COMPRESSING));
    let compressed =
        CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(worth);
    // what stands last is passed first
    Router::new()
        .merge(api::routes())
        .merge(page::routes())
        .fallback(nowhere)
        .method_not_allowed_fallback(async || Refusal::no_method())
        .layer(middleware::from_fn_with_state(app.clone(), fresh))
        .layer(CatchPanicLayer::custom(|_| Refusal::broken().into_response()))
        .layer(compressed)
        .layer(middleware::from_fn_with_state(rules, guard))
        .layer(middleware::from_fn(dressed))
        .with_state(app)
}

async fn nowhere(State(app): State<App>, request: Request) -> Response {
    let refusal = Refusal::nowhere();
    if is_of_api(request.uri().path()) {
        return refusal.into_response();
    }
    page::astray(app.templates(), &refusal)
}

/// Ends when the program is interrupted or asked to end.
fn told_to_stop() -> Result<impl Future<Output = ()>, Error> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut interrupted = signal(SignalKind::interrupt()).map_err(Error::Start)?;
        let mut ended = signal(SignalKind::terminate()).map_err(Error::Start)?;
        Ok(async move {
            tokio::select! { _ = interrupted.recv() => {}, _ = ended.recv() => {} }
        })
    }
    #[cfg(not(unix))]
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}
