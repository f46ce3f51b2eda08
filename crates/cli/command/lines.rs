//! Files of queries, one a line.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use index::Request;
use serde::Serialize;

use crate::{args::FilterArgs, exit::Exit};

/// A line with a query.
pub(super) struct Line {
    /// Counted from 1.
    pub(super) number: usize,
    /// As typed, without the blanks around it.
    pub(super) text: String,
    /// What it asks, or why it asks nothing.
    pub(super) request: Result<Request, Fault>,
}

/// Why a line could not be read as a query; the JSON of it is that of the HTTP API.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Fault {
    /// What was expected and what was found.
    pub(crate) message: String,
    /// The byte of the line.
    pub(crate) position: Option<usize>,
    /// What may be meant.
    pub(crate) suggestion: Option<String>,
}

/// Reads the queries of a file, of standard input where the name is `-`; the filters hold for each. Blank
/// lines and those that start with `#` are passed over.
pub(super) fn read(file: &Path, filters: &FilterArgs) -> anyhow::Result<Vec<Line>> {
    // a flag that cannot be meant is no fault of a line
    super::search::narrowed(&[], filters)?;
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

fn line(number: usize, bytes: &[u8], filters: &FilterArgs) -> Option<Line> {
    let text = String::from_utf8_lossy(bytes).trim().to_owned();
    if text.is_empty() || text.starts_with('#') {
        return None;
    }
    let request = if std::str::from_utf8(bytes).is_err() {
        let message = "the line is not UTF-8; save the file as UTF-8".to_owned();
        Err(Fault { message, position: None, suggestion: None })
    } else {
        super::search::narrowed(std::slice::from_ref(&text), filters)
            .map_err(|error| Fault::of(&error))
    };
    Some(Line { number, text, request })
}

impl Fault {
    fn of(error: &anyhow::Error) -> Self {
        match error.downcast_ref::<query::Error>() {
            Some(error) => Self {
                message: error.message(),
                position: Some(error.position()),
                suggestion: error.suggestion().map(str::to_owned),
            },
            None => Self { message: format!("{error:#}"), position: None, suggestion: None },
        }
    }

    /// Of an archive that finds the query too much; `None` where the archive itself is at fault.
    pub(super) fn of_archive(error: &index::Error) -> Option<Self> {
        let is_of_query = matches!(error, index::Error::TooManyWords { .. });
        let message = error.to_string();
        is_of_query.then_some(Self { message, position: None, suggestion: None })
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)?;
        match &self.suggestion {
            Some(suggestion) => write!(f, " (did you mean `{suggestion}`?)"),
            None => Ok(()),
        }
    }
}
