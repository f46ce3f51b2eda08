//! Files that hold files: ZIP and gzip. Nothing is written to disk.

use std::io::{Cursor, Read};

use zip::{ZipArchive, result::ZipError};

use super::salvage;
use crate::error::Error;

/// The most files of a package.
const MOST_FILES: usize = 10_000;
/// The most bytes of one file, unpacked.
const LARGEST: u64 = 128 << 20;
/// The most bytes of all files, unpacked.
const ALL: u64 = 1 << 30;
/// So many times its packed size a file may be, once it is larger than a mebibyte.
const RATIO: u64 = 200;

/// Hands over the files of a ZIP package in the order of their names: the name, and its bytes or what is wrong with
/// them. Tells whether the list of them is there; where it is lost they are looked for.
///
/// # Errors
///
/// Returns an error where the package itself cannot be read or has too much in it.
pub(super) fn files_of_zip(
    bytes: &[u8],
    mut visit: impl FnMut(&str, Result<Vec<u8>, Error>),
) -> Result<bool, Error> {
    let mut archive = match open_zip(bytes, "zip") {
        Ok(archive) => archive,
        Err(error @ Error::Unreadable { .. }) => {
            return found_files(bytes, &mut visit).map(|n_found| n_found > 0).and_then(
                |is_found| {
                    if is_found { Ok(false) } else { Err(error) }
                },
            );
        }
        Err(error) => return Err(error),
    };
    let mut names: Vec<(String, usize)> = Vec::with_capacity(archive.len());
    for idx in 0..archive.len() {
        if let Ok(file) = archive.by_index_raw(idx)
            && file.is_file()
            && let Ok(name) = file.name()
            && !is_hidden(&name)
        {
            names.push((name.into_owned(), idx));
        }
    }
    names.sort_unstable();
    let mut left = ALL;
    for (name, idx) in names {
        let unpacked =
            archive.by_index(idx).map_err(|error| refusal(&error, "zip")).and_then(|file| {
                let n_packed = file.compressed_size();
                unpack(file, n_packed, LARGEST, "zip", "it")
            });
        if let Ok(bytes) = &unpacked {
            left = left.checked_sub(bytes.len() as u64).ok_or_else(more_than_all)?;
        }
        visit(&name, unpacked);
    }
    Ok(true)
}

/// Hands over the files that are found in a package without a list; how many there are.
fn found_files(
    bytes: &[u8],
    visit: &mut impl FnMut(&str, Result<Vec<u8>, Error>),
) -> Result<usize, Error> {
    let mut files = salvage::files(bytes);
    files.retain(|file| !is_hidden(&file.name));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let mut left = ALL;
    for file in &files {
        let most = LARGEST.min((file.n_packed() as u64).saturating_mul(RATIO).max(1 << 20));
        let (unpacked, is_whole) = file.unpack(most);
        left = left.checked_sub(unpacked.len() as u64).ok_or_else(more_than_all)?;
        let reason = "it is cut off or spoilt".to_owned();
        let spoilt = || Error::Unreadable { format: "zip", reason };
        visit(&file.name, if is_whole { Ok(unpacked) } else { Err(spoilt()) });
    }
    Ok(files.len())
}

fn more_than_all() -> Error {
    too_large("zip", format!("its files unpack to more than {} MiB", ALL >> 20))
}

/// The bytes of a file packed by gzip, whose packed bytes are `packed`, and whether they are all.
///
/// # Errors
///
/// Returns an error where none can be had, or they are too many.
pub(super) fn unpack_gzip(packed: &[u8]) -> Result<(Vec<u8>, bool), Error> {
    let n_packed = packed.len() as u64;
    unpack_some(flate2::read::MultiGzDecoder::new(packed), n_packed, LARGEST, "gzip", "it")
}

/// Opens a ZIP package of a file of that format.
///
/// # Errors
///
/// Returns an error where it is none, or holds too many files.
pub(super) fn open_zip<'b>(
    bytes: &'b [u8],
    format: &'static str,
) -> Result<ZipArchive<Cursor<&'b [u8]>>, Error> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refusal(&error, format))?;
    if archive.len() > MOST_FILES {
        return Err(too_large(format, format!("it holds {} files", archive.len())));
    }
    Ok(archive)
}

/// The bytes that `n_packed` packed ones stand for, `most` of them and no more than packing can hide.
///
/// # Errors
///
/// Returns an error where they are more, or spoilt; `name` is what it says of whom.
pub(super) fn unpack(
    packed: impl Read,
    n_packed: u64,
    most: u64,
    format: &'static str,
    name: &str,
) -> Result<Vec<u8>, Error> {
    match unpack_some(packed, n_packed, most, format, name)? {
        (bytes, true) => Ok(bytes),
        (_, false) => Err(Error::Unreadable { format, reason: format!("{name} is spoilt") }),
    }
}

/// As [`unpack`], and of spoilt bytes those before the fault, and whether those are all.
///
/// # Errors
///
/// Returns an error where they are more, or none can be had.
pub(super) fn unpack_some(
    packed: impl Read,
    n_packed: u64,
    most: u64,
    format: &'static str,
    name: &str,
) -> Result<(Vec<u8>, bool), Error> {
    let most = most.min(n_packed.saturating_mul(RATIO).max(1 << 20));
    let mut bytes = Vec::new();
    let read = packed.take(most + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > most {
        return Err(too_large(format, format!("{name} unpacks to more than {most} bytes")));
    }
    match read {
        Err(error) if bytes.is_empty() => {
            Err(Error::Unreadable { format, reason: format!("{name} is spoilt ({error})") })
        }
        read => Ok((bytes, read.is_ok())),
    }
}

/// What systems put beside the files of users.
fn is_hidden(name: &str) -> bool {
    let is_hidden = |part: &str| part.starts_with('.') && part.contains(|sign| sign != '.');
    name.split('/').any(|part| is_hidden(part) || part == "__MACOSX")
}

fn too_large(format: &'static str, what: String) -> Error {
    Error::TooLarge { format, what }
}

/// Why a package, or a file of it, cannot be opened.
pub(super) fn refusal(error: &ZipError, format: &'static str) -> Error {
    match error {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => {
            Error::Encrypted { format }
        }
        ZipError::InvalidArchive(_) => {
            Error::Unreadable { format, reason: "the package is cut off or spoilt".to_owned() }
        }
        other => Error::Unreadable { format, reason: other.to_string() },
    }
}
