//! Files that hold files: ZIP and gzip. Nothing is written to disk.

use std::io::{Cursor, Read};

use zip::{ZipArchive, result::ZipError};

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
/// them.
///
/// # Errors
///
/// Returns an error where the package itself cannot be read or has too much in it.
pub(super) fn files_of_zip(
    bytes: &[u8],
    mut visit: impl FnMut(&str, Result<Vec<u8>, Error>),
) -> Result<(), Error> {
    let mut archive = open_zip(bytes, "zip")?;
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
            left = left.checked_sub(bytes.len() as u64).ok_or_else(|| {
                too_large("zip", format!("its files unpack to more than {} MiB", ALL >> 20))
            })?;
        }
        visit(&name, unpacked);
    }
    Ok(())
}

/// The bytes of a file packed by gzip, whose packed bytes are `packed`.
///
/// # Errors
///
/// Returns an error where they are spoilt or too many.
pub(super) fn unpack_gzip(packed: &[u8]) -> Result<Vec<u8>, Error> {
    let n_packed = packed.len() as u64;
    unpack(flate2::read::MultiGzDecoder::new(packed), n_packed, LARGEST, "gzip", "it")
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
    let most = most.min(n_packed.saturating_mul(RATIO).max(1 << 20));
    let mut bytes = Vec::new();
    packed.take(most + 1).read_to_end(&mut bytes).map_err(|error| Error::Unreadable {
        format,
        reason: format!("{name} is spoilt ({error})"),
    })?;
    if bytes.len() as u64 > most {
        return Err(too_large(format, format!("{name} unpacks to more than {most} bytes")));
    }
    Ok(bytes)
}

/// What systems put beside the files of users.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
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
        other => Error::Unreadable { format, reason: other.to_string() },
    }
}
