//! `Package`: the parts of a ZIP file, within limits.

use std::{borrow::Cow, io::Cursor};

use zip::{ZipArchive, result::ZipError};

use crate::{
    error::Error,
    format::packed::{open_zip, refusal, unpack},
};

/// The most bytes of one part, unpacked.
const PART: u64 = 64 << 20;
/// The most bytes of all parts that are read.
const ALL: u64 = 256 << 20;

/// A package and what of its limit is left.
#[derive(Debug)]
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    format: &'static str,
    left: u64,
}

impl<'b> Package<'b> {
    /// Opens the package of a file of that format.
    pub(super) fn open(bytes: &'b [u8], format: &'static str) -> Result<Self, Error> {
        Ok(Self { archive: open_zip(bytes, format)?, format, left: ALL })
    }

    /// The names of the parts that begin and end so, sorted.
    pub(super) fn names(&self, start: &str, end: &str) -> Vec<String> {
        let names = self.archive.file_names().flatten();
        let mut names: Vec<String> = names
            .filter(|name| name.starts_with(start) && name.ends_with(end))
            .map(Cow::into_owned)
            .collect();
        names.sort_unstable();
        names
    }

    /// The text of a part; `None` where the package has no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Error> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(refusal(&error, self.format)),
        };
        let (n_packed, most) = (file.compressed_size(), PART.min(self.left));
        let bytes = unpack(file, n_packed, most, self.format, &format!("its part {name}"))?;
        self.left -= bytes.len() as u64;
        Ok(Some(decoded(bytes)))
    }
}

/// XML is UTF-8 unless its first bytes say UTF-16.
fn decoded(bytes: Vec<u8>) -> String {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) => encoding.decode(&bytes).0.into_owned(),
        None => String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}
