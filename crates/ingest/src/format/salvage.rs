//! What can still be read of a spoilt ZIP package: its files, found by the headers that stand before each.
//!
//! A package ends with a list of its files; one that was cut off has none, and one that lost or gained some bytes has
//! one that points past them. The headers are there all the same.

use std::io::{self, Read};

use flate2::{Crc, read::DeflateDecoder};

/// More files of a package are not looked at.
const MOST_FILES: usize = 10_000;
/// The bytes that begin a header, and how many there are before the name.
const MARK: &[u8] = b"PK\x03\x04";
const HEADER: usize = 30;
/// A name is no longer.
const LONGEST_NAME: usize = 1_024;

/// A file found in a package.
#[derive(Debug)]
pub(super) struct Found<'b> {
    pub(super) name: String,
    is_deflated: bool,
    /// The checksum of its bytes, and how many they are when packed, where the header tells.
    told: Option<(u32, usize)>,
    /// Its packed bytes, and perhaps what follows them.
    packed: &'b [u8],
}

/// The files of a package in their order.
pub(super) fn files(package: &[u8]) -> Vec<Found<'_>> {
    let marks = memchr::memmem::find_iter(package, MARK);
    marks.filter_map(|at| header(&package[at..])).take(MOST_FILES).collect()
}

fn header(bytes: &[u8]) -> Option<Found<'_>> {
    let two = |at: usize| -> Option<usize> {
        Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
    };
    let four = |at: usize| -> Option<u32> {
        Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
    };
    let (flags, method) = (two(6)?, two(8)?);
    let (name_length, extra_length) = (two(26)?, two(28)?);
    let is_locked = flags & 1 != 0;
    if is_locked || !matches!(method, 0 | 8) || name_length == 0 || name_length > LONGEST_NAME {
        return None;
    }
    let name = str::from_utf8(bytes.get(HEADER..HEADER + name_length)?).ok()?;
    if name.ends_with('/') || name.contains(char::is_control) {
        return None;
    }
    // the length of one that was written in a stream stands behind it
    let is_told = flags & 8 == 0;
    let (crc, length) = (four(14)?, usize::try_from(four(18)?).ok()?);
    let told = is_told.then_some((crc, length));
    let packed = bytes.get(HEADER + name_length + extra_length..)?;
    Some(Found { name: name.to_owned(), is_deflated: method == 8, told, packed })
}

impl Found<'_> {
    /// How many packed bytes it has at most.
    pub(super) fn n_packed(&self) -> usize {
        self.told.map_or(self.packed.len(), |(_, length)| length.min(self.packed.len()))
    }

    /// Its bytes as far as they can be had, `most` of them, and whether that is all and as it was.
    pub(super) fn unpack(&self, most: u64) -> (Vec<u8>, bool) {
        let packed = &self.packed[..self.n_packed()];
        let mut bytes = Vec::new();
        let read = if self.is_deflated {
            DeflateDecoder::new(packed).take(most).read_to_end(&mut bytes)
        } else if self.told.is_some() {
            packed.take(most).read_to_end(&mut bytes)
        } else {
            Err(io::ErrorKind::InvalidData.into())
        };
        let mut sum = Crc::new();
        sum.update(&bytes);
        let is_right = self.told.is_none_or(|(crc, _)| crc == sum.sum());
        (bytes, read.is_ok() && is_right)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    fn package() -> Vec<u8> {
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, word) in [("a.txt", "boats "), ("b.txt", "nets ")] {
            package.start_file(name, SimpleFileOptions::default()).unwrap();
            for number in 0..400 {
                write!(package, "{word}{number} ").unwrap();
            }
        }
        package.finish().unwrap().into_inner()
    }

    #[test]
    fn the_files_of_a_package_without_its_list_are_found() {
        let whole = package();
        let found = files(&whole);
        assert_eq!(
            found.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(),
            ["a.txt", "b.txt"]
        );
        assert!(found.iter().all(|file| file.unpack(1 << 20).1));
        let second = memchr::memmem::rfind(&whole, MARK).unwrap();
        let cut = &whole[..second + 400];
        let found = files(cut);
        assert!(found[0].unpack(1 << 20).1);
        let (beginning, is_whole) = found[1].unpack(1 << 20);
        assert!(!is_whole && beginning.starts_with(b"nets 0 nets 1"));
    }

    #[test]
    fn a_wrong_checksum_is_told() {
        let mut spoilt = package();
        spoilt[14] ^= 1;
        let found = files(&spoilt);
        assert!(!found[0].unpack(1 << 20).1 && found[1].unpack(1 << 20).1);
    }
}
