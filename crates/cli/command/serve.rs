//! `dateline serve`: the archive over HTTP.

use std::{
    io::{self, Write as _},
    net::SocketAddr,
};

use serve::Options;

use crate::{
    args::{Common, ServeArgs},
    exit::Exit,
    output::{Screen, printable},
};

pub(crate) fn run(
    args: &ServeArgs,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    let options = Options {
        folder: super::index_folder(common)?,
        address: args.addr.clone(),
        token_file: args.token_file.clone(),
    };
    let is_quiet = common.quiet;
    let log = move |what: &str| {
        if !is_quiet {
            // nobody to tell is no reason to stop
            let _ = writeln!(io::stderr(), "dateline: {}", printable(what));
        }
    };
    let mut told = Ok(());
    serve::serve(&options, |address| told = tell(screen, address), log)?;
    told?;
    Ok(Exit::Found)
}

/// Prints the address, which scripts wait for.
fn tell(screen: &mut Screen<'_>, address: SocketAddr) -> io::Result<()> {
    screen.line(&format!("http://{address}/"))?;
    screen.raw().flush()
}
