//! `Package`: the parts of a ZIP file, within limits; of a spoilt one what can be read.

use std::{borrow::Cow, io::Cursor};

use release::{Warning, WarningKind};
use zip::{ZipArchive, result::ZipError};

use super::xml;
use crate::{
    error::Error,
    format::{
        packed::{open_zip, refusal, unpack_some},
        salvage::{self, Found},
    },
};

/// The most bytes of one part, unpacked.
const PART: u64 = 64 << 20;
/// The most bytes of all parts that are read.
const ALL: u64 = 256 << 20;

/// A package and what of its limit is left.
#[derive(Debug)]
pub(super) struct Package<'b> {
    bytes: &'b [u8],
    parts: Parts<'b>,
    format: &'static str,
    left: u64,
    /// Parts that are there in part.
    spoilt: Vec<String>,
}

#[derive(Debug)]
enum Parts<'b> {
    Listed(ZipArchive<Cursor<&'b [u8]>>),
    /// The list is lost.
    Found(Vec<Found<'b>>),
}

impl<'b> Package<'b> {
    /// Opens the package of a file of that format, whose text is in the part `body`.
    pub(super) fn open(bytes: &'b [u8], format: &'static str, body: &str) -> Result<Self, Error> {
        let parts = match open_zip(bytes, format) {
            Ok(archive) if archive.index_for_name(body).is_some() => Parts::Listed(archive),
            Err(error @ (Error::Encrypted { .. } | Error::TooLarge { .. })) => return Err(error),
            opened => {
                let found = salvage::files(bytes);
                match opened {
                    Ok(archive) if !found.iter().any(|file| file.name == body) => {
                        Parts::Listed(archive)
                    }
                    Err(error) if !found.iter().any(|file| file.name == body) => return Err(error),
                    _ => Parts::Found(found),
                }
            }
        };
        Ok(Self { bytes, parts, format, left: ALL, spoilt: Vec::new() })
    }

    /// The names of the parts that begin and end so, sorted.
    pub(super) fn names(&self, start: &str, end: &str) -> Vec<String> {
        let names: Vec<Cow<'_, str>> = match &self.parts {
            Parts::Listed(archive) => archive.file_names().flatten().collect(),
            Parts::Found(files) => files.iter().map(|file| file.name.as_str().into()).collect(),
        };
        let is_wanted = |name: &Cow<'_, str>| name.starts_with(start) && name.ends_with(end);
        let mut names: Vec<String> =
            names.into_iter().filter(is_wanted).map(Cow::into_owned).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The text of the part that holds the text of the file.
    ///
    /// # Errors
    ///
    /// Returns an error where it is not there, or nothing of it can be had.
    pub(super) fn body(&mut self, name: &str) -> Result<String, Error> {
        let format = self.format;
        let body = self
            .part(name)?
            .ok_or_else(|| Error::Malformed { format, reason: format!("it has no {name}") })?;
        if body.is_empty() && !self.spoilt.is_empty() {
            let reason = format!("its part {name} is spoilt");
            return Err(Error::Unreadable { format, reason });
        }
        Ok(body)
    }

    /// The text of a part; `None` where the package has no such part. One that is spoilt is cut where it is.
    ///
    /// # Errors
    ///
    /// Returns an error where it asks for a password or is larger than any part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Error> {
        let most = PART.min(self.left);
        let (package, format) = (self.bytes, self.format);
        let unpacked = match &mut self.parts {
            Parts::Listed(archive) => match archive.by_name(name) {
                Ok(file) => {
                    let n_packed = file.compressed_size();
                    unpack_some(file, n_packed, most, format, &format!("its part {name}"))
                }
                Err(ZipError::FileNotFound) => return Ok(None),
                Err(error) => Err(refusal(&error, format)),
            },
            Parts::Found(files) => match files.iter().rfind(|file| file.name == name) {
                Some(file) => Ok(file.unpack(most)),
                None => return Ok(None),
            },
        };
        let (bytes, is_whole) = match unpacked {
            Ok(unpacked) => unpacked,
            // where the list contradicts the header of a part, the header may be right
            Err(Error::Unreadable { .. }) => {
                let files = salvage::files(package);
                let file = files.iter().rfind(|file| file.name == name);
                (file.map(|file| file.unpack(most).0).unwrap_or_default(), false)
            }
            Err(error) => return Err(error),
        };
        self.left = self.left.saturating_sub(bytes.len() as u64);
        let mut text = decoded(bytes);
        if !is_whole {
            text.truncate(xml::sound_length(&text));
            self.spoilt.push(name.to_owned());
        }
        Ok(Some(text))
    }

    /// What there is to say of a spoilt package.
    pub(super) fn warning(&self) -> Option<Warning> {
        let is_listed = matches!(self.parts, Parts::Listed(_));
        let detail = match (is_listed, self.spoilt.is_empty()) {
            (true, true) => return None,
            (false, true) => "the list of its parts is lost; they were found one by one".to_owned(),
            (_, false) => format!("of {} only what is not spoilt was read", self.spoilt.join(", ")),
        };
        Some(Warning::new(WarningKind::Salvaged, detail))
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
