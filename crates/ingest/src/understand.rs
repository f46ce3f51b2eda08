//! A file understood: every release in it, read and extracted, confined so that a fault costs one file.

use std::{
    fs::File,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use crate::{
    Error, Extracted, Unread, extract,
    format::{Reader, Reading},
    text::Text,
};

/// Reads and understands the file at `path`; `sink` gets its releases in their order.
///
/// # Errors
///
/// Returns [`Unread`] when the file gave no release, or broke off after some. What `sink` got stands.
pub fn understand_file(path: &Path, sink: &mut dyn FnMut(Extracted)) -> Result<Reading, Unread> {
    understand_file_with(&Reader::default(), path, sink)
}

/// [`understand_file`] by a reader that may have worker processes.
///
/// # Errors
///
/// See there.
pub fn understand_file_with(
    reader: &Reader,
    path: &Path,
    sink: &mut dyn FnMut(Extracted),
) -> Result<Reading, Unread> {
    let mut broken = None;
    let reading = reader.read(File::open(path)?, path, &mut |text| match understand(text) {
        Ok(extracted) => sink(extracted),
        Err(error) => broken = Some(error),
    })?;
    match broken {
        Some(error) => Err(error.into()),
        None => Ok(reading),
    }
}

/// [`extract()`], with a panic turned into an error.
///
/// # Errors
///
/// Returns [`Error::Broken`] where extraction has a fault; it should have none.
pub fn understand(text: Text) -> Result<Extracted, Error> {
    catch_unwind(AssertUnwindSafe(|| extract(text))).map_err(|_| Error::Broken("understand"))
}
