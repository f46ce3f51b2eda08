//! `dateline bench`: measures, and makes what is measured.

mod corpus;
mod index;
mod latency;
mod make;
mod mix;
mod query;
mod spread;
mod steps;
mod versions;

use std::path::Path;

use anyhow::Context;
use tempfile::TempDir;

pub(crate) use self::{
    index::{Baseline, Measured, Runs},
    latency::Latency,
    query::{Asked, OfClass},
    spread::Spread,
    versions::Versions,
};
use crate::{
    args::{BenchCommand, Common},
    exit::Exit,
    output::Screen,
};

/// Runs the command that was asked for.
pub(crate) fn run(
    command: &BenchCommand,
    common: &Common,
    screen: &mut Screen<'_>,
) -> anyhow::Result<Exit> {
    match command {
        BenchCommand::Index(args) => index::run(args, common, screen),
        BenchCommand::Query(args) => query::run(args, common, screen),
        BenchCommand::Make(args) => make::run(args, common, screen),
    }
}

/// A folder in `scratch` that goes when it is dropped.
fn scratch_folder(scratch: &Path) -> anyhow::Result<TempDir> {
    let make = || tempfile::Builder::new().prefix("dateline-bench-").tempdir_in(scratch);
    make().with_context(|| format!("could not make a folder in `{}`", scratch.display()))
}
