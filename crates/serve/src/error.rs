//! `Error`: why a server could not start or had to end.

use std::{io, net::SocketAddr, path::PathBuf};

use crate::listen::Address;

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
    /// The name of the address is not known, or not this machine's.
    #[error("could not find the address `{address}`")]
    Resolve {
        /// As typed.
        address: Address,
        /// The cause.
        source: io::Error,
    },
    /// Others than this machine could ask, and nothing stops them. Ask for a token.
    #[error(
        "`{address}` can be reached from other machines; name a file that holds a token with \
         `--token-file`, or listen at 127.0.0.1"
    )]
    Open {
        /// As typed.
        address: Address,
    },
    /// The file of the token is not there. Make one.
    #[error(
        "there is no token file `{}`; make one with `openssl rand -hex 32 > {}`",
        path.display(),
        path.display()
    )]
    NoTokenFile {
        /// The file.
        path: PathBuf,
    },
    /// The file of the token cannot be read.
    #[error("could not read the token file `{}`", path.display())]
    TokenFile {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The token could be guessed, or is none. Make another.
    #[error(
        "the token in `{}` is not one line of random characters with {least_bits} bits or more; \
         make one with `openssl rand -hex 32`",
        path.display()
    )]
    WeakToken {
        /// The file.
        path: PathBuf,
        /// How many bits are asked for.
        least_bits: usize,
    },
    /// The system gave no thread or no timer.
    #[error("could not start")]
    Start(#[source] io::Error),
}
