//! What `serve` takes.

use std::path::PathBuf;

use clap::Args;
use serve::Address;

/// What `serve` takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct ServeArgs {
    /// Where to listen, a host and a port; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value_t = Address::default())]
    pub(crate) addr: Address,
    /// A file that holds a token: who does not send it is not answered. Wanted where other machines can ask
    ///
    /// Programs send it as `Authorization: Bearer TOKEN`; people open a link that ends in `?token=TOKEN`, or type
    /// it in. `openssl rand -hex 32 > FILE` makes one.
    #[arg(long, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,
}
