//! `dateline mcp`: the archive for other programs over standard input and output.

use crate::{args::Common, exit::Exit};

pub(crate) fn run(common: &Common) -> anyhow::Result<Exit> {
    mcp::run(&super::index_folder(common)?)?;
    Ok(Exit::Found)
}
