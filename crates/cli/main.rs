//! The program: read the command line, run one command, print the error, choose the exit code.

mod args;
mod command;
mod dashes;
mod eval;
mod examples;
mod exit;
mod machine;
mod meter;
mod output;
mod progress;

use std::{
    io::{self, IsTerminal, Write},
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
    let result = command::run(&cli, &mut screen);
    let result = result.and_then(|exit| Ok(out.flush().map(|()| exit)?));
    match result {
        Ok(exit) => exit.into(),
        Err(error) if exit::is_broken_pipe(&error) => Exit::Found.into(),
        Err(error) => {
            let message = output::printable(&format!("{error:#}"));
            let _ = writeln!(io::stderr(), "dateline: {message}");
            Exit::Failed.into()
        }
    }
}
