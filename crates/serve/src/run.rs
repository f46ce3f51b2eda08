//! `serve`: from an address to answers.

use std::{net::SocketAddr, path::PathBuf};

use axum::Router;
use tokio::net::TcpListener;

use crate::{Error, api, app::App, page, refusal::Refusal};

/// What is served, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the index.
    pub folder: PathBuf,
    /// Where to listen; port 0 takes a free one.
    pub address: SocketAddr,
}

/// Serves an archive until the program is told to stop. `ready` is called with the address once it listens.
///
/// # Errors
///
/// [`Error::Archive`], [`Error::Bind`], [`Error::Start`].
pub fn serve(options: &Options, ready: impl FnOnce(SocketAddr)) -> Result<(), Error> {
    let app = App::open(&options.folder)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(Error::Start)?.block_on(async {
        let bind = |source| Error::Bind { address: options.address, source };
        let listener = TcpListener::bind(options.address).await.map_err(bind)?;
        ready(listener.local_addr().map_err(bind)?);
        tokio::spawn(app.clone().renew());
        let stopped = axum::serve(listener, router(app)).with_graceful_shutdown(told_to_stop());
        stopped.await.map_err(Error::Start)
    })
}

fn router(app: App) -> Router {
    Router::new()
        .merge(api::routes())
        .merge(page::routes())
        .fallback(async || Refusal::nowhere())
        .method_not_allowed_fallback(async || Refusal::no_method())
        .with_state(app)
}

/// Ends when the program is interrupted or asked to end.
async fn told_to_stop() {
    // without a handler the signal ends the program at once
    let interrupted = async { drop(tokio::signal::ctrl_c().await) };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let ended = async {
            match signal(SignalKind::terminate()) {
                Ok(mut ended) => drop(ended.recv().await),
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! { () = interrupted => {}, () = ended => {} }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
