//! `dateline serve`: the archive over HTTP.

use std::{io, net::SocketAddr};

use serve::Options;

use crate::{
    args::{Common, ServeArgs},
    exit::Exit,
    output::Screen,
};

pub(crate) fn run(
    args: &ServeArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let options = Options { folder: super::index_folder(common)?, address: args.addr };
    let mut told = Ok(());
    serve::serve(&options, |address| told = tell(screen, address))?;
    told?;
    Ok(Exit::Found)
}

/// Prints the address, which scripts wait for.
fn tell(screen: &mut Screen<'_>, address: SocketAddr) -> io::Result<()> {
    screen.line(&format!("http://{address}/"))?;
    screen.raw().flush()
}
