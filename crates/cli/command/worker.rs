//! The hidden command of worker processes, and the reader that starts them.

use std::io;

use ingest::{
    format::{Ocr, Reader},
    worker::{self, Pool},
};

use crate::{args::ReadingArgs, exit::Exit, output::Screen};

/// Answers on standard output what is asked on standard input.
pub(super) fn run(screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
    worker::serve(&mut io::stdin().lock(), &mut screen.raw())?;
    Ok(Exit::Found)
}

/// Reads documents in worker processes of this program; in this one where it cannot find itself.
///
/// # Errors
///
/// Returns an error where OCR is asked for and cannot be had.
pub(super) fn reader(args: &ReadingArgs) -> anyhow::Result<Reader> {
    let ocr = args.ocr.then(|| Ocr::find(args.ocr_lang.as_deref())).transpose()?;
    let itself = if cfg!(target_os = "linux") {
        // also when the file has been replaced meanwhile
        Ok("/proc/self/exe".into())
    } else {
        std::env::current_exe()
    };
    let reader = itself.map_or_else(
        |_| Reader::default(),
        |program| Reader::with_workers(Pool::new(program, ["worker".into()])),
    );
    Ok(reader.with_map(args.map.clone()).with_ocr(ocr))
}
