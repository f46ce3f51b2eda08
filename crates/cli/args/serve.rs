//! What `serve` takes.

use std::net::SocketAddr;

use clap::Args;

/// What `serve` takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct ServeArgs {
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7700")]
    pub(crate) addr: SocketAddr,
}
