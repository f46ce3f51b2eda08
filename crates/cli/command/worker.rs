//! The hidden command of worker processes, and the reader that starts them.

use std::io;

use ingest::{
    format::{Map, Reader},
    worker::{self, Pool},
};

use crate::{exit::Exit, output::Screen};

/// Answers on standard output what is asked on standard input.
pub(super) fn run(screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
    worker::serve(&mut io::stdin().lock(), &mut screen.raw())?;
    Ok(Exit::Found)
}

/// Reads documents in worker processes of this program; in this one where it cannot find itself.
pub(super) fn reader(map: Option<&Map>) -> Reader {
    let itself = if cfg!(target_os = "linux") {
        // also when the file has been replaced meanwhile
        Ok("/proc/self/exe".into())
    } else {
        std::env::current_exe()
    };
    itself
        .map_or_else(
            |_| Reader::default(),
            |program| Reader::with_workers(Pool::new(program, ["worker".into()])),
        )
        .with_map(map.cloned())
}
