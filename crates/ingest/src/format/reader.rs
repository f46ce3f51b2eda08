//! `Reader`: a file to its texts; what is hashed is what is read.

use std::{
    io::{BufRead, BufReader, Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use release::{Warning, WarningKind};

use super::{
    Format, MAX_DOCUMENT_BYTES, Map, Ocr, eml, feed, html, markdown, packed, plain, read_document,
    record, several,
};
use crate::{
    error::{Error, Skip, Unread},
    text::Text,
    worker::Pool,
};

/// The most bytes of a text that are read into memory; a mailbox is read message by message.
pub const MAX_FILE_BYTES: usize = 16 << 20;

/// Files may stand in files so deep: an archive in a mail, a mail in an archive.
const DEEPEST: usize = 2;

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
    fn read_texts(
        &self,
        file: &mut dyn Read,
        path: &Path,
        depth: usize,
        sink: &mut dyn FnMut(Text),
    ) -> Result<Format, Unread> {
        let mut head = Vec::new();
        file.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut head)?;
        let format = self.detect(&head[..head.len().min(1 << 16)], path)?;
        let map = self.map.as_ref();
        match format {
            Format::Mbox => {
                let stream = BufReader::new(Cursor::new(head).chain(file));
                self.read_mailbox(stream, depth, sink)?;
            }
            Format::Eml => {
                let is_cut = head.len() > MAX_FILE_BYTES;
                head.truncate(MAX_FILE_BYTES);
                let mut texts = self.read_mail(&head, depth)?;
                if is_cut && let Some(text) = texts.first_mut() {
                    text.warnings.push(cut());
                }
                texts.into_iter().for_each(sink);
            }
            Format::Csv => {
                let stream = BufReader::new(Cursor::new(head).chain(file));
                confined(|| record::read_table(stream, map, sink))??;
            }
            Format::JsonLines => {
                let stream = BufReader::new(Cursor::new(head).chain(file));
                confined(|| record::read_json_lines(stream, map, sink))??;
            }
            Format::Json | Format::Feed | Format::Zip | Format::Gzip => {
                let bytes = whole(head, file, format)?;
                match format {
                    Format::Json => confined(|| record::read_json(&bytes, map, sink))??,
                    Format::Feed => confined(|| feed::read(&bytes, sink))??,
                    Format::Zip => self.read_package(&bytes, depth, sink)?,
                    _ => self.read_packed(&bytes, path, depth, sink)?,
                }
            }
            Format::Image => {
                let bytes = whole(head, file, format)?;
                sink(self.recognise(&bytes)?);
            }
            _ if format.is_document() => {
                let bytes = whole(head, file, format)?;
                self.read_document(format, &bytes, sink)?;
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
            }
        }
        Ok(format)
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

    /// The texts of a file inside of another.
    fn read_inner(
        &self,
        bytes: &[u8],
        name: &str,
        depth: usize,
        sink: &mut dyn FnMut(Text),
    ) -> Result<(), Unread> {
        if depth >= DEEPEST {
            return Err(
                Skip::Unsupported(format!("files inside of more than {DEEPEST} others")).into()
            );
        }
        self.read_texts(&mut &*bytes, Path::new(name), depth + 1, sink).map(|_| ())
    }

    /// A mail, and what is attached to it.
    fn read_mail(&self, bytes: &[u8], depth: usize) -> Result<Vec<Text>, Unread> {
        let mail = confined(|| eml::read(bytes))??;
        let mut attached = Vec::new();
        let mut unread = Vec::new();
        for attachment in mail.attachments {
            let mut push = |text| attached.push(text);
            if self.read_inner(&attachment.bytes, &attachment.path, depth, &mut push).is_err() {
                unread.push(attachment.name);
            }
        }
        let mut texts: Vec<Text> = mail.text.into_iter().chain(attached).collect();
        let Some(first) = texts.first_mut() else { return Err(Error::NoText("mail").into()) };
        if !unread.is_empty() {
            let noun = if unread.len() == 1 { "an attachment was" } else { "attachments were" };
            let detail = format!("{noun} not read: {}", unread.join(", "));
            first.warnings.push(Warning::new(WarningKind::PartSkipped, detail));
        }
        number(&mut texts);
        Ok(texts)
    }

    /// A mailbox, message by message.
    fn read_mailbox(
        &self,
        stream: impl BufRead,
        depth: usize,
        sink: &mut dyn FnMut(Text),
    ) -> Result<(), Unread> {
        let (mut item, mut n_read) = (0, 0_u32);
        let mut failure = None;
        for (number, message) in (1_u64..).zip(eml::messages(stream)) {
            let mut bytes = message?;
            let is_cut = bytes.len() > MAX_FILE_BYTES;
            bytes.truncate(MAX_FILE_BYTES);
            item += 1;
            match self.read_mail(&bytes, depth) {
                Ok(texts) => {
                    for (idx, mut text) in texts.into_iter().enumerate() {
                        if idx == 0 {
                            text.format = Format::Mbox.name();
                            if is_cut {
                                let most = MAX_FILE_BYTES >> 20;
                                let detail = format!(
                                    "only the first {most} MiB of message {number} were read"
                                );
                                text.warnings.push(Warning::new(WarningKind::Truncated, detail));
                            }
                        } else {
                            item += 1;
                        }
                        text.item = item;
                        n_read += 1;
                        sink(text);
                    }
                }
                Err(error) => failure = Some(error),
            }
        }
        match failure {
            Some(error) if n_read == 0 => Err(error),
            None if n_read == 0 => Err(Error::NoText("mailbox").into()),
            _ => Ok(()),
        }
    }

    /// A package of files; what of it cannot be read is told beside what can.
    fn read_package(
        &self,
        bytes: &[u8],
        depth: usize,
        sink: &mut dyn FnMut(Text),
    ) -> Result<(), Unread> {
        let mut item = 0;
        let mut held: Option<Text> = None;
        let mut unread = Vec::new();
        let mut has_failed = false;
        confined(|| {
            packed::files_of_zip(bytes, |name, file| {
                let read = file.map_err(Unread::from).and_then(|file| {
                    self.read_inner(&file, name, depth, &mut |mut text| {
                        item += 1;
                        text.item = item;
                        if let Some(before) = held.replace(text) {
                            sink(before);
                        }
                    })
                });
                if let Err(reason) = read {
                    has_failed |= matches!(reason, Unread::Failed(_));
                    unread.push(format!("{name} ({})", reason.in_short()));
                }
            })
        })??;
        let Some(mut last) = held else {
            return Err(if has_failed {
                Error::NoText("ZIP").into()
            } else {
                Skip::Unsupported("a ZIP without texts".to_owned()).into()
            });
        };
        if !unread.is_empty() {
            let detail = format!("not read: {}", unread.join(", "));
            last.warnings.push(Warning::new(WarningKind::PartSkipped, detail));
        }
        if item == 1 {
            last.item = 0;
        }
        sink(last);
        Ok(())
    }

    /// One file, packed; its name is that of the whole without `.gz`.
    fn read_packed(
        &self,
        bytes: &[u8],
        path: &Path,
        depth: usize,
        sink: &mut dyn FnMut(Text),
    ) -> Result<(), Unread> {
        let inner = packed::unpack_gzip(bytes)?;
        let name = path.file_stem().map(|name| name.to_string_lossy()).unwrap_or_default();
        self.read_inner(&inner, &name, depth, sink)
    }

    fn read_document(
        &self,
        format: Format,
        bytes: &[u8],
        sink: &mut dyn FnMut(Text),
    ) -> Result<(), Unread> {
        let read = match &self.workers {
            Some(workers) => workers.read(format, bytes, sink),
            None => read_document(format, bytes, sink),
        };
        let n_pages = match &read {
            Err(Unread::Failed(Error::Scanned { pages, .. } | Error::Unlettered { pages, .. })) => {
                *pages
            }
            _ => return read,
        };
        let Some(ocr) = &self.ocr else { return read };
        sink(confined(|| ocr.read_pages(bytes, n_pages))??);
        Ok(())
    }
}

/// Numbers the releases of a file that holds several.
fn number(texts: &mut [Text]) {
    if texts.len() > 1 {
        for (item, text) in (1..).zip(texts) {
            text.item = item;
        }
    }
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
