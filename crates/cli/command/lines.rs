//! Files of queries, one a line.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use ask::{Fault, Narrowing};
use index::Request;

use crate::exit::Exit;

/// A line with a query.
pub(super) struct Line {
    /// Counted from 1.
    pub(super) number: usize,
    /// As typed, without the blanks around it.
    pub(super) text: String,
    /// What it asks, or why it asks nothing.
    pub(super) request: Result<Request, Fault>,
}

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
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let numbered = (1..).zip(bytes.split(|byte| *byte == b'\n'));
    Ok(numbered.filter_map(|(number, bytes)| line(number, bytes, filters)).collect())
}

/// How a command ends of which so many lines could not be read as queries.
pub(super) fn exit(n_failed: usize, n_lines: usize, is_found: bool) -> Exit {
    match n_failed {
        0 => Exit::found(is_found),
        _ if n_failed == n_lines => Exit::Failed,
        _ => Exit::SomeFilesFailed,
    }
}

fn line(number: usize, bytes: &[u8], filters: &Narrowing) -> Option<Line> {
    let text = String::from_utf8_lossy(bytes).trim().to_owned();
    if text.is_empty() || text.starts_with('#') {
        return None;
    }
    let request = if std::str::from_utf8(bytes).is_err() {
        Err(Fault::new("the line is not UTF-8; save the file as UTF-8"))
    } else {
        filters.request(&text).map_err(|error| Fault::from(&error))
    };
    Some(Line { number, text, request })
}

/// Why an archive cannot answer a line: of an archive that finds the query too much; `None` where the archive
/// itself is at fault.
pub(super) fn fault_of_archive(error: &index::Error) -> Option<Fault> {
    let is_of_query = matches!(error, index::Error::TooManyWords { .. });
    is_of_query.then(|| Fault::new(error.to_string()))
}
