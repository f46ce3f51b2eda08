//! The program: read the command line, run one command, print the error, choose the exit code.

mod args;
mod command;
mod dashes;
mod eval;
mod examples;
mod exit;
mod machine;
mod meter;
mod mounts;
mod output;
mod progress;
mod room;

use std::{
    io::{self, IsTerminal, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
};

use clap::Parser;

use crate::{args::Cli, exit::Exit, output::Screen};

fn main() -> ExitCode {
    let cli = match Cli::try_parse_from(dashes::guard(std::env::args_os())) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return Exit::of_usage(&error).into();
        }
    };
    // a parser that breaks on a file is reported with the file, not by a trace on the terminal
    std::panic::set_hook(Box::new(|_| {}));
    let stdout = io::stdout();
    let is_terminal = stdout.is_terminal();
    let mut out = io::BufWriter::new(stdout);
    let mut screen = Screen::new(&mut out, cli.common.color, is_terminal);
    let ran = AssertUnwindSafe(|| command::run(&cli, &mut screen));
    let result = catch_unwind(ran).unwrap_or_else(|_| {
        Err(anyhow::anyhow!(
            "something broke on what it read; `dateline verify` tells whether the index is sound"
        ))
    });
    let result = result.and_then(|exit| Ok(out.flush().map(|()| exit)?));
    match result {
        Ok(exit) => exit.into(),
        Err(error) if exit::is_broken_pipe(&error) => Exit::Found.into(),
        Err(error) => {
            let message = output::printable(&told(&error));
            let _ = writeln!(io::stderr(), "dateline: {message}");
            Exit::Failed.into()
        }
    }
}

/// An error and its causes, but those that the words before tell already.
fn told(error: &anyhow::Error) -> String {
    let mut told = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !told.ends_with(&cause) {
            told = format!("{told}: {cause}");
        }
    }
    told
}
