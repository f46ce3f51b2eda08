//! `Reader`: a file to its texts; what is hashed is what is read.

use std::{
    io::{BufReader, Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use release::{Warning, WarningKind};

use super::{Format, MAX_DOCUMENT_BYTES, eml, html, markdown, plain, read_document, several};
use crate::{
    error::{Error, Skip, Unread},
    text::Text,
    worker::Pool,
};

/// The most bytes of a text that are read into memory; a mailbox is read message by message.
pub const MAX_FILE_BYTES: usize = 16 << 20;

/// What reading a file gave besides its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The format it was read as.
    pub format: Format,
    /// A hash of all its bytes: what was hashed is what was read.
    pub content: ContentHash,
    /// Its size in bytes.
    pub bytes: u64,
}

/// A hash of the bytes of a file and of how they are understood; equal hashes mean equal releases.
pub type ContentHash = [u8; 16];

/// Raised whenever reading or understanding changes, so that an archive reads its files anew.
const UNDERSTANDING: &[u8] = concat!("dateline ", env!("CARGO_PKG_VERSION"), ", 6").as_bytes();

pub(crate) fn hasher() -> blake3::Hasher {
    let mut hasher = blake3::Hasher::new();
    hasher.update(UNDERSTANDING);
    hasher
}

/// Hashes all bytes of `file`.
///
/// # Errors
///
/// Returns an error when it cannot be read to its end.
pub fn hash(mut file: impl Read) -> Result<ContentHash, Error> {
    let mut hasher = hasher();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(shorten(&hasher)),
            n_read => hasher.update(&buffer[..n_read]),
        };
    }
}

/// [`Reader::read`] in this process.
///
/// # Errors
///
/// See there.
pub fn read(file: impl Read, path: &Path, sink: &mut dyn FnMut(Text)) -> Result<Reading, Unread> {
    Reader::default().read(file, path, sink)
}

/// Reads files; by itself in this process.
#[derive(Debug, Default)]
pub struct Reader {
    workers: Option<Pool>,
}

impl Reader {
    /// A reader with worker processes for the formats of documents.
    pub fn with_workers(workers: Pool) -> Self {
        Self { workers: Some(workers) }
    }

    /// Reads the releases of a file, each handed to `sink` as it is found.
    ///
    /// `path` is only looked at for its ending. At most [`MAX_FILE_BYTES`] of a text are held in memory; what
    /// a larger file has beyond that is told by a warning, except for a mailbox, which is read to its end. A
    /// document is read as a whole, up to [`MAX_DOCUMENT_BYTES`].
    ///
    /// # Errors
    ///
    /// Returns [`Unread::Skipped`] when the file is none that is read, [`Unread::Failed`] when it should be
    /// readable and is not. Texts handed over before a failure stand.
    pub fn read(
        &self,
        file: impl Read,
        path: &Path,
        sink: &mut dyn FnMut(Text),
    ) -> Result<Reading, Unread> {
        let mut file = Hashing { inner: file, hasher: hasher(), bytes: 0 };
        let mut head = Vec::new();
        file.by_ref().take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut head)?;
        let format = Format::detect(&head[..head.len().min(1 << 16)], path)?;
        if format.is_document() {
            let most = (MAX_DOCUMENT_BYTES - MAX_FILE_BYTES) as u64;
            file.by_ref().take(most).read_to_end(&mut head)?;
            self.read_document(format, head, sink)?;
        } else if format == Format::Mbox {
            let stream = BufReader::new(Cursor::new(head).chain(&mut file));
            confined(|| eml::read_mbox(stream, sink))??;
        } else {
            let is_cut = head.len() > MAX_FILE_BYTES;
            head.truncate(MAX_FILE_BYTES);
            let mut text = confined(|| read_text(format, &head))??;
            if is_cut {
                let detail = format!("only the first {} MiB were read", MAX_FILE_BYTES >> 20);
                text.warnings.push(Warning::new(WarningKind::Truncated, detail));
            }
            if text.characters.trim().is_empty() {
                return Err(Skip::Empty.into());
            }
            let may_be_several = format != Format::Eml;
            for text in if may_be_several { several::split(text) } else { vec![text] } {
                sink(text);
            }
        }
        std::io::copy(&mut file, &mut std::io::sink())?;
        Ok(Reading { format, content: shorten(&file.hasher), bytes: file.bytes })
    }

    fn read_document(
        &self,
        format: Format,
        bytes: Vec<u8>,
        sink: &mut dyn FnMut(Text),
    ) -> Result<(), Unread> {
        if bytes.len() > MAX_DOCUMENT_BYTES {
            let what = format!("files of more than {} MiB are not read", MAX_DOCUMENT_BYTES >> 20);
            return Err(Error::TooLarge { format: format.name(), what }.into());
        }
        match &self.workers {
            Some(workers) => workers.read(format, &bytes, sink),
            None => read_document(format, &bytes, sink),
        }
    }
}

fn read_text(format: Format, bytes: &[u8]) -> Result<Text, Error> {
    match format {
        Format::Markdown => Ok(markdown::read(bytes)),
        Format::Html => html::read(bytes),
        Format::Eml => eml::read(bytes),
        Format::Text | Format::Mbox | Format::Pdf => Ok(plain::read(bytes)),
    }
}

/// Runs a reader built on other people's parsers so that a panic there costs one file.
pub(super) fn confined<T>(reader: impl FnOnce() -> T) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(reader)).map_err(|_| Error::Broken("parse"))
}

pub(crate) fn shorten(hasher: &blake3::Hasher) -> ContentHash {
    let mut short = [0; 16];
    short.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    short
}

/// Hashes what passes through.
struct Hashing<R> {
    inner: R,
    hasher: blake3::Hasher,
    bytes: u64,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n_read = self.inner.read(buffer)?;
        self.hasher.update(&buffer[..n_read]);
        self.bytes += n_read as u64;
        Ok(n_read)
    }
}
