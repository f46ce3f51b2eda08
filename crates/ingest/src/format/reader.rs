//! `Reader`: a file to its texts; what is hashed is what is read.

use std::{
    io::{BufReader, Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use flate2::bufread::MultiGzDecoder;
use release::{Warning, WarningKind};

use super::{
    Format, MAX_DOCUMENT_BYTES, Map, Ocr, decode, feed, html, markdown, pages::pages_named, plain,
    read_document, record, several, warc,
};
use crate::{
    error::{Error, Skip, Unread},
    text::Text,
    worker::Pool,
};

/// The most bytes of a text that are read into memory; a mailbox is read message by message.
pub const MAX_FILE_BYTES: usize = 16 << 20;

/// So many bytes at the beginning tell the format.
const SAMPLE: usize = 1 << 16;

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
const UNDERSTANDING: &[u8] = concat!("dateline ", env!("CARGO_PKG_VERSION"), ", 22").as_bytes();

pub(crate) fn hasher() -> blake3::Hasher {
    let mut hasher = blake3::Hasher::new();
    hasher.update(UNDERSTANDING);
    hasher
}

fn finish(mut hasher: blake3::Hasher, mut file: impl Read) -> Result<ContentHash, Error> {
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
    map: Option<Map>,
    ocr: Option<Ocr>,
}

impl Reader {
    /// A reader with worker processes for the formats of documents.
    pub fn with_workers(workers: Pool) -> Self {
        Self { workers: Some(workers), ..Self::default() }
    }

    /// The same, with a map for tables and JSON of systems that are not known.
    #[must_use]
    pub fn with_map(mut self, map: Option<Map>) -> Self {
        self.map = map;
        self
    }

    /// The same, with OCR for pages that are pictures, or pictures of pages.
    #[must_use]
    pub fn with_ocr(mut self, ocr: Option<Ocr>) -> Self {
        self.ocr = ocr;
        self
    }

    /// Hashes all bytes of a file, and the map if it may need one.
    ///
    /// # Errors
    ///
    /// Returns an error when it cannot be read to its end.
    pub fn hash(&self, file: impl Read, path: &Path) -> Result<ContentHash, Error> {
        finish(self.hasher(path), file)
    }

    fn hasher(&self, path: &Path) -> blake3::Hasher {
        let mut hasher = hasher();
        if let Some(map) = self.map.as_ref().filter(|_| Format::may_need_map(path)) {
            hasher.update(map.to_string().as_bytes());
        }
        hasher
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
        let mut file = Hashing { inner: file, hasher: self.hasher(path), bytes: 0 };
        let format = self.read_texts(&mut file, path, 0, sink)?;
        std::io::copy(&mut file, &mut std::io::sink())?;
        Ok(Reading { format, content: shorten(&file.hasher), bytes: file.bytes })
    }

    /// The texts of a file that stands in `depth` others.
    pub(super) fn read_texts(
        &self,
        file: &mut dyn Read,
        path: &Path,
        depth: usize,
        sink: &mut dyn FnMut(Text),
    ) -> Result<Format, Unread> {
        let mut head = Vec::new();
        file.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut head)?;
        let sample = head[..head.len().min(SAMPLE)].to_vec();
        let format = self.detect(&sample, path)?;
        match self.read_as(format, head, file, path, depth, sink) {
            Ok(()) => Ok(format),
            Err(Unread::Failed(error)) if depth == 0 && format.is_text() => {
                let encoding = decode::encoding_of(&sample);
                Err(Error::OfText { encoding, error: Box::new(error) }.into())
            }
            Err(unread) => Err(unread),
        }
    }

    /// The texts of a file of that format, which begins with `head`.
    fn read_as(
        &self,
        format: Format,
        mut head: Vec<u8>,
        file: &mut dyn Read,
        path: &Path,
        depth: usize,
        sink: &mut dyn FnMut(Text),
    ) -> Result<(), Unread> {
        let map = self.map.as_ref();
        match format {
            Format::Mbox => {
                let stream = BufReader::new(Cursor::new(head).chain(file));
                self.read_mailbox(stream, depth, sink)
            }
            Format::Warc => {
                let stream = BufReader::new(Cursor::new(head).chain(file));
                self.read_captures(stream, depth, sink)
            }
            Format::Gzip if warc::is_packed(&head) => {
                let packed = BufReader::new(Cursor::new(head).chain(file));
                let stream = BufReader::new(MultiGzDecoder::new(packed));
                self.read_captures(stream, depth, sink)
            }
            Format::Eml => {
                let is_cut = head.len() > MAX_FILE_BYTES;
                head.truncate(MAX_FILE_BYTES);
                let mut texts = self.read_mail(&head, depth)?;
                if is_cut && let Some(text) = texts.first_mut() {
                    text.warnings.push(cut());
                }
                texts.into_iter().for_each(sink);
                Ok(())
            }
            Format::Csv => {
                let stream = BufReader::new(Cursor::new(head).chain(file));
                confined(|| record::read_table(stream, map, sink))?
            }
            Format::JsonLines => {
                let stream = BufReader::new(Cursor::new(head).chain(file));
                confined(|| record::read_json_lines(stream, map, sink))?
            }
            Format::Json | Format::Feed | Format::Zip | Format::Gzip | Format::Image => {
                let bytes = whole(head, file, format)?;
                match format {
                    Format::Json => confined(|| record::read_json(&bytes, map, sink))?,
                    Format::Feed => Ok(confined(|| feed::read(&bytes, sink))??),
                    Format::Zip => self.read_package(&bytes, depth, sink),
                    Format::Image => {
                        sink(self.recognise(&bytes)?);
                        Ok(())
                    }
                    _ => self.read_packed(&bytes, path, depth, sink),
                }
            }
            _ if format.is_document() => {
                let bytes = whole(head, file, format)?;
                self.read_document(format, &bytes, sink)
            }
            _ => {
                let is_cut = head.len() > MAX_FILE_BYTES;
                head.truncate(MAX_FILE_BYTES);
                let mut text = confined(|| read_text(format, &head))??;
                if is_cut {
                    text.warnings.push(cut());
                }
                if text.characters.trim().is_empty() {
                    return Err(Skip::Empty.into());
                }
                several::split(text).into_iter().for_each(sink);
                Ok(())
            }
        }
    }

    /// The format of a file; a picture is one where there is OCR.
    fn detect(&self, head: &[u8], path: &Path) -> Result<Format, Skip> {
        let detected = Format::detect(head, path);
        let is_picture = |mime: &str| matches!(mime, "image/png" | "image/jpeg" | "image/tiff");
        match detected {
            Err(Skip::Unsupported(mime)) if self.ocr.is_some() && is_picture(&mime) => {
                Ok(Format::Image)
            }
            detected => detected,
        }
    }

    /// The text of a picture.
    fn recognise(&self, bytes: &[u8]) -> Result<Text, Unread> {
        let text =
            self.ocr.as_ref().map(|ocr| confined(|| ocr.read_picture(bytes))?).transpose()?;
        text.flatten().ok_or_else(|| Skip::Picture.into())
    }

    fn read_document(
        &self,
        format: Format,
        bytes: &[u8],
        sink: &mut dyn FnMut(Text),
    ) -> Result<(), Unread> {
        let read = match &self.workers {
            Some(workers) => workers.read(format, bytes),
            None => read_document(format, bytes),
        };
        let mut text = match (read, &self.ocr) {
            (
                Err(Unread::Failed(Error::Scanned { pages, .. } | Error::Unlettered { pages, .. })),
                Some(ocr),
            ) => confined(|| ocr.read_pages(bytes, pages))??,
            (read, _) => read?,
        };
        match &self.ocr {
            _ if text.pictures.is_empty() => {}
            Some(ocr) => confined(|| ocr.read_pictures(bytes, &mut text))?,
            None => text.warnings.push(without_text(&text.pictures)),
        }
        several::split(text).into_iter().for_each(sink);
        Ok(())
    }
}

/// What is told of pages that are pictures where nobody asks for OCR.
fn without_text(pages: &[u32]) -> Warning {
    let (verb, them) =
        if pages.len() == 1 { ("is a picture", "it") } else { ("are pictures", "them") };
    let detail = format!("{} {verb} without text; --ocr reads {them}", pages_named(pages));
    Warning::new(WarningKind::PagesWithoutText, detail)
}

/// What is told of a text of which only the beginning was read.
fn cut() -> Warning {
    let detail = format!("only the first {} MiB were read", MAX_FILE_BYTES >> 20);
    Warning::new(WarningKind::Truncated, detail)
}

/// All bytes of a file that is read as a whole.
fn whole(mut head: Vec<u8>, file: &mut dyn Read, format: Format) -> Result<Vec<u8>, Unread> {
    let most = (MAX_DOCUMENT_BYTES - MAX_FILE_BYTES) as u64;
    file.take(most).read_to_end(&mut head)?;
    if head.len() > MAX_DOCUMENT_BYTES {
        let what = format!("files of more than {} MiB are not read", MAX_DOCUMENT_BYTES >> 20);
        return Err(Error::TooLarge { format: format.name(), what }.into());
    }
    Ok(head)
}

fn read_text(format: Format, bytes: &[u8]) -> Result<Text, Error> {
    match format {
        Format::Markdown => Ok(markdown::read(bytes)),
        Format::Html => html::read(bytes),
        _ => Ok(plain::read(bytes)),
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
