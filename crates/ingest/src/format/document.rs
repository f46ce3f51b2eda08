//! Documents: the binary formats, read as a whole. A worker process does nothing else.

use release::{Warning, WarningKind};

use super::{Format, MAX_FILE_BYTES, office, pdf, reader::confined};
use crate::{
    error::{Error, Unread},
    text::Text,
};

/// The largest document that is read.
pub const MAX_DOCUMENT_BYTES: usize = 128 << 20;

/// Reads the text of a document, which may hold several releases.
///
/// # Errors
///
/// Returns why there is no text.
pub(crate) fn read_document(format: Format, bytes: &[u8]) -> Result<Text, Unread> {
    let mut text = confined(|| match format {
        Format::Pdf => pdf::read(bytes),
        Format::Docx => office::read_word(bytes),
        Format::Odt => office::read_open_document(bytes),
        Format::Rtf => office::read_rtf(bytes),
        Format::Doc => office::read_word_binary(bytes),
        _ => Err(Error::NoText(format.name())),
    })??;
    if text.characters.trim().is_empty() {
        return Err(Error::NoText(format.name()).into());
    }
    shorten(&mut text);
    Ok(text)
}

/// Cuts a text at the limit of all texts.
fn shorten(text: &mut Text) {
    if text.characters.len() <= MAX_FILE_BYTES {
        return;
    }
    text.characters.truncate(text.characters.floor_char_boundary(MAX_FILE_BYTES));
    let end = text.characters.len();
    text.hints.retain(|hint| hint.span.end as usize <= end);
    text.pages.starts.retain(|start| *start as usize <= end);
    let detail = format!("only the first {} MiB of text were kept", MAX_FILE_BYTES >> 20);
    text.warnings.push(Warning::new(WarningKind::Truncated, detail));
}
