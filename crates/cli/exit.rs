//! How the program ends: a status is a type.

use std::{io, process::ExitCode};

/// The exit codes of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0: hits, or success.
    Found,
    /// 1: no hits; `verify` met a difference.
    NothingFound,
    /// 2: an error.
    Failed,
    /// 3: done, but some files failed and are named.
    SomeFilesFailed,
}

impl Exit {
    /// 0 if there was something, else 1.
    pub(crate) fn found(anything: bool) -> Self {
        if anything { Self::Found } else { Self::NothingFound }
    }

    /// Help and version are no errors.
    pub(crate) fn of_usage(error: &clap::Error) -> Self {
        if error.use_stderr() { Self::Failed } else { Self::Found }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Found => 0,
            Exit::NothingFound => 1,
            Exit::Failed => 2,
            Exit::SomeFilesFailed => 3,
        })
    }
}

/// Whether whoever read our output went away, which is no error.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io_kind = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json_kind =
            cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        let csv_kind = cause.downcast_ref::<csv::Error>().and_then(|error| match error.kind() {
            csv::ErrorKind::Io(error) => Some(error.kind()),
            _ => None,
        });
        [io_kind, json_kind, csv_kind].contains(&Some(io::ErrorKind::BrokenPipe))
    })
}
