//! PDF: pages of placed characters back to paragraphs.

mod page;

use pdfboss_core::{Document, Immediate, source::block_on};
use pdfboss_output::{FontCache, ReadingOrder, retain_spans_on_page};

use super::Options;
use crate::{error::Error, text::Text};

/// The name of the format.
const FORMAT: &str = "pdf";

/// Whether the first bytes are those of a PDF; other bytes may stand before its mark.
pub(super) fn looks_like(head: &[u8]) -> bool {
    head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start().starts_with(b"%PDF-")
}

pub(super) fn read(bytes: &[u8], _options: &Options) -> Result<Text, Error> {
    let document = Document::load(bytes.to_vec()).map_err(|error| refusal(&error))?;
    if document.is_locked() {
        return Err(Error::Encrypted { format: FORMAT });
    }
    let fonts = FontCache::default();
    let layers = document.oc_state();
    let mut text = Text { format: FORMAT, ..Text::default() };
    for number in 0..document.page_count() {
        let Ok(page) = document.page(number) else { continue };
        let Ok((mut spans, report)) = block_on(pdfboss_text::extract_spans_reporting_cached_with(
            Immediate(&document),
            &page,
            &fonts,
            layers.as_ref(),
            None,
            ReadingOrder::Content,
        )) else {
            continue;
        };
        retain_spans_on_page(&mut spans, &page);
        let layout = pdfboss_output::page_layout(&spans, report.order);
        for line in page::lines(&layout) {
            text.characters.push_str(&line);
            text.characters.push('\n');
        }
    }
    Ok(text)
}

fn refusal(error: &pdfboss_core::Error) -> Error {
    match error {
        pdfboss_core::Error::Encrypted => Error::Encrypted { format: FORMAT },
        other => Error::Unreadable { format: FORMAT, reason: other.to_string() },
    }
}
