//! `dateline bench`: measures, and makes what is measured.

mod make;

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
        BenchCommand::Make(args) => make::run(args, common, screen),
    }
}
