//! `Error`: why a server could not start or had to end.

use std::{io, net::SocketAddr};

/// Why an archive is not served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The archive cannot be opened.
    #[error(transparent)]
    Archive(#[from] index::Error),
    /// The address is taken, or not this machine's.
    #[error("could not listen at {address}")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// The cause.
        source: io::Error,
    },
    /// The system gave no thread or no timer.
    #[error("could not start")]
    Start(#[source] io::Error),
}
