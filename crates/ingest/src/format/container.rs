//! Files that hold files: mails and mailboxes, packages, and captures of the web.
//!
//! What is inside is read like what lies beside them, two deep. What of it cannot be read is told by a warning of
//! what can.

use std::{io::BufRead, path::Path};

use release::{Warning, WarningKind};

use super::{
    Format, MAX_FILE_BYTES, eml, packed,
    reader::{Reader, confined},
    warc,
};
use crate::{
    error::{Error, Skip, Unread},
    text::Text,
};

/// Files may stand in files so deep: an archive in a mail, a mail in an archive.
const DEEPEST: usize = 2;

impl Reader {
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
    pub(super) fn read_mail(&self, bytes: &[u8], depth: usize) -> Result<Vec<Text>, Unread> {
        let mail = confined(|| eml::read(bytes))??;
        let mut attached = Vec::new();
        let mut unread = Vec::new();
        for attachment in mail.attachments {
            let mut push = |mut text: Text| {
                text.stands_in(&attachment.name);
                attached.push(text);
            };
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
    pub(super) fn read_mailbox(
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
    pub(super) fn read_package(
        &self,
        bytes: &[u8],
        depth: usize,
        sink: &mut dyn FnMut(Text),
    ) -> Result<(), Unread> {
        let mut item = 0;
        let mut held: Option<Text> = None;
        let mut unread = Vec::new();
        let mut has_failed = false;
        let is_listed = confined(|| {
            packed::files_of_zip(bytes, |name, file| {
                let read = file.map_err(Unread::from).and_then(|file| {
                    self.read_inner(&file, name, depth, &mut |mut text| {
                        item += 1;
                        text.item = item;
                        text.stands_in(name);
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
        if !is_listed {
            let detail = "the list of its files is lost; they were found one by one";
            last.warnings.push(Warning::new(WarningKind::Salvaged, detail));
        }
        if item == 1 {
            last.item = 0;
        }
        sink(last);
        Ok(())
    }

    /// One file, packed; its name is that of the whole without `.gz`.
    pub(super) fn read_packed(
        &self,
        bytes: &[u8],
        path: &Path,
        depth: usize,
        sink: &mut dyn FnMut(Text),
    ) -> Result<(), Unread> {
        let (inner, is_whole) = packed::unpack_gzip(bytes)?;
        let name = path.file_stem().map(|name| name.to_string_lossy()).unwrap_or_default();
        self.read_inner(&inner, &name, depth, &mut |mut text| {
            if !is_whole {
                let detail = "the packed bytes are spoilt or cut off; what came before was read";
                text.warnings.push(Warning::new(WarningKind::Salvaged, detail));
            }
            sink(text);
        })
    }

    /// The pages of a capture of the web, one after the other.
    pub(super) fn read_captures(
        &self,
        stream: impl BufRead,
        depth: usize,
        sink: &mut dyn FnMut(Text),
    ) -> Result<(), Unread> {
        const NAMED: usize = 20;
        let mut item = 0;
        let mut held: Option<Text> = None;
        let (mut unread, mut n_unread) = (Vec::new(), 0_usize);
        let mut is_whole = true;
        for capture in warc::captures(stream) {
            let capture = match capture {
                Ok(capture) => capture,
                Err(reason) => {
                    is_whole = false;
                    unread.push(reason);
                    break;
                }
            };
            let read = self.read_inner(&capture.bytes, &capture.name, depth, &mut |mut text| {
                item += 1;
                text.item = item;
                text.stands_in(&capture.address);
                if let Some(before) = held.replace(text) {
                    sink(before);
                }
            });
            if let Err(Unread::Failed(error)) = read {
                n_unread += 1;
                if n_unread <= NAMED {
                    unread.push(format!("{} ({error})", capture.address));
                }
            }
        }
        let format = Format::Warc.name();
        let Some(mut last) = held else {
            return Err(match unread.into_iter().next() {
                Some(reason) => Error::Unreadable { format, reason }.into(),
                None => Skip::Unsupported("a capture without pages".to_owned()).into(),
            });
        };
        if !unread.is_empty() {
            let more = n_unread.saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let detail = format!("not read: {}{more}", unread.join(", "));
            let kind = if is_whole { WarningKind::PartSkipped } else { WarningKind::Salvaged };
            last.warnings.push(Warning::new(kind, detail));
        }
        sink(last);
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
