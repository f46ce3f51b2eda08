//! Connections: how many there may be, how long each may take, and which must go when there are too many.
//!
//! A browser keeps a connection open for what it may ask next, and so does whoever means harm. When all places
//! are taken, the connection that has been silent for longest makes room: one that is being answered is never
//! cut, and whoever asks gets in.

mod patient;
mod places;

use std::{sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

use self::{patient::Patient, places::Places};

/// So many connections at once.
const CONNECTIONS: usize = 256;
/// The longest head of a request, in bytes: the address and all headers.
const HEAD_BYTES: usize = 16 << 10;
/// The head of a request takes no longer, from when the connection is free for one.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// Whoever reads nothing of an answer for so long is given up.
const STALL: Duration = Duration::from_secs(30);
/// What is being answered when the server is told to stop has so long.
const LAST_ANSWERS: Duration = Duration::from_secs(10);
/// When the system has no more connections to give, it is asked again after so long.
const REST: Duration = Duration::from_millis(50);

/// Answers connections until `stopped`; then what is being answered is finished.
pub(crate) async fn accept(
    listener: TcpListener,
    router: Router,
    stopped: impl Future<Output = ()>,
) {
    let places = Arc::new(Places::new(CONNECTIONS));
    let accepting = async {
        loop {
            match listener.accept().await {
                Ok((stream, _)) => start(stream, &router, &places),
                // too many open files, or a client that was gone at once
                Err(_) => tokio::time::sleep(REST).await,
            }
        }
    };
    tokio::select! { () = accepting => {}, () = stopped => {} }
    drop(listener);
    places.close();
    let _ = tokio::time::timeout(LAST_ANSWERS, places.emptied()).await;
}

fn start(stream: TcpStream, router: &Router, places: &Arc<Places>) {
    // all are being answered: one more would only wait, and those who answer are few
    let Some(place) = Places::take(places) else { return };
    // answers are written whole
    let _ = stream.set_nodelay(true);
    let router = router.clone();
    tokio::spawn(async move {
        let answered = Arc::clone(&place);
        let service = service_fn(move |request: Request<Incoming>| {
            let answering = answered.answering();
            let answer = router.clone().oneshot(request.map(Body::new));
            async move { Ok::<_, std::convert::Infallible>(answering.with(answer.await?)) }
        });
        let io = TokioIo::new(Patient::new(stream, STALL));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_TIME)
            .max_header_size(HEAD_BYTES)
            .serve_connection(io, service);
        let mut connection = std::pin::pin!(connection);
        tokio::select! {
            // a client that broke off is no matter of ours
            _ = &mut connection => return,
            () = place.told_to_go() => return,
            () = place.told_to_finish() => connection.as_mut().graceful_shutdown(),
        }
        tokio::select! {
            _ = connection => {}
            () = place.told_to_go() => {}
        }
    });
}
