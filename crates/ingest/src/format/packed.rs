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
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?;
    if archive.len() > MOST_FILES {
        return Err(too_large(format!("it holds {} files", archive.len())));
    }
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
        let unpacked = archive.by_index(idx).map_err(|error| refusal(&error)).and_then(|file| {
            let most = LARGEST.min((file.compressed_size().saturating_mul(RATIO)).max(1 << 20));
            unpack(file, most)
        });
        if let Ok(bytes) = &unpacked {
            left = left.checked_sub(bytes.len() as u64).ok_or_else(|| {
                too_large(format!("its files unpack to more than {} MiB", ALL >> 20))
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
pub(super) fn unpack_gzip(packed: impl Read, n_packed: u64) -> Result<Vec<u8>, Error> {
    let most = LARGEST.min(n_packed.saturating_mul(RATIO).max(1 << 20));
    unpack(flate2::read::MultiGzDecoder::new(packed), most)
}

fn unpack(packed: impl Read, most: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    packed
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::Unreadable { format: "zip", reason: error.to_string() })?;
    if bytes.len() as u64 > most {
        return Err(too_large(format!("it unpacks to more than {most} bytes")));
    }
    Ok(bytes)
}

/// What systems put beside the files of users.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}

fn too_large(what: String) -> Error {
    Error::TooLarge { format: "zip", what }
}

fn refusal(error: &ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => {
            Error::Encrypted { format: "zip" }
        }
        other => Error::Unreadable { format: "zip", reason: other.to_string() },
    }
}
