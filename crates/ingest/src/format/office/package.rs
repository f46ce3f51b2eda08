//! `Package`: the parts of a ZIP file, within limits.

use std::io::{Cursor, Read};

use zip::{ZipArchive, result::ZipError};

use crate::error::Error;

/// The most bytes of one part, unpacked.
const PART: u64 = 64 << 20;
/// The most bytes of all parts that are read.
const ALL: u64 = 256 << 20;
/// The most parts.
const PARTS: usize = 10_000;
/// So many times its packed size a part may be, once it is larger than a mebibyte.
const RATIO: u64 = 200;

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
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| refusal(&error, format))?;
        if archive.len() > PARTS {
            return Err(too_large(format, format!("it has {} parts", archive.len())));
        }
        Ok(Self { archive, format, left: ALL })
    }

    /// The names of the parts that begin and end so, sorted.
    pub(super) fn names(&self, start: &str, end: &str) -> Vec<String> {
        let names = self.archive.file_names().flatten();
        let mut names: Vec<String> = names
            .filter(|name| name.starts_with(start) && name.ends_with(end))
            .map(std::borrow::Cow::into_owned)
            .collect();
        names.sort_unstable();
        names
    }

    /// The text of a part; `None` where the package has no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Error> {
        let format = self.format;
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(refusal(&error, format)),
        };
        let most = PART.min(self.left).min((file.compressed_size() * RATIO).max(1 << 20));
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(|error| Error::Unreadable {
            format,
            reason: format!("its part {name} is spoilt ({error})"),
        })?;
        let length = bytes.len() as u64;
        if length > most {
            return Err(too_large(
                format,
                format!("its part {name} unpacks to more than {most} bytes"),
            ));
        }
        self.left -= length;
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

fn too_large(format: &'static str, what: String) -> Error {
    Error::TooLarge { format, what }
}

fn refusal(error: &ZipError, format: &'static str) -> Error {
    match error {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => {
            Error::Encrypted { format }
        }
        other => Error::Unreadable { format, reason: other.to_string() },
    }
}
