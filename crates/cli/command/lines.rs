//! Files of queries, one a line.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use ask::{Line, Narrowing};

use crate::exit::Exit;

/// Reads the queries of a file, of standard input where the name is `-`; the filters hold for each. Blank
/// lines and those that start with `#` are passed over.
pub(super) fn read(file: &Path, filters: &Narrowing) -> anyhow::Result<Vec<Line>> {
    // a flag that cannot be meant is no fault of a line
    filters.request("")?;
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes)?;
    } else {
        bytes = fs::read(file).map_err(|error| super::missing_path(file, &error))?;
    }
    Ok(ask::lines(&bytes, filters))
}

/// How a command ends of which so many lines could not be read as queries.
pub(super) fn exit(n_failed: usize, n_lines: usize, is_found: bool) -> Exit {
    match n_failed {
        0 => Exit::found(is_found),
        _ if n_failed == n_lines => Exit::Failed,
        _ => Exit::SomeFilesFailed,
    }
}
