//! One command each; this file only finds the index and dispatches.

pub(crate) mod batch;
pub(crate) mod bench;
mod completions;
mod eval;
mod export;
mod facets;
mod index;
mod inspect;
mod lines;
mod mcp;
mod reused;
mod search;
mod serve;
mod show;
mod speaker;
mod spent;
mod status;
mod verify;
pub(crate) mod watch;
mod who;
mod work_queue;
mod worker;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::Context;

use crate::{
    args::{Cli, Command, Common},
    exit::Exit,
    output::{Screen, printable},
};

/// The folder that holds an index when none is named.
const INDEX_FOLDER: &str = ".dateline";

/// Runs the command of `cli`.
pub(crate) fn run(cli: &Cli, screen: &mut Screen<'_>) -> anyhow::Result<Exit> {
    let common = &cli.common;
    // a bench starts threads of its own, as many as each run is to have
    if !matches!(cli.command, Command::Bench(_)) {
        set_threads(common)?;
    }
    match &cli.command {
        Command::Index(args) => index::run(args, common, screen),
        Command::Search(args) => search::releases(args, common, screen),
        Command::Quotes(args) => search::quotes(args, common, screen),
        Command::Facets(args) => facets::run(args, common, screen),
        Command::Who(args) => who::run(args, common, screen),
        Command::Speaker(args) => speaker::run(args, common, screen),
        Command::Export(args) => export::run(args, common, screen),
        Command::Watch(args) => watch::run(args, common, screen),
        Command::Show(args) => show::run(args, common, screen),
        Command::Inspect(args) => inspect::run(args, common, screen),
        Command::Status(args) => status::run(args, common, screen),
        Command::Mcp => mcp::run(common),
        Command::Serve(args) => serve::run(args, common, screen),
        Command::Verify(args) => verify::run(args, common, screen),
        Command::Eval(args) => eval::run(args, common, screen),
        Command::Bench(command) => bench::run(command, common, screen),
        Command::Completions { shell } => completions::script(*shell, screen),
        Command::Man => completions::manual(screen),
        Command::Worker => worker::run(screen),
    }
}

fn set_threads(common: &Common) -> anyhow::Result<()> {
    let Some(threads) = common.threads else { return Ok(()) };
    rayon::ThreadPoolBuilder::new()
        .num_threads(usize::from(threads))
        .build_global()
        .context("could not start the threads asked for with `--threads`")
}

/// The folder of the index to read: the one named, else the nearest `.dateline`.
fn index_folder(common: &Common) -> anyhow::Result<PathBuf> {
    if let Some(folder) = &common.index {
        return Ok(folder.clone());
    }
    nearest_index()?.context(
        "no index here or in any parent folder; make one with `dateline index PATH`, \
         or name one with `--index DIR`",
    )
}

/// The folder of the index to write: the one to read, else `.dateline` here.
fn index_folder_to_write(common: &Common) -> anyhow::Result<PathBuf> {
    match &common.index {
        Some(folder) => Ok(folder.clone()),
        None => Ok(nearest_index()?.unwrap_or_else(|| PathBuf::from(INDEX_FOLDER))),
    }
}

fn nearest_index() -> anyhow::Result<Option<PathBuf>> {
    let here = std::env::current_dir().context("could not tell the current folder")?;
    let folder =
        here.ancestors().map(|folder| folder.join(INDEX_FOLDER)).find(|folder| folder.is_dir());
    // the short spelling reads better in messages
    Ok(folder.map(|folder| folder.strip_prefix(&here).map(Path::to_path_buf).unwrap_or(folder)))
}

/// Notes on how a question was read, where results alone go to standard output.
fn tell_notes(notes: &[String], common: &Common) -> io::Result<()> {
    for note in notes.iter().filter(|_| !common.quiet) {
        writeln!(io::stderr(), "dateline: {}", printable(note))?;
    }
    Ok(())
}

/// A path on the command line that is not there.
fn missing_path(path: &Path, error: &io::Error) -> anyhow::Error {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        _ => error.to_string(),
    };
    anyhow::anyhow!("could not read `{}`: {reason}", path.display())
}
