//! The archive over HTTP: the same answers as on the command line, to those who may ask.

mod api;
mod guard;
mod life;
mod server;

use std::sync::{Arc, Mutex, PoisonError, Weak};

use self::server::Server;
use crate::archive::Archive;

/// The invented releases, served; shared by the tests that only ask, and ended with the last of them.
fn sample() -> Arc<Server> {
    static SAMPLE: Mutex<Weak<Server>> = Mutex::new(Weak::new());
    let mut sample = SAMPLE.lock().unwrap_or_else(PoisonError::into_inner);
    sample.upgrade().unwrap_or_else(|| {
        let server = Arc::new(Server::start(Archive::sample()));
        *sample = Arc::downgrade(&server);
        server
    })
}
